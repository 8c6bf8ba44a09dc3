/* Rows of CSV by RFC 4180, and what is wrong with others. */
#include "scenario/csv.h"

#include <string.h>

#include "tests/trial.h"

static struct csv begin(struct arena *a, const char *text)
{
    const size_t bytes = strlen(text);
    char *const copy = arena_alloc(a, bytes + 1);
    struct csv c;

    memcpy(copy, text, bytes);
    csv_begin(&c, a, copy, bytes);
    return c;
}

static void check_field(const struct csv *c, size_t i, const char *text,
                        int line, int column)
{
    assert_string_equal(c->fields[i].text, text);
    assert_int_equal(c->fields[i].bytes, strlen(text));
    assert_int_equal(c->fields[i].line, line);
    assert_int_equal(c->fields[i].column, column);
}

/* RFC 4180, section 2, rules 1 to 7: the fields and where they stand. */
static void rows(void **state)
{
    struct arena *const a = arena_begin();
    struct csv c = begin(a, "\xef\xbb\xbfone,two\r\n"
                            "\"a \"\"b\"\"\",\"c,\r\nd\"\n"
                            " x ,\n"
                            "\"\",last");

    (void)state;
    assert_true(csv_row(&c));
    assert_int_equal(c.count, 2);
    check_field(&c, 0, "one", 1, 1);
    check_field(&c, 1, "two", 1, 5);
    assert_true(csv_row(&c));
    check_field(&c, 0, "a \"b\"", 2, 1);
    check_field(&c, 1, "c,\r\nd", 2, 11);
    assert_true(csv_row(&c));
    check_field(&c, 0, " x ", 4, 1);
    check_field(&c, 1, "", 4, 5);
    assert_false(c.fields[1].quoted);
    assert_true(csv_row(&c));
    check_field(&c, 0, "", 5, 1);
    assert_true(c.fields[0].quoted);
    check_field(&c, 1, "last", 5, 4);
    assert_null(c.error);
    assert_false(csv_row(&c));
    arena_done(a);
}

static void check_error(const char *text, const char *error, int line,
                        int column)
{
    struct arena *const a = arena_begin();
    struct csv c = begin(a, text);

    assert_true(csv_row(&c));
    assert_non_null(c.error);
    assert_non_null(strstr(c.error, error));
    assert_int_equal(c.error_line, line);
    assert_int_equal(c.error_column, column);
    arena_done(a);
}

static void mistakes(void **state)
{
    (void)state;
    check_error("a,\"b\nc", "never closed", 1, 3);
    check_error("a,\"b\" c\n", "after a closing quote", 1, 6);
    check_error("a,b\"c\n", "without quotes", 1, 4);
}

/* A broken row ends where its line does. */
static void goes_on(void **state)
{
    struct arena *const a = arena_begin();
    struct csv c = begin(a, "a\"b,c\nd,e\n");

    (void)state;
    assert_true(csv_row(&c));
    assert_non_null(c.error);
    assert_true(csv_row(&c));
    assert_null(c.error);
    check_field(&c, 1, "e", 2, 3);
    assert_false(csv_row(&c));
    arena_done(a);
}

static void nothing(void **state)
{
    struct arena *const a = arena_begin();
    struct csv c = begin(a, "");

    (void)state;
    assert_false(csv_row(&c));
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(goes_on),
        cmocka_unit_test(nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
