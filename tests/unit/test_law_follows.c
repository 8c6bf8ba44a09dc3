/* Keys of a parent and what is looked up there, from YAML. */
#include "scenario/load.h"

#include "tests/unit/folder.h"
#include "world/value/value.h"

static struct arena *arena;
static const char *folder;
static struct faults faults;

static const char schema[] =
    "create table o (o_key bigint not null, o_date date, o_name varchar(20));"
    "create table l (l_key integer, l_date date, l_day integer,"
    " l_name varchar(9), l_year smallint, l_again integer);"
    "create table d (d_day integer, d_name varchar(9));";

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    faults_init(&faults, arena);
    folder = folder_begin(arena);
    folder_write(arena, folder, "schema.sql", schema);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    folder_remove(arena, folder);
    arena_done(arena);
    return 0;
}

/* Columns of orders, lines and days; lines come first, so that they need what
   has not been read. */
static struct world *load(const char *lines, const char *orders)
{
    folder_write(arena, folder, "scenario.yaml",
                 text_format(arena,
                             "cluster: {node: dc1.large, nodes: 4}\n"
                             "schema: schema.sql\n"
                             "data:\n"
                             "  l: {rows: 8120, columns: {%s}}\n"
                             "  o: {rows: 2030, columns: {%s}}\n"
                             "  d: {rows: 365, columns: {d_day: {law: "
                             "{calendar: {from: 1997-01-01}}}}}\n",
                             lines, orders));
    return scenario_load(arena, folder, &faults);
}

static const struct column *column(const struct world *w, const char *table,
                                   const char *name)
{
    const struct table *const t =
        &w->catalog.tables[catalog_table(&w->catalog, table)];

    for (int i = 0; i < t->column_count + t->virtual_count; i++)
        if (text_equal(t->columns[i].name, name))
            return &t->columns[i];
    fail_msg("no column %s", name);
    return NULL;
}

static struct world *load_well(const char *lines, const char *orders)
{
    struct world *const w = load(lines, orders);

    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    return w;
}

static void test_of(void **state)
{
    const struct world *const w = load_well(
        "l_key: {law: {sequential: {lines: [1, 7], sparse: [8, 32], of: "
        "o.o_key}}}, l_again: {law: {sequential: {lines: [4, 4]}}}",
        "o_key: {law: {sequential: {sparse: [8, 32]}}}");
    const struct law *const law = column(w, "l", "l_key")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_SEQUENTIAL);
    assert_true(law->of_parent);
    assert_int_equal(law->table, catalog_table(&w->catalog, "o"));
    assert_int_equal(law->column, 0);
    assert_false(column(w, "l", "l_again")->law->of_parent);
    assert_false(column(w, "o", "o_key")->law->of_parent);
}

/* [1, 1] and [3, 3] are the same keys: all of them. */
static void test_of_dense_keys(void **state)
{
    (void)state;
    load_well("l_key: {law: {sequential: {start: 7, step: 2, sparse: [3, 3], "
              "of: o.o_key}}}",
              "o_key: {law: {sequential: {start: 7, step: 2}}}");
}

static void expect_fault(const char *lines, const char *orders,
                         const char *words)
{
    assert_null(load(lines, orders));
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(fault_line(arena, &faults.items[0]), words));
}

static void test_of_other_keys(void **state)
{
    static const char *const orders[] = {
        "o_key: {law: {sequential: {start: 2}}}",
        "o_key: {law: {sequential: {step: 10}}}",
        "o_key: {law: {sequential: {sparse: [8, 32]}}}",
        "o_key: {law: {sequential: {lines: [1, 7]}}}",
        "o_key: {law: {uniform: [1, 2030]}}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
        faults_init(&faults, arena);
        expect_fault("l_key: {law: {sequential: {lines: [1, 7], of: o.o_key}}}",
                     orders[i], "does not count the same keys");
    }
}

static void test_lookup(void **state)
{
    const struct world *const w =
        load_well("l_date: {law: {lookup: {via: l_key, column: o_date}}}, "
                  "l_key: {law: {sequential: {lines: [4, 4], of: o.o_key}}}",
                  "o_key: {law: sequential}, "
                  "o_date: {law: {uniform: [1992-01-01, 1998-08-02]}}");
    const struct law *const law = column(w, "l", "l_date")->law;
    const int o = catalog_table(&w->catalog, "o");

    (void)state;
    assert_int_equal(law->kind, LAW_LOOKUP);
    assert_int_equal(law->source, 0);
    assert_int_equal(law->table, o);
    assert_int_equal(law->column, 1);
    /* Four lines an order: row 8119 is a line of order 2029. */
    assert_int_equal(value_at(w, catalog_table(&w->catalog, "l"), 1, 8119),
                     value_at(w, o, 1, 2029));
}

/* Virtual on both sides; texts keep the parent's form. */
static void test_lookup_of_texts(void **state)
{
    const struct world *const w = load_well(
        "l_key: {references: o.o_key, orphans: 0.1}, l_name: {law: {lookup: "
        "{via: l_key, column: town}}}, far: {virtual: varchar(9), law: "
        "{lookup: {via: l_key, column: town}}, nulls: 0.2}",
        "o_key: {law: sequential}, town: {virtual: varchar(9), law: {list: "
        "[ROME, BERN, OSLO]}}");
    const struct column *const name = column(w, "l", "l_name");
    char text[VALUE_BYTES_MAX];

    (void)state;
    assert_int_equal(name->form.kind, FORM_LIST);
    assert_int_equal(value_text(name, 1, text), 4);
    assert_memory_equal(text, "OSLO", 4);
    assert_near(column(w, "l", "far")->null_frac, 0.2, 1e-15);
}

/* A day that is looked up is still a day: it has parts, and a lag in days. */
static void test_lookup_of_calendar(void **state)
{
    const struct world *const w = load_well(
        "l_key: {references: d.d_day}, l_day: {law: {lookup: {via: l_key, "
        "column: d_day}}}, l_year: {law: {from: {column: l_day, part: year}}}, "
        "l_again: {law: {lag: {after: l_day, law: {constant: 31}}}}",
        "o_key: {law: sequential}");
    const int l = catalog_table(&w->catalog, "l");

    (void)state;
    assert_int_equal(column(w, "l", "l_again")->law->calendar,
                     CALENDAR_YYYYMMDD);
    assert_int_equal(value_at(w, l, 4, 77), 1997);
    assert_int_equal(value_at(w, l, 0, 77), value_at(w, l, 2, 77));
}

static void test_lookup_without_parent(void **state)
{
    (void)state;
    expect_fault("l_key: {law: {sequential: {lines: [1, 7]}}}, l_date: {law: "
                 "{lookup: {via: l_key, column: o_date}}}",
                 "o_key: {law: sequential}", "'l_key' does not refer");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_of),
        TEST(test_of_dense_keys),
        TEST(test_of_other_keys),
        TEST(test_lookup),
        TEST(test_lookup_of_texts),
        TEST(test_lookup_of_calendar),
        TEST(test_lookup_without_parent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
