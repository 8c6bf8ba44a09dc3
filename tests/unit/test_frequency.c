/* Tests of sim/world/frequency and pmf: against sums over all values. */
#include "tests/near.h"

#include <math.h>

#include "base/rng.h"
#include "world/frequency.h"
#include "world/law/pmf.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Every kind of law that draws, some with more values than are summed. */
static size_t make_laws(struct arena *a, struct law *laws)
{
    static const int64_t codes[] = { -40, 3, 17, 18, 1000 };
    static const double weights[] = { 0.4, 3, 0, 1.3, 0.02 };
    size_t n = 0;
    int64_t *many = ARENA_ARRAY(a, 100003, int64_t);
    double *shares = ARENA_ARRAY(a, 100003, double);

    for (int i = 0; i < 100003; i++) {
        many[i] = i;
        shares[i] = 1 + i % 13;
    }
    laws[n++] = (struct law){ .kind = LAW_CONSTANT, .lo = 31 };
    laws[n++] = *law_uniform(a, -7, 411);
    laws[n++] =
        (struct law){ .kind = LAW_ZIPF, .lo = 5, .count = 1237, .theta = 0.83 };
    laws[n++] = (struct law){
        .kind = LAW_ZIPF, .lo = 5, .count = 200003, .theta = 1.07
    };
    laws[n++] = *law_list(a, codes, weights, COUNT(codes));
    laws[n++] = *law_list(a, many, shares, 100003);
    laws[n++] = (struct law){
        .kind = LAW_NORMAL, .mean = 50.3, .sd = 21.7, .lo = 0, .hi = 80
    };
    laws[n++] = (struct law){
        .kind = LAW_NORMAL, .mean = 7e4, .sd = 2e4, .lo = -9999, .hi = 99999
    };
    laws[n++] = (struct law){
        .kind = LAW_NORMAL, .mean = -9, .sd = 0.4, .lo = -20, .hi = 80
    };
    for (size_t i = 1, plain = n; i < plain; i++)
        laws[n++] = (struct law){
            .kind = LAW_HOT, .lo = 17, .share = 0.173, .inner = &laws[i]
        };
    return n;
}

/* Every code that a law can give, by law_share alone. */
static struct pmf list_all(struct arena *a, const struct law *law)
{
    int64_t lo, hi;

    law_range(law, &lo, &hi);
    struct pmf p = pmf_new(a, hi - lo + 1);
    double before = 0;
    for (int64_t i = 0; i < p.count; i++) {
        const double cdf = law_cdf(law, lo + i);
        p.codes[i] = lo + i;
        p.shares[i] = cdf - before;
        before = cdf;
    }
    return p;
}

static void test_against_sums(void **state)
{
    static const double draws[] = { 1, 97, 313373, 1e15 };
    struct arena *a = arena_begin();
    struct law laws[32];
    const size_t n = make_laws(a, laws);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        const struct pmf p = list_all(a, &laws[i]);
        double most = 0, squares = 0;
        for (int64_t k = 0; k < p.count; k++) {
            most = fmax(most, p.shares[k]);
            squares += p.shares[k] * p.shares[k];
        }
        assert_near(frequency_hottest(&laws[i]), most, 1e-9);
        assert_near(frequency_concentration(&laws[i]), squares, 1e-6);
        for (size_t d = 0; d < COUNT(draws); d++) {
            double distinct = 0;
            for (int64_t k = 0; k < p.count; k++)
                distinct += 1 - pow(1 - p.shares[k], draws[d]);
            assert_near(frequency_distinct(&laws[i], draws[d]), distinct, 5e-4);
        }
    }
    arena_done(a);
}

static void test_top(void **state)
{
    struct arena *a = arena_begin();
    struct law laws[32];
    const size_t n = make_laws(a, laws);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        const struct pmf p = list_all(a, &laws[i]);
        double got[37], want[37];
        struct pmf_top top = { .shares = want, .most = COUNT(want) };
        const size_t count = frequency_top(&laws[i], got, COUNT(got));

        for (int64_t k = 0; k < p.count; k++)
            if (p.shares[k] > 0)
                pmf_top_add(&top, p.shares[k]);
        const size_t all = pmf_top_done(&top);
        const struct law *inner =
            laws[i].kind == LAW_HOT ? laws[i].inner : &laws[i];
        if (inner->kind == LAW_UNIFORM) { /* alike: only the hot one */
            assert_int_equal(count, laws[i].kind == LAW_HOT);
            if (count > 0)
                assert_near(got[0], want[0], 1e-9);
            continue;
        }
        /* A narrow normal has codes whose share rounds to nothing. */
        assert_true(count == all || laws[i].kind == LAW_NORMAL ||
                    inner->kind == LAW_NORMAL);
        for (size_t k = 0; k < all; k++)
            assert_within(got[k], want[k], 1e-12);
    }
    arena_done(a);
}

/* H(n, 2t) / H(n, t)^2 with the sums of theory.md 7.6: t = 0.5 needs
   H(1000, 1) = 7.485471 and H(1000, .5) = 61.801009. */
static void test_zipf_concentration(void **state)
{
    const struct law law = {
        .kind = LAW_ZIPF, .lo = 1, .count = 1000, .theta = 0.5
    };

    (void)state;
    assert_near(frequency_concentration(&law),
                7.485471 / (61.801009 * 61.801009), 1e-7);
}

/* So many values that nothing can be summed. */
static void test_huge_laws(void **state)
{
    struct arena *a = arena_begin();
    const int64_t n = INT64_C(1000000000000000);
    const struct law *uniform = law_uniform(a, 1, n);
    const struct law wide = {
        .kind = LAW_NORMAL, .mean = 0, .sd = 1e12, .lo = -n, .hi = n
    };
    const struct law even = { .kind = LAW_ZIPF, .lo = 1, .count = n };
    double shares[3];

    (void)state;
    /* Each of n values drawn n times: 1 - 1/e. */
    assert_near(frequency_distinct(uniform, 1e15), 0.63212055882855768e15,
                1e-12);
    assert_near(frequency_distinct(&even, 1e15), 0.63212055882855768e15, 1e-4);
    /* Fewer draws than values: hardly two alike. */
    assert_near(frequency_distinct(uniform, 1e6), 1e6, 1e-8);
    assert_near(frequency_distinct(&wide, 1e5), 1e5, 1e-4);
    /* 1 / (2 sqrt(pi) sd) */
    assert_near(frequency_concentration(&wide), 0.28209479177387814e-12, 1e-12);
    assert_int_equal(frequency_top(uniform, shares, 3), 0);
    assert_int_equal(frequency_top(&wide, shares, 3), 3);
    /* phi(0) / sd */
    assert_near(shares[0], 0.3989422804014327e-12, 1e-3);
    arena_done(a);
}

static void test_listing(void **state)
{
    struct arena *a = arena_begin();
    struct law laws[32];
    const size_t n = make_laws(a, laws);
    struct pmf p;

    (void)state;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        assert_true(pmf_of_law(a, &laws[i], &p));
        pmf_sort(a, &p);
        for (int64_t k = 0; k < p.count; k++) {
            assert_true(k == 0 || p.codes[k] > p.codes[k - 1]);
            sum += p.shares[k];
            assert_within(sum, law_cdf(&laws[i], p.codes[k]), 1e-10);
        }
        assert_within(sum, 1, 1e-10);
    }
    assert_false(pmf_of_law(a, law_uniform(a, 1, 1 << 21), &p));
    arena_done(a);
}

/* Equal codes are added up, in whatever order they come. */
static void test_sort(void **state)
{
    struct arena *a = arena_begin();
    struct pmf p = pmf_new(a, 6);
    const int64_t codes[] = { 9, -4, 9, 70, -4, 9 };
    const double shares[] = { 0.1, 0.2, 0.3, 0, 0.15, 0.25 };

    (void)state;
    for (int i = 0; i < 6; i++) {
        p.codes[i] = codes[i];
        p.shares[i] = shares[i];
    }
    pmf_sort(a, &p);
    assert_int_equal(p.count, 2);
    assert_int_equal(p.codes[0], -4);
    assert_int_equal(p.codes[1], 9);
    assert_near(p.shares[0], 0.35, 1e-15);
    assert_near(p.shares[1], 0.65, 1e-15);
    arena_done(a);
}

static void test_heap(void **state)
{
    const struct rng_stream s = rng_stream(5, "test_frequency.heap", 0);
    double most[10];
    struct pmf_top top = { .shares = most, .most = 10 };

    (void)state;
    /* A permutation of 0..9972, since 9973 is a prime. */
    const uint64_t step = 1 + rng_below(rng_bits(s, 0), 9971);
    for (uint64_t i = 0; i < 9973; i++)
        pmf_top_add(&top, (double)(i * step % 9973));
    assert_int_equal(pmf_top_done(&top), 10);
    for (int i = 0; i < 10; i++)
        assert_within(most[i], 9972 - i, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_sums),
        cmocka_unit_test(test_top),
        cmocka_unit_test(test_zipf_concentration),
        cmocka_unit_test(test_huge_laws),
        cmocka_unit_test(test_listing),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_heap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
