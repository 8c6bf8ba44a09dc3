#ifndef ESTIMATE_DEALT_H
#define ESTIMATE_DEALT_H

#include "base/draw.h"

/*
 * dealt - one way in which the rows of a slice may have fallen.
 *
 * Of 24,000 rows and twelve shops each shop has 2,000, as expected; so with
 * 500 rows to a block every shop would begin with a block, and no block would
 * hold two shops. But rows are drawn: a shop begins 40 or 70 rows sooner or
 * later, and then a block holds the last days of one shop and the first of the
 * next, and its zone map rules out nothing. What is read at the expected
 * places is not the expected read, wherever a block is not small beside the
 * spread of a place.
 *
 * So few ways of dealing are gone through, and the mean is taken. Each is a
 * chain of draws: of so many rows, how many fall into this part? They are
 * binomial, drawn as normal. Ways come in pairs whose draws lie opposite.
 *
 * Memory   none.
 * Errors   none.
 * Result   the same for the same number of the way.
 * Source   the mean of a sample with antithetic variates: Hammersley, Morton,
 *          Proceedings of the Cambridge Philosophical Society 52(3), 1956.
 */
struct dealt {
    struct draw draw;
    double sign;
};

/* The nth way, from 0 on. */
struct dealt dealt_of(int nth);

/*
 * How many of so many rows fall into a part that each meets with the chance
 * `share` (0..1): whole rows, or rows * share where d is NULL. Of the variance
 * a part `known` (0..1) is not left to chance: all of it where a half is what
 * half of the rows are in.
 */
double dealt_part(struct dealt *d, double rows, double share, double known);

#endif
