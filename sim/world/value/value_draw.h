#ifndef WORLD_VALUE_DRAW_H
#define WORLD_VALUE_DRAW_H

#include "base/rng.h"
#include "world/world.h"

/*
 * value_draw - what the parts of value share; for value_*.c alone.
 *
 * Rows are resolved VALUE_DRAW_CHUNK at a time: the arrays passed around
 * have at most so many elements, and `at` holds the number that each row
 * draws by.
 *
 * Memory   none.
 * Errors   none.
 */

/* Rows that are resolved together; their codes stay in the first cache. */
enum { VALUE_DRAW_CHUNK = 512 };

/* What a column draws numbers for: the index of its streams. */
enum value_draw_purpose {
    VALUE_DRAW,    /* the value, the parent's row */
    VALUE_NULLS,   /* is it NULL? */
    VALUE_ORPHANS, /* is it an orphan? and which */
    VALUE_LATE,    /* is the row late? */
    VALUE_LATE_BY, /* by how much */
    VALUE_SCATTER, /* where the popular rows of the parent lie */
};

/* A column made ready to give many values. */
struct value_draw {
    const struct world *w;
    const struct table *t;
    const struct column *c;
    const struct law *law;
    int table;
    struct rng_stream stream;
    bool arrives;    /* ordered by row: table.arrival is about this column */
    int64_t parents; /* where the law has a parent: its rows */
    struct law pick; /* REFERENCES: the law of the parent's rows, from 0 */
    struct law_sampler sampler; /* of the law that draws, if one does */

    /* What a reader adds (value_reader.h); NULL without it. */
    struct value_reader *reader; /* of the same rows */
    struct value_reader *parent; /* of the parent's rows */
    const int64_t *keys;         /* of a small parent, by row */
    const struct value_dates *dates;
    const struct sequence_table *cycles;
};

/* Days of the codes lo..hi of yyyymmdd, and codes of the days first..last. */
struct value_dates {
    int64_t lo, hi, first, last;
    int32_t *days, *dates;
};

/* Add what pays for itself in so many draws; after value_draw_init. */
void value_draw_prepare(struct value_draw *d, struct arena *a,
                        struct value_reader *reader, int64_t draws);

/* The codes of the column, at most VALUE_DRAW_CHUNK rows. */
void value_draw_chunk(const struct value_draw *d, const int64_t *rows, size_t n,
                      int64_t *codes);

/* The codes of another column of the same rows. */
void value_draw_beside(const struct value_draw *d, int column,
                       const int64_t *rows, size_t n, int64_t *codes);

/* The codes of the law's column in these rows of its table. */
void value_draw_there(const struct value_draw *d, const int64_t *parents,
                      size_t n, int64_t *codes);

/* The orders of the rows in a SEQUENTIAL column of the same table, and, unless
   `lines` is NULL, their lines. */
void value_draw_orders(const struct value_draw *d, int column,
                       const int64_t *rows, size_t n, int64_t *orders,
                       int64_t *lines);

void value_draw_init(struct value_draw *d, const struct world *w, int table,
                     int column, size_t draws);

/* The part of value_draw_init for laws that have a parent. */
void value_draw_parents_init(struct value_draw *d, size_t draws);

const struct column *value_draw_column(const struct world *w, int table,
                                       int column);

struct rng_stream value_draw_stream(const struct world *w,
                                    const struct table *t,
                                    const struct column *c,
                                    enum value_draw_purpose purpose);

/* The number that a row draws by: itself, or a hash of its `per` value, so
   that all rows of one value draw the same. They stand in `room`, or where
   they stood already. */
const uint64_t *value_draw_counters(const struct value_draw *d,
                                    const int64_t *rows, size_t n,
                                    uint64_t *room);

/* Where in the order of arrival each row stands, 0 < u < 1. */
void value_draw_units(const struct value_draw *d, const int64_t *rows, size_t n,
                      double *u);

/* How much each row is late: 0 for most. False when none can be. */
bool value_draw_lateness(const struct value_draw *d, const uint64_t *at,
                         size_t n, int64_t *by);

/* VALUE_NULL over the codes of the rows that have none. */
void value_draw_nulls(const struct value_draw *d, const uint64_t *at, size_t n,
                      int64_t *codes);

/* The parents' rows, as value_parents has them; at most VALUE_DRAW_CHUNK. */
void value_draw_parents(const struct value_draw *d, const int64_t *rows,
                        size_t n, int64_t *parents);

/* REFERENCES: keys of the parent, and orphans. */
void value_draw_references(const struct value_draw *d, const int64_t *rows,
                           const uint64_t *at, size_t n, int64_t *codes);

/* LOOKUP: what stands in the parent's rows. */
void value_draw_lookup(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes);

#endif
