#ifndef SCENARIO_READ_WLM_H
#define SCENARIO_READ_WLM_H

#include "scenario/field.h"
#include "world/world.h"

/*
 * read_wlm - the section `wlm:`: configurations of the queues to compare.
 *
 * Without it, a scenario with a workload has one configuration: a default
 * queue with the cluster's slots, under the first design.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting; a queue that no class comes to is a note.
 */
enum { WLM_CONFIGS_MAX = 50, WLM_CHANGES_MAX = 100 };

/* After designs and workload. `wlm` may be NULL. */
bool wlm_read(struct world *w, const struct tree_node *wlm,
              struct faults *faults);

void wlm_schema(struct frame *frame);

#endif
