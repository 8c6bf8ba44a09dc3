/* Tests of sim/estimate/lift: filters that hang together across a key. */
#include "tests/near.h"

#include <math.h>

#include "estimate/bunch.h"
#include "estimate/lift.h"
#include "tests/unit/orders.h"

/* A query over both tables, joined on `via`; each side has some filters. */
struct asked {
    struct query query;
    struct relation relations[TABLES];
    struct join join;
    struct condition conditions[8], *filters[TABLES][4];
    struct code_range ranges[8];
    int count;
};

static void ask(struct asked *a, int via)
{
    *a = (struct asked){ 0 };
    for (int r = 0; r < TABLES; r++) {
        a->relations[r].table = r;
        a->relations[r].filters = a->filters[r];
    }
    a->join = (struct join){ .left = ITEMS,
                             .right = ORDERS,
                             .left_column = via,
                             .right_column = O_KEY };
    a->query.relations = a->relations;
    a->query.relation_count = TABLES;
    a->query.joins = &a->join;
    a->query.join_count = 1;
}

/* lo <= column <= hi */
static void filter(struct asked *a, int table, int column, int64_t lo,
                   int64_t hi)
{
    struct relation *r = &a->relations[table];

    a->ranges[a->count] = (struct code_range){ lo, hi };
    a->conditions[a->count] =
        (struct condition){ .kind = COND_SET,
                            .column = column,
                            .ranges = &a->ranges[a->count],
                            .range_count = 1 };
    a->filters[table][r->filter_count++] = &a->conditions[a->count++];
}

static struct cardinality *count(struct fixture *f, const struct asked *a)
{
    return cardinality_of(f->arena, known_begin(f->arena, &f->world), &a->query,
                          NULL);
}

static double joined(const struct cardinality *c, bool believed)
{
    return cardinality_rows(c, 1 << ORDERS | 1 << ITEMS, believed);
}

/* A count of rows that a share of all items makes, from the sample. */
static void check_rows(double got, double share)
{
    assert_within(got, ITEM_ROWS * share,
                  5 * ITEM_ROWS * sqrt(share * (1 - share) / KNOWN_SAMPLE));
}

/* Day 1234 lies more than 121 days inside. */
enum { DAY = 1234 };

/* Shares of the days before DAY, of the ship dates after it, and of both: of
   a lag of g days the g - 1 last days before it. */
static const double BEFORE = DAY / (double)ORDER_DAYS;
static const double AFTER = (ORDER_DAYS - 1 - DAY + 61) / (double)ORDER_DAYS;
static const double BOTH = 60 / (double)ORDER_DAYS;

static void ask_shipping(const struct fixture *f, struct asked *a, int via,
                         int ship)
{
    ask(a, via);
    filter(a, ORDERS, O_DATE, INT64_MIN + 1, f->first_day + DAY - 1);
    filter(a, ITEMS, ship, f->first_day + DAY + 1, INT64_MAX);
}

/* TPC-H query 3: ordered before a day, shipped after it. */
static void test_ship_after_order(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_KEY, I_SHIP);
    const struct cardinality *c = count(f, &a);
    assert_near(joined(c, false), ITEM_ROWS * BOTH, 1e-9);
    assert_near(joined(c, true), ITEM_ROWS * BEFORE * AFTER, 1e-9);
    assert_false(c->leans_on_sample);
    assert_false(c->leans_on_thin);
}

/* The same through a key that picks any order, and loses some rows. */
static void test_ship_by_reference(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_REF, I_REF_SHIP);
    assert_near(joined(count(f, &a), false), ITEM_ROWS * 0.92 * 0.83 * BOTH,
                1e-9);
}

/* A join on another key: the dates have nothing to do with each other. */
static void test_other_key(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_KEY, I_REF_SHIP);
    const struct cardinality *c = count(f, &a);
    assert_near(joined(c, false), ITEM_ROWS * BEFORE * AFTER * 0.92 * 0.83,
                1e-9);
    assert_false(c->leans_on_sample);
}

/* Of the order's columns, only those count that the date is tied to. */
static void test_untied_columns(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask(&a, I_KEY);
    filter(&a, ORDERS, O_RANK, 2, 3);
    filter(&a, ITEMS, I_SHIP, f->first_day + DAY + 1, INT64_MAX);
    assert_near(joined(count(f, &a), false), ITEM_ROWS * 0.4 * AFTER, 1e-9);
}

/* The months 30..40 are the days 900..1229. */
static void test_tied_at_the_parent(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask(&a, I_KEY);
    filter(&a, ORDERS, O_MONTH, 30, 40);
    filter(&a, ITEMS, I_DATE, f->first_day + 1000, INT64_MAX);
    assert_near(joined(count(f, &a), false), ITEM_ROWS * 230.0 / ORDER_DAYS,
                1e-9);
    /* Beside a condition that is tied to nothing. */
    filter(&a, ORDERS, O_RANK, 2, 4);
    assert_near(joined(count(f, &a), false),
                ITEM_ROWS * 230.0 / ORDER_DAYS * 0.6, 1e-9);
}

/* A guess is no part of what rows tell; it counts once, whatever is tied. */
static void test_guesses_count_once(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_KEY, I_SHIP);
    const double without = joined(count(f, &a), false);
    for (int r = 0; r < TABLES; r++) {
        struct condition *guess = &a.conditions[a.count++];
        *guess = (struct condition){ .kind = COND_GUESS, .guess = 0.13 };
        a.filters[r][a.relations[r].filter_count++] = guess;
    }
    assert_near(joined(count(f, &a), false), without * 0.13 * 0.13, 1e-9);
}

/* A ship date that only the last lag of the last day reaches, 1/121 of 1/D:
   one row in 291,000, and no sample of them is needed. */
static void test_seldom(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask(&a, I_KEY);
    filter(&a, ORDERS, O_DATE, INT64_MIN + 1, f->first_day + DAY - 1);
    filter(&a, ITEMS, I_SHIP, f->first_day + DAY + 120, INT64_MAX);
    const struct cardinality *c = count(f, &a);
    assert_near(joined(c, false), ITEM_ROWS / 121.0 / ORDER_DAYS, 1e-9);
    assert_false(c->leans_on_sample);
}

/* Two conditions on a date of the item and one that follows it: shipped on the
   days 100..129 of the order dates, from days 110..129 (all lags that fit). */
static void test_two_of_one_chain(void **state)
{
    struct fixture *f = *state;
    struct asked a;
    double pairs = 0;

    for (int day = 110; day < 130; day++)
        for (int lag = 1; lag <= LAG_DAYS; lag++)
            pairs += day + lag >= 100 && day + lag <= 129;
    ask(&a, I_KEY);
    filter(&a, ITEMS, I_DATE, f->first_day + 110, f->first_day + 129);
    filter(&a, ITEMS, I_SHIP, f->first_day + 100, f->first_day + 129);
    const struct cardinality *c = count(f, &a);
    assert_near(joined(c, false), ITEM_ROWS * pairs / ORDER_DAYS / LAG_DAYS,
                1e-9);
    assert_false(c->leans_on_sample);
}

/* Popular orders are looked at, and a condition that one day in 2406 meets has
   a dozen of the sampled rows. */
static void test_thin(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask(&a, I_HOT);
    filter(&a, ORDERS, O_DATE, f->first_day, f->first_day);
    filter(&a, ITEMS, I_HOT_DATE, f->first_day, f->first_day + 2);
    assert_true(count(f, &a)->leans_on_thin);
}

/* One order in 0.21 of the rows: a filter that keeps its rank and day. */
static void test_popular_parent(void **state)
{
    struct fixture *f = *state;
    const int64_t rank = value_at(&f->world, ORDERS, O_RANK, 4711);
    struct asked a;

    ask(&a, I_HOT);
    filter(&a, ORDERS, O_RANK, rank, rank);
    check_rows(joined(count(f, &a), false), 0.21 + 0.79 / 5);
    ask(&a, I_HOT);
    filter(&a, ORDERS, O_RANK, rank % 5 + 1, rank % 5 + 1);
    check_rows(joined(count(f, &a), false), 0.79 / 5);
}

/* A note of an order or two: too few rows to tell whether they are popular
   ones, so the expectation stands. */
static void test_unpopular_parent(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask(&a, I_HOT);
    filter(&a, ORDERS, O_NOTE, 815, 815);
    const struct cardinality *c = count(f, &a);
    assert_near(joined(c, false), ITEM_ROWS * 0.79 / 400000, 1e-9);
    assert_true(c->leans_on_thin);
}

/* Two columns of the order, both in the item: months 30..40 again. */
static void test_two_lookups(void **state)
{
    struct fixture *f = *state;
    struct known *k = known_begin(f->arena, &f->world);
    struct asked a;

    ask(&a, I_KEY);
    filter(&a, ITEMS, I_MONTH, 30, 40);
    filter(&a, ITEMS, I_DATE, f->first_day + 1000, INT64_MAX);
    const struct share share = cardinality_share(k, ITEMS, a.filters[ITEMS], 2);
    check_rows(share.actual * ITEM_ROWS, 230.0 / ORDER_DAYS);
    assert_near(share.believed, 330.0 / ORDER_DAYS * 1406 / ORDER_DAYS, 1e-9);
    assert_true(share.sampled);
}

/* Of TPC-H query 3: orders before the day, of which some line is shipped after
   it. Ordered g days before, each line is with the chance (121 - g) / 121. */
static double orders_shipping(double of_lines)
{
    double orders = 0;

    for (int g = 1; g < LAG_DAYS; g++)
        for (int lines = 1; lines <= 7; lines++)
            orders += 1 - pow(1 - of_lines * (LAG_DAYS - g) / LAG_DAYS, lines);
    return orders / 7 / ORDER_DAYS * ORDER_ROWS;
}

static void test_orders_of_lines(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_KEY, I_SHIP);
    assert_near(bunch_per_row(count(f, &a), ITEMS, I_KEY),
                orders_shipping(1) / (BOTH * ITEM_ROWS), 1e-9);
    /* A condition on the order keeps or drops it with all its lines. */
    filter(&a, ORDERS, O_RANK, 2, 3);
    assert_near(bunch_per_row(count(f, &a), ITEMS, I_KEY),
                orders_shipping(1) / (BOTH * ITEM_ROWS), 1e-9);
    /* What each line draws for itself thins the lines. */
    f->items[I_HOT].law = law_uniform(f->arena, 1, 100);
    filter(&a, ITEMS, I_HOT, 1, 30);
    struct cardinality *const c = count(f, &a);
    assert_near(bunch_per_row(c, ITEMS, I_KEY),
                orders_shipping(0.3) / (0.3 * BOTH * ITEM_ROWS), 1e-9);
    assert_false(c->leans_on_sample);
}

/* What rises as rows arrive is the same for an order's lines but where it
   steps: whole orders of four lines are kept, few or many of them. */
static void test_orders_of_arrival(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    f->items[I_HOT].law = law_uniform(f->arena, 1, 1000);
    f->tables[ITEMS].arrival.column = I_HOT;
    for (int64_t hi = 1; hi <= 1000; hi *= 10) {
        ask(&a, I_KEY);
        filter(&a, ITEMS, I_HOT, 1, hi);
        filter(&a, ITEMS, I_RANK, 1, 2);
        assert_near(bunch_per_row(count(f, &a), ITEMS, I_KEY), 0.25, 0.05);
    }
}

/* Without the orders in the query, their dates are known all the same. */
static void test_orders_unasked(void **state)
{
    struct fixture *f = *state;
    struct asked a;

    ask_shipping(f, &a, I_KEY, I_SHIP);
    a.query.relation_count = ITEMS + 1;
    a.query.join_count = 0;
    a.relations[ITEMS].filter_count = 0;
    a.relations[ORDERS].filter_count = 0;
    filter(&a, ITEMS, I_DATE, INT64_MIN + 1, f->first_day + DAY - 1);
    filter(&a, ITEMS, I_SHIP, f->first_day + DAY + 1, INT64_MAX);
    assert_near(bunch_per_row(count(f, &a), ITEMS, I_KEY),
                orders_shipping(1) / (BOTH * ITEM_ROWS), 1e-9);
}

static void test_what_is_tied(void **state)
{
    struct fixture *f = *state;
    const struct world *w = &f->world;

    assert_true(lift_tied(w, ITEMS, I_SHIP, I_DATE));
    assert_true(lift_tied(w, ITEMS, I_SHIP, I_MONTH));
    assert_true(lift_tied(w, ITEMS, I_RANK, I_RANK));
    assert_false(lift_tied(w, ITEMS, I_DATE, I_RANK));
    assert_false(lift_tied(w, ITEMS, I_DATE, I_REF_DATE));
    assert_false(lift_tied(w, ITEMS, I_DATE, I_KEY));
    assert_true(lift_tied(w, ORDERS, O_DATE, O_MONTH));
    /* Of few orders the very rows matter. */
    f->tables[ORDERS].rows = KNOWN_SAMPLE;
    assert_true(lift_tied(w, ITEMS, I_DATE, I_RANK));
    assert_true(lift_tied(w, ITEMS, I_SHIP, I_KEY));
    assert_true(lift_tied(w, ITEMS, I_KEY, I_SHIP));
    assert_false(lift_tied(w, ITEMS, I_DATE, I_REF_DATE));
}

static void test_references(void **state)
{
    struct fixture *f = *state;

    assert_true(cardinality_references(&f->world, ITEMS, I_KEY, ORDERS, O_KEY));
    assert_true(cardinality_references(&f->world, ITEMS, I_REF, ORDERS, O_KEY));
    assert_false(
        cardinality_references(&f->world, ITEMS, I_KEY, ORDERS, O_DATE));
    f->items[I_KEY].law->of_parent = false;
    assert_false(
        cardinality_references(&f->world, ITEMS, I_KEY, ORDERS, O_KEY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ship_after_order),
        TEST(test_ship_by_reference),
        TEST(test_other_key),
        TEST(test_untied_columns),
        TEST(test_tied_at_the_parent),
        TEST(test_guesses_count_once),
        TEST(test_seldom),
        TEST(test_two_of_one_chain),
        TEST(test_thin),
        TEST(test_popular_parent),
        TEST(test_unpopular_parent),
        TEST(test_two_lookups),
        TEST(test_orders_of_lines),
        TEST(test_orders_unasked),
        TEST(test_orders_of_arrival),
        TEST(test_what_is_tied),
        TEST(test_references),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
