#ifndef ESTIMATE_PRUNE_SLICE_H
#define ESTIMATE_PRUNE_SLICE_H

#include "estimate/dealt.h"
#include "estimate/prune.h"

/*
 * prune_slice - what one slice reads, its rows as many and fallen as told.
 *
 * prune.h takes the mean over slices and ways of falling; measure/agree/luck.h asks
 * how far single ones stray from it.
 *
 * Units    blocks of one slice, without the empty one of a segment that has no
 *          rows.
 * Memory   the known facts' scratch, given back.
 * Errors   none.
 * Result   the same for the same way.
 */
struct scanned {
    struct known *known;
    const struct table_layout *layout;
    struct condition *const *filters;
    int count;
    double *blocks; /* per column, hidden ones behind; added to */
    double chances; /* of pieces whose place is drawn; 0: none is */
};

/* What all conditions leave of a slice of so many rows: adds blocks to those
   of the columns, `weight` times; returns the rows in the ranges. `fell` NULL:
   every row lies where it is expected. */
double prune_slice(struct scanned *s, double rows, struct dealt *fell,
                   double weight);

#endif
