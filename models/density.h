#ifndef MODELS_DENSITY_H
#define MODELS_DENSITY_H

#include "models/zone.h"

/*
 * density - where a column's blocks end, when its values take more bytes in
 * one place of the table than in another.
 *
 * A flag of a table sorted by date is drawn at random until a day, and the
 * same ever after: a block holds 120,000 rows of the first kind and 500,000 of
 * the second. One number for both says neither how many blocks there are nor
 * which rows the block of a condition holds.
 *
 * The slice's rows, in stored order, are cut into pieces, in each of which a
 * block would hold so many rows. Blocks fill one after the other, also across
 * the end of a piece, so the first x rows take
 *
 *      B(x) = sum over pieces of (rows of the piece up to x) / (rows a block)
 *
 * blocks, and the k-th one begins at the row where B is k. With one piece
 * B(x) = x / rows_per_block, and all is as in zone.h.
 *
 * Units    rows and blocks, of one slice; shares of its rows.
 * Memory   none; the arrays are the caller's.
 * Errors   arguments outside their ranges are bugs (CHECK).
 * Result   density_blocks rises strictly, density_row is its inverse.
 * Source   the filling rule of sim/exact/store.h, in the mean.
 */
struct density {
    int pieces;               /* >= 1 */
    const double *first_frac; /* where each begins: 0, then rising, below 1 */
    const double *rows_per_block; /* >= 1 */
};

/* Blocks, with their parts, that the first `row` of `rows` rows take. */
double density_blocks(const struct density *d, double rows, double row);

/* The row at which so many blocks are full; at most `rows`. */
double density_row(const struct density *d, double rows, double blocks);

/* As zone_round_out: the hit rows, rounded out to whole blocks. */
struct zone_range density_round_out(const struct density *d, double rows,
                                    struct zone_range hit);

/* Mean rows of the blocks that are full; of the one that is not, what it would
   hold at that pace, where none is. */
double density_full_rows(const struct density *d, double rows);

#endif
