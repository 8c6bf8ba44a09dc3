#ifndef EXACT_COLUMN_BLOCKS_H
#define EXACT_COLUMN_BLOCKS_H

#include "exact/store.h"

/*
 * column_blocks - columns of one slice, cut into blocks.
 *
 * Memory   the arena given, scratch included: of a string column 1 MiB.
 * Errors   an encoding that the type cannot take is a bug (CHECK).
 * Source   store.h.
 */

/* A column of the table while its blocks are filled. */
struct column_filling;

struct column_filling *column_filling_open(struct arena *a,
                                           const struct world *w, int table,
                                           int column, enum encoding encoding);

/* The codes of the rows that come next in stored order, any number. */
void column_filling_add(struct column_filling *f, const int64_t *codes,
                        size_t count);

/* Other rows than before come from this place on (0: the first). Blocks that
   reach it, or end at it as its row did not fit, are taken back; where the rows
   to add begin now, `place` or before. */
int64_t column_filling_rewind(struct column_filling *f, int64_t place);

struct store_column column_filling_done(const struct column_filling *f);

/* models/encoding_notes.md: a run of equal transactions of up to so many rows
   takes its value and one byte; and how many runs a block holds. */
enum { COLUMN_XID_RUN_ROWS = 255 };
int64_t column_xid_runs(const struct engine *e);

/* A hidden one (HIDDEN_INSERT_XID ..), of so many rows. */
struct store_column column_blocks_hidden(struct arena *a,
                                         const struct engine *e, int hidden,
                                         int64_t rows);

#endif
