#ifndef ESTIMATE_ORDER_H
#define ESTIMATE_ORDER_H

#include "estimate/known.h"

/*
 * order - what a condition on one column says about another.
 *
 * A table sorted by ship date is nearly sorted by order date too. When two
 * columns hang together by lags, functions and cuts, a set of values of one
 * confines the other to a set, and with it to a range of the stored rows.
 *
 *     climb from the condition's column to what it depends on, taking
 *     preimages, until the sort column or a common ancestor is met; then
 *     descend to the sort column, taking images.
 *
 * Memory   the arena given.
 * Result   a superset of the values that can occur; never too small.
 */

/* The column of its table that this one is computed from (lag, function or
   cut), or -1. */
int order_source(const struct table *t, int column);

/* The column that a chain of lags, functions and cuts begins with. */
int order_root(const struct table *t, int column);

/* Is `ancestor` the column itself, or does that hang on it? */
bool order_hangs_on(const struct table *t, int column, int ancestor);

/* The code of a column `by` a LAW_LAG's draw after its source's, saturating, in
   the law's calendar. */
int64_t order_moved(const struct law *law, int64_t code, int64_t by);

struct order_set {
    struct code_range *ranges; /* sorted, disjoint */
    int count;
};

/* False when the columns are independent, or the link loses all order. */
bool order_follow(struct arena *a, const struct table *t, int from,
                  struct order_set set, int to, struct order_set *out);

#endif
