#ifndef ESTIMATE_PRICE_H
#define ESTIMATE_PRICE_H

#include "plan/plan.h"

/*
 * price - from work to seconds. The only place where tallies become time.
 *
 * A plan runs in segments. A segment is a pipeline: rows are scanned, probed
 * into hash tables, and end in a hash table, an aggregate, a sort or the
 * leader; its steps run at once, on all slices. It lasts as long as its
 * busiest slice or node needs on the slowest of disk, compute and network.
 * Segments run one after the other; spilled bytes and the leader's work are
 * added.
 *
 * A step's `seconds` is its share of its segment's slowest resource, so that
 * the steps add up to the query. For the picture of a query the time of a
 * segment is told apart as: scan_s, what the disk alone takes; network_s, what
 * the network takes longer than that; compute_s, what the processors take
 * longer than both.
 *
 * Units    seconds, US dollars.
 * Memory   none.
 * Source   constants: models/params, with kind and source each.
 */
struct price {
    double scan_s, network_s, compute_s, spill_s, leader_s, total_s;
    double usd; /* the cluster's on-demand price for total_s */
};

struct price price_plan(const struct cluster *c, struct plan *p);

/* Seconds of a COPY into one table. */
struct price_load {
    double rows;      /* of the table */
    double row_bytes; /* of its raw values */
    double columns;
    double slice_rows; /* rows that the busiest slice keeps */
    double files, slices;
    double sorted_rows;    /* slice_rows if sorted, else 0 */
    double encoded_values; /* values that the busiest slice encodes */
    double analysed_rows;  /* loaded twice: COPY's compression analysis */
};

double price_copy(const struct cluster *c, struct price_load load);

#endif
