/* Tests of models/plancost: properties and edges. The published figures are
   in tests/truth/test_plancost.c. */
#include "models/plancost.h"

#include "tests/abort.h"
#include "tests/near.h"

static const struct plancost OUTER = { 17, 911 };
static const struct plancost INNER = { 5, 203 };

static void test_scan(void **state)
{
    const struct plancost c = plancost_scan(1234, 3);

    (void)state;
    assert_within(c.startup, 0, 0);
    assert_near(c.total, 21.595, 1e-13); /* by hand: 1234 * .0175 */
    assert_aborts(plancost_scan(-1, 0));
}

/* 8 bytes and the width in whole words of 4. */
static void test_widths(void **state)
{
    static const double width[] = { 0, 1, 4, 5, 8, 9 };
    static const double bytes[] = { 8, 12, 12, 16, 16, 20 };

    (void)state;
    for (int i = 0; i < 6; i++) {
        assert_near(plancost_broadcast(7, width[i]), 7e4 * bytes[i], 1e-14);
        assert_near(plancost_distribute(7, width[i], 16), 7e4 / 16 * bytes[i],
                    1e-14);
    }
    assert_aborts(plancost_distribute(7, 4, 0));
}

static void test_hash_join(void **state)
{
    const struct plancost c =
        plancost_hash_join(OUTER, 1000, INNER, 100, 3, 50, 7000);

    (void)state;
    /* By hand: 17 + 203 + .25. */
    assert_near(c.startup, 220.25, 1e-14);
    /* By hand: 911 + 203.25 + 2.5 + 30 + .5 + 7000. */
    assert_near(c.total, 8147.25, 1e-14);
    assert_aborts(plancost_hash_join(OUTER, 1000, INNER, 100, 0, 50, 0));
}

static void test_merge_join(void **state)
{
    const struct plancost c =
        plancost_merge_join(OUTER, 1000, INNER, 100, 50, 70);

    (void)state;
    assert_near(c.startup, 22.0, 1e-14);
    assert_near(c.total, 1187.25, 1e-14); /* 911 + 203 + 2.75 + .5 + 70 */
}

static void test_nested_loop(void **state)
{
    (void)state;
    /* By hand: 911 + 4 * 203 + .0125 * 4 * 100 + 70. */
    const struct plancost c = plancost_nested_loop(OUTER, 4, INNER, 100, 1, 70);
    assert_near(c.startup, 22.0, 1e-14);
    assert_near(c.total, 1798.0, 1e-14);
    /* An empty outer side still runs the inner one once. */
    assert_near(plancost_nested_loop(OUTER, 0, INNER, 100, 1, 0).total, 1114.0,
                1e-14);
}

static void test_aggregates(void **state)
{
    (void)state;
    const struct plancost hash =
        plancost_hash_aggregate(OUTER, 400, 2, 3, 40, 1);
    assert_near(hash.startup, 916.0, 1e-14); /* 911 + .0125 * 400 */
    assert_near(hash.total, 916.4, 1e-14);   /* + .01 * 40 */
    const struct plancost group =
        plancost_group_aggregate(OUTER, 400, 2, 3, 40);
    assert_near(group.startup, 17.0, 0);
    assert_near(group.total, 916.3, 1e-14);
    const struct plancost plain = plancost_aggregate(OUTER, 400, 2);
    assert_near(plain.startup, 913.0, 1e-14);
    assert_near(plain.total, 913.0, 1e-14);
    assert_near(plancost_unique(OUTER, 400, 2).total, 913.0, 1e-14);
    assert_near(plancost_subquery(OUTER, 400).total, 915.0, 1e-14);
    assert_near(plancost_window(OUTER, 400, 2).total, 917.0, 1e-14);
}

static void test_sort(void **state)
{
    (void)state;
    /* By hand: .005 * 1024 * 10 = 51.2. */
    const struct plancost c = plancost_sort(OUTER, 1024);
    assert_within(c.startup - 1e12, 962.2, 1e-3);
    assert_within(c.total - c.startup, 2.56, 1e-3);
    assert_within(plancost_sort(OUTER, 2).startup - 1e12, 911.01, 1e-3);
    assert_within(plancost_sort(OUTER, 1).startup - 1e12, 911, 1e-3);
    assert_within(plancost_sort(OUTER, 0).total - 1e12, 911, 1e-3);
}

static void test_rising(void **state)
{
    double before = 0;

    (void)state;
    for (double rows = 0; rows < 1e12; rows = rows * 2.3 + 1) {
        const struct plancost scan = plancost_scan(rows, 1);
        const struct plancost c = plancost_sort(
            plancost_hash_aggregate(
                plancost_hash_join(scan, rows, INNER, 100, 1, rows, 0), rows, 1,
                1, 17, 0),
            17);
        assert_true(c.startup <= c.total && isfinite(c.total));
        assert_true(c.total >= before);
        before = c.total;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan),        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_hash_join),   cmocka_unit_test(test_merge_join),
        cmocka_unit_test(test_nested_loop), cmocka_unit_test(test_aggregates),
        cmocka_unit_test(test_sort),        cmocka_unit_test(test_rising),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
