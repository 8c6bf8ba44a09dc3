/* Rows that a scan passes over, against the rows updated since a VACUUM. */
#include "gallery/gallery.h"
#include "models/decay.h"

/* Rows and rows_pre_filter of a slice, as AWS prints them
   (tests/truth/deleted_rows.csv): every row was updated once. */
#define VISIBLE_ROWS 43159.0
#define SCANNED_ROWS 86318.0

static const struct frame_column columns[] = {
    { "what", "", "A curve or a measured point", CELL_TEXT, 0 },
    { "updated_pct", "%", "Rows updated since the last VACUUM, of all",
      CELL_NUMBER, 0 },
    { "thousand_rows", "k rows", "Of a slice", CELL_NUMBER, 3 },
};

enum { SCANNED, VISIBLE, MEASURED };

static const struct chart_series series[] = {
    { "scanned", CHART_MONEY },
    { "visible", CHART_SECONDS },
    { "measured", CHART_MEASURED },
};

static void add(struct frame *f, int what, double updated_pct, double rows)
{
    frame_row(f);
    frame_text(f, series[what].name);
    frame_number(f, updated_pct);
    frame_number(f, rows / 1000);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int what = SCANNED; what <= VISIBLE; what++)
        for (int pct = 0; pct <= 200; pct += 10)
            add(f, what, pct,
                what == VISIBLE
                    ? VISIBLE_ROWS
                    : VISIBLE_ROWS / (1 - decay_dead_frac(pct / 100.0)));
    add(f, MEASURED, 100, VISIBLE_ROWS);
    add(f, MEASURED, 100, SCANNED_ROWS);
    return true;
}

const struct exhibit exhibit_deleted_rows = {
    .chart = { .name = "deleted-rows",
               .title = "Rows that nobody sees are scanned all the same",
               .lesson = "An UPDATE marks the old row and writes a new one: "
                         "until a VACUUM, scans pass over both.",
               .source = "Developer Guide, STL_SCAN: rows 43,159, "
                         "rows_pre_filter 86,318",
               .about = "models/decay: scanned = visible x (1 + share updated)",
               .kind = CHART_LINES,
               .x = { .column = "updated_pct",
                      .label = "rows updated since the last VACUUM "
                               "(% of the table)",
                      .hi = 200 },
               .y = { .column = "thousand_rows",
                      .label = "rows on a slice (thousands)" },
               .by = "what",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
