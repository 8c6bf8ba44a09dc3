#ifndef WORLD_LAW_TABLE_H
#define WORLD_LAW_TABLE_H

#include "base/arena.h"
#include "world/law/law.h"

/*
 * law_table - draws of a Zipf law from a table, without log, exp and pow.
 *
 * Beyond the head let x(F) be the place, between ranks too, where the sum of
 * the terms 65..x is F (law.c). F is cut into LAW_CELLS cells of equal width h,
 * and in each a cubic has the places and slopes of both ends. With x' = x^t
 * and t = theta it strays by no more than
 *
 *      h^4 / 384 * t (2t + 1) (3t + 2) * max x^(4t - 3)      Hermite's error
 *    + 3 h / 10 * t (t + 2) * max x^(t - 2)                  of the slopes,
 *                                                            x^t (1 + t / 2x)
 *    + what the ends may be off                              (law_zipf_place)
 *    + 2^-44 * total * max x^t                               rounding the sums
 *
 * where the fourth derivative of x, t (2t - 1) (3t - 2) x^(4t - 3), is taken
 * with + for - so that what the formula of Euler and Maclaurin adds, a few
 * parts of t / x, x >= 64, is within. A draw that falls so near to a
 * rank's end is left to law_sample: every draw is law_sample's, bit for bit.
 *
 * Memory   the arena given: 40 KiB.
 * Errors   none.
 * Source   de Boor, "A Practical Guide to Splines", ch. IV: the error of
 *          piecewise cubic Hermite interpolation.
 */
enum { LAW_CELLS = 1024, LAW_TABLE_DRAWS = 16 * LAW_CELLS };

/* From now on law_sample_many of this sampler draws from a table, if its law
   is one of those and `draws` of them pay for it. */
void law_table_make(struct arena *a, struct law_sampler *s, int64_t draws);

/* law_sample of each; the sampler has a table. */
void law_table_sample(const struct law_sampler *s, const double *u,
                      size_t count, int64_t *codes);

/* Where the terms beyond the head sum up to `rest`, and how far that may be
   off (law.c). */
struct law_place {
    double x, off;
};
struct law_place law_zipf_place(const struct law_sampler *s, double rest,
                                double last);

#endif
