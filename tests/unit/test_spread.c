/*
 * Lines of an order that refer to different rows of a parent: PARTSUPP of
 * TPC-H, whose two columns are its key.
 *
 * The specification's 4.2.3 gives, of S suppliers, for part p and i = 0..3,
 *
 *      PS_SUPPKEY = (p + i (S/4 + (p - 1) / S)) mod S + 1
 */
#include "tests/trial.h"
#include "world/value/value.h"

enum { PARTS = 9001, SUPPLIERS = 451, ROWS = 4 * PARTS };

static const char schema[] =
    "create table supplier (s int not null primary key);"
    "create table partsupp (p int not null, s int not null);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  supplier: {rows: 451, columns: {s: {law: sequential}}}\n"
    "  partsupp:\n"
    "    rows: 36004\n"
    "    columns:\n"
    "      p: {law: {sequential: {lines: [4, 4]}}}\n"
    "      s: {references: supplier.s, law: {spread: p}}\n"
    "queries:\n"
    "  q: {text: 'select count(*) from partsupp'}\n";

static void test_specification(void **state)
{
    struct trial t = trial_of(schema, yaml);
    const int table = trial_table(&t, "partsupp");
    const int p = trial_column(&t, "partsupp", "p");
    const int s = trial_column(&t, "partsupp", "s");

    (void)state;
    for (int64_t row = 0; row < ROWS; row++) {
        const int64_t part = value_at(t.world, table, p, row), i = row % 4;
        const int64_t want =
            (part + i * (SUPPLIERS / 4 + (part - 1) / SUPPLIERS)) % SUPPLIERS +
            1;

        assert_int_equal(part, row / 4 + 1);
        assert_int_equal(value_at(t.world, table, s, row), want);
        assert_int_equal(value_parent_row(t.world, table, s, row), want - 1);
    }
    trial_done(&t);
}

/* No pair twice, and no supplier forgotten or twice as busy. */
static void test_key(void **state)
{
    struct trial t = trial_of(schema, yaml);
    const int table = trial_table(&t, "partsupp");
    const int s = trial_column(&t, "partsupp", "s");
    int64_t codes[4], rows[4], times[SUPPLIERS + 1] = { 0 };

    (void)state;
    for (int64_t part = 0; part < PARTS; part++) {
        for (int i = 0; i < 4; i++)
            rows[i] = 4 * part + i;
        value_batch(t.world, table, s, rows, 4, codes);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++)
                assert_true(codes[i] != codes[j]);
            assert_in_range(codes[i], 1, SUPPLIERS);
            times[codes[i]]++;
        }
    }
    for (int k = 1; k <= SUPPLIERS; k++)
        assert_in_range(times[k], ROWS / SUPPLIERS - 8, ROWS / SUPPLIERS + 9);
    trial_done(&t);
}

/* Four lines to 100 rows of a parent: 25 apart, until order / 100 makes the
   step 34, when the fourth comes back: 3 x 34 >= 100. */
static void test_too_few_rows(void **state)
{
    (void)state;
    assert_true(law_spreads(801, 4, 100));
    assert_true(law_spreads(900, 4, 100));
    assert_false(law_spreads(901, 4, 100));
    assert_false(law_spreads(1, 4, 3));
    assert_true(law_spreads(1000, 1, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_specification),
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_too_few_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
