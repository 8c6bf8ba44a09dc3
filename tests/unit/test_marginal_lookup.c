/* Tests of sim/world/marginal_lookup: the parent's column, seen by the
   child. */
#include "tests/near.h"

#include <math.h>

#include "tests/unit/orders.h"
#include "world/law/marginal.h"

static const struct marginal *item_marginal(struct fixture *f, int column)
{
    return marginal_of(f->arena, &f->world, ITEMS, column);
}

/* Every order has its items: the dates are those of the orders. */
static void test_even(void **state)
{
    struct fixture *f = *state;
    const struct marginal *m = item_marginal(f, I_DATE);

    assert_false(m->sampled);
    assert_int_equal(m->lo, f->first_day);
    assert_int_equal(m->hi, f->first_day + ORDER_DAYS - 1);
    for (int day = 0; day < ORDER_DAYS; day += 13)
        assert_near(marginal_cdf(m, f->first_day + day),
                    (day + 1.0) / ORDER_DAYS, 1e-12);
    assert_near(m->distinct, ORDER_DAYS, 1e-9);
    assert_near(m->null_frac, 0, 0);
    assert_near(m->hot_share, 1.0 / ORDER_DAYS, 1e-12);
}

/* Thirties of 2406 days: 80 whole ones and 6 days. */
static void test_mapped_at_the_parent(void **state)
{
    struct fixture *f = *state;
    const struct marginal *m = item_marginal(f, I_MONTH);

    assert_false(m->sampled);
    assert_near(marginal_between(m, 17, 17), 30.0 / ORDER_DAYS, 1e-12);
    assert_near(marginal_between(m, 80, 80), 6.0 / ORDER_DAYS, 1e-9);
    assert_near(m->distinct, 81, 1e-9);
}

/* A lag of a lookup: the sum of two uniforms, theory.md 4. */
static void test_lag_after_lookup(void **state)
{
    struct fixture *f = *state;
    const struct marginal *m = item_marginal(f, I_SHIP);

    assert_false(m->sampled);
    for (int day = 1; day <= LAG_DAYS; day++)
        assert_near(marginal_cdf(m, f->first_day + day),
                    day * (day + 1.0) / 2 / ((double)ORDER_DAYS * LAG_DAYS),
                    1e-10);
    assert_near(marginal_between(m, f->first_day + 777, f->first_day + 777),
                1.0 / ORDER_DAYS, 1e-9);
}

/* A row has no value when the key is NULL, an orphan, or leads to a NULL. */
static void test_nulls(void **state)
{
    struct fixture *f = *state;

    assert_near(item_marginal(f, I_REF_DATE)->null_frac, 1 - 0.92 * 0.83,
                1e-12);
    assert_near(item_marginal(f, I_NOTE)->null_frac, 0.21, 1e-12);
    f->items[I_NOTE].null_frac = 0.5;
    f->items[I_KEY].null_frac = 0.25;
    assert_near(item_marginal(f, I_NOTE)->null_frac, 1 - 0.79 * 0.5 * 0.75,
                1e-12);
}

/*
 * 0.92 * 0.83 of 4,000,024 items refer to one of 1,000,006 orders at random,
 * 3.05 an order: a share of e^-3.05 of the orders is met by none. Of 400,000
 * notes in 0.79 of the orders, 1 - e^-1.975 exist; what is lost with the
 * orders is found by taking fewer of them. The two per cent are for notes
 * that stand in unequally many orders.
 */
static void test_distinct(void **state)
{
    struct fixture *f = *state;

    assert_near(item_marginal(f, I_NOTE)->distinct,
                400000 * (1 - exp(-0.79 * ORDER_ROWS / 400000.0)), 1e-5);
    f->items[I_REF_DATE].law->column = O_NOTE;
    const double met = 1 - exp(-0.92 * 0.83 * ITEM_ROWS / ORDER_ROWS);
    assert_near(item_marginal(f, I_REF_DATE)->distinct,
                400000 * (1 - exp(-0.79 * met * ORDER_ROWS / 400000.0)), 0.02);
}

/* Rows picked unevenly are counted: one order's day has 0.21 of the rows. */
static void test_uneven(void **state)
{
    struct fixture *f = *state;
    const struct marginal *m = item_marginal(f, I_HOT_DATE);
    const int64_t hot = value_at(&f->world, ORDERS, O_DATE, 4711);
    const double want = 0.21 + 0.79 / ORDER_DAYS;

    assert_true(m->sampled);
    assert_within(marginal_between(m, hot, hot), want,
                  5 * sqrt(want * (1 - want) / MARGINAL_SAMPLE));
}

/* Half as many orders as parents: the first half alone is looked up. */
static void test_first_parents(void **state)
{
    struct fixture *f = *state;

    f->items[I_DATE].law->column = O_KEY;
    f->tables[ITEMS].rows = ITEM_ROWS / 2;
    const struct marginal *m = item_marginal(f, I_DATE);
    const int64_t last = value_at(&f->world, ORDERS, O_KEY, ORDER_ROWS / 2 - 1);

    assert_true(m->sampled);
    assert_true(m->hi <= last);
    assert_true(m->hi > last - last / 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_even),
        TEST(test_mapped_at_the_parent),
        TEST(test_lag_after_lookup),
        TEST(test_nulls),
        TEST(test_distinct),
        TEST(test_uneven),
        TEST(test_first_parents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
