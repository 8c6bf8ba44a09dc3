#ifndef MEASURE_TOLERANCE_H
#define MEASURE_TOLERANCE_H

#include "estimate/layout.h"
#include "plan/plan.h"

/*
 * tolerance - how far an estimate may be from the count.
 *
 * Each bound is a share of the count or so many units, whichever is more. A
 * bound is never widened to let an estimate pass: who misses it is wrong.
 *
 *      blocks of a table     1 %, or one block per column and slice: the last
 *                            block of each is partly filled, by chance
 *      blocks of a column    3 % where the encoding is a rule, 10 % for LZO
 *                            and ZSTD, which are measured on a sample; or one
 *                            block per slice
 *      rows per block        the same 3 % and 10 %, or one row
 *      rows of a slice       EVEN and ALL: the same row for row. KEY: 1 %, or
 *                            four standard deviations of a slice's rows: which
 *                            slice a key hashes to is chance
 *      blocks read           2 %, interleaved keys 10 %, or one block per
 *                            slice: a range may begin in one block more. KEY:
 *                            or three standard deviations, for which slice
 *                            a key hashes to is chance (luck.h)
 *      rows scanned          the same, or the rows of a block of the column
 *                            that chose, per slice
 *      rows out              3 %, or three standard errors: of rows that are
 *                            drawn, and of the sample where the estimate
 *                            counted on one
 *      rows of a join,       3 %, or three standard errors: of the rows
 *      groups, rows of a     counted, and of how many rows of each table
 *      query                 met its own conditions; of none as of one, for
 *                            where one row in the mean passes, none does in
 *                            37 of 100 draws
 *      rows, bytes moved     2 %, or the same standard errors
 *      busiest slice over    1 %, or three standard deviations of the fullest
 *      the mean              slice's rows: which slices the keys that are left
 *                            hash to is chance
 *      after an event        unsorted and deleted rows 0.5 points of 100 %,
 *                            or three standard errors: which rows an event
 *                            hits is drawn; blocks of a table as above; blocks
 *                            read by a scan 3 %, or one block per column read
 *                            and slice
 *
 * Units    of the value compared: blocks, rows, bytes.
 * Memory   none.
 * Errors   none.
 * Source   issue "The exact side", table of bars; house.md, "The hard parts".
 */
enum agree_what {
    AGREE_TABLE_BLOCKS,
    AGREE_COLUMN_BLOCKS,
    AGREE_BLOCK_ROWS,
    AGREE_FULLEST_ROWS,
    AGREE_EMPTIEST_ROWS,
    AGREE_BLOCKS_READ,
    AGREE_ROWS_SCANNED,
    AGREE_ROWS_OUT,
    AGREE_JOIN_ROWS,
    AGREE_GROUPS,
    AGREE_ROWS_MOVED,
    AGREE_BYTES_MOVED,
    AGREE_QUERY_ROWS,
    AGREE_BUSIEST,
    AGREE_UNSORTED, /* these after an event of a history */
    AGREE_DELETED,
    AGREE_BLOCKS_THEN,
    AGREE_READ_THEN,
    AGREE_WHATS,
};

const char *agree_what_name(enum agree_what what);

/* A bound before the count is there: this share of it, or so many units. */
struct tolerance {
    double share, least;
};
double tolerance_of(struct tolerance t, double exact);
struct tolerance tolerance_blocks_then(const struct table_layout *l);
struct tolerance tolerance_read_then(const struct table_layout *l); /* least:
                                                       for each column read */

/* How far from `exact` the estimate may be. */
double tolerance_table_blocks(const struct table_layout *l, double exact);
double tolerance_column_blocks(const struct table_layout *l, int column,
                               double exact);
double tolerance_block_rows(const struct table_layout *l, int column,
                            double exact);
double tolerance_slice_rows(struct known *k, const struct table_layout *l,
                            double exact);
/* `luck_blocks`: of this column (luck.h). */
double tolerance_blocks_read(const struct table_layout *l, double luck_blocks,
                             double exact);
double tolerance_share_points(const struct table_layout *l, double pct);
double tolerance_rows_scanned(const struct table_layout *l,
                              struct condition *const *filters, int count,
                              double exact);
double tolerance_rows_out(struct known *k, int table,
                          struct condition *const *filters, int count,
                          double exact);

/* Of the rows that a scan lets through, on the busiest slice over the mean. */
double tolerance_busiest(struct known *k, const struct table_layout *l,
                         const struct step *counted);

/* Of what a step of a plan, run on all rows, counted: its subtree says how
   much luck there is. */
double tolerance_step(struct known *k, enum agree_what what,
                      const struct step *counted, double exact);

#endif
