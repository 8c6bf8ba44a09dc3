/*
 * A table of colours: the deeper the colour, the larger the number, which
 * stands in it; the smallest has a frame.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_canvas.h"
#include "report/numeral.h"
#include "report/plot/plot_pivot.h"

struct heat {
    struct plot_names columns, rows;
    double least, most;
    double width, height; /* of a cell */
};

static struct heat heat_of(const struct chart_canvas *c)
{
    struct heat h = { .least = HUGE_VAL };

    plot_names_init(&h.columns, c->script.arena);
    plot_names_init(&h.rows, c->script.arena);
    for (size_t i = 0; i < c->frame->row_count; i++) {
        const double value = chart_number(c, i, c->chart->y.column);

        plot_names_index(&h.columns, chart_text(c, i, c->chart->x.column));
        plot_names_index(&h.rows, chart_text(c, i, c->chart->group));
        h.least = fmin(h.least, value);
        h.most = fmax(h.most, value);
    }
    return h;
}

static void draw_frame(struct chart_canvas *c, double x, double y,
                       const struct heat *h)
{
    const unsigned ink = c->look->ink;
    const double right = x + h->width - 3, foot = y + h->height - 3;

    plot_line(&c->script, x, y, right, y, ink);
    plot_line(&c->script, x, foot, right, foot, ink);
    plot_line(&c->script, x, y, x, foot, ink);
    plot_line(&c->script, right, y, right, foot, ink);
}

static void draw_cell(struct chart_canvas *c, struct heat *h, size_t row)
{
    const double value = chart_number(c, row, c->chart->y.column);
    const size_t column =
        plot_names_index(&h->columns, chart_text(c, row, c->chart->x.column));
    const size_t line =
        plot_names_index(&h->rows, chart_text(c, row, c->chart->group));
    const double x = c->left + (double)column * h->width;
    const double y = c->top + (double)line * h->height;
    const double share = h->most > h->least
                             ? log(value / h->least) / log(h->most / h->least)
                             : 0;

    plot_box(&c->script, x, y, h->width - 3, h->height - 3,
             chart_heat_colour(c->look->theme, share));
    plot_text(&c->script, x + h->width / 2 - 1.5, y + h->height / 2 - 1.5,
              PLOT_CENTRE, c->look->text, c->look->ink,
              numeral_rounded(c->script.arena, value));
    if (value == h->least)
        draw_frame(c, x, y, h);
}

static void draw_names(struct chart_canvas *c, const struct heat *h)
{
    const struct chart_look *const look = c->look;

    for (size_t i = 0; i < h->rows.count; i++)
        plot_text(&c->script, c->left - 8,
                  c->top + ((double)i + 0.5) * h->height, PLOT_RIGHT,
                  look->small, look->ink, h->rows.items[i]);
    for (size_t i = 0; i < h->columns.count; i++)
        plot_text(&c->script, c->left + ((double)i + 0.5) * h->width,
                  c->top - look->small * 0.8, PLOT_CENTRE, look->small,
                  look->ink, h->columns.items[i]);
}

void chart_draw_heat(struct chart_canvas *c)
{
    const struct chart_look *const look = c->look;
    struct heat h = heat_of(c);
    double widest = 0;

    for (size_t i = 0; i < h.rows.count; i++)
        widest = fmax(widest, plot_text_width(h.rows.items[i], look->small));
    plot_text(&c->script, c->left, c->top + look->text * 0.4, PLOT_LEFT,
              look->text, look->ink, c->chart->y.label);
    c->top += look->text * 1.5 + look->small * 1.6;
    c->left += widest + 10;
    h.width = (c->right - c->left) / (double)h.columns.count;
    h.height = (c->bottom - c->top) / (double)h.rows.count;
    draw_names(c, &h);
    for (size_t i = 0; i < c->frame->row_count; i++)
        draw_cell(c, &h, i);
    text_add(&c->script.data, "-100 -100\n");
    plot_clause(&c->script, "$data using 1:2 with points");
}
