/*
 * How often to VACUUM: what each interval costs.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot/plot_chart.h"

/* More designs than these are left to the table. */
enum { DESIGNS_MOST = 3 };

/* A line of one design over the intervals, which stand at even distances. */
static void interval_line(struct panel *p, struct plot_context *c,
                          const struct frame *f, const char *design,
                          const char *column, size_t colour)
{
    const size_t y = frame_column_index(f, column);
    const size_t key = frame_column_index(f, "design");
    double x = 0.5;

    for (size_t i = 0; i < f->row_count; i++)
        if (text_equal(plot_label(c->arena, f, i, key), design))
            panel_point(p, x++, plot_value(f, i, y),
                        plot_design_colour(colour));
    p->dash = colour;
    panel_end_series(p);
}

static void draw_grid(const struct panel *p, const char *what)
{
    struct plot_script *const s = p->script;

    for (double v = 0; v <= p->y.most * (1 + 1e-9); v += p->y.step) {
        plot_line(s, PANEL_LEFT, panel_y(p, v), PANEL_LEFT + PANEL_WIDE,
                  panel_y(p, v), PLOT_GRID);
        plot_text(s, PANEL_LEFT - 8, panel_y(p, v), PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, plot_tick_text(s->arena, &p->y, v));
    }
    plot_text(s, PANEL_LEFT - 8, p->top - 16, PLOT_LEFT, PLOT_TEXT_SIZE,
              PLOT_INK, what);
}

/* Names the intervals, and rings the cheapest. */
static void draw_intervals(const struct panel *p, struct plot_context *c,
                           const struct frame *f, const char *design)
{
    const size_t key = frame_column_index(f, "design");
    const size_t interval = frame_column_index(f, "interval");
    const size_t cheapest = frame_column_index(f, "cheapest");
    const size_t total = frame_column_index(f, "total_s");
    double at = 0.5;

    for (size_t i = 0; i < f->row_count; i++) {
        if (!text_equal(plot_label(c->arena, f, i, key), design))
            continue;
        const double x = panel_x(p, at++);
        plot_text(p->script, x, p->top + PANEL_TALL + 14, PLOT_CENTRE,
                  PLOT_SMALL_SIZE, PLOT_SOFT,
                  plot_label(c->arena, f, i, interval));
        if (text_equal(plot_label(c->arena, f, i, cheapest), "yes"))
            plot_clause(p->script,
                        "'+' using (%.2f):(%.2f) every ::0::0 with points "
                        "pointtype 6 pointsize 3 linewidth 2 linecolor rgb "
                        "0x%06x",
                        x, panel_y(p, plot_value(f, i, total)), PLOT_INK);
    }
}

const char *plot_intervals(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "schedule");
    struct plot_script s;
    struct plot_names designs;

    if (f == NULL)
        return NULL;
    plot_names_init(&designs, c->arena);
    plot_collect_designs(&designs, f);
    plot_script_init(&s, c->arena, name);
    const double y = plot_heading(&s, "How often to VACUUM",
                                  "a ring marks the cheapest interval");
    const struct plot_key keys[] = {
        { "queries", plot_design_colour(1), PLOT_SWATCH_LINE, 1 },
        { "maintenance", plot_design_colour(2), PLOT_SWATCH_LINE, 2 },
        { "together", plot_design_colour(0), PLOT_SWATCH_LINE, 0 },
    };
    struct panel p = {
        .script = &s,
        .top = plot_legend(&s, y, keys, 3) + 34,
        .right = (double)f->row_count / (double)designs.count,
        .y = panel_axis(panel_most(f, frame_column_index(f, "total_s"), 0.1),
                        "s"),
    };
    for (size_t d = 0; d < designs.count && d < DESIGNS_MOST; d++) {
        const char *const design = designs.items[d];
        if (d > 0)
            p.top += PANEL_TALL + PANEL_GAP - 18;
        p.y = panel_axis(
            fmax(panel_most_where(c, f, "total_s", "design", design), 0.1),
            "s");
        draw_grid(&p, text_format(c->arena, "%s, seconds a day", design));
        draw_intervals(&p, c, f, design);
        interval_line(&p, c, f, design, "mean_query_s", 1);
        interval_line(&p, c, f, design, "maintenance_s", 2);
        interval_line(&p, c, f, design, "total_s", 0);
        panel_lines(&p);
    }
    plot_text(&s, PANEL_LEFT + PANEL_WIDE / 2.0, p.top + PANEL_TALL + 36,
              PLOT_CENTRE, PLOT_TEXT_SIZE, PLOT_INK, "time between VACUUMs");
    plot_clause(&s, "$data using 1:2:3 with points pointtype 7 "
                    "linecolor rgb variable");
    return plot_script_text(&s, p.top + PANEL_TALL + PANEL_FOOT, c->stamp);
}
