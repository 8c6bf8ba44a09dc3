/* Seconds of all queries under each pair of a distribution and a sort key. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "measure/cost/cost.h"

static const struct frame_column columns[] = {
    { "distkey", "", "Distribution of fact_orders", CELL_TEXT, 0 },
    { "sortkey", "", "Sort key of fact_orders", CELL_TEXT, 0 },
    { "minutes", "min", "All queries, each as often as its weight says",
      CELL_NUMBER, 1 },
};

static const char *const keys[] = { NULL, "order_id", "customer_id", "sku_id" };
static const char *const sorts[] = { NULL, "order_date", "customer_id",
                                     "sku_id" };

enum { KEYS = 4, SORTS = 4 };

/* The first design with the fact table by another key and in another order;
   a dimension that it is joined by goes with it. */
static struct design *vary(struct arena *a, const struct world *w,
                           const char *key, const char *sort)
{
    const struct catalog *const c = &w->catalog;
    const int table = catalog_table(c, "fact_orders");
    struct design *const d =
        design_copy(a, c, w->designs[0],
                    text_format(a, "%s/%s", key == NULL ? "even" : key,
                                sort == NULL ? "none" : sort));
    struct table_design *const t = &d->tables[table];

    t->diststyle = key == NULL ? DIST_EVEN : DIST_KEY;
    t->distkey = key == NULL ? -1 : table_column(&c->tables[table], key);
    t->sort = sort == NULL ? SORT_NONE : SORT_COMPOUND;
    t->sortkey_count = sort != NULL;
    t->sortkeys = ARENA_ARRAY(a, 1, int);
    if (sort != NULL)
        t->sortkeys[0] = table_column(&c->tables[table], sort);
    for (int i = 0; key != NULL && i < c->table_count; i++) {
        const int column = table_column(&c->tables[i], key);

        if (i == table || column < 0)
            continue;
        d->tables[i].diststyle = DIST_KEY;
        d->tables[i].distkey = column;
    }
    return d;
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct arena *const a = out->arena;
    struct world *const other = ARENA_NEW(a, struct world);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    *other = *w;
    other->designs = ARENA_ARRAY(a, KEYS * SORTS, struct design *);
    other->design_count = KEYS * SORTS;
    for (int i = 0; i < KEYS * SORTS; i++)
        other->designs[i] = vary(a, w, keys[i / SORTS], sorts[i % SORTS]);

    const struct cost *const cost = cost_run(a, other, NULL, NULL);
    for (int i = 0; i < KEYS * SORTS; i++) {
        const char *const key = keys[i / SORTS], *const sort = sorts[i % SORTS];

        frame_row(f);
        frame_text(f, key == NULL ? "EVEN" : text_format(a, "KEY(%s)", key));
        frame_text(f, sort == NULL ? "no sort key" : sort);
        frame_number(f, cost->designs[i].query_total_s / 60);
    }
    return true;
}

static const char *const needs[] = { "fact_orders.order_id",
                                     "fact_orders.order_date",
                                     "fact_orders.customer_id",
                                     "fact_orders.sku_id", NULL };

const struct exhibit exhibit_heat_map = {
    .chart = { .name = "heat-map",
               .title = "Every distribution key with every sort key",
               .lesson =
                   "Rows come in by date here: a sort key that breaks this "
                   "order costs more than any distribution key saves.",
               .source = "",
               .about = "the weighted queries of an online shop",
               .kind = CHART_HEAT,
               .x = { .column = "sortkey", .label = "sort key" },
               .y = { .column = "minutes",
                      .label = "minutes of all queries (across: sort key)" },
               .group = "distkey",
               .series = NULL },
    .scenario = "orders-star",
    .needs = needs,
    .measure = measure,
};
