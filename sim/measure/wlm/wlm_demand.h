#ifndef MEASURE_WLM_DEMAND_H
#define MEASURE_WLM_DEMAND_H

#include "estimate/price.h"
#include "measure/upkeep/upkeep_jobs.h"
#include "measure/wlm/wlm_plant.h"
#include "world/world.h"

/*
 * wlm_demand - what a query asks of the cluster at each memory grant; a part
 * of wlm_build and for no one else.
 *
 * Units    bytes, seconds; shares of a resource.
 * Memory   the builder's arena.
 * Errors   none; the world was checked.
 */
/* What queries are priced on: tables as they were loaded, or, where there is a
   history, as they lie at each hour. */
struct wlm_epochs {
    struct upkeep_state *states;
    int count;
    double each_s;
};

struct wlm_builder {
    struct arena *arena;
    const struct world *world;
    struct known *known;
    struct wlm_epochs *epochs; /* by design */
    struct wlm_work **works;   /* by design: per query, class, and job */
    struct upkeep_jobs *jobs;  /* by design: of the history, while watched */
    double memory_bytes;
};

/*
 * The query's plan, which is the same whatever memory it gets; *need_bytes is
 * the smallest grant without a spill, to a sixteenth of an octave or so.
 */
struct plan *wlm_plan(struct wlm_builder *b, const struct upkeep_state *at,
                      int query, double *need_bytes);

/* The work of a query: its demand at each of the rising grants, and what rules
   see of it. need_bytes of the work is set. */
void wlm_build_query(struct wlm_builder *b, const struct upkeep_state *at,
                     int query, struct plan *plan, const double *grants,
                     int grant_count, struct wlm_work *w);

/* The work of a class that says its seconds itself, or has them from the
   history. */
void wlm_build_other(struct wlm_builder *b, struct wlm_work *w,
                     const struct workload_class *c, const char *name,
                     double seconds);

#endif
