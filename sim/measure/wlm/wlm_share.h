#ifndef MEASURE_WLM_SHARE_H
#define MEASURE_WLM_SHARE_H

#include <math.h>

#include "base/heap.h"
#include "measure/wlm/wlm_plant.h"

/*
 * wlm_share - running queries share a cluster's disks, processors, network.
 *
 * Queries form groups by their bottleneck and their level, which has a weight.
 * A resource that is asked for more than it has is shared by weights: it gives
 * every query of a level the same part, but none more than it asks for. So
 * fifteen queries that are bound by the processors slow each other to a
 * fifteenth, and one that needs a twentieth of them not at all. The busiest
 * resource is shared first; who is slowed by one asks less of the others; what
 * is then left over goes to those who can use it, the highest level first.
 * Within a group the queries count by their mean, so that all of them advance
 * at one rate. With one resource this is processor sharing, exactly, with
 * several levels discriminatory processor sharing; with none it is a slot of
 * one's own.
 *
 * The rate is the same for a whole group, so each group has a clock that runs
 * at it: a query that begins at V with s seconds of work ends at V + s,
 * whatever happens in between. An event moves the clock of the group that it
 * touches, and those whose rate it changes; never the queries. Rates are found
 * once per instant, when time is about to move on: one query's end and the
 * begin of the next that waited are one change.
 *
 * Units    seconds of work are seconds alone on the cluster.
 * Memory   the arena given; by the most queries that run at once.
 * Errors   none.
 * Source   virtual time: Parekh, Gallager, IEEE/ACM ToN 1(3), 1993; processor
 *          sharing: Kleinrock, "Queueing Systems" 2, chapter 4; by weights:
 *          Fayolle, Mitrani, Iasnogorodski, JACM 27(3), 1980.
 */
enum { WLM_LEVELS = WLM_PRIORITIES };

struct wlm_group {
    struct heap ends; /* by clock; `which` the job, `what` its generation */
    double clock, since_s; /* the clock at since_s; it runs at the rate */
    double rate, weight;
    double due_s;               /* when the first entry is due */
    double load[WLM_RESOURCES]; /* what its queries use together */
    int count;
};

/* First those that no resource holds up, of any level; then by level and
   bottleneck. */
enum { WLM_GROUPS = 1 + WLM_LEVELS * WLM_RESOURCES };

struct wlm_share {
    struct wlm_group groups[WLM_GROUPS];
    double done_s;    /* work done up to the clocks */
    unsigned busy;    /* groups with queries, by bit */
    unsigned stale;   /* groups whose due_s must be found anew, by bit */
    bool unsettled;   /* who runs has changed, */
    double changed_s; /* and when */
    double next_s;    /* the least due_s, unless a group is stale, */
    int next;         /* and its group */
};

/* All levels weigh 1. */
void wlm_share_init(struct wlm_share *s, struct arena *a);

/* What a query of a level gets where one of weight 1 gets 1; before any
   begins. */
void wlm_share_weigh(struct wlm_share *s, int level, double weight);

static inline int wlm_share_group(const struct wlm_demand *d, int level)
{
    return d->group == WLM_RESOURCES ? 0 : 1 + level * WLM_RESOURCES + d->group;
}

/* Find all rates anew: who runs has changed. */
void wlm_share_settle(struct wlm_share *s);

static inline double wlm_share_clock(const struct wlm_group *g, double now_s)
{
    return g->clock + (now_s - g->since_s) * g->rate;
}

/* Move a group's clock to now_s. */
static inline void wlm_share_advance(struct wlm_share *s, struct wlm_group *g,
                                     double now_s)
{
    const double step_s = (now_s - g->since_s) * g->rate;

    g->since_s = now_s;
    if (g->count == 0)
        return;
    g->clock += step_s;
    s->done_s += step_s * g->count;
}

/* Work that all groups have done. */
static inline double wlm_share_done(const struct wlm_share *s, double now_s)
{
    double done_s = s->done_s;

    for (int b = 0; s->busy >> b != 0; b++)
        done_s += (wlm_share_clock(&s->groups[b], now_s) - s->groups[b].clock) *
                  s->groups[b].count;
    return done_s;
}

/* A job begins; returns the clock of its group at which it ends. */
static inline double wlm_share_start(struct wlm_share *s, double now_s,
                                     const struct wlm_demand *d, int level,
                                     double work_s, uint32_t job,
                                     uint32_t generation)
{
    const int group = wlm_share_group(d, level);
    struct wlm_group *const g = &s->groups[group];

    wlm_share_advance(s, g, now_s);
    if (g->count++ == 0) {
        g->clock = 0; /* small numbers keep their digits */
        s->busy |= 1U << group;
    }
    const double end = g->clock + work_s;
    heap_push(&g->ends, end, 0, generation, job);
    s->stale |= 1U << group;
    if (group == 0)
        return end;
    for (int r = 0; r < WLM_RESOURCES; r++)
        g->load[r] += d->use[r];
    s->unsettled = true;
    s->changed_s = now_s;
    return end;
}

/* It leaves, finished or not. Its entry may stay until it comes to the top:
   the caller tells stale ones by their generation. */
static inline void wlm_share_leave(struct wlm_share *s, double now_s,
                                   const struct wlm_demand *d, int level)
{
    const int group = wlm_share_group(d, level);
    struct wlm_group *const g = &s->groups[group];

    wlm_share_advance(s, g, now_s);
    s->stale |= 1U << group;
    if (--g->count == 0) {
        heap_clear(&g->ends);
        s->busy &= ~(1U << group);
    }
    if (group == 0)
        return;
    for (int r = 0; r < WLM_RESOURCES; r++) {
        const double left = g->load[r] - d->use[r];
        g->load[r] = g->count > 0 && left > 0 ? left : 0; /* no rounding */
    }
    s->unsettled = true;
    s->changed_s = now_s;
}

static inline void wlm_share_find_due(struct wlm_group *g)
{
    const struct heap_item *const top = heap_top(&g->ends);

    if (top == NULL) {
        g->due_s = HUGE_VAL;
        return;
    }
    const double left = top->time > g->clock ? top->time - g->clock : 0;
    g->due_s = g->since_s + (g->rate == 1 ? left : left / g->rate);
}

static inline void wlm_share_find_next(struct wlm_share *s)
{
    s->next_s = HUGE_VAL;
    for (unsigned b = 0, left = s->busy; left != 0; b++, left >>= 1) {
        struct wlm_group *const g = &s->groups[b];
        if ((left & 1) == 0)
            continue;
        if (s->stale >> b & 1)
            wlm_share_find_due(g);
        if (g->due_s < s->next_s) {
            s->next_s = g->due_s;
            s->next = (int)b;
        }
    }
    s->stale = 0;
}

/* When the first entry of all groups is due, of the group `next`; HUGE_VAL
   when none is. Settles the rates: called before time moves on. */
static inline double wlm_share_next(struct wlm_share *s)
{
    if (s->unsettled)
        wlm_share_settle(s);
    if (s->stale != 0)
        wlm_share_find_next(s);
    return s->next_s;
}

/* Take out the entry that wlm_share_next found. */
static inline struct heap_item wlm_share_pop(struct wlm_share *s, int group)
{
    s->stale |= 1U << group;
    return heap_pop(&s->groups[group].ends);
}

/* What is used of a resource at the rates that were settled: at most 1. */
double wlm_share_used(const struct wlm_share *s, int resource);

/* The busiest resource: what is asked of it over what it can do, by queries of
   the levels from `level` to below `end`. */
double wlm_share_load(const struct wlm_share *s, int level, int end);

#endif
