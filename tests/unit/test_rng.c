/* Named counter-based streams: base/rng. */
#include "base/rng.h"

#include "tests/near.h"

/*
 * Threefry2x64-13 written once more from the paper (Salmon et al., SC 2011,
 * section 4.3 and table 2), to be compared with the library's.
 */
static uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static void reference(const uint64_t key[2], const uint64_t counter[2],
                      uint64_t out[2])
{
    static const int rotations[8] = { 16, 42, 12, 31, 16, 32, 24, 21 };
    const uint64_t keys[3] = { key[0], key[1],
                               0x1bd11bdaa9fc1a22U ^ key[0] ^ key[1] };
    uint64_t x = counter[0] + keys[0], y = counter[1] + keys[1];

    for (int round = 0; round < 13; round++) {
        x += y;
        y = rotate(y, rotations[round % 8]) ^ x;
        if (round % 4 == 3) {
            const int s = round / 4 + 1;
            x += keys[s % 3];
            y += keys[(s + 1) % 3] + (uint64_t)s;
        }
    }
    out[0] = x;
    out[1] = y;
}

struct known_answer {
    uint64_t counter[2], key[2], want[2];
};

/* From the file kat_vectors that Random123 ships: threefry2x64, 13 rounds. */
static const struct known_answer known[] = {
    { { 0, 0 }, { 0, 0 }, { 0xf167b032c3b480bdU, 0xe91f9fee4b7a6fb5U } },
    { { UINT64_MAX, UINT64_MAX },
      { UINT64_MAX, UINT64_MAX },
      { 0xccdec5c917a874b1U, 0x4df53abca26ceb01U } },
    { { 0x243f6a8885a308d3U, 0x13198a2e03707344U },
      { 0xa4093822299f31d0U, 0x082efa98ec4e6c89U },
      { 0xc3aac71561042993U, 0x3fe7ae8801aff316U } },
};

static void test_reference(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        uint64_t got[2];
        reference(known[i].key, known[i].counter, got);
        assert_true(got[0] == known[i].want[0]);
        assert_true(got[1] == known[i].want[1]);
    }
}

static void test_known_answer(void **state)
{
    const struct rng_stream zero = { { 0, 0 } };
    uint64_t got[2];

    (void)state;
    rng_bits2(zero, 0, got);
    assert_true(got[0] == known[0].want[0]);
    assert_true(got[1] == known[0].want[1]);
}

static void test_agrees_with_reference(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1009; i++) {
        const struct rng_stream s = rng_stream(i * 77773, "lineorder", i);
        const uint64_t counter[2] = { i * 0x9e3779b97f4a7c15U, 0 };
        uint64_t want[2], got[2];

        reference(s.key, counter, want);
        rng_bits2(s, counter[0], got);
        assert_true(got[0] == want[0] && got[1] == want[1]);
        assert_true(rng_bits(s, counter[0]) == want[0]);
    }
}

/* Every part of a stream's name matters, and nothing else does. */
static void test_names(void **state)
{
    const struct rng_stream s = rng_stream(8191, "value.lo_custkey", 3);
    const struct rng_stream same = rng_stream(8191, "value.lo_custkey", 3);
    const struct rng_stream others[] = {
        rng_stream(8192, "value.lo_custkey", 3),
        rng_stream(8191, "value.lo_custkez", 3),
        rng_stream(8191, "value.lo_custkey", 4),
        rng_stream(3, "value.lo_custkey", 8191),
    };

    (void)state;
    assert_true(rng_bits(s, 55) == rng_bits(same, 55));
    for (size_t i = 0; i < 4; i++) {
        assert_true(rng_bits(s, 55) != rng_bits(others[i], 55));
        assert_true(s.key[0] != others[i].key[0]);
    }
}

static void test_unit(void **state)
{
    const struct rng_stream s = rng_stream(20240229, "unit", 0);
    const int n = 100000;
    double sum = 0, squares = 0, products = 0, before = 0;

    (void)state;
    for (int i = 0; i < n; i++) {
        const double u = rng_unit(s, (uint64_t)i);
        assert_true(u >= 0 && u < 1);
        sum += u;
        squares += u * u;
        products += u * before;
        before = u;
    }
    /* Mean 1/2 with variance 1/12; u^2: 1/3 with 4/45; u u': 1/4 with about
       1/9 - 1/16 + 2 (1/12 - 1/16) = 13/144; five standard errors. */
    assert_within(sum / n, 1.0 / 2, 5 * sqrt(1.0 / 12 / n));
    assert_within(squares / n, 1.0 / 3, 5 * sqrt(4.0 / 45 / n));
    assert_within(products / n, 1.0 / 4, 5 * sqrt(13.0 / 144 / n));
}

static void test_unit_of(void **state)
{
    (void)state;
    assert_near(rng_unit_of(0), 0, 0);
    assert_near(rng_unit_of((uint64_t)1 << 63), 0.5, 0);
    assert_near(rng_unit_of(UINT64_MAX), 1 - 0x1p-53, 0);
    assert_near(rng_unit_of(0xa000000000000000U), 0.625, 0);
}

/* The inverses of the two odd factors modulo 2^64 undo the mixing. */
static uint64_t unmix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0x9cb4b2f8129337dbU;
    x ^= x >> 33;
    x *= 0x4f74430c22a54005U;
    return x ^ x >> 33;
}

static void test_mix(void **state)
{
    (void)state;
    /* fmix64 of MurmurHash3 evaluated with Python's integers. */
    assert_true(rng_mix(0) == 0);
    assert_true(rng_mix(1) == 0xb456bcfc34c2cb2cU);
    assert_true(rng_mix(0x0123456789abcdefU) == 0x87cbfbfe89022ceaU);
    for (uint64_t i = 1; i < 2003; i++)
        assert_true(unmix(rng_mix(i * i * 104729)) == i * i * 104729);
}

struct below_case {
    uint64_t bits, n, want;
};

static void test_below(void **state)
{
    /* bits * n >> 64 with Python's integers. */
    static const struct below_case cases[] = {
        { 0x9e3779b97f4a7c15U, 1000003, 618035 },
        { 0xfedcba9876543210U, 0xdeadbeefcafef00dU, 0xddb06310dc4c4fb1U },
        { 0x00000001ffffffffU, 0x00000001ffffffffU, 3 },
        { UINT64_MAX, UINT64_MAX, UINT64_MAX - 1 },
        { UINT64_MAX, 1, 0 },
        { 0, UINT64_MAX, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_true(rng_below(cases[i].bits, cases[i].n) == cases[i].want);
}

/* Chi-square over 11 bins has 10 degrees of freedom: 99.9 % lie below 29.59
   (tables of the distribution). */
static void test_below_even(void **state)
{
    const struct rng_stream s = rng_stream(31337, "below", 7);
    const int n = 110000;
    double chi = 0;
    int bins[11] = { 0 };

    (void)state;
    for (int i = 0; i < n; i++)
        bins[rng_below(rng_bits(s, (uint64_t)i), 11)]++;
    for (int i = 0; i < 11; i++)
        chi += pow(bins[i] - n / 11.0, 2) / (n / 11.0);
    assert_true(chi < 29.59);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_known_answer),
        cmocka_unit_test(test_agrees_with_reference),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_unit),
        cmocka_unit_test(test_unit_of),
        cmocka_unit_test(test_mix),
        cmocka_unit_test(test_below),
        cmocka_unit_test(test_below_even),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
