#ifndef MEASURE_WLM_COLLECT_H
#define MEASURE_WLM_COLLECT_H

#include "measure/wlm/wlm.h"

/*
 * wlm_collect - what the replications of a configuration counted, put together
 * to its result. Used by wlm.c and no one else.
 *
 * A replication gives one number for each mean, quantile and share; the
 * intervals are of those. Its counts are added up and divided in the end.
 *
 * Units    seconds, queries, shares of 1.
 * Memory   the arena given.
 * Errors   none.
 */
struct wlm_collector;

/* For at most so many replications of r->plant; r->replications must be 0. */
struct wlm_collector *wlm_collect_begin(struct arena *a, struct wlm_result *r,
                                        int most);

/* One more; `scratch` is the replication's own. */
void wlm_collect_add(struct wlm_collector *c, struct arena *scratch,
                     const struct wlm_tally *t);

/* Of those so far: the mean response of a class (95 %), and by how much its
   queries grow in number, below 0 where they do not. The class after the last
   is all of them. */
struct stat_interval wlm_collect_response(const struct wlm_collector *c,
                                          int class);
struct stat_interval wlm_collect_drift(const struct wlm_collector *c, int class,
                                       double confidence);

/* Fills the result's intervals and means; at least one was added. */
void wlm_collect_end(struct wlm_collector *c);

#endif
