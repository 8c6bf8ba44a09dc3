#ifndef ESTIMATE_RUNS_H
#define ESTIMATE_RUNS_H

#include "estimate/dealt.h"
#include "estimate/layout.h"

/*
 * runs - where the rows of equal leading sort keys lie.
 *
 * In a table sorted by discount and quantity, each discount is a run of rows,
 * at a place that its share and the shares of the smaller ones say; in each
 * the quantities rise anew. Where there are few such runs, a condition on the
 * later key has its places, and no chance need be asked.
 *
 * Memory   the arena given.
 * Errors   none.
 * Result   expected places, or those of one way in which rows may have fallen
 *          (dealt.h); the keys are taken as independent.
 */
enum { RUNS_MOST = 4096 };

/* The rows of the layout's mean slice at which the runs of its first k keys
   begin, and slice_rows at the end: *count + 1 of them, ascending; as they
   fell, or as expected where that is NULL. NULL when
   they are more than RUNS_MOST, or their places cannot be told: keys that are
   tied to each other or to the next, sampled, or NULL at times. */
double *runs_edges(struct arena *a, struct known *known,
                   const struct table_layout *l, int k, struct dealt *fell,
                   int *count);

#endif
