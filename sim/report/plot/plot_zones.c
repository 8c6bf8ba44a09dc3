/*
 * Zone maps before and after a VACUUM, one line a block.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot/plot_chart.h"

enum { STRIP_TALL = 300 };

static double strip_panel(struct plot_context *c, struct plot_script *s,
                          const struct frame *f, double top, const char *when,
                          const char *design, const char *table)
{
    const size_t lo = frame_column_index(f, "min_pct");
    const size_t hi = frame_column_index(f, "max_pct");
    const size_t region = frame_column_index(f, "region");
    size_t count = 0, shown = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < f->row_count; i++) {
            if (!text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "when")),
                    when) ||
                !text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "design")),
                    design) ||
                !text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "table")),
                    table))
                continue;
            if (pass == 0) {
                count++;
                continue;
            }
            const bool tail =
                text_equal(plot_label(c->arena, f, i, region), "tail");
            const double x =
                PANEL_LEFT + PANEL_WIDE * plot_value(f, i, lo) / 100;
            const double wide = PANEL_WIDE *
                                (plot_value(f, i, hi) - plot_value(f, i, lo)) /
                                100;
            const double each = STRIP_TALL / (double)count;
            plot_box(s, x, top + each * (double)shown++, fmax(wide, 1.5),
                     fmax(each * 0.8, 0.8),
                     tail ? plot_design_colour(1) : plot_design_colour(0));
        }
    plot_text(s, PANEL_LEFT, top - 14, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              text_format(c->arena, "%s the VACUUM", when));
    plot_text(s, PANEL_LEFT - 10, top + 6, PLOT_RIGHT, PLOT_SMALL_SIZE,
              PLOT_SOFT, "first");
    plot_text(s, PANEL_LEFT - 10, top + 22, PLOT_RIGHT, PLOT_SMALL_SIZE,
              PLOT_SOFT, "block");
    plot_text(s, PANEL_LEFT - 10, top + STRIP_TALL - 6, PLOT_RIGHT,
              PLOT_SMALL_SIZE, PLOT_SOFT, "last");
    for (int k = 0; k <= 4; k++)
        plot_text(s, PANEL_LEFT + PANEL_WIDE * k / 4.0, top + STRIP_TALL + 14,
                  PLOT_CENTRE, PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(c->arena, "%d %%", k * 25));
    plot_line(s, PANEL_LEFT, top + STRIP_TALL, PANEL_LEFT + PANEL_WIDE,
              top + STRIP_TALL, PLOT_FAINT);
    return top + STRIP_TALL + 52;
}

const char *plot_zones(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "zones");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    const char *const design =
        plot_label(c->arena, f, 0, frame_column_index(f, "design"));
    const char *const table =
        plot_label(c->arena, f, 0, frame_column_index(f, "table"));
    const double y = plot_heading(
        &s, text_format(c->arena, "Zone maps of %s, design %s", table, design),
        "one line a block (or group of blocks), from its smallest to its "
        "largest sort key");
    const struct plot_key keys[] = {
        { "sorted region", plot_design_colour(0), PLOT_SWATCH_BOX, 0 },
        { "unsorted region", plot_design_colour(1), PLOT_SWATCH_BOX, 0 },
    };
    double top = plot_legend(&s, y, keys, 2) + 36;
    top = strip_panel(c, &s, f, top, "before", design, table);
    top = strip_panel(c, &s, f, top, "after", design, table);
    plot_text(&s, PANEL_LEFT + PANEL_WIDE / 2.0, top - 14, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_INK, "place in the range of the sort key");
    plot_clause(&s, "NaN notitle");
    return plot_script_text(&s, top + 24, c->stamp);
}
