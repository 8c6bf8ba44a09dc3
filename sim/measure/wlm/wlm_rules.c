#include <math.h>

#include "measure/wlm/wlm_state.h"

/* Documented: rules are evaluated every 10 s. */
#define TICK_S 10.0

/* ---- hopping ------------------------------------------------------------ */

/* COPY, ANALYZE and VACUUM are never stopped (wlm-queue-hopping, and the
   page on monitoring rules). */
static bool is_exempt(enum wlm_kind kind)
{
    return kind == WLM_COPY || kind == WLM_ANALYZE || kind == WLM_VACUUM;
}

static bool may_hop(enum wlm_kind kind)
{
    return kind == WLM_SELECT || kind == WLM_CTAS;
}

/* The next queue that matches by a group; never the default one. */
static int next_queue(const struct wlm_engine *e, const struct wlm_job *j)
{
    const struct wlm_class *const c = &e->plant->classes[j->class];
    const int count = c->route_count - (c->by_default ? 1 : 0);

    return j->hops + 1 < count ? c->route[j->hops + 1] : NO_JOB;
}

/* Slots are free, and at least the memory that it uses now. */
static bool can_reassign(const struct wlm_engine *e, const struct wlm_job *j,
                         int queue)
{
    const double need_bytes = e->plant->works[j->work].need_bytes;

    return !wlm_would_wait(e, j, queue) &&
           wlm_grant(e, j, queue) >= fmin(need_bytes, j->grant_bytes);
}

/* It keeps running, on the slots and memory of another queue. */
static void reassign(struct wlm_engine *e, int job, int queue)
{
    struct wlm_job *const j = &e->jobs[job];
    const double timeout_s = e->plant->queues[queue].timeout_s;
    const int from = j->queue;

    wlm_record_stay(e, j, WLM_REASSIGNED);
    wlm_meter_add(&e->queues[from].running, e->now_s, -1);
    wlm_release(e, j);
    wlm_hold(e, j, queue);
    wlm_meter_add(&e->queues[queue].running, e->now_s, 1);
    j->waited_s += j->started_s - j->queued_s;
    j->ran_s += e->now_s - j->started_s;
    j->queued_s = j->started_s = e->now_s;
    j->home = queue;
    j->logged = 0; /* the rules there are others */
    j->stamp++;
    if (timeout_s > 0)
        wlm_schedule_timer(e, e->now_s + timeout_s, EVENT_TIMEOUT, job);
    wlm_admit(e, from);
}

void wlm_forget(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];

    wlm_stop(e, job);
    wlm_record_stay(e, j, WLM_RESTARTED);
    j->waited_s += j->started_s - j->queued_s;
    j->ran_s += e->now_s - j->started_s;
    j->forgotten_s = j->ran_s;
    j->logged = 0;
    j->query = ++e->queries;
    if (j->counted)
        e->tally->classes[j->class].restarted++;
}

static void restart(struct wlm_engine *e, int job, int queue)
{
    const int from = e->jobs[job].queue;

    wlm_forget(e, job);
    wlm_enqueue(e, job, queue);
    wlm_admit(e, from);
}

/* False: there is no queue to hop to. */
static bool hop(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    const int queue = next_queue(e, j);

    if (queue == NO_JOB)
        return false;
    j->hops++;
    if (j->counted)
        e->tally->classes[j->class].hopped++;
    if (can_reassign(e, j, queue))
        reassign(e, job, queue);
    else
        restart(e, job, queue);
    return true;
}

static void cancel(struct wlm_engine *e, int job, enum wlm_outcome outcome)
{
    const int from = e->jobs[job].queue;
    const int cluster = e->jobs[job].cluster;

    wlm_stop(e, job);
    wlm_depart(e, job, outcome);
    if (cluster > 0)
        wlm_cluster_left(e, cluster);
    else if (from < e->plant->queue_count)
        wlm_admit(e, from);
}

void wlm_timeout(struct wlm_engine *e, int job)
{
    const enum wlm_kind kind = e->plant->classes[e->jobs[job].class].kind;

    if (is_exempt(kind))
        return;
    if (may_hop(kind) && hop(e, job))
        return;
    cancel(e, job, WLM_CANCELLED);
}

/* ---- query monitoring rules --------------------------------------------- */

/* Totals grow evenly with the work that is done. */
static double metric(const struct wlm_engine *e, const struct wlm_job *j,
                     enum wlm_metric m)
{
    const double *const totals = e->plant->works[j->work].metrics;
    const bool running = j->state == JOB_RUNNING;
    const double ran_s = running ? e->now_s - j->started_s : 0;
    const double done =
        running && j->work_s > 0 ? 1 - wlm_job_left_s(e, j) / j->work_s : 0;

    switch (m) {
    case WLM_EXECUTION_TIME:
        return j->ran_s - j->forgotten_s + ran_s;
    case WLM_QUEUE_TIME:
        return j->waited_s + (running ? j->started_s : e->now_s) - j->queued_s;
    case WLM_TEMP_BLOCKS:
        return running ? j->demand->spill_blocks * done : 0;
    case WLM_CPU_USAGE:
        return ran_s > 0 ? 100 * totals[WLM_CPU_TIME] * j->factor * done / ran_s
                         : 0;
    case WLM_CPU_TIME:
        return totals[m] * j->factor * done;
    case WLM_CPU_SKEW:
    case WLM_IO_SKEW:
        return running ? totals[m] : 0;
    case WLM_SEGMENT_TIME:
        /* The longest segment takes its share of the time so far. */
        return fmin(ran_s, totals[m] * (j->ran_s - j->forgotten_s + ran_s));
    case WLM_PRIORITY:
        return (double)j->priority;
    default:
        return totals[m] * done;
    }
}

static bool holds(const struct wlm_engine *e, const struct wlm_job *j,
                  const struct wlm_rule *r)
{
    for (int i = 0; i < r->predicate_count; i++) {
        const struct wlm_predicate *const p = &r->predicates[i];
        const double x = metric(e, j, p->metric);
        const bool true_now = p->comparison == '>'   ? x > p->value
                              : p->comparison == '<' ? x < p->value
                                                     : x == p->value;
        if (!true_now)
            return false;
    }
    return true;
}

/* Can this be done to the job at all? */
static bool is_allowed(const struct wlm_engine *e, const struct wlm_job *j,
                       enum wlm_action action)
{
    const enum wlm_kind kind = e->plant->classes[j->class].kind;

    switch (action) {
    case WLM_ABORT:
        return !is_exempt(kind);
    case WLM_HOP:
        return !e->plant->automatic && j->state == JOB_RUNNING &&
               j->queue < e->plant->queue_count && may_hop(kind);
    case WLM_CHANGE_PRIORITY:
        return e->plant->automatic;
    default:
        return true;
    }
}

/* The most severe rule that holds; each is logged once per query. */
static int most_severe(struct wlm_engine *e, struct wlm_job *j)
{
    const struct wlm_queue *const q = &e->plant->queues[j->home];
    struct wlm_rule_tally *const t = &e->tally->rules[j->home * WLM_RULES_MAX];
    int best = -1;

    for (int i = 0; i < q->rule_count; i++) {
        if (j->logged >> i & 1 || !holds(e, j, &q->rules[i]) ||
            !is_allowed(e, j, q->rules[i].action))
            continue;
        j->logged |= UINT32_C(1) << i;
        if (j->counted)
            t[i].fired[WLM_LOG]++;
        if (best < 0 || q->rules[i].action > q->rules[best].action)
            best = i;
    }
    return best;
}

static void abort_job(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];

    if (j->state == JOB_RUNNING) {
        cancel(e, job, WLM_ABORTED);
        return;
    }
    const int queue = j->queue;
    wlm_line_leave(e, job);
    e->waiting--;
    wlm_meter_add(&e->queues[queue].waiting, e->now_s, -1);
    wlm_depart(e, job, WLM_ABORTED);
    wlm_admit(e, queue);
}

static void judge(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    const int queue = j->home, best = most_severe(e, j);

    if (best < 0)
        return;
    const struct wlm_rule *const r = &e->plant->queues[queue].rules[best];
    if (r->action != WLM_LOG && j->counted)
        e->tally->rules[queue * WLM_RULES_MAX + best].fired[r->action]++;
    if (r->action == WLM_ABORT)
        abort_job(e, job);
    else if (r->action == WLM_HOP) {
        /* Documented: with no other queue that matches it is cancelled. */
        if (!hop(e, job))
            cancel(e, job, WLM_CANCELLED);
    } else if (r->action == WLM_CHANGE_PRIORITY)
        wlm_set_priority(e, job, r->priority);
}

void wlm_tick(struct wlm_engine *e)
{
    for (size_t i = 0; i < e->job_count; i++) {
        const enum wlm_state state = e->jobs[i].state;
        if ((state == JOB_RUNNING || state == JOB_WAITING) &&
            e->plant->queues[e->jobs[i].home].rule_count > 0)
            judge(e, (int)i);
    }
    wlm_schedule(e, e->now_s + TICK_S, EVENT_TICK, 0, 0);
}
