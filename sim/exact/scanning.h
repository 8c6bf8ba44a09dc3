#ifndef EXACT_SCANNING_H
#define EXACT_SCANNING_H

#include "exact/store.h"
#include "plan/tally.h"

/*
 * scanning - what a scan reads of a store, block by block.
 *
 * Each condition on a bare column keeps the blocks of that column whose
 * smallest and largest value leave room for a match; those are ranges of rows.
 * All conditions together leave the intersection, and of every other column
 * the blocks are read that overlap it. The empty unsorted segment has no zone
 * map, so its block is always read. Zone maps say nothing of NULL: a condition
 * that accepts it keeps all blocks where the column has any.
 *
 * Memory   the arena given; scratch of its own.
 * Errors   a column that was not laid out is a bug (CHECK).
 * Result   counts.
 * Source   redshift.md 4; EarlyMaterialization.md: ranges, not blocks, are
 *          what the conditions leave to the other columns.
 */
struct scanning {
    int64_t *blocks; /* read of each column, hidden ones behind, all slices */
    bool restricted; /* something was skipped */
    struct tally tally; /* blocks, rows_scanned, values */
};

/* `reads` marks the table's columns that the query needs; INSERT_XID is read
   in any case. */
struct scanning scanning_of(struct arena *a, const struct store *s,
                            struct condition *const *filters, int count,
                            const bool *reads);

/*
 * Rows of the table, one copy of it, that pass all conditions: each row is
 * looked at, its values drawn unless `recall`, which may be NULL, has them.
 * What a COND_GUESS passes is its share of them.
 */
double scanning_passes(const struct recall *recall, const struct world *w,
                       int table, struct condition *const *filters, int count);

#endif
