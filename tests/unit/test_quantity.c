/* Quantities: numbers with units, and what is none. */
#include "scenario/quantity.h"

#include "base/text.h"
#include "tests/near.h"

struct count_case {
    const char *text;
    enum quantity quantity;
    int64_t want; /* by hand */
};

static const struct count_case count_cases[] = {
    { "600037902", QUANTITY_ROWS, 600037902 },
    { "6e8", QUANTITY_ROWS, 600000000 },
    { "600 M rows", QUANTITY_ROWS, 600000000 },
    { "600M", QUANTITY_ROWS, 600000000 },
    { "  1.4 million rows ", QUANTITY_ROWS, 1400000 },
    { "1 row", QUANTITY_ROWS, 1 },
    { "17 rows", QUANTITY_ROWS, 17 },
    { "2.5 k", QUANTITY_PLAIN, 2500 },
    { "-37", QUANTITY_PLAIN, -37 },
    { "+37", QUANTITY_PLAIN, 37 },
    { "12.50e1", QUANTITY_PLAIN, 125 },
    { "0.000", QUANTITY_PLAIN, 0 },
    { "1e15", QUANTITY_ROWS, 1000000000000000 },
    { "123456789012345678", QUANTITY_PLAIN, 123456789012345678 },
    { "9223372036854775807", QUANTITY_PLAIN, INT64_MAX },
    { "16 MiB", QUANTITY_BYTES, 16777216 },
    { "1.5 KiB", QUANTITY_BYTES, 1536 },
    { "160 GB", QUANTITY_BYTES, 160000000000 },
    { "2 h", QUANTITY_SECONDS, 7200 },
    { "1.5 min", QUANTITY_SECONDS, 90 },
};

static void test_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(count_cases) / sizeof(*count_cases); i++) {
        const struct count_case *const c = &count_cases[i];
        int64_t got = -1;
        const char *why = "";

        if (!quantity_count(c->text, c->quantity, &got, &why) || got != c->want)
            fail_msg("'%s' gives %lld (%s), want %lld", c->text, (long long)got,
                     why, (long long)c->want);
    }
}

struct refused_case {
    const char *text;
    enum quantity quantity;
    const char *why; /* how the explanation begins */
};

static const struct refused_case refused_cases[] = {
    { "", QUANTITY_PLAIN, "is not a number" },
    { "rows", QUANTITY_ROWS, "is not a number of rows" },
    { "1_000", QUANTITY_PLAIN, "is not a number" },
    { "1,000", QUANTITY_ROWS, "is not a number of rows" },
    { "6 MiB", QUANTITY_ROWS, "is not a number of rows" },
    { "6 M row s", QUANTITY_ROWS, "is not a number of rows" },
    { "6 rows M", QUANTITY_ROWS, "is not a number of rows" },
    { "6 M M", QUANTITY_PLAIN, "is not a number" },
    { "0x10", QUANTITY_PLAIN, "is not a number" },
    { "inf", QUANTITY_PLAIN, "is not a number" },
    { "nan", QUANTITY_PLAIN, "is not a number" },
    { ".", QUANTITY_PLAIN, "is not a number" },
    { "1e", QUANTITY_PLAIN, "is not a number" },
    { "--1", QUANTITY_PLAIN, "is not a number" },
    { "3 h", QUANTITY_BYTES, "is not a number of bytes" },
    { "3 mb", QUANTITY_BYTES, "is not a number of bytes" },
    { "3 M", QUANTITY_SECONDS, "is not a time" },
    { "1.5", QUANTITY_ROWS, "is not a whole number" },
    { "1e-3", QUANTITY_PLAIN, "is not a whole number" },
    { "1e-99999", QUANTITY_PLAIN, "is not a whole number" },
    { "0.0001 k", QUANTITY_PLAIN, "is not a whole number" },
    { "3 ms", QUANTITY_SECONDS, "is not a whole number" },
    { "1234567890.1234567890123", QUANTITY_PLAIN, "is not a whole number" },
    { "9223372036854775808", QUANTITY_PLAIN, "is too large" },
    { "1e19", QUANTITY_ROWS, "is too large" },
    { "1e99999999999999999999", QUANTITY_ROWS, "is too large" },
    { "10000000 T", QUANTITY_PLAIN, "is too large" },
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused_cases) / sizeof(*refused_cases);
         i++) {
        const struct refused_case *const c = &refused_cases[i];
        int64_t got = 0;
        const char *why = "accepted";

        if (quantity_count(c->text, c->quantity, &got, &why) ||
            !text_starts(why, c->why))
            fail_msg("'%s': %s, want %s", c->text, why, c->why);
    }
}

struct number_case {
    const char *text;
    enum quantity quantity;
    double want; /* by hand */
};

static const struct number_case number_cases[] = {
    { "5e-9", QUANTITY_SECONDS, 5e-9 },
    { "7.5 ns", QUANTITY_SECONDS, 7.5e-9 },
    { "340 ms", QUANTITY_SECONDS, 0.34 },
    { "3 days", QUANTITY_SECONDS, 259200 },
    { "0.344 GB/s", QUANTITY_RATE, 344e6 },
    { "1.5 MiB/s", QUANTITY_RATE, 1572864 },
    { "2 %", QUANTITY_SHARE, 0.02 },
    { "0.37", QUANTITY_SHARE, 0.37 },
    { "-12.25", QUANTITY_PLAIN, -12.25 },
    { "1.4 M rows", QUANTITY_ROWS, 1.4e6 },
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(number_cases) / sizeof(*number_cases); i++) {
        const struct number_case *const c = &number_cases[i];
        double got = 0;
        const char *why = "";

        if (!quantity_number(c->text, c->quantity, &got, &why))
            fail_msg("'%s': %s", c->text, why);
        assert_near(got, c->want, 1e-15);
    }
}

static void test_number_must_be_finite(void **state)
{
    double got = 0;
    const char *why = "";

    (void)state;
    assert_false(quantity_number("1e999", QUANTITY_PLAIN, &got, &why));
    assert_string_equal(why, "is too large");
    assert_false(quantity_number("2e300 GB/s", QUANTITY_RATE, &got, &why) &&
                 !isfinite(got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_number_must_be_finite),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
