#ifndef MODELS_STORAGE_H
#define MODELS_STORAGE_H

/*
 * storage - how many 1 MB blocks a table takes, and why a small one takes
 * far more than its bytes.
 *
 * Redshift stores each column of a table on each slice in its own chain of
 * 1 MB blocks. Four rules make up the size:
 *
 *   1. A block holds a header and as many encoded values as fit. Rows that
 *      do not fill the last block leave it partly empty.
 *   2. Three hidden columns come with every table: INSERT_XID, DELETE_XID
 *      (which transaction wrote, which deleted the row; nearly constant,
 *      so they compress to almost nothing) and ROW_ID (8 bytes a row).
 *   3. A table with a sort key has two segments on each slice, sorted and
 *      unsorted rows. Each has at least one block per column, empty or not.
 *   4. KEY and EVEN tables live on all slices that got rows; an ALL table is
 *      copied to every node and lies on the first slice of each.
 *
 * Hence the smallest table of c columns: (c + 3) blocks on each populated
 * slice, twice that with a sort key. A dimension of 2,556 rows and 17 columns
 * takes 160 MB on 8 slices: (17 + 3) * 8, and the same 160 MB as ALL with a
 * sort key on 4 nodes, (17 + 3) * 2 * 4. Both figures are published.
 *
 * Units    *_blocks are 1 MB blocks, *_bytes bytes, rows counts or
 *          expectations.
 * Memory   none.
 * Errors   none; a value larger than a block, or a negative count, is a bug
 *          (CHECK).
 * Result   whole blocks where rows and values per block are given.
 * Source   redshift.md 1 (minimum size: AWS re:Post, "Redshift cluster
 *          storage space"; hidden columns: Developer Guide) and 9.3. The sizes
 *          of five tables are reproduced exactly by
 *          tests/truth/test_storage_before.c, and AWS's LINEITEM of 26,697
 *          blocks from its rule-based columns.
 * Constants in models/params/engine.yaml. The header of 145 bytes is measured:
 *          a full DELTA block holds 1,048,427 one-byte differences of which
 *          the first value takes 5: 1,048,576 - (1,048,426 + 5). An XID
 *          block takes between 25,001,580 and 33,335,438 rows, because 3
 *          hold 75,004,738 and 4, not 3, hold 100,006,317; run-length tokens
 *          of 9 bytes for 255 rows give 29,705,460.
 */
enum { STORAGE_HIDDEN_COLUMNS = 3 };

/* How many values of `value_bytes` (> 0, may be a mean length) fit in a
   block; whole for a whole number of bytes. */
double storage_values_per_block(double block_bytes, double header_bytes,
                                double value_bytes);

/*
 * Values in a block of which the first takes first_bytes and every other one
 * value_bytes: DELTA and DELTA32K.
 */
double storage_values_after_first(double block_bytes, double header_bytes,
                                  double first_bytes, double value_bytes);

/* Blocks of a segment: ceil(rows / values_per_block), and never below 1:
   an empty segment keeps its block. */
double storage_segment_blocks(double rows, double values_per_block);

/*
 * Blocks of one column on one slice. Without a sort key all rows form one
 * segment. A slice that never got a row of the table (both 0) has no blocks.
 */
double storage_column_blocks(double sorted_rows, double unsorted_rows,
                             double values_per_block, int has_sortkey);

/*
 * Blocks of the table on one slice: `count` user columns with these values
 * per block, and the three hidden ones. xid_rows is the rows that a block of
 * INSERT_XID or DELETE_XID takes, row_id_rows the same for ROW_ID.
 */
double storage_slice_blocks(double sorted_rows, double unsorted_rows,
                            const double values_per_block[], int count,
                            double xid_rows, double row_id_rows,
                            int has_sortkey);

/* The least a table can take: (user_columns + 3) * populated * segments.
   `populated` is slices with rows (KEY, EVEN) or nodes (ALL). */
double storage_minimum_blocks(double user_columns, double populated,
                              int has_sortkey);

/* True for the slices that hold an ALL table: the first of each node. */
int storage_holds_all(int slice, int slices_per_node);

/*
 * Slices that get at least one row of an EVEN table: min(rows, slices).
 * A KEY table's are slices - skew_empty_slices.
 */
double storage_populated_even(double rows, double slices);

/*
 * SVV_TABLE_INFO.skew_sortkey1: blocks of the largest other column over
 * blocks of the first sort column, empty ones included. Far above 1 says
 * that the sort column is compressed too well for its row ranges.
 */
double storage_skew_sortkey1(double largest_blocks, double sortkey_blocks);

#endif
