/* Tests of sim/world/value: rows drawn one by one, in batches, and parsed. */
#include "tests/near.h"

#include <math.h>
#include <stdlib.h>

#include "tests/unit/lines.h"

/* Rows that have nothing to do with each other, repeats among them. */
static int64_t *scattered_rows(struct fixture *f, int64_t rows, size_t count)
{
    int64_t *out = ARENA_ARRAY(f->arena, count, int64_t);
    const struct rng_stream s = rng_stream(99, "test_value.rows", 0);

    for (size_t i = 0; i < count; i++)
        out[i] = (int64_t)rng_below(rng_bits(s, i), (uint64_t)rows);
    return out;
}

static int64_t *first_rows(struct fixture *f, size_t count)
{
    int64_t *out = ARENA_ARRAY(f->arena, count, int64_t);

    for (size_t i = 0; i < count; i++)
        out[i] = (int64_t)i;
    return out;
}

static int64_t *codes_of(struct fixture *f, int column, const int64_t *rows,
                         size_t count)
{
    int64_t *codes = ARENA_ARRAY(f->arena, count, int64_t);

    value_batch(&f->world, LINES, column, rows, count, codes);
    return codes;
}

static void test_batch_is_at(void **state)
{
    struct fixture *f = *state;
    const size_t n = 1337;
    const int64_t *rows = scattered_rows(f, LINE_ROWS, n);

    for (int column = 0; column < LINE_COLUMNS; column++) {
        const int64_t *codes = codes_of(f, column, rows, n);
        const int64_t *again = codes_of(f, column, rows, n);
        for (size_t i = 0; i < n; i++) {
            assert_true(codes[i] ==
                        value_at(&f->world, LINES, column, rows[i]));
            assert_true(codes[i] == again[i]);
        }
    }
}

/* Another seed gives other values, and columns do not share their draws. */
static void test_streams_differ(void **state)
{
    struct fixture *f = *state;
    const size_t n = 20000;
    const int64_t *rows = first_rows(f, n);
    const int64_t *price = codes_of(f, LINE_PRICE, rows, n);
    f->lines[LINE_SCORE].law = f->lines[LINE_PRICE].law;
    const int64_t *other = codes_of(f, LINE_SCORE, rows, n);
    f->world.seed++;
    const int64_t *seeded = codes_of(f, LINE_PRICE, rows, n);
    size_t same_column = 0, same_seed = 0;

    for (size_t i = 0; i < n; i++) {
        same_column += price[i] == other[i];
        same_seed += price[i] == seeded[i];
    }
    /* 20000 / 5.4 million chances each. */
    assert_true(same_column <= 2);
    assert_true(same_seed <= 2);
}

/* The share of codes <= `code` lies within five standard deviations of the
   cdf, at many codes. */
static void check_fit(const struct law *law, const int64_t *codes, size_t n)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++)
        known += codes[i] != VALUE_NULL;
    for (int k = 1; k < 40; k++) {
        const int64_t code = law_quantile(law, k / 40.0);
        const double p = law_cdf(law, code);
        size_t below = 0;
        for (size_t i = 0; i < n; i++)
            below += codes[i] != VALUE_NULL && codes[i] <= code;
        assert_within((double)below / (double)known, p,
                      5 * sqrt(p * (1 - p) / (double)known));
    }
}

static void test_goodness_of_fit(void **state)
{
    static const int columns[] = { LINE_PRICE, LINE_MODE, LINE_SCORE,
                                   LINE_RANK };
    struct fixture *f = *state;
    const size_t n = 200000;
    const int64_t *rows = first_rows(f, n);

    for (size_t i = 0; i < COUNT(columns); i++)
        check_fit(f->lines[columns[i]].law, codes_of(f, columns[i], rows, n),
                  n);
}

static void test_nulls(void **state)
{
    struct fixture *f = *state;
    const size_t n = 200000;
    const int64_t *codes = codes_of(f, LINE_SCORE, first_rows(f, n), n);
    size_t nulls = 0;

    for (size_t i = 0; i < n; i++)
        nulls += codes[i] == VALUE_NULL;
    assert_within((double)nulls / (double)n, 0.083,
                  5 * sqrt(0.083 * 0.917 / (double)n));
}

/* Orders of 1..7 lines, each length once per seven orders. */
static void test_orders(void **state)
{
    struct fixture *f = *state;
    const size_t n = 28 * 5000;
    const int64_t *rows = first_rows(f, n);
    const int64_t *keys = codes_of(f, LINE_KEY, rows, n);
    const int64_t *lines = codes_of(f, LINE_NUMBER, rows, n);
    size_t lengths[8] = { 0 };
    int64_t order = 0;

    for (size_t i = 0; i < n; i++) {
        const bool first = i == 0 || keys[i] != keys[i - 1];
        if (first && i > 0) {
            lengths[lines[i - 1]]++;
            order++;
        }
        assert_int_equal(lines[i], first ? 1 : lines[i - 1] + 1);
        /* The first 8 of each 32, from 1. */
        assert_int_equal(keys[i], 1 + order / 8 * 32 + order % 8);
    }
    lengths[lines[n - 1]]++;
    /* 5000 cycles of 28 rows: mean 4 lines, every length as often. */
    assert_int_equal(order + 1, 7 * 5000);
    for (int length = 1; length <= 7; length++)
        assert_int_equal(lengths[length], 5000);
}

/* The order of lengths varies from cycle to cycle. */
static void test_orders_are_mixed(void **state)
{
    struct fixture *f = *state;
    size_t first[8] = { 0 };

    for (int64_t cycle = 0; cycle < 7000; cycle++) {
        int64_t row = cycle * 28;
        while (value_at(&f->world, LINES, LINE_NUMBER, row + 1) != 1)
            row++;
        first[row - cycle * 28 + 1]++;
    }
    /* 1000 each; sqrt(7000 * 6/49) = 29.3 */
    for (int length = 1; length <= 7; length++)
        assert_within((double)first[length], 1000, 5 * 29.3);
}

static void test_order_api(void **state)
{
    struct fixture *f = *state;
    const struct rng_stream s = value_stream(&f->world, LINES, LINE_KEY);
    const struct law plain = { .kind = LAW_SEQUENTIAL, .lo = 1, .step = 1 };
    const struct law fives = { .kind = LAW_SEQUENTIAL,
                               .line_lo = 5,
                               .line_hi = 5 };
    int line;

    for (int64_t row = 3000000; row < 3000300; row++) {
        const int64_t order =
            value_order(f->lines[LINE_KEY].law, s, row, &line);
        assert_int_equal(1 + order / 8 * 32 + order % 8,
                         value_at(&f->world, LINES, LINE_KEY, row));
        assert_int_equal(line, value_at(&f->world, LINES, LINE_NUMBER, row));
    }
    assert_int_equal(value_order(&plain, s, 8675309, &line), 8675309);
    assert_int_equal(line, 1);
    assert_int_equal(value_order(&fives, s, 8675309, &line), 1735061);
    assert_int_equal(line, 5);
}

static void test_per_is_constant_within_orders(void **state)
{
    struct fixture *f = *state;
    const size_t n = 50000;
    const int64_t *rows = first_rows(f, n);
    const int64_t *keys = codes_of(f, LINE_KEY, rows, n);
    const int64_t *days = codes_of(f, LINE_DAY, rows, n);
    size_t changes = 0, orders = 1;

    for (size_t i = 1; i < n; i++) {
        if (keys[i] == keys[i - 1])
            assert_int_equal(days[i], days[i - 1]);
        else
            orders++;
        changes += days[i] != days[i - 1];
    }
    /* Neighbouring orders agree by chance once in 2556. */
    assert_true(changes > orders - orders / 1000);
}

static void test_parents(void **state)
{
    static const int columns[] = { LINE_DAY, LINE_SHOP, LINE_HOT };
    struct fixture *f = *state;
    const size_t n = 30000;
    const int64_t *rows = scattered_rows(f, LINE_ROWS, n);

    for (size_t c = 0; c < COUNT(columns); c++) {
        const struct law *law = f->lines[columns[c]].law;
        const int64_t *codes = codes_of(f, columns[c], rows, n);
        size_t orphans = 0;
        for (size_t i = 0; i < n; i++) {
            const int64_t parent =
                value_parent_row(&f->world, LINES, columns[c], rows[i]);
            orphans += parent < 0;
            if (parent >= 0)
                assert_int_equal(codes[i], value_at(&f->world, law->table,
                                                    law->column, parent));
            else /* beyond the last key */
                assert_true(codes[i] > 501 + 3 * (SHOP_ROWS - 1));
        }
        assert_within((double)orphans / (double)n, law->orphan_frac,
                      5 * sqrt(0.013 * 0.987 / (double)n));
    }
}

/* Shares of the most frequent parents against r^-0.8 / H(30011, 0.8). */
static void test_popular_parents(void **state)
{
    struct fixture *f = *state;
    const size_t n = 400000;
    const int64_t *codes = codes_of(f, LINE_SHOP, first_rows(f, n), n);
    size_t *hits = ARENA_ARRAY(f->arena, SHOP_ROWS, size_t);
    size_t known = 0;
    double total = 0;
    int64_t top = 0, second = 0;

    for (int r = SHOP_ROWS; r >= 1; r--)
        total += pow(r, -0.8);
    for (size_t i = 0; i < n; i++) {
        const int64_t row = (codes[i] - 501) / 3;
        if (row >= SHOP_ROWS)
            continue;
        known++;
        hits[row]++;
    }
    for (int64_t row = 0; row < SHOP_ROWS; row++) {
        if (hits[row] > hits[top]) {
            second = top;
            top = row;
        } else if (row != top && hits[row] > hits[second]) {
            second = row;
        }
    }
    const double p = 1 / total, q = pow(2, -0.8) / total;
    assert_within((double)hits[top] / (double)known, p,
                  5 * sqrt(p / (double)known));
    assert_within((double)hits[second] / (double)known, q,
                  5 * sqrt(q / (double)known));
    assert_true(llabs(top - second) > 1);
}

static void test_hot_parent(void **state)
{
    struct fixture *f = *state;
    const size_t n = 100000;
    const int64_t *codes = codes_of(f, LINE_HOT, first_rows(f, n), n);
    size_t hot = 0;

    for (size_t i = 0; i < n; i++)
        hot += codes[i] == 501 + 3 * 4711;
    assert_within((double)hot / (double)n, 0.21 + 0.79 / SHOP_ROWS,
                  5 * sqrt(0.21 * 0.79 / (double)n));
}

static void test_scatter_is_a_bijection(void **state)
{
    static const int64_t sizes[] = { 1, 2, 3, 7, 16, 17, 1000, 65537 };
    struct fixture *f = *state;
    const struct rng_stream s =
        value_scatter_stream(&f->world, LINES, LINE_SHOP);

    for (size_t i = 0; i < COUNT(sizes); i++) {
        bool *seen = ARENA_ARRAY(f->arena, sizes[i], bool);
        for (int64_t k = 0; k < sizes[i]; k++) {
            const int64_t row = value_scatter(s, k, sizes[i]);
            assert_in_range(row, 0, sizes[i] - 1);
            assert_false(seen[row]);
            seen[row] = true;
        }
    }
    /* Neighbours in rank land anywhere: a fifth of the rows apart or less
       for 1 - (4/5)^2 of them; sqrt(0.36 * 0.64 / 10^4) = 0.0048 */
    size_t near = 0;
    for (int64_t k = 0; k < 10000; k++)
        near += llabs(value_scatter(s, k, 65537) -
                      value_scatter(s, k + 1, 65537)) <= 65537 / 5;
    assert_within((double)near / 10000, 0.36, 5 * 0.0048);
    const int64_t far = value_scatter(s, 123456789, INT64_C(1000000000000000));
    assert_true(far >= 0 && far < INT64_C(1000000000000000));
}

/* Many at once land where each lands alone. */
static void test_scatter_many(void **state)
{
    enum { MANY = 1300 };
    static const int64_t sizes[] = { 1300, 1301, 65536, 70000 };
    struct fixture *f = *state;
    const struct rng_stream s =
        value_scatter_stream(&f->world, LINES, LINE_SHOP);

    for (size_t i = 0; i < COUNT(sizes); i++) {
        int64_t many[MANY];
        for (int64_t k = 0; k < MANY; k++)
            many[k] = sizes[i] - 1 - k;
        value_scatter_many(s, sizes[i], MANY, many);
        for (int64_t k = 0; k < MANY; k++)
            assert_int_equal(many[k],
                             value_scatter(s, sizes[i] - 1 - k, sizes[i]));
    }
}

/* Maps and lags follow their source in the same row. */
static void test_dependent_columns(void **state)
{
    struct fixture *f = *state;
    const struct world *w = &f->world;
    const size_t n = 20000;
    const int64_t *rows = scattered_rows(f, LINE_ROWS, n);
    const int64_t *days = codes_of(f, LINE_DAY, rows, n);
    const int64_t *ships = codes_of(f, LINE_SHIP, rows, n);

    for (size_t i = 0; i < n; i++) {
        const int64_t lag =
            day_from_yyyymmdd(ships[i]) - day_from_yyyymmdd(days[i]);
        assert_in_range(lag, 1, 121);
    }
    for (int64_t row = 0; row < SHOP_ROWS; row += 7)
        assert_int_equal(value_at(w, SHOPS, SHOP_NATION, row),
                         value_at(w, SHOPS, SHOP_CITY, row) / 10 + 1);
    assert_int_equal(value_at(w, DAYS, DAY_KEY, 59), 19920229);
    assert_int_equal(value_at(w, DAYS, DAY_YEAR, 365), 1992);
    assert_int_equal(value_at(w, DAYS, DAY_YEAR, 366), 1993);
}

/* A NULL source gives NULL. */
static void test_null_sources(void **state)
{
    struct fixture *f = *state;
    const size_t n = 5000;
    const int64_t *rows = first_rows(f, n);

    f->lines[LINE_DAY].null_frac = 0.3;
    const int64_t *days = codes_of(f, LINE_DAY, rows, n);
    const int64_t *ships = codes_of(f, LINE_SHIP, rows, n);
    size_t nulls = 0;
    for (size_t i = 0; i < n; i++) {
        nulls += days[i] == VALUE_NULL;
        assert_true((days[i] == VALUE_NULL) == (ships[i] == VALUE_NULL));
        assert_true(
            (days[i] == VALUE_NULL) ==
            (value_parent_row(&f->world, LINES, LINE_DAY, rows[i]) < 0));
    }
    /* One draw per order, about 1250 of them. */
    assert_within((double)nulls / (double)n, 0.3, 5 * sqrt(0.21 / 1250) * 1.2);
}

/* Arrival by a drawn column: quantiles in the order of rows. */
static void test_arrival(void **state)
{
    struct fixture *f = *state;
    const size_t n = 1000;
    int64_t codes[1000];

    f->tables[LINES].rows = (int64_t)n;
    f->tables[LINES].arrival.column = LINE_RANK;
    value_batch(&f->world, LINES, LINE_RANK, first_rows(f, n), n, codes);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(codes[i], law_quantile(f->lines[LINE_RANK].law,
                                                ((double)i + 0.5) / 1000));
}

/* Arrival by day: parents in the order of their keys, orders kept whole; a
   late row refers to a day up to five days earlier. */
static void test_late_arrival(void **state)
{
    struct fixture *f = *state;
    const size_t n = 120000;
    const int64_t *rows = first_rows(f, n);
    size_t late = 0, orders = 0;

    f->tables[LINES].rows = (int64_t)n;
    f->tables[LINES].arrival.column = LINE_SHIP; /* follows LINE_DAY */
    f->tables[LINES].arrival.late_frac = 0.17;
    f->tables[LINES].arrival.late = law_uniform(f->arena, 2, 5);
    assert_int_equal(value_arrival_column(&f->tables[LINES]), LINE_DAY);
    const int64_t *days = codes_of(f, LINE_DAY, rows, n);
    const int64_t *lines = codes_of(f, LINE_NUMBER, rows, n);
    for (size_t i = 0; i < n; i++) {
        const size_t first = i + 1 - (size_t)lines[i];
        const int64_t on_time =
            (int64_t)(((double)first + 0.5) / (double)n * DAY_ROWS);
        const int64_t day = day_from_yyyymmdd(days[i]) - day_of(1992, 1, 1);
        assert_int_equal(days[i], days[first]);
        if (day != on_time)
            assert_in_range(day, on_time < 5 ? 0 : on_time - 5, on_time - 2);
        orders += lines[i] == 1;
        late += lines[i] == 1 && day != on_time;
    }
    /* Per order; 0.2 % of the first orders cannot be late. */
    assert_within((double)late / (double)orders, 0.17,
                  5 * sqrt(0.17 * 0.83 / (double)orders) + 0.002);
}

/* Drawn values fall below their law when they are late. */
static void test_late_range(void **state)
{
    struct fixture *f = *state;
    const size_t n = 40000;
    int64_t lo, hi, least = INT64_MAX;

    f->tables[LINES].rows = (int64_t)n;
    f->tables[LINES].arrival =
        (struct arrival){ .column = LINE_RANK,
                          .late_frac = 0.1,
                          .late = law_uniform(f->arena, 1, 30) };
    const int64_t *codes = codes_of(f, LINE_RANK, first_rows(f, n), n);
    for (size_t i = 0; i < n; i++)
        least = codes[i] < least ? codes[i] : least;
    value_range(&f->world, LINES, LINE_RANK, &lo, &hi);
    /* Ranks begin at 10; thousands of late rows have the first. */
    assert_int_equal(least, 10 - 30);
    assert_int_equal(lo, 10 - 30);
    assert_int_equal(hi, 10 + 5003 - 1);
}

static void test_ranges_hold(void **state)
{
    struct fixture *f = *state;
    const size_t n = 50000;
    const int64_t *rows = scattered_rows(f, LINE_ROWS, n);

    for (int column = 0; column < LINE_COLUMNS; column++) {
        const int64_t *codes = codes_of(f, column, rows, n);
        int64_t lo, hi;
        value_range(&f->world, LINES, column, &lo, &hi);
        for (size_t i = 0; i < n; i++)
            assert_true(codes[i] == VALUE_NULL ||
                        (codes[i] >= lo && codes[i] <= hi));
    }
    int64_t lo, hi;
    value_range(&f->world, LINES, LINE_SHIP, &lo, &hi);
    /* 2556 days from 1992-01-01 end on 1998-12-30; plus 121 days. */
    assert_int_equal(lo, 19920102);
    assert_int_equal(hi, 19990430);
    value_range(&f->world, LINES, LINE_HOT, &lo, &hi);
    assert_int_equal(lo, 501);
    assert_int_equal(hi, 501 + 3 * (SHOP_ROWS - 1));
}

/* A table of 10^15 rows costs no more than a small one. */
static void test_huge_table(void **state)
{
    struct fixture *f = *state;
    const int64_t rows = INT64_C(1000000000000000);

    f->tables[LINES].rows = rows;
    f->tables[SHOPS].rows = rows / 10;
    for (int column = 0; column < LINE_COLUMNS; column++) {
        int64_t lo, hi;
        const int64_t code = value_at(&f->world, LINES, column, rows - 1);
        value_range(&f->world, LINES, column, &lo, &hi);
        assert_true(code == VALUE_NULL || (code >= lo && code <= hi));
    }
    /* Four rows an order, 8 of 32 keys: about the row's own number. */
    assert_near((double)value_at(&f->world, LINES, LINE_KEY, rows - 1), 1e15,
                1e-10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_batch_is_at),     TEST(test_streams_differ),
        TEST(test_goodness_of_fit), TEST(test_nulls),
        TEST(test_orders),          TEST(test_orders_are_mixed),
        TEST(test_order_api),       TEST(test_per_is_constant_within_orders),
        TEST(test_parents),         TEST(test_popular_parents),
        TEST(test_hot_parent),      TEST(test_scatter_is_a_bijection),
        TEST(test_scatter_many),    TEST(test_dependent_columns),
        TEST(test_null_sources),    TEST(test_arrival),
        TEST(test_late_arrival),    TEST(test_late_range),
        TEST(test_ranges_hold),     TEST(test_huge_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
