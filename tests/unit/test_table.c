/* Readable tables. The expected texts were set by hand, by the header's rules. */
#include "base/rng.h"
#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/table.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

static const struct frame_column totals[] = {
    { "design", "", "name", CELL_TEXT, 0 },
    { "total_s", "s", "seconds", CELL_NUMBER, 2 },
    { "ratio", "x", "to the first", CELL_NUMBER, 3 },
    { "blocks_read", "blocks", "read", CELL_COUNT, 0 },
    { "saved_pct", "%", "saved", CELL_NUMBER, 1 },
    { "usd", "USD", "price", CELL_NUMBER, 4 },
};

static void add_totals(struct printed *p)
{
    struct frame *const f = frame_begin(
        &p->frames, "summary", "What each design costs", totals, COUNT(totals));

    frame_row(f);
    frame_text(f, "before");
    frame_number(f, 1086.744);
    frame_number(f, 1);
    frame_count(f, 153072);
    frame_null(f);
    frame_number(f, 0.0241);
    frame_row(f);
    frame_text(f, "after");
    frame_number(f, 31.2);
    frame_number(f, 0.0287);
    frame_count(f, 41010);
    frame_number(f, 97.13);
    frame_number(f, (double)NAN);
}

static const char totals_text[] =
    "What each design costs\n"
    "\n"
    "design   total_s  ratio  blocks_read  saved_pct     usd\n"
    "                      x\n"
    "------  --------  -----  -----------  ---------  ------\n"
    "before  1,086.74  1.000      153,072          -  0.0241\n"
    "after      31.20  0.029       41,010       97.1       -\n";

static void test_numbers_units_and_nulls(void **state)
{
    struct printed *const p = *state;

    add_totals(p);
    assert_string_equal(print(p, table_write_all), totals_text);
}

static const struct frame_column only_text[] = { { "note", "", "n", CELL_TEXT,
                                                   0 } };

static void test_frames_and_notes_stand_apart(void **state)
{
    struct printed *const p = *state;

    frame_begin(&p->frames, "first", "Nothing yet", only_text, 1);
    frame_begin(&p->frames, "second", "", only_text, 1);
    frames_note(&p->frames, "short");
    frames_note(&p->frames, "%s",
                "Predicates on different columns are taken as independent "
                "unless the scenario says how they depend on one another");
    assert_string_equal(
        print(p, table_write_all),
        "Nothing yet\n\n(no rows)\n"
        "\nsecond\n\n(no rows)\n"
        "\nNotes\n\n- short\n"
        "- Predicates on different columns are taken as independent unless "
        "the scenario\n"
        "  says how they depend on one another\n");
}

static const struct frame_column why[] = {
    { "rank", "", "r", CELL_COUNT, 0 },
    { "why", "", "w", CELL_TEXT, 0 },
    { "saved_s", "s", "s", CELL_NUMBER, 2 },
};

/* 4 + 2 + 65 + 2 + 7 = 80 characters. */
static const char why_text[] =
    "Why\n"
    "\n"
    "rank  why                                                                "
    "saved_s\n"
    "----  "
    "-----------------------------------------------------------------  "
    "-------\n"
    "   1  q2: broadcast of part (56,000 rows x 8 slices) gone, since          "
    "  "
    "2.10\n"
    "      lineorder and part now share their key\n";

static void test_long_texts_wrap(void **state)
{
    struct printed *const p = *state;
    struct frame *const f =
        frame_begin(&p->frames, "why", "Why", why, COUNT(why));

    frame_row(f);
    frame_count(f, 1);
    frame_text(f, "q2: broadcast of part (56,000 rows x 8 slices) gone, since "
                  "lineorder and part now share their key");
    frame_number(f, 2.1);
    assert_string_equal(print(p, table_write_all), why_text);
}

static const struct frame_column cost[] = {
    { "design", "", "d", CELL_TEXT, 0 },
    { "query", "", "q", CELL_TEXT, 0 },
    { "scan_s", "s", "s", CELL_NUMBER, 1 },
    { "network_s", "s", "s", CELL_NUMBER, 1 },
    { "compute_s", "s", "s", CELL_NUMBER, 1 },
    { "bytes_read", "bytes", "b", CELL_COUNT, 0 },
    { "bytes_moved", "bytes", "b", CELL_COUNT, 0 },
    { "busiest_over_mean", "", "b", CELL_NUMBER, 2 },
};

static void add_cost(struct printed *p, int64_t bytes)
{
    struct frame *const f =
        frame_begin(&p->frames, "cost", "Cost", cost, COUNT(cost));

    frame_row(f);
    frame_text(f, "before");
    frame_text(f, "q1.1");
    frame_number(f, 12.34);
    frame_number(f, 5.6);
    frame_number(f, 7.8);
    frame_count(f, bytes);
    frame_count(f, bytes / 7);
    frame_number(f, 1.07);
}

/* On one line 87 wide; with the last name broken 78. */
static void test_header_names_break_first(void **state)
{
    struct printed *const p = *state;

    add_cost(p, 98765432);
    assert_string_equal(
        print(p, table_write_all),
        "Cost\n"
        "\n"
        "                                                                      "
        "busiest_\n"
        "                                                                      "
        "   over_\n"
        "design  query  scan_s  network_s  compute_s  bytes_read  bytes_moved  "
        "    mean\n"
        "------  -----  ------  ---------  ---------  ----------  -----------  "
        "--------\n"
        "before  q1.1     12.3        5.6        7.8  98,765,432   14,109,347  "
        "    1.07\n");
}

static void test_panels_repeat_the_keys(void **state)
{
    struct printed *const p = *state;

    add_cost(p, INT64_C(123456789012345));
    assert_string_equal(
        print(p, table_write_all),
        "Cost\n"
        "\n"
        "design  query  scan_s  network_s  compute_s           bytes_read\n"
        "------  -----  ------  ---------  ---------  -------------------\n"
        "before  q1.1     12.3        5.6        7.8  123,456,789,012,345\n"
        "\n"
        "design  query         bytes_moved  busiest_over_mean\n"
        "------  -----  ------------------  -----------------\n"
        "before  q1.1   17,636,684,144,620               1.07\n");
}

/* Every line of `text` is at most `most` wide, ends in no space, is clean. */
static void check_lines(struct printed *p, const char *text, size_t most)
{
    while (*text != '\0') {
        const size_t bytes = strcspn(text, "\n");
        const char *const line = text_copy_n(p->arena, text, bytes);

        assert_true(glyph_width(line) <= most);
        assert_true(bytes == 0 || line[bytes - 1] != ' ');
        assert_string_equal(line, glyph_clean(p->arena, line));
        text += bytes + 1;
    }
}

static void test_control_characters_do_not_pass(void **state)
{
    struct printed *const p = *state;
    struct frame *const f =
        frame_begin(&p->frames, "f", "Title \x1b[2J", only_text, 1);

    frame_row(f);
    frame_text(f, "a\x1b]0;gotcha\x07\nb\tc\xff");
    frames_note(&p->frames, "%s", "note\r\x1b[1A");
    const char *const text = print(p, table_write_all);
    check_lines(p, text, 80);
    assert_non_null(strstr(text, "a?]0;gotcha??b?c\xef\xbf\xbd"));
}

/* Frames of every shape: random columns, names and texts. */
static void add_random(struct printed *p, uint64_t seed)
{
    static const enum cell_type types[] = { CELL_TEXT, CELL_COUNT,
                                            CELL_NUMBER };
    const struct rng_stream s = rng_stream(seed, "test.table", 0);
    uint64_t at = 0;
    const size_t columns = 1 + (size_t)rng_below(rng_bits(s, at++), 14);
    struct frame_column *const c =
        ARENA_ARRAY(p->arena, columns, struct frame_column);

    for (size_t i = 0; i < columns; i++) {
        const uint64_t bits = rng_bits(s, at++);

        c[i].name = text_format(p->arena, "%.*s_%zu", (int)(1 + bits % 29),
                                "busy_rows_over_mean_per_slice", i);
        c[i].unit = bits % 3 == 0 ? "bytes/value" : "";
        c[i].type = types[(bits >> 20) % 3];
        c[i].digits = (int)((bits >> 30) % 5);
    }
    struct frame *const f =
        frame_begin(&p->frames, text_format(p->arena, "f%d", (int)seed),
                    "Any shape", c, columns);
    for (int row = 0; row < 5; row++) {
        frame_row(f);
        for (size_t i = 0; i < columns; i++) {
            const uint64_t bits = rng_bits(s, at++);

            if (c[i].type == CELL_TEXT)
                frame_text(f, text_format(p->arena, "%.*s", (int)(bits % 97),
                                          "words of any length and a_very_"
                                          "long_one_that_cannot_be_broken_"
                                          "anywhere_at_all \xce\xb1 end of"
                                          " it, or not"));
            else if (c[i].type == CELL_COUNT)
                frame_count(f, (int64_t)bits >> (bits % 60));
            else
                frame_number(f, (double)(int64_t)bits * 1e-9);
        }
    }
}

static void test_any_frame_fits_a_hundred(void **state)
{
    struct printed *const p = *state;

    for (uint64_t seed = 0; seed < 300; seed++)
        add_random(p, seed);
    check_lines(p, print(p, table_write_all), 100);
}

static void test_a_full_disk_is_noticed(void **state)
{
    struct printed *const p = *state;
    FILE *const full = fopen("/dev/full", "w");

    add_totals(p);
    if (full == NULL)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    assert_false(table_write_all(&p->frames, full));
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_numbers_units_and_nulls),
        TEST(test_frames_and_notes_stand_apart),
        TEST(test_long_texts_wrap),
        TEST(test_header_names_break_first),
        TEST(test_panels_repeat_the_keys),
        TEST(test_control_characters_do_not_pass),
        TEST(test_any_frame_fits_a_hundred),
        TEST(test_a_full_disk_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
