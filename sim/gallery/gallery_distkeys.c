/* Rows on each slice of one fact table under four distribution keys. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

static const struct frame_column columns[] = {
    { "distkey", "", "How the fact table is distributed", CELL_TEXT, 0 },
    { "slice", "", "Slice of the cluster, from 0", CELL_COUNT, 0 },
    { "rows", "rows", "Expected rows on it", CELL_NUMBER, 0 },
};

static const struct {
    const char *design, *name;
} shown[] = {
    { "even", "EVEN" },
    { "by_order", "KEY(order_id)" },
    { "by_sku", "KEY(sku_id)" },
    { "by_customer", "KEY(customer_id)" },
};

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);
    const int table = catalog_table(&w->catalog, "fact_orders");
    struct known *const known = known_begin(out->arena, w);

    (void)faults;
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
        for (int d = 0; d < w->design_count; d++) {
            if (!text_equal(w->designs[d]->name, shown[i].design))
                continue;
            const struct table_layout *const l = layout_table(
                out->arena, known, table, &w->designs[d]->tables[table]);
            for (int s = 0; s < w->cluster.slices; s++) {
                frame_row(f);
                frame_text(f, shown[i].name);
                frame_count(f, s);
                frame_number(f, l->rows_by_slice[s]);
            }
        }
    return true;
}

static const struct chart_series series[] = { { "rows", CHART_SORTED } };

static const char *const needs[] = { "fact_orders",        "design:even",
                                     "design:by_order",    "design:by_sku",
                                     "design:by_customer", NULL };

const struct exhibit exhibit_distkeys = {
    .chart = { .name = "distkeys",
               .title = "800 million rows on 16 slices, by four keys",
               .lesson =
                   "A query waits for its fullest slice: one customer with 8 "
                   "of 100 rows fills the slice that he is hashed to.",
               .source = "",
               .about = "layout of fact_orders under four designs",
               .kind = CHART_SLICES,
               .x = { .column = "slice",
                      .label = "the 16 slices, fullest first under a key" },
               .y = { .column = "rows", .label = "rows on a slice" },
               .panel = "distkey",
               .series = series,
               .series_count = 1 },
    .scenario = "orders-star",
    .needs = needs,
    .measure = measure,
};
