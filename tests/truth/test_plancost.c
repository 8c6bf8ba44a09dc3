/*
 * Costs that EXPLAIN printed, to the cent, against models/plancost.
 *
 * Sources, by letter in the tables:
 *   T  Developer Guide 2018-2020, "Tutorial: Tuning table design", plans of
 *      query 2 before and after tuning (redshift.md 9.1, theory.md 3)
 *   P  Developer Guide, t_explain_plan_example: the TICKIT query of seven
 *      tables with DS_BCAST_INNER and with DS_DIST_ALL_NONE; parts of it also
 *      in c_data_redistribution (redshift.md 2)
 *   Q  Developer Guide, c-the-query-plan; E  r_EXPLAIN; S  r_STL_EXPLAIN;
 *   R  reviewing-query-plan-steps
 *   I  AWS Redshift Immersion Day, lab 3 (public copies)
 *   V  plans of a sales, customers, products schema, and others, printed in
 *      public repositories by their users
 *   M  amazon-redshift-utils style investigation: count(*) of LINEORDER
 *
 * A printed cost is within half a cent of the value. Inputs that were
 * themselves printed carry half a cent each into the next step; the bound of
 * a row says so where it is above half a cent.
 */
#include "models/plancost.h"
#include "models/select.h"

#include "tests/measured.h"
#include "tests/near.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* Half a cent, and the rounding of sums of 1e13 in a double. */
static const double CENT = 0.0055;

static const struct measured costs = { "plancost", "a cost that EXPLAIN prints",
                                       "AWS, plans in its guides and blogs",
                                       0 };

static void assert_cost(struct plancost got, double startup, double total,
                        double bound)
{
    measured(&costs, got.total, total);
    if (startup > 0)
        measured(&costs, got.startup, startup);
    assert_within(got.startup, startup, bound);
    assert_within(got.total, total, bound);
}

/* A subplan that is printed above where its own steps are not. */
static struct plancost printed(double startup, double total)
{
    return (struct plancost){ .startup = startup, .total = total };
}

static void test_scans(void **state)
{
    static const struct {
        char source;
        double rows, clauses, want;
    } cases[] = {
        { 'T', 600037888, 0, 6000378.88 },
        { 'T', 1400000, 1, 17500.00 }, /* part, p_category = */
        { 'T', 1000000, 1, 12500.00 }, /* supplier, s_region = */
        { 'T', 2556, 0, 25.56 },
        { 'P', 192497, 0, 1924.97 },
        { 'P', 172456, 0, 1724.56 },
        { 'P', 8798, 0, 87.98 },
        { 'P', 202, 0, 2.02 },
        { 'P', 49990, 0, 499.90 },
        { 'P', 365, 0, 3.65 },
        { 'P', 11, 0, 0.11 },
        { 'I', 599037888, 2, 8985568.32 }, /* two comparisons of a date */
        { 'V', 4637, 0, 46.37 },
        { 'V', 4637, 1, 57.96 },
        { 'V', 1000, 1, 12.50 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_cost(plancost_scan(cases[i].rows, cases[i].clauses), 0,
                    cases[i].want, CENT);
}

/* Motion alone: a total less the same join without motion. */
static void test_motion(void **state)
{
    static const struct {
        char source;
        double rows, width, with, without;
    } broadcasts[] = {
        { 'P', 8798, 25, 3167290276.71, 10276.71 },
        { 'P', 202, 41, 3272334142.59 - 3167280000, 14142.59 },
        { 'V', 8798, 35, 3871130276.17, 10276.17 },
        { 'V', 11, 49, 6600286.07, 286.07 },
        { 'I', 15000000, 20, 4200077353037.66, 77353037.66 },
        { 'V', 1200, 4, 144002487.50, 2487.50 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(broadcasts); i++)
        assert_within(
            plancost_broadcast(broadcasts[i].rows, broadcasts[i].width),
            broadcasts[i].with - broadcasts[i].without, 0.02);
    /* T: the three inner sides, as theory.md 3 lists them. */
    assert_near(plancost_broadcast(56000, 16), 13.44e9, 0);
    assert_near(plancost_broadcast(201200, 4), 24.144e9, 0);
    assert_near(plancost_broadcast(2556, 8), 408.96e6, 0);
}

/*
 * The divisor of a DS_DIST_ differs by cluster and not by label: four
 * clusters, each with one number. In the third INNER and OUTER appear, in the
 * fourth BOTH.
 */
static void test_distribute(void **state)
{
    static const struct {
        char source;
        const char *label;
        double divisor, rows, width, motion, bound;
    } cases[] = {
        /* E: 58,653,620.93 less 287.60 of the join (test_hash_joins). */
        { 'E', "OUTER", 48, 8798, 23, 58653333.33, 0.01 },
        /* 4,801,542.00 less 1,542.00, the same join as DIST_ALL_NONE. */
        { 'V', "OUTER", 30, 1200, 4, 4800000.00, 0.01 },
        { 'V', "OUTER", 16, 26, 37, 780000.00, 1 },
        { 'V', "INNER", 16, 26, 97, 1755000.00, 20 },
        { 'V', "INNER", 16, 3, 41, 97500.00, 1 },
        /* 6,080,070,800,289.92 less 70,800,289.92, the keyed join. */
        { 'I', "INNER", 3, 76000000, 16, 6080000000000.00, 0.02 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_within(plancost_distribute(cases[i].rows, cases[i].width,
                                          cases[i].divisor),
                      cases[i].motion, cases[i].bound);
    /* V: DS_DIST_BOTH is the sum of its sides: 2,739,041,017.39 with 1,018
       for the join (a bucket of 2 rows). */
    assert_within(plancost_distribute(16885, 8, 1) +
                      plancost_distribute(156, 16, 1),
                  2739041017.39 - 1018, 1);
    assert_near(PLANCOST_DISTRIBUTE_DIVISOR, 48.0, 0);
}

/* Query 2 after tuning, from the scans up to the leader. */
static void test_tutorial_after(void **state)
{
    const double lines = 600037888, out = 4299912;
    const double with_part = select_rows(lines / 25);

    (void)state;
    struct plancost c =
        plancost_hash_join(plancost_scan(lines, 0), lines,
                           plancost_scan(1400000, 1), 56000, 1, with_part, 0);
    assert_cost(c, 17640.00, 13758507.64, CENT);
    c = plancost_hash_join(c, with_part, plancost_scan(1000000, 1), 188541, 1,
                           out, 0);
    assert_cost(c, 30611.35, 14114497.06, CENT);
    c = plancost_hash_join(c, out, plancost_scan(2556, 0), 2556, 1, out, 0);
    assert_cost(c, 30643.30, 14211277.03, CENT);
    c = plancost_hash_aggregate(c, out, 2, 1, 280, 0);
    assert_cost(c, 14243526.37, 14243527.07, CENT);
    c = plancost_sort(c, 280);
    assert_cost(c, 1000014243538.45, 1000014243539.15, CENT);
}

/*
 * Query 2 before tuning. The rows of its joins are not printed;
 * 24,001,516 * 201,200 / 1,000,000 = 4,829,105.02. The costs need 4,829,106
 * rows charged by the first join, 4,829,104 by the second and 4,829,106 rows
 * aggregated (each to one row or two): the approximate counts of plancost.h.
 */
static void test_tutorial_before(void **state)
{
    const double lines = 600037888, out = 4829106;
    const double with_part = select_rows(lines / 25);

    (void)state;
    struct plancost c = plancost_hash_join(
        plancost_scan(lines, 0), lines, plancost_scan(1400000, 1), 56000, 1,
        with_part, plancost_broadcast(56000, 16));
    c = plancost_hash_join(c, with_part, plancost_scan(1000000, 1), 201200, 1,
                           out, plancost_broadcast(201200, 4));
    assert_cost(c, 30643.00, 37598119820.65, CENT);
    c = plancost_hash_join(c, out, plancost_scan(2556, 0), 2556, 1, out - 2,
                           plancost_broadcast(2556, 8));
    assert_cost(c, 30674.95, 38007188507.46, 0.0105);
    c = plancost_hash_aggregate(c, out, 2, 1, 280, 0);
    assert_cost(c, 38007224725.76, 38007224726.46, 0.0105);
    c = plancost_sort(c, 280);
    assert_cost(c, 1038007224737.84, 1038007224738.54, 0.0105);
}

/* One join of P's plans with its figures for broadcast and for ALL. */
struct tickit_join {
    double inner_rows, width;
    double charged_rows, out_rows; /* the latter as printed */
    double startup, total;         /* printed */
};

static struct plancost tickit_merge(void)
{
    return plancost_merge_join(plancost_scan(192497, 0), 192497,
                               plancost_scan(172456, 0), 172456, 172456, 0);
}

static void tickit_plan(const struct tickit_join *joins, int count,
                        int broadcast, const double top[4])
{
    struct plancost c = tickit_merge();
    double rows = 172456;

    assert_cost(c, 0, 6286.47, CENT);
    for (int i = 0; i < count; i++) {
        const struct tickit_join j = joins[i];
        const double motion =
            broadcast ? plancost_broadcast(j.inner_rows, j.width) : 0;
        c = plancost_hash_join(c, rows, plancost_scan(j.inner_rows, 0),
                               j.inner_rows, 1, j.charged_rows, motion);
        assert_cost(c, j.startup, j.total, 0.0105);
        rows = j.out_rows;
    }
    /* 7 group columns; sum, max and the sum of HAVING; one condition. */
    c = plancost_hash_aggregate(c, rows, 7, 3, rows, 1);
    assert_cost(c, top[0], top[1], 0.02);
    c = plancost_sort(c, rows);
    assert_cost(c, top[2], top[3], 0.02);
}

/*
 * P. The plan counts 170,771 rows or 170,766, and some joins print one and
 * charge the other: see plancost.h. Which, is read off the cents.
 */
static void test_tickit(void **state)
{
    static const struct tickit_join broadcast[] = {
        { 8798, 25, 172456, 172456, 109.98, 3167290276.71 },
        { 202, 41, 170766, 170771, 112.50, 3272334142.59 },
        { 49990, 14, 170771, 170766, 737.38, 15269938609.81 },
        { 365, 11, 170766, 170771, 741.94, 15342942456.61 },
        { 11, 10, 170771, 170771, 742.08, 15345146299.10 },
    };
    static const double broadcast_top[] = { 15345150568.37, 15345152276.08,
                                            1015345167117.54,
                                            1015345167544.46 };
    static const struct tickit_join all[] = {
        { 8798, 25, 172456, 172456, 109.98, 10276.71 },
        { 202, 41, 170766, 170771, 112.50, 14142.59 },
        { 11, 10, 170771, 170771, 112.64, 17985.08 },
        { 365, 11, 170771, 170766, 117.20, 21831.99 },
        { 49990, 14, 170766, 170771, 742.08, 26299.10 },
    };
    static const double all_top[] = { 30568.37, 32276.08, 1000000047117.54,
                                      1000000047544.46 };

    (void)state;
    tickit_plan(broadcast, 5, 1, broadcast_top);
    tickit_plan(all, 5, 0, all_top);
}

/* Single joins; bucket_rows is 1 for a unique inner key. */
static void test_hash_joins(void **state)
{
    static const struct {
        char source;
        double outer_rows, inner_rows, bucket_rows, out_rows, motion;
        double startup, total;
    } cases[] = {
        /* E: DS_DIST_OUTER, 8,798 rows of 32 bytes. */
        { 'E', 8798, 202, 1, 8712, 10000 / 48. * 8798 * 32, 2.52, 58653620.93 },
        /* S: two sales to a listing. */
        { 'S', 192497, 3766, 2, 3766, 0, 47.08, 6340.89 },
        /* V: products are unique. */
        { 'V', 4637, 1000, 1, 4637, 0, 12.50, 163.20 },
        /* V: no statistics, a tenth of 1,200 rows in each bucket. */
        { 'V', 1200, 1200, 120, 7200, 0, 15.00, 1542.00 },
        { 'V', 1130, 1200, 120, 6780, 0, 15.00, 1452.92 },
        /* R: broadcast of 8,798 rows of 32 bytes. */
        { 'R', 172456, 8798, 1, 172456, 1e4 * 8798 * 32, 109.98,
          2815365714.80 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_cost(
            plancost_hash_join(
                plancost_scan(cases[i].outer_rows, 0), cases[i].outer_rows,
                plancost_scan(cases[i].inner_rows, 0), cases[i].inner_rows,
                cases[i].bucket_rows, cases[i].out_rows, cases[i].motion),
            cases[i].startup, cases[i].total, CENT);
}

/* V: sales and customers, with a filter and with a derived table. */
static void test_merge_joins(void **state)
{
    (void)state;
    assert_cost(plancost_merge_join(plancost_scan(4637, 0), 4637,
                                    plancost_scan(902, 0), 902, 4602, 0),
                0, 115.26, CENT);
    assert_cost(plancost_merge_join(plancost_scan(4637, 1), 4598,
                                    plancost_scan(902, 0), 902, 4563, 0),
                0, 126.36, CENT);
    assert_cost(plancost_merge_join(printed(0, 80.92), 909,
                                    plancost_scan(902, 0), 902, 902, 0),
                0, 103.48, 0.0105);
    /* Developer Guide, materialized views with a super column: the part of
       the last rows that is not read is 0.02 %. */
    const struct plancost c =
        plancost_merge_join(plancost_scan(1499986, 0), 1499986,
                            plancost_scan(99996, 0), 99996, 1470776, 0);
    assert_near(c.total, 34701.82, 2e-4);
}

/* V: 26 rows and 26 rows, no condition; the inner row has 4 bytes. */
static void test_nested_loop(void **state)
{
    const struct plancost side =
        plancost_subquery(plancost_unique(plancost_scan(26, 0), 26, 1), 26);

    (void)state;
    assert_cost(side, 0, 0.58, CENT);
    assert_cost(
        plancost_nested_loop(side, 26, side, 26, 0, plancost_broadcast(26, 4)),
        0, 3120022.56, CENT);
    /* Without statistics: 416 rows, 200 distinct. */
    const struct plancost large =
        plancost_subquery(plancost_unique(plancost_scan(416, 0), 416, 1), 200);
    assert_cost(large, 0, 7.20, CENT);
    assert_cost(plancost_nested_loop(large, 200, large, 200, 0,
                                     plancost_broadcast(200, 4)),
                0, 24001847.20, CENT);
}

static void test_hash_aggregates(void **state)
{
    static const struct {
        char source;
        double in_startup, in_total, rows, columns, aggregates, groups;
        double startup, total;
    } cases[] = {
        { 'Q', 0, 87.98, 8798, 1, 1, 576, 131.97, 133.41 },
        { 'R', 109.98, 2815365714.80, 172456, 1, 1, 576, 2815366577.07,
          2815366578.51 },
        { 'V', 12.50, 231.30, 4602, 2, 1, 4602, 265.82, 277.32 },
        /* DISTINCT: columns and no aggregate, nothing per group. */
        { 'V', 12.50, 231.30, 4602, 3, 0, 4602, 265.82, 265.82 },
        { 'V', 14.86, 243.48, 4522, 2, 1, 4522, 277.40, 288.70 },
        { 'V', 104.33, 120.24, 909, 1, 2, 200, 127.06, 128.06 },
        { 'I', 1137500, 77351933.42, 39163960, 1, 3, 5, 77743573.02,
          77743573.06 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_cost(plancost_hash_aggregate(
                        printed(cases[i].in_startup, cases[i].in_total),
                        cases[i].rows, cases[i].columns, cases[i].aggregates,
                        cases[i].groups, 0),
                    cases[i].startup, cases[i].total, 0.0105);
}

static void test_other_aggregates(void **state)
{
    (void)state;
    /* V: GroupAggregate of 4,637 sales, 909 customers, one sum; then a
       subquery scan, a sort at the leader, and windows. */
    const struct plancost group =
        plancost_group_aggregate(plancost_scan(4637, 0), 4637, 1, 1, 909);
    assert_cost(group, 0, 71.83, CENT);
    assert_cost(plancost_subquery(group, 909), 0, 80.92, CENT + 0.005);
    assert_cost(plancost_sort(group, 909), 1000000000116.50, 1000000000118.77,
                CENT);
    const struct plancost sorted =
        plancost_sort(plancost_subquery(group, 909), 909);
    assert_cost(sorted, 1000000000125.59, 1000000000127.86, CENT);
    assert_cost(plancost_window(sorted, 909, 0), 1000000000125.59,
                1000000000136.95, CENT);
    assert_cost(
        plancost_window(printed(1000000000147.76, 1000000000150.01), 902, 1),
        1000000000147.76, 1000000000161.29, 0.0105);
    /* V: Unique over one and over two columns. */
    assert_cost(plancost_unique(plancost_scan(4637, 0), 4637, 1), 0, 57.96,
                CENT);
    assert_cost(plancost_unique(plancost_scan(416, 0), 416, 2), 0, 6.24, CENT);
    /* M: count(*) of LINEORDER; S: avg over a join. */
    const struct plancost count =
        plancost_aggregate(plancost_scan(600037888, 0), 600037888, 1);
    assert_cost(count, 7500473.60, 7500473.60, CENT);
    const struct plancost avg =
        plancost_aggregate(printed(47.08, 6340.89), 3766, 1);
    assert_within(avg.startup, 6350.30, 0.0105);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scans),
        cmocka_unit_test(test_motion),
        cmocka_unit_test(test_distribute),
        cmocka_unit_test(test_tutorial_after),
        cmocka_unit_test(test_tutorial_before),
        cmocka_unit_test(test_tickit),
        cmocka_unit_test(test_hash_joins),
        cmocka_unit_test(test_merge_joins),
        cmocka_unit_test(test_nested_loop),
        cmocka_unit_test(test_hash_aggregates),
        cmocka_unit_test(test_other_aggregates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
