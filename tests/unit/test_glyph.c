/* Texts as people see them. UTF-8 cases: The Unicode Standard 15.0, 3.9. */
#include "report/chart/glyph.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

struct bytes_case {
    const char *text;
    size_t bytes;
};

static const struct bytes_case bytes_cases[] = {
    { "", 0 },
    { "a", 1 },
    { "\xc3\xa9", 2 },         /* e acute */
    { "\xe2\x82\xac", 3 },     /* euro sign */
    { "\xf0\x9f\x98\x80", 4 }, /* a smiling face */
    { "\xc0\xaf", 0 },         /* overlong slash */
    { "\xc1\xbf", 0 },         /* overlong */
    { "\xe0\x9f\xbf", 0 },     /* overlong */
    { "\xf0\x8f\xbf\xbf", 0 }, /* overlong */
    { "\xed\xa0\x80", 0 },     /* a surrogate */
    { "\xf4\x90\x80\x80", 0 }, /* beyond U+10FFFF */
    { "\xf5\x80\x80\x80", 0 },
    { "\x80", 0 }, /* a continuation alone */
    { "\xc3", 0 }, /* cut off by the end */
    { "\xe2\x82", 0 },
    { "\xe2\x82\x28", 0 },
};

static void test_sequences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bytes_cases); i++)
        assert_int_equal(glyph_bytes(bytes_cases[i].text),
                         bytes_cases[i].bytes);
}

static void test_clean_is_one_harmless_line(void **state)
{
    const struct printed *const p = *state;

    assert_string_equal(glyph_clean(p->arena, "a\n\x1b[31mb\x7f\xc2\x9b"
                                              "c\xff"),
                        "a??[31mb??c\xef\xbf\xbd");
    assert_string_equal(glyph_clean(p->arena, "Gr\xc3\xb6\xc3\x9f"
                                              "e"),
                        "Gr\xc3\xb6\xc3\x9f"
                        "e");
    assert_string_equal(glyph_utf8(p->arena, "a\n\xe2\x82"),
                        "a\n\xef\xbf\xbd\xef\xbf\xbd");
}

static void test_cut_counts_characters(void **state)
{
    const struct printed *const p = *state;
    const char *const greek = "\xce\xb1\xce\xb2\xce\xb3\xce\xb4\xce\xb5";

    assert_int_equal(glyph_width(greek), 5);
    assert_string_equal(glyph_cut(p->arena, greek, 5), greek);
    assert_string_equal(glyph_cut(p->arena, greek, 4), "\xce\xb1...");
    assert_string_equal(glyph_cut(p->arena, greek, 3), "...");
}

static void test_lines_break_at_spaces(void **state)
{
    (void)state;
    assert_int_equal(glyph_line("the quick brown fox", 11), 9);
    assert_int_equal(glyph_line("the quick brown fox", 9), 9);
    assert_int_equal(glyph_line("the quick brown fox", 19), 19);
    assert_int_equal(glyph_line("indivisible", 4), 4);
    assert_int_equal(glyph_line(" x", 1), 1);
    assert_int_equal(glyph_line("\xce\xb1\xce\xb2 \xce\xb3", 2), 4);
    assert_int_equal(glyph_longest_word("a bcde \xce\xb1\xce\xb2"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sequences),
        TEST(test_clean_is_one_harmless_line),
        TEST(test_cut_counts_characters),
        TEST(test_lines_break_at_spaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
