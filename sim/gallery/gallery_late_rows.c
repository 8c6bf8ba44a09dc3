/* Blocks that one day costs in a table loaded by date, as rows come late. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/zone.h"

/* Rows come in by date, a day to a block; a late one by 1 to 30 days, all
   equally likely. So a block k days after the day that is asked for is read if
   it holds one row that is at least k days late. */
enum { LATEST_DAYS = 30 };

static const struct frame_column columns[] = {
    { "block", "", "Rows of a block", CELL_TEXT, 0 },
    { "late_pct", "%", "Share of the rows that come late", CELL_NUMBER, 6 },
    { "blocks_read", "blocks", "Expected blocks read for one day", CELL_NUMBER,
      2 },
};

static const struct chart_series series[] = {
    { "1 M rows a block", CHART_MANY },
    { "10,000 rows a block", CHART_SOME },
    { "100 rows a block", CHART_FEW },
};

static double blocks_read(double late_frac, double rows)
{
    double blocks = 1;

    for (int k = 1; k <= LATEST_DAYS; k++) {
        const double reach = (LATEST_DAYS + 1.0 - k) / LATEST_DAYS;

        blocks += zone_hit_late(late_frac, &reach, 1, rows);
    }
    return blocks;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const double rows[] = { 1e6, 1e4, 1e2 };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int i = 0; i < 3; i++)
        for (int step = 0; step <= 60; step++) {
            const double late = pow(10, -7 + step / 10.0);

            frame_row(f);
            frame_text(f, series[i].name);
            frame_number(f, 100 * late);
            frame_number(f, blocks_read(late, rows[i]));
        }
    return true;
}

const struct exhibit exhibit_late_rows = {
    .chart = { .name = "late-rows",
               .title = "Late rows, and the blocks that they spoil",
               .lesson = "One late row widens the zone map of a million: a "
                         "table that is nearly in order needs a sort key.",
               .source = "",
               .about = "models/zone: a day to a block, late by 1 to 30 days",
               .kind = CHART_LINES,
               .x = { .column = "late_pct",
                      .label = "rows that come late (% of all)",
                      .logarithmic = true,
                      .lo = 0.00001,
                      .hi = 10 },
               .y = { .column = "blocks_read",
                      .label = "blocks read for one day (best: 1)",
                      .hi = 32 },
               .by = "block",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
