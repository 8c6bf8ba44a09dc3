/* The reader of published numbers, on the files it is there for. */
#include "tests/csv.h"
#include "tests/near.h"

static struct csv c;

static void test_looks_up_by_key(void **state)
{
    (void)state;
    csv_read(&c, "tests/truth/ssb_tutorial_storage.csv");
    assert_int_equal(c.row_count, 5);
    assert_near(csv_number(&c, "before_blocks", "table", "lineorder"), 51024,
                0);
    assert_near(csv_number(&c, "after_blocks", "table", "supplier"), 236, 0);
}

static void test_looks_up_by_two_keys(void **state)
{
    (void)state;
    csv_read(&c, "tests/truth/erlang_c.csv");
    assert_near(csv_number2(&c, "mean_wait", "servers", "5", "rho", "0.8"),
                0.554113, 0);
}

static void test_keeps_commas_in_quotes(void **state)
{
    (void)state;
    csv_read(&c, "tests/truth/lineitem_delta_blocks.csv");
    assert_string_equal(csv_text(&c, "type", "column", "l_tax"),
                        "numeric(12,2)");
    assert_string_equal(csv_text(&c, "encoding", "column", "ROW_ID"), "");
    assert_near(csv_number(&c, "blocks_6_slices", "column", "l_comment"), 7083,
                0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks_up_by_key),
        cmocka_unit_test(test_looks_up_by_two_keys),
        cmocka_unit_test(test_keeps_commas_in_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
