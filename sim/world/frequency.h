#ifndef WORLD_FREQUENCY_H
#define WORLD_FREQUENCY_H

#include <stddef.h>

#include "base/arena.h"
#include "world/law/law.h"

/*
 * frequency - how unevenly a drawing law hits its values.
 *
 * Only laws that draw (law_draws). No function takes more than about 10^5
 * steps beyond the length of the law's own list.
 *
 * Memory   none, but for scratch that is given back.
 * Errors   none.
 * Result   shares 0..1; counts of values >= 0, expectations.
 * Source   Zipf: sums of r^-t and r^-2t by law_harmonic. Expected different
 *          values: sum of 1 - (1 - p)^n, by quadrature where the values are
 *          too many to be summed.
 */

/* Share of the most frequent value. */
double frequency_hottest(const struct law *law);

/*
 * Shares of the most frequent values, largest first; returns how many. All
 * values when there are at most `most`; values alike in share (UNIFORM, the
 * many that a HOT leaves) are not listed when they are more.
 */
size_t frequency_top(const struct law *law, double *shares, size_t most);

/* Sum of squared shares. */
double frequency_concentration(const struct law *law);

/* Expected number of different values in `draws` independent draws. */
double frequency_distinct(const struct law *law, double draws);

#endif
