#ifndef WORLD_VALUE_KEPT_H
#define WORLD_VALUE_KEPT_H

#include "world/world.h"

/*
 * value_kept - numbers of all rows of a column, drawn once and kept: its
 * codes, or its parents' rows.
 *
 * Differences from the smallest in 4 bytes, where they fit; else the numbers
 * as they are.
 *
 * Memory   the arena given: 4 or 8 bytes a row.
 * Errors   a number beyond the bounds is a bug (CHECK).
 */
struct value_kept {
    int64_t lo;
    uint32_t *narrow; /* UINT32_MAX for VALUE_NULL */
    int64_t *wide;
};

/* Bytes that numbers of lo..hi take. */
double value_kept_bytes(int64_t rows, int64_t lo, int64_t hi);

/* Room for them; every row's is yet to be put. */
struct value_kept value_kept_of(struct arena *a, int64_t rows, int64_t lo,
                                int64_t hi);

/* Is there any? */
bool value_kept_has(const struct value_kept *k);

/* The numbers of the rows first, first + 1, .. */
void value_kept_put(struct value_kept *k, int64_t first, const int64_t *numbers,
                    size_t count);

/* numbers[i] of rows[i]. */
void value_kept_get(const struct value_kept *k, const int64_t *rows,
                    size_t count, int64_t *numbers);

#endif
