#ifndef EXACT_RUN_H
#define EXACT_RUN_H

#include "exact/recall.h"
#include "exact/store.h"
#include "plan/plan.h"

/*
 * run - a plan carried out on rows, and every step's work counted.
 *
 * Rows stream from the scan at the outer end of a chain of joins through hash
 * tables into whatever keeps rows: a hash table, a set of groups, the leader.
 * A row is known by its number in each table and by the slice it lies on;
 * values are drawn where a condition, a key or a group asks for them. NULL
 * matches nothing. A hash table is one for the whole cluster: which slice a
 * row is on decides where it is counted, not what it meets.
 *
 * What moves  a redistributed row goes to the slice that its key hashes to
 *             (dealing_slice); it travels only if that is on another node. A
 *             broadcast row goes to all other nodes. Rows of which every node
 *             has a copy (DISTSTYLE ALL) travel nowhere. Bytes are those of
 *             the columns that a row carries, strings with their own length.
 * Tallies     as the estimate fills them: `sum` over all slices, `busiest`
 *             the slice or node with most. Rows of ALL tables count once.
 * Drawn       what the query only guesses (COND_GUESS, conditions over several
 *             relations, HAVING) passes by a draw per row or group. What is
 *             computed has no code: an expression over a relation takes one of
 *             RUN_EXPRESSION_VALUES values by row, an aggregate of an inner
 *             query its own value in each row, but for count(*) and count of
 *             a column, which are counted. Which rows LIMIT leaves is
 *             drawn too, whatever ORDER BY says (run_limit).
 * Spill       hybrid hash and external sort as redshift.md has it, on the
 *             bytes counted; the fan-out of 32 is a guess.
 *
 * Units    rows, bytes, blocks; counts.
 * Memory   hash tables, groups and inner results in `a`, up to limit_bytes.
 * Errors   more than that is a fault that says how much it needs.
 * Result   the same for any number of threads. After Ctrl-C incomplete.
 * Source   redshift.md 2, 4; the hash of keys is ours.
 */

/* TUNING: guess. PostgreSQL's number of values of what it knows nothing of. */
enum { RUN_EXPRESSION_VALUES = 200 };

struct run_options {
    const struct table_design *const *designs; /* per table, nothing AUTO */
    struct store *const *stores; /* per table; NULL or one NULL: blocks and
                                    rows scanned are left as they are */
    const struct recall *recall; /* values drawn before; may be NULL */
    double limit_bytes;          /* 0: budget_half */
    const char *way_out;         /* for the fault */
    int64_t sample_rows; /* > 0: so many rows, drawn without putting back, of
                            the table that streams through the joins of the
                            query itself; what is hashed is read whole */
};

/* What a sample cannot know exactly. */
struct run_sample {
    int table;          /* the one sampled; -1: all rows were looked at */
    int64_t rows;       /* of it that were looked at */
    double *rows_error; /* per step: 95 % half width of its rows, from the
                           spread of RUN_REPLICATES parts of the sample */
};
enum { RUN_REPLICATES = 32 };

/* Fills rows, tallies and busiest_over_mean of all steps. `sample` may be
   NULL. False after a fault. */
bool run_plan(struct arena *a, const struct world *w,
              const struct run_options *options, struct plan *p,
              struct run_sample *sample, struct faults *faults);

#endif
