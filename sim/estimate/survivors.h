#ifndef ESTIMATE_SURVIVORS_H
#define ESTIMATE_SURVIVORS_H

#include "base/arena.h"
#include "models/density.h"

/*
 * survivors - the rows of a slice that the conditions met so far leave.
 *
 * A condition whose place in the stored order is known leaves ranges of rows,
 * and two conditions leave the intersection of theirs. Where blocks are few,
 * whether a range of keys meets one is luck: then a piece is left with a
 * chance, as a whole or, in a long stretch of like blocks, each grain of it by
 * itself. A condition of which nothing but a chance is known thins all that is
 * left in the same way. At the end every column's blocks that overlap what is
 * left are counted.
 *
 *      rows       0 ........................................ slice_rows
 *      pieces       |1.00========|0.31====|   |0.08:::::::::::::::::|
 *                                  one event    grains, each 0.08
 *
 * Units    rows in stored order from 0; *_frac and chances are shares, 0 to 1.
 * Memory   pieces lie in the arena given.
 * Errors   none.
 * Result   0 <= blocks <= blocks of the slice.
 * Source   the row-range rule of models/zone.h.
 */
struct survivors_piece {
    struct zone_range rows;
    double chance;     /* that it is left */
    double grain_rows; /* each by itself; 0: the piece is left or not */
};

struct survivors {
    struct survivors_piece *pieces; /* ascending, none overlaps the next */
    int count;
    double keep_frac;  /* of the pieces */
    double grain_rows; /* of keep_frac; 1: no piece is lost */
};

/* All of so many rows. */
struct survivors survivors_of(struct arena *a, double rows);

/* Leave what lies in one of the ranges, which may be in any order, overlap
   and be empty; they are put in order in place. */
void survivors_keep(struct arena *a, struct survivors *left,
                    struct zone_range *ranges, int count);

/* Leave what lies in one of the pieces, with its chance and that which it had
   before; `with` ascend, and none overlaps the next. */
void survivors_keep_pieces(struct arena *a, struct survivors *left,
                           const struct survivors_piece *with, int count);

/* Keep each piece of grain_rows with the chance keep_frac; of two grains the
   larger one counts. */
void survivors_thin(struct survivors *left, double keep_frac,
                    double grain_rows);

/* Rows left, as expected. */
double survivors_rows(const struct survivors *left);

/* A column on a slice: its blocks in the sorted region, and in what lies behind
   it; tail.rows is 0 without a past. In each region there are as many rows in
   each place as its density says; NULL: rows_per_block everywhere. */
struct survivors_column {
    struct zone_region head, tail;
    const struct density *head_density, *tail_density;
};

/* Blocks of a column that overlap what is left, as expected. */
double survivors_blocks(const struct survivors *left,
                        const struct survivors_column *column);

#endif
