/*
 * Every number that both sides give: a point at (counted, estimated), on two
 * logarithmic axes with the diagonal on which they agree. A number that is out
 * of its tolerance has a ring.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot/plot_family.h"
#include "report/plot/plot_script.h"

enum {
    LEFT = 92,
    SIDE = 620, /* of the square */
    FOOT = 62,
    POINTS_MOST = 20000,
    DECADES_MOST = 18,
};

struct cloud {
    struct plot_context *context;
    const struct frame *frame;
    struct plot_script script;
    struct plot_names kinds; /* what is compared, in order of colours */
    size_t estimated, exact, what, ok;
    bool shapes[2]; /* is there a point of each? */
    double lo, hi;  /* powers of ten */
    double top;
};

static bool has_point(const struct cloud *c, size_t row)
{
    return plot_value(c->frame, row, c->estimated) > 0 &&
           plot_value(c->frame, row, c->exact) > 0;
}

/* Whole decades that hold all points. */
static void set_axes(struct cloud *c)
{
    double least = HUGE_VAL, most = 1;

    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (!has_point(c, i))
            continue;
        const double x = plot_value(c->frame, i, c->exact);
        const double y = plot_value(c->frame, i, c->estimated);
        least = fmin(least, fmin(x, y));
        most = fmax(most, fmax(x, y));
    }
    c->hi = fmax(ceil(log10(most)), 1);
    c->lo = fmin(floor(log10(fmin(least, most))), c->hi - 1);
    c->lo = fmax(c->lo, c->hi - DECADES_MOST);
}

static double pixels(const struct cloud *c, double value)
{
    const double at = (log10(value) - c->lo) / (c->hi - c->lo);

    return SIDE * fmin(fmax(at, 0), 1);
}

static const char *tick_text(struct arena *a, double power)
{
    if (power < 0)
        return text_format(a, "%.*f", (int)-power, pow(10, power));
    if (power < 6)
        return text_grouped(a, (int64_t)pow(10, power));
    return power < 9
               ? text_format(a, "%.0f M", pow(10, power - 6))
               : text_format(a, "%s bn",
                             text_grouped(a, (int64_t)pow(10, power - 9)));
}

static void draw_axes(struct cloud *c)
{
    struct plot_script *const s = &c->script;
    const double foot = c->top + SIDE;

    for (double power = c->lo; power <= c->hi; power++) {
        const double at = pixels(c, pow(10, power));
        const char *const text = tick_text(s->arena, power);

        plot_line(s, LEFT + at, c->top, LEFT + at, foot, PLOT_GRID);
        plot_line(s, LEFT, foot - at, LEFT + SIDE, foot - at, PLOT_GRID);
        plot_text(s, LEFT + at, foot + 14, PLOT_CENTRE, PLOT_SMALL_SIZE,
                  PLOT_SOFT, text);
        plot_text(s, LEFT - 6, foot - at, PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, text);
    }
    plot_line(s, LEFT, foot, LEFT + SIDE, c->top, PLOT_FAINT);
    plot_text(s, LEFT + SIDE / 2.0, foot + 36, PLOT_CENTRE, PLOT_TEXT_SIZE,
              PLOT_INK, "counted (blocks or rows)");
    plot_text(s, LEFT, c->top - 12, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              "estimated");
}

/* Colours repeat after nine kinds: discs, then triangles. */
enum { COLOURS = 9, DISC = 7, TRIANGLE = 9 };

static size_t shape_of(size_t kind)
{
    return kind / COLOURS % 2;
}

/* $data: 1 left, 2 up, 3 colour, 4 one when out of tolerance, 5 shape. */
static void add_points(struct cloud *c)
{
    struct arena *const a = c->context->arena;

    for (size_t i = 0; i < c->frame->row_count && i < POINTS_MOST; i++) {
        if (!has_point(c, i))
            continue;
        const size_t kind =
            plot_names_index(&c->kinds, plot_label(a, c->frame, i, c->what));
        const bool good = text_equal(plot_label(a, c->frame, i, c->ok), "yes");
        const double x = pixels(c, plot_value(c->frame, i, c->exact));
        const double y = pixels(c, plot_value(c->frame, i, c->estimated));

        c->shapes[shape_of(kind)] = true;
        text_addf(&c->script.data, "%.2f %.2f %u %d %zu\n", LEFT + x,
                  c->top + SIDE - y, plot_design_colour(kind), !good,
                  shape_of(kind));
    }
}

static double draw_legend(struct cloud *c, double y)
{
    struct plot_key *const keys =
        ARENA_ARRAY(c->context->arena, c->kinds.count, struct plot_key);

    for (size_t i = 0; i < c->kinds.count; i++)
        keys[i] = (struct plot_key){ c->kinds.items[i], plot_design_colour(i),
                                     PLOT_SWATCH_POINT,
                                     shape_of(i) == 0 ? DISC : TRIANGLE };
    return plot_legend(&c->script, y, keys, c->kinds.count);
}

const char *plot_agreement(struct plot_context *context, const char *name)
{
    struct cloud c = { .context = context,
                       .frame = plot_frame(context, "agreement") };

    if (c.frame == NULL)
        return NULL;
    c.estimated = frame_column_index(c.frame, "estimated");
    c.exact = frame_column_index(c.frame, "exact");
    c.what = frame_column_index(c.frame, "what");
    c.ok = frame_column_index(c.frame, "ok");
    plot_script_init(&c.script, context->arena, name);
    plot_names_init(&c.kinds, context->arena);
    for (size_t i = 0; i < c.frame->row_count; i++)
        plot_names_index(&c.kinds,
                         plot_label(context->arena, c.frame, i, c.what));
    set_axes(&c);
    const double y = plot_heading(
        &c.script, "What the estimate says, and what was counted",
        "on the diagonal both agree; a ring marks what is out of tolerance");
    c.top = draw_legend(&c, y) + 30;
    draw_axes(&c);
    add_points(&c);
    for (size_t i = 0; i < 2; i++)
        if (c.shapes[i])
            plot_clause(&c.script,
                        "$data using 1:($5 == %zu ? $2 : NaN):3 with points "
                        "pointtype %d pointsize 1.6 linecolor rgb variable",
                        i, i == 0 ? DISC : TRIANGLE);
    plot_clause(&c.script,
                "$data using 1:($4 > 0 ? $2 : NaN) with points "
                "pointtype 6 pointsize 2.8 linecolor rgb 0x%06x",
                PLOT_INK);
    return plot_script_text(&c.script, c.top + SIDE + FOOT, context->stamp);
}
