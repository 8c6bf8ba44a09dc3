#ifndef WORLD_VALUE_READER_H
#define WORLD_VALUE_READER_H

#include "world/value/value.h"
#include "world/value/value_kept.h"

/*
 * value_reader - many columns of many rows, as fast as the machine draws them.
 *
 * What value_batch works out for each call, a reader works out once: the
 * streams, the samplers, the keys of small parents, the cycles of orders, the
 * calendar. And for the rows at hand a column that others follow is drawn
 * once for all of them: the order key of `per` columns, the order date that
 * the commit date is counted from.
 *
 *     struct value_reader *r = value_reader_open(a, w, table, rows_to_come);
 *     for (..) {
 *         value_reader_rows(r, rows, n);
 *         codes = value_reader_codes(r, column);
 *     }
 *
 * Memory   the arena given: 16 KiB a column that is read, and the tables,
 *          at most a few MiB. A reader belongs to one thread.
 * Errors   none (value.h).
 * Result   value_batch's codes, bit for bit.
 */
struct value_reader;

/* Rows at hand, at most. */
enum { VALUE_READER_ROWS = 512 };

/* `rows` to come in all; tables are made when they pay for themselves. */
struct value_reader *value_reader_open(struct arena *a, const struct world *w,
                                       int table, int64_t rows);

/* Codes, and unless it is NULL also the parents, of this column are kept: they
   are looked up, not drawn. */
void value_reader_keep(struct value_reader *r, int column,
                       const struct value_kept *codes,
                       const struct value_kept *parents);

/* Turn to these rows; they must stay where they are until the next. */
void value_reader_rows(struct value_reader *r, const int64_t *rows,
                       size_t count);

/* Codes of a column in the rows at hand; valid until the next rows. */
const int64_t *value_reader_codes(struct value_reader *r, int column);

/* The same for the parents' rows (value_parents) of a column that has some. */
const int64_t *value_reader_parents(struct value_reader *r, int column);
/* Those that are kept, or were asked for; else NULL. */
const int64_t *value_reader_parents_at_hand(struct value_reader *r, int column);

/* The order of each row at hand in a SEQUENTIAL column; its line, too. */
struct value_reader_orders {
    const int64_t *orders, *lines;
};
struct value_reader_orders value_reader_orders(struct value_reader *r,
                                               int column);

/* The column's codes, mixed: what its `per` columns draw by. */
const uint64_t *value_reader_mixed(struct value_reader *r, int column);

/* Does a reader take longer to draw a value of the column than to look up one
   that is kept? */
bool value_reader_is_slow(const struct world *w, int table, int column);

/* Any number of rows of one column. */
void value_reader_batch(struct value_reader *r, int column, const int64_t *rows,
                        size_t count, int64_t *codes);

#endif
