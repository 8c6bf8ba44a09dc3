/* Seconds of a look-up against the rows of the hash table. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/join.h"

static const struct frame_column columns[] = {
    { "what", "", "What is shown", CELL_TEXT, 0 },
    { "table_rows", "rows", "Rows of the hash table on a slice", CELL_NUMBER,
      0 },
    { "probe_ns", "ns", "Time of one look-up", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "a look-up", CHART_HASH },
    { "dates: 2,556", CHART_MARK },
    { "parts: 56,000", CHART_MARK },
    { "customers: 3 M", CHART_MARK },
};

static void add(struct frame *f, int i, double rows, double s)
{
    frame_row(f);
    frame_text(f, series[i].name);
    frame_number(f, rows);
    frame_number(f, 1e9 * s);
}

static double probe(const struct engine *e, double rows)
{
    return join_probe_s(rows, e->probe_base_s, e->probe_doubling_s,
                        e->probe_base_rows);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const double marks[] = { 2556, 56000, 3e6 };
    const struct engine *const engine = &w->cluster.engine;
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int step = 0; step <= 50; step++)
        add(f, 0, pow(10, 2 + step / 10.0),
            probe(engine, pow(10, 2 + step / 10.0)));
    for (int i = 0; i < 3; i++)
        add(f, i + 1, marks[i], probe(engine, marks[i]));
    return true;
}

const struct exhibit exhibit_hash_table = {
    .chart = { .name = "hash-table",
               .title = "A look-up costs more in a larger hash table",
               .lesson = "A filter on a dimension pays twice: fewer rows "
                         "match, and each look-up is nearer to the cache.",
               .source = "",
               .about = "models/join with the calibrated constants of "
                        "models/params/engine.yaml",
               .kind = CHART_LINES,
               .x = { .column = "table_rows",
                      .label = "rows of the hash table on a slice",
                      .logarithmic = true,
                      .lo = 100,
                      .hi = 1e7 },
               .y = { .column = "probe_ns",
                      .label = "one look-up (nanoseconds)" },
               .by = "what",
               .series = series,
               .series_count = 4 },
    .scenario = "ssb-tutorial",
    .measure = measure,
};
