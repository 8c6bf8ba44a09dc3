#ifndef ESTIMATE_GROUPS_H
#define ESTIMATE_GROUPS_H

#include "estimate/cardinality.h"

/*
 * groups - into how many groups the joined rows of a query fall.
 *
 * (1) A column that another grouping column decides makes no groups: one that
 *     follows it (order.h) or is drawn once for it, and every column of a row
 *     that the other one is the key of, directly or by way of foreign keys.
 *     So `group by c_custkey, c_name, n_name` has as many groups as customers.
 * (2) Rows of a parent are in the result when some row refers to them: of P
 *     parents, of which the share f meets all conditions, n rows hit
 *
 *         f * E[different values of n / f draws by the foreign key's law]
 *
 *     with the law's own skew (marginal_hit). Rows that arrive together and
 *     share the key are one draw (bunch.h). A parent of a parent is hit by
 *     those that were.
 * (3) A relation of h such rows has as many groups as its grouping columns
 *     have combinations in them. Where the sampled rows show all combinations,
 *     one of k rows is left with the chance 1 - (1 - h / rows)^k; else rows
 *     are thrown at the products of the columns' values (mingle.h).
 * (4) Combinations of several relations meet at random, as often as those
 *     that draw them do (mingle.h).
 * (5) A count of an inner query, grouped by, has as many values as its groups
 *     have different numbers of rows (models/tallying.h). What else an inner
 *     query computes is taken to differ from row to row.
 *
 * Units    groups, an expectation, at most `rows`.
 * Memory   the scratch of `known`.
 * Errors   none.
 * Source   models/distinct.h for Cardenas and Yao; the rest is derived here.
 *          tests/agree holds it against the groups of all rows.
 */
double groups_of(struct cardinality *c, double rows);

#endif
