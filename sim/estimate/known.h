#ifndef ESTIMATE_KNOWN_H
#define ESTIMATE_KNOWN_H

#include "world/law/marginal.h"
#include "world/world.h"

/*
 * known - what has been worked out about the data so far, once for all
 * queries and designs: each column's marginal, a sample of rows of each
 * table, the values of the columns at those rows, which of them meet a
 * query's conditions, and the layouts of tables. Designs that treat a table
 * alike share its layout.
 *
 * Memory   its arena; a sample is at most KNOWN_SAMPLE rows.
 * Errors   none.
 * Result   the same for any order of asking.
 */
enum { KNOWN_SAMPLE = 32768 };

/* Stateless rows of a table: all of them when there are few. */
struct known_rows {
    int64_t *rows;
    size_t count;
    bool whole;
};

struct known {
    struct arena *arena;
    struct arena *scratch; /* for work inside one call; rewound */
    const struct world *world;
    struct known_table *tables;
    struct known_layout *layouts; /* of tables under designs */
    struct known_cards *cards;    /* of queries */
    struct stored_slices *slices; /* of rows (stored_slices.h) */
    struct parts *parts;          /* of tables under designs (parts.h) */
    int64_t slices_remembered;
};

struct cardinality;
struct table_layout;

/* A query's row counts, the same under every design; NULL if not counted. */
struct cardinality *known_cards(const struct known *k, const struct query *q);
void known_keep_cards(struct known *k, const struct query *q,
                      struct cardinality *cards);

/* All row counts of `from`, whose world has the same rows, for what the tables
   of this world believe. */
void known_share_cards(struct known *k, const struct known *from);

/* A table's layout under a design, worked out before; NULL if it was not. */
struct table_layout *known_layout(const struct known *k, int table,
                                  const char *design_text);
void known_keep_layout(struct known *k, int table, const char *design_text,
                       struct table_layout *layout);

struct known *known_begin(struct arena *a, const struct world *w);

const struct marginal *known_marginal(struct known *k, int table, int column);

const struct known_rows *known_rows(struct known *k, int table);

/* Codes of a column at known_rows(k, table). */
const int64_t *known_codes(struct known *k, int table, int column);

/* Which of known_rows(k, table) meet all conditions; returns how many. The
   conditions are kept in mind by their place: they live as long as `k`. */
size_t known_passes(struct known *k, int table,
                    struct condition *const *filters, int count, bool *passes);

/* Combinations of some columns' values among those rows, told apart by 64
   bits. */
struct known_combinations {
    size_t hits;         /* rows that pass */
    size_t distinct;     /* combinations among them */
    const int32_t *rows; /* of each, in an order that never changes */
};
const struct known_combinations *
known_combinations(struct known *k, int table, struct condition *const *filters,
                   int count, const int *columns, int column_count);

/* The same for any rows of the table. */
size_t known_passes_at(struct known *k, int table, const int64_t *rows,
                       size_t row_count, struct condition *const *filters,
                       int count, bool *passes);

#endif
