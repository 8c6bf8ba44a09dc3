/*
 * Zone maps: a panel for each order of the rows, an upright strip for each
 * block from its smallest to its largest value, and the range that is asked
 * for as a band. A block whose strip touches the band is read.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_panel.h"

struct count {
    double blocks, read;
};

static bool in_panel(const struct chart_canvas *c, struct chart_panels *p,
                     size_t row, size_t panel)
{
    return plot_names_index(&p->names, chart_text(c, row, c->chart->panel)) ==
           panel;
}

static struct count count_of(const struct chart_canvas *c,
                             struct chart_panels *p, size_t panel)
{
    struct count n = { 0, 0 };

    for (size_t i = 0; i < c->frame->row_count; i++)
        if (in_panel(c, p, i, panel)) {
            n.blocks++;
            n.read += chart_number(c, i, "read");
        }
    return n;
}

/* Values of the panel's column, from its smallest to its largest. */
static struct chart_scale values_of(const struct chart_canvas *c,
                                    struct chart_panels *p, size_t panel)
{
    struct chart_scale s = { .lo = HUGE_VAL, .hi = -HUGE_VAL };

    for (size_t i = 0; i < c->frame->row_count; i++)
        if (in_panel(c, p, i, panel)) {
            s.lo = fmin(s.lo, chart_number(c, i, "lo") - 0.5);
            s.hi = fmax(s.hi, chart_number(c, i, "hi") + 0.5);
        }
    return s;
}

/* Where the band lies, behind the strips; the same in each row. */
static void draw_band(struct chart_canvas *c, const struct chart_scale *y,
                      double x, double width, size_t row)
{
    const double top = chart_at(y, chart_number(c, row, "to") + 0.5);
    const double foot = chart_at(y, chart_number(c, row, "from") - 0.5);

    plot_box(&c->script, x, top, width, foot - top, c->look->band);
    plot_line(&c->script, x, top, x + width, top, c->look->faint);
    plot_line(&c->script, x, foot, x + width, foot, c->look->faint);
}

static void draw_strips(struct chart_canvas *c, struct chart_panels *p,
                        size_t panel, const struct chart_scale *y,
                        double blocks)
{
    const double x = chart_panel_x(p, panel), pitch = p->width / blocks;
    bool first = true;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (!in_panel(c, p, i, panel))
            continue;
        const double top = chart_at(y, chart_number(c, i, "hi") + 0.5);
        const double foot = chart_at(y, chart_number(c, i, "lo") - 0.5);
        const bool read = chart_number(c, i, "read") > 0;
        const double block = chart_number(c, i, c->chart->x.column);

        if (first)
            draw_band(c, y, x, p->width, i);
        first = false;
        plot_box(&c->script, x + (block + 0.12) * pitch, top, 0.76 * pitch,
                 fmax(foot - top, 2.5),
                 read ? chart_series_colour(c, 0) : c->look->track);
    }
}

static void draw_panel(struct chart_canvas *c, struct chart_panels *p,
                       size_t panel)
{
    const struct chart_look *const look = c->look;
    const struct count n = count_of(c, p, panel);
    struct chart_scale y = values_of(c, p, panel);
    const double x = chart_panel_x(p, panel), top = chart_panel_y(p, panel);

    y.to = top + look->small * 2.7;
    y.from = top + p->height;
    plot_text(&c->script, x, top + look->small * 0.6, PLOT_LEFT, look->small,
              look->ink, p->names.items[panel]);
    plot_text(&c->script, x, top + look->small * 1.85, PLOT_LEFT, look->small,
              look->soft,
              text_format(c->script.arena, "reads %.0f of %.0f blocks", n.read,
                          n.blocks));
    draw_strips(c, p, panel, &y, n.blocks);
    plot_line(&c->script, x, y.from, x + p->width, y.from, look->faint);
    plot_line(&c->script, x, y.from, x, y.to, look->faint);
}

static void draw_key(struct chart_canvas *c)
{
    const struct chart_look *const look = c->look;
    const struct {
        const char *text;
        unsigned colour;
    } keys[] = { { "read", chart_series_colour(c, 0) },
                 { "skipped", look->track },
                 { "asked for", look->band } };
    const char *const axes = text_format(c->script.arena, "right: %s, up: %s",
                                         c->chart->x.label, c->chart->y.label);
    double x = c->left, wide = plot_text_width(axes, look->small);

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        wide += look->small * 2.2 + plot_text_width(keys[i].text, look->small);
    const double rise = wide > c->right - c->left ? look->small * 1.4 : 0;
    c->bottom -= look->small * 1.5 + rise;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        plot_box(&c->script, x, c->bottom + look->small * 0.5,
                 look->small * 0.8, look->small * 0.8, keys[i].colour);
        plot_text(&c->script, x + look->small * 1.2,
                  c->bottom + look->small * 0.9, PLOT_LEFT, look->small,
                  look->ink, keys[i].text);
        x += look->small * 2.2 + plot_text_width(keys[i].text, look->small);
    }
    plot_text(&c->script, c->right, c->bottom + look->small * 0.9 + rise,
              PLOT_RIGHT, look->small, look->soft, axes);
}

void chart_draw_strips(struct chart_canvas *c)
{
    draw_key(c);
    struct chart_panels p = chart_panels_of(c, 0, 0);

    for (size_t i = 0; i < p.names.count; i++)
        draw_panel(c, &p, i);
    text_add(&c->script.data, "-100 -100\n");
    plot_clause(&c->script, "$data using 1:2 with points");
}
