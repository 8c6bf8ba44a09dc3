/* Broadcast against redistribution, as the cluster grows. */
#include "gallery/gallery.h"
#include "models/motion.h"

/* A million inner rows and ten million outer ones, 16 bytes each. */
#define INNER_ROWS 1e6
#define OUTER_ROWS 1e7
#define ROW_BYTES 16.0

static const struct frame_column columns[] = {
    { "motion", "", "What is sent", CELL_TEXT, 0 },
    { "nodes", "", "Nodes of the cluster", CELL_NUMBER, 0 },
    { "sent_mb", "MB", "Bytes over the network, of all nodes", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "DS_BCAST_INNER", CHART_BROADCAST },
    { "DS_DIST_BOTH", CHART_REDISTRIBUTE },
    { "1 + outer / inner", CHART_MARK },
};

static void add(struct frame *f, int i, double nodes, double sent_mb)
{
    frame_row(f);
    frame_text(f, series[i].name);
    frame_number(f, nodes);
    frame_number(f, sent_mb);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const enum motion_kind kinds[] = { MOVE_BCAST_INNER, MOVE_BOTH };
    const struct motion_side inner = { INNER_ROWS, ROW_BYTES, 1 };
    const struct motion_side outer = { OUTER_ROWS, ROW_BYTES, 1 };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int i = 0; i < 2; i++)
        for (int nodes = 1; nodes <= 32; nodes++)
            add(f, i, nodes,
                motion_of(kinds[i], inner, outer, nodes).bytes_moved / 1e6);
    add(f, 2, 1 + OUTER_ROWS / INNER_ROWS, 0);
    return true;
}

const struct exhibit exhibit_nodes = {
    .chart = { .name = "nodes",
               .title = "The best motion depends on the size of the cluster",
               .lesson = "A broadcast sends more with every node; moving both "
                         "sides never sends more than both of them.",
               .source = "",
               .about = "models/motion: 1 million inner and 10 million outer "
                        "rows of 16 bytes",
               .kind = CHART_LINES,
               .x = { .column = "nodes",
                      .label = "nodes of the cluster",
                      .lo = 0,
                      .hi = 32 },
               .y = { .column = "sent_mb",
                      .label = "sent over the network (MB)" },
               .by = "motion",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
