/* The formats of stdout, and what a stream that refuses bytes does. */
#include "report/report.h"
#include "report/stamp.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

static const struct frame_column one[] = { { "n", "", "", CELL_COUNT, 0 } };

static void add_frame(struct printed *p)
{
    struct frame *const f = frame_begin(&p->frames, "f", "Title", one, 1);

    frame_row(f);
    frame_count(f, 1234567);
}

static bool as_table(const struct frames *fs, FILE *out)
{
    return report_write(fs, REPORT_TABLE, out);
}

static bool as_csv(const struct frames *fs, FILE *out)
{
    return report_write(fs, REPORT_CSV, out);
}

static bool as_json(const struct frames *fs, FILE *out)
{
    return report_write(fs, REPORT_JSON, out);
}

static void test_formats(void **state)
{
    struct printed *const p = *state;

    add_frame(p);
    assert_non_null(strstr(print(p, as_table), "\n1,234,567\n"));
    assert_string_equal(print(p, as_csv), "n\n1234567\n");
    assert_non_null(strstr(print(p, as_json), "[1234567]"));
}

static void test_words(void **state)
{
    enum report_format format = REPORT_CSV;

    (void)state;
    assert_false(report_format_of("yaml", &format));
    assert_int_equal(format, REPORT_CSV);
    for (int i = 0; report_format_names[i] != NULL; i++) {
        assert_true(report_format_of(report_format_names[i], &format));
        assert_int_equal(format, i);
    }
    assert_int_equal(format, REPORT_JSON);
}

/* The bytes wait in the buffer, so only the flush can tell. */
static void test_a_full_disk_is_noticed(void **state)
{
    struct printed *const p = *state;

    add_frame(p);
    for (int i = 0; report_format_names[i] != NULL; i++) {
        FILE *const full = fopen("/dev/full", "w");

        if (full == NULL)
            skip();
        assert_false(report_write(&p->frames, (enum report_format)i, full));
        fclose(full);
    }
}

static void test_stamp_is_one_line(void **state)
{
    const struct printed *const p = *state;
    const char *const line = stamp_line(p->arena, "ssb\ntutorial", 4242);

    assert_null(strchr(line, '\n'));
    assert_non_null(strstr(line, stamp_version()));
    assert_non_null(strstr(line, ", scenario ssb?tutorial, seed 4242"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_formats),
        TEST(test_words),
        TEST(test_a_full_disk_is_noticed),
        TEST(test_stamp_is_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
