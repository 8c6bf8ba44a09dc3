/* What the user did wrong: base/fault. */
#include "base/fault.h"

#include <string.h>

#include "base/text.h"
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

struct line_case {
    struct where where;
    const char *want;
};

static void test_line(void **state)
{
    static const struct line_case cases[] = {
        { { "s/scenario.yaml", 12, 7, "data.lineorder.rows" },
          "s/scenario.yaml:12:7: data.lineorder.rows: '0' is no row count" },
        { { "s/schema.sql", 12, 0, NULL },
          "s/schema.sql:12: '0' is no row count" },
        { { "s/schema.sql", 0, 7, NULL }, "s/schema.sql: '0' is no row count" },
        { { NULL, 12, 7, "--nodes" }, "--nodes: '0' is no row count" },
        { { NULL, 0, 0, NULL }, "'0' is no row count" },
    };
    struct faults fs;

    faults_init(&fs, *state);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_false(fault_add(&fs, cases[i].where, "'%d' is no row count", 0));
        assert_int_equal(fs.count, i + 1);
        assert_string_equal(fault_line(*state, &fs.items[i]), cases[i].want);
    }
}

/* Scratch texts of the caller may change afterwards. */
static void test_texts_are_copied(void **state)
{
    char file[] = "a.yaml", path[] = "seed", subject[] = "x7";
    struct faults fs;

    faults_init(&fs, *state);
    fault_add(&fs, (struct where){ file, 3, 5, path }, "bad '%s'", subject);
    memset(file, '?', 6);
    memset(path, '?', 4);
    memset(subject, '?', 2);
    assert_string_equal(fault_line(*state, &fs.items[0]),
                        "a.yaml:3:5: seed: bad 'x7'");
}

static void test_sort(void **state)
{
    static const struct where found[] = {
        { "b.sql", 2, 9, NULL },   { "a.yaml", 31, 4, NULL },
        { "a.yaml", 9, 5, NULL },  { NULL, 0, 0, NULL },
        { "a.yaml", 31, 2, NULL }, { "a.yaml", 9, 5, NULL },
        { "b.sql", 2, 0, NULL },
    };
    static const int want[] = { 3, 2, 5, 4, 1, 6, 0 };
    struct faults fs;

    faults_init(&fs, *state);
    faults_sort(&fs);
    for (int i = 0; i < 7; i++)
        fault_add(&fs, found[i], "%d", i);
    faults_sort(&fs);
    for (int i = 0; i < 7; i++)
        assert_string_equal(fs.items[i].text,
                            text_format(*state, "%d", want[i]));
}

static void test_most(void **state)
{
    struct faults fs;

    faults_init(&fs, *state);
    for (int i = 0; i < FAULTS_MAX + 23; i++)
        fault_add(&fs, (struct where){ .file = "f", .line = i }, "no");
    assert_int_equal(fs.count, FAULTS_MAX);
    assert_int_equal(fs.dropped, 23);
    assert_int_equal(fs.items[FAULTS_MAX - 1].where.line, FAULTS_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_most),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
