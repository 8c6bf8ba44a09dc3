/*
 * Columns side by side in a panel for each panel's name, all to one scale; the
 * highest stands out where it is clearly above the mean, which is a line.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_panel.h"

/* Of these rows' heights the largest, their sum and their number. */
struct pile {
    double most, sum, count;
};

static struct pile pile_of(const struct chart_canvas *c, struct chart_panels *p,
                           size_t panel)
{
    struct pile pile = { 0, 0, 0 };

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (plot_names_index(&p->names, chart_text(c, i, c->chart->panel)) !=
            panel)
            continue;
        const double value = chart_number(c, i, c->chart->y.column);
        pile.most = fmax(pile.most, value);
        pile.sum += value;
        pile.count++;
    }
    return pile;
}

static void draw_columns(struct chart_canvas *c, struct chart_panels *p,
                         size_t panel, const struct chart_scale *y,
                         struct pile pile)
{
    const double x = chart_panel_x(p, panel), pitch = p->width / pile.count;
    const double mean = pile.sum / pile.count;
    const unsigned usual =
        chart_colour(c->look->theme, c->chart->series[0].meaning);
    size_t at = 0;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (plot_names_index(&p->names, chart_text(c, i, c->chart->panel)) !=
            panel)
            continue;
        const double value = chart_number(c, i, c->chart->y.column);
        const double top = chart_at(y, value);
        const bool busiest = value == pile.most && value > 1.05 * mean;

        plot_box(&c->script, x + ((double)at++ + 0.1) * pitch, top, 0.8 * pitch,
                 y->from - top, busiest ? c->look->busiest : usual);
    }
    plot_line(&c->script, x, chart_at(y, mean), x + p->width, chart_at(y, mean),
              c->look->ink);
}

static void draw_head(struct chart_canvas *c, const struct chart_panels *p,
                      size_t panel, struct pile pile)
{
    const struct chart_look *const look = c->look;
    const double x = chart_panel_x(p, panel), y = chart_panel_y(p, panel);
    const double over = pile.most / (pile.sum / pile.count);

    plot_text(&c->script, x, y + look->small * 0.6, PLOT_LEFT, look->small,
              look->ink, p->names.items[panel]);
    plot_text(&c->script, x, y + look->small * 1.85, PLOT_LEFT, look->small,
              over > 1.05 ? look->busiest : look->soft,
              text_format(c->script.arena, "fullest: %.2f x mean", over));
}

static void draw_panel(struct chart_canvas *c, struct chart_panels *p,
                       size_t panel, struct chart_scale y)
{
    const struct pile pile = pile_of(c, p, panel);
    const double x = chart_panel_x(p, panel);
    const double step = plot_round_step(y.hi / 3);

    y.to = chart_panel_y(p, panel) + c->look->small * 2.8;
    y.from = chart_panel_y(p, panel) + p->height - c->look->small * 0.3;
    for (int i = 0; i * step <= y.hi; i++) {
        const double at = chart_at(&y, i * step);

        plot_line(&c->script, x, at, x + p->width, at,
                  i == 0 ? c->look->faint : c->look->grid);
        if (panel % p->across == 0)
            plot_text(&c->script, x - 6, at, PLOT_RIGHT, c->look->small,
                      c->look->soft, chart_tick(c->script.arena, i * step));
    }
    draw_head(c, p, panel, pile);
    draw_columns(c, p, panel, &y, pile);
}

void chart_draw_slices(struct chart_canvas *c)
{
    const struct chart_look *const look = c->look;
    const struct chart_scale y = chart_scale_of(c, &c->chart->y);
    const double axis =
        plot_text_width(chart_tick(c->script.arena, y.hi), look->small);

    plot_text(&c->script, c->left, c->top + look->text * 0.4, PLOT_LEFT,
              look->text, look->ink, c->chart->y.label);
    c->top += look->text * 1.6;
    c->bottom -= look->text * 1.4;
    plot_text(&c->script, (c->left + axis + c->right) / 2,
              c->bottom + look->text * 0.6, PLOT_CENTRE, look->text, look->ink,
              c->chart->x.label);

    struct chart_panels p = chart_panels_of(c, 0, axis);
    for (size_t i = 0; i < p.names.count; i++)
        draw_panel(c, &p, i, y);
    text_add(&c->script.data, "-100 -100\n");
    plot_clause(&c->script, "$data using 1:2 with points");
}
