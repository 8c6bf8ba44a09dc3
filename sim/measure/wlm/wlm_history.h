#ifndef MEASURE_WLM_HISTORY_H
#define MEASURE_WLM_HISTORY_H

#include "measure/wlm/wlm_demand.h"

/*
 * wlm_history - loads, updates, VACUUMs of the history among the queries; a
 * part of wlm_build and for no one else.
 *
 * A class with `history: copy` sends the COPYs of the section `history` that
 * are due while the queues are watched, from `history_from` on. Each is a work
 * of its own, as long as `upkeep` says, on the resource of the class; it wants
 * a slot like any other. What the cluster does by itself takes none and is
 * left out. A COPY whose files leave slices idle takes longer and is no more
 * work: it uses so much less of its resource meanwhile.
 *
 * Units    seconds from the beginning of the watch.
 * Memory   the builder's arena.
 * Errors   none; the world was checked.
 */

/* Those of the design; none where no class has a history. */
struct upkeep_jobs wlm_history_jobs(struct wlm_builder *b, int design);

/* The works of the class's jobs, behind those of queries and classes. */
void wlm_history_works(struct wlm_builder *b, int design,
                       const struct workload_class *c);

/* When they arrive, and which work each is. */
void wlm_history_arrivals(struct wlm_builder *b, int design,
                          const struct workload_class *c,
                          struct wlm_arrivals *out);

#endif
