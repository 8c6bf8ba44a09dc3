/*
 * The hockey stick: wait against load, simulated points with their intervals,
 * and Erlang C's line.
 */
#include <math.h>

#include "report/plot/plot_queues.h"

enum { LEFT = 70, RIGHT = 30, PANEL = 380, FOOT = 66 };

static void draw_axes(const struct frame *f, struct plot_panel *p)
{
    const size_t wait = frame_column_index(f, "wait_s");
    const size_t half = frame_column_index(f, "wait_s_half");
    double most = 1e-3;

    for (size_t i = 0; i < f->row_count; i++)
        most = fmax(most, plot_value(f, i, wait) + plot_value(f, i, half));
    plot_panel_scale(p, most);
    plot_panel_axes(p, "load: what is offered over what is possible",
                    "mean wait, seconds", 0.1);
}

static void draw_line(const struct frame *f, struct plot_panel *p)
{
    const size_t load = frame_column_index(f, "load");
    const size_t wait = frame_column_index(f, "wait_s");

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, wait)->null &&
            plot_value(f, i, wait) <= p->y_most)
            plot_panel_point(p, plot_value(f, i, load), plot_value(f, i, wait),
                             PLOT_INK);
    plot_panel_break(p);
}

/* Points, and a bar from end to end of each interval. */
static void draw_points(const struct frame *f, struct plot_panel *p)
{
    const size_t load = frame_column_index(f, "load");
    const size_t wait = frame_column_index(f, "wait_s");
    const size_t half = frame_column_index(f, "wait_s_half");

    for (size_t i = 0; i < f->row_count; i++) {
        const double y = plot_value(f, i, wait);
        if (frame_cell(f, i, wait)->null)
            continue;
        plot_panel_point(p, plot_value(f, i, load),
                         fmax(y - plot_value(f, i, half), 0), PLOT_WAITING);
        plot_panel_point(p, plot_value(f, i, load), y + plot_value(f, i, half),
                         PLOT_WAITING);
        plot_panel_break(p);
    }
    plot_panel_section(p);
    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, wait)->null)
            plot_panel_point(p, plot_value(f, i, load), plot_value(f, i, wait),
                             PLOT_WAITING);
    plot_panel_break(p);
}

const char *plot_hockey(struct plot_context *c, const char *name)
{
    static const struct plot_key keys[] = {
        { "simulated, with its 95 % interval", PLOT_WAITING, PLOT_SWATCH_POINT,
          7 },
        { "Erlang C: as many slots, service at random, nothing shared",
          PLOT_INK, PLOT_SWATCH_LINE, 0 },
    };
    const struct frame *const f = plot_frame(c, "hockey_stick");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct frame *const erlang = plot_frame(c, "erlang_c");
    if (erlang == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "The hockey stick",
                            "the last tenth of load costs more wait than all "
                            "before it");
    y = plot_legend(&s, y, keys, sizeof(keys) / sizeof(keys[0])) + 28;
    struct plot_panel p = { .script = &s,
                            .left = LEFT,
                            .top = y,
                            .width = PLOT_WIDTH - LEFT - RIGHT,
                            .height = PANEL,
                            .x_hi = 1 };
    draw_axes(f, &p);
    draw_line(erlang, &p);
    plot_panel_section(&p);
    draw_points(f, &p);
    plot_clause(&s,
                "$data index 0 using 1:2 with lines linewidth 2 "
                "linecolor rgb 0x%06x",
                PLOT_INK);
    plot_clause(&s,
                "$data index 1 using 1:2 with lines linewidth 2 "
                "linecolor rgb 0x%06x",
                PLOT_WAITING);
    plot_clause(&s,
                "$data index 2 using 1:2 with points pointtype 7 "
                "pointsize 1.6 linecolor rgb 0x%06x",
                PLOT_WAITING);
    return plot_script_text(&s, y + PANEL + FOOT, c->stamp);
}
