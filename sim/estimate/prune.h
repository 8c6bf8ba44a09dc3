#ifndef ESTIMATE_PRUNE_H
#define ESTIMATE_PRUNE_H

#include "estimate/layout.h"

/*
 * prune - what a scan reads: from conditions to row ranges to blocks.
 *
 * Each condition on a bare column chooses blocks by their zone maps; the
 * blocks are ranges of rows; all conditions together leave the intersection;
 * of every other column the blocks are read that overlap it (models/zone.h).
 *
 *   (1) the first column of a compound key, or one tied to it (order.h):
 *       ranges at known places, by quantiles, rounded out to the blocks of
 *       the condition's own column;
 *   (2) a column that rises with the row, in a table kept in that order:
 *       likewise;
 *   (3) a later column of a compound key: one piece in each run of the
 *       earlier ones, at its place where these are few;
 *   (4) interleaved: the blocks whose cells of the z-order grid the condition
 *       touches (grid.h), or their expected number where there are very many;
 *   (5) any other: blocks of independent values;
 *   (6) rows that a file gives: the blocks of a mean slice whose span the
 *       condition meets, in stored order (observed.h);
 *   (7) a column that rises with the row but for late rows: the blocks that
 *       the order chooses, and later ones by the chance of a late row (late.h).
 *
 * Memory   the arena given.
 * Result   0 <= blocks read <= blocks stored, for each column.
 */
struct scan {
    double *blocks;       /* per column (and hidden), summed over slices */
    double *slice_blocks; /* the same on the mean populated slice */
    double slice_rows;    /* rows in the ranges read, on that slice */
    bool restricted;      /* something was skipped */
};

/* `reads` marks the table's columns that the query needs; the hidden
   INSERT_XID is always read (theory.md 4). */
struct scan prune_scan(struct arena *a, struct known *k,
                       const struct table_layout *l,
                       struct condition *const *filters, int count,
                       const bool *reads);

#endif
