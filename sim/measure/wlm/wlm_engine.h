#ifndef MEASURE_WLM_ENGINE_H
#define MEASURE_WLM_ENGINE_H

#include "measure/wlm/wlm_tally.h"

/*
 * wlm_engine - a discrete-event simulation of workload management.
 *
 * A query arrives, is answered from the result cache or routed to a queue;
 * waits for slots and memory; runs, sharing the cluster with the others
 * (wlm_share.h); may be moved, evicted or stopped by a rule; commits if it
 * wrote; and is gone. Everything that happens at one instant happens in a
 * fixed order: what ends, then what changes, then what arrives.
 *
 * The same engine runs a warehouse and M/M/1: a query whose work keeps no
 * resource busy has a slot to itself.
 *
 * Every run checks itself. Little's law as an identity: the time integral of
 * the number of queries in the system is the sum of their stays. Conservation:
 * the work that the groups' clocks did is what the queries lost. Flow: who
 * came is gone or still here, and holds the slots that are counted as used. A
 * violation is a bug and aborts.
 *
 * Memory   the arena given; by the most queries in the system at once.
 * Errors   none; more than WLM_JOBS_MAX queries at once end the run early,
 *          and the tally says so by `overflowed`.
 * Result   a function of plant, seed and replication alone. Streams are named
 *          by class: configurations that share classes see the same queries.
 */
enum { WLM_JOBS_MAX = 1 << 20 };

struct wlm_tally *wlm_simulate(struct arena *a, const struct wlm_plant *p,
                               uint64_t seed, uint64_t replication);

#endif
