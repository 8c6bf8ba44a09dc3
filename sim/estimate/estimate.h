#ifndef ESTIMATE_ESTIMATE_H
#define ESTIMATE_ESTIMATE_H

#include "estimate/layout.h"
#include "plan/plan.h"

/*
 * estimate - the work that a plan makes on a layout: fills every step's
 * tally with expectations. No seconds here (price.h).
 *
 * Rows flow from the leaves to the root. Each step's work is divided over
 * the slices as its rows lie (struct spread): by the busiest slice where a
 * key places them, all on one slice per node for ALL, on one slice of the
 * cluster for ONE.
 *
 * Memory   the arena given.
 * Errors   none.
 */
void estimate_plan(struct arena *a, struct known *k, const struct layout *l,
                   struct plan *p);

#endif
