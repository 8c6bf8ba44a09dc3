#include "report/chart/chart_canvas.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "report/numeral.h"
#include "report/plot/plot_pivot.h"

#define LINE_HEIGHT 1.3

/* A line has at most so many letters, whatever its width: see plot_text. */
enum { LETTERS_MOST = 96 };

/* As many words as fit into `width`; returns the bytes of them. */
static size_t fitting(struct arena *a, const char *words, double size,
                      double width)
{
    size_t fits = strcspn(words, " ");

    while (words[fits] != '\0') {
        const size_t next = fits + 1 + strcspn(words + fits + 1, " ");

        if (next > LETTERS_MOST ||
            plot_text_width(text_copy_n(a, words, next), size) > width)
            break;
        fits = next;
    }
    return fits;
}

static int lines_of(struct arena *a, const char *words, double size,
                    double width)
{
    int lines = 0;

    for (; *words != '\0'; lines++) {
        words += fitting(a, words, size, width);
        words += *words == ' ';
    }
    return lines;
}

/* The narrowest width that takes no more lines than the whole: so the last
   line is no single word. */
static double balanced(struct arena *a, const char *words, double size,
                       double width)
{
    const int lines = lines_of(a, words, size, width);
    double narrow = width;

    while (narrow > width / 2 &&
           lines_of(a, words, size, narrow - size) == lines)
        narrow -= size;
    return lines == 1 ? width : narrow;
}

/* Wrapped lines from y on; returns the y below them. */
static double add_lines(struct chart_canvas *c, double y, double size,
                        unsigned colour, const char *words)
{
    struct arena *const a = c->script.arena;
    const double width = balanced(a, words, size, c->right - c->left);

    while (*words != '\0') {
        const size_t bytes = fitting(a, words, size, width);

        plot_text(&c->script, c->left, y + size * LINE_HEIGHT / 2, PLOT_LEFT,
                  size, colour, text_copy_n(a, words, bytes));
        y += size * LINE_HEIGHT;
        words += bytes;
        words += *words == ' ';
    }
    return y;
}

/* Where measured points are from, and below it the stamp. */
static void add_foot(struct chart_canvas *c, const char *stamp)
{
    const struct chart_look *const look = c->look;
    const char *const source = c->chart->source;
    double y =
        look->height - 8 -
        look->tiny * LINE_HEIGHT *
            lines_of(c->script.arena, stamp, look->tiny, c->right - c->left);

    (void)add_lines(c, y, look->tiny, look->faint, stamp);
    if (source[0] != '\0') {
        const char *const words =
            text_format(c->script.arena, "Measured: %s", source);
        y -= look->tiny * LINE_HEIGHT *
             lines_of(c->script.arena, words, look->tiny, c->right - c->left);
        (void)add_lines(c, y, look->tiny, look->faint, words);
    }
    c->bottom = y - 4;
}

void chart_begin(struct chart_canvas *c, struct arena *a,
                 const struct chart_picture *p, const struct chart_look *look)
{
    const double margin = look->title * 0.8;

    *c = (struct chart_canvas){ .chart = p->chart,
                                .frame = p->frame,
                                .look = look,
                                .left = margin,
                                .right = look->paper.width - margin };
    plot_script_on(&c->script, a, p->chart->name, &look->paper);
    const double y =
        add_lines(c, margin * 0.6, look->title, look->ink, p->chart->title);
    c->top = add_lines(c, y + 3, look->lesson, look->soft, p->chart->lesson) +
             look->text * 0.6;
    add_foot(c, p->stamp);
}

double chart_number(const struct chart_canvas *c, size_t row,
                    const char *column)
{
    return plot_value(c->frame, row, frame_column_index(c->frame, column));
}

const char *chart_text(const struct chart_canvas *c, size_t row,
                       const char *column)
{
    return plot_label(c->script.arena, c->frame, row,
                      frame_column_index(c->frame, column));
}

size_t chart_series_of(const struct chart_canvas *c, size_t row)
{
    const struct chart *const chart = c->chart;
    const char *const name =
        chart->by == NULL ? NULL : chart_text(c, row, chart->by);

    if (name == NULL)
        return 0;
    size_t i = 0;
    while (i < chart->series_count && !text_equal(chart->series[i].name, name))
        i++;
    CHECK(i < chart->series_count); /* a row of no series of the chart */
    return i;
}

unsigned chart_series_colour(const struct chart_canvas *c, size_t series)
{
    return chart_colour(c->look->theme, c->chart->series[series].meaning);
}

bool chart_in_panel(const struct chart_canvas *c, size_t row)
{
    return c->panel == NULL ||
           text_equal(chart_text(c, row, c->chart->panel), c->panel);
}

/* The limits that the data ask: from 0, or the decades around them. */
static void take_limits(const struct chart_canvas *c,
                        const struct chart_axis *axis, struct chart_scale *s)
{
    double least = HUGE_VAL, most = 0;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        const struct cell *const cell =
            frame_cell(c->frame, i, frame_column_index(c->frame, axis->column));
        const double value = chart_number(c, i, axis->column);

        if (cell->null || (axis->logarithmic && value <= 0) ||
            !chart_in_panel(c, i))
            continue;
        least = fmin(least, value);
        most = fmax(most, value);
    }
    if (!(most > 0)) /* nothing to show: a panel of its own is empty */
        least = most = 1;
    s->lo = axis->logarithmic ? pow(10, floor(log10(least) + 1e-9)) : 0;
    s->hi = axis->logarithmic ? pow(10, ceil(log10(most) - 1e-9)) : most * 1.04;
    if (axis->logarithmic && s->hi <= s->lo)
        s->hi = 10 * s->lo;
}

struct chart_scale chart_scale_of(const struct chart_canvas *c,
                                  const struct chart_axis *axis)
{
    struct chart_scale s = { .logarithmic = axis->logarithmic,
                             .lo = axis->lo,
                             .hi = axis->hi,
                             .step = axis->step };

    if (!(s.hi > s.lo))
        take_limits(c, axis, &s);
    return s;
}

double chart_at(const struct chart_scale *s, double value)
{
    const double share = s->logarithmic
                             ? log10(value / s->lo) / log10(s->hi / s->lo)
                             : (value - s->lo) / (s->hi - s->lo);

    return s->from + share * (s->to - s->from);
}

const char *chart_tick(struct arena *a, double value)
{
    if (value >= 1e9 * (1 - 1e-9))
        return text_format(a, "%.4g bn", value / 1e9);
    if (value >= 1e6 * (1 - 1e-9))
        return text_format(a, "%.4g M", value / 1e6);
    if (value >= 1000)
        return text_grouped(a, (int64_t)llround(value));
    if (value > 0 && value < 1e-4 && value > 1e-9)
        return text_format(a, "%.*f", (int)ceil(-log10(value) - 1e-9), value);
    return text_format(a, "%.6g", value);
}

enum { TICKS_MOST = 64 };

/* Decades, and 2 and 5 between them where there are few. */
static size_t log_ticks(const struct chart_scale *s, double ticks[TICKS_MOST])
{
    const bool few = s->hi / s->lo < 1001;
    size_t count = 0;

    for (double power = pow(10, floor(log10(s->lo) + 1e-9));
         power <= s->hi * (1 + 1e-9) && count + 3 < TICKS_MOST; power *= 10)
        for (int k = 1; k <= (few ? 5 : 1); k += k == 1 ? 1 : 3)
            if (k * power >= s->lo * (1 - 1e-9) &&
                k * power <= s->hi * (1 + 1e-9))
                ticks[count++] = k * power;
    return count;
}

static size_t linear_ticks(const struct chart_scale *s, int about,
                           double ticks[TICKS_MOST])
{
    const double step =
        s->step > 0 ? s->step : plot_round_step((s->hi - s->lo) / about);
    size_t count = 0;

    /* Adding 0 makes 0 of -0. */
    for (double k = ceil(s->lo / step - 1e-9) + 0.0;
         k * step <= s->hi * (1 + 1e-9) && count < TICKS_MOST; k++)
        ticks[count++] = k * step;
    return count;
}

static size_t ticks_of(const struct chart_scale *s, int about,
                       double ticks[TICKS_MOST])
{
    return s->logarithmic ? log_ticks(s, ticks) : linear_ticks(s, about, ticks);
}

static void draw_y(struct chart_canvas *c, const struct chart_scale *y,
                   const double *ticks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double at = chart_at(y, ticks[i]);

        plot_line(&c->script, c->left, at, c->right, at, c->look->grid);
        plot_text(&c->script, c->left - 6, at, PLOT_RIGHT, c->look->small,
                  c->look->soft, chart_tick(c->script.arena, ticks[i]));
    }
}

/* Labels that would touch the one before them are left out. */
static void draw_x(struct chart_canvas *c, const struct chart_scale *x)
{
    double ticks[TICKS_MOST];
    const size_t count = ticks_of(x, 6, ticks);
    const double size = c->look->small;
    double free_from = -HUGE_VAL;

    for (size_t i = 0; i < count; i++) {
        const double at = chart_at(x, ticks[i]);
        const char *const text = chart_tick(c->script.arena, ticks[i]);
        const double width = plot_text_width(text, size);

        plot_line(&c->script, at, c->bottom, at, c->top, c->look->grid);
        if (at - width / 2 < free_from || c->panel_below)
            continue;
        plot_text(&c->script, at, c->bottom + size * 0.95, PLOT_CENTRE, size,
                  c->look->soft, text);
        free_from = at + width / 2 + size * 0.6;
    }
    plot_line(&c->script, c->left, c->bottom, c->right, c->bottom,
              c->look->faint);
}

double chart_numbers_width(const struct chart_canvas *c,
                           const struct chart_scale *y)
{
    double ticks[TICKS_MOST], widest = c->numbers_width;
    const size_t count = ticks_of(y, 5, ticks);

    for (size_t i = 0; i < count; i++)
        widest =
            fmax(widest, plot_text_width(chart_tick(c->script.arena, ticks[i]),
                                         c->look->small));
    return widest;
}

void chart_axes(struct chart_canvas *c, struct chart_scale *x,
                struct chart_scale *y)
{
    const struct chart_look *const look = c->look;
    const double widest = chart_numbers_width(c, y);
    double ticks[TICKS_MOST];

    plot_text(&c->script, c->left, c->top + look->text * 0.5, PLOT_LEFT,
              look->text, look->ink,
              c->panel == NULL ? c->chart->y.label : c->panel);
    c->top += look->text * 1.8;
    if (!c->panel_below) {
        c->bottom -= look->text * 1.3;
        plot_text(&c->script, (c->left + widest + c->right) / 2,
                  c->bottom - look->text * 0.1, PLOT_CENTRE, look->text,
                  look->ink, c->chart->x.label);
        c->bottom -= look->small * 2.2;
    }
    c->left += widest + 8;
    x->from = c->left;
    x->to = c->right;
    y->from = c->bottom;
    y->to = c->top;
    draw_y(c, y, ticks, ticks_of(y, c->panel == NULL ? 5 : 4, ticks));
    draw_x(c, x);
}

void chart_legend(struct chart_canvas *c)
{
    const struct chart_look *const look = c->look;
    const double swatch = look->text * 0.8;
    double x = c->left;

    for (size_t i = 0; i < c->chart->series_count; i++) {
        const struct chart_series *const s = &c->chart->series[i];
        const double width = plot_text_width(s->name, look->text) + swatch + 22;

        if (x > c->left && x + width > c->right) {
            x = c->left;
            c->top += look->text * 1.5;
        }
        plot_box(&c->script, x, c->top, swatch, swatch,
                 chart_series_colour(c, i));
        plot_text(&c->script, x + swatch + 6, c->top + swatch / 2, PLOT_LEFT,
                  look->text, look->ink, s->name);
        x += width;
    }
    c->top += look->text * 1.6;
}
