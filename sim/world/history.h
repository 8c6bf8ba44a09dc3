#ifndef WORLD_HISTORY_H
#define WORLD_HISTORY_H

#include "world/world.h"

/*
 * history - what happens to the tables over time: loads, late updates,
 * deletes, VACUUM, ANALYZE.
 *
 * A history is a list of operations, single or recurring. history_events
 * writes it out: one event per occurrence, in order of time, with the rows
 * that it touches as *arrival numbers*. The rows of the `data:` section are
 * there at the beginning, numbered 0 .. rows-1 as they arrived; what a COPY
 * or a MERGE adds is numbered on. So "rows that are three days old" is a
 * range of numbers, the same for the estimate, which expects, and for the
 * exact side, which counts. An event does not name single rows: it gives a
 * range and the share of it that is hit.
 *
 * How long the rows took to arrive that are there at the beginning is their
 * `span`: it decides how old they are. Without a word about it they came at
 * the pace at which the history goes on loading; a table that is never
 * loaded spans a year.
 *
 * What the cluster does by itself waits for the next idle hour.
 *
 * Order of events of one time: as the operations stand in the scenario.
 *
 * Units    times in hours from the beginning; rows of the whole table.
 * Memory   the arena given.
 * Errors   none: the scenario's reader has refused what is impossible.
 * Source   redshift.md 5 and 7.
 */
enum operation_kind {
    DO_COPY,
    DO_UPDATE,
    DO_DELETE,
    DO_MERGE,
    DO_TRUNCATE,
    DO_DEEP_COPY,
    DO_VACUUM,
    DO_ANALYZE,
    OPERATION_KINDS,
};

enum vacuum_kind {
    VACUUM_FULL,
    VACUUM_SORT_ONLY,
    VACUUM_DELETE_ONLY,
    VACUUM_REINDEX,
    VACUUM_RECLUSTER,
    VACUUM_KINDS,
};

/* Documented ways to upsert: DELETE USING and INSERT, or UPDATE and INSERT
   (redshift.md 7), of which the second reads the target twice; or the statement
   MERGE, which does the same as the second, and first lays aside in a temporary
   table which rows are new. */
enum merge_method {
    MERGE_DELETE_INSERT,
    MERGE_UPDATE_INSERT,
    MERGE_STATEMENT,
    MERGE_METHODS,
};

/*
 * The joins of a staging table with its target that the ways to merge are made
 * of, as queries. They differ in the columns that they read.
 */
struct merge_on {
    const char *name;      /* where there are several to choose from */
    struct query *keys;    /* of ON alone: which rows are to be deleted */
    struct query *fresh;   /* and all of the staged rows: which are new */
    struct query *lacking; /* and what the target has and they have not; NULL:
                              they have all */
    struct query *whole;   /* all of both: the new versions of an UPDATE */
};

/* Where the rows of a merge come from. */
struct merge_source {
    int staging; /* the table that holds the rows of one merge */
    struct merge_on *ons;
    int on_count; /* >= 1 */
};

/* The joins of a way to merge, at most two. */
int merge_joins(const struct merge_on *on, enum merge_method m,
                struct query *joins[2]);

struct operation {
    enum operation_kind kind;
    int table;
    double start_h, every_h, jitter_h; /* every_h 0: once */
    int64_t rows;                      /* COPY, MERGE; UPDATE, DELETE or 0 */
    double share;              /* UPDATE, DELETE: of the range; MERGE: of the
                                 rows that are there already */
    double younger_h, older_h; /* the range by age; older 0: without end */
    int files;                 /* COPY; 0: one per slice */
    enum merge_method method;
    const struct merge_source *source; /* MERGE; NULL: not told */
    int on;                            /* which of its ONs */
    enum vacuum_kind vacuum;
    double to_pct; /* VACUUM .. TO n PERCENT */
    bool boost;
    double threshold_pct; /* ANALYZE: analyze_threshold_percent */
    bool automatic;       /* done by the cluster itself, in its idle hours */
};

struct history {
    double horizon_h;
    /* Hours of the day in which the cluster is idle and does what is
       automatic, from..to, over midnight when from > to; equal: always. */
    double idle_from_h, idle_to_h;
    double *span_h; /* per table: over which its first rows arrived */
    struct operation *operations;
    int operation_count;
};

struct history_event {
    double time_h;
    const struct operation *op;
    int64_t occurrence; /* of the operation, from 0 */
    /* Rows added: [new_first, new_last). */
    int64_t new_first, new_last;
    /* Rows hit: each one of [hit_first, hit_last) with chance hit_share. */
    int64_t hit_first, hit_last;
    double hit_share;
};

struct history_events {
    struct history_event *items;
    int64_t count;
    int64_t *arrived; /* per table: all rows that ever come */
};

/* More occurrences of one operation are refused: it would never end. */
enum { HISTORY_EVENTS_MAX = 1000000 };

const char *operation_name(enum operation_kind k); /* "deep_copy" */
const char *vacuum_name(enum vacuum_kind k);       /* "sort_only" */
extern const char *const operation_names[];        /* end with NULL */
extern const char *const vacuum_names[];
extern const char *const merge_names[]; /* "delete_insert" */

/* How often the operation happens within the horizon. */
double history_occurrences(const struct history *h, const struct operation *op);

struct history_events history_events(struct arena *a, const struct world *w,
                                     const struct history *h);

/*
 * The same history with every VACUUM of the user's once in `every_h` hours,
 * HUGE_VAL for never. The automatic ones stay.
 */
const struct history *
history_with_interval(struct arena *a, const struct history *h, double every_h);

/* The world with as many rows in each table as ever arrive. */
const struct world *history_grown(struct arena *a, const struct world *w,
                                  const int64_t *arrived);

#endif
