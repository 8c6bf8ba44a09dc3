#include "report/chart_panel.h"

#include <math.h>

/* Panels are about half again as wide as they are high. */
static size_t across_of(const struct chart_canvas *c, size_t cells)
{
    const double shape = (c->right - c->left) / (c->bottom - c->top);
    size_t across = 1;

    while (across < cells && shape * (double)((cells + across - 1) / across) >
                                 1.5 * (double)across)
        across++;
    return across;
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
