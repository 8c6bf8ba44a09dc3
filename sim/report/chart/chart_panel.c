#include "report/chart/chart_panel.h"

#include <math.h>

/* How far such panels are from half again as wide as high, and how many
   places would stay empty: the less the better. */
static double badness(const struct chart_canvas *c, size_t cells, size_t across)
{
    const size_t down = (cells + across - 1) / across;
    const double shape = (c->right - c->left) / (double)across /
                         ((c->bottom - c->top) / (double)down);

    return fabs(log(shape / 1.5)) + 0.4 * (double)(across * down - cells);
}

static size_t across_of(const struct chart_canvas *c, size_t cells)
{
    size_t best = 1;

    for (size_t across = 2; across <= cells; across++)
        if (badness(c, cells, across) < badness(c, cells, best))
            best = across;
    return best;
}

struct chart_panels chart_panels_of(struct chart_canvas *c, size_t cells,
                                    double left_axis)
{
    struct chart_panels p = { .gap = c->look->text, .top = c->top };

    plot_names_init(&p.names, c->script.arena);
    for (size_t i = 0; i < c->frame->row_count; i++)
        plot_names_index(&p.names, chart_text(c, i, c->chart->panel));
    cells = cells < p.names.count ? p.names.count : cells;
    p.left = c->left + left_axis;
    p.across = across_of(c, cells);
    p.down = (cells + p.across - 1) / p.across;
    p.width =
        (c->right - p.left - p.gap * (double)(p.across - 1)) / (double)p.across;
    p.height = (c->bottom - p.top - p.gap * 0.6 * (double)(p.down - 1)) /
               (double)p.down;
    return p;
}

double chart_panel_x(const struct chart_panels *p, size_t i)
{
    return p->left + (double)(i % p->across) * (p->width + p->gap);
}

double chart_panel_y(const struct chart_panels *p, size_t i)
{
    return p->top + (double)(i / p->across) * (p->height + 0.6 * p->gap);
}
