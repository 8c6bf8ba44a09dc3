#ifndef MEASURE_WHATIF_H
#define MEASURE_WHATIF_H

#include <stdint.h>

#include "world/world.h"

/*
 * whatif - what would it cost? The one door to costs for whoever tries many
 * designs.
 *
 * A query's seconds depend on the designs of the tables that it touches and on
 * no other. So the door remembers: a query under designs of its tables that it
 * has seen before is not planned again. Trying the product of all choices then
 * takes few plans, because most of them differ in a table that most queries do
 * not read.
 *
 * Units    seconds of one run of a query, or of one COPY of a table; the
 *          query's weight is the caller's.
 * Memory   the arena given, and one of its own that ends with it.
 * Errors   none; the world and the designs were checked.
 * Result   the same as measure/cost gives, whatever was asked before.
 * Source   what-if optimisation with a cache of atomic configurations:
 *          Chaudhuri and Narasayya, "An efficient, cost-driven index selection
 *          tool for Microsoft SQL Server", VLDB 1997, section 5.
 */
struct whatif;

/* What was asked, and what had to be worked out. */
struct whatif_count {
    int64_t requests; /* seconds of a query or of a COPY */
    int64_t planned;  /* queries that were planned and priced */
    int64_t loaded;   /* COPYs that were priced */
};

struct whatif *whatif_begin(struct arena *a, const struct world *w);

/* One run of a query, alone on the cluster. */
struct whatif_work {
    double seconds, bytes_moved, blocks_read;
};
struct whatif_work whatif_query(struct whatif *what, const struct design *d,
                                int query);

/* Seconds of a COPY of the whole table. */
double whatif_load_s(struct whatif *what, const struct design *d, int table);

/*
 * Blocks of the table that the query reads, and those stored of the columns
 * that it needs, over all its scans of the table; 0 and 0 when it has none.
 * Planned anew each time, and not counted.
 */
struct whatif_scan {
    double read, stored;
};
struct whatif_scan whatif_scan(struct whatif *what, const struct design *d,
                               int query, int table);

/* Rows of the fullest slice over the mean, >= 1. */
double whatif_busiest(struct whatif *what, const struct design *d, int table);

/* Does the query read the table, in itself or in an inner query? */
bool whatif_touches(const struct whatif *what, int query, int table);

struct whatif_count whatif_counted(const struct whatif *what);

#endif
