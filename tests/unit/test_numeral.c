/* Numbers as text. */
#include "base/frame.h"
#include "base/rng.h"
#include "report/numeral.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

struct fixed_case {
    double x;
    int decimals;
    const char *want;
};

/* By hand; halves are chosen such that binary holds them exactly. */
static const struct fixed_case fixed_cases[] = {
    { 0, 0, "0" },
    { 1234.5678, 2, "1,234.57" },
    { -1234567.25, 1, "-1,234,567.2" },
    { -0.0004, 3, "0.000" },
    { -0.0, 2, "0.00" },
    { 999.9996, 3, "1,000.000" },
    { 600037902, 0, "600,037,902" },
    { 1.234567e17, 0, "1.23e+17" },
    { HUGE_VAL, 2, "inf" },
    { -HUGE_VAL, 2, "-inf" },
};

static const struct fixed_case rounded_cases[] = {
    { 0, 0, "0" },
    { 1234.5, 0, "1,234" },
    { 12.0, 0, "12.0" },
    { 86.744, 0, "86.7" },
    { 9.999, 0, "10.0" },
    { 99.97, 0, "100" },
    { 0.01234, 0, "0.0123" },
    { 0.00004321, 0, "4.32e-05" },
    { -3.14159, 0, "-3.14" },
    { 6e8, 0, "600,000,000" },
};

static void test_fixed(void **state)
{
    const struct printed *const p = *state;

    for (size_t i = 0; i < COUNT(fixed_cases); i++)
        assert_string_equal(
            numeral_fixed(p->arena, fixed_cases[i].x, fixed_cases[i].decimals),
            fixed_cases[i].want);
}

static void test_rounded(void **state)
{
    const struct printed *const p = *state;

    for (size_t i = 0; i < COUNT(rounded_cases); i++)
        assert_string_equal(numeral_rounded(p->arena, rounded_cases[i].x),
                            rounded_cases[i].want);
}

/* Three digits that count, three decimals at most. */
static void test_of_column(void **state)
{
    static const struct {
        double x;
        const char *want;
    } cases[] = { { 0, "0" },          { 1234.6, "1,235" }, { 61.94, "61.9" },
                  { 9.999, "10.0" },   { 0.5, "0.500" },    { 0.0128, "0.013" },
                  { 0.00006, "0.000" } };
    const struct printed *const p = *state;

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(numeral_of(p->arena, cases[i].x, FRAME_ROUNDED),
                            cases[i].want);
    assert_string_equal(numeral_of(p->arena, 61.94, 0), "62");
}

static void test_exact_is_short(void **state)
{
    const struct printed *const p = *state;

    assert_string_equal(numeral_exact(p->arena, 0.1), "0.1");
    assert_string_equal(numeral_exact(p->arena, 86.744), "86.744");
    assert_string_equal(numeral_exact(p->arena, 600037902), "600037902");
    assert_string_equal(numeral_exact(p->arena, -0.0), "0");
    /* 0.1 + 0.2, which needs 17 digits: IEEE 754 folklore. */
    assert_string_equal(numeral_exact(p->arena, 0.1 + 0.2),
                        "0.30000000000000004");
    assert_string_equal(numeral_exact(p->arena, -HUGE_VAL), "-inf");
}

/* Any double of any size comes back as the same double. */
static void test_exact_round_trips(void **state)
{
    const struct printed *const p = *state;
    const struct rng_stream s = rng_stream(20240711, "test.numeral", 0);

    for (uint64_t i = 0; i < 20000; i++) {
        const uint64_t bits = rng_bits(s, i);
        double x;

        memcpy(&x, &bits, sizeof(x));
        if (isnan(x))
            continue;
        assert_true(strtod(numeral_exact(p->arena, x), NULL) == x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_fixed),
        TEST(test_rounded),
        TEST(test_of_column),
        TEST(test_exact_is_short),
        TEST(test_exact_round_trips),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
