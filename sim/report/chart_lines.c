/*
 * Curves, with their names at the right end instead of a legend; measured
 * points as diamonds, simulated ones as discs; marks as upright lines with a
 * name.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart_canvas.h"

enum { SERIES_MOST = 12 };

struct ending {
    size_t series;
    double y; /* of the curve's end, then of its name */
};

static bool is_mark(const struct chart_canvas *c, size_t series)
{
    return c->chart->series[series].meaning == CHART_MARK;
}

/* gnuplot's shape of a series of points; 0 for a curve. */
static int shape_of(const struct chart_canvas *c, size_t series)
{
    enum { DISC = 7, DIAMOND = 13 };
    const enum chart_meaning meaning = c->chart->series[series].meaning;

    return meaning == CHART_MEASURED    ? DIAMOND
           : meaning == CHART_SIMULATED ? DISC
                                        : 0;
}

static bool is_points(const struct chart_canvas *c, size_t series)
{
    return shape_of(c, series) != 0;
}

/* Room for the names of the curves, to the right of them. */
static double names_width(const struct chart_canvas *c)
{
    double widest = 0;

    for (size_t i = 0; i < c->chart->series_count; i++)
        if (!is_mark(c, i) && !is_points(c, i))
            widest = fmax(widest, plot_text_width(c->chart->series[i].name,
                                                  c->look->text));
    return c->chart->series_count > 1 ? widest + 12 : 8;
}

/* One block of $data for each series, in the units of the frame. */
static void add_data(struct chart_canvas *c, size_t series)
{
    struct text_buffer *const data = &c->script.data;

    for (size_t i = 0; i < c->frame->row_count; i++)
        if (chart_series_of(c, i) == series)
            text_addf(data, "%.9g %.9g\n",
                      chart_number(c, i, c->chart->x.column),
                      chart_number(c, i, c->chart->y.column));
    text_add(data, "\n\n");
}

/* The functions across() and up() of the script: values to pixels. */
static void add_function(struct chart_canvas *c, const char *name,
                         const struct chart_scale *s)
{
    const double span = s->to - s->from;

    if (s->logarithmic)
        text_addf(&c->script.commands,
                  "%s(v) = %.2f + %.6f * log10(v / %.9g)\n", name, s->from,
                  span / log10(s->hi / s->lo), s->lo);
    else
        text_addf(&c->script.commands, "%s(v) = %.2f + %.9g * (v - %.9g)\n",
                  name, s->from, span / (s->hi - s->lo), s->lo);
}

/* Series differ in grey, too. */
static const char *dash_of(size_t series)
{
    static const char *const dashes[] = { "solid", "(7, 3)", "(3, 3)",
                                          "(9, 3, 2, 3)", "(12, 3)" };

    return dashes[series % (sizeof(dashes) / sizeof(dashes[0]))];
}

static void add_clause(struct chart_canvas *c, size_t series)
{
    const unsigned colour = chart_series_colour(c, series);

    if (is_points(c, series))
        plot_clause(&c->script,
                    "$data index %zu using (across($1)):(up($2)) with points "
                    "pointtype %d pointsize 1.7 linecolor rgb 0x%06x",
                    series, shape_of(c, series), colour);
    else if (!is_mark(c, series))
        plot_clause(&c->script,
                    "$data index %zu using (across($1)):(up($2)) with lines "
                    "linewidth 3 dashtype %s linecolor rgb 0x%06x",
                    series, dash_of(series), colour);
}

/* Do curves run along the foot, where the names of marks stand? */
static bool foot_is_taken(const struct chart_canvas *c,
                          const struct chart_scale *x,
                          const struct chart_scale *y, double from, double to)
{
    for (size_t i = 0; i < c->frame->row_count; i++) {
        const double at = chart_at(x, chart_number(c, i, c->chart->x.column));
        const double up = chart_at(y, chart_number(c, i, c->chart->y.column));

        if (!is_mark(c, chart_series_of(c, i)) && at >= from && at <= to &&
            up > c->bottom - 2.5 * c->look->small)
            return true;
    }
    return false;
}

/* The names of marks stand below each other, at the foot or at the head. */
static void draw_mark(struct chart_canvas *c, const struct chart_scale *x,
                      const struct chart_scale *y, size_t series, size_t nth)
{
    const unsigned colour = chart_series_colour(c, series);
    const char *const name = c->chart->series[series].name;
    const double width = plot_text_width(name, c->look->small);

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (chart_series_of(c, i) != series)
            continue;
        const double at = chart_at(x, chart_number(c, i, c->chart->x.column));
        const bool left = at + 8 + width > c->right;
        const double off = c->look->small * (0.8 + 1.35 * (double)nth);
        const bool taken = foot_is_taken(c, x, y, left ? at - width : at,
                                         left ? at : at + width);

        plot_line(&c->script, at, c->top, at, c->bottom, colour);
        plot_text(&c->script, at + (left ? -6 : 6),
                  taken ? c->top + off : c->bottom - off,
                  left ? PLOT_RIGHT : PLOT_LEFT, c->look->small, colour, name);
    }
}

static size_t endings_of(const struct chart_canvas *c,
                         const struct chart_scale *y, struct ending *endings)
{
    size_t count = 0;

    for (size_t s = 0; s < c->chart->series_count && s < SERIES_MOST; s++) {
        double last = -1;

        for (size_t i = 0; i < c->frame->row_count; i++)
            if (chart_series_of(c, i) == s)
                last = chart_number(c, i, c->chart->y.column);
        if (is_mark(c, s) || is_points(c, s) || last < 0)
            continue;
        size_t at = count++;
        const double up = chart_at(y, last);
        for (; at > 0 && endings[at - 1].y > up; at--)
            endings[at] = endings[at - 1];
        endings[at] = (struct ending){ s, up };
    }
    return count;
}

/* Names keep a line's distance: pushed down, then up again from the foot. */
static void spread(struct ending *endings, size_t count, double pitch,
                   double foot)
{
    for (size_t i = 1; i < count; i++)
        endings[i].y = fmax(endings[i].y, endings[i - 1].y + pitch);
    for (size_t i = count; i-- > 0;) {
        endings[i].y = fmin(endings[i].y, foot);
        foot = endings[i].y - pitch;
    }
}

static void draw_names(struct chart_canvas *c, const struct chart_scale *y)
{
    struct ending endings[SERIES_MOST];
    const size_t count = endings_of(c, y, endings);

    spread(endings, count, c->look->text * 1.25, c->bottom);
    for (size_t i = 0; i < count; i++)
        plot_text(&c->script, c->right + 8, endings[i].y, PLOT_LEFT,
                  c->look->text, chart_series_colour(c, endings[i].series),
                  c->chart->series[endings[i].series].name);
}

/* Ends so near to each other that a name would stand at the wrong one. */
static bool crowded(const struct chart_canvas *c, const struct chart_scale *y)
{
    struct ending endings[SERIES_MOST];
    const size_t count = endings_of(c, y, endings);

    for (size_t i = 1; i < count; i++)
        if (endings[i].y - endings[i - 1].y < 0.3 * c->look->text)
            return true;
    return false;
}

/* A legend of dashes instead of names at the ends. */
static void draw_legend(struct chart_canvas *c)
{
    const double size = c->look->text;
    double x = c->left;

    for (size_t i = 0; i < c->chart->series_count; i++) {
        const char *const name = c->chart->series[i].name;

        if (is_mark(c, i) || is_points(c, i))
            continue;
        if (x > c->left && x + 54 + plot_text_width(name, size) > c->right) {
            x = c->left;
            c->top += size * 1.5;
        }
        text_addf(&c->script.commands,
                  "set arrow from %.1f, %.1f to %.1f, %.1f nohead front "
                  "linewidth 3 dashtype %s linecolor rgb 0x%06x\n",
                  x, c->top + size / 2, x + 34, c->top + size / 2, dash_of(i),
                  chart_series_colour(c, i));
        plot_text(&c->script, x + 40, c->top + size / 2, PLOT_LEFT, size,
                  c->look->ink, name);
        x += 40 + plot_text_width(name, size) + 16;
    }
    c->top += size * 1.7;
}

/* Beside the highest of the points, on the side where there is room. */
static void name_points(struct chart_canvas *c, const struct chart_scale *x,
                        const struct chart_scale *y, size_t series)
{
    double right = 0, most = -1;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        const double value = chart_number(c, i, c->chart->y.column);

        if (chart_series_of(c, i) != series || value <= most)
            continue;
        most = value;
        right = chart_at(x, chart_number(c, i, c->chart->x.column));
    }
    const char *const name = c->chart->series[series].name;
    const bool left =
        right + 12 + plot_text_width(name, c->look->text) > c->right;

    plot_text(&c->script, right + (left ? -12 : 12), chart_at(y, most),
              left ? PLOT_RIGHT : PLOT_LEFT, c->look->text,
              chart_series_colour(c, series), name);
}

static void draw_series(struct chart_canvas *c, const struct chart_scale *x,
                        const struct chart_scale *y)
{
    size_t marks = 0;

    for (size_t i = 0; i < c->chart->series_count; i++) {
        add_data(c, i);
        add_clause(c, i);
        if (is_mark(c, i))
            draw_mark(c, x, y, i, marks++);
        if (is_points(c, i))
            name_points(c, x, y, i);
    }
}

void chart_draw_lines(struct chart_canvas *c)
{
    struct chart_scale x = chart_scale_of(c, &c->chart->x);
    struct chart_scale y = chart_scale_of(c, &c->chart->y);
    /* About where the axis will be: only distances matter here. */
    struct chart_scale trial = y;

    trial.from = c->bottom;
    trial.to = c->top;
    const bool legend = crowded(c, &trial);
    if (legend)
        draw_legend(c);
    c->right -= legend ? 1.8 * c->look->small : names_width(c);
    chart_axes(c, &x, &y);
    add_function(c, "across", &x);
    add_function(c, "up", &y);
    draw_series(c, &x, &y);
    if (!legend && c->chart->series_count > 1)
        draw_names(c, &y);
}
