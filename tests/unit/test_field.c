/* Tables of fields: decoding, defaults, faults and the manual. */
#include "scenario/field.h"

#include <string.h>

#include "base/text.h"
#include "tests/near.h"

static const char *const colours[] = { "red", "green", "blue", NULL };

struct thing {
    const char *label, *name;
    int64_t rows;
    int legs;
    double share;
    int colour;
    const struct tree_node *rest;
};

static const struct field fields[] = {
    { .name = "label",
      .type = FIELD_TEXT,
      .offset = offsetof(struct thing, label),
      .fallback = "none",
      .meaning = "A label.",
      .example = "x" },
    { .name = "name",
      .type = FIELD_NAME,
      .offset = offsetof(struct thing, name),
      .meaning = "A name.",
      .example = "before" },
    { .name = "rows",
      .type = FIELD_COUNT,
      .quantity = QUANTITY_ROWS,
      .offset = offsetof(struct thing, rows),
      .min = 1,
      .max = 1e15,
      .required = true,
      .meaning = "Rows.",
      .example = "7" },
    { .name = "legs",
      .type = FIELD_INT,
      .offset = offsetof(struct thing, legs),
      .min = -3,
      .max = 8,
      .fallback = "4",
      .meaning = "Legs.",
      .example = "6" },
    { .name = "share",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct thing, share),
      .min = 0,
      .max = 1,
      .fallback = "12.5 %",
      .meaning = "A share.",
      .example = "0.5" },
    { .name = "colour",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct thing, colour),
      .choices = colours,
      .fallback = "green",
      .meaning = "A colour.",
      .example = "red" },
    { .name = "rest",
      .type = FIELD_NODE,
      .offset = offsetof(struct thing, rest),
      .shape = "a list",
      .meaning = "The rest.",
      .example = "[]" },
};

static const struct section section = SECTION("thing", fields);

static const struct field open_fields[] = {
    { .name = "TABLE",
      .type = FIELD_ANY,
      .shape = "a mapping",
      .meaning = "Any name.",
      .example = "{}" },
};

static const struct section open_section = SECTION("open", open_fields);

static struct arena *arena;
static struct faults faults;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    faults_init(&faults, arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static bool read_thing(const char *yaml, struct thing *thing)
{
    const struct tree_node *const root =
        tree_read(arena, yaml, "f.yaml", &faults);

    assert_non_null(root);
    *thing = (struct thing){ 0 };
    return field_read(&section, tree_get(root, "t"), root, thing, &faults);
}

static void test_values_and_defaults(void **state)
{
    struct thing t;

    (void)state;
    assert_true(read_thing("t: {rows: 1.4 M, colour: BLUE, rest: [1, 2]}", &t));
    assert_int_equal(faults.count, 0);
    assert_int_equal(t.rows, 1400000);
    assert_int_equal(t.colour, 2);
    assert_int_equal(t.rest->count, 2);
    assert_string_equal(t.label, "none");
    assert_null(t.name);
    assert_int_equal(t.legs, 4);
    assert_near(t.share, 0.125, 1e-15);

    assert_true(read_thing("t: {rows: 1, legs: -3, share: 1, label: '7', name: "
                           "a b.c-d_(9), colour: red}",
                           &t));
    assert_int_equal(t.legs, -3);
    assert_near(t.share, 1, 0);
    assert_string_equal(t.label, "7");
    assert_string_equal(t.name, "a b.c-d_(9)");
    assert_int_equal(t.colour, 0);
}

struct fault_case {
    const char *yaml, *fault;
};

static const struct fault_case fault_cases[] = {
    { "t: {}", "f.yaml:1:4: t: 'rows' is missing from 'thing'; it is a whole "
               "number of rows from 1 to 1e15" },
    { "t:", "f.yaml:1:1: 'rows' is missing from 'thing'; it is a whole number "
            "of rows from 1 to 1e15" },
    { "t: [1]", "f.yaml:1:4: t: 'thing' is a mapping of keys to values, such "
                "as {label: x}" },
    { "t: {rows: 1, row: 2}",
      "f.yaml:1:14: t: unknown key 'row', did you mean 'rows'?" },
    { "t: {rows: 1, quixotic: 2}",
      "f.yaml:1:14: t: unknown key 'quixotic'; there is label, name, rows, "
      "legs, share, colour, rest" },
    { "t: {rows: 0}", "f.yaml:1:11: t.rows: '0' is out of range; 'rows' is a "
                      "whole number of rows from 1 to 1e15" },
    { "t: {rows: 1e18}", "f.yaml:1:11: t.rows: '1e18' is out of range; 'rows' "
                         "is a whole number of rows from 1 to 1e15" },
    { "t: {rows: }", "f.yaml:1:11: t.rows: the value is missing; 'rows' is a "
                     "whole number of rows from 1 to 1e15" },
    { "t: {rows: [1]}", "f.yaml:1:11: t.rows: a list is not expected here; "
                        "'rows' is a whole number of rows from 1 to 1e15" },
    { "t: {rows: {a: 1}}",
      "f.yaml:1:11: t.rows: a mapping is not expected here; 'rows' is a whole "
      "number of rows from 1 to 1e15" },
    { "t: {rows: 1, legs: 9}", "f.yaml:1:20: t.legs: '9' is out of range; "
                               "'legs' is a whole number from -3 to 8" },
    { "t: {rows: 1, share: 101 %}",
      "f.yaml:1:21: t.share: '101 %' is out of range; 'share' is a number from "
      "0 to 1" },
    { "t: {rows: 1, colour: rot}",
      "f.yaml:1:22: t.colour: 'rot' is not known; 'colour' is one of red, "
      "green, blue" },
    { "t: {rows: 1, label: ''}",
      "f.yaml:1:21: t.label: '' is empty; 'label' is a text" },
    { "t: {rows: 1, name: '`id`'}",
      "f.yaml:1:20: t.name: '`id`' is no name: letters, digits, '_', '-', '.' "
      "and blanks, at most 64; 'name' is a name" },
};

static void test_faults(void **state)
{
    struct thing t;

    (void)state;
    for (size_t i = 0; i < sizeof(fault_cases) / sizeof(*fault_cases); i++) {
        faults_init(&faults, arena);
        assert_false(read_thing(fault_cases[i].yaml, &t));
        assert_int_equal(faults.count, 1);
        assert_string_equal(fault_line(arena, &faults.items[0]),
                            fault_cases[i].fault);
    }
}

static void test_every_mistake_at_once(void **state)
{
    struct thing t;

    (void)state;
    assert_false(read_thing("t: {row: 1, legs: x, share: -1, colour: }", &t));
    assert_int_equal(faults.count, 5);
}

static void test_open_sections_take_any_key(void **state)
{
    const struct tree_node *const root =
        tree_read(arena, "{a: 1, TABLE: 2}", "f.yaml", &faults);
    struct thing t;

    (void)state;
    assert_true(field_read(&open_section, root, root, &t, &faults));
    assert_false(field_is_known(&open_section, "TABLE"));
    assert_true(field_is_known(&section, "legs"));
}

static void test_names(void **state)
{
    static const char *const good[] = { "a", "Q1.1", "key(c) sort-d", "x_9" };
    static const char *const bad[] = { "",    " a",  "a ",   "a\nb",
                                       "a'b", "a\"", "$(a)", "a;b",
                                       "`a`", "\\a", "a/b",  "caf\xc3\xa9" };
    char longest[66] = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        assert_true(field_is_name(good[i]));
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(field_is_name(bad[i]));
    memset(longest, 'a', 64);
    assert_true(field_is_name(longest));
    longest[64] = 'a';
    assert_false(field_is_name(longest));
}

static const char *cell(const struct frame *f, size_t row, const char *column)
{
    const struct cell *const c =
        frame_cell(f, row, frame_column_index(f, column));
    return c->null ? NULL : c->text;
}

static void test_manual(void **state)
{
    struct frames frames;

    (void)state;
    frames_init(&frames, arena);
    struct frame *const f = field_schema_begin(&frames);
    field_schema(f, &section);
    assert_string_equal(f->name, "schema");
    assert_int_equal(f->row_count, 7);
    assert_string_equal(cell(f, 2, "section"), "thing");
    assert_string_equal(cell(f, 2, "key"), "rows");
    assert_string_equal(cell(f, 2, "type"),
                        "a whole number of rows from 1 to 1e15");
    assert_string_equal(cell(f, 2, "default"), "required");
    assert_string_equal(cell(f, 4, "default"), "12.5 %");
    assert_null(cell(f, 1, "default"));
    assert_string_equal(cell(f, 5, "type"), "one of red, green, blue");
    assert_string_equal(cell(f, 6, "type"), "a list");
    assert_string_equal(cell(f, 6, "meaning"), "The rest.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values_and_defaults, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_mistake_at_once, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_open_sections_take_any_key, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_manual, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
