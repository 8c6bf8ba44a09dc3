#ifndef MEASURE_DRAWN_H
#define MEASURE_DRAWN_H

#include "estimate/known.h"
#include "plan/plan.h"

/*
 * drawn - how far counted rows may stray because they are drawn.
 *
 * Of n independent draws of which each passes with the chance p, n p pass, give
 * or take sqrt(n p (1 - p)). What is not drawn does not stray: the days of a
 * calendar, numbers in sequence, what is computed from them. And what is drawn
 * together, as the date of an order for all of its lines, strays as one.
 *
 * In a join each row finds a partner or does not. The draws behind that are the
 * rows of the relation that refers to the other; or, where its column is a
 * function of the row, those of what refers to that: of a hundred thousand lines
 * of 14 suppliers whose nations are drawn, as many lie in Asia as 14 draws say.
 * With p the share that finds a partner and d the draws, the relative variance
 * is
 *
 *      (1 - p) / (p d)
 *
 * and those of all scans and joins below a step add up.
 *
 * Units    rows; a relative variance is that of rows over their mean.
 * Memory   the known facts' scratch, given back.
 * Errors   none.
 * Source   the binomial distribution; tests/unit/test_tolerance.c.
 */

/* Standard error of the rows of a table that pass conditions of its own; the
   estimate may have counted them on a sample. */
double drawn_out_error(struct known *k, int table,
                       struct condition *const *filters, int count,
                       double exact);

/* Relative variance of the rows that a step of a plan returns, run on all rows;
   of those that it groups, of a step that groups. */
double drawn_rows_variance(struct known *k, const struct step *s);

/* The same of the rows that a join moves, of the side that moves alone; or of
   their bytes, of rows that are no more uneven in width than those evenly drawn
   from nothing to twice the mean: (1/3) / rows. */
double drawn_moved_variance(struct known *k, const struct step *join,
                            bool bytes);

#endif
