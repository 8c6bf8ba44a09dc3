/* Tests of sim/world/value_parent: a row's parent, and what stands there. */
#include "tests/near.h"

#include <math.h>

#include "tests/unit/orders.h"

enum { SAMPLE = 10000 };

/* Rows that have nothing to do with each other. */
static void scattered_rows(int64_t *rows)
{
    const struct rng_stream s = rng_stream(31, "test_value_parent.rows", 0);

    for (size_t i = 0; i < SAMPLE; i++)
        rows[i] = (int64_t)rng_below(rng_bits(s, i), ITEM_ROWS);
}

/* What is looked up stands in the parent's row, whose key is the row's. */
static void check_lookup(const struct fixture *f, int via, int column)
{
    const struct world *w = &f->world;
    const int from = f->items[column].law->column;
    int64_t rows[SAMPLE], keys[SAMPLE], codes[SAMPLE], parents[SAMPLE];

    scattered_rows(rows);
    value_batch(w, ITEMS, via, rows, SAMPLE, keys);
    value_batch(w, ITEMS, column, rows, SAMPLE, codes);
    value_parents(w, ITEMS, via, rows, SAMPLE, parents);
    for (size_t i = 0; i < SAMPLE; i++) {
        assert_int_equal(parents[i], value_parent_row(w, ITEMS, via, rows[i]));
        assert_int_equal(codes[i], value_at(w, ITEMS, column, rows[i]));
        if (parents[i] < 0) {
            assert_true(codes[i] == VALUE_NULL);
            continue;
        }
        assert_int_equal(keys[i], value_at(w, ORDERS, O_KEY, parents[i]));
        assert_true(codes[i] == value_at(w, ORDERS, from, parents[i]));
    }
}

static void test_lookup_through_orders(void **state)
{
    static const int columns[] = { I_DATE, I_MONTH, I_RANK, I_NOTE };

    for (size_t i = 0; i < COUNT(columns); i++)
        check_lookup(*state, I_KEY, columns[i]);
}

static void test_lookup_through_references(void **state)
{
    check_lookup(*state, I_REF, I_REF_DATE);
    check_lookup(*state, I_HOT, I_HOT_DATE);
}

/* Each order's first item is the parent's next row. */
static void test_orders_in_turn(void **state)
{
    const struct fixture *f = *state;
    int64_t row = 0;

    for (int64_t order = 0; order < 5000; order++) {
        const int64_t key = value_at(&f->world, ITEMS, I_KEY, row);
        for (; value_at(&f->world, ITEMS, I_KEY, row) == key; row++)
            assert_int_equal(value_parent_row(&f->world, ITEMS, I_KEY, row),
                             order);
    }
}

/* More orders than parents: the rest begins anew. */
static void test_orders_wrap(void **state)
{
    struct fixture *f = *state;

    f->tables[ORDERS].rows = 7 * 1000;
    /* Cycles of 28 rows are 7 orders: row 28 k begins order 7 k. */
    assert_int_equal(value_parent_row(&f->world, ITEMS, I_KEY, 28 * 999), 6993);
    assert_int_equal(value_parent_row(&f->world, ITEMS, I_KEY, 28 * 1000), 0);
    assert_int_equal(value_parent_row(&f->world, ITEMS, I_KEY, 28 * 2003), 21);
}

/* Without a parent when the key is NULL or an orphan: 1 - 0.92 * 0.83. */
static void test_missing_parents(void **state)
{
    const struct fixture *f = *state;
    const double p = 1 - 0.92 * 0.83;
    int64_t rows[SAMPLE], parents[SAMPLE], codes[SAMPLE];
    size_t missing = 0;

    scattered_rows(rows);
    value_parents(&f->world, ITEMS, I_REF, rows, SAMPLE, parents);
    value_batch(&f->world, ITEMS, I_REF_SHIP, rows, SAMPLE, codes);
    for (size_t i = 0; i < SAMPLE; i++) {
        missing += parents[i] < 0;
        assert_int_equal(codes[i] == VALUE_NULL, parents[i] < 0);
    }
    assert_within((double)missing / SAMPLE, p, 5 * sqrt(p * (1 - p) / SAMPLE));
}

/* NULLs of the foreign key's own, on a key that counts. */
static void test_null_orders(void **state)
{
    struct fixture *f = *state;

    f->items[I_KEY].null_frac = 0.37;
    check_lookup(f, I_KEY, I_DATE);
}

static void test_range_is_the_parents(void **state)
{
    const struct fixture *f = *state;
    int64_t lo, hi;

    value_range(&f->world, ITEMS, I_DATE, &lo, &hi);
    assert_int_equal(lo, f->first_day);
    assert_int_equal(hi, f->first_day + ORDER_DAYS - 1);
    value_range(&f->world, ITEMS, I_SHIP, &lo, &hi);
    assert_int_equal(lo, f->first_day + 1);
    assert_int_equal(hi, f->first_day + ORDER_DAYS - 1 + LAG_DAYS);
}

static void test_who_has_a_parent(void **state)
{
    const struct fixture *f = *state;

    assert_true(law_has_parent(f->items[I_KEY].law));
    assert_true(law_has_parent(f->items[I_REF].law));
    assert_false(law_has_parent(f->orders[O_KEY].law));
    assert_false(law_has_parent(f->items[I_DATE].law));
    assert_false(law_draws(f->items[I_DATE].law));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lookup_through_orders), TEST(test_lookup_through_references),
        TEST(test_orders_in_turn),        TEST(test_orders_wrap),
        TEST(test_missing_parents),       TEST(test_null_orders),
        TEST(test_range_is_the_parents),  TEST(test_who_has_a_parent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
