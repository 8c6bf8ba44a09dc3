/* Moments, quantiles and intervals: base/stat. */
#include "base/stat.h"

#include <stdlib.h>

#include "base/draw.h"
#include "tests/near.h"

/* By hand: 2 4 4 4 5 5 7 9 have mean 5 and squared deviations of 32. */
static void test_moments(void **state)
{
    (void)state;
    const double x[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
    struct stat_moments all = { 0 }, left = { 0 }, right = { 0 };

    for (int i = 0; i < 8; i++) {
        stat_add(&all, x[i]);
        stat_add(i < 3 ? &left : &right, x[i]);
    }
    assert_near(all.mean, 5, 1e-15);
    assert_near(stat_variance(&all), 32.0 / 7, 1e-15);
    stat_merge(&left, &right);
    assert_near(left.mean, 5, 1e-15);
    assert_near(left.m2, 32, 1e-14);
    const struct stat_moments none = { 0 };
    stat_merge(&left, &none);
    assert_int_equal(left.count, 8);
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Against the sorted values themselves, within the stated error. */
static void test_sketch(void **state)
{
    (void)state;
    enum { N = 20011 };
    static double x[N];
    static struct stat_sketch s, t;
    struct draw d = draw_begin(rng_stream(5, "sketch", 0));

    for (int i = 0; i < N; i++) {
        x[i] = draw_lognormal(&d, 3) * 1.7;
        stat_sketch_add(i % 2 ? &s : &t, x[i]);
    }
    stat_sketch_merge(&s, &t);
    qsort(x, N, sizeof(*x), by_size);
    const double p[] = { 0.001, 0.25, 0.5, 0.95, 0.99, 1 };
    for (int i = 0; i < 6; i++) {
        const double want = x[(int)ceil(p[i] * N) - 1];
        assert_near(stat_sketch_quantile(&s, p[i]), want, STAT_SKETCH_ERROR);
    }
    assert_within(stat_sketch_cdf(&s, x[N / 2]), 0.5, 0.01);
}

static void test_sketch_of_zeros(void **state)
{
    (void)state;
    static struct stat_sketch s;

    assert_true(isnan(stat_sketch_quantile(&s, 0.5)));
    for (int i = 0; i < 3; i++)
        stat_sketch_add(&s, 0);
    stat_sketch_add(&s, 3.25);
    assert_true(stat_sketch_quantile(&s, 0.75) == 0);
    assert_near(stat_sketch_quantile(&s, 0.76), 3.25, STAT_SKETCH_ERROR);
    stat_sketch_add(&s, 1e30); /* counted in the last bucket */
    assert_true(stat_sketch_quantile(&s, 1) > 3e10);
}

/* t(0.975, 4) = 2.776445 and t(0.995, 4) = 4.604095, any table of Student. */
static void test_interval(void **state)
{
    (void)state;
    const double x[] = { 3.1, (double)NAN, 2.9, 3.6, 3.3, 2.6 };
    struct stat_interval i = stat_interval_of(x, 6, 0.95);

    /* Mean 3.1, squared deviations .04 + .25 + .04 + .25 = .58. */
    assert_int_equal(i.count, 5);
    assert_near(i.mean, 3.1, 1e-14);
    assert_near(i.half, 2.776445 * sqrt(0.58 / 4 / 5), 1e-6);
    i = stat_interval_of(x, 6, 0.99);
    assert_near(i.half, 4.604095 * sqrt(0.58 / 4 / 5), 1e-6);
    assert_true(isnan(stat_interval_of(x, 1, 0.95).half));
    assert_true(isnan(stat_interval_of(x, 0, 0.95).mean));
}

/* A ramp, then noise: the cut is at the end of the ramp, to a step. */
static void test_warmup(void **state)
{
    (void)state;
    double x[200];
    struct draw d = draw_begin(rng_stream(5, "warm-up", 0));

    for (int i = 0; i < 200; i++)
        x[i] = (i < 40 ? i / 4.0 : 10) + draw_normal(&d) * 0.1;
    assert_in_range(stat_warmup(x, 200), 35, 50);
    for (int i = 0; i < 200; i++)
        x[i] = 2.5;
    assert_int_equal(stat_warmup(x, 200), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments),         cmocka_unit_test(test_sketch),
        cmocka_unit_test(test_sketch_of_zeros), cmocka_unit_test(test_interval),
        cmocka_unit_test(test_warmup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
