/* A day in the queues: who runs and who waits, hour by hour. */
#include "base/text.h"
#include "base/units.h"
#include "gallery/gallery.h"
#include "measure/wlm/wlm.h"

enum { POINT_MINUTES = 15 };

static const struct frame_column columns[] = {
    { "what", "", "Queries that run, or wait", CELL_TEXT, 0 },
    { "hour", "h", "Hour of the day, the middle of a quarter", CELL_NUMBER, 3 },
    { "queries", "", "Mean number", CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "waiting", CHART_WAITING },
    { "running", CHART_RUNNING },
};

static const char config_name[] = "one_queue";

/* That configuration alone. */
static struct world *with_one(struct arena *a, const struct world *w)
{
    struct world *const one = ARENA_NEW(a, struct world);
    struct wlm_config *const config = ARENA_NEW(a, struct wlm_config);

    *one = *w;
    for (int i = 0; i < w->wlm_count; i++)
        if (text_equal(w->wlm[i].name, config_name))
            *config = w->wlm[i];
    one->wlm = config;
    one->wlm_count = 1;
    return one;
}

/* A bin's mean times its width. */
static double query_s(const struct wlm_result *r, int bin, int what)
{
    return (what == 0 ? r->bins[bin].waiting : r->bins[bin].running) *
           wlm_bin_width_s(r->plant, bin);
}

/* From `bin` on the mean of the bins of a quarter of an hour; returns the bin
   behind it. */
static int add_point(struct frame *f, const struct wlm_result *r, int bin,
                     int what)
{
    const double from_s = bin * r->plant->bin_s;
    const double until_s = from_s + POINT_MINUTES * 60.0;
    double sum = 0, width_s = 0;

    for (; bin < r->plant->bins && bin * r->plant->bin_s < until_s; bin++) {
        sum += query_s(r, bin, what);
        width_s += wlm_bin_width_s(r->plant, bin);
    }
    frame_row(f);
    frame_text(f, series[what].name);
    frame_number(f, (from_s + width_s / 2) / SECONDS_PER_HOUR);
    frame_number(f, sum / width_s);
    return bin;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const struct wlm_options o = { .slots_lo = 0 };
    const struct wlm_study *const s =
        wlm_run(out->arena, with_one(out->arena, w), &o);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int what = 0; what < 2; what++)
        for (int bin = 0; bin < s->results[0].plant->bins;)
            bin = add_point(f, &s->results[0], bin, what);
    return true;
}

static const char *const needs[] = { "queues:one_queue", NULL };

const struct exhibit exhibit_day = {
    .chart = { .name = "day",
               .title = "A day in the queues",
               .lesson = "When five run, the sixth waits: the queue grows as "
                         "long as the rush lasts, and outlives it.",
               .source = "",
               .about = "eight loads at one, dashboards from seven, planners "
                        "from nine to five",
               .kind = CHART_LINES,
               .x = { .column = "hour",
                      .label = "hour of the day",
                      .hi = 24,
                      .step = 3 },
               .y = { .column = "queries",
                      .label = "queries, mean of many such days" },
               .by = "what",
               .series = series,
               .series_count = 2 },
    .scenario = "working-day",
    .needs = needs,
    .measure = measure,
};
