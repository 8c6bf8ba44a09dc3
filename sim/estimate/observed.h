#ifndef ESTIMATE_OBSERVED_H
#define ESTIMATE_OBSERVED_H

#include "estimate/layout.h"
#include "models/zone.h"

/*
 * observed - how the rows of a file lie on disk.
 *
 * No law says how the columns of the user's own rows hang together: which
 * rises with the file, which follows another by a few days. So the order is
 * looked at: the file's rows in stored order, thinned to one mean slice, and
 * the span of each block of a column there. That is a sample of the table, by
 * which no row is placed on a slice.
 *
 * Memory   the arena given: 8 bytes a row of the slice; while it sorts, 40
 *          bytes a row of the file.
 * Errors   none.
 * Result   deterministic.
 */

/* Do the table's rows come from a file, in an order that can be looked at? No
   for interleaved keys and rows that arrive at random and stay so. */
bool observed_can(const struct table *t, const struct table_design *d);

/* Rows of the mean slice in stored order: `count` of them, evenly thinned. */
int64_t *observed_rows(struct arena *a, const struct world *w, int table,
                       const struct table_design *d, int64_t count);

/* Rows of the mean slice in blocks of the column that may hold a value of the
   set: ascending ranges. `rows` are observed_rows. */
struct zone_range *observed_ranges(struct arena *a, const struct world *w,
                                   const struct table_layout *l,
                                   const int64_t *rows, int64_t row_count,
                                   const struct condition *c, int *count);

#endif
