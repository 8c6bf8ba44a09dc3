/* Broadcast against redistribution, as the inner side grows. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/motion.h"

/* A fact table of 10 million rows after its filters, 16 bytes of each side's
   row are needed, 8 nodes. */
#define OUTER_ROWS 1e7
#define ROW_BYTES 16.0
#define NODES 8.0

static const struct frame_column columns[] = {
    { "motion", "", "What is sent", CELL_TEXT, 0 },
    { "inner_rows", "rows", "Rows of the inner side after its filters",
      CELL_NUMBER, 0 },
    { "sent_mb", "MB", "Bytes over the network, of all nodes", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "DS_BCAST_INNER", CHART_BROADCAST },
    { "DS_DIST_BOTH", CHART_REDISTRIBUTE },
    { "DS_DIST_INNER", CHART_INTERLEAVED },
    { "outer rows / (nodes - 1)", CHART_MARK },
};

static void add(struct frame *f, int i, double inner_rows, double sent_mb)
{
    frame_row(f);
    frame_text(f, series[i].name);
    frame_number(f, inner_rows);
    frame_number(f, sent_mb);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const enum motion_kind kinds[] = { MOVE_BCAST_INNER, MOVE_BOTH,
                                              MOVE_INNER };
    const struct motion_side outer = { OUTER_ROWS, ROW_BYTES, 1 };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int i = 0; i < 3; i++)
        for (int step = 0; step <= 50; step++) {
            const struct motion_side inner = { pow(10, 3 + step / 10.0),
                                               ROW_BYTES, 1 };

            add(f, i, inner.rows,
                motion_of(kinds[i], inner, outer, NODES).bytes_moved / 1e6);
        }
    add(f, 3, OUTER_ROWS / (NODES - 1), 1);
    return true;
}

const struct exhibit exhibit_broadcast = {
    .chart = { .name = "broadcast",
               .title = "To broadcast a dimension, or to redistribute both",
               .lesson = "A broadcast sends a copy to every node: it pays only "
                         "while the inner side is small beside the outer.",
               .source = "",
               .about = "models/motion: 10 million outer rows of 16 bytes, 8 "
                        "nodes",
               .kind = CHART_LINES,
               .x = { .column = "inner_rows",
                      .label = "inner rows after filters",
                      .logarithmic = true,
                      .lo = 1000,
                      .hi = 1e8 },
               .y = { .column = "sent_mb",
                      .label = "sent over the network (MB)",
                      .logarithmic = true,
                      .lo = 0.01,
                      .hi = 100000 },
               .by = "motion",
               .series = series,
               .series_count = 4 },
    .measure = measure,
};
