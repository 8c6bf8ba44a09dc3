#ifndef ESTIMATE_STORED_SLICES_H
#define ESTIMATE_STORED_SLICES_H

#include "estimate/stored/stored_links.h"
#include "world/value/value_reader.h"

/*
 * stored_slices - on which slices rows lie that arrive one after the other.
 * Used by stored alone.
 *
 * Who looks for neighbours on one of many slices looks at all rows between
 * them, and every design with the same distribution key begins at the same
 * rows. So what was found of a key is kept in mind, up to STORED_REMEMBERED
 * rows of all tables.
 *
 * Memory   what is remembered: that of known; 4 bytes a row.
 * Errors   none.
 * Result   that of stored_slice, row by row.
 */
enum { STORED_CHUNK = 512, STORED_REMEMBERED = 4 * 1024 * 1024 };

/* Rows from `first` on under the sampler's design. */
struct stored_slices;
struct stored_slices *stored_slices_from(const struct sampler *s,
                                         int64_t first);

/* Slices of rows row .. row + count - 1, count <= STORED_CHUNK, until the next
   call; `row` is `first` and whole chunks. The reader is of the table. */
const int32_t *stored_slices_at(struct stored_slices *from,
                                const struct sampler *s,
                                struct value_reader *reader, int64_t row,
                                size_t count);

#endif
