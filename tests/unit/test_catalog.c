/* Types, tables and columns: world/catalog. */
#include "world/catalog.h"

#include "tests/abort.h"
#include "tests/near.h"

struct type_case {
    struct type type;
    int value_length, bytes;
    const char *text;
    bool string, integer;
};

/* Widths: Redshift Database Developer Guide, "Data types"; 4 + length for
   VARCHAR: redshift.md 9.3. */
static const struct type_case cases[] = {
    { { .kind = TYPE_SMALLINT }, 0, 2, "smallint", false, true },
    { { .kind = TYPE_INTEGER }, 0, 4, "integer", false, true },
    { { .kind = TYPE_BIGINT }, 0, 8, "bigint", false, true },
    { { .kind = TYPE_DECIMAL, .precision = 12, .scale = 2 },
      0,
      8,
      "numeric(12,2)",
      false,
      false },
    { { .kind = TYPE_DECIMAL, .precision = 19, .scale = 0 },
      0,
      8,
      "numeric(19,0)",
      false,
      false },
    { { .kind = TYPE_DECIMAL, .precision = 20, .scale = 4 },
      0,
      16,
      "numeric(20,4)",
      false,
      false },
    { { .kind = TYPE_REAL }, 0, 4, "real", false, false },
    { { .kind = TYPE_DOUBLE }, 0, 8, "double precision", false, false },
    { { .kind = TYPE_BOOLEAN }, 0, 1, "boolean", false, false },
    { { .kind = TYPE_CHAR, .length = 10 }, 3, 10, "char(10)", true, false },
    { { .kind = TYPE_VARCHAR, .length = 22 },
      7,
      11,
      "varchar(22)",
      true,
      false },
    { { .kind = TYPE_VARCHAR, .length = 65535 },
      0,
      4,
      "varchar(65535)",
      true,
      false },
    { { .kind = TYPE_DATE }, 0, 4, "date", false, false },
    { { .kind = TYPE_TIME }, 0, 8, "time", false, false },
    { { .kind = TYPE_TIMETZ }, 0, 8, "timetz", false, false },
    { { .kind = TYPE_TIMESTAMP }, 0, 8, "timestamp", false, false },
    { { .kind = TYPE_TIMESTAMPTZ }, 0, 8, "timestamptz", false, false },
    { { .kind = TYPE_VARBYTE, .length = 64 },
      17,
      21,
      "varbyte(64)",
      true,
      false },
};

static void test_types(void **state)
{
    struct arena *const a = arena_begin();

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct type t = cases[i].type;

        assert_int_equal(type_bytes(t, cases[i].value_length), cases[i].bytes);
        assert_string_equal(type_text(a, t), cases[i].text);
        assert_int_equal(type_is_string(t), cases[i].string);
        assert_int_equal(type_is_integer(t), cases[i].integer);
    }
    assert_aborts(type_bytes((struct type){ .kind = TYPE_VARCHAR }, -1));
    arena_done(a);
}

static void test_names(void **state)
{
    struct column columns[] = { { .name = "p_partkey" },
                                { .name = "P_Name" },
                                { .name = "p_mfgr" } };
    struct table tables[] = {
        { .name = "lineorder" },
        { .name = "part",
          .schema = "ssb",
          .columns = columns,
          .column_count = 3 },
    };
    const struct catalog c = { .tables = tables, .table_count = 2 };
    const struct catalog empty = { 0 };

    (void)state;
    assert_int_equal(catalog_table(&c, "lineorder"), 0);
    assert_int_equal(catalog_table(&c, "part"), 1);
    assert_int_equal(catalog_table(&c, "ssb.part"), -1);
    assert_int_equal(catalog_table(&c, "Part"), -1);
    assert_int_equal(catalog_table(&empty, "part"), -1);
    assert_int_equal(table_column(&tables[1], "p_mfgr"), 2);
    assert_int_equal(table_column(&tables[1], "P_Name"), 1);
    assert_int_equal(table_column(&tables[1], "p_name"), -1);
    assert_int_equal(table_column(&tables[0], "p_mfgr"), -1);
}

static void test_hidden_columns(void **state)
{
    (void)state;
    assert_string_equal(hidden_column_name(HIDDEN_INSERT_XID), "insert_xid");
    assert_string_equal(hidden_column_name(HIDDEN_DELETE_XID), "delete_xid");
    assert_string_equal(hidden_column_name(HIDDEN_ROW_ID), "row_id");
    assert_aborts(hidden_column_name(HIDDEN_COLUMNS));
    assert_aborts(hidden_column_name(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_hidden_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
