#ifndef MODELS_TALLYING_H
#define MODELS_TALLYING_H

#include <stdbool.h>

/*
 * tallying - how many different numbers count(*) gives, over many groups.
 *
 * "How many customers have how many orders?" groups by a count. There are as
 * many answers as there are different counts, and these are few: a million
 * customers with ten orders each have counts of 0 to 30, for a count strays
 * from its mean by its root. With rows thrown at groups independently, a group
 * that expects m rows has k of them with the Poisson chance p(k; m), and some
 * group has k rows with the chance
 *
 *      1 - product over groups of (1 - p(k; m_g))
 *
 * whose sum over k, from 1 (or 0) on, is the number of different counts.
 *
 * Groups come in classes of nearly the same mean. Up to TALLYING_EXACT rows k
 * goes step by step. A class beyond has its counts evenly over as many numbers
 * as it spans: eight roots of its mean, or the width of the class where its
 * groups' means differ.
 *
 * Whatever the law, different counts from 1 on add up to n rows at most, so
 * there are at most (root(8 n + 1) - 1) / 2 of them.
 *
 * Units    counts, as expectations.
 * Memory   none.
 * Errors   arguments outside their ranges are bugs (CHECK).
 * Result   0 <= result <= groups.
 * Source   derived here; the Poisson limit of a multinomial: W. Feller, An
 *          Introduction to Probability Theory I, VI.5.
 */
enum { TALLYING_EXACT = 4096 };

/*
 * Class i has groups[i] groups (>= 0) of rows[i] rows each in the mean (>= 0),
 * or of means that differ by width_frac of it (>= 0). `empty`: groups without
 * a row are there, and count 0.
 */
double tallying_values(const double rows[], const double groups[], int classes,
                       double width_frac, bool empty);

/* The bound for n rows, without groups that have none. */
double tallying_most(double n_rows);

#endif
