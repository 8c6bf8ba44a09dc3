/* Tests of models/skew. */
#include "models/skew.h"

#include "tests/abort.h"
#include "tests/near.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* theory.md 7.5, printed to six digits (max), three (ratio), five (empty). */
static void test_vectors(void **state)
{
    static const struct {
        double n, p, max, over_mean, empty;
    } v[] = {
        { 4, 4, 2.125000, 2.125, 1.26562 },
        { 8, 8, 2.597233, 2.597, 2.74887 },
        { 16, 8, 4.201416, 2.101, .94454 },
        { 5, 4, 2.480469, 1.984, .94922 },
        { 7, 8, 2.393326, 2.735, 3.14157 },
        { 25, 8, 5.839078, 1.869, .28398 },
        { 100, 4, 30.232631, 1.209, 0 },
        { 100, 8, 17.746239, 1.420, .00001 },
        { 100, 16, 11.022470, 1.764, .02519 },
        { 400, 8, 60.288909, 1.206, 0 },
        { 400, 16, 34.207820, 1.368, 0 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(v); i++) {
        const double max = skew_expected_max(v[i].n, v[i].p);
        assert_within(max, v[i].max, 5.1e-7);
        assert_within(max / (v[i].n / v[i].p), v[i].over_mean, 5.1e-4);
        assert_within(skew_empty_slices(v[i].n, v[i].p), v[i].empty, 5.1e-6);
    }
}

/*
 * The oracle: every one of p^n placements of n keys, counted.
 */
static void counted(int n, int p, double *max, double *min)
{
    double total = 1, max_sum = 0, min_sum = 0;

    for (int i = 0; i < n; i++)
        total *= p;
    for (double at = 0; at < total; at++) {
        int load[8] = { 0 }, most = 0, least = n;
        double rest = at;
        for (int i = 0; i < n; i++) {
            load[(int)fmod(rest, p)]++;
            rest = floor(rest / p);
        }
        for (int s = 0; s < p; s++) {
            most = load[s] > most ? load[s] : most;
            least = load[s] < least ? load[s] : least;
        }
        max_sum += most;
        min_sum += least;
    }
    *max = max_sum / total;
    *min = min_sum / total;
}

static void test_counted(void **state)
{
    static const int cases[][2] = { { 1, 3 },  { 2, 2 }, { 9, 3 },
                                    { 13, 2 }, { 7, 5 }, { 6, 7 } };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        double max, min;
        counted(cases[i][0], cases[i][1], &max, &min);
        assert_within(skew_expected_max(cases[i][0], cases[i][1]), max, 1e-10);
        assert_within(skew_expected_min(cases[i][0], cases[i][1]), min, 1e-10);
    }
}

/* Two slices: the fullest holds n/2 + |heads - n/2|, by the binomial law. */
static void test_two_slices(void **state)
{
    (void)state;
    for (double n = 3; n < 9000; n = 2 * n + 5) {
        double want = 0;
        for (double k = 0; k <= n; k++)
            want += fmax(k, n - k) * exp(lgamma(n + 1) - lgamma(k + 1) -
                                         lgamma(n - k + 1) - n * log(2));
        assert_near(skew_expected_max(n, 2), want, 1e-9);
        assert_near(skew_expected_min(n, 2), n - want, 1e-8);
    }
}

/* Where the approximation takes over there must be no step. README has the
   errors: below 7e-5 of the maximum and 4e-4 of the minimum. */
static void test_seams(void **state)
{
    static const struct {
        double keys, slices;
    } seams[] = { { 10000, 2 },    { 10000, 8 },   { 10000, 16 },
                  { 10000, 64 },   { 12799, 128 }, { 102399, 1024 },
                  { 199999, 2048 } };

    (void)state;
    for (size_t i = 0; i < LENGTH(seams); i++) {
        const double n = seams[i].keys, p = seams[i].slices;
        const double max = skew_expected_max(n, p);
        const double min = skew_expected_min(n, p);
        /* One key more adds 1/p and a little. */
        assert_near(skew_expected_max(n + 1, p), max + 1 / p, 7e-5 + 0.5 / n);
        assert_near(skew_expected_min(n + 1, p), min + 1 / p, 4e-4 + 0.5 / n);
    }
}

static void test_properties(void **state)
{
    (void)state;
    for (double p = 2; p < 300; p = p * 2 + 1) {
        double before = 0;
        for (double n = 0; n < 30000; n = n * 2.7 + 0.6) {
            const double max = skew_expected_max(n, p);
            const double min = skew_expected_min(n, p);
            assert_true(max >= n / p && max <= n);
            assert_true(min >= 0 && min <= n / p);
            assert_true(max >= before);
            before = max;
        }
    }
    assert_near(skew_expected_max(1234, 1), 1234.0, 0);
    assert_near(skew_expected_min(1234, 1), 1234.0, 0);
    assert_within(skew_expected_max(0, 8), 0, 0);
    assert_near(skew_expected_max(1, 8), 1.0, 1e-12);
    /* Half a key: between none and one. */
    assert_near(skew_expected_max(0.5, 8), 0.5, 1e-12);
    assert_aborts(skew_expected_max(5, 0));
    assert_aborts(skew_expected_max(5, 2.5));
}

static void test_slice_sd(void **state)
{
    (void)state;
    /* By hand: 1,400,000 keys of one row on 8 slices: sqrt(153125). */
    assert_near(skew_slice_sd(1.4e6, 1, 0, 8), 391.311896062463, 1e-12);
    /* By hand: one key of 10 rows on 5 slices: 10 sqrt(.16) = 4. */
    assert_near(skew_slice_sd(1, 10, 0, 5), 4.0, 1e-14);
    /* By hand: rows per key alone: sqrt(100 * (9 * .25 * .75 + 4 * .25)). */
    assert_near(skew_slice_sd(100, 3, 2, 4), sqrt(268.75), 1e-14);
    assert_within(skew_slice_sd(100, 3, 0, 1), 0, 0);
    /* The same, as shares of the rows: equal keys, q = 1 / n. */
    assert_near(skew_share_sd(1 / 1.4e6, 8) * 1.4e6, 391.311896062463, 1e-12);
}

/* Expected normal order statistics: Harter, Biometrika 48:151-165, 1961,
   n = 8: 1.42360, .85222, .47282, .15251. */
static void test_ranked(void **state)
{
    static const double harter[] = { 0.15251, 0.47282, 0.85222, 1.42360 };
    const double scale = sqrt(8 / 7.0);
    double sum = 0;

    (void)state;
    for (int i = 0; i < 4; i++) {
        const double above = skew_ranked_rows(5 + i, 8, 1000, 10) - 1000;
        const double below = skew_ranked_rows(4 - i, 8, 1000, 10) - 1000;
        assert_within(above / 10 / scale, harter[i], 0.02);
        assert_within(below, -above, 1e-9);
    }
    for (int rank = 1; rank <= 8; rank++)
        sum += skew_ranked_rows(rank, 8, 1000, 10);
    assert_near(sum, 8000.0, 1e-12);
    assert_within(skew_ranked_rows(1, 8, 2, 10), 0, 0); /* not below 0 */
    assert_near(skew_ranked_rows(1, 1, 77, 10), 77.0, 0);
    assert_aborts(skew_ranked_rows(0, 8, 1000, 10));
}

/* Developer Guide, c_Distribution_examples: 49,990 rows EVEN on 4 slices are
   12,497 or 12,498. */
static void test_even(void **state)
{
    (void)state;
    assert_within(skew_even_max(49990, 4), 12498, 0);
    assert_within(skew_even_min(49990, 4), 12497, 0);
    for (double rows = 0; rows < 5000; rows += 37)
        for (double p = 1; p < 20; p += 3)
            assert_true(skew_even_max(rows, p) - skew_even_min(rows, p) <= 1);
}

static void test_hot(void **state)
{
    (void)state;
    /* By hand: .3 + .7 / 8. */
    assert_near(skew_hot_max_share(0.3, 8), 0.3875, 1e-14);
    assert_near(skew_hot_max_share(0, 8), 0.125, 1e-14);
    assert_near(skew_hot_max_share(1, 8), 1.0, 0);
    /* More slices do not help: the limit is f itself. */
    assert_near(skew_hot_max_share(0.3, 1e9), 0.3, 1e-8);
}

static void test_heavy(void **state)
{
    const double one[] = { 0.3 };
    const double two[] = { 0.3, 0.2 };
    const double three[] = { 0.2, 0.2, 0.1 };
    const double sixths[] = { 1 / 6., 1 / 6., 1 / 6., 1 / 6., 1 / 6., 1 / 6. };

    (void)state;
    assert_near(skew_heavy_max_share(one, 1, 0, 8), 0.3875, 1e-14);
    assert_near(skew_heavy_max_share(one, 0, 0, 8), 0.125, 1e-14);
    /* By hand: together with 1/4: .5, else .3; and .5/4 of the rest. */
    assert_near(skew_heavy_max_share(two, 2, 0, 4), 0.475, 1e-14);
    /* By hand, 3 slices: of 27 placements all together 3 (.5), a+b 6 (.4),
       a+c 6 and b+c 6 (.3), apart 6 (.2); plus .5/3. */
    assert_near(skew_heavy_max_share(three, 3, 0, 3),
                (3 * .5 + 6 * .4 + 12 * .3 + 6 * .2) / 27 + .5 / 3, 1e-14);
    /* Six equal keys and nothing else: the occupancy of 6 keys. */
    assert_near(skew_heavy_max_share(sixths, 6, 0, 4),
                skew_expected_max(6, 4) / 6, 1e-10);
    assert_near(skew_heavy_max_share(sixths, 6, 0, 2),
                skew_expected_max(6, 2) / 6, 1e-10);
    assert_near(skew_heavy_max_share(two, 2, 0, 1), 1.0, 0);
    assert_aborts(skew_heavy_max_share(sixths, 7, 0, 4));
    const double too_much[] = { 0.7, 0.4 };
    assert_aborts(skew_heavy_max_share(too_much, 2, 0, 4));
}

static void test_heavy_noise(void **state)
{
    const double half[] = { 0.5 };

    (void)state;
    /* No heavy key: 1/p + sqrt(q/p) times the largest of p normals. */
    assert_near(skew_heavy_max_share(half, 0, 1e-4, 8),
                0.125 + sqrt(1e-4 / 8) * 1.423600306, 1e-6);
    /* A key far above the noise: the noise of its own slice averages out. */
    assert_near(skew_heavy_max_share(half, 1, 1e-6, 8), 0.5625, 1e-6);
    /* Two slices, closed form: E max of N(L, s) and N(0, s) is
       L cdf(z) + s sqrt(2) pdf(z), z = L / (s sqrt(2)); L = s = .1. */
    const double tenth[] = { 0.1 };
    assert_near(skew_heavy_max_share(tenth, 1, 0.02, 2), 0.569964122837, 1e-8);
    /* Against the exact law: 400 equal keys on 8 slices. */
    assert_near(skew_heavy_max_share(half, 0, 1 / 400.0, 8),
                skew_expected_max(400, 8) / 400, 0.01);
}

/* Developer Guide, c_Distribution_examples: USERS by KEY(state). */
static void test_summary(void **state)
{
    static const double by_state[] = { 13587, 11245, 15008, 10150 };
    static const double holes[] = { 0, 7, 0, 0, 14 };
    static const double none[] = { 0, 0, 0 };

    (void)state;
    struct skew_summary s = skew_summary_of(by_state, 4);
    assert_near(s.max, 15008.0, 0);
    assert_near(s.min, 10150.0, 0);
    assert_near(s.mean, 12497.5, 0);
    assert_near(s.skew_rows, 15008 / 10150.0, 1e-15);
    assert_near(s.max_over_mean, 15008 / 12497.5, 1e-15);
    /* By hand: (1089.5^2 + 1252.5^2 + 2510.5^2 + 2347.5^2) / 4. */
    assert_near(s.sd, sqrt(3642283.25), 1e-12);
    assert_near(s.cv, sqrt(3642283.25) / 12497.5, 1e-12);
    assert_within(s.empty_slices, 0, 0);

    s = skew_summary_of(holes, 5);
    assert_within(s.empty_slices, 3, 0);
    assert_true(isinf(s.skew_rows));
    s = skew_summary_of(none, 3);
    assert_within(s.empty_slices, 3, 0);
    assert_near(s.max_over_mean, 1.0, 0);
    assert_near(s.skew_rows, 1.0, 0);
    assert_within(s.cv, 0, 0);
}

/* A permutation of the slices changes nothing. */
static void test_summary_order(void **state)
{
    const double a[] = { 311, 97, 205, 416 }, b[] = { 97, 416, 311, 205 };
    const struct skew_summary x = skew_summary_of(a, 4);
    const struct skew_summary y = skew_summary_of(b, 4);

    (void)state;
    assert_within(x.max, y.max, 0);
    assert_within(x.min, y.min, 0);
    assert_near(x.sd, y.sd, 1e-15);
}

/*
 * The deviation of the maximum: two keys on two slices by hand, (1 or 2 keys,
 * each with 1/2); 27 placements of three on three; the others from a
 * convolution of truncated exponential series in Python's floats.
 */
static void test_max_sd(void **state)
{
    static const struct {
        double n, p, sd;
    } v[] = {
        { 2, 2, 0.5 },
        { 3, 2, 0.43301270189 },
        { 3, 3, 0.56655772373 },
        { 25, 8, 1.07668148459 },
        { 37, 5, 1.49439128151 },
        { 100, 8, 1.96058306302 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(v); i++)
        assert_within(skew_max_sd(v[i].n, v[i].p), v[i].sd, 1e-9);
    assert_within(skew_max_sd(0, 8), 0, 0);
    assert_within(skew_max_sd(1, 8), 0, 0);
    assert_within(skew_max_sd(1234, 1), 0, 0);
    /* Between two and three keys. */
    assert_within(skew_max_sd(2.5, 2), (0.5 + 0.43301270189) / 2, 1e-9);
}

/* Many keys on two slices: n/2 and what a normal number of the deviation
   sqrt(n)/2 is off, to either side; half normal, sqrt(1 - 2/pi). */
static void test_max_sd_of_many(void **state)
{
    const double pi = 3.14159265358979;

    (void)state;
    assert_near(skew_max_sd(1e6, 2), sqrt(1e6) / 2 * sqrt(1 - 2 / pi), 3e-3);
    /* At the seam, where one answer takes over from the other. */
    assert_near(skew_max_sd(10001, 16), skew_max_sd(10000, 16), 3e-3);
    assert_near(skew_max_sd(200001, 2048), skew_max_sd(200000, 2048), 5e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_counted),
        cmocka_unit_test(test_two_slices),
        cmocka_unit_test(test_seams),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_slice_sd),
        cmocka_unit_test(test_ranked),
        cmocka_unit_test(test_even),
        cmocka_unit_test(test_hot),
        cmocka_unit_test(test_heavy),
        cmocka_unit_test(test_heavy_noise),
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_summary_order),
        cmocka_unit_test(test_max_sd),
        cmocka_unit_test(test_max_sd_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
