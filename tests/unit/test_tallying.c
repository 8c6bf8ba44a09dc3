/*
 * How many different counts there are: sums over the binomial or Poisson
 * distribution, simulated groups, and the bound.
 */
#include "models/tallying.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "tests/near.h"

enum { MOST = 100000, TRIALS = 24 };

/* Throws rows at groups: how many different numbers of rows, in the mean. */
static double thrown(const double *share, int groups, int rows, bool empty)
{
    int *const count = calloc((size_t)groups, sizeof(int));
    char *const seen = calloc((size_t)rows + 1, 1);
    double sum = 0;

    for (int t = 0; t < TRIALS; t++) {
        const struct rng_stream s =
            rng_stream(31, "test.tallying", (uint64_t)t);
        memset(count, 0, (size_t)groups * sizeof(int));
        memset(seen, 0, (size_t)rows + 1);
        for (int r = 0; r < rows; r++) {
            const double u = rng_unit(s, (uint64_t)r);
            int lo = 0, hi = groups - 1;
            while (lo < hi) {
                const int middle = (lo + hi) / 2;
                if (share[middle] > u)
                    hi = middle;
                else
                    lo = middle + 1;
            }
            count[lo]++;
        }
        for (int g = 0; g < groups; g++)
            if (count[g] > 0 || empty)
                seen[count[g]] = 1;
        for (int k = 0; k <= rows; k++)
            sum += seen[k];
    }
    free(count);
    free(seen);
    return sum / TRIALS;
}

/* Cumulative shares of a Zipf law; 0: even. */
static double *zipf(int groups, double theta)
{
    double *const p = calloc((size_t)groups, sizeof(double));
    double sum = 0;

    for (int i = 0; i < groups; i++)
        p[i] = sum += pow(i + 1, -theta);
    for (int i = 0; i < groups; i++)
        p[i] /= sum;
    return p;
}

static void test_even_groups(void **state)
{
    static const struct {
        int groups, rows;
    } cases[] = { { 1000, 10000 }, { 7, 5000 },    { 30000, 90000 },
                  { 200, 97 },     { 50, 100000 }, { 1, 777 } };
    (void)state;

    for (int i = 0; i < 6; i++) {
        double *const even = zipf(cases[i].groups, 0);
        const double rows = (double)cases[i].rows / cases[i].groups;
        const double groups = cases[i].groups;
        for (int empty = 0; empty < 2; empty++)
            assert_within(tallying_values(&rows, &groups, 1, 0, empty),
                          thrown(even, cases[i].groups, cases[i].rows, empty),
                          0.6);
        free(even);
    }
}

/* Every group a class of its own. */
static void test_zipf_groups(void **state)
{
    enum { GROUPS = 3000, ROWS = 60000 };
    double *const p = zipf(GROUPS, 0.8);
    double rows[GROUPS], groups[GROUPS];
    (void)state;

    for (int i = 0; i < GROUPS; i++) {
        rows[i] = ROWS * (p[i] - (i > 0 ? p[i - 1] : 0));
        groups[i] = 1;
    }
    assert_near(tallying_values(rows, groups, GROUPS, 0, false),
                thrown(p, GROUPS, ROWS, false), 0.02);
    free(p);
}

/* Very large groups differ all, or fill what they span. */
static void test_far(void **state)
{
    const double rows = 1e8, few = 5, many = 1e9;
    (void)state;

    assert_near(tallying_values(&rows, &few, 1, 0, false), 5, 1e-3);
    assert_near(tallying_values(&rows, &many, 1, 0, false), 8e4, 1e-4);
    /* Means that differ by a fifth: 20 million numbers. */
    assert_near(tallying_values(&rows, &many, 1, 0.2, false), 2.008e7, 1e-3);
}

/* 1 + 2 + .. + 447 = 100,128 <= 100,200 < 1 + .. + 448. */
static void test_bound(void **state)
{
    (void)state;
    assert_near(floor(tallying_most(100200)), 447, 0);
    assert_near(tallying_most(0), 0, 0);
    for (double mean = 0.1; mean < 1000; mean *= 3.7) {
        const double groups = MOST / mean;
        assert_true(tallying_values(&mean, &groups, 1, 0, false) <=
                    tallying_most(MOST));
        assert_true(tallying_values(&mean, &groups, 1, 0, true) <= groups);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_even_groups),
        cmocka_unit_test(test_zipf_groups),
        cmocka_unit_test(test_far),
        cmocka_unit_test(test_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
