/* Automatic WLM: who has room, whose turn it is, who is stopped. */
#include <math.h>

#include "measure/wlm/wlm_state.h"

/* ---- room ---------------------------------------------------------------- */

/*
 * Would there be room if all of priority `end` and above were gone?
 *
 * Places and memory are there or not. But no more begin, either, while the
 * busiest resource is asked for `load_max` times what it has; what runs with a
 * lower priority does not count for that: it gets out of the way, as it gets
 * less of what is short.
 */
static bool has_room_below(const struct wlm_engine *e, const struct wlm_job *j,
                           int end)
{
    const struct wlm_plant *const p = e->plant;
    const int priority = (int)j->priority;
    double held_bytes = 0;
    int running = 0;

    for (int i = 0; i < end; i++) {
        held_bytes += e->pool_held[i];
        running += e->pool_running[i];
    }
    return running < p->concurrency_max &&
           held_bytes + wlm_grant(e, j, j->queue) <=
               e->pool_bytes * WLM_ROUNDING &&
           (running == 0 ||
            wlm_share_load(&e->clusters[0].share, priority, end) < p->load_max);
}

bool wlm_auto_has_room(const struct wlm_engine *e, const struct wlm_job *j)
{
    return (j->priority != WLM_CRITICAL || e->critical_running == 0) &&
           has_room_below(e, j, WLM_PRIORITIES);
}

/* ---- turns --------------------------------------------------------------- */

static int pooled_waiting(const struct wlm_engine *e)
{
    const int reserved =
        e->reserved != NO_JOB ? (int)e->queues[e->reserved].waiting.value : 0;

    return e->waiting - reserved;
}

/* The first of this priority that waits, in any queue. */
static int first_of(const struct wlm_engine *e, int priority)
{
    int first = NO_JOB;

    for (int q = 0; q < e->plant->queue_count; q++) {
        const int job = e->queues[q].lines[priority].first;
        if (q != e->reserved && job != NO_JOB &&
            (first == NO_JOB || e->jobs[job].task < e->jobs[first].task))
            first = job;
    }
    return first;
}

/* A priority that comes back must not make up for its absence. */
static double pass_of(const struct wlm_engine *e, int priority)
{
    return fmax(e->pass[priority], e->pass_now);
}

void wlm_auto_come_back(struct wlm_engine *e, int priority)
{
    e->pass[priority] = pass_of(e, priority);
}

/* CRITICAL is before all turns. */
static void take_turn(struct wlm_engine *e, int priority)
{
    if (priority == WLM_CRITICAL)
        return;
    e->pass_now = pass_of(e, priority);
    e->pass[priority] = e->pass_now + e->turn[priority];
}

/* Does one who has no room, though it is his turn, come before this priority?
   Only if its own work and higher takes that room, and not lower: nobody waits
   for lower priorities. */
static bool is_owed(const struct wlm_engine *e, int job, int priority)
{
    return priority < WLM_CRITICAL &&
           has_room_below(e, &e->jobs[job], priority);
}

void wlm_auto_jump(struct wlm_engine *e, int priority)
{
    if (pooled_waiting(e) > 0)
        take_turn(e, priority);
}

/* Does somebody who waits come before this one, who has just arrived? */
bool wlm_auto_is_behind(const struct wlm_engine *e, const struct wlm_job *j)
{
    const int priority = (int)j->priority;
    const double pass = pass_of(e, priority);

    if (pooled_waiting(e) == 0)
        return false;
    for (int p = WLM_PRIORITIES - 1; p >= 0; p--) {
        const int other = first_of(e, p);
        if (other == NO_JOB)
            continue;
        if (p >= priority)
            return true;
        if (e->plant->order == WLM_WEIGHTED && e->pass[p] < pass &&
            is_owed(e, other, priority))
            return true;
    }
    return false;
}

/* ---- who is stopped for a higher priority --------------------------------- */

enum { VICTIMS_MOST = 64 };

/* What may be begun anew is what a hop begins anew: SELECT and CTAS. Nobody is
   stopped twice. */
static bool may_stop(const struct wlm_engine *e, const struct wlm_job *v,
                     enum wlm_priority below)
{
    const enum wlm_kind kind = e->plant->classes[v->class].kind;

    return v->state == JOB_RUNNING && v->queue < e->plant->queue_count &&
           wlm_is_pooled(e, v->queue) && v->priority < below && !v->stopped &&
           (kind == WLM_SELECT || kind == WLM_CTAS);
}

static double work_done_s(const struct wlm_engine *e, const struct wlm_job *v)
{
    return v->work_s - wlm_job_left_s(e, v);
}

/* Of those below a priority the one that is furthest from its end. */
static int furthest(const struct wlm_engine *e, enum wlm_priority below)
{
    double most_s = -1;
    int best = NO_JOB;

    for (size_t i = 0; i < e->job_count; i++) {
        const struct wlm_job *const v = &e->jobs[i];
        if (!may_stop(e, v, below) || wlm_job_left_s(e, v) <= most_s)
            continue;
        most_s = wlm_job_left_s(e, v);
        best = (int)i;
    }
    return best;
}

static void stop(struct wlm_engine *e, int victim)
{
    const int queue = e->jobs[victim].queue;

    e->lost_s += work_done_s(e, &e->jobs[victim]);
    wlm_forget(e, victim);
    e->jobs[victim].queue = queue;
    wlm_start_waiting(e, victim, true);
}

/* Those below the job's priority that make room for it if they go, marked as
   stopped; how many there are in *count. False if that is not enough, or would
   lose too much of all work. */
static bool pick_victims(struct wlm_engine *e, const struct wlm_job *j,
                         int victims[VICTIMS_MOST], int *count)
{
    double bytes = wlm_grant(e, j, j->queue) - e->pool_bytes * WLM_ROUNDING;
    double lost_s = e->lost_s;
    int places = 1 - e->plant->concurrency_max;

    for (int i = 0; i < WLM_PRIORITIES; i++) {
        bytes += e->pool_held[i];
        places += e->pool_running[i];
    }
    while ((bytes > 0 || places > 0) && *count < VICTIMS_MOST) {
        const int victim = furthest(e, j->priority);
        if (victim == NO_JOB)
            return false;
        struct wlm_job *const v = &e->jobs[victim];
        v->stopped = true;
        victims[(*count)++] = victim;
        bytes -= v->grant_bytes;
        places--;
        lost_s += work_done_s(e, v);
    }
    return bytes <= 0 && places <= 0 &&
           lost_s <= e->plant->lost_most_frac *
                         wlm_share_done(&e->clusters[0].share, e->now_s);
}

/* May anybody be stopped for it, as lower ones run and only room is missing? */
static bool may_displace(const struct wlm_engine *e, const struct wlm_job *j)
{
    int lower = 0;

    for (int i = 0; i < (int)j->priority; i++)
        lower += e->pool_running[i];
    return e->plant->lost_most_frac > 0 && lower > 0 &&
           (j->priority != WLM_CRITICAL || e->critical_running == 0) &&
           wlm_share_load(&e->clusters[0].share, (int)j->priority,
                          WLM_PRIORITIES) < e->plant->load_max;
}

/* Stop lower ones, if that gives the job room; false: it waits. */
static bool make_room(struct wlm_engine *e, int job)
{
    int victims[VICTIMS_MOST], count = 0;

    if (!may_displace(e, &e->jobs[job]))
        return false;
    const bool enough = pick_victims(e, &e->jobs[job], victims, &count);
    for (int i = 0; i < count; i++) {
        if (enough)
            stop(e, victims[i]);
        else
            e->jobs[victims[i]].stopped = false;
    }
    return enough && wlm_auto_has_room(e, &e->jobs[job]);
}

/* ---- who begins ---------------------------------------------------------- */

/* Whose turn it is of those above a priority. */
static int next_auto(const struct wlm_engine *e, int above)
{
    int best = NO_JOB;

    for (int p = WLM_PRIORITIES - 1; p > above; p--) {
        const int job = first_of(e, p);
        if (job == NO_JOB)
            continue;
        if (p == WLM_CRITICAL && e->critical_running > 0)
            continue;
        if (p == WLM_CRITICAL || e->plant->order == WLM_STRICT)
            return job;
        if (best == NO_JOB || e->pass[p] < e->pass[e->jobs[best].priority])
            best = job;
    }
    return best;
}

/* In turns; who has no room holds up his own and lower priorities, and those
   higher ones before which he comes. */
void wlm_auto_admit(struct wlm_engine *e)
{
    int owed[WLM_PRIORITIES], count = 0, above = -1;

    while (pooled_waiting(e) > 0) {
        const int job = next_auto(e, above);
        bool waits = false;
        if (job == NO_JOB)
            return;
        const int priority = (int)e->jobs[job].priority;
        for (int i = 0; i < count; i++)
            waits |= is_owed(e, owed[i], priority);
        if (!waits &&
            (wlm_auto_has_room(e, &e->jobs[job]) || make_room(e, job))) {
            take_turn(e, priority);
            wlm_begin_waiting(e, job);
            continue;
        }
        if (!waits)
            owed[count++] = job;
        above = priority;
    }
}
