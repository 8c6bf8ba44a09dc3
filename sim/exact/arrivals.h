#ifndef EXACT_ARRIVALS_H
#define EXACT_ARRIVALS_H

#include "world/value/value.h"

/*
 * arrivals - which row of a table comes when.
 *
 * Rows come in the order of their numbers, unless the scenario says that
 * they come in random order: then the k-th to come is a row that a bijection
 * of the row numbers picks (value_scatter).
 *
 * Memory   none.
 * Errors   none.
 * Result   a pure function of the seed and the table's name.
 */
struct arrivals {
    int64_t rows;
    bool random;
    struct rng_stream stream;
};

struct arrivals arrivals_of(const struct world *w, int table);

/* The rows that come first, first + 1, .. (from 0); within the table. */
void arrivals_rows(const struct arrivals *a, int64_t first, size_t count,
                   int64_t *rows);

/* The rows that come first, first + step, .. */
void arrivals_every(const struct arrivals *a, int64_t first, int64_t step,
                    size_t count, int64_t *rows);

#endif
