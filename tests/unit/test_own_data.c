/* Rows of files and laws of samples: what the files say, counted by hand. */
#include "scenario/load.h"

#include <stdio.h>
#include <string.h>

#include "estimate/cardinality.h"
#include "estimate/lift.h"
#include "estimate/observed.h"
#include "estimate/stored/stored.h"
#include "measure/agree/shrink.h"
#include "tests/near.h"
#include "tests/unit/folder.h"
#include "world/value/value.h"

static struct arena *arena;
static const char *folder;
static struct faults faults;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    faults_init(&faults, arena);
    folder = folder_begin(arena);
    folder_write(arena, folder, "schema.sql",
                 "create table p (p_key varchar(9) not null, p_n integer);"
                 "create table t (n integer, d date, k varchar(9), c char(4),"
                 " m numeric(9,2), x integer);");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    folder_remove(arena, folder);
    arena_done(arena);
    return 0;
}

static struct world *load(const char *data)
{
    folder_write(arena, folder, "scenario.yaml",
                 text_format(arena,
                             "cluster: {node: dc1.large, nodes: 4}\n"
                             "schema: schema.sql\n"
                             "data:\n%s",
                             data));
    struct world *const w = scenario_load(arena, folder, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    return w;
}

static const struct table *table(const struct world *w, const char *name)
{
    return &w->catalog.tables[catalog_table(&w->catalog, name)];
}

static int column(const struct world *w, const char *t, const char *name)
{
    return table_column(table(w, t), name);
}

/* Five rows: a hot key, an orphan, NULLs, texts out of order. */
static struct world *load_five(void)
{
    folder_write(arena, folder, "p.csv", "p_key,p_n\nzeta,1\nalpha,2\nmid,3\n");
    folder_write(arena, folder, "t.csv",
                 "k,N,d,c,m\n"
                 "mid,5,2024-01-01,ab  ,1.5\n"
                 "mid,5,2024-01-02,,-0.25\n"
                 "lost,7,2024-01-02,\"x,y\",3\n"
                 ",,2024-01-03,\"\",\n"
                 "alpha,5,2024-02-01,z,0\n");
    return load("  p: {csv: p.csv}\n"
                "  t: {csv: t.csv, columns: {k: {references: p.p_key}}}\n");
}

static void check_value(const struct world *w, const char *name, int64_t row,
                        const char *text)
{
    const int t = catalog_table(&w->catalog, "t"), c = column(w, "t", name);
    char out[VALUE_BYTES_MAX + 1];

    out[value_text(&table(w, "t")->columns[c], value_at(w, t, c, row), out)] =
        '\0';
    assert_string_equal(out, text);
}

static void values(void **state)
{
    const struct world *const w = load_five();

    (void)state;
    assert_non_null(w);
    assert_int_equal(table(w, "t")->rows, 5);
    check_value(w, "n", 0, "5");
    check_value(w, "n", 3, "");
    check_value(w, "d", 4, "2024-02-01");
    check_value(w, "k", 2, "lost");
    check_value(w, "c", 0, "ab");
    check_value(w, "c", 1, "");
    check_value(w, "c", 2, "\"x,y\"");
    check_value(w, "c", 3, "\"\"");
    check_value(w, "m", 1, "-0.25");
}

/* The k-th row refers to the row of its key; the codes of both tables are
   alike, and order as the texts do. */
static void parents(void **state)
{
    static const int64_t expected[5] = { 2, 2, -1, -1, 1 };
    const struct world *const w = load_five();
    const int t = catalog_table(&w->catalog, "t"), k = column(w, "t", "k");
    const int p = catalog_table(&w->catalog, "p");

    (void)state;
    for (int64_t row = 0; row < 5; row++) {
        assert_int_equal(value_parent_row(w, t, k, row), expected[row]);
        if (expected[row] >= 0)
            assert_int_equal(value_at(w, t, k, row),
                             value_at(w, p, 0, expected[row]));
    }
    /* alpha < lost < mid < zeta */
    assert_true(value_at(w, p, 0, 1) < value_at(w, t, k, 2));
    assert_true(value_at(w, t, k, 2) < value_at(w, p, 0, 2));
    assert_true(value_at(w, p, 0, 2) < value_at(w, p, 0, 0));
    assert_near(table(w, "t")->columns[k].law->orphan_frac, 0.25, 1e-12);
}

static void statistics(void **state)
{
    const struct world *const w = load_five();
    const int t = catalog_table(&w->catalog, "t");
    const struct marginal *m = marginal_of(arena, w, t, column(w, "t", "n"));

    (void)state;
    assert_near(m->null_frac, 0.2, 1e-12);
    assert_near(m->distinct, 2, 1e-12);
    assert_near(m->hot_share, 0.75, 1e-12);
    assert_near(marginal_between(m, 7, 7), 0.25, 1e-12);
    assert_near(marginal_concentration(m), 0.625, 1e-12);
    assert_true(stored_rises_with_row(table(w, "t"), column(w, "t", "d")));
    assert_false(stored_rises_with_row(table(w, "t"), column(w, "t", "n")));
    assert_false(stored_rises_with_row(table(w, "t"), column(w, "t", "k")));
    assert_true(lift_tied(w, t, column(w, "t", "d"), column(w, "t", "k")));
    assert_false(lift_tied(w, t, column(w, "t", "d"), column(w, "t", "x")));
}

/* A smaller world keeps the rows of files. */
static void shrunk(void **state)
{
    const struct world *const w = load_five();

    (void)state;
    assert_near(shrink_default_scale(w), 1, 0);
    assert_int_equal(table(shrink_world(arena, w, 0.1), "t")->rows, 5);
}

/* A sample of 1, 1, 1, 4, NULL: shares 3/4 and 1/4 of what is not NULL. */
static void samples(void **state)
{
    folder_write(arena, folder, "n.csv", "any\n1\n4\n1\n\n1\n");
    folder_write(arena, folder, "k.csv", "a,b\nx,mid\ny,low\nz,low\nu,low\n");
    const struct world *const w =
        load("  p: {rows: 3}\n"
             "  t:\n"
             "    rows: 40000\n"
             "    columns:\n"
             "      n: {law: {sample: n.csv}}\n"
             "      k: {law: {sample: {file: k.csv, column: B}}}\n");
    (void)state;
    assert_non_null(w);
    const struct column *const n = &table(w, "t")->columns[0];
    const struct column *const k = &table(w, "t")->columns[2];

    assert_near(n->null_frac, 0.2, 1e-12);
    assert_int_equal(n->law->kind, LAW_LIST);
    assert_near(law_share(n->law, 1), 0.75, 1e-12);
    assert_near(law_share(n->law, 4), 0.25, 1e-12);
    assert_int_equal(k->form.count, 2);
    assert_string_equal(k->form.items[0], "low");
    assert_near(law_share(k->law, 0), 0.75, 1e-12);
    assert_near(k->null_frac, 0, 0);
}

/* The rows of a shipped scenario, written out, are its file again. */
static void round_trip(void **state)
{
    enum { LINE_BYTES = 512 };
    const struct world *const w =
        scenario_load(arena, "scenarios/own-keys", &faults);
    FILE *const f = fopen("scenarios/own-keys/sales.csv", "r");
    char line[LINE_BYTES], own[8 * VALUE_BYTES_MAX];
    int64_t row = -1;

    (void)state;
    assert_non_null(w);
    assert_non_null(f);
    const int t = catalog_table(&w->catalog, "sales");
    for (; fgets(line, sizeof(line), f) != NULL; row++) {
        size_t used = 0;
        if (row < 0) /* the header, in the order of the DDL but for `note` */
            continue;
        for (int c = 0; c < 6; c++) {
            if (c > 0)
                own[used++] = ',';
            used += value_text(&w->catalog.tables[t].columns[c],
                               value_at(w, t, c, row), own + used);
        }
        own[used++] = '\n';
        own[used] = '\0';
        assert_string_equal(own, line);
    }
    fclose(f);
    assert_int_equal(row, w->catalog.tables[t].rows);
}

/* Five rows of one slice sorted by m, two to a block. */
static void looked_at(void **state)
{
    const struct world *const w = load_five();
    const int t = catalog_table(&w->catalog, "t"), n = column(w, "t", "n");
    struct column_layout columns[6] = { 0 };
    struct table_layout l = { .table = t, .slice_rows = 5, .columns = columns };
    struct table_design d = { .sort = SORT_COMPOUND,
                              .sortkey_count = 1,
                              .sortkeys = (int[]){ column(w, "t", "m") } };
    struct code_range seven = { 7, 7 };
    const struct condition is_seven = {
        .kind = COND_SET, .column = n, .ranges = &seven, .range_count = 1
    };
    int count;

    (void)state;
    for (int c = 0; c < 6; c++)
        columns[c].values_per_block = 2;
    /* By m: -0.25 (row 1), 0 (4), 1.5 (0), 3 (2), NULL (3). */
    const int64_t *const rows = observed_rows(arena, w, t, &d, 5);
    static const int64_t expected[5] = { 1, 4, 0, 2, 3 };
    for (int i = 0; i < 5; i++)
        assert_int_equal(rows[i], expected[i]);
    /* n: 5 5 | 5 7 | NULL */
    const struct zone_range *const r =
        observed_ranges(arena, w, &l, rows, 5, &is_seven, &count);
    assert_int_equal(count, 1);
    assert_near(r[0].first, 2, 0);
    assert_near(r[0].last, 4, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values, setup, teardown),
        cmocka_unit_test_setup_teardown(parents, setup, teardown),
        cmocka_unit_test_setup_teardown(statistics, setup, teardown),
        cmocka_unit_test_setup_teardown(shrunk, setup, teardown),
        cmocka_unit_test_setup_teardown(samples, setup, teardown),
        cmocka_unit_test_setup_teardown(round_trip, setup, teardown),
        cmocka_unit_test_setup_teardown(looked_at, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
