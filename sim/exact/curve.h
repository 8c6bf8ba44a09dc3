#ifndef EXACT_CURVE_H
#define EXACT_CURVE_H

#include <stdint.h>

#include "base/arena.h"

/*
 * curve - places on the z-order curve of an interleaved sort key.
 *
 * A *share* says where a value lies among those of its column: the rows below
 * it and half of its own, as a share of all. The bits of the columns' shares,
 * taken in turn, are the place on the curve (sorting.h).
 *
 * An *axis* is what an index knows of one column: the shares of the numbers
 * that it was made of, and of all that lie between them. A bucket of numbers
 * that are alike in their highest bits leads near to the one looked for, so
 * that a share costs a look or two wherever the numbers are spread evenly.
 *
 * Units    shares of 2^32.
 * Memory   the arena given: of an axis 20 bytes for each number.
 * Errors   none.
 */

/* `below` rows of `count` lie below a value, `upto` up to it. */
uint32_t curve_share(size_t below, size_t upto, size_t count);

/* Bits of a share that tell so many rows' shares apart on a curve of so many
   columns. */
int curve_bits(size_t count, int columns);

/* How the shares of one column go to the curve. */
struct curve_lane {
    uint64_t spread[256]; /* the bits of a byte, at the lane's places */
    uint32_t mask;        /* bits of a share that count */
    int columns;
};

struct curve_lane curve_lane_of(int axis, int columns, int bits);
uint64_t curve_spread(const struct curve_lane *l, uint32_t share);

/* Of numbers of so many bits, in ascending order: the i-th is numbers[i *
   stride]. */
struct curve_axis;
struct curve_axis *curve_axis_of(struct arena *a, const uint64_t *numbers,
                                 size_t stride, size_t count, int bits);

/* Rows that the axis was made of. */
size_t curve_axis_rows(const struct curve_axis *x);

uint32_t curve_axis_share(const struct curve_axis *x, uint64_t number);

#endif
