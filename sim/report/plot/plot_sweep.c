/*
 * How many slots: response and wait against the number of slots, and below
 * them the share of queries that spill. More slots have less memory each:
 * where queries begin to spill the curve turns.
 */
#include <math.h>

#include "report/plot/plot_queues.h"

enum { LEFT = 70, RIGHT = 30, PANEL = 260, SPILL = 90, GAP = 50, FOOT = 66 };

/* Where the worst point is far above the best, the top is cut there. */
#define TALLEST 4.0

struct sweep {
    const struct frame *frame;
    struct plot_script *script;
    size_t slots, best;
};

static double slots_at(const struct sweep *w, size_t row)
{
    return plot_value(w->frame, row, w->slots);
}

/* A line leaves the panel where it crosses the top. */
static void draw(const struct sweep *w, struct plot_panel *p,
                 const char *column, double factor, unsigned colour)
{
    const struct frame *const f = w->frame;
    const size_t value = frame_column_index(f, column);
    double x0 = 0, y0 = 0;

    for (size_t i = 0; i < f->row_count; i++) {
        const double x = slots_at(w, i);
        const double y = factor * plot_value(f, i, value);
        if (frame_cell(f, i, value)->null)
            continue;
        if (i > 0 && (y > p->y_most) != (y0 > p->y_most))
            plot_panel_point(p, x0 + (x - x0) * (p->y_most - y0) / (y - y0),
                             p->y_most, colour);
        if (y > p->y_most)
            plot_panel_break(p);
        else
            plot_panel_point(p, x, y, colour);
        x0 = x;
        y0 = y;
    }
    plot_panel_break(p);
}

/* The largest value, but no more than so many times the best p95. */
static double tallest(const struct sweep *w)
{
    const size_t p95 = frame_column_index(w->frame, "p95_s");
    double most = 1e-3, least = HUGE_VAL;

    for (size_t i = 0; i < w->frame->row_count; i++)
        if (!frame_cell(w->frame, i, p95)->null) {
            most = fmax(most, plot_value(w->frame, i, p95));
            least = fmin(least, plot_value(w->frame, i, p95));
        }
    return fmin(most, TALLEST * least);
}

/* Ticks at 5, 10, .. where the sweep begins low. */
static struct plot_panel first_panel(const struct sweep *w, double top)
{
    const double lo = slots_at(w, 0);
    struct plot_panel p = {
        .script = w->script,
        .left = LEFT,
        .top = top,
        .width = PLOT_WIDTH - LEFT - RIGHT,
        .height = PANEL,
        .x_lo = lo <= 5 ? 0 : lo,
        .x_hi = fmax(slots_at(w, w->frame->row_count - 1), lo + 1),
    };

    plot_panel_scale(&p, tallest(w));
    return p;
}

/* The first slots without a steady state, behind which nothing is drawn. */
static void shade_unstable(const struct sweep *w, const struct plot_panel *p)
{
    const size_t response = frame_column_index(w->frame, "response_s");
    size_t first = w->frame->row_count;

    while (first > 0 && frame_cell(w->frame, first - 1, response)->null)
        first--;
    if (first == 0 || first == w->frame->row_count)
        return;
    const double lo = (slots_at(w, first - 1) + slots_at(w, first)) / 2;
    const double x = p->left + p->width * (lo - p->x_lo) / (p->x_hi - p->x_lo);
    plot_box(w->script, x, p->top, p->left + p->width - x, p->height, 0xf2f2f2);
    plot_text(w->script, (x + p->left + p->width) / 2, p->top + p->height / 2,
              PLOT_CENTRE, PLOT_TEXT_SIZE, PLOT_SOFT, "no steady state");
}

/* A point at the best of a column, and its number of slots. */
static void mark_best(const struct sweep *w, struct plot_panel *p,
                      const char *column, const char *word)
{
    const size_t value = frame_column_index(w->frame, column);

    for (size_t i = 0; i < w->frame->row_count; i++) {
        const char *const best =
            plot_label(w->script->arena, w->frame, i, w->best);
        if (text_starts(best, word) ||
            text_equal(best, text_format(w->script->arena, "mean, %s", word)))
            plot_panel_point(p, slots_at(w, i), plot_value(w->frame, i, value),
                             PLOT_INK);
    }
}

static const char *subtitle(const struct sweep *w)
{
    struct arena *const a = w->script->arena;
    double mean = 0, p95 = 0;

    for (size_t i = 0; i < w->frame->row_count; i++) {
        const char *const best = plot_label(a, w->frame, i, w->best);
        if (text_starts(best, "mean"))
            mean = slots_at(w, i);
        if (text_equal(best, "p95") || text_equal(best, "mean, p95"))
            p95 = slots_at(w, i);
    }
    return text_format(a,
                       "more slots have less memory each; best by the mean: "
                       "%.0f, by p95: %.0f (black points)",
                       mean, p95);
}

const char *plot_sweep(struct plot_context *c, const char *name)
{
    const struct plot_key keys[] = {
        { "response, 95 %", PLOT_ANSWERED, PLOT_SWATCH_LINE, 0 },
        { "response, mean", PLOT_RUNNING, PLOT_SWATCH_LINE, 1 },
        { "wait, mean", PLOT_WAITING, PLOT_SWATCH_LINE, 2 },
        { "spill", plot_resource_colour(PLOT_SPILL), PLOT_SWATCH_LINE, 0 },
    };
    const struct frame *const f = plot_frame(c, "slots");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct sweep w = { .frame = f,
                             .script = &s,
                             .slots = frame_column_index(f, "slots"),
                             .best = frame_column_index(f, "best") };
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "How many slots?", subtitle(&w));
    y = plot_legend(&s, y, keys, sizeof(keys) / sizeof(keys[0])) + 28;
    struct plot_panel p = first_panel(&w, y);
    struct plot_panel spill = p;
    const double wide = p.x_hi - p.x_lo;
    const double step = wide > 20 ? 5 : wide > 8 ? 2 : 1;
    shade_unstable(&w, &p);
    plot_panel_axes(&p, NULL, "seconds", step);
    draw(&w, &p, "p95_s", 1, keys[0].colour);
    p.dash = 1;
    draw(&w, &p, "response_s", 1, keys[1].colour);
    p.dash = 2;
    draw(&w, &p, "wait_s", 1, keys[2].colour);
    spill.top = y + PANEL + GAP;
    spill.height = SPILL;
    spill.y_most = 100;
    spill.y_step = 50;
    plot_panel_axes(&spill, "slots", "queries that spill, %", step);
    draw(&w, &spill, "spill_share", 100, keys[3].colour);
    plot_panel_section(&p);
    mark_best(&w, &p, "response_s", "mean");
    mark_best(&w, &p, "p95_s", "p95");
    plot_panel_lines(&s);
    plot_clause(&s, "$data index 1 using 1:2:3 with points pointtype 7 "
                    "pointsize 1.8 linecolor rgb variable");
    return plot_script_text(&s, spill.top + SPILL + FOOT, c->stamp);
}
