#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "plan/tally.h"
#include "world/world.h"

/*
 * plan - how a query is carried out: a tree of steps, in the words of
 * Redshift's EXPLAIN.
 *
 * The planner builds the tree from what it believes; the estimate and the
 * exact simulation fill each step's tally with what is true; price fills the
 * seconds.
 *
 * Source   operators and DS_ labels: Database Developer Guide, "Query plan",
 *          "Evaluating the query plan".
 */
enum operator{
    OP_SCAN,
    OP_SUBQUERY_SCAN, /* rows of an inner query */
    OP_HASH,          /* build side of a hash join */
    OP_HASH_JOIN,
    OP_MERGE_JOIN,
    OP_NESTED_LOOP,
    OP_AGGREGATE, /* one row */
    OP_HASH_AGGREGATE,
    OP_GROUP_AGGREGATE, /* on sorted groups that a slice holds whole */
    OP_UNIQUE,
    OP_WINDOW,
    OP_SORT,
    OP_APPEND,  /* UNION ALL and the like */
    OP_NETWORK, /* send to leader, or between slices (AGG - DIST - AGG) */
    OP_MERGE,   /* ordered streams joined at the leader */
    OP_LIMIT,
    OP_RESULT, /* a select without FROM */
};

enum motion_label {
    MOTION_NOTHING, /* the step is no join */
    DS_DIST_NONE,
    DS_DIST_ALL_NONE,
    DS_DIST_INNER,
    DS_DIST_OUTER,
    DS_BCAST_INNER,
    DS_DIST_ALL_INNER,
    DS_DIST_BOTH,
};

/* Where the rows of an intermediate result lie. */
enum spread_kind {
    SPREAD_EVEN, /* by nothing that a join could use */
    SPREAD_KEY,  /* by the hash of a column class (planner.h) */
    SPREAD_ALL,  /* a whole copy on every node */
    SPREAD_ONE,  /* all on one slice */
};

struct spread {
    enum spread_kind kind;
    int key; /* KEY: equivalence class of columns */
};

/* Blocks read of one column of a scan, summed over slices. */
struct column_read {
    int column; /* of the table; hidden ones follow its own */
    double blocks;
};

struct step {
    enum operator op;
    int id;             /* position in the plan, root first */
    struct step *outer; /* the only child of steps with one */
    struct step *inner;
    struct step *parent;

    int relation, table;       /* SCAN; -1 elsewhere */
    const struct query *query; /* the (inner) query it belongs to */
    enum join_kind join;
    enum motion_label label;
    struct spread spread; /* of the rows it returns */
    bool swapped;         /* LEFT join that hashes the preserved side */
    bool one_phase;       /* aggregate: a slice holds each group whole */

    /* What the planner believed. Costs in its own relative units. */
    double rows_believed, width_bytes, startup_cost, total_cost;

    /* What is true. */
    double rows;
    double row_bytes; /* of its rows as they are, where a join moves them */
    struct tally tally;
    double blocks_total;      /* SCAN: stored of the columns it reads */
    double busiest_over_mean; /* SCAN, joins: of the rows that survive it */
    struct column_read *reads;
    int read_count;
    bool range_restricted; /* SCAN: zone maps left blocks out */

    /* What it costs (price.h). */
    double disk_s, network_s, compute_s, exchange_s, spill_s, leader_s;
    double seconds; /* its share of the time of its segment */

    const char *condition; /* "Hash Cond: ..", "Filter: ..", "Sort Key: .." */
    const char *name;      /* of the table or the join partner, for people */
};

struct plan {
    const struct query *query;
    struct step *root;
    struct step **steps; /* root first, outer before inner */
    int step_count;
    size_t step_room;
    int spread_output; /* the output whose hash the rows lie by; -1 none */
    bool greedy;       /* too many relations for dynamic programming */
    bool sampled;      /* a share was counted on sampled rows */
    bool thin;         /* on very few that passed */
};

const char *operator_name(const struct step *s); /* "XN Hash Left Join" */
const char *motion_name(enum motion_label label);

/* Number the steps in order of printing and link parents. */
void plan_number(struct arena *a, struct plan *p);

/* A hash join, merge join or nested loop. */
bool step_is_join(const struct step *s);

struct step *step_new(struct arena *a, enum operator op, struct step *outer,
                      struct step *inner);

#endif
