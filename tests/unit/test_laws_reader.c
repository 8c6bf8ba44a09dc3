/* Laws from YAML: the struct law that each word makes, and its texts. */
#include "scenario/load.h"

#include <string.h>

#include "tests/unit/folder.h"
#include "world/day.h"
#include "world/value/value.h"

static struct arena *arena;
static const char *folder;
static struct faults faults;

static const char schema[] =
    "create table p (p_key integer not null, p_day date, p_name varchar(20));"
    "create table t (a integer, b integer, c numeric(12,2), d date, e date,"
    " s varchar(20), u varchar(20), x timestamp, k bigint, q integer);";

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

/* `columns` of the table t, which has 8123 rows beside p's 365. */
static struct world *load(const char *columns)
{
    folder_write(arena, folder, "scenario.yaml",
                 text_format(arena,
                             "cluster: {node: dc1.large, nodes: 4}\n"
                             "schema: schema.sql\n"
                             "data:\n"
                             "  p:\n"
                             "    rows: 365\n"
                             "    columns:\n"
                             "      p_day: {law: {calendar: {from: "
                             "1997-01-01}}}\n"
                             "      p_name: {law: {pattern: 'P-%%03d'}}\n"
                             "  t: {rows: 8123, columns: {%s}}\n",
                             columns));
    return scenario_load(arena, folder, &faults);
}

static const struct column *column(const struct world *w, const char *name)
{
    const int table = catalog_table(&w->catalog, "t");
    const struct table *const t = &w->catalog.tables[table];

    for (int i = 0; i < t->column_count; i++)
        if (text_equal(t->columns[i].name, name))
            return &t->columns[i];
    fail_msg("no column %s", name);
    return NULL;
}

/* The law of one column, which must be without a fault. */
static const struct column *law_of(const char *name, const char *settings)
{
    const struct world *const w =
        load(text_format(arena, "%s: {%s}", name, settings));

    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    return column(w, name);
}

static void test_constant(void **state)
{
    const struct law *const law = law_of("c", "law: {constant: 12.5}")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_CONSTANT);
    assert_int_equal(law->lo, 1250); /* numeric(12,2): hundredths */
}

static void test_sequential(void **state)
{
    const struct law *const law =
        law_of("a", "law: {sequential: {start: 17, step: 3, lines: [2, 5], "
                    "sparse: [8, 32]}}")
            ->law;

    (void)state;
    assert_int_equal(law->kind, LAW_SEQUENTIAL);
    assert_int_equal(law->lo, 17);
    assert_int_equal(law->step, 3);
    assert_int_equal(law->line_lo, 2);
    assert_int_equal(law->line_hi, 5);
    assert_int_equal(law->sparse_used, 8);
    assert_int_equal(law->sparse_of, 32);
}

static void test_line(void **state)
{
    const struct world *const w = load("k: {law: {sequential: {lines: [1, 7]}}}"
                                       ", a: {law: {line: k}}");
    (void)state;
    assert_non_null(w);
    assert_int_equal(column(w, "a")->law->kind, LAW_LINE);
    assert_int_equal(column(w, "a")->law->source, 8);
}

static void test_uniform_by_type(void **state)
{
    const struct law *law = law_of("c", "law: {uniform: [0.01, 99.95]}")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_UNIFORM);
    assert_int_equal(law->lo, 1);
    assert_int_equal(law->hi, 9995);
    /* 2000-01-01 is day 0; 1997-03-01 is 306 + 730 days before. */
    law = law_of("d", "law: {uniform: [1997-03-01, 2000-01-31]}")->law;
    assert_int_equal(law->lo, -1036);
    assert_int_equal(law->hi, 30);
    law = law_of("x", "law: {uniform: ['2000-01-01 00:00:01', '2000-01-02 "
                      "00:00:00']}")
              ->law;
    assert_int_equal(law->lo, 1000000);
    assert_int_equal(law->hi, 86400000000);
    law = law_of("a", "law: {uniform: [-3 k, 1e6]}")->law;
    assert_int_equal(law->lo, -3000);
    assert_int_equal(law->hi, 1000000);
}

static void test_normal(void **state)
{
    const struct law *law =
        law_of("c", "law: {normal: {mean: 17.25, sd: 2.5, min: 3}}")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_NORMAL);
    assert_near(law->mean, 1725, 1e-12);
    assert_near(law->sd, 250, 1e-12);
    assert_int_equal(law->lo, 300);
    assert_int_equal(law->hi, 3725); /* 17.25 + 8 * 2.5 */
    law = law_of("x", "law: {normal: {mean: '2000-01-03', sd: 2 h}}")->law;
    assert_near(law->mean, 2 * 86400e6, 1e-12);
    assert_near(law->sd, 7200e6, 1e-12);
}

static void test_zipf(void **state)
{
    const struct law *const law =
        law_of("b", "law: {zipf: {values: 137, theta: 0.8, start: 40}}")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_ZIPF);
    assert_int_equal(law->count, 137);
    assert_int_equal(law->lo, 40);
    assert_near(law->theta, 0.8, 0);
}

static void test_weighted_list(void **state)
{
    const struct law *const law =
        law_of("b", "law: {list: {30: 1, 7: 3, -5: 6}}")->law;

    (void)state;
    assert_int_equal(law->kind, LAW_LIST);
    assert_int_equal(law->count, 3);
    assert_int_equal(law->values[0], -5);
    assert_int_equal(law->values[2], 30);
    assert_near(law->cumulative[0], 0.6, 1e-15);
    assert_near(law->cumulative[1], 0.9, 1e-15);
    assert_near(law->cumulative[2], 1, 0);
}

static void test_texts_are_ranks(void **state)
{
    const struct column *const c =
        law_of("s", "law: {list: {rail: 1, air: 2, AIR: 1}}, nulls: 2 %");

    (void)state;
    assert_int_equal(c->form.kind, FORM_LIST);
    assert_int_equal(c->form.count, 3);
    assert_true(c->form.ordered);
    /* By bytes: upper case first. */
    assert_string_equal(c->form.items[0], "AIR");
    assert_string_equal(c->form.items[2], "rail");
    assert_near(c->law->cumulative[0], 0.25, 1e-15);
    assert_near(c->law->cumulative[1], 0.75, 1e-15);
    assert_near(c->null_frac, 0.02, 1e-15);
}

static void test_ranked_texts(void **state)
{
    const struct column *const c =
        law_of("s", "law: {zipf: {list: [zulu, alfa, kilo], theta: 1}}");

    (void)state;
    /* Weights 1, 1/2, 1/3 of zulu, alfa, kilo; shares 6/11, 3/11, 2/11. */
    assert_near(c->law->cumulative[0], 3.0 / 11, 1e-14);
    assert_near(c->law->cumulative[1], 5.0 / 11, 1e-14);
}

static void test_product_with_padding(void **state)
{
    const struct column *const c = law_of(
        "s", "law: {list: {product: [[UNITED KINGDOM, PERU], ['0', '7']], pad: "
             "9}}");

    (void)state;
    assert_int_equal(c->form.count, 4);
    assert_string_equal(c->form.items[0], "PERU     0");
    assert_string_equal(c->form.items[1], "PERU     7");
    assert_string_equal(c->form.items[2], "UNITED KI0");
}

static void test_hot_texts(void **state)
{
    const struct column *const c =
        law_of("s", "law: {hot: {value: kilo, share: 0.3, rest: {hot: {value: "
                    "zulu, share: 0.1, rest: {list: [mike, alfa]}}}}}");

    (void)state;
    assert_int_equal(c->form.count, 4);
    assert_int_equal(c->law->kind, LAW_HOT);
    assert_int_equal(c->law->lo, 1);
    assert_near(c->law->share, 0.3, 0);
    assert_int_equal(c->law->inner->lo, 3);
    assert_int_equal(c->law->inner->inner->values[0], 0);
    assert_int_equal(c->law->inner->inner->values[1], 2);
}

static void test_dates(void **state)
{
    const struct law *law =
        law_of("d", "law: {date: {from: 1999-12-27, to: 2000-01-09, weekly: "
                    "[1, 1, 1, 1, 1, 0, 0]}}")
            ->law;

    (void)state;
    assert_int_equal(law->kind, LAW_DATE);
    assert_near(law_distinct(law), 10, 0); /* two weeks, Monday to Friday */
    law = law_of("a", "law: {date: {from: 1999-12-31, to: 2000-01-01}}")->law;
    assert_int_equal(law->values[0], 19991231);
    assert_int_equal(law->values[1], 20000101);
    assert_int_equal(law->calendar, CALENDAR_YYYYMMDD);
}

static void test_references(void **state)
{
    const struct column *c = law_of("b", "references: p.p_key, orphans: 0.01");

    (void)state;
    assert_int_equal(c->law->kind, LAW_REFERENCES);
    assert_int_equal(c->law->table, 0);
    assert_int_equal(c->law->column, 0);
    assert_near(c->law->orphan_frac, 0.01, 0);
    assert_int_equal(c->law->inner->hi, 364);
    c = law_of("b", "references: p.p_key, law: {zipf: 0.7}");
    assert_int_equal(c->law->inner->kind, LAW_ZIPF);
    assert_near(c->law->inner->theta, 0.7, 0);
    assert_int_equal(c->law->inner->count, 365);
    c = law_of("b", "references: p.p_key, law: {hot: {row: 17, share: 20 %}}");
    assert_int_equal(c->law->inner->kind, LAW_HOT);
    assert_int_equal(c->law->inner->lo, 16); /* rows count from 0 inside */
    assert_near(c->law->inner->share, 0.2, 1e-15);
    /* A text key brings its form along. */
    c = law_of("s", "references: p.p_name");
    assert_int_equal(c->form.kind, FORM_PATTERN);
    assert_string_equal(c->form.prefix, "P-");
}

static void test_lag_and_per(void **state)
{
    const struct world *const w =
        load("d: {references: p.p_day, per: a}, a: {law: sequential}, e: {law: "
             "{lag: {after: d, law: {uniform: [1, 121]}}}}");

    (void)state;
    assert_non_null(w);
    assert_int_equal(column(w, "d")->per, 0);
    assert_int_equal(column(w, "e")->law->kind, LAW_LAG);
    assert_int_equal(column(w, "e")->law->source, 3);
    assert_int_equal(column(w, "e")->law->inner->hi, 121);
}

/* What a column holds in a row, as text. */
static const char *value(const struct world *w, const char *name, int64_t row)
{
    const int table = catalog_table(&w->catalog, "t");
    const int at = (int)(column(w, name) - w->catalog.tables[table].columns);
    char *const text = arena_alloc(arena, VALUE_BYTES_MAX + 1);
    const struct column *const c = column(w, name);

    value_text(c, value_at(w, table, at, row), text);
    return text;
}

static void test_parts_of_a_date(void **state)
{
    const struct world *const w =
        load("d: {law: {calendar: {from: 1997-12-30}}}, "
             "a: {law: {from: {column: d, part: yearmonth}}}, "
             "b: {law: {from: {column: d, part: weekday}}}, "
             "q: {law: {from: {column: d, part: week}}}, "
             "s: {law: {from: {column: d, format: 'Month D, YYYY'}}}, "
             "u: {law: {from: {column: d, format: MonYYYY}}}");

    (void)state;
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    assert_string_equal(value(w, "a", 0), "199712");
    assert_string_equal(value(w, "a", 2), "199801");
    assert_string_equal(value(w, "b", 0), "2"); /* a Tuesday */
    assert_string_equal(value(w, "q", 0), "52");
    assert_string_equal(value(w, "q", 2 + 7), "2");
    assert_string_equal(value(w, "s", 2), "\"January 1, 1998\"");
    assert_string_equal(value(w, "u", 1), "Dec1997");
}

static void test_maps_of_texts(void **state)
{
    const struct world *const w =
        load("s: {law: {list: [FRANCE 1, FRANCE 2, PERU 1]}}, "
             "u: {law: {from: {column: s, prefix: 4}}}, "
             "a: {law: {from: {column: u, map: {FRAN: 33, PERU: 51}}}}, "
             "b: {law: {from: {column: s, divide: 2, base: 7}}}");
    bool seen[2] = { false, false };

    (void)state;
    assert_non_null(w);
    for (int64_t row = 0; row < 50; row++) {
        const char *const s = value(w, "s", row);
        const bool france = s[0] == 'F';

        seen[france] = true;
        assert_string_equal(value(w, "u", row), france ? "FRAN" : "PERU");
        assert_string_equal(value(w, "a", row), france ? "33" : "51");
        assert_string_equal(value(w, "b", row), france ? "7" : "8");
    }
    assert_true(seen[0] && seen[1]);
}

static void test_map_with_else_and_pick(void **state)
{
    const struct world *const w =
        load("a: {law: sequential}, "
             "b: {law: {from: {column: a, map: {3: 30}, else: -1}}}, "
             "s: {law: {from: {column: a, modulo: 3, pick: [zulu, alfa, "
             "kilo]}}}");

    (void)state;
    assert_non_null(w);
    assert_string_equal(value(w, "b", 2), "30"); /* row 2 has the key 3 */
    assert_string_equal(value(w, "b", 3), "-1");
    assert_string_equal(value(w, "s", 2), "zulu"); /* 3 mod 3 = 0 */
    assert_string_equal(value(w, "s", 3), "alfa");
    assert_string_equal(value(w, "s", 4), "kilo");
}

static void test_pattern(void **state)
{
    const struct column *c = law_of("s", "law: {pattern: 'a%%b-%04d.'}");

    (void)state;
    assert_int_equal(c->law->kind, LAW_SEQUENTIAL);
    assert_int_equal(c->form.digits, 4);
    assert_string_equal(c->form.prefix, "a%b-");
    assert_string_equal(c->form.suffix, ".");
    assert_true(c->form.ordered);
    c = law_of("s", "law: {pattern: {pattern: 'n%d', values: 73}}");
    assert_int_equal(c->law->kind, LAW_UNIFORM);
    assert_int_equal(c->law->hi, 73);
    assert_false(c->form.ordered);
}

static void test_cut(void **state)
{
    const struct world *const w =
        load("d: {law: {uniform: [1997-01-01, 1999-12-31]}}, s: {law: {cut: "
             "{column: d, at: [1998-06-18], pick: [{list: [R, A]}, {constant: "
             "N}]}}}");

    (void)state;
    assert_non_null(w);
    const struct column *const s = column(w, "s");
    assert_int_equal(s->law->kind, LAW_CUT);
    assert_int_equal(s->law->cut_count, 1);
    assert_int_equal(s->law->cuts[0], day_of(1998, 6, 18));
    assert_int_equal(s->law->pieces[0]->count, 2);
    assert_int_equal(s->law->pieces[0]->values[1], 2);
    assert_int_equal(s->law->pieces[1]->lo, 1);
    assert_int_equal(s->form.count, 3);
}

static void test_defaults_are_noted(void **state)
{
    const struct world *const w = load("k: {law: {uniform: [5, 9]}}");
    const struct column *key;

    (void)state;
    assert_non_null(w);
    key = &w->catalog.tables[0].columns[0];
    assert_int_equal(key->law->kind, LAW_SEQUENTIAL);
    assert_false(key->law_given);
    assert_true(column(w, "k")->law_given);
    assert_int_equal(w->note_count, 2);
    assert_string_equal(w->notes[0], "p: laws assumed: p_key sequential");
    assert_true(text_starts(w->notes[1], "t: laws assumed: a uniform 1..1000, "
                                         "b uniform 1..1000, c uniform"));
    assert_int_equal(column(w, "c")->law->hi, 100000); /* 1000.00 */
}

static void test_order_and_late_rows(void **state)
{
    (void)state;
    folder_write(arena, folder, "scenario.yaml",
                 "cluster: {node: dc1.large, nodes: 4}\n"
                 "schema: schema.sql\n"
                 "data:\n"
                 "  p: {rows: 10}\n"
                 "  t:\n"
                 "    rows: 1000\n"
                 "    files: 3\n"
                 "    order: {by: d, late: {share: 3 %, lag: {uniform: [2, "
                 "5]}}}\n");
    const struct world *const w = scenario_load(arena, folder, &faults);
    assert_non_null(w);
    const struct table *const t = &w->catalog.tables[1];
    assert_int_equal(t->arrival.column, 3);
    assert_near(t->arrival.late_frac, 0.03, 1e-15);
    assert_int_equal(t->arrival.late->lo, 2);
    assert_int_equal(w->catalog.tables[0].arrival.column, -1);
    assert_int_equal(w->copy_files[1], 3);
    assert_int_equal(w->copy_files[0], 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_constant),
        TEST(test_sequential),
        TEST(test_line),
        TEST(test_uniform_by_type),
        TEST(test_normal),
        TEST(test_zipf),
        TEST(test_weighted_list),
        TEST(test_texts_are_ranks),
        TEST(test_ranked_texts),
        TEST(test_product_with_padding),
        TEST(test_hot_texts),
        TEST(test_dates),
        TEST(test_references),
        TEST(test_lag_and_per),
        TEST(test_parts_of_a_date),
        TEST(test_maps_of_texts),
        TEST(test_map_with_else_and_pick),
        TEST(test_pattern),
        TEST(test_cut),
        TEST(test_defaults_are_noted),
        TEST(test_order_and_late_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
