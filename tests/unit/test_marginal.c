/* Tests of sim/world/marginal: closed forms, and rows counted one by one. */
#include "tests/near.h"

#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "tests/unit/lines.h"
#include "world/law/marginal.h"

/* TPC-H: orders on the 2406 days from 1992-01-01 to 1998-08-02. */
enum { ORDER_DAYS = 2406, LAG_DAYS = 121 };

static const struct marginal *line_marginal(struct fixture *f, int column)
{
    return marginal_of(f->arena, &f->world, LINES, column);
}

/* theory.md 4: P(ship date > last order date + d). */
static double ship_tail(int d)
{
    return (LAG_DAYS - d) * (LAG_DAYS + 1.0 - d) / 2 /
           ((double)ORDER_DAYS * LAG_DAYS);
}

static void ship_on_plain_days(struct fixture *f)
{
    const int64_t first = day_of(1992, 1, 1);

    f->lines[LINE_DAY].law =
        law_uniform(f->arena, first, first + ORDER_DAYS - 1);
    f->lines[LINE_SHIP].law->calendar = CALENDAR_DAYS;
}

static void test_ship_date(void **state)
{
    struct fixture *f = *state;
    const int64_t last = day_of(1998, 8, 2);

    ship_on_plain_days(f);
    const struct marginal *m = line_marginal(f, LINE_SHIP);
    assert_int_equal(m->kind, MARGINAL_TABLE);
    assert_false(m->sampled);
    assert_int_equal(m->lo, day_of(1992, 1, 2));
    assert_int_equal(m->hi, last + 121);
    for (int d = 0; d <= 120; d++) {
        assert_within(1 - marginal_cdf(m, last + d), ship_tail(d), 1e-13);
        assert_within(marginal_between(m, last + d + 1, INT64_MAX),
                      ship_tail(d), 1e-13);
    }
    assert_within(1 - marginal_cdf(m, last + 121), 0, 0);
    /* The rise at the front is the mirror image. */
    assert_near(marginal_cdf(m, m->lo + 16), 17.0 * 18 / 2 / (2406 * 121),
                1e-12);
    /* In between every day is alike. */
    assert_near(marginal_between(m, -1000, -1000), 1.0 / 2406, 1e-10);
    assert_near(m->hot_share, 1.0 / 2406, 1e-12);
}

/* The published hit block: rows 1,454,179 to 405,753 from the end of
   100,006,317 lie on the days -487..-444 (theory.md 4). */
static void test_ship_date_quantiles(void **state)
{
    struct fixture *f = *state;
    const int64_t last = day_of(1998, 8, 2);
    const double rows = 100006317;

    ship_on_plain_days(f);
    const struct marginal *m = line_marginal(f, LINE_SHIP);
    assert_int_equal(marginal_quantile(m, 1 - 1454179 / rows), -487);
    assert_int_equal(marginal_quantile(m, 1 - 405753 / rows), -444);
    for (int d = 0; d <= 120; d++) {
        assert_int_equal(marginal_quantile(m, 1 - ship_tail(d) - 1e-9),
                         last + d);
        assert_int_equal(marginal_quantile(m, 1 - ship_tail(d) + 1e-9),
                         last + d + 1);
    }
}

/* The same through a calendar of yyyymmdd keys, and its years. */
static void test_ship_year(void **state)
{
    struct fixture *f = *state;
    const int64_t first = day_of(1992, 1, 1);
    double years[8] = { 0 };

    f->tables[DAYS].rows = ORDER_DAYS;
    f->lines[LINE_PRICE].law = add_law(f, (struct law){ .kind = LAW_FROM,
                                                        .source = LINE_SHIP,
                                                        .map = MAP_DIVIDE,
                                                        .divisor = 10000 });
    const struct marginal *m = line_marginal(f, LINE_SHIP);
    const struct marginal *year = line_marginal(f, LINE_PRICE);
    assert_int_equal(m->lo, 19920102);
    assert_int_equal(m->hi, 19981201);
    for (int d = 0; d <= 120; d++)
        assert_within(
            1 - marginal_cdf(m, day_to_yyyymmdd(day_of(1998, 8, 2) + d)),
            ship_tail(d), 1e-13);
    /* All pairs of an order day and a lag, counted. */
    for (int order = 0; order < ORDER_DAYS; order++)
        for (int lag = 1; lag <= LAG_DAYS; lag++)
            years[day_date(first + order + lag).year - 1992] +=
                1.0 / ((double)ORDER_DAYS * LAG_DAYS);
    for (int y = 0; y <= 6; y++)
        assert_near(marginal_between(year, 1992 + y, 1992 + y), years[y], 1e-9);
    assert_within(year->distinct, 7, 1e-9);
}

/* The share of rows up to a code, within five standard deviations. */
static void check_column(struct fixture *f, int column, const int64_t *rows,
                         size_t n)
{
    const struct marginal *m = line_marginal(f, column);
    int64_t *codes = ARENA_ARRAY(f->arena, n, int64_t);
    size_t known = 0;

    value_batch(&f->world, LINES, column, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        known += codes[i] != VALUE_NULL;
    assert_within(1 - (double)known / (double)n, m->null_frac,
                  5 * sqrt(m->null_frac * (1 - m->null_frac) / (double)n));
    for (int k = 0; k < 50; k++) {
        const int64_t code = marginal_quantile(m, (k + 0.5) / 50);
        const double p = marginal_cdf(m, code);
        size_t below = 0;
        for (size_t i = 0; i < n; i++) {
            below += codes[i] != VALUE_NULL && codes[i] <= code;
            assert_true(codes[i] == VALUE_NULL ||
                        (codes[i] >= m->lo && codes[i] <= m->hi));
        }
        assert_within((double)below / (double)known, p,
                      5 * sqrt(p * (1 - p) / (double)known) + 1e-5);
    }
}

static int64_t *random_rows(struct fixture *f, size_t n)
{
    int64_t *rows = ARENA_ARRAY(f->arena, n, int64_t);
    const struct rng_stream s = rng_stream(4242, "test_marginal.rows", 0);

    for (size_t i = 0; i < n; i++)
        rows[i] = (int64_t)rng_below(rng_bits(s, i), LINE_ROWS);
    return rows;
}

static void test_columns_against_rows(void **state)
{
    struct fixture *f = *state;
    const size_t n = 300000;
    const int64_t *rows = random_rows(f, n);

    for (int column = 0; column < LINE_COLUMNS; column++)
        check_column(f, column, rows, n);
}

/* Columns in the order of arrival have the distribution of their law. */
static void test_arrival_against_rows(void **state)
{
    static const int ordered[] = { LINE_SHIP, LINE_RANK, LINE_HOT };
    struct fixture *f = *state;
    const size_t n = 100000;
    const int64_t *rows = random_rows(f, n);

    for (size_t i = 0; i < COUNT(ordered); i++) {
        f->tables[LINES].arrival.column = ordered[i];
        check_column(f, ordered[i], rows, n);
    }
}

static void test_quantile_inverts_cdf(void **state)
{
    struct fixture *f = *state;
    const struct rng_stream s = rng_stream(77, "test_marginal.inverse", 0);

    for (int column = 0; column < LINE_COLUMNS; column++) {
        const struct marginal *m = line_marginal(f, column);
        /* Orphans: the two parts are joined by a division. */
        const double slack = m->orphan_frac > 0 ? 1e-12 : 0;
        for (uint64_t i = 0; i < 3000; i++) {
            const double u = rng_unit(s, i);
            const int64_t code = marginal_quantile(m, u);
            assert_true(marginal_cdf(m, code) > u - slack);
            assert_true(marginal_cdf(m, code - 1) <= u + slack);
        }
        assert_true(marginal_quantile(m, 0) >= m->lo);
        assert_int_equal(marginal_quantile(m, 1 - 0x1p-53), m->hi);
        assert_within(marginal_cdf(m, m->lo - 1), 0, 0);
        assert_within(marginal_cdf(m, m->hi), 1, 0);
        assert_within(marginal_between(m, 3, 2), 0, 0);
    }
}

static int compare_codes(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* Different values of a whole table, counted. */
static double count_distinct(struct fixture *f, int column, size_t n)
{
    int64_t *rows = ARENA_ARRAY(f->arena, n, int64_t);
    int64_t *codes = ARENA_ARRAY(f->arena, n, int64_t);
    size_t distinct = 0;

    for (size_t i = 0; i < n; i++)
        rows[i] = (int64_t)i;
    value_batch(&f->world, LINES, column, rows, n, codes);
    qsort(codes, n, sizeof(*codes), compare_codes);
    for (size_t i = 0; i < n; i++)
        distinct +=
            codes[i] != VALUE_NULL && (i == 0 || codes[i] != codes[i - 1]);
    return (double)distinct;
}

/* The number of different values varies by less than a Poisson number. */
static void test_distinct(void **state)
{
    static const int64_t sizes[] = { 1000, 20011, 300007 };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(sizes); i++) {
        f->tables[LINES].rows = sizes[i];
        for (int column = 0; column < LINE_COLUMNS; column++) {
            const double counted = count_distinct(f, column, (size_t)sizes[i]);
            assert_within(line_marginal(f, column)->distinct, counted,
                          5 * sqrt(counted) + 1);
        }
    }
}

static void test_keys(void **state)
{
    struct fixture *f = *state;
    const struct marginal *shops =
        marginal_of(f->arena, &f->world, SHOPS, SHOP_KEY);
    const struct marginal *lines = line_marginal(f, LINE_KEY);
    double shares[4];

    assert_int_equal(shops->kind, MARGINAL_DENSE);
    assert_int_equal(shops->lo, 501);
    assert_int_equal(shops->hi, 501 + 3 * (SHOP_ROWS - 1));
    assert_within(shops->distinct, SHOP_ROWS, 0);
    /* 501, 504, 507: the third of 30011 covers 507..509. */
    assert_near(marginal_cdf(shops, 506), 2.0 / SHOP_ROWS, 1e-14);
    assert_near(marginal_cdf(shops, 507), 3.0 / SHOP_ROWS, 1e-14);
    assert_int_equal(marginal_quantile(shops, 2.5 / SHOP_ROWS), 507);
    assert_near(marginal_concentration(shops), 1.0 / SHOP_ROWS, 1e-14);
    assert_int_equal(marginal_top(f->arena, shops, shares, 4), 0);
    /* 4 lines a mean order, 20 the mean square: 20/16 per order. */
    assert_near(lines->distinct, LINE_ROWS / 4.0, 1e-5);
    assert_near(marginal_concentration(lines), 20.0 / 16 / lines->distinct,
                1e-12);
    assert_near(lines->hot_share, 7.0 / LINE_ROWS, 1e-14);
    assert_near(lines->step, 4, 1e-4);
}

/* Lines 1..7: line k is in 8 - k of 7 orders, 28 rows. */
static void test_line_numbers(void **state)
{
    struct fixture *f = *state;
    const struct marginal *m = line_marginal(f, LINE_NUMBER);

    for (int k = 1; k <= 7; k++)
        assert_near(marginal_between(m, k, k), (8 - k) / 28.0, 1e-12);
    assert_within(m->distinct, 7, 1e-9);
}

/* Few parents: a table whose shares are those of Zipf and of a hot row. */
static void test_uneven_references(void **state)
{
    struct fixture *f = *state;
    double shares[5], total = 0, squares = 0;

    for (int r = SHOP_ROWS; r >= 1; r--) {
        total += pow(r, -0.8);
        squares += pow(r, -1.6);
    }
    const struct marginal *zipf = line_marginal(f, LINE_SHOP);
    const double keys = 1 - 0.013;
    assert_int_equal(zipf->kind, MARGINAL_TABLE);
    assert_int_equal(marginal_top(f->arena, zipf, shares, 5), 5);
    for (int r = 1; r <= 5; r++)
        assert_near(shares[r - 1], keys * pow(r, -0.8) / total, 1e-9);
    assert_near(zipf->hot_share, shares[0], 1e-12);
    assert_near(marginal_concentration(zipf),
                keys * keys * squares / (total * total) +
                    0.013 * 0.013 / SHOP_ROWS,
                1e-4);
    /* Orphans lie above 90531, the last key. */
    assert_near(marginal_between(zipf, 90532, INT64_MAX), 0.013, 1e-12);
    const struct marginal *hot = line_marginal(f, LINE_HOT);
    assert_near(hot->hot_share, 0.21 + 0.79 / SHOP_ROWS, 1e-12);
    assert_near(marginal_between(hot, 14634, 14634), hot->hot_share, 1e-9);
}

/* Many parents: the cdf of the keys, with the ranks beside it. */
static void test_scattered_references(void **state)
{
    struct fixture *f = *state;
    double shares[3];

    f->tables[SHOPS].rows = 3000001;
    f->lines[LINE_SHOP].law->orphan_frac = 0;
    const struct marginal *m = line_marginal(f, LINE_SHOP);
    const double total = law_harmonic(3000001, 0.8);
    assert_int_equal(m->kind, MARGINAL_DENSE);
    assert_near(m->hot_share, 1 / total, 1e-12);
    assert_int_equal(marginal_top(f->arena, m, shares, 3), 3);
    assert_near(shares[2], pow(3, -0.8) / total, 1e-12);
    assert_near(marginal_concentration(m),
                law_harmonic(3000001, 1.6) / (total * total), 1e-12);
    const struct marginal *hot = line_marginal(f, LINE_HOT);
    assert_int_equal(marginal_top(f->arena, hot, shares, 3), 1);
    /* By hand: (0.21 + q)^2 + 3000000 q^2, q = 0.79 / 3000001 */
    assert_near(marginal_concentration(hot), 0.0441003186332, 1e-9);
}

/* Timestamps have too many codes to be added up one by one. */
static void test_sampled(void **state)
{
    struct fixture *f = *state;
    const int64_t span = 365 * US_PER_DAY, lag = 20 * US_PER_DAY;

    f->lines[LINE_DAY].law = law_uniform(f->arena, 0, span - 1);
    f->lines[LINE_SHIP].law->calendar = CALENDAR_DAYS;
    f->lines[LINE_SHIP].law->inner = law_uniform(f->arena, 1, lag);
    const struct marginal *m = line_marginal(f, LINE_SHIP);
    assert_true(m->sampled);
    /* In the middle the sum of the two is uniform with the mean of the lag
       added: P(V <= span/2) = (span/2 - lag/2) / span. */
    const double p = (365 - 20) / 730.0;
    assert_within(marginal_cdf(m, span / 2), p,
                  5 * sqrt(p * (1 - p) / MARGINAL_SAMPLE));
    /* Every lag is a new value. */
    assert_near(m->distinct, LINE_ROWS, 1e-6);
    /* Divided into days it is exact again, if its source is not sampled. */
    f->lines[LINE_HOT].law = add_law(f, (struct law){ .kind = LAW_FROM,
                                                      .source = LINE_DAY,
                                                      .map = MAP_DIVIDE,
                                                      .divisor = US_PER_DAY });
    const struct marginal *day = line_marginal(f, LINE_HOT);
    assert_false(day->sampled);
    assert_near(marginal_between(day, 100, 100), 1.0 / 365, 1e-9);
    assert_int_equal(day->hi, 364);
}

/* More codes than can be listed, divided where they begin. */
static void test_divided(void **state)
{
    struct fixture *f = *state;

    f->lines[LINE_PRICE].law = law_uniform(f->arena, 11, 6000010);
    f->lines[LINE_HOT].law = add_law(f, (struct law){ .kind = LAW_FROM,
                                                      .source = LINE_PRICE,
                                                      .map = MAP_DIVIDE,
                                                      .divisor = 1000000,
                                                      .offset = 11,
                                                      .base = 70 });
    const struct marginal *m = line_marginal(f, LINE_HOT);
    assert_int_equal(m->lo, 70);
    assert_int_equal(m->hi, 75);
    for (int k = 70; k <= 75; k++)
        assert_near(marginal_between(m, k, k), 1.0 / 6, 1e-12);
}

/* 4 million rows hash to 50000 values, all of which they hit; a sample shows
   73 % of them, and the others are inferred. */
static void test_sampled_distinct(void **state)
{
    struct fixture *f = *state;

    f->lines[LINE_PRICE].law = law_uniform(f->arena, 1, 600000000);
    f->lines[LINE_HOT].law = add_law(f, (struct law){ .kind = LAW_FROM,
                                                      .source = LINE_PRICE,
                                                      .map = MAP_HASH,
                                                      .divisor = 50000 });
    const struct marginal *m = line_marginal(f, LINE_HOT);
    assert_true(m->sampled);
    assert_near((double)m->count, 50000 * (1 - exp(-65536 / 50000.0)), 0.02);
    assert_near(m->distinct, 50000, 0.02);
}

static void test_nulls_follow(void **state)
{
    struct fixture *f = *state;

    f->lines[LINE_DAY].null_frac = 0.21;
    f->lines[LINE_SHIP].null_frac = 0.13;
    /* 1 - 0.79 * 0.87 */
    assert_near(line_marginal(f, LINE_SHIP)->null_frac, 0.3127, 1e-12);
}

/* 10^15 rows, and parents as many: nothing may be counted. */
static void test_huge_tables(void **state)
{
    struct fixture *f = *state;
    const int64_t rows = INT64_C(1000000000000000);
    double shares[100];

    f->tables[LINES].rows = rows;
    f->tables[SHOPS].rows = rows;
    for (int column = 0; column < LINE_COLUMNS; column++) {
        const struct marginal *m = line_marginal(f, column);
        assert_true(m->distinct >= 1 && m->distinct <= 1e15);
        assert_true(marginal_concentration(m) <= 1);
        marginal_top(f->arena, m, shares, COUNT(shares));
        assert_true(marginal_quantile(m, 0.618) >= m->lo);
    }
    /* 10^15 draws of 10^15 keys: 1 - 1/e of them. */
    f->lines[LINE_DAY].per = -1;
    f->lines[LINE_DAY].law->table = SHOPS;
    f->lines[LINE_DAY].law->column = SHOP_KEY;
    assert_near(line_marginal(f, LINE_DAY)->distinct, 0.63212055882855768e15,
                1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ship_date),
        TEST(test_ship_date_quantiles),
        TEST(test_ship_year),
        TEST(test_columns_against_rows),
        TEST(test_arrival_against_rows),
        TEST(test_quantile_inverts_cdf),
        TEST(test_distinct),
        TEST(test_keys),
        TEST(test_line_numbers),
        TEST(test_uneven_references),
        TEST(test_scattered_references),
        TEST(test_sampled),
        TEST(test_divided),
        TEST(test_sampled_distinct),
        TEST(test_nulls_follow),
        TEST(test_huge_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
