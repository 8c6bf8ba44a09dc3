/* Blocks read against the share of the rows that a range keeps. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/zone.h"

/* One slice's column: 1,000 blocks of a million one-byte values. The first
   column of the compound key has 50 values; both columns of the interleaved
   key have a million. */
#define BLOCKS 1000.0
#define ROWS_PER_BLOCK 1e6
#define RUNS 50.0
#define VALUES 1e6

static const struct frame_column columns[] = {
    { "order", "", "How the rows lie", CELL_TEXT, 0 },
    { "kept_pct", "%", "Share of the rows in the range", CELL_NUMBER, 3 },
    { "read_pct", "%", "Share of the column's blocks read", CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "unsorted", CHART_UNSORTED },
    { "second column", CHART_SECOND },
    { "interleaved", CHART_INTERLEAVED },
    { "first column", CHART_SORTED },
};

/* A range in the middle of the domain. */
static double blocks_read(int order, double kept)
{
    const struct zone_region r = { BLOCKS * ROWS_PER_BLOCK, ROWS_PER_BLOCK };
    const struct zone_axis axes[] = { { VALUES, fmax(1, kept * VALUES) },
                                      { VALUES, VALUES } };

    switch (order) {
    case 0:
        return zone_read_unsorted(r, (1 - kept) / 2, kept);
    case 1:
        return zone_read_second(r, RUNS, kept);
    case 2:
        return zone_read_interleaved(BLOCKS, axes, 2);
    default:
        return zone_read_sorted(r, kept * r.rows);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int order = 0; order < 4; order++)
        for (int step = 0; step <= 60; step++) {
            const double kept = pow(10, -3 + step / 20.0);

            frame_row(f);
            frame_text(f, series[order].name);
            frame_number(f, 100 * kept);
            frame_number(f, 100 * blocks_read(order, kept) / BLOCKS);
        }
    return true;
}

const struct exhibit exhibit_selectivity = {
    .chart = { .name = "selectivity",
               .title = "Blocks read, against the share of the rows asked for",
               .lesson =
                   "First in the sort key, a column reads what it needs; "
                   "second, at least a block for each value of the first.",
               .source = "",
               .about = "models/zone: 1,000 blocks on a slice; the first "
                        "column of the compound key has 50 values",
               .kind = CHART_LINES,
               .x = { .column = "kept_pct",
                      .label = "rows in the range (% of all)",
                      .logarithmic = true,
                      .lo = 0.1,
                      .hi = 100 },
               .y = { .column = "read_pct",
                      .label = "blocks read (% of the column's)",
                      .logarithmic = true,
                      .lo = 0.1,
                      .hi = 100 },
               .by = "order",
               .series = series,
               .series_count = 4 },
    .measure = measure,
};
