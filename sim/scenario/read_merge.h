#ifndef SCENARIO_READ_MERGE_H
#define SCENARIO_READ_MERGE_H

#include "base/fault.h"
#include "scenario/tree.h"
#include "world/history.h"

/*
 * read_merge - `staging` and `on` of a merge: the joins of its statements.
 *
 *     - do: merge
 *       table: fact_orders
 *       staging: stage_orders
 *       on: fact_orders.order_id = stage_orders.order_id
 *
 * ON is SQL, as in MERGE or in DELETE .. USING. It may also be a mapping of
 * names to conditions, of which the first is used; a question may let another
 * one be chosen. From each the joins are built that the ways to merge consist
 * of (world/history.h), as SELECTs that read the columns which the statement
 * reads and return one row: what a statement writes is priced elsewhere.
 *
 * Memory   the world's arena.
 * Errors   faults at line and column, those of the SQL included; false then.
 */

/* Sets the source of a merge, and its rows, from the operation's mapping; one
   that tells its rows instead has no source. */
bool merge_read(struct world *w, struct operation *op,
                const struct tree_node *n, struct faults *faults);

#endif
