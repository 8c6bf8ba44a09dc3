#ifndef EXACT_RUN_FLOW_H
#define EXACT_RUN_FLOW_H

#include "exact/arrivals.h"
#include "exact/run/run.h"
#include "exact/run/run_set.h"

/*
 * run_flow - one chain of joins, streamed: a source, probes, a sink.
 *
 * Memory   the run's arena; threads have their own, released with it.
 * Errors   too much memory sets `short_bytes`; the run then ends early.
 */
enum { RUN_BATCH = 1024, RUN_RELATIONS = 64 };

struct run {
    struct arena *arena;
    const struct world *world;
    const struct run_options *options;
    struct run_sample *sample;
    const struct query *root; /* the one that may be sampled */
    struct faults *faults;
    int slices, per_node, nodes;
    double limit_bytes;
    double short_bytes; /* > 0: what was needed */
    const char *short_of;
};

/* Rows kept: codes of `refs`, in this order. */
struct run_rows {
    struct run_set set;
    const struct column_ref *refs;
    int ref_count;
    int *output_of; /* per output of the query: its column where it is a count;
                       -1; NULL none is */
    double weight;  /* each stands for so many; 1 but in a sample */
    double *slice_rows; /* weighted rows by slice */
    double rows;
    double row_bytes;
};

/* What is counted by slice, or by node where the name says so. */
struct run_counts {
    int64_t *out, *probe, *from, *from_bytes;
    int64_t *node_handled, *node_received, *node_bytes;
    int64_t moved, moved_bytes;
    int64_t replicates[RUN_REPLICATES];
};

/* Where a flow's rows lie, and by which class of equal columns. */
struct run_place {
    enum spread_kind kind;
    int class;
};

/* An equality of a join, seen from its outer side. */
struct run_equality {
    struct column_ref outer, inner;
};

/* Rows of one relation of a query. */
struct run_source {
    const struct relation *relation;
    struct run_rows *inner; /* of an inner query */
    int *output;            /* its outputs' columns in `inner`; -1 computed */
    struct rng_stream draws;
};

struct run_stage {
    struct step *step; /* NULL: the source */
    struct run_place place;
    uint64_t relations; /* seen so far, also those not kept */
    uint64_t kept;      /* whose rows the tuples have */
    bool left_inner;    /* the preserved side is hashed */
    struct run_set built;
    int built_columns; /* rows of relations, before the keys */
    int inner_relation[RUN_RELATIONS];
    struct run_equality *equal;
    int equal_count, moves_by; /* the equality that places rows; -1 */
    unsigned char *matched;    /* per place of `built` */
    const struct cross_condition **crosses;
    int cross_count;
    uint32_t *by_parent; /* parent's row -> 1 + place; NULL: by hash */
    bool outer_moves, broadcast, inner_moves;
};

struct run_flow {
    struct run *run;
    const struct query *query;
    struct run_source *sources; /* per relation */
    int *classes, *class_of;    /* columns made equal; first of a relation */
    struct step *leaf;
    struct run_stage *stages; /* the source first */
    int stage_count;
    double weight;
    bool sampled;
    int64_t look_at; /* rows of the leaf */
};

/* What becomes of the tuples that come out at the end. */
struct run_sink {
    const struct column_ref *refs;
    int ref_count;
    bool distinct;                    /* keep one of each, by slice */
    const struct column_ref *counted; /* with it: of how many rows this is not
                                         NULL (relation -1: of all) */
    int counted_count;
    bool keep_rows; /* instead of refs: the tuple's rows, then refs */
    bool dealt;     /* slice anew: */
    int deal_by;    /* by this ref; below 0 slice 0 */
};

/* Carries out the joins from `top` down; the result's set has the refs. The
   counts of what comes out are by the slice that it lay on before `dealt`. */
struct run_rows run_flow(struct run *run, struct step *top,
                         const struct run_sink *sink, uint64_t *kept,
                         struct run_place *place, struct run_counts *counts);

/* What was counted at each stage, and of what each hashes, becomes the tallies
   of their steps (run_tally.c). */
void run_count_stages(struct run_flow *f, struct run_counts *counts,
                      struct run_counts *built);

/* Rows of an inner query, with its outputs (run.c). */
struct run_rows *run_inner(struct run *run, struct step *root,
                           const struct query *q, const bool *reads,
                           int *output);

struct run_counts run_counts_of(struct arena *a, const struct run *run);
void run_counts_add(struct run_counts *to, const struct run_counts *from,
                    const struct run *run);
struct amount run_amount(const int64_t *counts, int n, double weight);
void run_count_move(const struct run *run, struct run_counts *c, int from,
                    int to, bool everywhere, int64_t bytes);

/* Bytes written (and read again) for a need beyond a slice's memory. */
void run_spill(const struct run *run, struct step *s, double need,
               double travels, bool sort);

#endif
