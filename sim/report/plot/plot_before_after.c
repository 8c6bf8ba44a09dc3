/*
 * Two configurations: wait and response of every class before and after, and
 * below them how many queries wait over time.
 */
#include <math.h>

#include "report/numeral.h"
#include "report/plot/plot_queues.h"

enum {
    LEFT = 150,
    RIGHT = 200,
    PITCH = 21,
    BAR = 15,
    GAP = 22,
    PANEL = 120,
    PANEL_LEFT = 62,
    PANEL_RIGHT = 30,
    FOOT = 66,
    CLASSES_MOST = 7,
};

struct pair {
    struct plot_context *context;
    struct plot_script *script;
    const struct frame *frame;
    const char *names[2]; /* before, after */
    double scale;         /* pixels per second */
};

static size_t column(const struct pair *p, const char *name)
{
    return frame_column_index(p->frame, name);
}

/* "3.50 times as fast", "92,000 times as fast": more digits mean nothing. */
static const char *times_text(struct arena *a, double times)
{
    const bool faster = times >= 1;
    const double factor = faster ? times : 1 / times;

    if (factor < 1.02)
        return "as before";
    const double unit = factor < 100 ? 0 : pow(10, floor(log10(factor)) - 1);
    return text_format(
        a, "%s times as %s",
        numeral_of(a, unit > 0 ? round(factor / unit) * unit : factor,
                   FRAME_ROUNDED),
        faster ? "fast" : "slow");
}

/* Before or after of a class, and what stands behind the bar. */
static void draw_bar(const struct pair *p, size_t row, int side, double y)
{
    static const char *const waits[] = { "before_wait_s", "after_wait_s" };
    static const char *const responses[] = { "before_response_s",
                                             "after_response_s" };
    struct plot_script *const s = p->script;
    const size_t response = column(p, responses[side]);
    const double seconds = plot_value(p->frame, row, response);
    const double wait = plot_value(p->frame, row, column(p, waits[side]));
    const double width = fmax(p->scale * seconds, 1);
    const struct cell *const times =
        frame_cell(p->frame, row, column(p, "times"));

    plot_text(s, LEFT - 8, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
              p->names[side]);
    if (frame_cell(p->frame, row, response)->null) {
        plot_text(s, LEFT + 6, y, PLOT_LEFT, PLOT_SMALL_SIZE, PLOT_SOFT,
                  "no steady state");
        return;
    }
    plot_box(s, LEFT, y - BAR / 2.0, width, BAR, PLOT_RUNNING);
    plot_box(s, LEFT, y - BAR / 2.0, p->scale * wait, BAR, PLOT_WAITING);
    plot_text(
        s, LEFT + width + 6, y, PLOT_LEFT, PLOT_SMALL_SIZE, PLOT_INK,
        side == 0 || times->null
            ? plot_value_text(s->arena, PLOT_SECONDS, seconds)
            : text_format(s->arena, "%s: %s",
                          plot_value_text(s->arena, PLOT_SECONDS, seconds),
                          times_text(s->arena, times->number)));
}

/* Each class has a scale of its own; 'all' is last, and comes first. */
static double draw_bars(struct pair *p, double y)
{
    const size_t rows = p->frame->row_count;
    const size_t shown = rows < CLASSES_MOST ? rows : CLASSES_MOST;

    for (size_t k = 0; k < shown; k++) {
        const size_t i = rows > 1 ? (k == 0 ? rows - 1 : k - 1) : 0;
        const double most =
            fmax(plot_value(p->frame, i, column(p, "before_response_s")),
                 plot_value(p->frame, i, column(p, "after_response_s")));
        p->scale = (PLOT_WIDTH - LEFT - RIGHT) / fmax(most, 1e-6);
        plot_text(
            p->script, 16, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
            plot_label(p->context->arena, p->frame, i, column(p, "class")));
        draw_bar(p, i, 0, y + PITCH);
        draw_bar(p, i, 1, y + 2 * PITCH);
        y += 2 * PITCH + PITCH / 2.0 + GAP;
    }
    return y;
}

/* How many wait; returns false where there is no timeline. */
static bool draw_waiting(const struct pair *p, double y)
{
    const struct frame *const f = frames_find(p->context->frames, "timeline");
    struct arena *const a = p->context->arena;
    double most = 1, hours = 0;

    if (f == NULL || f->row_count == 0)
        return false;
    const size_t config = frame_column_index(f, "config");
    const size_t time = frame_column_index(f, "time_h");
    const size_t waiting = frame_column_index(f, "waiting");
    for (size_t i = 0; i < f->row_count; i++) {
        const char *const name = plot_label(a, f, i, config);
        hours = fmax(hours, plot_value(f, i, time));
        if (text_equal(name, p->names[0]) || text_equal(name, p->names[1]))
            most = fmax(most, plot_value(f, i, waiting));
    }
    const struct plot_time t = plot_time_of(hours);
    struct plot_panel panel = {
        .script = p->script,
        .left = PANEL_LEFT,
        .top = y,
        .width = PLOT_WIDTH - PANEL_LEFT - PANEL_RIGHT,
        .height = PANEL,
        .x_hi = hours * t.per_hour,
    };
    plot_panel_scale(&panel, most);
    plot_panel_axes(&panel, t.unit, "queries waiting", t.step);
    for (int side = 0; side < 2; side++) {
        const unsigned colour = plot_config_colour(
            plot_names_index(&p->context->designs, p->names[side]));
        panel.dash = (size_t)side;
        for (size_t i = 0; i < f->row_count; i++)
            if (text_equal(plot_label(a, f, i, config), p->names[side]))
                plot_panel_point(&panel, t.per_hour * plot_value(f, i, time),
                                 plot_value(f, i, waiting), colour);
        plot_panel_break(&panel);
    }
    plot_panel_lines(p->script);
    return true;
}

const char *plot_before_after(struct plot_context *c, const char *name)
{
    static const struct plot_key keys[] = {
        { "waiting", PLOT_WAITING, PLOT_SWATCH_BOX, 0 },
        { "running", PLOT_RUNNING, PLOT_SWATCH_BOX, 0 },
    };
    const struct frame *const f = plot_frame(c, "before_after");
    struct plot_script s;
    struct pair p = { .context = c, .script = &s, .frame = f };

    if (f == NULL || !plot_pair(c, &p.names[0], &p.names[1]))
        return NULL;
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(
        &s,
        text_format(c->arena, "Before and after: %s, %s", p.names[0],
                    p.names[1]),
        "mean time from asking to the answer; each class has a scale of its "
        "own");
    y = plot_legend(&s, y, keys, sizeof(keys) / sizeof(keys[0])) + 20;
    y = draw_bars(&p, y) + 10;
    const struct plot_key lines[] = {
        { p.names[0],
          plot_config_colour(plot_names_index(&c->designs, p.names[0])),
          PLOT_SWATCH_LINE, 0 },
        { p.names[1],
          plot_config_colour(plot_names_index(&c->designs, p.names[1])),
          PLOT_SWATCH_LINE, 1 },
    };
    y = plot_legend(&s, y, lines, 2) + 28;
    if (!draw_waiting(&p, y))
        return NULL;
    return plot_script_text(&s, y + PANEL + FOOT, c->stamp);
}
