/*
 * Values that are kept against the same values drawn one by one: of every
 * column that a query reads, with NULLs, orphans, wide and narrow codes, and
 * with room for none, some and all of them.
 */
#include "exact/recall.h"
#include "tests/trial.h"
#include "world/value/value.h"

static const char *const schema =
    "create table p (id bigint not null primary key, name varchar(20));\n"
    "create table c (id bigint, p bigint references p (id), s bigint,\n"
    "  far bigint, w bigint, d date);\n";

static const char *const scenario =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  p: {rows: 700, columns: {id: {law: sequential},\n"
    "      name: {law: {strings: {distinct: 90, length: [3, 9]}}}}}\n"
    "  c:\n"
    "    rows: 5000\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "      p: {references: p.id, law: {zipf: 0.9}, orphans: 0.1,\n"
    "          nulls: 0.2}\n"
    "      s: {law: {uniform: [-40, 40]}, nulls: 0.5}\n"
    "      far: {law: {uniform: [0, 4294967295]}}\n"
    "      w: {law: {uniform: [-3000000000000, 3000000000000]}, nulls: 0.1}\n"
    "      d: {law: {uniform: [2024-01-01, 2024-12-31]}}\n"
    "designs: {one: {}}\n"
    "queries: {all: {text: \"select p.name, c.s, c.w, c.d, c.far, count(*)\n"
    "  from c, p where c.p = p.id group by 1, 2, 3, 4, 5\"}}\n";

enum { ASKED = 1500 };

/* The same codes; the same parents where there are any. */
static void check_column(const struct recall *r, const struct world *w,
                         int table, int column)
{
    const struct table *const t = &w->catalog.tables[table];
    const bool refers = law_has_parent(t->columns[column].law);
    const struct rng_stream places = rng_stream(31, "test_recall", 0);
    int64_t rows[ASKED], codes[ASKED], parents[ASKED];

    for (size_t i = 0; i < ASKED; i++)
        rows[i] = (int64_t)rng_below(rng_bits(places, i), (uint64_t)t->rows);
    recall_codes(r, w, table, column, rows, ASKED, codes);
    if (refers)
        recall_parents(r, w, table, column, rows, ASKED, parents);
    for (size_t i = 0; i < ASKED; i++) {
        assert_true(codes[i] == value_at(w, table, column, rows[i]));
        if (refers)
            assert_true(parents[i] ==
                        value_parent_row(w, table, column, rows[i]));
    }
}

static void check_all(const struct recall *r, const struct world *w)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        for (int c = 0; c < w->catalog.tables[t].column_count; c++)
            check_column(r, w, t, c);
}

static void what_is_kept_is_what_is_drawn(void **state)
{
    static const double limits[] = { 0, 45000, 1e9 };
    struct trial t = trial_read(schema, scenario);

    (void)state;
    check_all(NULL, t.world);
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        struct recall *const r = recall_begin(t.world, limits[i]);
        check_all(r, t.world);
        recall_query(r, t.world->queries[0]);
        recall_fill(r);
        check_all(r, t.world);
        recall_query(r, t.world->queries[0]); /* once is enough */
        recall_fill(r);
        check_all(r, t.world);
        recall_done(r);
    }
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_what_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
