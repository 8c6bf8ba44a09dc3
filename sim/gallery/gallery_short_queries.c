/* Short-query acceleration: how long short and long queries wait, with and
   without it, as the cluster fills. */
#include <math.h>

#include "base/text.h"
#include "gallery/gallery.h"
#include "gallery/gallery_waits.h"
#include "measure/wlm/wlm_sweep.h"

enum { QUERIES = 8000 };

#define LEAST_LOAD 0.3
#define MOST_LOAD 0.9

static const struct frame_column columns[] = {
    { "what", "", "Which queries, and how", CELL_TEXT, 0 },
    { "load_pct", "%", "Offered to the busiest resource, of what it can do",
      CELL_NUMBER, 1 },
    { "wait_s", "s", "Mean wait", CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "both, as they come", CHART_UNSORTED },
    { "short, accelerated", CHART_FEW },
    { "long, beside them", CHART_MANY },
};

/* Of a configuration's classes. First come, first served: there both wait
   alike, and one curve stands for them. */
static const int curves[2][2] = { { 0, -1 }, { 1, 2 } };

/* Configurations and classes of the scenario, in the order of the series. */
static const char *const configs[] = { "one_queue", "short_queries" };
static const char *const classes[] = { "dashboards", "planners" };

/* The two classes, at their mean rates whatever the hour. */
static struct wlm_plant at_any_hour(struct arena *a, const struct wlm_plant *p)
{
    struct wlm_plant own = *p;
    struct wlm_class *const two = ARENA_ARRAY(a, 2, struct wlm_class);

    own.classes = two;
    own.class_count = 2;
    for (int i = 0; i < p->class_count; i++)
        for (int k = 0; k < 2; k++)
            if (text_equal(p->classes[i].name, classes[k])) {
                two[k] = p->classes[i];
                two[k].arrivals.profiled = false;
            }
    return own;
}

static bool comes_at_a_rate(const struct workload_class *c)
{
    return c->arrivals.rate > 0 && c->texts == 0 && c->users == 0;
}

static bool can_show(const struct exhibit *e, const struct world *w,
                     struct faults *faults)
{
    const size_t before = faults->count;

    for (int i = 0; i < w->workload.class_count; i++) {
        const struct workload_class *const c = &w->workload.classes[i];

        if ((text_equal(c->name, classes[0]) ||
             text_equal(c->name, classes[1])) &&
            !comes_at_a_rate(c))
            fault_add(faults, c->where,
                      "the picture '%s' needs arrivals at a rate, such as "
                      "{per_hour: 300}, in class '%s'",
                      e->chart.name, c->name);
    }
    return faults->count == before;
}

static void add_curves(struct frame *f, const struct world *w,
                       const struct wlm_plant *plant, int config)
{
    const struct wlm_plant any = at_any_hour(f->arena, plant);
    const struct wlm_plant *const plants =
        wlm_load_plants(f->arena, &any, LEAST_LOAD, MOST_LOAD);

    for (int i = 0; i < wlm_load_count(LEAST_LOAD, MOST_LOAD); i++) {
        const struct wlm_offered o = wlm_offered_load(&plants[i]);
        double wait_s[2];

        gallery_waits(&plants[i], w->seed, QUERIES, wait_s);
        for (int class = 0; class < 2; class ++) {
            if (curves[config][class] < 0)
                continue;
            frame_row(f);
            frame_text(f, series[curves[config][class]].name);
            frame_number(f, 100 * fmax(o.slots, o.resource));
            frame_number(f, wait_s[class]);
        }
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    if (!can_show(e, w, faults))
        return false;
    const struct wlm_plant *const plants = wlm_build(out->arena, w);
    for (int config = 0; config < 2; config++)
        for (int i = 0; i < w->wlm_count; i++)
            if (text_equal(plants[i].name, configs[config]))
                add_curves(f, w, &plants[i], config);
    return true;
}

static const char *const needs[] = { "class:dashboards", "class:planners",
                                     "queues:one_queue", "queues:short_queries",
                                     NULL };

const struct exhibit exhibit_short_queries = {
    .chart = { .name = "short-queries",
               .title = "Short queries need not wait for long ones",
               .lesson = "Short-query acceleration lets them begin at once; "
                         "the long ones wait a little longer.",
               .source = "",
               .about = "0.1 s and 5 s, three to two, through five slots",
               .kind = CHART_LINES,
               .x = { .column = "load_pct",
                      .label = "load of the busiest resource (%)",
                      .lo = 30,
                      .hi = 90 },
               .y = { .column = "wait_s", .label = "mean wait (s)" },
               .by = "what",
               .series = series,
               .series_count = 3 },
    .scenario = "working-day",
    .needs = needs,
    .measure = measure,
};
