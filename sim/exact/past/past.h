#ifndef EXACT_PAST_H
#define EXACT_PAST_H

#include "exact/scanning.h"
#include "exact/store.h"
#include "world/history.h"

/*
 * past - one table under one design through a history, acted out row by row.
 *
 * Every stored row is there: its arrival number, the transaction that wrote it
 * and the one that deleted it. Each slice has a sorted region, the *head*, and
 * behind it the *tail*, in the order in which the rows came:
 *
 *   COPY      a batch, sorted in itself on each slice. It goes to the tail;
 *             of an empty table to the head, and also when (1) the key is
 *             compound and of one column, (2) NOT NULL, (3) nothing is
 *             unsorted, (4) every new key is above every stored one, deleted
 *             ones included, (5) as told by its first 8 bytes.
 *   DELETE    marks; the row stays, and is read, until a VACUUM takes it out.
 *   UPDATE    marks, and writes the row again behind, as one batch. The
 *             columns keep the values of the row's arrival number: an update
 *             that changed the key would be a DELETE and a COPY.
 *   MERGE     DELETE USING and INSERT: all staged rows are one batch; UPDATE
 *             and INSERT: two. An INSERT never appends to a head with rows.
 *   VACUUM    FULL sorts and merges all, and drops every dead row, unless n %
 *             of the rows are in the head; then, and DELETE ONLY, dead rows
 *             are dropped from the front of each slice until n % of its rows
 *             are alive. SORT ONLY merges and drops none. REINDEX is a FULL
 *             that nothing stops. RECLUSTER sorts the tail in itself and
 *             drops its dead rows. TO 0 does nothing, TO 100 everything.
 *   deep copy all visible rows, dealt and sorted anew.
 *
 * Head and tail have blocks of their own, at least one of each column; without
 * a sort key there is the head alone. INSERT_XID and DELETE_XID are runs of
 * equal transactions, so many small loads make INSERT_XID large, and VACUUM
 * does not mend that (documented).
 *
 * Values are those of a world that has all rows which ever arrive: a row means
 * the same at all times. A condition on what rises with arrival (order dates,
 * sequential keys) stands for a share of that column's range: "the last week"
 * goes on being the newest rows (measure/upkeep/upkeep.h). past_conditions restates
 * it for the rows that are there now.
 *
 * Which rows of a range an event hits is drawn by the number of the row and
 * of the event (past_hits): dead rows are not hit again.
 *
 * A VACUUM leaves a block of each of the table's columns on each slice for rows
 * that come while it runs. Like that of an empty tail it holds no row, has no
 * zone map, and is read.
 *
 * The index of an interleaved key (sorting.h) is made of the first rows that
 * come to an empty table, slice by slice, and by REINDEX of those that are
 * there then. All other sorting goes by it as it is, FULL's, too (documented):
 * new keys above all that it knows are told apart by the other columns alone.
 *
 * Not acted out: a table whose first rows are INSERTed has no index before a
 * REINDEX; here it has one.
 *
 * Units    rows of the table (one copy of ALL); blocks of all slices.
 * Memory   an arena of its own until past_done: 32 bytes a stored row, 20 for
 *          each column of an interleaved key, and for each column and slice a
 *          block that is being filled.
 * Errors   none; a table of a file that grows is a bug (CHECK).
 * Result   the same for any number of threads.
 * Source   redshift.md 1 (hidden columns, segments), 3, 5, 7.
 */
struct past;

/* `arrived` rows of each table come in all (history_events); those of `w` are
   there at the beginning. */
struct past *past_begin(const struct world *w, const int64_t *arrived,
                        int table, const struct table_design *d,
                        const enum encoding *encodings);
void past_done(struct past *p);

/* The event has happened; of this table. Returns what it did to the rows. */
struct past_did {
    int64_t added, removed; /* visible rows */
    int64_t reclaimed;      /* dead rows that are gone */
    bool sorted, appended;  /* a VACUUM sorted; a load went to the head */
};
struct past_did past_apply(struct past *p, const struct history_event *e);

/* Does the event hit the row, if it is alive? */
bool past_hits(const struct past *p, const struct history_event *e,
               int64_t arrival);

/* Rows by region; of a slice, or of all (slice -1). Copies count once. */
struct past_rows {
    int64_t head, tail, dead; /* dead ones are in head and tail, too */
};
struct past_rows past_rows(const struct past *p, int slice);
double past_unsorted_pct(const struct past *p); /* NaN without a sort key */
double past_deleted_pct(const struct past *p);

int64_t past_column_blocks(const struct past *p, int column);
int64_t past_blocks(const struct past *p);

/* The world whose values the rows have. */
const struct world *past_world(const struct past *p);

/* Conditions of the scenario's queries, for the rows that are there now. */
struct condition **past_conditions(struct arena *a, const struct past *p,
                                   struct condition *const *filters, int count);

/* What a scan reads; `filters` of past_conditions. */
struct scanning past_scan(struct arena *a, const struct past *p,
                          struct condition *const *filters, int count,
                          const bool *reads);

/*
 * What it returns: visible rows that pass, found through the zone maps, and
 * the sum of their values' hashes, whatever order they lie in. Without
 * filters and columns: the rows themselves.
 */
struct past_answer {
    int64_t rows;
    uint64_t digest;
};
struct past_answer past_answer(const struct past *p,
                               struct condition *const *filters, int count,
                               const bool *reads);

/* The digest of one row by its arrival number, as past_answer adds it up
   without columns. */
uint64_t past_row_digest(int64_t arrival);

#endif
