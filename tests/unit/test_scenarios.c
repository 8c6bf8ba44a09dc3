/*
 * The scenarios that come with the program say what their sources say.
 * SSB: O'Neil, O'Neil, Chen, "Star Schema Benchmark", rev. 3; TPC-H 2.17.3;
 * row counts, key ranges and mean lengths: Redshift's tutorial as quoted in
 * tests/truth and in the storage law (mean lengths of redshift.md 9.3).
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "scenario/load.h"
#include "tests/csv.h"
#include "tests/near.h"
#include "world/law/marginal.h"
#include "world/value/value.h"

static struct arena *arena;

static const struct world *load(const char *path)
{
    struct faults faults;
    const struct world *w;

    faults_init(&faults, arena);
    w = scenario_load(arena, path, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    return w;
}

static int table_of(const struct world *w, const char *name)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (text_equal(w->catalog.tables[t].name, name))
            return t;
    fail_msg("no table %s", name);
    return -1;
}

static int column_of(const struct world *w, int table, const char *name)
{
    const struct table *t = &w->catalog.tables[table];

    for (int c = 0; c < t->column_count; c++)
        if (text_equal(t->columns[c].name, name))
            return c;
    fail_msg("no column %s", name);
    return -1;
}

/* The text of a value, in a buffer that the next call overwrites. */
static const char *text_at(const struct world *w, int table, int column,
                           int64_t row)
{
    static char text[VALUE_BYTES_MAX + 1];
    const struct column *c = &w->catalog.tables[table].columns[column];

    text[value_text(c, value_at(w, table, column, row), text)] = '\0';
    return text;
}

static void test_ssb_has_the_published_rows(void **state)
{
    static struct csv truth;
    const struct world *w = load("scenarios/ssb-tutorial");

    (void)state;
    csv_read(&truth, "tests/truth/ssb_tutorial_storage.csv");
    for (int i = 0; i < truth.row_count; i++) {
        const int t = table_of(w, csv_text_at(&truth, i, "table"));
        assert_int_equal(w->catalog.tables[t].rows,
                         (int64_t)csv_number_at(&truth, i, "rows"));
    }
}

/* Zone maps published after tuning: d_datekey 19920101..19981230, lo_orderkey
   1..600000000, p_partkey 1..1400000. */
static void test_ssb_keys_have_the_published_ranges(void **state)
{
    const struct world *w = load("scenarios/ssb-tutorial");
    const int date = table_of(w, "dwdate"), fact = table_of(w, "lineorder");
    const int key = column_of(w, date, "d_datekey");
    const int order = column_of(w, fact, "lo_orderkey");

    (void)state;
    assert_int_equal(value_at(w, date, key, 0), 19920101);
    assert_int_equal(value_at(w, date, key, 2555), 19981230);
    assert_int_equal(value_at(w, fact, order, 0), 1);
    /* 600,037,902 lines, 4 an order, so 150,009,476 orders; 8 of each 32
       numbers: within one group of seven orders. */
    assert_within((double)value_at(w, fact, order, 600037901),
                  150009475.5 / 8 * 32, 64);
}

struct domain_case {
    const char *table, *column;
    double distinct, mean_bytes; /* 0: not published */
};

/* theory.md 5.1 for the domains, redshift.md 9.3 for the lengths. */
static const struct domain_case domain_cases[] = {
    { "part", "p_mfgr", 5, 6 },
    { "part", "p_category", 25, 7 },
    { "part", "p_brand1", 1000, 8.775 }, /* 9 of 40 numbers have one digit */
    { "part", "p_type", 150, 20.6 },
    { "part", "p_container", 40, 7.575 },
    { "supplier", "s_city", 250, 10 },
    { "supplier", "s_nation", 25, 7.08 },
    { "supplier", "s_region", 5, 6.8 },
    { "customer", "c_name", 3000000, 18 },
    { "customer", "c_mktsegment", 5, 9 },
    { "customer", "c_phone", 0, 15 },
    { "customer", "c_address", 0, 15 },
    { "lineorder", "lo_orderpriority", 5, 7.6 },
    { "lineorder", "lo_shipmode", 7, 30.0 / 7 },
    { "dwdate", "d_year", 7, 0 },
    { "dwdate", "d_yearmonth", 84, 7 },
    { "dwdate", "d_weeknuminyear", 53, 0 },
    { "dwdate", "d_sellingseason", 5, 0 },
};

static void test_ssb_domains(void **state)
{
    const struct world *w = load("scenarios/ssb-tutorial");

    (void)state;
    for (size_t i = 0; i < sizeof(domain_cases) / sizeof(*domain_cases); i++) {
        const struct domain_case *d = &domain_cases[i];
        const int t = table_of(w, d->table);
        const int c = column_of(w, t, d->column);
        const int64_t rows = w->catalog.tables[t].rows;
        double bytes = 0;

        if (d->distinct > 0)
            assert_near(marginal_of(arena, w, t, c)->distinct, d->distinct,
                        1e-3);
        if (d->mean_bytes <= 0)
            continue;
        /* 2,000 rows spread over the table: 3 % is over 5 standard errors of
           the widest column here (p_type, 4 bytes). */
        for (int64_t k = 0; k < 2000; k++)
            bytes += (double)strlen(text_at(w, t, c, rows / 2000 * k));
        assert_near(bytes / 2000, d->mean_bytes, 0.03);
    }
}

/* SSB, section 2: city -> nation -> region, brand -> category -> maker. */
static void test_ssb_hierarchies(void **state)
{
    const struct world *w = load("scenarios/ssb-tutorial");
    const int t = table_of(w, "supplier"), p = table_of(w, "part");
    const int city = column_of(w, t, "s_city");
    const int nation = column_of(w, t, "s_nation");
    const int region = column_of(w, t, "s_region");
    bool seen = false;

    (void)state;
    for (int64_t row = 0; row < 3000; row++) {
        char name[32];
        const char *text = text_at(w, t, city, row);
        const bool kingdom = strncmp(text, "UNITED KI", 9) == 0;

        snprintf(name, sizeof(name), "%.9s", text);
        while (strlen(name) > 0 && name[strlen(name) - 1] == ' ')
            name[strlen(name) - 1] = '\0';
        text = text_at(w, t, nation, row);
        assert_int_equal(strncmp(text, name, strlen(name)), 0);
        if (!kingdom)
            continue;
        seen = true;
        assert_string_equal(text, "UNITED KINGDOM");
        assert_string_equal(text_at(w, t, region, row), "EUROPE");
    }
    assert_true(seen);
    for (int64_t row = 0; row < 500; row++) {
        const char *const brand =
            text_copy(arena, text_at(w, p, column_of(w, p, "p_brand1"), row));
        const char *const category =
            text_copy(arena, text_at(w, p, column_of(w, p, "p_category"), row));

        assert_int_equal(strncmp(brand, category, 7), 0);
        assert_int_equal(
            strncmp(category, text_at(w, p, column_of(w, p, "p_mfgr"), row), 6),
            0);
    }
}

/* Each filter of the thirteen queries keeps something: the value exists. */
static void test_ssb_predicates_hit_values(void **state)
{
    const struct world *w = load("scenarios/ssb-all");

    (void)state;
    assert_int_equal(w->query_count, 13);
    for (int q = 0; q < w->query_count; q++)
        for (int r = 0; r < w->queries[q]->relation_count; r++) {
            const struct relation *rel = &w->queries[q]->relations[r];
            for (int f = 0; f < rel->filter_count; f++) {
                const struct condition *c = rel->filters[f];
                if (c->kind == COND_SET && c->range_count == 0)
                    fail_msg("%s: %s keeps nothing", w->queries[q]->name,
                             c->text);
            }
        }
}

/* TPC-H 4.2.3: dates of a line follow the order's, flags follow the dates. */
static void test_lineitem_dates(void **state)
{
    static const char *const names[] = { "l_shipdate", "l_commitdate",
                                         "l_receiptdate" };
    const struct world *w = load("scenarios/tpch-lineitem");
    const int flag = column_of(w, 0, "l_returnflag");
    const int status = column_of(w, 0, "l_linestatus");
    int code[3];
    int64_t returned = 0, received = 0;

    (void)state;
    for (int i = 0; i < 3; i++)
        code[i] = column_of(w, 0, names[i]);
    for (int64_t row = 0; row < 600037902; row += 150127) {
        const char today[] = "1995-06-17";
        const int64_t ship = value_at(w, 0, code[0], row);
        const int64_t commit = value_at(w, 0, code[1], row);
        const int64_t receipt = value_at(w, 0, code[2], row);

        assert_in_range(receipt - ship, 1, 30);
        /* commit - ship: 30..90 less 1..121 */
        assert_true(commit - ship >= -91 && commit - ship <= 89);
        const bool shipped = strcmp(text_at(w, 0, code[0], row), today) <= 0;
        assert_string_equal(text_at(w, 0, status, row), shipped ? "F" : "O");
        if (strcmp(text_at(w, 0, code[2], row), today) <= 0) {
            received++;
            returned += strcmp(text_at(w, 0, flag, row), "R") == 0;
            assert_string_not_equal(text_at(w, 0, flag, row), "N");
        } else {
            assert_string_equal(text_at(w, 0, flag, row), "N");
        }
    }
    /* Half of those received are returned: 5 standard errors of about 2,000
       coins. */
    assert_within((double)returned / (double)received, 0.5, 0.056);
}

/*
 * Order dates are even over 2,406 days, so a date shipped until the 1,264th of
 * them, 1 to 121 days behind: mean over k of (1264 - k) / 2406 = 1203 / 2406.
 * Receipt is 1 to 30 days later: (1203 - 15.5) / 2406, and half of these are
 * returned.
 */
static void test_lineitem_shares(void **state)
{
    const struct world *w = load("scenarios/tpch-lineitem");
    const struct marginal *m =
        marginal_of(arena, w, 0, column_of(w, 0, "l_linestatus"));

    (void)state;
    assert_false(m->sampled);
    assert_near(m->distinct, 2, 1e-12);
    assert_near(marginal_between(m, 0, 0), 1203.0 / 2406, 1e-12); /* F */
    m = marginal_of(arena, w, 0, column_of(w, 0, "l_returnflag"));
    assert_near(marginal_between(m, 0, 0), 1187.5 / 2406 / 2, 1e-12); /* A */
    assert_near(marginal_between(m, 1, 1), 1 - 1187.5 / 2406, 1e-12); /* N */
    assert_near(marginal_between(m, 2, 2), 1187.5 / 2406 / 2, 1e-12); /* R */
}

/* All of them load, and the READMEs' lists of designs are complete. */
static void test_every_scenario_loads(void **state)
{
    static const char *const paths[] = {
        "scenarios/ssb-tutorial",  "scenarios/ssb-all",
        "scenarios/tpch-lineitem", "scenarios/tpch",
        "scenarios/orders-star",   "docs/example",
        "scenarios/zone-maps"
    };
    static const int designs[] = { 2, 8, 3, 3, 6, 3, 4 };
    static const int queries[] = { 3, 13, 2, 7, 8, 1, 2 };

    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        const struct world *w = load(paths[i]);
        assert_int_equal(w->design_count, designs[i]);
        assert_int_equal(w->query_count, queries[i]);
    }
}

static int begin(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ssb_has_the_published_rows),
        cmocka_unit_test(test_ssb_keys_have_the_published_ranges),
        cmocka_unit_test(test_ssb_domains),
        cmocka_unit_test(test_ssb_hierarchies),
        cmocka_unit_test(test_ssb_predicates_hit_values),
        cmocka_unit_test(test_lineitem_dates),
        cmocka_unit_test(test_lineitem_shares),
        cmocka_unit_test(test_every_scenario_loads),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
