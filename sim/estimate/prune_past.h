#ifndef ESTIMATE_PRUNE_PAST_H
#define ESTIMATE_PRUNE_PAST_H

#include "estimate/layout.h"
#include "estimate/order.h"
#include "estimate/survivors.h"

/*
 * prune_past - what a condition leaves of a table with a past: head and tail
 * have blocks of their own, and each ends in one that is not full; for prune.c
 * alone.
 *
 * Units    rows of the mean slice.
 * Memory   the arena given.
 * Errors   none.
 */

/* Rows in the sorted region; behind them is the tail. All without a past. */
double prune_past_head(const struct table_layout *l);

/* The blocks of a column, hidden ones' too. */
struct survivors_column prune_past_column(const struct table_layout *l,
                                          int column);

/* Blocks of a column on a slice without rows, of an empty region or left by a
   VACUUM: they have no zone map, so they are read. */
double prune_past_empty(const struct table_layout *l, int column);

/* Leave the blocks of `column` that may hold values of the set: of the sort
   key, or of what rises with arrival; m is its marginal. */
void prune_past_ranges(struct arena *a, struct survivors *left,
                       const struct table_layout *l, const struct marginal *m,
                       struct order_set set, int column, bool by_arrival);

/* The same of independent values, of which such shares lie below the set and in
   it. */
void prune_past_chance(struct arena *a, struct survivors *left,
                       const struct table_layout *l, int column, double below,
                       double within);

#endif
