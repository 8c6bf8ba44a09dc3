/* Bytes of a value in the encodings that suit its type: as the rows
   came, and in order. */
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

static const struct frame_column columns[] = {
    { "encoding", "", "Of lo_orderdate", CELL_TEXT, 0 },
    { "order", "", "How the rows lie", CELL_TEXT, 0 },
    { "bytes_per_value", "bytes", "Encoded bytes of a value in a full block",
      CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "as the rows came", CHART_UNSORTED },
    { "sorted by it", CHART_SORTED },
};

/* The table with this column alone in the sort key, or without one. */
static struct table_design *vary(struct arena *a, const struct world *w,
                                 int table, int column, enum encoding encoding,
                                 bool sorted)
{
    struct design *const d =
        design_copy(a, &w->catalog, w->designs[0], "varied");
    struct table_design *const t = &d->tables[table];

    t->sort = sorted ? SORT_COMPOUND : SORT_NONE;
    t->sortkey_count = sorted;
    t->sortkeys = ARENA_ARRAY(a, 1, int);
    t->sortkeys[0] = column;
    t->encodings[column] = encoding;
    t->encoding_given[column] = true;
    return t;
}

/* MOSTLY8 and MOSTLY16 keep all dates raw and a bit: nothing to see. */
static bool is_shown(enum encoding e, struct type t)
{
    return encoding_allows(e, t) && e != ENCODE_MOSTLY8 && e != ENCODE_MOSTLY16;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const int table = catalog_table(&w->catalog, "lineorder");
    const struct table *const t = &w->catalog.tables[table];
    const int column = table_column(t, "lo_orderdate");
    struct known *const known = known_begin(out->arena, w);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int i = 0; i < ENCODINGS; i++)
        for (int sorted = 0; sorted < 2; sorted++) {
            if (!is_shown((enum encoding)i, t->columns[column].type))
                continue;
            const struct table_layout *const l = layout_table(
                out->arena, known, table,
                vary(out->arena, w, table, column, (enum encoding)i, sorted));

            frame_row(f);
            frame_text(f, encoding_name((enum encoding)i));
            frame_text(f, series[sorted].name);
            frame_number(f, l->columns[column].bytes_per_value);
        }
    return true;
}

static const char *const needs[] = { "lineorder.lo_orderdate", NULL };

const struct exhibit exhibit_encodings = {
    .chart = { .name = "encodings",
               .title = "One column of dates in eight encodings",
               .lesson = "Order is the best compression, but a sort column "
                         "that shrinks to nothing prunes badly.",
               .source = "",
               .about = "lo_orderdate of the tutorial: 600 million integers, "
                        "2,556 days",
               .kind = CHART_BARS,
               .x = { .column = "bytes_per_value",
                      .label = "bytes of a value" },
               .group = "encoding",
               .by = "order",
               .series = series,
               .series_count = 2 },
    .scenario = "ssb-tutorial",
    .needs = needs,
    .measure = measure,
};
