#ifndef ESTIMATE_STORED_ORDERS_H
#define ESTIMATE_STORED_ORDERS_H

#include "estimate/stored/stored_links.h"

/*
 * stored_orders - tables whose rows are the lines of orders: lines with the
 * same sort key stay neighbours on disk. Used by stored alone.
 *
 * Memory   the sampler's arena.
 * Errors   none.
 */

/* The column whose orders the table's lines belong to; -1 if none. */
int stored_orders_column(const struct table *t);

/* Is the column's value the same for all lines of an order? */
bool stored_orders_share(const struct column *c, int order);

/* Have all lines of an order the same sort keys? Lines that arrive together
   are of one age. */
bool stored_orders_keys(const struct sampler *s);

/* Lines of an order in the mean; only where there are orders. */
double stored_orders_lines(const struct sampler *s);

/*
 * The lines on one slice of an order near `row`, each order as likely as any
 * other: one of m lines is met m times as often, so it is taken once in m
 * times. At most `most`; `draw` is random bits.
 */
size_t stored_orders_pick(const struct sampler *s, int order, int64_t row,
                          uint64_t draw, int64_t *rows, size_t most);

/* Each sampled row of a window becomes its order, with all key columns, until
   the window is full. */
void stored_orders_keep(struct sampler *s);

#endif
