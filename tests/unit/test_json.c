/* JSON results, read back with jansson, as a user's script would. */
#include "base/text.h"
#include "report/json.h"
#include "tests/near.h"
#include "tests/unit/printed.h"
#include <jansson.h>

static const struct frame_column columns[] = {
    { "design", "", "name \"quoted\"", CELL_TEXT, 0 },
    { "blocks", "blocks", "stored", CELL_COUNT, 0 },
    { "total_s", "s", "seconds", CELL_NUMBER, 2 },
};

static void add_frame(struct printed *p)
{
    struct frame *const f =
        frame_begin(&p->frames, "cost", "Cost", columns, COUNT(columns));

    frame_row(f);
    frame_text(f, "a\"b\\c\n\x01\xe2\x82\xac\xff");
    frame_count(f, INT64_C(9007199254740993));
    frame_number(f, 0.1);
    frame_row(f);
    frame_null(f);
    frame_null(f);
    frame_number(f, (double)NAN);
    frame_row(f);
    frame_text(f, "");
    frame_count(f, -17);
    frame_number(f, HUGE_VAL);
    frames_note(&p->frames, "independence of %s", "predicates");
}

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *const root = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    assert_non_null(root);
    return root;
}

static void test_shape(void **state)
{
    struct printed *const p = *state;

    add_frame(p);
    frame_begin(&p->frames, "empty", "Empty", columns, COUNT(columns));
    json_t *const root = parse(print(p, json_write));
    const json_t *const frames = json_object_get(root, "frames");
    const json_t *const cost = json_array_get(frames, 0);
    const json_t *const first =
        json_array_get(json_object_get(cost, "columns"), 0);

    assert_int_equal(json_object_size(root), 2);
    assert_int_equal(json_array_size(frames), 2);
    assert_int_equal(json_object_size(cost), 4);
    assert_string_equal(json_string_value(json_object_get(cost, "name")),
                        "cost");
    assert_string_equal(json_string_value(json_object_get(cost, "title")),
                        "Cost");
    assert_int_equal(json_array_size(json_object_get(cost, "columns")), 3);
    assert_int_equal(json_object_size(first), 3);
    assert_string_equal(json_string_value(json_object_get(first, "definition")),
                        "name \"quoted\"");
    assert_int_equal(
        json_array_size(json_object_get(json_array_get(frames, 1), "rows")), 0);
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(root, "notes"), 0)),
        "independence of predicates");
    json_decref(root);
}

static void test_cells(void **state)
{
    struct printed *const p = *state;

    add_frame(p);
    json_t *const root = parse(print(p, json_write));
    const json_t *const rows = json_object_get(
        json_array_get(json_object_get(root, "frames"), 0), "rows");
    const json_t *const first = json_array_get(rows, 0);
    const json_t *const second = json_array_get(rows, 1);
    const json_t *const third = json_array_get(rows, 2);

    assert_string_equal(json_string_value(json_array_get(first, 0)),
                        "a\"b\\c\n\x01\xe2\x82\xac\xef\xbf\xbd");
    assert_true(json_integer_value(json_array_get(first, 1)) ==
                INT64_C(9007199254740993));
    assert_near(json_real_value(json_array_get(first, 2)), 0.1, 0);
    for (size_t i = 0; i < 3; i++)
        assert_true(json_is_null(json_array_get(second, i)));
    assert_string_equal(json_string_value(json_array_get(third, 0)), "");
    assert_true(json_is_null(json_array_get(third, 2)));
    json_decref(root);
}

/* 0.1 must not become 0.10000000000000001, and a diff wants rows in lines. */
static void test_text(void **state)
{
    static const struct frame_column two[] = {
        { "x", "s", "d", CELL_NUMBER, 0 },
        { "n", "", "", CELL_COUNT, 0 },
    };
    struct printed *const p = *state;
    struct frame *const f = frame_begin(&p->frames, "f", "t", two, 2);

    frame_row(f);
    frame_number(f, 0.1);
    frame_count(f, 7);
    frame_row(f);
    frame_number(f, 0.1 + 0.2);
    frame_null(f);
    assert_string_equal(
        print(p, json_write),
        "{\"frames\": [\n"
        "{\"name\": \"f\", \"title\": \"t\",\n"
        "\"columns\": [\n"
        "{\"name\": \"x\", \"unit\": \"s\", \"definition\": \"d\"},\n"
        "{\"name\": \"n\", \"unit\": \"\", \"definition\": \"\"}],\n"
        "\"rows\": [\n"
        "[0.1, 7],\n"
        "[0.30000000000000004, null]]}],\n"
        "\"notes\": []}\n");
}

static void test_nothing_is_an_object_too(void **state)
{
    struct printed *const p = *state;
    json_t *const root = parse(print(p, json_write));

    assert_int_equal(json_array_size(json_object_get(root, "frames")), 0);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_shape),
        TEST(test_cells),
        TEST(test_text),
        TEST(test_nothing_is_an_object_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
