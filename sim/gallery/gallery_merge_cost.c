/* Seconds of a VACUUM as its table grows: keys that rise, keys that do not. */
#include <string.h>

#include "base/text.h"
#include "gallery/gallery.h"
#include "gallery/gallery_past.h"

/* The six VACUUMs of CUSTSALES as AWS timed them
   (tests/truth/custsales_vacuum.csv). */
static const double measured_s[] = { 143.918314, 164.157882, 187.433171,
                                     255.482945, 316.583833, 306.685472 };

enum { RUNS = sizeof(measured_s) / sizeof(measured_s[0]) };

static const struct frame_column columns[] = {
    { "keys", "", "Where the new rows' keys fall", CELL_TEXT, 0 },
    { "million_rows", "M rows", "Of the table, the new ones included",
      CELL_NUMBER, 1 },
    { "vacuum_s", "s", "Seconds of the VACUUM", CELL_NUMBER, 1 },
};

enum { SCATTERED, APPENDED, MEASURED };

static const struct chart_series series[] = {
    { "anywhere", CHART_MONEY },
    { "at the end", CHART_SORTED },
    { "measured", CHART_MEASURED },
};

/* The same table whose rows are numbered on from load to load: what is stored
   of SALES is numbered anew in each. */
static struct table counting(struct arena *a, const struct table *t)
{
    const int count = t->column_count + t->virtual_count;
    struct column *const own = ARENA_ARRAY(a, count, struct column);
    struct law *const law = ARENA_NEW(a, struct law);
    struct table out = *t;

    *law = (struct law){ .kind = LAW_SEQUENTIAL,
                         .lo = 1,
                         .step = 1,
                         .line_lo = 1,
                         .line_hi = 1,
                         .sparse_used = 1,
                         .sparse_of = 1 };
    memcpy(own, t->columns, (size_t)count * sizeof(*own));
    own[table_column(t, "salesid")].law = law;
    out.columns = own;
    return out;
}

/* The rows' number rises as they come. A second column keeps COPY from writing
   straight to the sorted rows, where a VACUUM would find nothing to do. */
static void sort_by_arrival(struct arena *a, const struct world *w,
                            struct design *d)
{
    static const char *const keys[] = { "salesid", "custid" };
    const int table = catalog_table(&w->catalog, "custsales");
    struct table_design *const t = &d->tables[table];

    t->sort = SORT_COMPOUND;
    t->sortkey_count = 2;
    t->sortkeys = ARENA_ARRAY(a, 2, int);
    for (int i = 0; i < 2; i++)
        t->sortkeys[i] = table_column(&w->catalog.tables[table], keys[i]);
}

static void add(struct frame *f, int keys, double rows, double seconds)
{
    frame_row(f);
    frame_text(f, series[keys].name);
    frame_number(f, rows / 1e6);
    frame_number(f, seconds);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct arena *const a = out->arena;
    struct world *const both = ARENA_NEW(a, struct world);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    *both = *w;
    both->catalog.tables = ARENA_ARRAY(a, w->catalog.table_count, struct table);
    for (int t = 0; t < w->catalog.table_count; t++)
        both->catalog.tables[t] = counting(a, &w->catalog.tables[t]);
    both->design_count = 2;
    both->designs = ARENA_ARRAY(a, 2, struct design *);
    both->designs[SCATTERED] = w->designs[0];
    both->designs[APPENDED] =
        design_copy(a, &w->catalog, w->designs[0], "by arrival");
    sort_by_arrival(a, w, both->designs[APPENDED]);
    const struct upkeep *const u = upkeep_measure(a, both, NULL, 0);
    for (int keys = SCATTERED; keys <= APPENDED; keys++)
        for (size_t i = 0; i < u->runs[keys].vacuum_count; i++) {
            const struct upkeep_vacuum *const v = &u->runs[keys].vacuums[i];

            if (v->skipped[0] == '\0')
                add(f, keys, v->rows, v->seconds);
        }
    for (size_t i = 0; i < RUNS && i < u->runs[SCATTERED].vacuum_count; i++)
        add(f, MEASURED, u->runs[SCATTERED].vacuums[i].rows, measured_s[i]);
    return true;
}

static const char *const needs[] = { "custsales.salesid", "custsales.custid",
                                     "history:copy.custsales",
                                     "history:vacuum.custsales", NULL };

const struct exhibit exhibit_merge_cost = {
    .chart = { .name = "merge-cost",
               .title = "The same load, and each VACUUM takes longer",
               .lesson = "Rows with keys anywhere make VACUUM rewrite the "
                         "whole table; rows at its end, only themselves.",
               .source = "Developer Guide, Managing the volume of merged rows "
                         "(their sizes, and the cluster, are our guess)",
               .about = "88 million rows a month; two rates calibrated on "
                        "the six points",
               .kind = CHART_LINES,
               .x = { .column = "million_rows",
                      .label = "rows of the table (millions)",
                      .hi = 660 },
               .y = { .column = "vacuum_s", .label = "seconds of the VACUUM" },
               .by = "keys",
               .series = series,
               .series_count = 3 },
    .scenario = "custsales",
    .needs = needs,
    .measure = measure,
};
