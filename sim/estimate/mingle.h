#ifndef ESTIMATE_MINGLE_H
#define ESTIMATE_MINGLE_H

#include "world/law/marginal.h"

/*
 * mingle - how many combinations the values of several sources make that meet
 * at random.
 *
 * Were all values alike, so would be all combinations, and Cardenas would say
 * how many of them so many rows hit. But a hot article is sold in the large
 * shop again and again, and the rare ones in the small shop hardly ever: with
 * shares p and q, n rows make
 *
 *      sum over all pairs  1 - (1 - p_i q_j)^n
 *
 * combinations, which is fewer. The values of all sources but the largest are
 * put into classes of nearly equal share, and the largest is asked, for each
 * class, how many of its values so many of the rows hit (marginal_hit).
 *
 * Units    values and rows, expectations; shares of the rows, 0..1.
 * Memory   the arena is scratch.
 * Errors   none.
 * Result   0 <= result <= rows, and <= the product of the values. Exact but
 *          for the width of a class: a quarter of an octave.
 * Source   distinct_of_classes (models/distinct.h), for independent columns.
 */
enum { MINGLE_LISTED = 4096 }; /* values looked at one by one */

struct mingle_source {
    double values; /* that may occur, >= 1; without shares and law all alike */
    const double *shares; /* of some or all of the values; NULL: see law */
    size_t share_count;
    const struct marginal *law; /* that draws them; NULL: see shares */
    double kept_frac; /* of the law's values that may occur, > 0, by chance */
};

double mingle_groups(struct arena *scratch, const struct mingle_source *sources,
                     int count, double rows);

/* How many different numbers of rows the values of one source get, of so many
   rows; `empty`: 0 is one of them (models/tallying.h). */
double mingle_counts(struct arena *scratch, const struct mingle_source *source,
                     double rows, bool empty);

#endif
