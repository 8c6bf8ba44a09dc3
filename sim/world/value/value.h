#ifndef WORLD_VALUE_H
#define WORLD_VALUE_H

#include "base/rng.h"
#include "world/world.h"

/*
 * value - the value of any column in any row, computed from nothing but
 * (seed, table, column, row).
 *
 * So no table is ever held: a row can be asked for in any order, by any
 * thread. Columns that depend on others (foreign keys, city -> nation, ship
 * date = order date + lag) follow them for the same row, a lookup follows its
 * foreign key to the parent's row.
 *
 * Rows     numbered 0 .. rows-1 in order of arrival. With `arrival.column`
 *          the draw of that column is u = (row + 1/2) / rows, so that values
 *          rise with the row; a late row takes a value `late` smaller (of a
 *          REFERENCES column: the parent's row that much earlier, so that
 *          keys stay keys). When the column follows another by LAG or FROM,
 *          the column at the root of the chain is the one that is ordered.
 *          Rows of one order (`per` a SEQUENTIAL column) arrive together.
 * Chains   each reference, lookup, lag, map or `per` is one call deeper and
 *          keeps about 14 KiB on the stack; a column that follows two others
 *          costs both. The reader bounds the depth.
 * Memory   none.
 * Errors   none; dependences are acyclic (the scenario's reader checks).
 */

/* Code of a column at a row, or VALUE_NULL. */
int64_t value_at(const struct world *w, int table, int column, int64_t row);

/* The same for many rows: codes[i] = value_at(.., rows[i]). */
void value_batch(const struct world *w, int table, int column,
                 const int64_t *rows, size_t count, int64_t *codes);

/*
 * For laws that have a parent (law_has_parent): the row of the parent, or -1
 * for an orphan or NULL. The k-th order of a SEQUENTIAL column refers to row
 * k of its parent, modulo the parent's rows where there are more orders.
 */
int64_t value_parent_row(const struct world *w, int table, int column,
                         int64_t row);

/* The same for many rows: parents[i] is the parent of rows[i]. */
void value_parents(const struct world *w, int table, int column,
                   const int64_t *rows, size_t count, int64_t *parents);

/*
 * The stream that draws a column: rng_stream(seed, "table.column", 0); other
 * indexes are for NULLs, orphans and late rows.
 */
struct rng_stream value_stream(const struct world *w, int table, int column);

/*
 * Bounds that no code of the column leaves: exact for columns that draw or
 * count, wide enough for those that follow others. An orphan's code is
 * beyond the keys of its parent: the keys of the rows to come for SEQUENTIAL
 * and CALENDAR parents, else the codes after the largest.
 */
void value_range(const struct world *w, int table, int column, int64_t *lo,
                 int64_t *hi);

/* The column that arrives in order: arrival.column, or the root of its chain
   of lags and maps; -1 when rows come in no order. */
int value_arrival_column(const struct table *t);

/*
 * A bijection of 0..rows-1, different for each stream: where the index-th
 * most popular row of a parent lies, so that hot keys are no neighbours.
 * Source   a balanced Feistel network of four rounds with cycle walking:
 *          Black and Rogaway, "Ciphers with arbitrary finite domains",
 *          CT-RSA 2002.
 */
int64_t value_scatter(struct rng_stream stream, int64_t index, int64_t rows);
/* The same for each of many. */
void value_scatter_many(struct rng_stream stream, int64_t rows, size_t count,
                        int64_t *indices);

/* The stream to scatter the parents' rows of a REFERENCES column. */
struct rng_stream value_scatter_stream(const struct world *w, int table,
                                       int column);

/* The order a row belongs to under LAW_SEQUENTIAL with lines, and its line
   (from 1). With one line per order: the row itself, and 1. */
int64_t value_order(const struct law *law, struct rng_stream stream,
                    int64_t row, int *line);

/*
 * A value as the bytes that an encoding sees: little-endian for numbers and
 * dates (type_bytes wide), blank-padded for CHAR, the text alone for VARCHAR
 * (its length is the return value). `out` has room for
 * VALUE_BYTES_MAX bytes. NULL gives zero bytes of full width, or 0 length.
 */
enum { VALUE_BYTES_MAX = 4096 };
int value_bytes(const struct column *c, int64_t code, unsigned char *out);

/* How many bytes that is, without writing a long text. */
int value_length(const struct column *c, int64_t code);

/* A number as an encoding sees it: the code, of a REAL or DOUBLE its bits; 0
   for NULL. Not for strings. */
int64_t value_number(const struct column *c, int64_t code);

/* As CSV would write it: nothing for NULL, "" for the empty text. Returns
   bytes written, at most VALUE_BYTES_MAX. */
size_t value_text(const struct column *c, int64_t code, char *out);

/* The same without CSV's quotes; nothing for NULL. */
size_t value_plain(const struct column *c, int64_t code, char *out);

/*
 * A literal of SQL or YAML to a code of this column. `text` is the literal's
 * text without quotes. *exact is false when no value equals it, and *code is
 * then the smallest code above it (so x < literal is code < *code).
 * False when the literal cannot be compared with the column's type.
 */
bool value_parse(const struct column *c, const char *text, int64_t *code,
                 bool *exact);

#endif
