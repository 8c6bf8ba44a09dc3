#ifndef EXACT_TICKET_H
#define EXACT_TICKET_H

#include "world/design.h"
#include "world/value/value_reader.h"

/*
 * ticket - a row and its sort key in one number, so that a sort moves 8 bytes
 * a row and looks nothing up.
 *
 *      | 0 | first key column | .. | last key column | row |
 *
 * A key column takes as many bits as its codes have, counted from the
 * smallest; NULL is the largest. Tickets in order are rows in the order of a
 * compound sort key, equal keys by row. Where 63 bits do not hold key and row
 * (is_whole is false: wide keys, or many), or the design sorts otherwise, a
 * ticket is the row alone.
 *
 * Units    bits.
 * Memory   the arena given.
 * Errors   none.
 */
struct ticket_key {
    int column;
    int64_t lo;    /* the smallest code */
    uint64_t null; /* what NULL becomes */
    int bits;      /* that hold them all */
};

struct ticket_form {
    struct ticket_key *keys; /* of the key columns, in their order */
    int key_count;
    int key_bits, row_bits;
    bool is_whole; /* tickets hold the key */
};

struct ticket_form ticket_form_of(struct arena *a, const struct world *w,
                                  int table, const struct table_design *d);

/* A code as its key's bits. */
uint64_t ticket_number(const struct ticket_key *k, int64_t code);

/* The tickets of rows (at most VALUE_READER_ROWS), whose keys the reader
   draws; it turns to these rows. `tickets` may be `rows`. */
void ticket_write(const struct ticket_form *f, struct value_reader *reader,
                  const int64_t *rows, size_t count, int64_t *tickets);

#endif
