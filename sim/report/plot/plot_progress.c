/*
 * Rounds of a drill, one after the other: how much dearer the design was than
 * the best, and how far off the predictions were. Both are ratios, so they share
 * a logarithmic axis that begins at 1, where nothing is left to learn.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot/plot_family.h"
#include "report/plot/plot_script.h"

enum {
    LEFT = 92,
    WIDE = 640,
    HIGH = 320,
    FOOT = 62,
    ROUNDS_MOST = 2000,
    TICKS_MOST = 12, /* labels below the axis */
};

struct course {
    const char *column, *text;
    unsigned colour;
};

struct chart {
    const struct frame *frame;
    struct plot_script script;
    double top, decades;
    size_t first, count; /* rows shown */
};

static double x_of(const struct chart *c, size_t row)
{
    const double steps = c->count > 1 ? (double)c->count - 1 : 1;

    return LEFT + 20 + (WIDE - 40) * (double)(row - c->first) / steps;
}

static double y_of(const struct chart *c, double ratio)
{
    const double at = log10(fmax(ratio, 1)) / c->decades;

    return c->top + HIGH - HIGH * fmin(at, 1);
}

static void set_axis(struct chart *c, const struct course *courses, size_t n)
{
    double most = 1;

    for (size_t k = 0; k < n; k++) {
        const size_t column = frame_column_index(c->frame, courses[k].column);
        for (size_t i = c->first; i < c->frame->row_count; i++) {
            const double x = plot_value(c->frame, i, column);
            most = isfinite(x) ? fmax(most, x) : most;
        }
    }
    c->decades = fmax(ceil(log10(most)), 1);
}

static void draw_axes(struct chart *c)
{
    static const int steps[] = { 1, 2, 5 };
    struct plot_script *const s = &c->script;
    const size_t every = (c->count + TICKS_MOST - 1) / TICKS_MOST;

    for (int power = 0; power <= (int)c->decades; power++)
        for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
            const double ratio = steps[k] * pow(10, power);
            if (log10(ratio) > c->decades + 1e-9)
                continue;
            const double y = y_of(c, ratio);
            plot_line(s, LEFT, y, LEFT + WIDE, y,
                      ratio > 1 ? PLOT_GRID : PLOT_FAINT);
            plot_text(s, LEFT - 8, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
                      text_format(s->arena, "%gx", ratio));
        }
    for (size_t i = c->first; i < c->frame->row_count; i += every)
        plot_text(s, x_of(c, i), c->top + HIGH + 16, PLOT_CENTRE,
                  PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(s->arena, "%zu", i + 1));
    plot_text(s, LEFT + WIDE / 2.0, c->top + HIGH + 40, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_INK, "round");
}

/* One block of data a course: 1 left, 2 up. */
static void draw_course(struct chart *c, const struct course *course,
                        size_t block, const char *dash)
{
    const size_t column = frame_column_index(c->frame, course->column);

    if (block > 0)
        text_add(&c->script.data, "\n\n");
    for (size_t i = c->first; i < c->frame->row_count; i++) {
        const double ratio = plot_value(c->frame, i, column);
        if (isfinite(ratio) && ratio >= 1)
            text_addf(&c->script.data, "%.2f %.2f\n", x_of(c, i),
                      y_of(c, ratio));
    }
    plot_clause(&c->script,
                "$data index %zu using 1:2 with linespoints linewidth 2 "
                "pointtype 7 pointsize 0.9 dashtype %s linecolor rgb 0x%06x",
                block, dash, course->colour);
}

static bool has_data(const struct chart *c, const char *column)
{
    const size_t at = frame_column_index(c->frame, column);

    for (size_t i = c->first; i < c->frame->row_count; i++)
        if (isfinite(plot_value(c->frame, i, at)))
            return true;
    return false;
}

const char *plot_progress_rounds(struct plot_context *context, const char *name)
{
    const struct course courses[] = {
        { "regret", "cost of the design over the best", plot_design_colour(1) },
        { "off", "predictions: off by this factor", plot_design_colour(2) },
    };
    struct chart c = { .frame = plot_frame(context, "progress") };
    struct plot_key keys[2];
    size_t blocks = 0;

    if (c.frame == NULL)
        return NULL;
    c.first =
        c.frame->row_count > ROUNDS_MOST ? c.frame->row_count - ROUNDS_MOST : 0;
    c.count = c.frame->row_count - c.first;
    plot_script_init(&c.script, context->arena, name);
    for (size_t k = 0; k < 2; k++)
        keys[k] = (struct plot_key){ courses[k].text, courses[k].colour,
                                     PLOT_SWATCH_LINE, k };
    const double y = plot_heading(&c.script, "Round after round",
                                  "1x is the best design, and a prediction "
                                  "that came true");
    c.top = plot_legend(&c.script, y, keys, 2) + 20;
    set_axis(&c, courses, 2);
    draw_axes(&c);
    for (size_t k = 0; k < 2; k++)
        if (has_data(&c, courses[k].column))
            draw_course(&c, &courses[k], blocks++, plot_dash(k));
    return plot_script_text(&c.script, c.top + HIGH + FOOT, context->stamp);
}
