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
 *                Shares are those of the rows themselves, or of the rows that
 *                an *index* was made of: then a value above all of theirs has
 *                all rows below it, and so have all such values alike.
 *
 * Rows with equal keys stay in order of arrival. NULL comes last, as Redshift
 * orders it. A string sorts by its code, so by its bytes where the form is
 * ordered.
 *
 * Memory   scratch of its own: sorting_bytes; where a ticket holds key and
 *          row (ticket.h), a quarter of what pairs would take.
 * Errors   none. After Ctrl-C (progress.h) what stands there is of no use.
 * Source   Database Developer Guide, "Sort keys"; order of NULL: "ORDER BY
 *          clause"; what an index is good for: "Deciding whether to reindex".
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

/* How the values of each column of an interleaved key were spread over the
   rows that it was made of. */
struct sorting_index;

struct sorting_index *sorting_index_of(struct arena *a, const struct world *w,
                                       int table, const struct table_design *d,
                                       const int64_t *rows, size_t count);

/*
 * A word for each row, so that rows in order of their words are rows in the
 * order of the sort key, whatever other rows there are: the key as a ticket
 * has it (ticket.h), or of an interleaved one the place on the curve by the
 * shares of the index. False where 64 bits do not hold the key.
 */
bool sorting_has_words(const struct world *w, int table,
                       const struct table_design *d);
void sorting_words(const struct sorting_index *index, const struct world *w,
                   int table, const struct table_design *d, const int64_t *rows,
                   size_t count, uint64_t *words);

/* Bytes that sorting so many rows takes beside the rows themselves. */
double sorting_bytes(const struct world *w, int table,
                     const struct table_design *d, double rows);

#endif
