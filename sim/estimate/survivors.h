#ifndef ESTIMATE_SURVIVORS_H
#define ESTIMATE_SURVIVORS_H

#include "base/arena.h"
#include "models/density.h"

/*
 * survivors - the rows of a slice that the conditions met so far leave.
 *
 * A condition whose place in the stored order is known leaves ranges of rows,
 * and two conditions leave the intersection of theirs. One of which only the
 * chance is known thins them: each piece of so many neighbouring rows is kept
 * with that chance, apart from the others. At the end every column's blocks
 * that overlap what is left are counted.
 *
 * Units    rows in stored order from 0; *_frac is a share, 0 to 1.
 * Memory   ranges lie in the arena given.
 * Errors   none.
 * Result   0 <= blocks <= blocks of the slice.
 * Source   the row-range rule of models/zone.h.
 */
struct survivors {
    struct zone_range *ranges; /* ascending, none touches the next */
    int count;
    double keep_frac;  /* of the pieces in the ranges */
    double grain_rows; /* rows in a piece; 1: no piece is lost */
};

/* All of so many rows. */
struct survivors survivors_of(struct arena *a, double rows);

/* Leave what lies in one of the ranges, which may be in any order, overlap
   and be empty; they are put in order in place. */
void survivors_keep(struct arena *a, struct survivors *left,
                    struct zone_range *ranges, int count);

/* Keep each piece of grain_rows with the chance keep_frac; of two grains the
   larger one counts. */
void survivors_thin(struct survivors *left, double keep_frac,
                    double grain_rows);

/* Rows left, as expected. */
double survivors_rows(const struct survivors *left);

/* Blocks of a column that overlap what is left, when the first head_rows of
   its rows are in blocks of their own (0 <= head_rows <= column.rows), with so
   many rows in each as `density` says (NULL: column.rows_per_block in all). */
double survivors_blocks(const struct survivors *left, struct zone_region column,
                        const struct density *density, double head_rows);

#endif
