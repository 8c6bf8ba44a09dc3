#ifndef EXACT_RECALL_H
#define EXACT_RECALL_H

#include "world/value/value_reader.h"

/*
 * recall - the values that queries read, drawn once for all plans that run.
 *
 * A value is a pure function of its row, so it can be drawn again whenever it
 * is asked for (value.h); but where tables are laid out and the same queries
 * run under design after design, most of the time goes there. Here columns of
 * tables that are small enough are kept: of each the codes, of a foreign key
 * that queries read also the rows of the parents. What is not kept is drawn.
 *
 * Memory   an arena of its own until recall_done: 4 bytes a value (8 where
 *          the codes are wide), RECALL_BYTES at most.
 * Errors   none.
 * Result   value_batch's codes and value_parents' rows, bit for bit; the same
 *          for any number of threads.
 */
enum { RECALL_BYTES = 256 * 1024 * 1024 };

struct recall;

/* Nothing is kept yet. At most `limit_bytes` will be. */
struct recall *recall_begin(const struct world *w, double limit_bytes);
void recall_done(struct recall *r);

/* What to keep: what the query and those within it read; these columns of a
   table, as far as a look is quicker than a draw. */
void recall_query(struct recall *r, const struct query *q);
void recall_columns(struct recall *r, int table, const bool *columns);

/* Draw what is to be kept and is not yet, as long as there is room. */
void recall_fill(struct recall *r);

/* Are the codes of this column kept, and does that save time where rows come
   in no order? `r` may be NULL. */
bool recall_has(const struct recall *r, int table, int column);

/* A reader (value_reader.h) that looks such columns up; `r` may be NULL. */
struct value_reader *recall_reader(const struct recall *r, struct arena *a,
                                   const struct world *w, int table,
                                   int64_t rows);

/* codes[i] of rows[i]; `r` may be NULL. */
void recall_codes(const struct recall *r, const struct world *w, int table,
                  int column, const int64_t *rows, size_t count,
                  int64_t *codes);

/* The same for the parents' rows of a foreign key. */
void recall_parents(const struct recall *r, const struct world *w, int table,
                    int column, const int64_t *rows, size_t count,
                    int64_t *parents);

#endif
