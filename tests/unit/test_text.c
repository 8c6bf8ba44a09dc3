/* Strings in an arena: base/text. */
#include "base/text.h"

#include <string.h>

#include "tests/near.h"

static int begin(void **state)
{
    *state = arena_begin();
    return 0;
}

static int end(void **state)
{
    arena_done(*state);
    return 0;
}

static void test_format_and_copy(void **state)
{
    char local[] = "LO_OrderDate [\xc3\x84]";
    const char *const copy = text_copy(*state, local);

    assert_string_equal(text_format(*state, "%s:%d", "lineorder", -37),
                        "lineorder:-37");
    assert_string_equal(text_format(*state, "%s", ""), "");
    local[0] = 'x';
    assert_string_equal(copy, "LO_OrderDate [\xc3\x84]");
    assert_string_equal(text_copy_n(*state, "lo_partkey", 7), "lo_part");
    assert_string_equal(text_copy_n(*state, "", 0), "");
    /* Bytes outside ASCII are not letters. */
    assert_string_equal(text_lower(*state, copy), "lo_orderdate [\xc3\x84]");
}

static void test_equal(void **state)
{
    (void)state;
    assert_true(text_equal("", ""));
    assert_false(text_equal("d_year", "d_yea"));
    assert_true(text_equal_nocase("D_Year", "d_yEAR"));
    assert_false(text_equal_nocase("d_year", "d_years"));
    assert_false(text_equal_nocase("d_years", "d_year"));
    /* '@' and '`' differ in the bit that tells cases apart. */
    assert_false(text_equal_nocase("@", "`"));
    assert_true(text_starts("lo_orderdate", "lo_"));
    assert_true(text_starts("lo", ""));
    assert_false(text_starts("lo", "lo_"));
}

struct nearest_case {
    const char *s, *want;
    const char *why;
};

static void test_nearest(void **state)
{
    static const char *const names[] = { "lo_orderkey", "lo_orderdate",
                                         "lo_custkey",  "title",
                                         "rows",        "uniform" };
    static const struct nearest_case cases[] = {
        { "lo_orderdat", "lo_orderdate", "one deleted" },
        { "lo_oderkey", "lo_orderkey", "one deleted inside" },
        { "titel", "title", "swap of neighbours costs 1, 5 / 3 = 1" },
        { "tilet", NULL, "2 edits, one is allowed" },
        { "UNIFROM", "uniform", "swap, case does not count" },
        { "rosw", "rows", "swap, 4 / 3 = 1" },
        { "ro", NULL, "2 / 3 = 0: only equal texts" },
        { "p_category", NULL, "far from all" },
        { "", NULL, "nothing is near to nothing" },
        { "title", "title", "equal" },
    };
    const char *const twins[] = { "b_1", "b_2", "b_3" };
    char longest[80];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *const got = text_nearest(cases[i].s, names, 6);
        if (cases[i].want == NULL)
            assert_null(got);
        else
            assert_string_equal(got, cases[i].want);
    }
    assert_string_equal(text_nearest("b_7", twins, 3), "b_1");
    assert_null(text_nearest("title", names, 0));

    memset(longest, 'z', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    const char *const same[] = { longest };
    assert_null(text_nearest(longest, same, 1));
    longest[64] = '\0';
    assert_string_equal(text_nearest(longest, same, 1), longest);
}

static void test_quoted(void **state)
{
    char many[100];

    assert_string_equal(text_quoted(*state, "lo_tax"), "lo_tax");
    assert_string_equal(text_quoted(*state, "a\nb\tc\r\"'\\"),
                        "a\\nb\\tc\\r\\\"\\'\\\\");
    assert_string_equal(text_quoted(*state, "\x01\x7f\xc3\xa9"),
                        "\\x01\\x7f\\xc3\\xa9");
    assert_string_equal(text_quoted(*state, ""), "");
    memset(many, 'q', sizeof(many));
    many[60] = '\0';
    assert_string_equal(text_quoted(*state, many), many);
    many[60] = 'q';
    many[61] = '\0';
    const char *const cut = text_quoted(*state, many);
    assert_int_equal(strlen(cut), 63);
    assert_string_equal(cut + 60, "...");
}

static void test_grouped(void **state)
{
    assert_string_equal(text_grouped(*state, 0), "0");
    assert_string_equal(text_grouped(*state, 999), "999");
    assert_string_equal(text_grouped(*state, 1000), "1,000");
    assert_string_equal(text_grouped(*state, 600037902), "600,037,902");
    assert_string_equal(text_grouped(*state, -51024), "-51,024");
    assert_string_equal(text_grouped(*state, -152), "-152");
    assert_string_equal(text_grouped(*state, INT64_MAX),
                        "9,223,372,036,854,775,807");
    assert_string_equal(text_grouped(*state, INT64_MIN),
                        "-9,223,372,036,854,775,808");
}

/* Vectors of 64-bit FNV-1a from the test program of its authors ("", "a",
   "foobar"). */
static void test_hash(void **state)
{
    (void)state;
    assert_true(text_hash("") == 0xcbf29ce484222325U);
    assert_true(text_hash("a") == 0xaf63dc4c8601ec8cU);
    assert_true(text_hash("foobar") == 0x85944171f73967e8U);
}

static void test_buffer(void **state)
{
    struct text_buffer b;
    char line[400];

    text_buffer_init(&b, *state);
    assert_string_equal(text_buffer_text(&b), "");
    for (int i = 0; i < 1000; i++)
        text_addf(&b, "%03d,", i);
    text_add_n(&b, "endless", 3);
    text_add(&b, "");
    assert_int_equal(b.count, 4003);
    assert_int_equal(strlen(text_buffer_text(&b)), 4003);
    assert_memory_equal(b.bytes + 4 * 737, "737,738,", 8);
    assert_string_equal(b.bytes + 4000, "end");

    /* Longer than what text_addf formats on its stack. */
    memset(line, 'w', sizeof(line) - 1);
    line[sizeof(line) - 1] = '\0';
    text_addf(&b, "<%s>", line);
    assert_int_equal(b.count, 4003 + 401);
    assert_string_equal(b.bytes + 4003 + 398, "ww>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format_and_copy), cmocka_unit_test(test_equal),
        cmocka_unit_test(test_nearest),         cmocka_unit_test(test_quoted),
        cmocka_unit_test(test_grouped),         cmocka_unit_test(test_hash),
        cmocka_unit_test(test_buffer),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
