#ifndef ESTIMATE_TOP_H
#define ESTIMATE_TOP_H

#include "estimate/cardinality.h"
#include "estimate/layout.h"
#include "plan/plan.h"

/*
 * top - the steps above the joins: windows, aggregates, sort, limit, and the
 * way to the leader.
 *
 * An aggregate needs one phase when each slice holds its groups whole: the
 * rows lie by a grouping column, on every node, or on one slice. Else each
 * slice aggregates what it has, and the partial groups are sent on and
 * aggregated again (AGG - DIST - AGG).
 *
 * Memory   the arena given.
 * Source   Database Developer Guide, "Query plan", "Designing queries";
 *          costs: models/plancost.h.
 */

/* `classes[relation][column]` tells which columns joins made equal. */
struct step *top_of_select(struct arena *a, struct known *k,
                           const struct layout *l, struct cardinality *cards,
                           int *const *classes, const struct query *q,
                           struct step *joined);

struct step *top_append(struct arena *a, const struct query *q,
                        struct step *first, struct step *second);

/* The rest of a set operation: duplicates, order, limit. */
struct step *top_of_set(struct arena *a, const struct query *q,
                        struct step *root);

/* A relation's column as EXPLAIN names it, without its relation. */
const char *top_column_name(const struct world *w, const struct query *q,
                            int relation, int column);

#endif
