#include <math.h>

#include "measure/wlm/wlm_state.h"

static int slots_wanted(const struct wlm_job *j,
                        const struct wlm_queue_state *q)
{
    return j->asked < q->limit ? j->asked : q->limit;
}

double wlm_grant(const struct wlm_engine *e, const struct wlm_job *j, int queue)
{
    const struct wlm_queue_state *const q = &e->queues[queue];
    const struct wlm_plant *const p = e->plant;

    if (!wlm_is_pooled(e, queue))
        return q->slot_bytes * slots_wanted(j, q);
    /* What the query is predicted to need, at least its part of the pool. */
    const double least = e->pool_bytes / p->concurrency_max;
    return fmin(fmax(p->works[j->work].need_bytes, least), e->pool_bytes);
}

bool wlm_has_room(const struct wlm_engine *e, const struct wlm_job *j,
                  int queue)
{
    const struct wlm_queue_state *const q = &e->queues[queue];

    if (wlm_is_pooled(e, queue))
        return wlm_auto_has_room(e, j);
    const int slots = slots_wanted(j, q);
    if (q->used + slots > q->limit)
        return false;
    const double bytes = slots * q->slot_bytes;
    return q->held_bytes + bytes <= q->memory_bytes * WLM_ROUNDING &&
           e->held_bytes + bytes <= e->plant->memory_bytes * WLM_ROUNDING;
}

static void join_pool(struct wlm_engine *e, const struct wlm_job *j)
{
    e->pool_held[j->priority] += j->grant_bytes;
    e->pool_running[j->priority]++;
}

void wlm_hold(struct wlm_engine *e, struct wlm_job *j, int queue)
{
    struct wlm_queue_state *const q = &e->queues[queue];

    j->slots = wlm_is_pooled(e, queue) ? 1 : slots_wanted(j, q);
    j->grant_bytes = wlm_grant(e, j, queue);
    j->queue = queue;
    q->used += j->slots;
    q->held_bytes += j->grant_bytes;
    e->held_bytes += j->grant_bytes;
    e->running++;
    e->critical_running += j->priority == WLM_CRITICAL;
    if (wlm_is_pooled(e, queue))
        join_pool(e, j);
    wlm_meter_add(&q->slots, e->now_s, j->slots);
    if (q->used > q->most_slots)
        q->most_slots = q->used;
}

/* Sums of what nobody holds are 0, not what rounding left. */
static void leave_pool(struct wlm_engine *e, const struct wlm_job *j)
{
    double *const held = &e->pool_held[j->priority];

    *held = --e->pool_running[j->priority] == 0 ? 0 : *held - j->grant_bytes;
}

void wlm_release(struct wlm_engine *e, struct wlm_job *j)
{
    struct wlm_queue_state *const q = &e->queues[j->queue];

    q->used -= j->slots;
    q->held_bytes = q->used == 0 ? 0 : q->held_bytes - j->grant_bytes;
    e->held_bytes = --e->running == 0 ? 0 : e->held_bytes - j->grant_bytes;
    e->critical_running -= j->priority == WLM_CRITICAL;
    if (wlm_is_pooled(e, j->queue))
        leave_pool(e, j);
    wlm_meter_add(&q->slots, e->now_s, -j->slots);
}

static void arm_timer(struct wlm_engine *e, int job, int queue)
{
    const double timeout_s = e->plant->queues[queue].timeout_s;

    if (timeout_s > 0)
        wlm_schedule_timer(e, e->now_s + timeout_s, EVENT_TIMEOUT, job);
}

/* The demand at what was granted. One slot of a queue, or what automatic WLM
   grants a work, is always the same and found once. */
static const struct wlm_demand *demand_of(struct wlm_engine *e,
                                          const struct wlm_job *j)
{
    const struct wlm_work *const w = &e->plant->works[j->work];

    if (j->queue >= e->plant->queue_count || j->slots != 1)
        return wlm_demand_at(w, j->grant_bytes);
    const struct wlm_demand **const known =
        &e->queues[j->queue].demands[j->work];
    if (*known == NULL)
        *known = wlm_demand_at(w, j->grant_bytes);
    return *known;
}

static bool still_runs(const struct heap_item *item, const void *engine)
{
    const struct wlm_engine *const e = engine;

    return e->jobs[item->which].generation == item->what;
}

/* Its work goes on, or begins, in the group of its demand and level. */
static void join_group(struct wlm_engine *e, int job, double work_s)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_share *const s = &e->clusters[j->cluster].share;

    heap_tidy(&s->groups[wlm_share_group(j->demand, j->level)].ends, still_runs,
              e);
    j->end_clock = wlm_share_start(s, e->now_s, j->demand, j->level, work_s,
                                   (uint32_t)job, j->generation);
}

void wlm_begin(struct wlm_engine *e, int job, int place, int cluster)
{
    struct wlm_job *const j = &e->jobs[job];

    if (place < e->plant->queue_count) {
        wlm_hold(e, j, place);
        arm_timer(e, job, place);
    }
    j->queue = place;
    j->cluster = cluster;
    j->state = JOB_RUNNING;
    j->started_s = e->now_s;
    j->demand = demand_of(e, j);
    j->level = e->plant->automatic ? (int)j->priority : 0;
    j->work_s = j->demand->alone_s * j->factor;
    j->spilled |= j->demand->spill_blocks > 0;
    wlm_meter_add(&e->queues[place].running, e->now_s, 1);
    join_group(e, job, j->work_s);
    e->work_begun_s += j->work_s;
}

void wlm_stop(struct wlm_engine *e, int job)
{
    e->work_begun_s -= wlm_job_left_s(e, &e->jobs[job]);
    wlm_end_running(e, job);
}

void wlm_end_running(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_share *const s = &e->clusters[j->cluster].share;

    wlm_share_leave(s, e->now_s, j->demand, j->level);
    j->generation++;
    j->stamp++;
    wlm_meter_add(&e->queues[j->queue].running, e->now_s, -1);
    if (j->queue < e->plant->queue_count)
        wlm_release(e, j);
}

bool wlm_would_wait(const struct wlm_engine *e, const struct wlm_job *j,
                    int queue)
{
    const bool line = wlm_is_pooled(e, queue)
                          ? wlm_auto_is_behind(e, j)
                          : e->queues[queue].waiting.value > 0;

    return line || !wlm_has_room(e, j, queue);
}

void wlm_start_waiting(struct wlm_engine *e, int job, bool first)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_queue_state *const q = &e->queues[j->queue];

    wlm_auto_come_back(e, (int)j->priority);
    j->state = JOB_WAITING;
    j->queued_s = e->now_s;
    wlm_line_join(e, job, first);
    e->waiting++;
    wlm_meter_add(&q->waiting, e->now_s, 1);
    if ((int)q->waiting.value > q->most_waiting)
        q->most_waiting = (int)q->waiting.value;
}

void wlm_begin_waiting(struct wlm_engine *e, int job)
{
    const int queue = e->jobs[job].queue;

    wlm_line_leave(e, job);
    e->waiting--;
    wlm_meter_add(&e->queues[queue].waiting, e->now_s, -1);
    wlm_begin(e, job, queue, 0);
}

void wlm_enqueue(struct wlm_engine *e, int job, int queue)
{
    struct wlm_job *const j = &e->jobs[job];

    j->queue = j->home = queue;
    j->queued_s = e->now_s;
    j->cluster = 0;
    if (!wlm_would_wait(e, j, queue)) {
        if (wlm_is_pooled(e, queue))
            wlm_auto_jump(e, (int)j->priority);
        wlm_begin(e, job, queue, 0);
    } else if (!wlm_divert(e, job, queue)) {
        wlm_start_waiting(e, job, false);
        if (wlm_is_pooled(e, queue))
            wlm_auto_admit(e); /* others may be stopped for it */
    }
}

void wlm_admit(struct wlm_engine *e, int queue)
{
    if (e->waiting == 0)
        return;
    if (wlm_is_pooled(e, queue)) {
        wlm_auto_admit(e);
        return;
    }
    struct wlm_queue_state *const q = &e->queues[queue];
    for (int p = WLM_PRIORITIES - 1; p >= 0 && q->waiting.value > 0; p--)
        while (q->lines[p].first != NO_JOB) {
            const int job = q->lines[p].first;
            if (!wlm_has_room(e, &e->jobs[job], queue))
                return;
            wlm_begin_waiting(e, job);
        }
}

/* A running one goes on with the share of its new priority. */
static void change_level(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_share *const s = &e->clusters[j->cluster].share;
    const double left_s = wlm_job_left_s(e, j);

    wlm_share_leave(s, e->now_s, j->demand, j->level);
    j->level = (int)j->priority;
    j->generation++;
    join_group(e, job, left_s);
}

void wlm_set_priority(struct wlm_engine *e, int job, enum wlm_priority priority)
{
    struct wlm_job *const j = &e->jobs[job];
    const bool holds =
        j->state == JOB_RUNNING && j->queue < e->plant->queue_count;

    if (j->state == JOB_WAITING)
        wlm_line_leave(e, job);
    if (holds)
        e->critical_running -= j->priority == WLM_CRITICAL;
    if (holds && wlm_is_pooled(e, j->queue))
        leave_pool(e, j);
    j->priority = priority;
    if (j->state == JOB_WAITING)
        wlm_line_join(e, job, false);
    if (holds)
        e->critical_running += j->priority == WLM_CRITICAL;
    if (holds && wlm_is_pooled(e, j->queue))
        join_pool(e, j);
    if (j->state == JOB_RUNNING)
        change_level(e, job);
    wlm_admit(e, j->home);
}

/* Old slots drain: who runs keeps what he has. */
void wlm_change(struct wlm_engine *e, const struct wlm_change *c)
{
    struct wlm_queue_state *const q = &e->queues[c->queue];

    q->limit = c->slots;
    q->memory_bytes = c->memory_bytes;
    q->slot_bytes = c->memory_bytes / c->slots;
    for (int i = 0; i < e->plant->work_count; i++)
        q->demands[i] = NULL;
    for (int i = 0; i < e->plant->queue_count; i++)
        wlm_admit(e, i);
}
