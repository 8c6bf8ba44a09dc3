#ifndef MEASURE_WLM_SHARE_H
#define MEASURE_WLM_SHARE_H

#include "base/heap.h"
#include "measure/wlm_plant.h"

/*
 * wlm_share - running queries share a cluster's disks, processors, network.
 *
 * Queries form groups by their bottleneck. A resource that is asked for more
 * than it has is shared fairly: it gives every query the same part, but none
 * more than it asks for. So fifteen queries that are bound by the processors
 * slow each other to a fifteenth, and one that needs a twentieth of them not
 * at all. The busiest resource is shared first; who is slowed by one asks
 * less of the others; what is then left over goes to those who can use it.
 * Within a group the queries count by their mean, so that all of them advance
 * at one rate. With one resource this is processor sharing, exactly; with
 * none it is a slot of one's own.
 *
 * The rate is the same for a whole group, so each group has a clock that runs
 * at it: a query that begins at V with s seconds of work ends at V + s,
 * whatever happens in between. An event moves the clocks, never the queries.
 *
 * Units    seconds of work are seconds alone on the cluster.
 * Memory   the arena given; by the most queries that run at once.
 * Errors   none.
 * Source   virtual time: Parekh, Gallager, IEEE/ACM ToN 1(3), 1993; processor
 *          sharing: Kleinrock, "Queueing Systems" 2, chapter 4.
 */
struct wlm_group {
    struct heap ends; /* by clock; `which` the job, `what` its generation */
    double clock, rate;
    double load[WLM_RESOURCES]; /* what its queries use together */
    int count;
};

enum { WLM_GROUPS = WLM_RESOURCES + 1 };

struct wlm_share {
    struct wlm_group groups[WLM_GROUPS];
    double now_s, done_s; /* work done so far */
    int count;
};

void wlm_share_init(struct wlm_share *s, struct arena *a);

/* Move the clocks to now_s. */
void wlm_share_advance(struct wlm_share *s, double now_s);

/* A job of the clock's present begins; returns the clock at which it ends. */
double wlm_share_start(struct wlm_share *s, const struct wlm_demand *d,
                       double work_s, uint32_t job, uint32_t generation);

/* It leaves, finished or not. Its entry may stay until it comes to the top:
   the caller tells stale ones by their generation. */
void wlm_share_leave(struct wlm_share *s, const struct wlm_demand *d);

/* When the first entry of all groups is due, and its group; HUGE_VAL when
   none is. */
double wlm_share_next(const struct wlm_share *s, int *group);

/* What is used of a resource at the present rates: at most 1. */
double wlm_share_used(const struct wlm_share *s, int resource);

/* The busiest resource: what is asked of it over what it can do. */
double wlm_share_load(const struct wlm_share *s);

#endif
