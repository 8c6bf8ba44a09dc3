#ifndef ESTIMATE_BUNCH_H
#define ESTIMATE_BUNCH_H

#include "estimate/cardinality.h"

/*
 * bunch - rows that share a value because they arrive together.
 *
 * The lines of an order have one order key, and often one customer, one date.
 * A filter that keeps a tenth of the lines keeps more than a tenth of the
 * orders, and one on the order's date keeps whole orders: how many different
 * orders are among n lines cannot be told from n alone.
 *
 * Where a line draws for itself, or follows what its order looks up, the laws
 * say it: at a value x of that, of which each line passes with chance b(x),
 * an order of L lines is left with the chance 1 - (1 - b(x))^L (evidence.h).
 * Conditions that hold for an order or not, independent of x, keep as large a
 * share of the orders as of the lines. Else runs of neighbouring rows are
 * looked at, with the conditions of the table and of all that it refers to,
 * and the orders among those that pass are counted. Orders cut by the end of
 * a run are left out.
 *
 * Units    bunches for each row that passes, 0..1; 1 where no rows belong
 *          together.
 * Memory   the scratch of `known`.
 * Errors   none.
 * Result   of all rows where the table has at most KNOWN_SAMPLE; else by the
 *          laws; else of KNOWN_SAMPLE rows in runs. Where fewer than
 *          CARDINALITY_THIN of these pass, by the laws, with what rises as
 *          rows arrive taken as one for an order; or 1.
 */

/* The column whose equal values arrive together with those of `column`, or
   -1: itself for the key of an order, or the key that it is drawn per. */
int bunch_column(const struct table *t, int column);

/* Different values of bunch_column for each row of the relation that meets
   its own conditions and those of its parents. */
double bunch_per_row(struct cardinality *c, int relation, int column);

#endif
