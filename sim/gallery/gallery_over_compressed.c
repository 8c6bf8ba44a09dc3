/* A sort column in three encodings: what it takes, and what a scan reads. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

/* Blocks of l_shipdate, and blocks that the query fetched, as AWS counted
   them with DELTA (tests/truth/lineitem_delta_blocks.csv, _fetched.csv). */
#define MEASURED_STORED 576
#define MEASURED_READ 138

static const struct frame_column columns[] = {
    { "encoding", "", "Of the sort column l_shipdate", CELL_TEXT, 0 },
    { "what", "", "What is counted", CELL_TEXT, 0 },
    { "blocks", "blocks", "Expected blocks", CELL_NUMBER, 0 },
    { "measured", "blocks", "Blocks as published", CELL_NUMBER, 0 },
};

static const struct chart_series series[] = {
    { "stored, of the sort column", CHART_UNSORTED },
    { "read by the query, of all columns", CHART_SORTED },
};

static void add(struct frame *f, const char *design, int what, double blocks,
                double measured)
{
    frame_row(f);
    frame_text(f, design);
    frame_text(f, series[what].name);
    frame_number(f, blocks);
    if (text_equal(design, "delta"))
        frame_number(f, measured);
    else
        frame_null(f);
}

static const struct cost_query *three_days(const struct cost_design *d,
                                           int queries)
{
    int q = 0;

    while (q + 1 < queries &&
           !text_equal(d->queries[q].query->name, "q1_three_days"))
        q++;
    return &d->queries[q];
}

static double blocks_read(const struct cost_query *q)
{
    double blocks = 0;

    for (int i = 0; i < q->plan->step_count; i++)
        blocks += q->plan->steps[i]->tally.blocks.sum;
    return blocks;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const char *const designs[] = { "raw", "delta", "runlength" };
    const struct cost *const cost = cost_run(out->arena, w, NULL, NULL);
    const int table = catalog_table(&w->catalog, "lineitem");
    const int column = table_column(&w->catalog.tables[table], "l_shipdate");
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    (void)faults;
    for (int i = 0; i < 3; i++)
        for (int d = 0; d < cost->design_count; d++) {
            const struct cost_design *const design = &cost->designs[d];

            if (!text_equal(design->design->name, designs[i]))
                continue;
            add(f, designs[i], 0,
                /* An unsorted segment has an empty block on each slice. */
                design->layout->tables[table]->columns[column].blocks -
                    w->cluster.slices,
                MEASURED_STORED);
            add(f, designs[i], 1,
                blocks_read(three_days(design, cost->query_count)),
                MEASURED_READ);
        }
    return true;
}

static const char *const needs[] = { "lineitem.l_shipdate", "design:raw",
                                     "design:delta",        "design:runlength",
                                     "query:q1_three_days", NULL };

const struct exhibit exhibit_over_compressed = {
    .chart = { .name = "over-compressed",
               .title = "A sort column that is compressed too well",
               .lesson = "One block of it then spans weeks of rows, and every "
                         "other column is read for all of them.",
               .source = "AWS, amazon-redshift-utils, "
                         "EarlyMaterialization.md, 2016 (delta)",
               .about = "lineitem at scale 100, three days of l_shipdate",
               .kind = CHART_BARS,
               .x = { .column = "blocks", .label = "blocks of 1 MB" },
               .group = "encoding",
               .by = "what",
               .measured = "measured",
               .series = series,
               .series_count = 2 },
    .scenario = "tpch-lineitem",
    .needs = needs,
    .measure = measure,
};
