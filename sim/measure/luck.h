#ifndef MEASURE_LUCK_H
#define MEASURE_LUCK_H

#include "estimate/prune.h"

/*
 * luck - how far the blocks that a scan reads may stray from what is expected,
 * because nobody knows beforehand which slice a key hashes to.
 *
 * A slice that has more rows than the mean has every run of equal keys a little
 * further on, so its pieces cross the edges of other blocks. On each slice that
 * is a block more or less for each piece; a condition on a second sort column
 * has a piece in every run of the first, and eight slices with seven pieces
 * each stray by many blocks more than one for each slice.
 *
 * The scan is estimated for slices of LUCK_SIZES sizes, at even quantiles of a
 * normal distribution with the layout's own spread. What lies off the straight
 * line through them is luck; the line itself is not, for what one slice has
 * more another has less.
 *
 * Units    blocks, of all slices together.
 * Memory   the arena given.
 * Errors   none.
 * Result   one standard deviation for each column, the hidden ones behind the
 *          table's own; 0 without a distribution key, for interleaved keys and
 *          where a scan reads all.
 */
enum { LUCK_SIZES = 33 };

double *luck_of_slices(struct arena *a, struct known *k,
                       const struct table_layout *l,
                       struct condition *const *filters, int count,
                       const bool *reads);

#endif
