#ifndef ESTIMATE_LIFT_H
#define ESTIMATE_LIFT_H

#include "estimate/known.h"

/*
 * lift - conditions that hang together across a foreign key.
 *
 * A filter of the child and one of the parent are independent when neither
 * says anything about the other. They are not where the child's column rests
 * on what stands in the parent's row (LOOKUP: a ship date on the order's
 * date), nor where some parents are referred to far more often than others.
 * Then both sides' filters are evaluated together,
 *
 *     lift = P(child and parent pass) / (P(child passes) P(parent passes))
 *
 * by the laws where they say it all (evidence.h), else on the sampled rows of
 * the child and the parents' rows that these refer to.
 *
 * Memory   the scratch arena of `known`, given back.
 * Errors   none.
 * Result   factor >= 0; 1 where nothing ties the two. Columns drawn from a
 *          parent of more than KNOWN_SAMPLE rows are tied when their columns
 *          there are; the rows of a smaller one are few enough to matter
 *          themselves.
 * Source   the definition of a conditional probability; models/README.md,
 *          "Selectivity".
 */
struct lift {
    double factor;
    bool sampled, thin; /* rests on a sample; on too few rows of it */
};

/* A table of a join with its filters. */
struct lift_side {
    int table;
    struct condition *const *filters;
    int filter_count;
};

/* Of the join of `child` to the parent that its column `via` refers to;
   `parent_passes` is the share of the parent's rows that pass, 0..1. */
struct lift lift_of(struct known *k, struct lift_side child, int via,
                    struct lift_side parent, double parent_passes);

/* May conditions on these two columns of a table not be multiplied? */
bool lift_tied(const struct world *w, int table, int a, int b);

/* The filters that say something about the column `root`, and all others.
   Takes from the scratch of `known`. */
struct lift_side lift_tree(struct known *k, const struct lift_side *side,
                           int root, struct lift_side *others);

#endif
