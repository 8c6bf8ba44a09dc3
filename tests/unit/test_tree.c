/* YAML trees: places, and what is refused. */
#include "scenario/tree.h"

#include <string.h>

#include "base/text.h"
#include "tests/near.h"

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

static const struct tree_node *read_text(const char *text)
{
    return tree_read(arena, text, "f.yaml", &faults);
}

static void expect_fault(const char *text, const char *line)
{
    faults_init(&faults, arena);
    assert_null(read_text(text));
    assert_true(faults.count >= 1);
    assert_string_equal(fault_line(arena, &faults.items[0]), line);
}

static void test_places_and_paths(void **state)
{
    const struct tree_node *const root = read_text("a: 1\n"
                                                   "b:\n"
                                                   "  - x\n"
                                                   "  - {c: 'y', d: }\n");
    (void)state;
    assert_non_null(root);
    assert_int_equal(root->kind, TREE_MAP);
    assert_int_equal(root->count, 2);

    const struct tree_node *const b = tree_get(root, "b");
    assert_int_equal(b->kind, TREE_LIST);
    assert_int_equal(b->key_line, 2);
    assert_int_equal(b->key_column, 1);
    assert_string_equal(b->items[0]->text, "x");
    assert_int_equal(b->items[0]->line, 3);
    assert_int_equal(b->items[0]->column, 5);

    const struct tree_node *const c = tree_get(b->items[1], "c");
    assert_string_equal(tree_path(arena, c), "b[2].c");
    assert_false(c->plain);
    assert_int_equal(c->line, 4);
    assert_int_equal(c->column, 9);
    assert_true(tree_is_null(tree_get(b->items[1], "d")));
    assert_false(tree_is_null(c));
    assert_null(tree_get(root, "z"));
    assert_null(tree_get(NULL, "z"));
    assert_null(tree_path(arena, root));
    assert_int_equal(faults.count, 0);
}

static void test_columns_count_characters(void **state)
{
    /* The e with an accent takes two bytes and one column. */
    const struct tree_node *const root = read_text("caf\xc3\xa9: x\n");

    (void)state;
    assert_int_equal(root->items[0]->column, 7);
}

static void test_block_text_begins_on_the_next_line(void **state)
{
    const struct tree_node *const root = read_text("q: |\n  select 1\n"
                                                   "r: select 2\n");
    (void)state;
    assert_int_equal(root->items[0]->text_line, 2);
    assert_string_equal(root->items[0]->text, "select 1\n");
    assert_int_equal(root->items[1]->text_line, 3);
}

struct refused_case {
    const char *text, *fault;
};

static const struct refused_case refused_cases[] = {
    { "", "f.yaml:1:1: the file is empty" },
    { "# nothing\n", "f.yaml:1:1: the file is empty" },
    { "a: 1\na: 2\n", "f.yaml:2:1: duplicate key 'a', given before on line 1" },
    { "x: {b: 1, 'b': 2}\n",
      "f.yaml:1:11: x: duplicate key 'b', given before on line 1" },
    { "a: &x 1\n",
      "f.yaml:1:4: an anchor ('&') is not allowed; repeat the value" },
    { "a: &x [1]\n",
      "f.yaml:1:4: an anchor ('&') is not allowed; repeat the value" },
    { "a: *x\n", "f.yaml:1:4: an alias ('*') is not allowed; repeat the "
                 "value, or quote a text that begins with '*'" },
    { "a: 1\n---\nb: 2\n",
      "f.yaml:2:1: a second document begins here; a scenario has one" },
    { "a: !!int 3\n",
      "f.yaml:1:4: a tag ('!') is not allowed; write the bare value" },
    { "a: !x [3]\n",
      "f.yaml:1:4: a tag ('!') is not allowed; write the bare value" },
    { "? [a]\n: b\n",
      "f.yaml:1:3: a key must be a word, not a list or a mapping" },
    { "a: \"x\\0y\"\n",
      "f.yaml:1:4: a text must not contain the character NUL" },
    { "a: [1, 2\nb: 3\n",
      "f.yaml:2:2: not valid YAML: did not find expected ',' or ']' while "
      "parsing a flow sequence" },
    { "a:\n\tb: 3\n",
      "f.yaml:2:1: not valid YAML: found character that cannot start any token "
      "while scanning for the next token; indent with blanks, not with tabs" },
    { "a: 1\nb: \x01\n",
      "f.yaml:2:4: not valid YAML: control characters are not allowed" },
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused_cases) / sizeof(*refused_cases); i++)
        expect_fault(refused_cases[i].text, refused_cases[i].fault);
}

static void test_all_duplicates_are_found(void **state)
{
    (void)state;
    assert_null(read_text("a: {x: 1, y: 2, x: 3, x: 4}\nb: 1\nb: 2\n"));
    assert_int_equal(faults.count, 3);
}

/* `levels` lists in each other. */
static const char *nested(int levels)
{
    struct text_buffer b;

    text_buffer_init(&b, arena);
    for (int i = 0; i < levels; i++)
        text_add(&b, "[");
    for (int i = 0; i < levels; i++)
        text_add(&b, "]");
    return text_buffer_text(&b);
}

static void test_depth(void **state)
{
    (void)state;
    assert_non_null(read_text(nested(TREE_DEPTH_MAX)));
    expect_fault(nested(TREE_DEPTH_MAX + 1),
                 "f.yaml:1:33: nested deeper than 32 levels");
    expect_fault(nested(100000), "f.yaml:1:33: nested deeper than 32 levels");
}

static void test_number_of_values(void **state)
{
    struct text_buffer b;

    (void)state;
    text_buffer_init(&b, arena);
    for (int i = 0; i < TREE_NODES_MAX; i++)
        text_add(&b, "- 7\n");
    /* The list itself is a value too. */
    expect_fault(text_buffer_text(&b),
                 "f.yaml:300000:3: more than 300000 values; a scenario needs "
                 "few");
}

static void test_paths_escape_odd_keys(void **state)
{
    const struct tree_node *const root = read_text("\"a\\nb\": {\"'\": 1}\n");

    (void)state;
    assert_string_equal(tree_path(arena, root->items[0]->items[0]),
                        "a\\nb.\\'");
}

static void test_faults_beyond_the_most_are_counted(void **state)
{
    const struct tree_node *const root = read_text("a: 1\n");

    (void)state;
    for (int i = 0; i < FAULTS_MAX + 7; i++)
        assert_false(tree_fault(root->items[0], &faults, "fault %d", i));
    assert_int_equal(faults.count, FAULTS_MAX);
    assert_int_equal(faults.dropped, 7);
    assert_string_equal(fault_line(arena, &faults.items[99]),
                        "f.yaml:1:4: a: fault 99");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places_and_paths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_columns_count_characters, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_block_text_begins_on_the_next_line,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_duplicates_are_found, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_depth, setup, teardown),
        cmocka_unit_test_setup_teardown(test_number_of_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paths_escape_odd_keys, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_faults_beyond_the_most_are_counted,
                                        setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
