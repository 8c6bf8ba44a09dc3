#ifndef EXACT_PAST_PLACE_H
#define EXACT_PAST_PLACE_H

#include "exact/past/past_slice.h"

/*
 * past_place - rows that come go to their slices, for past.c alone.
 *
 * Memory   of a list the arena given; scratch.
 * Errors   none.
 * Result   the same for any number of threads.
 */

/* So few rows are not worth waking threads for. */
enum { PAST_SHARED_ROWS = 8192 };

/* Arrival numbers, in order: a list, or all from `first` on. */
struct past_numbers {
    int64_t *items;
    size_t count;
    int64_t first;
};

struct past_numbers past_numbers_range(int64_t first, int64_t last);

/* One list behind another. */
struct past_numbers past_numbers_join(struct arena *a, struct past_numbers x,
                                      struct past_numbers y);

/* Behind the rows of their slices, `before` of each, and sorted there; the
   first ones of a table make the index of an interleaved key. */
void past_place(struct past *p, const struct past_numbers *n,
                const int64_t *before, bool first);

#endif
