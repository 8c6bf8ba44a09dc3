/*
 * Wait and response of every configuration: a panel for each class, a bar for
 * each configuration, a tick where 95 % are answered.
 */
#include <math.h>

#include "report/plot/plot_queues.h"

enum {
    LEFT = 130,
    RIGHT = 172,
    MEAN = 104, /* right ends of the numbers, from the right edge */
    P95 = 20,
    PITCH = 20,
    BAR = 14,
    GAP = 40,
    FOOT = 34,
    CLASSES_MOST = 6,
};

struct waits {
    struct plot_context *context;
    struct plot_script *script;
    const struct frame *frame;
    size_t config, class, wait, response, p95;
};

static bool is_null(const struct waits *w, size_t row)
{
    return frame_cell(w->frame, row, w->response)->null;
}

static double most_of(const struct waits *w, const char *class)
{
    struct arena *const a = w->context->arena;
    double most = 1e-3;

    for (size_t i = 0; i < w->frame->row_count; i++)
        if (text_equal(plot_label(a, w->frame, i, w->class), class))
            most = fmax(most, fmax(plot_value(w->frame, i, w->response),
                                   plot_value(w->frame, i, w->p95)));
    return most;
}

static void draw_bar(const struct waits *w, size_t row, double y, double scale)
{
    struct plot_script *const s = w->script;
    const double wait = plot_value(w->frame, row, w->wait);
    const double response = plot_value(w->frame, row, w->response);
    const double p95 = plot_value(w->frame, row, w->p95);

    if (is_null(w, row)) {
        plot_text(s, LEFT + 6, y, PLOT_LEFT, PLOT_SMALL_SIZE, PLOT_SOFT,
                  "no steady state");
        return;
    }
    plot_box(s, LEFT, y - BAR / 2.0, fmax(scale * response, 1), BAR,
             PLOT_RUNNING);
    plot_box(s, LEFT, y - BAR / 2.0, scale * wait, BAR, PLOT_WAITING);
    plot_box(s, LEFT + scale * p95 - 1, y - BAR / 2.0 - 2, 2, BAR + 4,
             PLOT_INK);
    plot_text(s, PLOT_WIDTH - MEAN, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_INK,
              plot_value_text(s->arena, PLOT_SECONDS, response));
    plot_text(s, PLOT_WIDTH - P95, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
              plot_value_text(s->arena, PLOT_SECONDS, p95));
}

static double draw_class(const struct waits *w, const char *class, double y)
{
    struct plot_script *const s = w->script;
    struct arena *const a = w->context->arena;
    const double most = most_of(w, class);
    const double width = PLOT_WIDTH - LEFT - RIGHT;
    const double top = y + 14;

    plot_text(s, 16, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK, class);
    plot_text(s, PLOT_WIDTH - MEAN, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_INK,
              "mean");
    plot_text(s, PLOT_WIDTH - P95, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
              "95 %");
    y = top + PITCH / 2.0;
    for (size_t i = 0; i < w->frame->row_count; i++) {
        if (!text_equal(plot_label(a, w->frame, i, w->class), class))
            continue;
        plot_text(s, LEFT - 8, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
                  plot_label(a, w->frame, i, w->config));
        draw_bar(w, i, y, width / most);
        y += PITCH;
    }
    plot_line(s, LEFT, top, LEFT, y - PITCH / 2.0, PLOT_FAINT);
    return y - PITCH / 2.0;
}

const char *plot_waits(struct plot_context *c, const char *name)
{
    static const struct plot_key keys[] = {
        { "waiting", PLOT_WAITING, PLOT_SWATCH_BOX, 0 },
        { "running", PLOT_RUNNING, PLOT_SWATCH_BOX, 0 },
        { "95 % are answered by then", PLOT_INK, PLOT_SWATCH_BOX, 0 },
    };
    const struct frame *const f = plot_frame(c, "wlm");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct waits w = {
        .context = c,
        .script = &s,
        .frame = f,
        .config = frame_column_index(f, "config"),
        .class = frame_column_index(f, "class"),
        .wait = frame_column_index(f, "wait_mean_s"),
        .response = frame_column_index(f, "response_mean_s"),
        .p95 = frame_column_index(f, "response_p95_s"),
    };
    const struct plot_names classes = plot_classes(c);
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "Who waits, and for how long?",
                            "mean time from asking to the answer; each class "
                            "has a scale of its own");
    y = plot_legend(&s, y, keys, sizeof(keys) / sizeof(keys[0])) + 22;
    for (size_t i = 0; i < classes.count && i < CLASSES_MOST; i++)
        y = draw_class(&w, classes.items[i], y) + GAP;
    plot_clause(&s, "NaN notitle");
    return plot_script_text(&s, y - GAP + FOOT, c->stamp);
}
