#ifndef ESTIMATE_STORED_LINKS_H
#define ESTIMATE_STORED_LINKS_H

#include "base/rng.h"
#include "estimate/stored/stored.h"

/*
 * stored_links - columns that hang together with the sort key: their values
 * at places whose key is already known. Used by stored alone.
 *
 * Memory   the sampler's arena.
 * Errors   none.
 */

/* Everything the sampling of one table needs at hand. */
struct sampler {
    struct arena *arena;
    struct known *known;
    const struct world *world;
    int table;
    const struct table *t;
    const struct table_design *design;
    double slice_rows, all_rows; /* all: of all slices */
    int windows;                 /* places where neighbours are taken */
    const double *places; /* of the slice's rows, 0..1; NULL: evenly spaced */
    int slice; /* the one whose rows are taken; -1: that of the place */
    int64_t first_row, row_count; /* others than the key are drawn from these */
    struct rng_stream jitter;

    int64_t *rows;   /* the row that each place is taken from */
    int64_t **codes; /* result; NULL until a column is resolved */
    size_t count;

    struct donor *pool; /* random rows in order of the first key column */
    size_t pool_count;
};

struct donor {
    int64_t key, row;
};

int stored_columns(const struct table *t);

/* The slice of a row under the sampler's design. */
int stored_slice_of(const struct sampler *s, int64_t row);

/* Fill codes of the column at all places, unless they stand there. */
void stored_resolve(struct sampler *s, int column);

/* The value of the column that rises as rows arrive, whose codes stand there,
   says which row each is: of those with its value any one. */
void stored_rows_by_arrival(struct sampler *s);

#endif
