#ifndef SCENARIO_VARY_H
#define SCENARIO_VARY_H

#include "scenario/tree.h"

/*
 * vary - a scenario with some of its settings changed.
 *
 * A change names a setting by its path in the scenario's file (a place of a
 * list by its number, from 1) and says what stands there instead: any value of
 * YAML, or so many times the number that is there. So whatever a scenario can
 * say can be varied, and what comes out is read, checked and refused as any
 * other scenario is.
 *
 * Units    as the setting has: "600 M rows" times 10 is 6 billion rows, "1 h"
 *          times 10 is ten hours; bytes, rates and shares likewise.
 * Memory   the arena given; the tree that was read is not touched.
 * Errors   a path that leads nowhere, or a factor of what is no number, is a
 *          fault at the change.
 */
struct vary_change {
    const char *path;              /* "data.fact_orders.rows" */
    const struct tree_node *value; /* NULL: `times` what is there */
    double times;
    struct where where; /* of the change */
};

/*
 * A change from its node: "x10" is a factor, anything else a value. The path
 * is the node's key. False after a fault.
 */
bool vary_read(struct arena *a, const struct tree_node *n,
               struct vary_change *change, struct faults *faults);

/* A scalar to put somewhere, as if written at `home`. */
const struct tree_node *
vary_scalar(struct arena *a, const struct tree_node *home, const char *text);

/* The tree with all changes, in their order; NULL after a fault. A mapping may
   get a key that it lacks; all above it must be there. */
const struct tree_node *vary_tree(struct arena *a, const struct tree_node *root,
                                  const struct vary_change *changes,
                                  size_t count, struct faults *faults);

#endif
