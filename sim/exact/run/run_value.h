#ifndef EXACT_RUN_VALUE_H
#define EXACT_RUN_VALUE_H

#include "exact/run/run_flow.h"

/*
 * run_value - what tuples say: values of columns, conditions, draws, bytes.
 *
 * Memory   none.
 * Errors   none.
 */

/* Tuples: rows[r] of each relation that is kept; -1 where an outer join
   found none. An inner query's rows are places of its set. */
struct run_batch {
    int count;
    int slices[RUN_BATCH];
    int64_t *rows[RUN_RELATIONS];
};

/* Codes of a column, an expression (column -1) or nothing (relation -1). */
void run_value_codes(const struct run_flow *f, struct column_ref ref,
                     const struct run_batch *b, int64_t *codes);

/* The same for rows of one relation. */
void run_value_rows(const struct run_flow *f, struct column_ref ref,
                    const int64_t *rows, int count, int64_t *codes);

/* Keeps the tuples that pass the relation's own filters. */
void run_value_filter(const struct run_flow *f, int relation,
                      struct run_batch *b, struct arena *scratch);

/* Does this tuple pass a guess? Decided by its rows in `relations`. */
bool run_value_draw(const struct run_flow *f, const struct run_batch *b, int i,
                    uint64_t relations, const char *text, double guess);

/* Bytes of the columns that tuples carry. */
void run_value_bytes(const struct run_flow *f, uint64_t kept,
                     const struct run_batch *b, int64_t *bytes);

/* A row's identity, the same whatever thread found it. */
uint64_t run_value_identity(const struct run_flow *f, int relation,
                            int64_t row);

#endif
