#ifndef MEASURE_COST_H
#define MEASURE_COST_H

#include "base/frame.h"
#include "estimate/layout.h"
#include "estimate/price.h"
#include "plan/plan.h"

/*
 * cost - what each design costs, query by query: the measure behind
 * `compare` and `explain`.
 *
 * For each design: the layout of every table, the seconds of its COPY; for
 * each query: the plan, its tallies, its price. cost_frames turns all of it
 * into the frames of product.md.
 *
 * Memory   the arena given.
 * Errors   none; the world was checked.
 * Result   the same for any selection: what is left out changes nothing else.
 */
struct cost_query {
    const struct query *query;
    struct plan *plan;
    struct price price;
    double bytes_read, bytes_moved; /* sums over the plan */
    double busiest_over_mean;       /* worst scan or join, of surviving rows */
};

struct cost_design {
    const struct design *design;
    struct layout *layout;
    struct cost_query *queries; /* the selected ones, in the world's order */
    double *load_s;             /* per table */
    double blocks, load_total_s;
    double query_total_s; /* sum of weight * seconds */
    double bytes_moved;   /* sum of weight * bytes */
    double blocks_read;   /* sum of weight * blocks */
};

struct cost {
    struct arena *arena;
    struct known *known;
    const struct world *world;
    struct cost_design *designs; /* the selected ones; the first is the base */
    int design_count, query_count;

    /* How the numbers were counted; none for an estimate. */
    const char **counted_notes;
    int counted_note_count;
    size_t counted_note_room;
};

/* NULL selects all; else one flag per design or query of the world. */
struct cost *cost_run(struct arena *a, const struct world *w,
                      const bool *designs, const bool *queries);

/* Seconds to load one table, as COPY would with the scenario's files. */
double cost_load_s(const struct world *w, const struct table_layout *l);

/* Prices what a query's plan has in its tallies; adds it to the design. */
void cost_price(const struct cost *c, struct cost_design *d,
                struct cost_query *q);

/* Seconds of a COPY of so many rows into a table; 0 files: one per slice.
   `analysed`: COPY chooses the encodings. */
double cost_copy_s(const struct world *w, const struct table_layout *l,
                   double rows, int files, bool analysed);

/*
 * All frames of a comparison: summary, queries, why, storage, slices,
 * columns, scans, scan_columns, plan, moves, cost, load, alerts; and the notes.
 */
void cost_frames(const struct cost *c, struct frames *out);

/* How many percent dearer the design is than the first, by query seconds. */
double cost_worse_pct(const struct cost *c, int design);

#endif
