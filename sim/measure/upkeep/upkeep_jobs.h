#ifndef MEASURE_UPKEEP_JOBS_H
#define MEASURE_UPKEEP_JOBS_H

#include "estimate/layout.h"
#include "world/history.h"

/*
 * upkeep_jobs - a history for the queues: its operations as work, when each is
 * due, and how long it takes alone on the cluster; and the tables as they lie
 * at some times.
 *
 * Seconds are those of `upkeep`: a COPY, what an UPDATE reads and writes, a
 * VACUUM as the table lies when it is due. What waits is not in them (for a
 * commit, for another VACUUM, for a slot).
 *
 * Units    hours of the history, seconds.
 * Memory   the arena given.
 * Errors   none; the world has a history (CHECK).
 */
struct upkeep_job {
    double time_h, seconds;
    double least_s; /* COPY: with a file for each slice; else seconds */
    const struct operation *op;
};

struct upkeep_jobs {
    struct upkeep_job *items;
    size_t count, room;
};

/* Of one design, in [from_h, to_h), in order of time. Left out is what the
   cluster does by itself, and what takes no time: a VACUUM that is skipped. */
struct upkeep_jobs upkeep_jobs(struct arena *a, const struct world *w,
                               const struct design *d, double from_h,
                               double to_h);

/*
 * How the tables of one design lie at a time of the history, and what the
 * planner believes of them: what `upkeep` prices queries on.
 */
struct upkeep_state {
    struct known known; /* its world has the rows that are there */
    struct layout *layout;
};

/* At `count` times: after all that is due before from_h + i * each_h. */
struct upkeep_state *upkeep_states(struct arena *a, const struct world *w,
                                   const struct design *d, double from_h,
                                   double each_h, int count);

#endif
