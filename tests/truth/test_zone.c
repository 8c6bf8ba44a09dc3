/*
 * Blocks fetched of AWS's LINEITEM by a filter on its sort column, column by
 * column: models/zone against amazon-redshift-utils' EarlyMaterialization.md
 * (theory.md 4). 6 slices; the sort column's zone maps leave block 94 on each.
 */
#include "models/zone.h"

#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/near.h"

static struct csv fetched;

static const double SLICE_ROWS = 600037902 / 6.0;
static const double HIT_BLOCK = 94;
static const double SORT_VALUES = 1048427; /* published, and by rule */

/*
 * Values per block. By rule: DELTA of 4 and of 8 bytes, BYTEDICT less its
 * dictionary (any value between 1,037,000 and 1,048,427 gives the same), and
 * MOSTLY32. From the published blocks per slice: LZO, 32 and 13 of them. The
 * hidden column in tokens of 9 bytes for 255 rows.
 */
static const struct {
    const char *column;
    double values;
} columns[] = {
    { "l_quantity", 1047600 },           { "l_extendedprice", 254164 },
    { "l_discount", 1048423 },           { "l_tax", 1048423 },
    { "l_returnflag", 100006317 / 32. }, { "l_linestatus", 100006317 / 13. },
    { "l_shipdate", 1048427 },           { "INSERT_XID", 29705460 },
};

static struct zone_region region(double values)
{
    return (struct zone_region){ SLICE_ROWS, values };
}

/* A few rows in the middle of the hit block. */
static struct zone_range hit_rows(void)
{
    const double first = HIT_BLOCK * SORT_VALUES;

    return (struct zone_range){ first + 531000, first + 601000 };
}

static const struct measured fetched_blocks = {
    "zone", "blocks that a scan fetches of a column",
    "AWS, amazon-redshift-utils, EarlyMaterialization.md", 0
};

static void test_fetched(void **state)
{
    double total = 0;

    (void)state;
    csv_read(&fetched, "tests/truth/lineitem_delta_fetched.csv");
    assert_int_equal(fetched.row_count, sizeof(columns) / sizeof(columns[0]));
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        const double blocks = zone_read_through(region(SORT_VALUES), hit_rows(),
                                                region(columns[i].values));
        /* And the empty block of the unsorted segment. */
        const double want =
            csv_number(&fetched, "blocks_fetched", "column", columns[i].column);
        measured(&fetched_blocks, 6 * (blocks + 1), want);
        assert_within(6 * (blocks + 1), want, 0);
        total += want;
    }
    assert_within(total, 138, 0);
}

/* rows_pre_filter of STL_SCAN: the rows of the hit blocks. */
static void test_rows_pre_filter(void **state)
{
    const struct zone_range rows =
        zone_round_out(region(SORT_VALUES), hit_rows());

    (void)state;
    assert_within(6 * zone_range_rows(rows), 6290562, 0);
}

/* The lesson of the document: a sort column that compresses better reads
   more. Here in 8 blocks a slice, as a run-length encoded one might be. */
static void test_lesson(void **state)
{
    const struct zone_region tight = region(SLICE_ROWS / 8);
    double before = 0, after = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        const struct zone_region r = region(columns[i].values);
        before += zone_read_through(region(SORT_VALUES), hit_rows(), r);
        after += zone_read_through(tight, hit_rows(), r);
    }
    assert_true(after > 5 * before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fetched),
        cmocka_unit_test(test_rows_pre_filter),
        cmocka_unit_test(test_lesson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
