#ifndef EXACT_STORE_H
#define EXACT_STORE_H

#include "base/fault.h"
#include "exact/recall.h"
#include "world/world.h"

/*
 * store - how a table lies on the cluster under one design, counted row by
 * row: the blocks of each column on each slice, with the rows that are in
 * them, their smallest and their largest value.
 *
 * The rows of a slice (dealing.h) are sorted (sorting.h), and each column is
 * drawn again in that order and filled into blocks by its encoding's own rule
 * (sim/codec), until a block would exceed its bytes less the header. No table
 * is held: only row numbers, and those of a few slices at a time.
 *
 * Hidden columns, INSERT_XID and DELETE_XID: all rows of one COPY have the
 * same number, runs of 255 rows take 9 bytes; ROW_ID: raw numbers of 8 bytes
 * in no useful order. A table with a sort key has a second, empty segment for
 * rows that are not sorted: one more block of each column on each slice that
 * has rows.
 *
 * Where the scenario sets rows_per_block, every column's block has those rows
 * (the last of a slice what is left), and encodings have no say in it.
 *
 * Memory   blocks in the arena given: 40 bytes each. While it runs, the rows of
 *          a slice take 8 bytes each and sorting_bytes beside, up to
 *          `limit_bytes` in all. Slices are laid out as many at a time as fit
 *          into that and a quarter of the machine.
 * Errors   a slice that does not fit into the limit is a fault that says how
 *          much it needs. DISTSTYLE AUTO is a bug (CHECK).
 * Result   the same for any number of threads and any limit. After Ctrl-C
 *          (progress.h) incomplete: look at progress_interrupted.
 * Source   redshift.md 1, 9.3: hidden columns, segments; models/
 *          encoding_notes.md: runs of 255 in 9 bytes, measured on two tables.
 */
struct store_block {
    int64_t first, rows; /* places on the slice, from 0 */
    int64_t lo, hi;      /* codes; lo > hi when all are NULL */
    int64_t nulls;
};

/* Blocks that hold rows, in order of their rows. */
struct store_column {
    struct store_block *blocks;
    int64_t count;
};

struct store_slice {
    int64_t rows;
    struct store_column *columns; /* the table's own, then the hidden ones;
                                     NULL without rows */
};

struct store {
    const struct world *world;
    int table;
    const struct table *t;
    const struct table_design *design;
    int slice_count;
    struct store_slice *slices; /* of ALL: those with copies share blocks */
    int segments;               /* 2 with a sort key, else 1 */
};

struct store_options {
    const enum encoding *encodings; /* per column of the table */
    const bool *columns; /* to lay out; NULL all. INSERT_XID always is */
    const struct recall *recall; /* values drawn before; NULL: none */
    double limit_bytes;  /* of memory for rows and sorts; 0: budget_half */
    const char *way_out; /* for the fault: what to do instead */
};

/* NULL after a fault. */
struct store *store_build(struct arena *a, const struct world *w, int table,
                          const struct table_design *d,
                          const struct store_options *options,
                          struct faults *faults);

/* Stored blocks of a column (hidden ones follow the table's own) over all
   slices, and of all columns that were laid out, empty segments included. */
int64_t store_column_blocks(const struct store *s, int column);
int64_t store_blocks(const struct store *s);

/* Rows in blocks that are full, on average: all but each slice's last. NaN
   when there is none. */
double store_rows_per_block(const struct store *s, int column);

#endif
