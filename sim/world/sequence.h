#ifndef WORLD_SEQUENCE_H
#define WORLD_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "world/law/law.h"

/*
 * sequence - the keys that count: SEQUENTIAL and CALENDAR.
 *
 * A row belongs to an order (itself, unless the law has `lines`), and the
 * order has a key:
 *
 *      SEQUENTIAL  lo + step * ((k / used) * of + k mod used)
 *      CALENDAR    the day lo + step * k, as days or as yyyymmdd
 *
 * With lines line_lo..line_hi the orders come in cycles of L = line_hi -
 * line_lo + 1. Each cycle has every number of lines once, in an order that
 * the stream draws for the cycle (steps of a number prime to L around a
 * circle of L). So a cycle has L (line_lo + line_hi) / 2 rows, and the order
 * of a row is found in at most L steps.
 *
 * Units    rows and orders count from 0, lines from 1.
 * Memory   none.
 * Errors   none.
 * Result   codes are kept within int64, the ends standing for all beyond.
 * Source   sparse keys: TPC-H 2.17.3 section 4.2.3 (8 of each 32).
 */

/* True for SEQUENTIAL and CALENDAR. */
bool sequence_counts(const struct law *law);

/* The step between keys; 0 reads as 1. */
int64_t sequence_step(const struct law *law);

/* Lines per order; 0 reads as 1. */
int64_t sequence_line_lo(const struct law *law);
int64_t sequence_line_hi(const struct law *law);

/* The order of a row; its line into *line unless that is NULL. `stream` is
   the column's (value_stream). */
int64_t sequence_order(const struct law *law, struct rng_stream stream,
                       int64_t row, int *line);

/*
 * The same for many rows of one column: what only depends on the law is
 * worked out once, and a cycle once for rows that follow each other.
 */
enum { SEQUENCE_STEPS = 64 };
struct sequence_reader {
    const struct law *law;
    struct rng_stream stream;
    int64_t lo, orders, rows; /* lines of the smallest order; of a cycle */
    int64_t cycle;            /* that `first` and `step` are of; -1 none */
    int64_t first, step;
    int16_t steps[SEQUENCE_STEPS]; /* prime to `orders`, by draw; 0 unknown */
};
void sequence_reader_init(struct sequence_reader *r, const struct law *law,
                          struct rng_stream stream);
int64_t sequence_read(struct sequence_reader *r, int64_t row, int *line);

/*
 * Cycles laid out once for all rows to come: with few orders in a cycle there
 * are few ways to draw one, and where each of its rows lies is looked up.
 * sequence_table_fits tells whether the law's cycles are small enough.
 */
enum { SEQUENCE_TABLE_ORDERS = 8, SEQUENCE_TABLE_ROWS = 64 };
struct sequence_table {
    const struct law *law;
    struct rng_stream stream;
    uint64_t orders, rows; /* of a cycle */
    uint64_t reciprocal;   /* of rows, in units of 2^-64, rounded up */
    /* [(first * orders + drawn) * rows + row]: the order, the line, where the
       step is the one that `drawn`, from 0, stands for */
    struct sequence_place {
        uint8_t order, line;
    } places[SEQUENCE_TABLE_ORDERS * SEQUENCE_TABLE_ORDERS *
             SEQUENCE_TABLE_ROWS];
};
/* The first number from `step` on, in 1..n-1 taken as a circle, that is prime
   to n; n >= 2. */
int64_t sequence_step_from(int64_t n, int64_t step);

bool sequence_table_fits(const struct law *law);
void sequence_table_init(struct sequence_table *t, const struct law *law,
                         struct rng_stream stream);

/* The order of each row and, unless `lines` is NULL, its line; rows below
   2^32, at most 512. */
enum { SEQUENCE_MANY = 512 };
void sequence_table_read(const struct sequence_table *t, const int64_t *rows,
                         size_t count, int64_t *orders, int64_t *lines);

/* sequence_key of each order. */
void sequence_keys(const struct law *law, const int64_t *orders, size_t count,
                   int64_t *keys);

/* How many orders the first `rows` rows belong to; the last one may be cut
   short. */
int64_t sequence_orders(const struct law *law, struct rng_stream stream,
                        int64_t rows);

/* The key of an order. */
int64_t sequence_key(const struct law *law, int64_t order);

/* The same with `by` added: to the key, or to the day before it is written
   as yyyymmdd. */
int64_t sequence_shifted(const struct law *law, int64_t order, int64_t by);

#endif
