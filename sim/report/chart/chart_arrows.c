/*
 * Who sends what to whom: in each panel the nodes twice, above where the rows
 * lie and below where they are joined, and an arrow for each pair that sends.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_panel.h"

static double nodes_of(const struct chart_canvas *c)
{
    double most = 0;

    for (size_t i = 0; i < c->frame->row_count; i++)
        most = fmax(most, fmax(chart_number(c, i, "from_node"),
                               chart_number(c, i, "to_node")));
    return most + 1;
}

struct place {
    double x, upper, lower, pitch, size;
};

static double node_x(const struct place *p, double node)
{
    return p->x + (node + 0.5) * p->pitch;
}

/* Both sides beside each other on the node: outer left, inner right. */
static double side_x(const struct place *p, double node, size_t series)
{
    return node_x(p, node) + (series == 0 ? -0.26 : 0.26) * p->size;
}

/* A side's rows on a node: as high as the share of the table. */
static void draw_held(struct chart_canvas *c, const struct place *p,
                      double foot, double node, size_t series, double share)
{
    const double high = 0.54 * p->size * share;

    plot_box(&c->script, side_x(p, node, series) - p->size * 0.17, foot - high,
             p->size * 0.34, high, chart_series_colour(c, series));
}

static void draw_nodes(struct chart_canvas *c, const struct place *p,
                       double nodes)
{
    for (double node = 0; node < nodes; node++) {
        const double x = node_x(p, node) - p->size / 2;

        plot_box(&c->script, x, p->upper, p->size, p->size * 0.62,
                 c->look->grid);
        plot_box(&c->script, x, p->lower, p->size, p->size * 0.62,
                 c->look->grid);
    }
}

/* A row of a node with itself says what it holds. */
static void draw_holding(struct chart_canvas *c, const struct place *p,
                         size_t row)
{
    const size_t series = chart_series_of(c, row);
    const double node = chart_number(c, row, "from_node");

    draw_held(c, p, p->upper + p->size * 0.58, node, series,
              chart_number(c, row, "held_before_frac"));
    draw_held(c, p, p->lower + p->size * 0.58, node, series,
              chart_number(c, row, "held_after_frac"));
}

/* $data: 1 left, 2 up, 3 right, 4 down, 5 colour. */
static void add_arrow(struct chart_canvas *c, const struct place *p, size_t row)
{
    const size_t series = chart_series_of(c, row);
    const double from = chart_number(c, row, "from_node");
    const double to = chart_number(c, row, "to_node");
    const double start = p->upper + p->size * 0.62 + 2;

    if (chart_number(c, row, c->chart->y.column) <= 0)
        return;
    text_addf(&c->script.data, "%.1f %.1f %.1f %.1f %u\n",
              side_x(p, from, series), start,
              side_x(p, to, series) - side_x(p, from, series),
              p->lower - 3 - start, chart_series_colour(c, series));
}

static void draw_panel(struct chart_canvas *c, struct chart_panels *panels,
                       size_t panel, double nodes)
{
    const struct chart_look *const look = c->look;
    const double top = chart_panel_y(panels, panel);
    struct place p = { .x = chart_panel_x(panels, panel),
                       .pitch = panels->width / nodes };
    bool sends = false;

    p.size = fmin(p.pitch * 0.72, panels->height * 0.3);
    p.upper = top + look->small * 1.7;
    p.lower = top + panels->height - p.size * 0.62 - 4;
    plot_text(&c->script, p.x, top + look->small * 0.6, PLOT_LEFT, look->small,
              look->ink, panels->names.items[panel]);
    draw_nodes(c, &p, nodes);
    for (size_t i = 0; i < c->frame->row_count; i++)
        if (plot_names_index(&panels->names,
                             chart_text(c, i, c->chart->panel)) == panel) {
            sends = sends || chart_number(c, i, c->chart->y.column) > 0;
            add_arrow(c, &p, i);
            if (chart_number(c, i, "from_node") ==
                chart_number(c, i, "to_node"))
                draw_holding(c, &p, i);
        }
    if (!sends)
        plot_text(&c->script, p.x + panels->width / 2,
                  (p.upper + p.lower + p.size * 0.62) / 2, PLOT_CENTRE,
                  look->small, look->soft, "nothing is sent");
}

/* In the place behind the last panel. */
static void draw_key(struct chart_canvas *c, const struct chart_panels *p)
{
    const struct chart_look *const look = c->look;
    const double x = chart_panel_x(p, p->names.count);
    double y = chart_panel_y(p, p->names.count) + look->small * 2.4;
    const double size = look->small * 0.9;

    for (size_t i = 0; i < c->chart->series_count; i++) {
        plot_box(&c->script, x, y - size / 2, size, size,
                 chart_series_colour(c, i));
        plot_text(&c->script, x + size + 6, y, PLOT_LEFT, look->small,
                  look->ink, c->chart->series[i].name);
        y += look->small * 1.5;
    }
    plot_text(&c->script, x, y, PLOT_LEFT, look->small, look->soft,
              "above: where rows lie");
    plot_text(&c->script, x, y + look->small * 1.4, PLOT_LEFT, look->small,
              look->soft, "below: where they join");
}

void chart_draw_arrows(struct chart_canvas *c)
{
    const double nodes = nodes_of(c);
    struct chart_panels p = chart_panels_of(c, 8, 0);

    for (size_t i = 0; i < p.names.count; i++)
        draw_panel(c, &p, i, nodes);
    draw_key(c, &p);
    plot_clause(&c->script, "$data using 1:2:3:4:5 with vectors head filled "
                            "size 9, 20 fixed linewidth 1.6 linecolor rgb "
                            "variable");
}
