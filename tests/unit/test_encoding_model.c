/*
 * The closed forms of models/encoding: by hand, and against the codecs, which
 * count the bytes of drawn values and share no code with them.
 */
#include "models/encoding.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "codec/codec.h"
#include "tests/near.h"

enum { DRAWS = 200000 };

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static struct codec_batch draw(const char *name, uint64_t distinct)
{
    const struct rng_stream s = rng_stream(11, name, distinct);
    int64_t *codes = ARENA_ARRAY(arena, DRAWS, int64_t);

    for (uint64_t i = 0; i < DRAWS; i++)
        codes[i] = (int64_t)rng_below(rng_bits(s, i), distinct);
    return (struct codec_batch){ .count = DRAWS, .codes = codes };
}

static double measured(const char *codec, int width, struct codec_batch b)
{
    const struct codec_type t = { CODEC_NUMBER, width, false };

    return codec_measure(arena, codec_find(codec), t, &b).bytes_per_value;
}

/* Five standard errors of a share p among the draws; neighbouring differences
   overlap, which at most doubles the variance. */
static double share_bound(double p)
{
    return 5 * sqrt(2 * p * (1 - p) / DRAWS);
}

struct step_case {
    double distinct, limit, want;
    const char *source;
};

static void test_step_share_by_hand(void **state)
{
    static const struct step_case cases[] = {
        { 7, 2, 29.0 / 49, "by hand: 7 + 2 (6 + 5) of 49 pairs" },
        { 50, 127, 1, "no difference is above 49" },
        { 128, 127, 1, "the largest difference is 127" },
        { 129, 127, 1 - 2.0 / (129 * 129), "by hand: two pairs differ by 128" },
        { 1, 0, 1, "one value" },
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_near(
            encoding_step_share_uniform(cases[i].distinct, cases[i].limit),
            cases[i].want, 1e-14);
    const double uneven[] = { 0.5, 0.2, 0.3 };
    /* by hand: .25 + .04 + .09 + 2 (.1 + .06) */
    assert_near(encoding_step_share(uneven, 3, 1), 0.7, 1e-14);
    assert_near(encoding_step_share(uneven, 3, 0), 0.38, 1e-14);
    assert_near(encoding_step_share(uneven, 3, 9), 1, 1e-14);
}

/* Both forms of the share agree; more room never lowers it. */
static void test_step_share_forms(void **state)
{
    double shares[391], before = 0;
    (void)state;

    for (int i = 0; i < 391; i++)
        shares[i] = 1.0 / 391;
    for (size_t limit = 0; limit < 400; limit += 13) {
        const double s = encoding_step_share(shares, 391, limit);
        assert_near(s, encoding_step_share_uniform(391, (double)limit), 1e-11);
        assert_true(s >= before);
        before = s;
    }
}

static void test_delta(void **state)
{
    static const uint64_t distinct[] = { 50, 129, 391, 2556, 71003 };
    (void)state;

    for (int i = 0; i < 5; i++) {
        const struct codec_batch b = draw("test.delta", distinct[i]);
        const double n = (double)distinct[i];
        const double one = encoding_step_share_uniform(n, 127);
        const double two = encoding_step_share_uniform(n, 32767);
        assert_within(measured("delta", 4, b), encoding_delta_bytes(one, 1, 4),
                      4 * share_bound(one) + 1e-9);
        assert_within(measured("delta32k", 8, b),
                      encoding_delta_bytes(two, 2, 8),
                      7 * share_bound(two) + 1e-9);
    }
}

static void test_mostly(void **state)
{
    const struct codec_batch b = draw("test.mostly", 200);
    const double fit = 128.0 / 200;
    (void)state;

    assert_within(measured("mostly8", 4, b), encoding_mostly_bytes(fit, 1, 4),
                  3 * share_bound(fit));
    assert_near(measured("mostly32", 8, b), encoding_mostly_bytes(1, 4, 8),
                1e-12);
}

static void test_runlength(void **state)
{
    static const uint64_t distinct[] = { 1, 2, 7, 900 };
    double shares[900], tokens[900];
    (void)state;

    for (int i = 0; i < 4; i++) {
        const double n = (double)distinct[i];
        for (uint64_t v = 0; v < distinct[i]; v++) {
            shares[v] = 1 / n;
            tokens[v] = 4 + 1;
        }
        const double want =
            encoding_runlength_bytes(shares, tokens, (size_t)distinct[i], 255);
        assert_within(
            measured("runlength", 4, draw("test.runlength", distinct[i])), want,
            5 * share_bound(1 / n) + 1e-9);
    }
}

/* A value so frequent that its runs are cut: share .995, runs of 200. */
static void test_runlength_long_runs(void **state)
{
    const double shares[] = { 0.995, 0.005 }, tokens[] = { 9, 9 };
    struct codec_batch b = draw("test.runs", 1000);
    int64_t *codes = ARENA_ARRAY(arena, DRAWS, int64_t);
    (void)state;

    for (int i = 0; i < DRAWS; i++)
        codes[i] = b.codes[i] < 5;
    b.codes = codes;
    const double want = encoding_runlength_bytes(shares, tokens, 2, 255);
    /* By hand: .004975 runs of each; those of the first need 1 / (1 - .995^255)
       = 1.38608 tokens: 9 * (.004975 * 1.38608 + .004975) */
    assert_near(want, 0.1068366, 1e-6);
    assert_near(measured("runlength", 8, b), want, 5 / sqrt(0.005 * DRAWS));
}

static void test_bytedict(void **state)
{
    static const uint64_t distinct[] = { 90, 256, 300, 5000 };
    (void)state;

    for (int i = 0; i < 4; i++) {
        const double n = (double)distinct[i];
        const double want = encoding_bytedict_bytes(n, 8);
        assert_within(
            measured("bytedict", 8, draw("test.bytedict", distinct[i])), want,
            8 * share_bound(fmin(1, 256 / n)) + 1e-9);
    }
}

/*
 * theory.md 4 and redshift.md 9.3: INSERT_XID and DELETE_XID take 4 blocks for
 * 100,006,317 rows, and 3 for 75,004,738.
 */
/* Two neighbours differ with the chance 1 - q, and no run is long enough to be
   cut; a constant is cut each 255 rows; one row in 1,000 of its own cuts runs
   of 999 on average: 1e-3 for itself, .999 * 1e-3 / (1 - .999^255) for them
   (bc). */
static void test_xid_tokens(void **state)
{
    (void)state;
    assert_near(encoding_xid_tokens(0), 1, 1e-14);
    assert_near(encoding_xid_tokens(0.49), 0.51, 1e-14);
    assert_near(encoding_xid_tokens(1), 1.0 / 255, 1e-14);
    assert_near(encoding_xid_tokens(0.999 * 0.999), 0.005436404275, 1e-9);
}

/* ---- rows of one key in the order of their loads ----------------------- */

enum { KINDS = 3, TRIALS = 20 };
static const double loads_of[KINDS] = { 1, 6, 40 };
static const double load_rows[KINDS] = { 5000, 800, 60 };

static int compare_places(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Tokens of runs of at most 255 rows, counted; a place is a key and a load. */
static double count_tokens(const int64_t *places, size_t count)
{
    double tokens = 0;
    int64_t run = 0;

    for (size_t i = 0; i < count; i++) {
        const bool goes_on =
            i > 0 && places[i] % 64 == places[i - 1] % 64 && run < 255;
        run = goes_on ? run + 1 : 1;
        tokens += !goes_on;
    }
    return tokens;
}

static double merge_loads(uint64_t keys, uint64_t trial)
{
    const struct rng_stream s = rng_stream(19, "merge", keys * 100 + trial);
    const size_t most = DRAWS;
    int64_t *const places = ARENA_ARRAY(arena, most, int64_t);
    int64_t load = 0;
    size_t count = 0;

    for (int k = 0; k < KINDS; k++)
        for (int l = 0; l < (int)loads_of[k]; l++, load++)
            for (int i = 0; i < (int)load_rows[k]; i++, count++)
                places[count] =
                    (int64_t)rng_below(rng_bits(s, count), keys) * 64 + load;
    qsort(places, count, sizeof(*places), compare_places);
    return count_tokens(places, count);
}

/* Rows drawn, sorted and counted, for few keys and many: within half a percent
   in the mean of 20 draws; where the cut of runs counts, whose lengths are no
   longer geometric, within 1.5 %. */
static void test_xid_merged(void **state)
{
    static const uint64_t keys[] = { 11, 130, 1700, 19000, 230000 };

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        double counted = 0;
        for (uint64_t t = 0; t < TRIALS; t++)
            counted += merge_loads(keys[i], t) / TRIALS;
        const double model =
            encoding_xid_merged(loads_of, load_rows, KINDS, (double)keys[i]);
        print_message("    %llu keys: counted %.1f, model %.1f\n",
                      (unsigned long long)keys[i], counted, model);
        assert_near(model, counted, i == 0 ? 0.015 : 0.005);
    }
}

static void test_xid(void **state)
{
    const double per_block = (1048576 - 145) / encoding_xid_bytes();
    (void)state;

    assert_near(encoding_xid_bytes(), 9.0 / 255, 1e-14);
    assert_near(ceil(100006317 / per_block), 4, 0);
    assert_near(ceil(75004738 / per_block), 3, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_step_share_by_hand),
        cmocka_unit_test(test_step_share_forms),
        cmocka_unit_test_setup_teardown(test_delta, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mostly, setup, teardown),
        cmocka_unit_test_setup_teardown(test_runlength, setup, teardown),
        cmocka_unit_test_setup_teardown(test_runlength_long_runs, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_bytedict, setup, teardown),
        cmocka_unit_test(test_xid),
        cmocka_unit_test(test_xid_tokens),
        cmocka_unit_test_setup_teardown(test_xid_merged, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
