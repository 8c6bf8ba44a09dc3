#ifndef MEASURE_UPKEEP_H
#define MEASURE_UPKEEP_H

#include "base/frame.h"
#include "estimate/regions/regions.h"

/*
 * upkeep - what a history makes of a design: the measure behind `upkeep`.
 *
 * The events of the history are stepped in order of time, each table's regions
 * follow (estimate/regions/regions.h). At chosen times (evenly over the horizon, and
 * before and after each VACUUM) every query is planned from the statistics of
 * the last ANALYZE and priced on the layout as it lies then.
 *
 *   - A query of weight w runs w times a day. Its condition on the sort key
 *     means the same share of the key's range at all times: "the last week"
 *     goes on being the newest rows as the table grows.
 *   - One VACUUM runs at a time; another waits. While it runs it takes one
 *     slot's share of the cluster from the queries (a guess: contention).
 *   - Transactions commit one after the other: each waits in the queue.
 *   - A merge that names its staging table is priced statement by statement: the
 *     joins as queries on both tables as they lie at the last such time, then
 *     what they write. Another merge reads a column of its target.
 *   - What a VACUUM saved is the query seconds before it less those after,
 *     until the table's next one, or the end.
 *
 * Units    hours of the history, seconds, 1 MB blocks, rows of the table.
 * Memory   the arena given; a run's is of order events of maintenance and
 *          samples, not of rows.
 * Errors   none; a disk that is too small is a result (full_h).
 * Result   the same bytes for the same scenario.
 */
enum {
    UPKEEP_SAMPLES = 48,
    UPKEEP_VACUUM_SAMPLES = 60,
    UPKEEP_SCHEDULE_SAMPLES = 20 /* of a schedule, of which less is shown */
};

/* One table at one time. */
struct upkeep_sample {
    double time_h;
    const char *event; /* "", "before vacuum", "after vacuum" */
    int table;
    double rows, live, unsorted_pct, deleted_pct, blocks, stats_off_pct;
    double believed_rows, sort_benefit_pct, interleaved_skew;
    double rows_scanned; /* by all queries a day, deleted ones included */
    double query_s; /* of all queries, once each by weight: seconds a day */
    double vacuum_s, blocks_rewritten; /* so far */
};

struct upkeep_vacuum {
    double time_h, waited_s; /* asked for; for another VACUUM */
    const struct operation *op;
    double rows;               /* stored, before it */
    double unsorted_frac;      /* of them */
    struct regions_vacuum did; /* rows */
    double partitions, increments;
    double blocks_rewritten, block_delta, blocks_reclaimed, peak_blocks;
    double seconds, usd, contention_s;
    double query_before_s, query_after_s; /* a day; NaN: not priced */
    double saved_s;                       /* until the next one */
    const char *skipped;                  /* "" when it ran, else why */
    bool prevented; /* by another VACUUM or the disk, not by its rules */
};

struct upkeep_analyze {
    double time_h;
    const struct operation *op;
    double rows, believed_before, stats_off_pct, seconds;
    const char *skipped;
};

/* A query's joins, when they change. */
struct upkeep_plan {
    double time_h;
    const struct query *query;
    const char *joins; /* "dim DS_BCAST_INNER, .." from the scan up */
    double seconds;
};

/* The merges of an operation that names its staging table. */
struct upkeep_merge {
    const struct operation *op;
    double merges, join_s, write_s; /* all of them, waits apart */
    double bytes_moved;             /* between nodes, by the joins */
};

/* A query, mean over time. */
struct upkeep_query {
    double seconds; /* of one run */
    /* Per table: blocks that it reads, and those stored of the columns that it
       needs, over all its scans of it. */
    double *read, *stored;
};

struct upkeep_run {
    const struct design *design;
    struct upkeep_sample *samples;
    size_t sample_count, sample_room;
    struct upkeep_vacuum *vacuums;
    size_t vacuum_count, vacuum_room;
    struct upkeep_analyze *analyzes;
    size_t analyze_count, analyze_room;
    struct upkeep_plan *plans;
    size_t plan_count, plan_room;
    struct upkeep_merge *merges; /* per operation of the history */
    double loads, load_s, commits, commit_wait_s, maintenance_s;
    double change_s;  /* of UPDATE, DELETE and MERGE, loads apart */
    double blocked_s; /* that they waited for a VACUUM .. BOOST */
    double mean_query_s, p95_query_s; /* seconds a day, over time */
    struct upkeep_query *queries;
    double contention_s;
    double full_h, full_blocks;      /* the disk was full; full_h < 0: never */
    double visible, loaded, deleted; /* rows at the end, all tables */
    double *rows; /* per table: of the zone map strips below */
};

struct upkeep_schedule {
    double every_h; /* HUGE_VAL: never */
    const struct design *design;
    struct upkeep_run run;
    double total_s; /* queries, maintenance, contention: a day */
    bool cheapest;
};

struct upkeep {
    struct arena *arena;
    const struct world *world;
    struct upkeep_run *runs; /* per design */
    int run_count;
    struct upkeep_schedule *schedules; /* design by design */
    int schedule_count;
    /* Zone maps of the sort key before and after the VACUUM that found most
       unsorted. */
    struct frame_strip *strips;
    size_t strip_count, strip_room;
};

/* A block of the sort key: where it lies in the table, and what it spans. */
struct frame_strip {
    const char *when, *table, *design;
    double block, lo_pct, hi_pct;
    bool tail;
};

/* The world has a history (CHECK). `intervals` in hours, HUGE_VAL: never. */
struct upkeep *upkeep_measure(struct arena *a, const struct world *w,
                              const double *intervals, int interval_count);

/* Was the disk full in any run? */
bool upkeep_full(const struct upkeep *u);

/* Frames upkeep_summary, upkeep, vacuums, stats, plans, merges, schedule,
   zones. */
void upkeep_frames(const struct upkeep *u, struct frames *out);

#endif
