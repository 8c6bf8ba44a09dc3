#ifndef ESTIMATE_CARDINALITY_H
#define ESTIMATE_CARDINALITY_H

#include "estimate/known.h"

/*
 * cardinality - how many rows a query's relations, joins and groups have.
 *
 * Two answers to each question. *Believed* is what a planner with perfect
 * column statistics thinks: shares of single conditions, multiplied. *True*
 * follows what the laws know beyond that: conditions on columns that depend on
 * each other are evaluated together, over all rows of a table of up to
 * KNOWN_SAMPLE rows, on as many stateless rows of a larger one.
 *
 * A set of relations joined is
 *     product of filtered rows * product of the joins' selectivities,
 * where a foreign key matches one parent in rows(parent), and any other
 * equality one in the larger number of distinct values.
 *
 * Memory   the arena given.
 * Errors   none.
 * Result   expectations, finite, >= 0. `sampled` and `thin` tell when a share
 *          rests on a sample, and on fewer than CARDINALITY_THIN hits.
 * Source   PostgreSQL's treatment of independent clauses; foreign keys and
 *          dependent columns: models/README.md, "Selectivity".
 */
enum {
    CARDINALITY_THIN = 30,
    CARDINALITY_RELATIONS = 64, /* bits of a relation mask */
};

struct share {
    double believed, actual; /* 0..1 */
    bool sampled, thin;
};

/* One relation of a query after its own filters. */
struct relation_rows {
    double rows;          /* unfiltered */
    double rows_believed; /* as of the last ANALYZE */
    struct share passes;
    double *distinct; /* per column (or output): values among rows that pass;
                         0 = not asked for yet */
    int bunch_key;    /* bunch.h: the last answer; bunches 0 none */
    double bunches;
};

struct cardinality {
    struct arena *arena;
    struct known *known;
    const struct query *query;
    struct relation_rows *relations;
    double *join_true, *join_believed; /* per join of the query */
    double grouped_rows, groups;       /* groups.h: the last answer; 0 none */
    bool leans_on_sample, leans_on_thin;
};

/* `inner_rows[r]` is the number of rows of relation r where it is an inner
   query; ignored for tables. */
struct cardinality *cardinality_of(struct arena *a, struct known *k,
                                   const struct query *q,
                                   const double *inner_rows);

/*
 * The same query where the tables have as many rows, and believe in others: as
 * cardinality_of would find it for the world of `k`, without looking at the
 * data again.
 */
struct cardinality *cardinality_believing(struct arena *a, struct known *k,
                                          const struct cardinality *c);

/* Rows of the join of the relations in `mask`. */
double cardinality_rows(const struct cardinality *c, uint64_t mask,
                        bool believed);

/* Distinct values of a column among the rows of its relation that pass. */
double cardinality_distinct(struct cardinality *c, struct column_ref ref);

/*
 * Does this join lead from `child` to one row at most of a parent, a table
 * that the foreign key `column` of the child refers to?
 */
bool cardinality_parent(const struct cardinality *c, int join, int child,
                        int *parent, int *column);

/* Rows of a relation that meet its conditions, before any join. */
double cardinality_passing(const struct cardinality *c, int relation);

/* Share of a table's rows that pass all conditions. */
struct share cardinality_share(struct known *k, int table,
                               struct condition *const *filters, int count);

/* Does `child` (table, column) reference the key `parent`? */
bool cardinality_references(const struct world *w, int child, int child_column,
                            int parent, int parent_column);

#endif
