/* Blocks of every column of lineitem, simulated and as AWS counted them. */
#include "base/text.h"
#include "gallery/gallery.h"

#include "estimate/layout.h"

/* tests/truth/lineitem_delta_blocks.csv: blocks with values, on 6 slices. */
static const struct {
    const char *column;
    double blocks;
} published[] = {
    { "l_orderkey", 2364 },   { "l_partkey", 2364 },
    { "l_suppkey", 2292 },    { "l_linenumber", 576 },
    { "l_quantity", 576 },    { "l_extendedprice", 2364 },
    { "l_discount", 576 },    { "l_tax", 576 },
    { "l_returnflag", 192 },  { "l_linestatus", 78 },
    { "l_shipdate", 576 },    { "l_commitdate", 606 },
    { "l_receiptdate", 576 }, { "l_shipinstruct", 576 },
    { "l_shipmode", 576 },    { "l_comment", 7083 },
};

static const struct frame_column columns[] = {
    { "column", "", "Of lineitem, with its encoding", CELL_TEXT, 0 },
    { "blocks", "blocks", "Blocks with values, as simulated", CELL_NUMBER, 0 },
    { "measured", "blocks", "Blocks as AWS counted them", CELL_NUMBER, 0 },
};

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const int table = catalog_table(&w->catalog, "lineitem");
    struct known *const known = known_begin(out->arena, w);
    /* The first design has AWS's encodings. */
    const struct table_layout *const l =
        layout_table(out->arena, known, table, &w->designs[0]->tables[table]);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
        const struct column_layout *const c =
            &l->columns[table_column(l->t, published[i].column)];

        frame_row(f);
        frame_text(f, text_format(out->arena, "%s %s", published[i].column,
                                  encoding_name(c->encoding)));
        /* An unsorted segment has an empty block on each slice. */
        frame_number(f, c->blocks - w->cluster.slices);
        frame_number(f, published[i].blocks);
    }
    return true;
}

static const struct chart_series series[] = { { "blocks", CHART_SORTED } };

static const char *const needs[] = { "lineitem.l_orderkey",
                                     "lineitem.l_partkey",
                                     "lineitem.l_suppkey",
                                     "lineitem.l_linenumber",
                                     "lineitem.l_quantity",
                                     "lineitem.l_extendedprice",
                                     "lineitem.l_discount",
                                     "lineitem.l_tax",
                                     "lineitem.l_returnflag",
                                     "lineitem.l_linestatus",
                                     "lineitem.l_shipdate",
                                     "lineitem.l_commitdate",
                                     "lineitem.l_receiptdate",
                                     "lineitem.l_shipinstruct",
                                     "lineitem.l_shipmode",
                                     "lineitem.l_comment",
                                     NULL };

const struct exhibit exhibit_lineitem = {
    .chart = { .name = "lineitem",
               .title = "600 million rows, column by column",
               .lesson = "Blocks follow from rows, width and encoding; only "
                         "what compresses text must be tried.",
               .source = "AWS, amazon-redshift-utils, "
                         "EarlyMaterialization.md, 2016",
               .about = "lineitem at scale 100 with the encodings that AWS "
                        "gave it",
               .kind = CHART_BARS,
               .x = { .column = "blocks", .label = "blocks of 1 MB" },
               .group = "column",
               .measured = "measured",
               .series = series,
               .series_count = 1 },
    .scenario = "tpch-lineitem",
    .needs = needs,
    .measure = measure,
};
