#ifndef ESTIMATE_PLANNER_H
#define ESTIMATE_PLANNER_H

#include "estimate/cardinality.h"
#include "estimate/layout.h"
#include "plan/plan.h"

/*
 * planner - the plan that Redshift would choose, from what it believes.
 *
 * Join order by dynamic programming over sets of at most PLANNER_EXACT
 * relations, beyond that greedily (plan.greedy says so). One side of each
 * join is a single relation; either side may be hashed. For each set the
 * cheapest plan is kept for each way its rows may lie (struct spread),
 * because a dearer plan that leaves rows on the right slices may win later.
 * The motion of a join is the cheapest legal one (redshift.md 2):
 *
 *   (1) inner is ALL                          DS_DIST_ALL_NONE
 *   (2) both on the join column               DS_DIST_NONE
 *   (3) outer is ALL                          DS_DIST_ALL_INNER
 *   (4) outer on the join column              DS_DIST_INNER or DS_BCAST_INNER
 *   (5) inner on the join column              DS_DIST_OUTER or DS_BCAST_INNER
 *   (6) neither                               DS_BCAST_INNER or DS_DIST_BOTH
 *
 * A merge join replaces a hash join under (2) when the join column is the
 * first sort key of both tables and under PLANNER_UNSORTED_MAX of each is
 * unsorted.
 *
 * Costs are Redshift's own relative units (models/plancost.h), not seconds:
 * what it believes cheap is not always fast, and that is part of the truth.
 * Equal costs are decided by the order of FROM.
 *
 * Memory   the arena given.
 * Errors   none; a query without relations is a bug.
 */
enum { PLANNER_EXACT = 12 };
#define PLANNER_UNSORTED_MAX 0.2 /* documented: "Query plan", merge join */

/* Inner queries are planned too, as children of OP_SUBQUERY_SCAN steps. */
struct plan *planner_plan(struct arena *a, struct known *k,
                          const struct layout *l, const struct query *q);

#endif
