/* Seconds and dollars of a workload on clusters of more nodes. */
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

static const struct frame_column columns[] = {
    { "what", "", "Seconds or money", CELL_TEXT, 0 },
    { "nodes", "", "Nodes of the cluster", CELL_NUMBER, 0 },
    { "relative", "",
      "Of one run of all queries, over that on the smallest "
      "cluster",
      CELL_NUMBER, 3 },
    { "value", "", "The same in seconds or US cents", CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "US dollars", CHART_MONEY },
    { "seconds", CHART_SECONDS },
};

/* The last design of the same world on another number of nodes. */
static const struct cost_design *run_on(struct arena *a, const struct world *w,
                                        int nodes)
{
    struct world *const other = ARENA_NEW(a, struct world);
    bool *const after = ARENA_ARRAY(a, w->design_count, bool);

    after[w->design_count - 1] = true;
    *other = *w;
    other->cluster.nodes = nodes;
    other->cluster.slices = nodes * cluster_slices_per_node(&w->cluster);
    return &cost_run(a, other, after, NULL)->designs[0];
}

static double usd_of(const struct cost_design *d, int queries)
{
    double usd = 0;

    for (int q = 0; q < queries; q++)
        usd += d->queries[q].query->weight * d->queries[q].price.usd;
    return usd;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const int nodes[] = { 2, 4, 6, 8, 16, 32 };
    enum { SIZES = sizeof(nodes) / sizeof(nodes[0]) };
    double values[2][SIZES];
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    (void)faults;
    for (int i = 0; i < SIZES; i++) {
        const struct cost_design *const d = run_on(out->arena, w, nodes[i]);

        values[0][i] = 100 * usd_of(d, w->query_count);
        values[1][i] = d->query_total_s;
    }
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < SIZES; i++) {
            frame_row(f);
            frame_text(f, series[s].name);
            frame_number(f, nodes[i]);
            frame_number(f, values[s][i] / values[s][0]);
            frame_number(f, values[s][i]);
        }
    return true;
}

const struct exhibit exhibit_cluster_size = {
    .chart = { .name = "cluster-size",
               .title = "The same queries on more nodes: seconds and dollars",
               .lesson = "Work that divides costs the same on any cluster; "
                         "what does not divide makes every node dearer.",
               .source = "",
               .about = "the tutorial's queries after tuning, dc1.large",
               .kind = CHART_LINES,
               .x = { .column = "nodes",
                      .label = "nodes of the cluster",
                      .lo = 2,
                      .hi = 32 },
               .y = { .column = "relative",
                      .label = "of one run of all queries (2 nodes = 1)" },
               .by = "what",
               .series = series,
               .series_count = 2 },
    .scenario = "ssb-tutorial",
    .measure = measure,
};
