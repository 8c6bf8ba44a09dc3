#ifndef EXACT_COLUMN_BLOCKS_H
#define EXACT_COLUMN_BLOCKS_H

#include "exact/store.h"

/*
 * column_blocks - one column of one slice, cut into blocks.
 *
 * Memory   the arena given, scratch included: for one column at a time.
 * Errors   an encoding that the type cannot take is a bug (CHECK).
 * Source   store.h.
 */

/* A column of the table: `rows` in stored order. */
struct store_column column_blocks(struct arena *a, const struct world *w,
                                  int table, int column, enum encoding encoding,
                                  const int64_t *rows, int64_t count);

/* A hidden one (HIDDEN_INSERT_XID ..), of so many rows. */
struct store_column column_blocks_hidden(struct arena *a,
                                         const struct engine *e, int hidden,
                                         int64_t rows);

#endif
