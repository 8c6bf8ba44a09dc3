#ifndef ESTIMATE_GRID_H
#define ESTIMATE_GRID_H

#include "estimate/dealt.h"
#include "estimate/layout.h"
#include "estimate/survivors.h"

/*
 * grid - where along an interleaved key the values of one of its columns lie.
 *
 * Rows stand along a z-order curve: the space of the key columns is halved,
 * column after column in turn, always in the middle of what is left of that
 * column's ranks. A value's rank is the share of rows below it and half of its
 * own, so that few and frequent values keep their weight: a half that holds no
 * value is empty, and takes no rows. Followed down until a cell is a small part
 * of a block, that gives each block the values it spans, and a condition the
 * blocks it leaves.
 *
 * Key columns are taken as independent of each other. How many of a cell's
 * rows are in its first half is chance (dealt.h), as it is on which side of a
 * cut the value lies whose rank is about the cut's.
 *
 * In a table with a past the cuts are the index's, which may be old, and the
 * head's rows are spread over its cells as they are now; behind them lie the
 * tail's batches, each along a curve of its own (grid_axis.h).
 *
 * Memory   the arena given.
 * Errors   none.
 * Source   redshift.md 3: equal weight for each column; the curve is our
 *          reading of it, on both sides (exact/sorting.h).
 */

/* Beyond so many blocks on a slice the closed form of zone.h is as good. */
enum { GRID_BLOCKS_MAX = 2048 };

/*
 * Rows of the mean slice in blocks of the key column `axis` (its place in the
 * key) that may hold a value of the set (ascending), each with its chance, as
 * ascending pieces; with the cells as they fell, or where that is NULL as large
 * as expected. False when the column has more than GRID_BLOCKS_MAX blocks.
 */
bool grid_pieces(struct arena *a, struct known *k, const struct table_layout *l,
                 int axis, const struct code_range *set, int set_count,
                 struct dealt *fell, struct survivors_piece **pieces,
                 int *count);

#endif
