/* CSV for other programs. Quoting cases: RFC 4180, section 2. */
#include "base/rng.h"
#include "base/text.h"
#include "report/csv.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

static const struct frame_column one_text[] = { { "name", "", "n", CELL_TEXT,
                                                  0 } };

struct quote_case {
    const char *text, *want;
};

static const struct quote_case quote_cases[] = {
    { "lineorder", "lineorder" },
    { "a,b", "\"a,b\"" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { "", "\"\"" },
    { " edge", "\" edge\"" },
    { "edge ", "\"edge \"" },
    { "it's", "it's" },
    { "a=b", "a=b" },
    /* What a spreadsheet takes for a formula: OWASP, "CSV Injection". */
    { "=HYPERLINK(1)", "\"=HYPERLINK(1)\"" },
    { "+1", "\"+1\"" },
    { "-1", "\"-1\"" },
    { "@SUM(A1)", "\"@SUM(A1)\"" },
    { "\tx", "\"\tx\"" },
};

static void test_quotes(void **state)
{
    struct printed *const p = *state;
    struct frame *const f =
        frame_begin(&p->frames, "f", "t", one_text, COUNT(one_text));
    struct text_buffer want;

    text_buffer_init(&want, p->arena);
    text_add(&want, "name\n");
    for (size_t i = 0; i < COUNT(quote_cases); i++) {
        frame_row(f);
        frame_text(f, quote_cases[i].text);
        text_addf(&want, "%s\n", quote_cases[i].want);
    }
    assert_string_equal(print(p, csv_write_all), text_buffer_text(&want));
}

static const struct frame_column mixed[] = {
    { "text", "", "t", CELL_TEXT, 0 },
    { "blocks", "blocks", "b", CELL_COUNT, 0 },
    { "total_s", "s", "s", CELL_NUMBER, 2 },
};

static void add_mixed(struct printed *p, const char *name)
{
    struct frame *const f =
        frame_begin(&p->frames, name, "t", mixed, COUNT(mixed));

    frame_row(f);
    frame_text(f, "x");
    frame_count(f, -INT64_C(9007199254740993));
    frame_number(f, -0.1);
    frame_row(f);
    frame_null(f);
    frame_null(f);
    frame_number(f, (double)NAN);
}

static void test_numbers_and_nulls(void **state)
{
    struct printed *const p = *state;

    add_mixed(p, "f");
    assert_string_equal(print(p, csv_write_all), "text,blocks,total_s\n"
                                                 "x,-9007199254740993,-0.1\n"
                                                 ",,\n");
}

static void test_several_frames_are_named(void **state)
{
    struct printed *const p = *state;

    add_mixed(p, "one");
    frame_begin(&p->frames, "two", "t", one_text, 1);
    assert_string_equal(print(p, csv_write_all), "# one\n"
                                                 "text,blocks,total_s\n"
                                                 "x,-9007199254740993,-0.1\n"
                                                 ",,\n"
                                                 "\n"
                                                 "# two\n"
                                                 "name\n");
}

/* Every double comes back with its bits, in any order of magnitude. */
static void test_numbers_survive(void **state)
{
    static const struct frame_column number[] = { { "x", "", "x", CELL_NUMBER,
                                                    0 } };
    struct printed *const p = *state;
    const struct rng_stream s = rng_stream(4711, "test.csv", 3);
    struct frame *const f = frame_begin(&p->frames, "f", "t", number, 1);

    for (uint64_t i = 0; i < 5000; i++) {
        frame_row(f);
        frame_number(f, ldexp(rng_unit(s, 2 * i) - 0.5,
                              (int)(rng_bits(s, 2 * i + 1) % 600) - 300));
    }
    const char *text = print(p, csv_write_all) + strlen("x\n");
    for (size_t row = 0; row < f->row_count; row++) {
        char *end;

        assert_true(strtod(text, &end) == frame_cell(f, row, 0)->number);
        assert_int_equal(*end, '\n');
        text = end + 1;
    }
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_quotes),
        TEST(test_numbers_and_nulls),
        TEST(test_several_frames_are_named),
        TEST(test_numbers_survive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
