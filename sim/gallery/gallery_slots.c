/* How many slots: wait and response against their number, until queries spill
   and the curve turns. */
#include "gallery/gallery.h"
#include "measure/wlm/wlm.h"
#include "measure/wlm/wlm_sweep.h"

enum { MOST_SLOTS = 14 };

/* A response beyond this is off the picture. */
#define MOST_S 40.0

static const struct frame_column columns[] = {
    { "what", "", "Which number of seconds; or where something begins",
      CELL_TEXT, 0 },
    { "slots", "", "Queries that may run at once", CELL_COUNT, 0 },
    { "seconds", "s", "Of all queries", CELL_NUMBER, 3 },
};

enum { ANSWERED, RESPONSE, WAIT, CURVES, SPILL = CURVES, UNSTEADY };

static const struct chart_series series[] = {
    [ANSWERED] = { "response, 95 %", CHART_ANSWERED },
    [RESPONSE] = { "response, mean", CHART_RUNNING },
    [WAIT] = { "wait, mean", CHART_WAITING },
    [SPILL] = { "spill begins", CHART_MARK },
    [UNSTEADY] = { "overload", CHART_MARK },
};

static double seconds_of(const struct wlm_result *r, int curve)
{
    const struct wlm_class_result *const all =
        &r->classes[r->plant->class_count];

    return curve == ANSWERED   ? all->response_p95_s.mean
           : curve == RESPONSE ? all->response_mean_s.mean
                               : all->wait_mean_s.mean;
}

static void add(struct frame *f, int what, int slots, double seconds)
{
    frame_row(f);
    frame_text(f, series[what].name);
    frame_count(f, slots);
    frame_number(f, seconds);
}

/* The first slots where that is so, of those that were simulated. */
static void add_mark(struct frame *f, const struct wlm_study *s, int mark)
{
    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        const bool here =
            r->unstable
                ? mark == UNSTEADY
                : mark == SPILL &&
                      r->classes[r->plant->class_count].spill_frac.mean > 0;

        if (here) {
            add(f, mark, r->plant->queues[s->queue].slots, 0);
            return;
        }
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const struct wlm_config *const config = wlm_sweep_config(w);
    const struct wlm_options o = { .slots_lo = 1,
                                   .slots_hi = MOST_SLOTS,
                                   .queue = config->queue_count - 1 };
    const struct wlm_study *const s = wlm_run(out->arena, w, &o);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int curve = 0; curve < CURVES; curve++)
        for (int i = 0; i < s->count; i++) {
            const struct wlm_result *const r = &s->results[i];

            if (r->unstable || seconds_of(r, curve) > MOST_S)
                continue;
            add(f, curve, r->plant->queues[s->queue].slots,
                seconds_of(r, curve));
        }
    add_mark(f, s, SPILL);
    add_mark(f, s, UNSTEADY);
    return true;
}

static const char *const needs[] = { "class:analysts", "queues:manual", NULL };

const struct exhibit exhibit_slots = {
    .chart = { .name = "slots",
               .title = "More slots wait less, until their queries spill",
               .lesson =
                   "A slot more takes memory from all others: once queries "
                   "spill, everybody waits for the disks.",
               .source = "",
               .about = "800 queries an hour through one queue",
               .kind = CHART_LINES,
               .x = { .column = "slots",
                      .label = "slots of the queue, which share its memory",
                      .hi = 12,
                      .step = 1 },
               .y = { .column = "seconds", .label = "seconds", .hi = MOST_S },
               .by = "what",
               .series = series,
               .series_count = 5 },
    .scenario = "how-many-slots",
    .needs = needs,
    .measure = measure,
};
