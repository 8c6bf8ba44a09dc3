/* The hockey stick: wait against load for few and many slots, simulated on the
   line of Erlang C. */
#include "gallery/gallery.h"
#include "gallery/gallery_waits.h"
#include "measure/wlm/wlm_sweep.h"
#include "models/queueing.h"

/* Above so many times its own seconds a wait is off the picture. */
#define MOST 6.0

enum { CURVES = 3, SIMULATED = CURVES, QUERIES = 12000 };

static const int slots[CURVES] = { 1, 5, 15 };

static const struct frame_column columns[] = {
    { "what", "", "Slots, by Erlang C; or simulated", CELL_TEXT, 0 },
    { "slots", "", "Queries that may run at once", CELL_COUNT, 0 },
    { "load_pct", "%", "Offered to the slots, of what they can do", CELL_NUMBER,
      1 },
    { "wait", "", "Mean wait, in times of a query's own seconds", CELL_NUMBER,
      4 },
};

static const struct chart_series series[] = {
    { "1 slot", CHART_FEW },
    { "5 slots", CHART_SOME },
    { "15 slots", CHART_MANY },
    { "simulated", CHART_SIMULATED },
};

static void add(struct frame *f, const char *what, int servers, double load,
                double wait)
{
    frame_row(f);
    frame_text(f, what);
    frame_count(f, servers);
    frame_number(f, 100 * load);
    frame_number(f, wait);
}

/* With a mean service of 1 seconds are times of it. */
static double erlang(int servers, double load)
{
    return queueing_mmm_wait_s(servers, load * servers, 1);
}

static void add_line(struct frame *f, int curve)
{
    enum { STEPS = 196 }; /* half per cents up to 98 % */

    for (int i = 0; i <= STEPS; i++) {
        const double wait = i == 0 ? 0 : erlang(slots[curve], i / 200.0);

        if (wait <= MOST)
            add(f, series[curve].name, slots[curve], i / 200.0, wait);
    }
}

static void add_points(struct frame *f, const struct world *w, int curve)
{
    static const double loads[] = { .2, .4, .5, .6, .7, .8, .85, .9, .95 };
    struct arena *const a = f->arena;
    const struct world *const with =
        wlm_slots_world(a, w, 0, slots[curve], slots[curve]);
    const struct wlm_plant *const plant = wlm_build(a, with);

    for (size_t i = 0; i < sizeof(loads) / sizeof(loads[0]); i++) {
        const double service_s =
            plant->works[plant->classes[0].works[0]].demands[0].alone_s;
        double wait_s;

        if (erlang(slots[curve], loads[i]) > MOST)
            break;
        gallery_waits(wlm_load_plants(a, plant, loads[i], 1), w->seed, QUERIES,
                      &wait_s);
        add(f, series[SIMULATED].name, slots[curve], loads[i],
            wait_s / service_s);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    if (w->workload.class_count != 1 || !wlm_can_load(w)) {
        fault_add(faults, (struct where){ .file = w->source },
                  "the picture '%s' shows one class of arrivals at a constant "
                  "rate, such as {per_hour: 900}",
                  e->chart.name);
        return false;
    }
    for (int i = 0; i < CURVES; i++)
        add_line(f, i);
    for (int i = 0; i < CURVES; i++)
        add_points(f, w, i);
    return true;
}

static const char *const needs[] = { "class:analysts", "queues:five", NULL };

const struct exhibit exhibit_hockey_stick = {
    .chart = { .name = "hockey-stick",
               .title = "The hockey stick: wait against load",
               .lesson = "The last tenth of a cluster is the dearest; many "
                         "slots bend later, and then more sharply.",
               .source = "",
               .about = "models/queueing: Erlang C, M/M/c",
               .kind = CHART_LINES,
               .x = { .column = "load_pct",
                      .label = "load: offered work, of what the slots can do "
                               "(%)",
                      .hi = 100 },
               .y = { .column = "wait",
                      .label = "mean wait, times the query's own seconds",
                      .hi = MOST },
               .by = "what",
               .series = series,
               .series_count = 4 },
    .scenario = "five-slots",
    .needs = needs,
    .measure = measure,
};
