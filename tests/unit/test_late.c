/*
 * Late rows in a table of very many blocks: the value is the row's number,
 * twenty rows to a block, at most five late. So a range of three values lies
 * in one block, or in two where it crosses an edge, and one late row in fifty
 * brings the blocks up to five rows behind it with a small chance.
 */
#include "tests/trial.h"

static const char schema[] = "create table t (n integer not null);";

static const char yaml[] =
    "cluster: {node: dc1.large, nodes: 1}\n"
    "engine: {rows_per_block: 20}\n"
    "data:\n"
    "  t:\n"
    "    rows: 1000000\n"
    "    order: {by: n, late: {share: 0.02, lag: {uniform: [1, 5]}}}\n"
    "    columns: {n: {law: {uniform: [1, 1000000]}}}\n"
    "designs: {heap: {encode: none, t: {diststyle: all, sort: none}}}\n"
    "queries:\n"
    "  inside: {text: \"select n from t where n between 500110 and 500112\"}\n"
    "  edge: {text: \"select n from t where n between 500258 and 500262\"}\n"
    "  wide: {text: \"select n from t where n between 200001 and 700000\"}\n"
    "  none: {text: \"select n from t where n > 1000000\"}\n";

static double scanned(const struct trial *t, const char *query)
{
    return trial_scan(trial_query(t, "heap", query)->plan, "t")
        ->tally.rows_scanned.sum;
}

static void test_narrow_ranges_are_found(void **state)
{
    struct trial t = trial_of(schema, yaml);

    (void)state;
    assert_within(scanned(&t, "inside"), 20, 1);
    assert_within(scanned(&t, "edge"), 40, 1);
    assert_within(scanned(&t, "wide"), 500000, 21);
    assert_within(scanned(&t, "none"), 0, 0);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_narrow_ranges_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
