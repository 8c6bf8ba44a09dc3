/* Tests of models/storage. */
#include "models/storage.h"

#include "tests/abort.h"
#include "tests/near.h"

/* See models/storage.h; XIDs are run-length tokens of 9 bytes. */
#define BLOCK_BYTES 1048576.0
#define HEADER_BYTES 145.0
#define XID_ROWS 29705460.0 /* floor(1,048,431 / 9) * 255 */

static double fits(double value_bytes)
{
    return storage_values_per_block(BLOCK_BYTES, HEADER_BYTES, value_bytes);
}

/* theory.md 4: 1,048,427 one-byte differences after a 5-byte first value;
   1,048,423 after the 9 bytes of a NUMERIC(12,2). */
static void test_values_per_block(void **state)
{
    (void)state;
    assert_within(fits(4), 262107, 0); /* by hand: 1,048,431 / 4, cut */
    assert_within(fits(8), 131053, 0);
    /* A mean length is not cut: 1,048,431 / 8.286. */
    assert_near(fits(8.286), 126530.412744388, 1e-12);
    assert_within(storage_values_after_first(1048576, 145, 5, 1), 1048427, 0);
    assert_within(storage_values_after_first(1048576, 145, 9, 1), 1048423, 0);
    assert_within(storage_values_after_first(1048576, 145, 5, 2), 524214, 0);
    /* A last value that does not fit whole stays out: 1 + 1,048,426 / 4. */
    assert_within(storage_values_after_first(1048576, 145, 5, 4), 262107, 0);
    assert_within(storage_values_after_first(1048576, 145, 7, 3), 349475, 0);
    assert_aborts(storage_values_per_block(1048576, 145, 1048432));
    assert_aborts(storage_values_per_block(1048576, 145, 0));
}

static void test_segment(void **state)
{
    (void)state;
    assert_within(storage_segment_blocks(0, 100), 1, 0);
    assert_within(storage_segment_blocks(1, 100), 1, 0);
    assert_within(storage_segment_blocks(700, 100), 7, 0);
    assert_within(storage_segment_blocks(701, 100), 8, 0);
    assert_aborts(storage_segment_blocks(-1, 100));
}

static void test_column(void **state)
{
    (void)state;
    /* Without a sort key the regions are one segment: ceil(333 / 100). */
    assert_within(storage_column_blocks(250, 83, 100, 0), 4, 0);
    /* With one they are two: 3 + 1. */
    assert_within(storage_column_blocks(250, 83, 100, 1), 4, 0);
    assert_within(storage_column_blocks(201, 101, 100, 1), 5, 0);
    /* An empty unsorted segment keeps its block; so does a sorted one. */
    assert_within(storage_column_blocks(250, 0, 100, 1), 4, 0);
    assert_within(storage_column_blocks(0, 250, 100, 1), 4, 0);
    /* A slice that got no row has nothing at all. */
    assert_within(storage_column_blocks(0, 0, 100, 1), 0, 0);
}

static void test_slice(void **state)
{
    const double values[] = { 100, 50 };

    (void)state;
    /* By hand: 3 + 5 user blocks, 2 XID blocks, ceil(220 / 80) = 3. */
    assert_within(storage_slice_blocks(0, 220, values, 2, 1e6, 80, 0), 13, 0);
    /* By hand, sorted: (3+1) + (5+1) + 2 (1+1) + (3+1). */
    assert_within(storage_slice_blocks(220, 0, values, 2, 1e6, 80, 1), 18, 0);
    assert_within(storage_slice_blocks(0, 0, values, 2, 1e6, 80, 1), 0, 0);
}

/* redshift.md 1: (columns + 3) * populated slices * segments. DWDATE has 17
   columns: 160 MB on 8 slices, and as ALL with a sort key on 4 nodes. */
static void test_minimum(void **state)
{
    double one_row[17];

    (void)state;
    assert_within(storage_minimum_blocks(17, 8, 0), 160, 0);
    assert_within(storage_minimum_blocks(17, 4, 1), 160, 0);
    for (int i = 0; i < 17; i++)
        one_row[i] = fits(4);
    for (int sorted = 0; sorted <= 1; sorted++)
        assert_within(storage_slice_blocks(sorted, 1 - sorted, one_row, 17,
                                           XID_ROWS, fits(8), sorted),
                      storage_minimum_blocks(17, 1, sorted), 0);
}

/* redshift.md 9.1: ALL tables are on slices 0, 2, 4, 6 of four nodes. */
static void test_all_slices(void **state)
{
    (void)state;
    for (int slice = 0; slice < 8; slice++)
        assert_int_equal(storage_holds_all(slice, 2), slice % 2 == 0);
    assert_true(storage_holds_all(32, 16));
    assert_false(storage_holds_all(31, 16));
    assert_aborts(storage_holds_all(0, 0));
}

static void test_populated(void **state)
{
    (void)state;
    assert_within(storage_populated_even(3, 8), 3, 0);
    assert_within(storage_populated_even(2.3, 8), 3, 0);
    assert_within(storage_populated_even(0, 8), 0, 0);
    assert_within(storage_populated_even(1e9, 8), 8, 0);
}

/* theory.md 4: 7,089 blocks of l_comment over 582 of l_shipdate = 12.18. */
static void test_skew_sortkey1(void **state)
{
    (void)state;
    assert_within(storage_skew_sortkey1(7089, 582), 12.18, 0.005);
    assert_aborts(storage_skew_sortkey1(7089, 0));
}

/* More rows or longer values never take fewer blocks. */
static void test_rising(void **state)
{
    (void)state;
    for (double bytes = 1; bytes < 100; bytes += 3.7) {
        double before = 0;
        for (double rows = 0; rows < 1e7; rows = rows * 3 + 1000) {
            const double blocks =
                storage_column_blocks(rows, rows / 7, fits(bytes), 1);
            assert_true(blocks >= before);
            assert_true(blocks >=
                        storage_column_blocks(rows, rows / 7, fits(bytes), 0));
            assert_true(blocks <= storage_column_blocks(rows, rows / 7,
                                                        fits(bytes + 1), 1));
            before = blocks;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_per_block),
        cmocka_unit_test(test_segment),
        cmocka_unit_test(test_column),
        cmocka_unit_test(test_slice),
        cmocka_unit_test(test_minimum),
        cmocka_unit_test(test_all_slices),
        cmocka_unit_test(test_populated),
        cmocka_unit_test(test_skew_sortkey1),
        cmocka_unit_test(test_rising),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
