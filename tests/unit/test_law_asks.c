/* What queries look for is there, in columns that the scenario says nothing
   of; what it does say is left alone. */
#include "scenario/load.h"

#include <string.h>

#include "tests/unit/folder.h"
#include "world/day.h"
#include "world/value/value.h"

static struct arena *arena;
static const char *folder;
static struct faults faults;

static const char schema[] =
    "create table t (id integer primary key, sold date, seen timestamp,"
    " brand varchar(8), code char(2), qty integer, price numeric(8,2),"
    " year smallint, day integer, debt integer, given integer, far date);";

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

/* A scenario with one query: select count(*) from .. where .. */
static const struct world *load_text(const char *select)
{
    folder_write(arena, folder, "q.sql", select);
    folder_write(arena, folder, "scenario.yaml",
                 "study: {today: 2026-11-28}\n"
                 "cluster: {node: dc1.large, nodes: 4}\n"
                 "schema: schema.sql\n"
                 "data: {t: {rows: 5000, columns: {given: {law: {uniform: "
                 "[3, 7]}}}}}\n"
                 "queries: {q: q.sql}\n");
    const struct world *const w = scenario_load(arena, folder, &faults);

    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    return w;
}

static const struct world *load(const char *where)
{
    return load_text(
        text_format(arena, "select count(*) from t where %s", where));
}

static const struct column *column(const struct world *w, const char *name)
{
    const struct table *const t = &w->catalog.tables[0];

    for (int i = 0; i < t->column_count; i++)
        if (text_equal(t->columns[i].name, name))
            return &t->columns[i];
    fail_msg("no column %s", name);
    return NULL;
}

static void assert_range(const struct world *w, const char *name, int64_t lo,
                         int64_t hi)
{
    const struct column *const c = column(w, name);

    assert_int_equal(c->law->kind, LAW_UNIFORM);
    assert_int_equal(c->law->lo, lo);
    assert_int_equal(c->law->hi, hi);
}

static void test_dates_end_with_the_last_year_asked_for(void **state)
{
    const struct world *const w =
        load("sold >= '2026-10-01' and sold < '2026-11-01'");

    (void)state;
    assert_range(w, "sold", day_of(2020, 1, 1), day_of(2026, 12, 31));
    /* One warehouse, one time. */
    assert_range(w, "far", day_of(2020, 1, 1), day_of(2026, 12, 31));
    assert_range(w, "seen", day_of(2020, 1, 1) * 86400000000,
                 day_of(2026, 12, 31) * 86400000000);
}

static void test_dates_begin_with_the_first_year_asked_for(void **state)
{
    const struct world *const w =
        load("sold > '2011-05-05' and seen < '2026-02-01 10:00:00'");

    (void)state;
    assert_range(w, "sold", day_of(2011, 1, 1), day_of(2026, 12, 31));
}

static void test_what_is_held_is_left_alone(void **state)
{
    const struct world *const w =
        load("sold = '1994-01-01' and qty < 50 and price between 2 and 3.5");

    (void)state;
    assert_range(w, "sold", day_of(1992, 1, 1), day_of(1998, 12, 31));
    assert_range(w, "qty", 1, 1000);
    assert_range(w, "price", 100, 100000);
    assert_int_equal(column(w, "brand")->form.kind, FORM_RANDOM);
}

static bool is_value(const struct column *c, const char *text)
{
    int64_t code;
    bool exact;

    return value_parse(c, text, &code, &exact) && exact;
}

static void test_texts_are_among_the_thousand(void **state)
{
    const struct world *const w =
        load("brand in ('acme', 'zeta') and code like 'D%' and "
             "brand <> 'far too long'");
    const struct column *const brand = column(w, "brand");

    (void)state;
    assert_int_equal(brand->form.kind, FORM_LIST);
    assert_true(brand->form.count >= 990 && brand->form.count <= 1000);
    assert_int_equal(brand->law->hi, brand->form.count - 1);
    assert_true(is_value(brand, "acme"));
    assert_true(is_value(brand, "zeta"));
    assert_false(is_value(brand, "far too long"));
    assert_true(is_value(column(w, "code"), "D"));
    for (int64_t i = 1; i < brand->form.count; i++)
        assert_true(strcmp(brand->form.items[i - 1], brand->form.items[i]) < 0);
}

static void test_numbers_reach_the_power_of_ten_above(void **state)
{
    const struct world *const w =
        load("qty = 1000000 and price > 1000.5 and debt < -20");

    (void)state;
    assert_range(w, "qty", 1, 10000000);
    assert_range(w, "price", 100, 1000000);
    assert_range(w, "debt", -1000, 1000);
}

static void test_numbers_that_are_years_or_days(void **state)
{
    const struct world *const w =
        load("year in (2025, 2026) and day >= 20240229 and day < 20240305");

    (void)state;
    assert_range(w, "year", 2020, 2026);
    assert_range(w, "day", 20180101, 20241231);
}

static void test_laws_that_are_given_stay(void **state)
{
    const struct world *const w = load("given = 99 and id = 123456");

    (void)state;
    assert_range(w, "given", 3, 7);
    assert_int_equal(column(w, "id")->law->kind, LAW_SEQUENTIAL);
}

static void test_names_are_followed_through_queries(void **state)
{
    const struct world *const w =
        load_text("with r as (select sold as at from t) select count(*) from "
                  "(select at as moment from r) s where moment >= "
                  "dateadd(day, 30, '2030-12-15')");

    (void)state;
    assert_range(w, "sold", day_of(2025, 1, 1), day_of(2031, 12, 31));
}

static void test_the_clock_is_asked_for(void **state)
{
    const struct world *const w =
        load("seen >= dateadd(year, -10, current_date) and sold > getdate()");
    const struct condition *const c = w->queries[0]->relations[0].filters[0];

    (void)state;
    assert_range(w, "sold", day_of(2016, 1, 1), day_of(2026, 12, 31));
    assert_int_equal(c->ranges[0].lo, day_of(2016, 11, 28) * 86400000000);
    assert_string_equal(w->notes[0],
                        "today is 2026-11-28 where queries ask for it");
}

static void test_notes_say_what_was_assumed_once(void **state)
{
    const struct world *const w =
        load("brand = 'acme' and sold > '2026-01-01'");
    int notes = 0;

    (void)state;
    for (int i = 0; i < w->note_count; i++)
        notes += strstr(w->notes[i], "laws assumed") != NULL;
    assert_int_equal(notes, 1);
    assert_non_null(strstr(w->notes[1], "sold uniform 2020-01-01..2026-12-31"));
    assert_non_null(strstr(w->notes[1],
                           "different texts, those of the queries among them"));
    assert_int_equal(w->queries[0]->note_count, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_dates_end_with_the_last_year_asked_for),
        TEST(test_dates_begin_with_the_first_year_asked_for),
        TEST(test_what_is_held_is_left_alone),
        TEST(test_texts_are_among_the_thousand),
        TEST(test_numbers_reach_the_power_of_ten_above),
        TEST(test_numbers_that_are_years_or_days),
        TEST(test_laws_that_are_given_stay),
        TEST(test_names_are_followed_through_queries),
        TEST(test_the_clock_is_asked_for),
        TEST(test_notes_say_what_was_assumed_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
