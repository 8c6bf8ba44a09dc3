#ifndef MEASURE_WLM_BUILD_H
#define MEASURE_WLM_BUILD_H

#include "measure/wlm/wlm_plant.h"
#include "world/world.h"

/*
 * wlm_build - from a scenario to what the engine simulates: the demand of
 * each query at each memory grant, priced as `compare` prices it, and the
 * queues in bytes.
 *
 * The memory for queries is engine.query_memory_frac of all nodes' memory. A
 * grant is a slot's part of it; what does not fit is spilled, at the price of
 * estimate/price. Disk seconds (with the spill), compute seconds and network
 * seconds over the query's seconds alone are what it uses of each resource.
 *
 * Memory   the arena given.
 * Errors   none; the world was checked.
 */

/* All configurations of the world, as plants; `count` = w->wlm_count. */
struct wlm_plant *wlm_build(struct arena *a, const struct world *w);

/* What is offered to the busiest queue's slots and to the busiest resource by
   classes of constant rate: at 1 or above there is no steady state. */
struct wlm_offered {
    double slots, resource;
    int queue;              /* the busiest */
    enum wlm_resource what; /* the busiest */
};

struct wlm_offered wlm_offered_load(const struct wlm_plant *p);

#endif
