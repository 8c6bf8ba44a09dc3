#ifndef MEASURE_WLM_SWEEP_H
#define MEASURE_WLM_SWEEP_H

#include "measure/wlm/wlm_build.h"

/*
 * wlm_sweep - one configuration many times: with other numbers of slots, or
 * under other loads.
 *
 * Slots. The queue's memory stays, so more slots have less each.
 *
 * Load. All arrivals from outside come faster or slower by one factor, so
 * that the mix stays. Load 1 is where the busiest thing, the slots of a queue
 * or a resource of the cluster, can just do what is offered. Users who think
 * wait before they ask again: they can offer no load.
 *
 * Units    seconds; loads are shares of what can be done.
 * Memory   the arena given.
 * Errors   wlm_sweep_config is NULL without manual WLM; a load sweep needs
 *          wlm_can_load.
 */
/* The first configuration of manual WLM; NULL when there is none. */
const struct wlm_config *wlm_sweep_config(const struct world *w);

/* The world with that configuration once per number of slots of a queue. */
struct world *wlm_slots_world(struct arena *a, const struct world *w, int queue,
                              int lo, int hi);

/* Does everybody come from outside, at a constant rate, and is it known how
   many the result cache answers? */
bool wlm_can_load(const struct world *w);

/* The world with that configuration alone. */
struct world *wlm_load_world(struct arena *a, const struct world *w);

/* Points from load lo to hi > lo, 0.05 apart or so. */
int wlm_load_count(double lo, double hi);

/* So many plants from load lo to hi, of the one that is given. */
struct wlm_plant *wlm_load_plants(struct arena *a, const struct wlm_plant *p,
                                  double lo, double hi);

/* A queue as a textbook sees it: so many servers, so many arrivals. */
struct wlm_station {
    int queue, servers;
    double rate; /* per second */
    double load; /* arrivals times mean service alone, in servers */
};

/* Of the queue whose slots are offered most. */
struct wlm_station wlm_station_of(const struct wlm_plant *p);

#endif
