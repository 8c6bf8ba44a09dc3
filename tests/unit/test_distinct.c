/* Tests of models/distinct. */
#include "models/distinct.h"

#include "tests/abort.h"
#include "tests/near.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* theory.md 7.1, printed to six digits. */
static void test_vectors(void **state)
{
    static const struct {
        double n, m, k, yao, cardenas;
    } v[] = {
        { 100, 10, 1, 1, 1 },
        { 100, 10, 2, 1.909091, 1.900000 },
        { 100, 10, 10, 6.695238, 6.513216 },
        { 100, 10, 50, 9.994066, 9.948462 },
        { 1000, 100, 10, 9.603155, 9.561792 },
        { 1000, 100, 100, 65.307229, 63.396766 },
        { 1000, 100, 500, 99.906681, 99.342952 },
        { 10000, 100, 100, 63.580548, 63.396766 },
        { 10000, 1000, 1000, 651.495972, 632.304575 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(v); i++) {
        assert_within(distinct_yao(v[i].n, v[i].m, v[i].k), v[i].yao, 5.1e-7);
        assert_within(distinct_cardenas(v[i].m, v[i].k), v[i].cardenas, 5.1e-7);
        assert_within(distinct_of_draws(v[i].k, v[i].m), v[i].cardenas, 5.1e-7);
    }
}

/* The gamma-function branch against Yao's product, written as he wrote it. */
static void test_yao_branches(void **state)
{
    static const struct {
        double n, m, k;
    } cases[] = { { 9e6, 3000, 2000 }, { 5e5, 125, 1500 }, { 7e7, 31, 4096 } };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const double n = cases[i].n, m = cases[i].m;
        double miss = 1;
        for (double j = 1; j <= cases[i].k; j++)
            miss *= (n - n / m - j + 1) / (n - j + 1);
        assert_near(distinct_yao(n, m, cases[i].k), m * (1 - miss), 1e-8);
    }
    /* Hundreds of millions of rows: between Cardenas and the limit. */
    const double big = distinct_yao(600037902, 60003, 95321);
    assert_true(big > distinct_cardenas(60003, 95321));
    assert_near(big, distinct_cardenas(60003, 95321), 1e-4);
}

static void test_edges(void **state)
{
    (void)state;
    assert_within(distinct_yao(1000, 100, 0), 0, 0);
    assert_near(distinct_yao(1000, 100, 1000), 100.0, 0);
    assert_near(distinct_yao(1000, 100, 991), 100.0, 0);      /* > n - n/m */
    assert_near(distinct_yao(1000, 1000, 371), 371.0, 1e-12); /* unique */
    assert_within(distinct_cardenas(17, 0), 0, 0);
    assert_within(distinct_cardenas(1, 0.25), 0.25, 0);
    assert_near(distinct_cardenas(1, 9), 1.0, 0);
    assert_near(distinct_cardenas(1e15, 12345), 12345.0, 1e-10);
    assert_within(distinct_cardenas(17, 0.4), 0.4, 0); /* not above k */
    assert_aborts(distinct_yao(10, 11, 3));
    assert_aborts(distinct_yao(100, 10, 101));
    assert_aborts(distinct_cardenas(0.5, 3));
}

static void test_bounds(void **state)
{
    (void)state;
    for (double m = 1; m < 3000; m = m * 2.3 + 1) {
        double before = 0;
        for (double k = 0; k <= 3000; k += 37) {
            const double yao = distinct_yao(3000, m, k);
            assert_true(yao >= before - 1e-9);
            assert_true(yao <= fmin(m, k) * (1 + 1e-12));
            assert_true(yao >= distinct_cardenas(m, k) * (1 - 1e-9));
            before = yao;
        }
    }
}

/* Exact expected distinct of n draws from a Zipf law of d ranks. */
static double zipf_distinct(double n, int d, double theta, double *squares)
{
    double sum = 0, hit = 0;

    *squares = 0;
    for (int r = 1; r <= d; r++)
        sum += pow(r, -theta);
    for (int r = 1; r <= d; r++) {
        const double f = pow(r, -theta) / sum;
        *squares += f * f;
        hit += -expm1(n * log1p(-f));
    }
    return hit;
}

/* The errors that README reports for a law that is not gamma-shaped. */
static void test_weighted_zipf(void **state)
{
    static const struct {
        double n;
        int d;
        double theta, rel;
    } cases[] = {
        { 100, 1000, 0.5, 0.02 },  { 1000, 1000, 0.5, 0.02 },
        { 3000, 1000, 0.5, 0.02 }, { 333, 1000, 0.8, 0.11 },
        { 1000, 1000, 0.8, 0.11 }, { 10000, 1000, 0.8, 0.11 },
        { 333, 1000, 1.0, 0.10 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        double q = 0;
        const double want =
            zipf_distinct(cases[i].n, cases[i].d, cases[i].theta, &q);
        const double got = distinct_weighted(cases[i].n, cases[i].d, q);
        assert_near(got, want, cases[i].rel);
        /* Better than taking the values as equal, where that is wrong. */
        const double plain = distinct_of_draws(cases[i].n, cases[i].d);
        assert_true(fabs(got - want) < fabs(plain - want) ||
                    fabs(plain - want) < 0.05 * want);
    }
}

static void test_classes(void **state)
{
    const double share[] = { 0.25, 0.125, 0 }, values[] = { 2, 4, 9 };

    (void)state;
    /* By hand: 2 (1 - .75^3) + 4 (1 - .875^3). */
    assert_near(distinct_of_classes(3, share, values, 3), 2.4765625, 1e-14);
    assert_near(distinct_of_classes(3, share, values, 0) + 1, 1.0, 0);
    const double all[] = { 1 }, one[] = { 1 };
    assert_near(distinct_of_classes(17, all, one, 1), 1.0, 0);
    assert_near(distinct_of_classes(0.25, all, one, 1), 0.25, 0);
    const double even[] = { 1 / 137. }, many[] = { 137 };
    assert_near(distinct_of_classes(713, even, many, 1),
                distinct_cardenas(137, 713), 1e-13);
    assert_aborts(distinct_of_classes(3, many, one, 1));
}

static void test_weighted_limits(void **state)
{
    (void)state;
    /* Equal shares are Cardenas, and nearly equal shares nearly. */
    assert_near(distinct_weighted(713, 137, 1 / 137.0),
                distinct_cardenas(137, 713), 1e-14);
    assert_near(distinct_weighted(713, 137, 1.0000001 / 137),
                distinct_cardenas(137, 713), 1e-4);
    /* By hand, d = 10, q = 5/18: c = 16/9, h = 1/2, and with n = 3
       hot = .875 + 9 (1 - (17/18)^3) and smooth = 10 (1 - exp(-.25725..)). */
    assert_near(distinct_weighted(3, 10, 5 / 18.0), 2.28071511288874, 1e-12);
    /* More skew, fewer values. */
    double before = 137;
    for (double q = 1 / 137.0; q < 1; q *= 1.31) {
        const double got = distinct_weighted(713, 137, q);
        assert_true(got <= before && got > 0);
        before = got;
    }
    assert_near(distinct_weighted(9, 1, 1), 1.0, 0);
    assert_aborts(distinct_weighted(9, 137, 0.5 / 137));
}

static void test_after_filter(void **state)
{
    (void)state;
    /* 100 rows in 10 values, 10 rows kept: theory.md 7.1's vector. */
    assert_within(distinct_after_filter(10, 100, 10), 6.695238, 5.1e-7);
    assert_near(distinct_after_filter(250, 1e6, 1e6), 250.0, 0);
    assert_within(distinct_after_filter(250, 1e6, 0), 0, 0);
    assert_near(distinct_after_filter(5000, 1000, 37), 37.0, 1e-12);
    assert_within(distinct_after_filter(0, 1000, 37), 0, 0);
    assert_near(distinct_after_filter(0.4, 1000, 37), 0.4, 0);
    assert_near(distinct_after_filter(9, 0.5, 0.25), 0.25, 0);
    assert_near(distinct_after_filter(1, 1.5, 1), 1.0, 1e-12);
}

static void test_groups(void **state)
{
    const double columns[] = { 7, 40, 0 };
    const double huge[] = { 1e200, 1e200 };

    (void)state;
    /* By hand: 280 groups, and no chance to miss one in 4.3 M rows (Q2 of
       the tuning tutorial prints rows=280 for 7 years x 40 brands). */
    assert_near(distinct_groups(columns, 2, 4299912), 280.0, 1e-12);
    /* By hand: 280 (1 - (279/280)^2) = 2 - 1/280. */
    assert_near(distinct_groups(columns, 2, 2), 2 - 1 / 280.0, 1e-12);
    assert_near(distinct_groups(columns, 3, 4299912), 280.0, 1e-12);
    assert_near(distinct_groups(columns, 0, 17), 1.0, 0);
    assert_near(distinct_groups(huge, 2, 123456), 123456.0, 1e-12);
    assert_within(distinct_groups(columns, 2, 0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_yao_branches),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_weighted_zipf),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_weighted_limits),
        cmocka_unit_test(test_after_filter),
        cmocka_unit_test(test_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
