/* AWS's tuning tutorial: three queries before and after, both simulated and
   as AWS measured them. */
#include <math.h>

#include "base/text.h"
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

/* tests/truth/ssb_tutorial_queries.csv: before, after. */
static const struct {
    const char *query;
    double seconds[2];
} published[] = {
    { "q1", { 6.97, 3.19 } },
    { "q2", { 12.81, 9.02 } },
    { "q3", { 13.39, 10.54 } },
};

static const struct frame_column columns[] = {
    { "query", "", "Of the tutorial", CELL_TEXT, 0 },
    { "design", "", "Before or after tuning", CELL_TEXT, 0 },
    { "simulated_s", "s", "Seconds as simulated", CELL_NUMBER, 2 },
    { "measured_s", "s", "Seconds as AWS published them", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "before", CHART_UNSORTED },
    { "after", CHART_SORTED },
};

/* NaN for a query that the tutorial does not have. */
static double published_s(const char *query, int design)
{
    for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++)
        if (text_equal(published[i].query, query))
            return published[i].seconds[design];
    return (double)NAN;
}

static void add(struct frame *f, const struct cost_design *d, int query, int i)
{
    const struct cost_query *const q = &d->queries[query];

    frame_row(f);
    frame_text(f, q->query->name);
    frame_text(f, series[i].name);
    frame_number(f, q->price.total_s);
    frame_number(f, published_s(q->query->name, i));
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const struct cost *const cost = cost_run(out->arena, w, NULL, NULL);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    (void)faults;
    for (int q = 0; q < cost->query_count; q++)
        for (int i = 0; i < 2; i++)
            for (int d = 0; d < cost->design_count; d++)
                if (text_equal(cost->designs[d].design->name, series[i].name))
                    add(f, &cost->designs[d], q, i);
    return true;
}

static const char *const needs[] = { "design:before", "design:after",
                                     "query:q1",      "query:q2",
                                     "query:q3",      NULL };

const struct exhibit exhibit_tutorial = {
    .chart = { .name = "tutorial",
               .title = "AWS's tuning tutorial, simulated and measured",
               .lesson = "A sort key and a distribution key take a third off. "
                         "(The rates are calibrated on these six times.)",
               .source = "Amazon Redshift Developer Guide, Tutorial: Tuning "
                         "table design (2018-2020)",
               .about = "600 million rows, 4 x dc1.large",
               .kind = CHART_BARS,
               .x = { .column = "simulated_s",
                      .label = "seconds, bar: simulated" },
               .group = "query",
               .by = "design",
               .measured = "measured_s",
               .series = series,
               .series_count = 2 },
    .scenario = "ssb-tutorial",
    .needs = needs,
    .measure = measure,
};
