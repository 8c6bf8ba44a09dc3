#ifndef ESTIMATE_JOIN_ORDER_H
#define ESTIMATE_JOIN_ORDER_H

#include "estimate/cardinality.h"
#include "estimate/layout.h"
#include "models/plancost.h"
#include "plan/plan.h"

/*
 * join_order - the search for the cheapest order and motion of a query's
 * joins. The rules are those of planner.h, which alone uses this.
 *
 * Memory   the planner's arena.
 * Errors   none.
 */

/* A way to produce the join of some relations. */
struct candidate {
    const struct candidate *outer, *inner; /* NULL for a single relation */
    struct step *base;                     /* of a single relation */
    uint64_t mask;
    struct spread spread;
    double rows_believed, rows, width_bytes;
    double row_bytes; /* of the rows as they are; width_bytes is believed */
    struct plancost cost;
    enum operator op;
    enum motion_label label;
    int join; /* the first equality between the two sides; -1 none */
    bool swapped;
};

/* The cheapest candidates of one set of relations, one per spread. */
struct slot {
    struct candidate *items;
    int count;
    size_t room;
};

struct planner {
    struct arena *arena;
    struct known *known;
    const struct layout *layout;
    const struct query *query;
    struct plan *plan; /* in the making */
    struct cardinality *cards;
    int **classes; /* [relation][column]: columns made equal by joins */
    struct slot *singles;
    uint64_t all; /* mask of all relations */
    bool lenient; /* outer joins in any order: no other way was found */
};

/* The cheapest plan of all relations: by dynamic programming, or greedily.
   NULL when no order respects the outer joins; `lenient` then finds one. */
const struct candidate *join_order_exact(struct planner *p);
const struct candidate *join_order_greedy(struct planner *p);

#endif
