#ifndef MEASURE_TOLERANCE_H
#define MEASURE_TOLERANCE_H

#include "measure/agree/luck.h"
#include "plan/plan.h"

/*
 * tolerance - how far an estimate may be from the count.
 *
 * Each bar is a share of the count or so many units, whichever is more. Beyond
 * it an estimate may be only by luck: by so many standard deviations, derived,
 * of what is drawn and no estimate can know. Which luck that is, is said beside
 * the number. A bound is never widened to let an estimate pass: who misses it
 * is wrong.
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
 *                            slice: a range may begin in one block more. Or
 *                            three standard deviations: which slice a key
 *                            hashes to is chance, and where on it one run of
 *                            equal keys ends (luck.h)
 *      read as slices        the same, when the estimate is told how many rows
 *      filled                each slice got: only the runs are chance
 *      rows scanned          as blocks read, or the rows of a block of the
 *                            column that chose, per slice
 *      rows out              3 %, or three standard errors: of rows that are
 *                            drawn (a calendar's are not), and of the sample
 *                            where the estimate counted on one
 *      rows of a join,       3 %, or three standard errors: of how many rows
 *      groups, rows of a     of each table met its own conditions, and of how
 *      query                 many of them found a partner, by the draws behind
 *                            it (drawn.h); of none as of one, for where one
 *                            row in the mean passes, none does in 37 of 100
 *                            draws. An aggregate without groups is one row
 *      rows, bytes moved     2 %, or three standard errors of the rows that
 *                            move, those of the other side are no excuse
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
    AGREE_READ_KNOWN,
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

/* What may take an estimate beyond its bar. */
enum chance {
    CHANCE_NONE,
    CHANCE_SLICES, /* keys fall on slices */
    CHANCE_RUNS,   /* rows fall into runs of a sort key, runs into blocks */
    CHANCE_ROWS,   /* rows that meet a condition are drawn */
    CHANCES
};

/* As a user reads it; "" for none. */
const char *chance_name(enum chance c);

/* The bar, and where luck allows more, by how much and which. */
struct bound {
    double allowed, bar;
    enum chance chance; /* NONE: allowed is the bar */
};

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
double tolerance_share_points(const struct table_layout *l, double pct);
struct bound tolerance_slice_rows(struct known *k, const struct table_layout *l,
                                  double exact);
struct bound tolerance_blocks_read(const struct table_layout *l,
                                   struct luck_sd blocks, double exact);
struct bound tolerance_rows_scanned(const struct table_layout *l,
                                    struct condition *const *filters, int count,
                                    struct luck_sd rows, double exact);
struct bound tolerance_rows_out(struct known *k, int table,
                                struct condition *const *filters, int count,
                                double exact);

/* Of the rows that a scan lets through, on the busiest slice over the mean. */
struct bound tolerance_busiest(struct known *k, const struct table_layout *l,
                               const struct step *counted);

/* Of what a step of a plan, run on all rows, counted: its subtree says how
   much luck there is. */
struct bound tolerance_step(struct known *k, enum agree_what what,
                            const struct step *counted, double exact);

#endif
