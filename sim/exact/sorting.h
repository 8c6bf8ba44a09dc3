#ifndef EXACT_SORTING_H
#define EXACT_SORTING_H

#include "exact/dealing.h"

/*
 * sorting - the rows of a slice in the order that the sort key wants.
 *
 *   compound     by the key columns, the first is most significant;
 *   interleaved  along a z-order curve: each value becomes the share of the
 *                slice's rows that lie below it and half of its own, each
 *                column gives as many bits, and the bits are taken in turn,
 *                the first column's first. Redshift says no more than that
 *                each column has equal weight; this is our reading of it.
 *
 * Rows with equal keys stay in order of arrival. NULL comes last, as Redshift
 * orders it. A string sorts by its code, so by its bytes where the form is
 * ordered.
 *
 * Memory   scratch of its own: sorting_bytes; where a ticket holds key and
 *          row (ticket.h), a quarter of what pairs would take.
 * Errors   none. After Ctrl-C (progress.h) what stands there is of no use.
 * Source   Database Developer Guide, "Sort keys"; order of NULL: "ORDER BY
 *          clause".
 */

/* `rows` stand in order of arrival. Without a sort key nothing moves. */
void sorting_rows(const struct world *w, int table,
                  const struct table_design *d, int64_t *rows, size_t count);

/*
 * Rows of the slices first .. first + count - 1 in stored order: rows[i] has
 * room for counts[first + i]. The keys are drawn while the rows are dealt.
 * Threads share the slices; each that sorts takes sorting_bytes of the
 * largest.
 */
void sorting_slices(const struct dealing *d, int first, int count,
                    int64_t *const *rows);

/* Bytes that sorting so many rows takes beside the rows themselves. */
double sorting_bytes(const struct world *w, int table,
                     const struct table_design *d, double rows);

#endif
