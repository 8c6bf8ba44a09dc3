/*
 * Curves, with their names at the right end instead of a legend; measured
 * points as diamonds, simulated ones as discs; marks as upright lines with a
 * name. Quantities of several units stand in panels below each other, over one
 * axis.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_label.h"
#include "report/plot/plot_pivot.h"

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

static bool is_of(const struct chart_canvas *c, size_t row, size_t series)
{
    return chart_series_of(c, row) == series && chart_in_panel(c, row);
}

static bool has_rows(const struct chart_canvas *c, size_t series)
{
    for (size_t i = 0; i < c->frame->row_count; i++)
        if (is_of(c, i, series))
            return true;
    return false;
}

/* Curves of what is drawn: a single one is named by its axis. */
static size_t curves_of(const struct chart_canvas *c)
{
    size_t count = 0;

    for (size_t i = 0; i < c->chart->series_count; i++)
        count += !is_mark(c, i) && !is_points(c, i) && has_rows(c, i);
    return count;
}

/* Room for the names of the curves, to the right of them. */
static double names_width(const struct chart_canvas *c)
{
    double widest = 0;

    for (size_t i = 0; i < c->chart->series_count; i++)
        if (!is_mark(c, i) && !is_points(c, i))
            widest = fmax(widest, plot_text_width(c->chart->series[i].name,
                                                  c->look->text));
    return widest + 12;
}

/* One block of $data for each series, in the units of the frame. */
static void add_data(struct chart_canvas *c, size_t series)
{
    struct text_buffer *const data = &c->script.data;

    for (size_t i = 0; i < c->frame->row_count; i++)
        if (is_of(c, i, series))
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

/* `index`: of its block in $data. */
static void add_clause(struct chart_canvas *c, size_t series, size_t index,
                       const char *up)
{
    const unsigned colour = chart_series_colour(c, series);

    if (is_points(c, series))
        plot_clause(&c->script,
                    "$data index %zu using (across($1)):(%s($2)) with points "
                    "pointtype %d pointsize 1.7 linecolor rgb 0x%06x",
                    index, up, shape_of(c, series), colour);
    else if (!is_mark(c, series))
        plot_clause(&c->script,
                    "$data index %zu using (across($1)):(%s($2)) with lines "
                    "linewidth 3 dashtype %s linecolor rgb 0x%06x",
                    index, up, plot_dash(series), colour);
}

/* A mark is named near the foot of the last panel; what recurs, once. */
static void draw_mark(struct chart_labels *l, size_t series)
{
    struct chart_canvas *const c = l->canvas;
    const unsigned colour = chart_series_colour(c, series);
    bool named = c->panel_below;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (!is_of(c, i, series))
            continue;
        const double at =
            chart_at(&l->x, chart_number(c, i, c->chart->x.column));

        plot_line(&c->script, at, c->top, at, c->bottom, colour);
        if (!named)
            chart_label_rise(
                l,
                (struct chart_label){ .name = c->chart->series[series].name,
                                      .x = at,
                                      .y = c->bottom - 0.8 * c->look->small,
                                      .gap = 6,
                                      .size = c->look->small,
                                      .colour = colour },
                (int)((c->bottom - c->top) / (1.4 * c->look->small)));
        named = true;
    }
}

static size_t endings_of(const struct chart_canvas *c,
                         const struct chart_scale *y, struct ending *endings)
{
    size_t count = 0;

    for (size_t s = 0; s < c->chart->series_count && s < SERIES_MOST; s++) {
        double last = -1;

        for (size_t i = 0; i < c->frame->row_count; i++)
            if (is_of(c, i, s))
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
                  x, c->top + size / 2, x + 34, c->top + size / 2, plot_dash(i),
                  chart_series_colour(c, i));
        plot_text(&c->script, x + 40, c->top + size / 2, PLOT_LEFT, size,
                  c->look->ink, name);
        x += 40 + plot_text_width(name, size) + 16;
    }
    c->top += size * 1.7;
}

/* Beside the highest of the points that has room. */
static void name_points(struct chart_labels *l, size_t series)
{
    struct chart_canvas *const c = l->canvas;
    struct chart_label label = { .name = c->chart->series[series].name,
                                 .gap = 12,
                                 .size = c->look->text,
                                 .colour = chart_series_colour(c, series) };
    struct chart_label highest = { 0 };
    double below = HUGE_VAL;

    for (;;) {
        double most = -1;

        for (size_t i = 0; i < c->frame->row_count; i++) {
            const double value = chart_number(c, i, c->chart->y.column);

            if (!is_of(c, i, series) || value <= most || value >= below)
                continue;
            most = value;
            label.x = chart_at(&l->x, chart_number(c, i, c->chart->x.column));
            label.y = chart_at(&l->y, value);
        }
        if (most < 0)
            break;
        if (chart_label_try(l, &label))
            return;
        if (highest.name == NULL)
            highest = label;
        below = most;
    }
    chart_label_rise(l, highest, 3);
}

/* All series of the panel; `blocks` of $data are there already. */
static size_t draw_series(struct chart_canvas *c, const struct chart_scale *x,
                          const struct chart_scale *y, size_t blocks,
                          const char *up)
{
    struct chart_labels labels = chart_labels_begin(c, x, y);

    for (size_t i = 0; i < c->chart->series_count; i++) {
        if (!has_rows(c, i))
            continue;
        add_data(c, i);
        add_clause(c, i, blocks++, up);
        if (is_mark(c, i))
            draw_mark(&labels, i);
        if (is_points(c, i))
            name_points(&labels, i);
    }
    return blocks;
}

/* Panels share one axis below, so also the room at both sides. Is there one with
   curves to name? */
static bool measure_panels(struct chart_canvas *c,
                           const struct plot_names *panels)
{
    bool named = false;

    for (size_t i = 0; i < panels->count; i++) {
        c->panel = panels->items[i];
        const struct chart_scale y = chart_scale_of(c, &c->chart->y);
        c->numbers_width = chart_numbers_width(c, &y);
        named = named || curves_of(c) > 1;
    }
    return named;
}

/* On the ground that is left for it; returns the blocks of $data. */
static size_t draw_panel(struct chart_canvas *c, struct chart_scale x,
                         size_t panel, size_t blocks)
{
    const char *const up = text_format(c->script.arena, "up%zu", panel);
    struct chart_scale y = chart_scale_of(c, &c->chart->y);

    chart_axes(c, &x, &y);
    if (panel == 0)
        add_function(c, "across", &x);
    add_function(c, up, &y);
    blocks = draw_series(c, &x, &y, blocks, up);
    if (curves_of(c) > 1)
        draw_names(c, &y);
    return blocks;
}

/* Panels of equal height; the last one has the numbers of the axis below. */
static void draw_panels(struct chart_canvas *c)
{
    const struct chart_scale x = chart_scale_of(c, &c->chart->x);
    const struct chart_look *const look = c->look;
    const double left = c->left, right = c->right, top = c->top,
                 end = c->bottom;
    const double below = look->text * 1.3 + look->small * 2.2;
    struct plot_names panels;
    size_t blocks = 0;

    plot_names_init(&panels, c->script.arena);
    for (size_t i = 0; i < c->frame->row_count; i++)
        plot_names_index(&panels, chart_text(c, i, c->chart->panel));
    const bool named = measure_panels(c, &panels);
    const double pitch = (end - below - top) / (double)panels.count;
    for (size_t i = 0; i < panels.count; i++) {
        c->panel = panels.items[i];
        c->panel_below = i + 1 < panels.count;
        c->left = left;
        c->right = right - (named ? names_width(c) : 1.8 * look->small);
        c->top = top + pitch * (double)i;
        c->bottom = c->panel_below ? c->top + pitch - look->small * 1.2 : end;
        blocks = draw_panel(c, x, i, blocks);
    }
}

static void draw_whole(struct chart_canvas *c)
{
    struct chart_scale x = chart_scale_of(c, &c->chart->x);
    struct chart_scale y = chart_scale_of(c, &c->chart->y);
    /* About where the axis will be: only distances matter here. */
    struct chart_scale trial = y;

    trial.from = c->bottom;
    trial.to = c->top;
    const bool legend = crowded(c, &trial);
    const bool named = !legend && c->chart->series_count > 1;
    if (legend)
        draw_legend(c);
    c->right -= named ? names_width(c) : legend ? 1.8 * c->look->small : 8;
    chart_axes(c, &x, &y);
    add_function(c, "across", &x);
    add_function(c, "up", &y);
    (void)draw_series(c, &x, &y, 0, "up");
    if (named)
        draw_names(c, &y);
}

void chart_draw_lines(struct chart_canvas *c)
{
    if (c->chart->panel == NULL)
        draw_whole(c);
    else
        draw_panels(c);
}
