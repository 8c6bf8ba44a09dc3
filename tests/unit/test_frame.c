/* Result tables: base/frame. */
#include "base/frame.h"

#include "tests/abort.h"
#include "tests/near.h"

static const struct frame_column columns[] = {
    { "design", "", "name of the design", CELL_TEXT, 0 },
    { "blocks", "blocks", "blocks stored", CELL_COUNT, 0 },
    { "time_s", "s", "time taken", CELL_NUMBER, 2 },
};

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

static void test_cells(void **state)
{
    char name[] = "after";
    struct frames fs;

    frames_init(&fs, *state);
    struct frame *const f = frame_begin(&fs, "summary", "All", columns, 3);
    assert_int_equal(f->row_count, 0);
    frame_row(f);
    frame_text(f, "before");
    frame_count(f, 51024);
    frame_number(f, 13.37);
    frame_row(f);
    frame_text(f, name);
    frame_null(f);
    frame_number(f, (double)NAN);
    name[0] = '?';

    assert_int_equal(f->row_count, 2);
    assert_string_equal(frame_cell(f, 0, 0)->text, "before");
    assert_int_equal(frame_cell(f, 0, 1)->count, 51024);
    assert_near(frame_cell(f, 0, 2)->number, 13.37, 0);
    assert_false(frame_cell(f, 0, 2)->null);
    assert_string_equal(frame_cell(f, 1, 0)->text, "after");
    assert_true(frame_cell(f, 1, 1)->null);
    assert_true(frame_cell(f, 1, 2)->null);
    assert_int_equal(frame_column_index(f, "time_s"), 2);
    assert_int_equal(frame_column_index(f, "design"), 0);
}

static void test_many_rows(void **state)
{
    struct frames fs;

    frames_init(&fs, *state);
    struct frame *const f = frame_begin(&fs, "slices", "", columns, 3);
    for (int64_t i = 0; i < 1013; i++) {
        frame_row(f);
        frame_text(f, i % 2 == 0 ? "even" : "odd");
        frame_count(f, i * 7919);
        frame_number(f, (double)i / 64);
    }
    assert_int_equal(f->row_count, 1013);
    assert_int_equal(frame_cell(f, 877, 1)->count, 877 * 7919);
    assert_string_equal(frame_cell(f, 877, 0)->text, "odd");
    assert_near(frame_cell(f, 1012, 2)->number, 15.8125, 0);
}

static void test_find(void **state)
{
    struct frames fs;

    frames_init(&fs, *state);
    assert_null(frames_find(&fs, "plan"));
    for (int i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof(name), "frame%d", i);
        frame_begin(&fs, name, "", columns, 3);
    }
    assert_int_equal(fs.count, 20);
    assert_ptr_equal(frames_find(&fs, "frame13"), fs.items[13]);
    assert_null(frames_find(&fs, "frame20"));
}

static void test_notes(void **state)
{
    struct frames fs;

    frames_init(&fs, *state);
    frames_note(&fs, "%d of %d", 3, 17);
    frames_note(&fs, "columns are independent");
    frames_note(&fs, "3 of %s", "17");
    assert_int_equal(fs.note_count, 2);
    assert_string_equal(fs.notes[0], "3 of 17");
    assert_string_equal(fs.notes[1], "columns are independent");
}

/* Broken contracts stop the program. */
static void test_checks(void **state)
{
    struct frames fs;

    frames_init(&fs, *state);
    struct frame *const f = frame_begin(&fs, "summary", "", columns, 3);
    assert_aborts(frame_text(f, "before the first row"));
    assert_aborts(frame_begin(&fs, "summary", "", columns, 3));
    frame_row(f);
    assert_aborts(frame_count(f, 5));
    frame_text(f, "x");
    assert_aborts(frame_row(f));
    assert_aborts(frame_cell(f, 0, 1));
    assert_aborts(frame_column_index(f, "blocks_read"));
    frame_count(f, 5);
    frame_number(f, 0.25);
    assert_aborts(frame_text(f, "a cell too many"));
    assert_aborts(frame_cell(f, 1, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),  cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_find),   cmocka_unit_test(test_notes),
        cmocka_unit_test(test_checks),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
