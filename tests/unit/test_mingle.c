/*
 * Combinations of independent sources, against sums over every one of them.
 */
#include "estimate/mingle.h"

#include <math.h>

#include "models/distinct.h"
#include "tests/near.h"

enum { ARTICLES = 10007, SHOPS = 20, KINDS = 3 };

static struct arena *arena;
static double article[ARTICLES], shop[SHOPS];
static const double kind[KINDS] = { 0.83, 0.11, 0.06 };

static void fill_zipf(double *shares, int count, double theta)
{
    double sum = 0;

    for (int i = 0; i < count; i++)
        sum += shares[i] = pow(i + 1, -theta);
    for (int i = 0; i < count; i++)
        shares[i] /= sum;
}

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    fill_zipf(article, ARTICLES, 0.9);
    fill_zipf(shop, SHOPS, 1);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static struct mingle_source list_of(const double *shares, int count)
{
    return (struct mingle_source){ .values = count,
                                   .shares = shares,
                                   .share_count = (size_t)count };
}

static struct mingle_source zipf_law(double kept_frac)
{
    struct law *const law = ARENA_NEW(arena, struct law);
    struct marginal *const m = ARENA_NEW(arena, struct marginal);

    *law = (struct law){
        .kind = LAW_ZIPF, .lo = 1, .count = ARTICLES, .theta = 0.9
    };
    *m = (struct marginal){ .kind = MARGINAL_LAW,
                            .law = law,
                            .distinct = ARTICLES,
                            .lo = 1,
                            .hi = ARTICLES };
    return (struct mingle_source){ .values = ARTICLES * kept_frac,
                                   .law = m,
                                   .kept_frac = kept_frac };
}

/* Every article in every shop, of every kind where kinds > 1. */
static double all_pairs(double rows, int kinds)
{
    double groups = 0;

    for (int i = 0; i < ARTICLES; i++)
        for (int j = 0; j < SHOPS; j++)
            for (int k = 0; k < kinds; k++)
                groups -= expm1(rows * log1p(-article[i] * shop[j] *
                                             (kinds > 1 ? kind[k] : 1)));
    return groups;
}

static void test_two_sources(void **state)
{
    (void)state;
    for (double rows = 7; rows < 1e7; rows *= 9.3) {
        const struct mingle_source drawn[] = { list_of(shop, SHOPS),
                                               zipf_law(1) };
        const struct mingle_source turned[] = { zipf_law(1),
                                                list_of(shop, SHOPS) };
        const struct mingle_source listed[] = { list_of(article, 4096),
                                                list_of(shop, SHOPS) };
        const double want = all_pairs(rows, 1);
        assert_near(mingle_groups(arena, drawn, 2, rows), want, 3e-3);
        assert_near(mingle_groups(arena, turned, 2, rows), want, 3e-3);
        /* Articles beyond the 4,096 listed count as alike. */
        struct mingle_source rest[] = { listed[0], listed[1] };
        rest[0].values = ARTICLES;
        assert_near(mingle_groups(arena, rest, 2, rows), want, 2e-2);
    }
}

static void test_three_sources(void **state)
{
    const struct mingle_source s[] = { list_of(kind, KINDS), zipf_law(1),
                                       list_of(shop, SHOPS) };
    (void)state;

    for (double rows = 31; rows < 1e6; rows *= 13.7)
        assert_near(mingle_groups(arena, s, 3, rows), all_pairs(rows, KINDS),
                    5e-3);
}

/* A filter keeps every fourth article, hot or not: as many rows meet a
   quarter of the pairs, each four times as often. */
static void test_kept(void **state)
{
    const struct mingle_source s[] = { zipf_law(0.25), list_of(shop, SHOPS) };
    (void)state;

    assert_near(mingle_groups(arena, s, 2, 2740), all_pairs(4 * 2740, 1) / 4,
                3e-3);
}

/* What is drawn evenly is Cardenas'. */
static void test_even(void **state)
{
    const struct mingle_source s[] = { { .values = 371 }, { .values = 29 } };
    (void)state;

    assert_near(mingle_groups(arena, s, 2, 5003),
                distinct_cardenas(371 * 29, 5003), 1e-14);
    assert_near(mingle_groups(arena, s, 1, 207), distinct_cardenas(371, 207),
                1e-14);
}

/* Never more than rows or pairs. */
static void test_bounds(void **state)
{
    const struct mingle_source s[] = { zipf_law(1), list_of(shop, SHOPS) };
    (void)state;

    for (double rows = 0; rows < 1e12; rows = rows * 17 + 1) {
        const double groups = mingle_groups(arena, s, 2, rows);
        assert_true(groups >= 0 && groups <= rows + 1e-9);
        assert_true(groups <= (double)ARTICLES * SHOPS * (1 + 1e-12));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_sources, setup, teardown),
        cmocka_unit_test_setup_teardown(test_three_sources, setup, teardown),
        cmocka_unit_test_setup_teardown(test_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_even, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bounds, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
