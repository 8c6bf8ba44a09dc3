/* Rows on each slice as AWS published them, and what chance allows. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/skew.h"

/* tests/truth/ssb_tutorial_slices.csv: lineorder by lo_partkey. */
static const double published[] = { 75029991, 75059242, 75238172, 75065416,
                                    74801845, 75177053, 74631775, 75034408 };

static const struct frame_column columns[] = {
    { "what", "", "Measured, or expected", CELL_TEXT, 0 },
    { "slice", "", "Slice of the cluster, from 0", CELL_NUMBER, 0 },
    { "million_rows", "million rows", "Rows of lineorder on it", CELL_NUMBER,
      3 },
};

static const struct chart_series series[] = {
    { "measured", CHART_MEASURED },
    { "mean + 2 sd", CHART_FEW },
    { "mean", CHART_SOME },
    { "mean - 2 sd", CHART_FEW },
};

static void add(struct frame *f, int i, double slice, double rows)
{
    frame_row(f);
    frame_text(f, series[i].name);
    frame_number(f, slice);
    frame_number(f, rows / 1e6);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const struct catalog *const c = &w->catalog;
    const double rows = (double)c->tables[catalog_table(c, "lineorder")].rows;
    const double keys = (double)c->tables[catalog_table(c, "part")].rows;
    const double slices = w->cluster.slices;
    /* A line takes any part: a part's lines are a Poisson number. */
    const double sd =
        skew_slice_sd(keys, rows / keys, sqrt(rows / keys), slices);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int s = 0; s < 8; s++)
        add(f, 0, s, published[s]);
    for (int i = 1; i <= 3; i++)
        for (int s = 0; s <= 7; s += 7)
            add(f, i, s, rows / slices + (2 - i) * 2 * sd);
    return true;
}

static const char *const needs[] = { "lineorder", "part", NULL };

const struct exhibit exhibit_slices = {
    .chart = { .name = "slices",
               .title = "A good distribution key is as even as chance allows",
               .lesson = "1.4 million parts on 8 slices: one slice in twenty "
                         "is farther from the mean than two deviations.",
               .source = "Amazon Redshift Developer Guide, Tutorial: Tuning "
                         "table design (2018-2020)",
               .about = "models/skew for lineorder by lo_partkey",
               .kind = CHART_LINES,
               .x = { .column = "slice",
                      .label = "slice",
                      .lo = -0.3,
                      .hi = 7.3 },
               .y = { .column = "million_rows",
                      .label = "rows of lineorder (millions; not from 0)",
                      .lo = 74.4,
                      .hi = 75.6 },
               .by = "what",
               .series = series,
               .series_count = 4 },
    .scenario = "ssb-tutorial",
    .needs = needs,
    .measure = measure,
};
