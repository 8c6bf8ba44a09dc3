/*
 * Response and wait against the number of slots, and below them the share of
 * queries that spill: the curve that turns.
 */
#include <math.h>

#include "report/plot_family.h"
#include "report/plot_panel.h"

enum { LEFT = 70, RIGHT = 30, PANEL = 300, SPILL = 90, GAP = 44, FOOT = 66 };

static void draw(const struct frame *f, struct plot_panel *p,
                 const char *column, double factor, unsigned colour)
{
    const size_t slots = frame_column_index(f, "slots");
    const size_t value = frame_column_index(f, column);

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, value)->null)
            plot_panel_point(p, plot_value(f, i, slots),
                             factor * plot_value(f, i, value), colour);
    plot_panel_break(p);
}

static double most_of(const struct frame *f, const char *column)
{
    const size_t value = frame_column_index(f, column);
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++)
        most = fmax(most, plot_value(f, i, value));
    return most;
}

/* Ticks at 5, 10, .. where the sweep begins low. */
static struct plot_panel first_panel(struct plot_script *s,
                                     const struct frame *f, double top)
{
    const size_t slots = frame_column_index(f, "slots");
    const double lo = plot_value(f, 0, slots);
    struct plot_panel p = {
        .script = s,
        .left = LEFT,
        .top = top,
        .width = PLOT_WIDTH - LEFT - RIGHT,
        .height = PANEL,
        .x_lo = lo <= 5 ? 0 : lo,
        .x_hi = fmax(plot_value(f, f->row_count - 1, slots), lo + 1),
    };

    plot_panel_scale(&p, most_of(f, "response_p95_s"));
    return p;
}

const char *plot_sweep(struct plot_context *c, const char *name)
{
    const struct plot_key keys[] = {
        { "response, 95 %", plot_config_colour(1) },
        { "response, mean", plot_config_colour(0) },
        { "wait, mean", plot_config_colour(2) },
    };
    const struct frame *const f = plot_frame(c, "slots");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    double y =
        plot_heading(&s, "How many slots?", "more slots, less memory for each");
    y = plot_legend(&s, y, keys, 3) + 28;
    struct plot_panel p = first_panel(&s, f, y);
    const double wide = p.x_hi - p.x_lo;
    const double step = wide > 20 ? 5 : wide > 8 ? 2 : 1;
    plot_panel_axes(&p, NULL, "seconds", step);
    draw(f, &p, "response_p95_s", 1, keys[0].colour);
    draw(f, &p, "response_mean_s", 1, keys[1].colour);
    draw(f, &p, "wait_mean_s", 1, keys[2].colour);
    p.top = y + PANEL + GAP;
    p.height = SPILL;
    p.y_most = 100;
    p.y_step = 50;
    plot_panel_axes(&p, "slots of the default queue", "queries that spill, %",
                    step);
    draw(f, &p, "spill_share", 100, plot_resource_colour(PLOT_SPILL));
    plot_panel_lines(&s);
    return plot_script_text(&s, p.top + SPILL + FOOT, c->stamp);
}
