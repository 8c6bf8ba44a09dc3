/* Tests of sim/world/law: published vectors, and quantile against cdf. */
#include "tests/near.h"

#include <math.h>

#include "base/arena.h"
#include "base/rng.h"
#include "world/day.h"
#include "world/law/law.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* theory.md 7.6, to the six digits printed there. */
static const struct zipf_case {
    int64_t n;
    double theta, harmonic, top1, top10, top_percent;
} zipf_cases[] = {
    { 1000, 0.5, 61.801009, .016181, .081245, .081245 },
    { 1000, 0.8, 15.469810, .064642, .230456, .230456 },
    { 1000, 1, 7.485471, .133592, .391287, .391287 },
    { 1000, 1.2, 4.335765, .230640, .569153, .569153 },
    { 100000, 0.8, 45.562512, .021948, .078247, .339529 },
    { 100000, 1, 12.090146, .082712, .242261, .619138 },
    { 100000, 1.2, 5.091583, .196403, .484665, .851555 },
    { 1000000, 1, 14.392727, .069480, .203503, .680038 },
    { 1000000, 1.2, 5.276104, .189534, .467715, .909600 },
};

/* Half a unit of the sixth digit. */
#define PRINTED 5.0000001e-7

static struct law zipf(int64_t n, double theta, int64_t lo)
{
    return (
        struct law){ .kind = LAW_ZIPF, .lo = lo, .count = n, .theta = theta };
}

static void test_zipf_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(zipf_cases); i++) {
        const struct zipf_case *c = &zipf_cases[i];
        const struct law law = zipf(c->n, c->theta, 37);

        assert_within(law_harmonic(c->n, c->theta), c->harmonic, PRINTED);
        assert_within(law_share(&law, 37), c->top1, PRINTED);
        assert_within(law_cdf(&law, 37), c->top1, PRINTED);
        assert_within(law_cdf(&law, 46), c->top10, PRINTED);
        assert_within(law_cdf(&law, 36 + c->n / 100), c->top_percent, PRINTED);
    }
}

/* Closed forms of the harmonic number for large n. */
static void test_harmonic_asymptotes(void **state)
{
    const double n = 1e15;

    (void)state;
    /* ln n + Euler's gamma + 1/(2n) */
    assert_near(law_harmonic((int64_t)n, 1), log(n) + 0.57721566490153286,
                1e-14);
    /* 2 sqrt n + zeta(1/2) + n^-1/2 / 2; DLMF 25.11.43 and 25.6 */
    assert_near(law_harmonic(10000000000, 0.5),
                2e5 - 1.4603545088095868 + 0.5e-5, 1e-14);
    /* pi^2/6 - 1/n */
    assert_near(law_harmonic((int64_t)n, 2), 1.6449340668482264 - 1 / n, 1e-14);
    assert_near(law_harmonic(123457, 0), 123457, 1e-14);
    assert_within(law_harmonic(0, 0.7), 0, 0);
}

/* The formula beyond the head against the plain sum, small terms first. */
static void test_harmonic_sums(void **state)
{
    static const double thetas[] = { 0.3, 0.99999, 1, 1.00001, 1.7, 3.3 };

    (void)state;
    for (size_t i = 0; i < COUNT(thetas); i++) {
        double sum = 0;
        for (int64_t r = 70001; r >= 1; r--)
            sum += pow((double)r, -thetas[i]);
        assert_near(law_harmonic(70001, thetas[i]), sum, 2e-14);
    }
}

static void test_normal(void **state)
{
    const struct law law = {
        .kind = LAW_NORMAL, .mean = 100.5, .sd = 7, .lo = 80, .hi = 114
    };

    (void)state;
    /* Phi(1) and Phi(-2): Abramowitz and Stegun, table 26.1; code + 1/2. */
    assert_near(law_cdf(&law, 107), 0.841344746068543, 1e-14);
    assert_near(law_cdf(&law, 86), 0.022750131948179, 1e-12);
    /* The ends carry what lies beyond: 1 - Phi(13/7) and Phi(-20/7),
       erfc(x / sqrt 2) / 2 with the erfc of Python's math. */
    assert_near(law_share(&law, 114), 0.031645416116672, 1e-11);
    assert_near(law_share(&law, 80), 0.002137366980086, 1e-11);
    assert_within(law_cdf(&law, 79), 0, 0);
    assert_int_equal(law_quantile(&law, 0), 80);
    assert_int_equal(law_quantile(&law, 0.9999), 114);
    assert_int_equal(law_quantile(&law, 0.5), 101);
}

/* A degenerate normal is a constant. */
static void test_normal_without_spread(void **state)
{
    const struct law law = {
        .kind = LAW_NORMAL, .mean = 41.2, .sd = 0, .lo = -9, .hi = 99
    };

    (void)state;
    assert_int_equal(law_quantile(&law, 0), 41);
    assert_int_equal(law_quantile(&law, 0.83), 41);
    assert_within(law_share(&law, 41), 1, 0);
}

static void test_list(void **state)
{
    struct arena *a = arena_begin();
    const int64_t codes[] = { -5, 3, 8, 21, 34 };
    const double weights[] = { 0, 3, 0, 1, 0 };
    const struct law *law = law_list(a, codes, weights, 5);
    int64_t lo, hi;

    (void)state;
    assert_within(law_share(law, 3), 0.75, 0);
    assert_within(law_share(law, 8), 0, 0);
    assert_within(law_cdf(law, 20), 0.75, 0);
    assert_within(law_cdf(law, 21), 1, 0);
    assert_within(law_distinct(law), 2, 0);
    law_range(law, &lo, &hi);
    assert_int_equal(lo, 3);
    assert_int_equal(hi, 21);
    assert_int_equal(law_quantile(law, 0), 3);
    assert_int_equal(law_quantile(law, 0.75), 21);
    arena_done(a);
}

static void test_hot(void **state)
{
    struct law inner = { .kind = LAW_UNIFORM, .lo = 10, .hi = 19 };
    struct law law = {
        .kind = LAW_HOT, .lo = 14, .share = 0.37, .inner = &inner
    };

    (void)state;
    /* By hand: 0.37 + 0.63/10, and 0.63 * 4/10 below it. */
    assert_near(law_share(&law, 14), 0.433, 1e-14);
    assert_near(law_cdf(&law, 13), 0.252, 1e-14);
    assert_near(law_cdf(&law, 14), 0.685, 1e-14);
    assert_within(law_distinct(&law), 10, 0);
    assert_int_equal(law_quantile(&law, 0.2519), 13);
    assert_int_equal(law_quantile(&law, 0.2521), 14);
    assert_int_equal(law_quantile(&law, 0.6849), 14);
    assert_int_equal(law_quantile(&law, 0.6851), 15);
    law.lo = 900; /* outside the others */
    assert_within(law_distinct(&law), 11, 0);
    assert_near(law_share(&law, 900), 0.37, 1e-14);
    assert_int_equal(law_quantile(&law, 0.64), 900);
}

/* 1998-03-30 is a Monday; two weeks across a change of month. */
static void test_date(void **state)
{
    struct arena *a = arena_begin();
    const int64_t monday = day_of(1998, 3, 30);
    const double weekly[7] = { 1, 1, 1, 1, 3, 0, 0 };
    const double yearly[12] = { 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    const double nothing[7] = { 0 };
    const struct law *law = law_date(a, monday, monday + 13, weekly, yearly);

    (void)state;
    /* Mon, Tue in March weigh 2; then 1+1+3; next week 1+1+1+1+3: 16. */
    assert_near(law_share(law, monday), 2.0 / 16, 1e-15);
    assert_near(law_share(law, monday + 4), 3.0 / 16, 1e-14);
    assert_within(law_share(law, monday + 5), 0, 0);
    assert_within(law_distinct(law), 10, 0);
    assert_int_equal(law_quantile(law, 0.9999), monday + 11);
    assert_null(law_date(a, monday, monday + 13, nothing, NULL));
    arena_done(a);
}

static void test_maps(void **state)
{
    static const int64_t from[] = { -7, 12, 400 }, to[] = { 5, 1, 9 };
    const struct law divide = { .kind = LAW_FROM,
                                .map = MAP_DIVIDE,
                                .divisor = 10,
                                .offset = 3,
                                .base = 100 };
    const struct law modulo = { .kind = LAW_FROM,
                                .map = MAP_MODULO,
                                .divisor = 10,
                                .offset = 3,
                                .base = 100 };
    const struct law table = { .kind = LAW_FROM,
                               .map = MAP_TABLE,
                               .from_codes = (int64_t[]){ -7, 12, 400 },
                               .to_codes = (int64_t[]){ 5, 1, 9 },
                               .map_count = 3,
                               .base = -1 };
    const struct law hash = {
        .kind = LAW_FROM, .map = MAP_HASH, .divisor = 17, .base = 40
    };
    int64_t seen[17] = { 0 };

    (void)state;
    assert_int_equal(law_map(&divide, 47), 104);
    assert_int_equal(law_map(&divide, 2), 99); /* floor, not towards 0 */
    assert_int_equal(law_map(&modulo, 47), 104);
    assert_int_equal(law_map(&modulo, 2), 109);
    for (int i = 0; i < 3; i++)
        assert_int_equal(law_map(&table, from[i]), to[i]);
    assert_int_equal(law_map(&table, 11), -1);
    for (int64_t x = 0; x < 17000; x++) {
        const int64_t code = law_map(&hash, x);
        assert_in_range(code, 40, 56);
        seen[code - 40]++;
    }
    /* 1000 each; five standard deviations of sqrt(1000 * 16/17). */
    for (int i = 0; i < 17; i++)
        assert_within((double)seen[i], 1000, 5 * 30.7);
}

static void test_arithmetic(void **state)
{
    (void)state;
    assert_true(law_add(INT64_MAX - 3, 9) == INT64_MAX);
    assert_true(law_add(INT64_MIN + 3, -9) == INT64_MIN + 1);
    assert_true(law_add(-4, 9) == 5);
    assert_true(law_multiply(INT64_C(1) << 40, -(INT64_C(1) << 40)) ==
                INT64_MIN + 1);
    assert_true(law_multiply(-(INT64_C(1) << 40), -(INT64_C(1) << 40)) ==
                INT64_MAX);
    assert_true(law_multiply(-12, 11) == -132);
}

/* Every kind of law, and the sizes at which doubles get coarse. */
static size_t make_laws(struct arena *a, struct law *laws)
{
    size_t n = 0;
    const int64_t codes[] = { -900, -7, 0, 5, 6, 7, 1000003 };
    const double weights[] = { 1, 0.3, 0, 2.2, 1e-9, 7, 0.11 };
    const double weekly[7] = { 1, 1.2, 1.3, 1.1, 2, 0.4, 0 };
    double *many_weights = ARENA_ARRAY(a, 3001, double);
    int64_t *many = ARENA_ARRAY(a, 3001, int64_t);

    for (int i = 0; i < 3001; i++) {
        many[i] = 7 * (int64_t)i - 400;
        many_weights[i] = i % 11 * (i % 7);
    }
    laws[n++] = (struct law){ .kind = LAW_CONSTANT, .lo = -77 };
    laws[n++] = *law_uniform(a, -13, 57);
    laws[n++] = *law_uniform(a, 1, 600037902);
    laws[n++] = *law_uniform(a, -3, INT64_C(1) << 57);
    laws[n++] = *law_uniform(a, INT64_MIN + 1, INT64_MAX);
    laws[n++] = (struct law){
        .kind = LAW_NORMAL, .mean = 12.3, .sd = 4.7, .lo = 0, .hi = 31
    };
    laws[n++] = (struct law){ .kind = LAW_NORMAL,
                              .mean = -1e6,
                              .sd = 3e12,
                              .lo = -INT64_C(9000000000000),
                              .hi = INT64_C(9000000000000) };
    laws[n++] = zipf(1, 0.8, 5);
    laws[n++] = zipf(64, 1.1, 5);
    laws[n++] = zipf(65, 0.9, -5);
    laws[n++] = zipf(1000, 0, 5);
    laws[n++] = zipf(1000003, 0.8, 1);
    laws[n++] = zipf(1000003, 1, 1);
    laws[n++] = zipf(50000017, 1.3, 1);
    laws[n++] = zipf(INT64_C(1000000000000000), 0.7, 1);
    laws[n++] = zipf(INT64_C(1000000000000000), 2.9, 1);
    laws[n++] = *law_list(a, codes, weights, 7);
    laws[n++] = *law_list(a, many, many_weights, 3001);
    laws[n++] = *law_date(a, -2922, -367, weekly, NULL);
    for (size_t i = 0, plain = n; i < plain; i += 3) {
        laws[n] = (struct law){
            .kind = LAW_HOT, .lo = 6, .share = 0.2173, .inner = &laws[i]
        };
        n++;
    }
    laws[n] = (struct law){
        .kind = LAW_HOT, .lo = 99, .share = 0.11, .inner = &laws[n - 1]
    };
    n++;
    return n;
}

static void check_inverse(const struct law *law, double u)
{
    const int64_t code = law_quantile(law, u);
    int64_t lo, hi;

    law_range(law, &lo, &hi);
    assert_true(code >= lo && code <= hi);
    assert_true(law_cdf(law, code) > u);
    if (code > lo)
        assert_true(law_cdf(law, code - 1) <= u);
}

static void test_quantile_inverts_cdf(void **state)
{
    struct arena *a = arena_begin();
    struct law *laws = ARENA_ARRAY(a, 64, struct law);
    const size_t n = make_laws(a, laws);
    const struct rng_stream stream = rng_stream(7001, "test_law.inverse", 0);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        check_inverse(&laws[i], 0);
        check_inverse(&laws[i], 1 - 0x1p-53);
        check_inverse(&laws[i], 0x1p-53);
        for (uint64_t k = 0; k < 3000; k++) {
            const double u = rng_unit(stream, k);
            check_inverse(&laws[i], u);
            /* Near both ends, where digits are few. */
            check_inverse(&laws[i], u * 0x1p-40);
            check_inverse(&laws[i], 1 - (u + 0x1p-10) * 0x1p-40);
            /* And exactly on a step. */
            const double step = law_cdf(&laws[i], law_quantile(&laws[i], u));
            if (step < 1)
                check_inverse(&laws[i], step);
        }
    }
    arena_done(a);
}

static void test_sampler_is_quantile(void **state)
{
    struct arena *a = arena_begin();
    struct law *laws = ARENA_ARRAY(a, 64, struct law);
    const size_t n = make_laws(a, laws);
    const struct rng_stream stream = rng_stream(7001, "test_law.sampler", 0);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        struct law_sampler s;
        law_sampler_init(&s, &laws[i], 100000);
        for (uint64_t k = 0; k < 4000; k++) {
            const double u = k < 256 ? (double)k / 256 : rng_unit(stream, k);
            assert_true(law_sample(&s, u) == law_quantile(&laws[i], u));
        }
    }
    arena_done(a);
}

/* Shares sum to the cdf, and the cdf is 0 below and 1 at the end. */
static void test_shares_sum(void **state)
{
    struct arena *a = arena_begin();
    struct law *laws = ARENA_ARRAY(a, 64, struct law);
    const size_t n = make_laws(a, laws);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        int64_t lo, hi;
        double sum = 0;

        law_range(&laws[i], &lo, &hi);
        assert_within(law_cdf(&laws[i], lo - 1), 0, 0);
        assert_within(law_cdf(&laws[i], hi), 1, 0);
        for (int64_t k = 0; k < 300 && lo + k <= hi; k++) {
            sum += law_share(&laws[i], lo + k);
            assert_within(law_cdf(&laws[i], lo + k), sum, 1e-13);
        }
    }
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zipf_vectors),
        cmocka_unit_test(test_harmonic_asymptotes),
        cmocka_unit_test(test_harmonic_sums),
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_normal_without_spread),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_hot),
        cmocka_unit_test(test_date),
        cmocka_unit_test(test_maps),
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_quantile_inverts_cdf),
        cmocka_unit_test(test_sampler_is_quantile),
        cmocka_unit_test(test_shares_sum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
