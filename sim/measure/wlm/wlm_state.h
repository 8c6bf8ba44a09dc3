#ifndef MEASURE_WLM_STATE_H
#define MEASURE_WLM_STATE_H

#include "base/heap.h"
#include "measure/wlm/wlm_engine.h"
#include "measure/wlm/wlm_share.h"
#include "measure/wlm/wlm_source.h"

/*
 * wlm_state - the engine while it runs; shared by its parts and no one else.
 *
 *     wlm_engine    the clock
 *     wlm_arrive    arrivals, people who think, the result cache
 *     wlm_finish    ends, commits, what is counted of them
 *     wlm_watch     the timeline, the warm-up, the checks of a run
 *     wlm_jobs      the pool of queries, and the lines in which they wait
 *     wlm_admit     who begins: slots, memory
 *     wlm_auto      the same in automatic WLM: room, turns by priority
 *     wlm_divert    short-query acceleration and concurrency scaling
 *     wlm_rules     timeouts, hops, query monitoring rules
 */
enum { NO_JOB = -1 };

/* Sums of grants are rounded; a hair over the whole is the whole. */
#define WLM_ROUNDING (1 + 1e-9)

enum wlm_state {
    JOB_FREE,
    JOB_WAITING,
    JOB_RUNNING,
    JOB_COMMITTING,
};

struct wlm_job {
    uint32_t generation; /* of its entry among the ends */
    uint32_t stamp;      /* of its timers */
    enum wlm_state state;
    int next, prev; /* in its line */
    int class, work;
    int level; /* of the share of resources that it has while it runs */
    int queue; /* index, or a place behind the queues */
    int home;  /* the queue that it belongs to */
    int hops;  /* position in the route */
    int cluster;
    int asked; /* slots, by wlm_query_slot_count */
    int slots, text;
    enum wlm_priority priority;
    double factor, predicted; /* of the demand alone */
    const struct wlm_demand *demand;
    double grant_bytes, work_s, end_clock;
    double arrived_s, queued_s, started_s;
    double waited_s, ran_s; /* in stays that are over */
    double forgotten_s;     /* of ran_s: before the last restart */
    int64_t task, query;
    uint32_t logged; /* rules that have fired, by bit */
    bool spilled, accelerated, counted, stopped;
};

struct wlm_line {
    int first, last;
};

struct wlm_meter {
    double value, area, since_s, before; /* before: area at the warm-up */
};

struct wlm_queue_state {
    /* By work: the demand at the grant of one slot; NULL: not asked yet. */
    const struct wlm_demand **demands;
    struct wlm_line lines[WLM_PRIORITIES];
    struct wlm_meter running, waiting, slots;
    int used, limit; /* slots */
    double held_bytes, memory_bytes, slot_bytes;
    int most_waiting, most_slots;
    int64_t completed;
};

enum wlm_cluster_state { CLUSTER_OFF, CLUSTER_STARTING, CLUSTER_READY };

/* Cluster 0 is the main one. */
struct wlm_cluster {
    struct wlm_share share;
    enum wlm_cluster_state state;
    int used;
    bool watched; /* an event looks after it */
    double busy_since_s, idle_since_s, activation_busy_s;
};

enum { WLM_CLUSTERS_MAX = 11 };

struct wlm_class_state {
    struct wlm_source source;
    struct draw mix, service, think, repeat, predict;
    struct draw_gamma service_law, think_law;
    double *text_run_s;            /* when each text was last answered */
    double changed_s, refreshed_s; /* the data: last, and next time */
    struct wlm_meter present;      /* in the system */
};

struct wlm_engine {
    struct arena *arena;
    const struct wlm_plant *plant;
    struct wlm_tally *tally;
    struct heap events;
    double now_s, end_s;
    double next_bin_s;
    int bin;

    struct wlm_job *jobs;
    size_t job_room, job_count;
    int free_job;
    struct wlm_class_state *classes;
    struct wlm_queue_state *queues; /* the plant's and WLM_PLACES */
    struct wlm_cluster clusters[WLM_CLUSTERS_MAX];
    int cluster_count; /* 1 + those for scaling */
    double held_bytes;
    int running; /* that hold slots and memory */
    int waiting;
    int reserved; /* the queue that automatic WLM does not touch; or none */
    double pool_bytes; /* automatic: all memory but that queue's, */
    double pool_held[WLM_PRIORITIES]; /* and who holds how much of it */
    int pool_running[WLM_PRIORITIES];
    double pass[WLM_PRIORITIES], pass_now;
    double turn[WLM_PRIORITIES]; /* what a turn costs: 1 / weight */
    int critical_running;

    struct stat_sketch *recent; /* execution times, for the dynamic limit */
    double sqa_limit_s;
    double commit_free_s;
    struct wlm_meter clusters_on, memory;

    int64_t tasks, queries, departed;
    double stays_s, work_begun_s; /* for the checks */
    double lost_s;                /* work of who was stopped for others */
    bool ticking;
};

enum wlm_event {
    EVENT_COMMITTED,
    EVENT_CLUSTER_READY,
    EVENT_CLUSTER_IDLE,
    EVENT_CHANGE,
    EVENT_TIMEOUT,
    EVENT_EVICT,
    EVENT_TICK,
    EVENT_LIMIT,
    EVENT_THOUGHT,
    EVENT_ARRIVAL,
};

enum { EVENT_BITS = 4 };

/* `stamp` tells whether the event still means something when it comes. */
static inline void wlm_schedule(struct wlm_engine *e, double at_s,
                                enum wlm_event kind, uint32_t stamp,
                                uint32_t which)
{
    heap_push(&e->events, at_s, (unsigned)kind,
              (uint32_t)kind | stamp << EVENT_BITS, which);
}

/* The same for what is most often over before it comes: who is gone leaves no
   timer behind that others would have to carry. */
void wlm_schedule_timer(struct wlm_engine *e, double at_s, enum wlm_event kind,
                        int job);

static inline void wlm_meter_add(struct wlm_meter *m, double now_s, double by)
{
    m->area += m->value * (now_s - m->since_s);
    m->since_s = now_s;
    m->value += by;
}

static inline double wlm_meter_area(const struct wlm_meter *m, double now_s)
{
    return m->area + m->value * (now_s - m->since_s);
}

static inline bool wlm_is_measured(const struct wlm_engine *e, double arrived_s)
{
    return arrived_s >= e->plant->warmup_s;
}

/* Does automatic WLM manage this queue? The superuser's has its own slot. */
static inline bool wlm_is_pooled(const struct wlm_engine *e, int queue)
{
    return e->plant->automatic && queue != e->reserved;
}

/* ---- wlm_jobs ---- */

/* A free job of the pool, zeroed; NO_JOB when there are too many. */
int wlm_job_new(struct wlm_engine *e);
void wlm_job_free(struct wlm_engine *e, int job);

/* At the end of its line, or before all others; out of it, from anywhere. */
void wlm_line_join(struct wlm_engine *e, int job, bool first);
void wlm_line_leave(struct wlm_engine *e, int job);

/* Work that is left of a running job, in seconds alone. */
static inline double wlm_job_left_s(const struct wlm_engine *e,
                                    const struct wlm_job *j)
{
    const struct wlm_share *const s = &e->clusters[j->cluster].share;
    const double clock = wlm_share_clock(
        &s->groups[wlm_share_group(j->demand, j->level)], e->now_s);

    return j->end_clock > clock ? j->end_clock - clock : 0;
}

/* Its stay in a service class is over: the record of it. */
void wlm_record_stay(struct wlm_engine *e, const struct wlm_job *j,
                     enum wlm_outcome outcome);

/* ---- wlm_admit ---- */

/* Put a job into a queue: it begins, or waits. */
void wlm_enqueue(struct wlm_engine *e, int job, int queue);

/* Let begin whoever can. */
void wlm_admit(struct wlm_engine *e, int queue);

/* Would a job of so many slots have to wait here? */
bool wlm_would_wait(const struct wlm_engine *e, const struct wlm_job *j,
                    int queue);

/* The memory that a job gets in this queue. */
double wlm_grant(const struct wlm_engine *e, const struct wlm_job *j,
                 int queue);

/* Can this queue take a job's slots now, and its memory? */
bool wlm_has_room(const struct wlm_engine *e, const struct wlm_job *j,
                  int queue);

/* Begin on a cluster, in a queue or place; slots and memory are taken. */
void wlm_begin(struct wlm_engine *e, int job, int place, int cluster);

/* It runs no longer: gives back slots and memory; the job is in no queue.
   wlm_stop does so with work left, wlm_end_running when all is done. */
void wlm_stop(struct wlm_engine *e, int job);
void wlm_end_running(struct wlm_engine *e, int job);

/* Take and give back a queue's slots and memory, without running. */
void wlm_hold(struct wlm_engine *e, struct wlm_job *j, int queue);
void wlm_release(struct wlm_engine *e, struct wlm_job *j);

/* Of a job that waits in its line, runs or commits. */
void wlm_set_priority(struct wlm_engine *e, int job,
                      enum wlm_priority priority);

void wlm_change(struct wlm_engine *e, const struct wlm_change *c);

/* Wait in the line of its queue; and begin from there. */
void wlm_start_waiting(struct wlm_engine *e, int job, bool first);
void wlm_begin_waiting(struct wlm_engine *e, int job);

/* ---- wlm_auto ---- */

/* Is there room for the job, whoever waits? */
bool wlm_auto_has_room(const struct wlm_engine *e, const struct wlm_job *j);

/* Does somebody who waits come before this one, who has just arrived? */
bool wlm_auto_is_behind(const struct wlm_engine *e, const struct wlm_job *j);

/* One of this priority begins at once, though others may wait; or it begins to
   wait. */
void wlm_auto_jump(struct wlm_engine *e, int priority);
void wlm_auto_come_back(struct wlm_engine *e, int priority);

/* Let begin whoever can, in turns. */
void wlm_auto_admit(struct wlm_engine *e);

/* ---- wlm_divert ---- */

/* Short-query acceleration or a scaling cluster takes the job, which would
   have to wait; false: it waits. */
bool wlm_divert(struct wlm_engine *e, int job, int queue);
void wlm_evict(struct wlm_engine *e, int job);
void wlm_renew_limit(struct wlm_engine *e);
void wlm_cluster_ready(struct wlm_engine *e, int cluster);
void wlm_cluster_watch(struct wlm_engine *e, int cluster);
void wlm_cluster_idle(struct wlm_engine *e, int cluster);
void wlm_cluster_left(struct wlm_engine *e, int cluster);

/* ---- wlm_rules ---- */

/* Stop a running job that will begin anew: as a new query of the same task. */
void wlm_forget(struct wlm_engine *e, int job);

void wlm_timeout(struct wlm_engine *e, int job);
void wlm_tick(struct wlm_engine *e);

/* ---- wlm_arrive ---- */

/* A query of this class arrives: the `nth` of the given times; -1: any. */
void wlm_arrive(struct wlm_engine *e, int class, int nth);

/* A user of this class, if it has users, thinks, and will ask again. */
void wlm_think(struct wlm_engine *e, int class);

/* ---- wlm_finish ---- */

/* A running job has done its work. */
void wlm_finish(struct wlm_engine *e, int job);
void wlm_committed(struct wlm_engine *e, int job);

/* The job is done with, one way or another. */
void wlm_depart(struct wlm_engine *e, int job, enum wlm_outcome outcome);

/* ---- wlm_watch ---- */

/* The bins of the timeline that end by then. */
void wlm_close_bins(struct wlm_engine *e, double to_s);

/* The last bin, which the end may cut short. */
void wlm_close_last_bin(struct wlm_engine *e, double end_s);

/* The warm-up is over: what is counted begins here. */
void wlm_mark_warmup(struct wlm_engine *e);

/* Little's law, conservation of work and of queries, slots: or the program
   aborts. */
void wlm_check_identities(struct wlm_engine *e);

/* Who is still there. */
void wlm_close_classes(struct wlm_engine *e);

void wlm_close_queues(struct wlm_engine *e);

#endif
