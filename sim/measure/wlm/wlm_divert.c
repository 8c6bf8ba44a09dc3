#include <math.h>

#include "measure/wlm/wlm_state.h"

/* DG:wlm-short-query-acceleration, the query that suggests a limit:
   least(greatest(P70 + 2, 2), 20). */
#define LIMIT_PERCENTILE 0.70
#define LIMIT_MORE_S 2.0
#define LIMIT_MOST_S 20.0

/* A minute of billing at least, each time a cluster is activated. */
#define BILLED_LEAST_S 60.0

static int place(const struct wlm_engine *e, int which)
{
    return e->plant->queue_count + which;
}

/* ---- short queries --------------------------------------------------- */

static double predicted_s(const struct wlm_engine *e, const struct wlm_job *j,
                          int queue)
{
    const struct wlm_work *const w = &e->plant->works[j->work];
    const double grant_bytes = wlm_grant(e, j, queue);

    return wlm_demand_at(w, grant_bytes)->alone_s * j->factor * j->predicted;
}

static bool accelerate(struct wlm_engine *e, int job, int queue)
{
    struct wlm_job *const j = &e->jobs[job];
    const enum wlm_kind kind = e->plant->classes[j->class].kind;
    const int sqa = place(e, WLM_PLACE_SQA);

    if (!e->plant->sqa || j->accelerated ||
        (kind != WLM_SELECT && kind != WLM_CTAS) ||
        (int)e->queues[sqa].running.value >= e->plant->sqa_slots ||
        predicted_s(e, j, queue) >= e->sqa_limit_s)
        return false;
    j->accelerated = true;
    j->slots = 1;
    j->grant_bytes = wlm_grant(e, j, queue);
    wlm_begin(e, job, sqa, 0);
    wlm_schedule_timer(e, e->now_s + e->sqa_limit_s, EVENT_EVICT, job);
    if (j->counted)
        e->tally->classes[j->class].accelerated++;
    return true;
}

/* Our reading: an evicted query begins anew in its queue. */
void wlm_evict(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];

    wlm_stop(e, job);
    wlm_record_stay(e, j, WLM_EVICTED);
    j->waited_s += j->started_s - j->queued_s;
    j->ran_s += e->now_s - j->started_s;
    if (j->counted)
        e->tally->classes[j->class].evicted++;
    wlm_enqueue(e, job, j->home);
}

void wlm_renew_limit(struct wlm_engine *e)
{
    const double p70_s = stat_sketch_quantile(e->recent, LIMIT_PERCENTILE);

    if (e->recent->count > 0)
        e->sqa_limit_s =
            fmin(fmax(p70_s + LIMIT_MORE_S, LIMIT_MORE_S), LIMIT_MOST_S);
}

/* ---- scaling clusters -------------------------------------------------- */

static bool may_scale(const struct wlm_engine *e, const struct wlm_job *j,
                      int queue)
{
    const enum wlm_kind kind = e->plant->classes[j->class].kind;
    const bool write = kind == WLM_COPY || kind == WLM_INSERT ||
                       kind == WLM_UPDATE || kind == WLM_DELETE;
    const bool allowed =
        kind == WLM_SELECT || (write && e->plant->scales_writes);

    return e->plant->queues[queue].scaling && allowed &&
           e->plant->works[j->work].scalable;
}

static void begin_on(struct wlm_engine *e, int job, int queue, int cluster)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_cluster *const c = &e->clusters[cluster];

    if (c->used++ == 0)
        c->busy_since_s = e->now_s;
    j->slots = 1;
    j->grant_bytes = wlm_grant(e, j, queue);
    j->home = queue;
    wlm_begin(e, job, place(e, WLM_PLACE_SCALING), cluster);
    if (j->counted)
        e->tally->classes[j->class].scaled++;
}

static void start_cluster(struct wlm_engine *e)
{
    for (int i = 1; i < e->cluster_count; i++) {
        struct wlm_cluster *const c = &e->clusters[i];
        if (c->state == CLUSTER_STARTING)
            return; /* one at a time */
        if (c->state != CLUSTER_OFF)
            continue;
        c->state = CLUSTER_STARTING;
        wlm_schedule(e, e->now_s + e->plant->cluster_start_s,
                     EVENT_CLUSTER_READY, 0, (uint32_t)i);
        return;
    }
}

static bool scale(struct wlm_engine *e, int job, int queue)
{
    if (!may_scale(e, &e->jobs[job], queue))
        return false;
    for (int i = 1; i < e->cluster_count; i++)
        if (e->clusters[i].state == CLUSTER_READY &&
            e->clusters[i].used < e->plant->cluster_slots) {
            begin_on(e, job, queue, i);
            return true;
        }
    start_cluster(e);
    return false;
}

bool wlm_divert(struct wlm_engine *e, int job, int queue)
{
    return accelerate(e, job, queue) || scale(e, job, queue);
}

/* Whoever waits and may goes over, the first first. */
static void take_waiting(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];

    for (int q = 0; q < e->plant->queue_count && e->waiting > 0; q++) {
        if (!e->plant->queues[q].scaling || e->queues[q].waiting.value == 0)
            continue;
        for (int p = WLM_PRIORITIES - 1; p >= 0; p--)
            for (int job = e->queues[q].lines[p].first, next;
                 job != NO_JOB && c->used < e->plant->cluster_slots;
                 job = next) {
                next = e->jobs[job].next;
                if (!may_scale(e, &e->jobs[job], q))
                    continue;
                wlm_line_leave(e, job);
                e->waiting--;
                wlm_meter_add(&e->queues[q].waiting, e->now_s, -1);
                begin_on(e, job, q, cluster);
            }
    }
}

/* One event per cluster waits at a time: it looks whether the cluster was idle
   all the while, and if not, comes again. */
static void watch_idle(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];

    if (c->used > 0)
        return;
    c->idle_since_s = e->now_s;
    if (!c->watched)
        wlm_schedule(e, e->now_s + e->plant->cluster_idle_s, EVENT_CLUSTER_IDLE,
                     0, (uint32_t)cluster);
    c->watched = true;
}

void wlm_cluster_watch(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];
    const double off_s = c->idle_since_s + e->plant->cluster_idle_s;

    c->watched = false;
    if (c->used > 0)
        return; /* whoever leaves last watches again */
    if (e->now_s >= off_s) {
        wlm_cluster_idle(e, cluster);
        return;
    }
    wlm_schedule(e, off_s, EVENT_CLUSTER_IDLE, 0, (uint32_t)cluster);
    c->watched = true;
}

void wlm_cluster_ready(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];

    c->state = CLUSTER_READY;
    c->activation_busy_s = 0;
    e->tally->cluster_starts++;
    wlm_meter_add(&e->clusters_on, e->now_s, 1);
    take_waiting(e, cluster);
    watch_idle(e, cluster);
    if (c->used == e->plant->cluster_slots && e->waiting > 0)
        start_cluster(e);
}

void wlm_cluster_left(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];

    if (--c->used == 0)
        c->activation_busy_s += e->now_s - c->busy_since_s;
    take_waiting(e, cluster);
    watch_idle(e, cluster);
}

void wlm_cluster_idle(struct wlm_engine *e, int cluster)
{
    struct wlm_cluster *const c = &e->clusters[cluster];

    c->state = CLUSTER_OFF;
    wlm_meter_add(&e->clusters_on, e->now_s, -1);
    e->tally->cluster_busy_s += c->activation_busy_s;
    e->tally->cluster_billed_s += fmax(c->activation_busy_s, BILLED_LEAST_S);
    c->activation_busy_s = 0;
}
