#include <math.h>

#include "measure/wlm/wlm_state.h"

static void count_completed(struct wlm_engine *e, const struct wlm_job *j,
                            double wait_s, double exec_s)
{
    struct wlm_class_tally *const t = &e->tally->classes[j->class];
    const double response_s = e->now_s - j->arrived_s;

    t->completed++;
    t->spilled += j->spilled;
    t->waited += wait_s > 0;
    t->wait_s += wait_s;
    t->exec_s += exec_s;
    t->response_s += response_s;
    stat_sketch_add(&t->wait, wait_s);
    stat_sketch_add(&t->response, response_s);
}

/* The end of a query that began to run or wait in its last stay. */
void wlm_depart(struct wlm_engine *e, int job, enum wlm_outcome outcome)
{
    struct wlm_job *const j = &e->jobs[job];
    const int class = j->class;

    if (outcome != WLM_COMPLETED) {
        wlm_record_stay(e, j, outcome);
        if (j->counted)
            e->tally->classes[class].aborted++;
    } else if (j->counted)
        count_completed(e, j, j->waited_s, j->ran_s);
    if (outcome == WLM_COMPLETED && j->text >= 0) {
        /* It answered from the data as they were when it began. */
        double *const run_s = &e->classes[class].text_run_s[j->text];
        *run_s = fmax(*run_s, j->started_s);
    }
    e->stays_s += e->now_s - j->arrived_s;
    e->departed++;
    wlm_meter_add(&e->classes[class].present, e->now_s, -1);
    wlm_job_free(e, job);
    wlm_think(e, class);
}

static bool writes(enum wlm_kind kind)
{
    return kind != WLM_SELECT && kind != WLM_UNLOAD;
}

/* One commit at a time: the leader's commit queue. */
static void commit(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    const double begin_s = fmax(e->commit_free_s, e->now_s);

    e->commit_free_s = begin_s + e->plant->commit_s;
    j->state = JOB_COMMITTING;
    j->queue = e->plant->queue_count + WLM_PLACE_COMMIT;
    wlm_meter_add(&e->queues[j->queue].running, e->now_s, 1);
    wlm_schedule(e, e->commit_free_s, EVENT_COMMITTED, j->stamp, (uint32_t)job);
}

void wlm_committed(struct wlm_engine *e, int job)
{
    wlm_meter_add(&e->queues[e->jobs[job].queue].running, e->now_s, -1);
    wlm_depart(e, job, WLM_COMPLETED);
}

void wlm_finish(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    const int queue = j->queue, cluster = j->cluster;
    const double exec_s = e->now_s - j->started_s;

    wlm_end_running(e, job);
    wlm_record_stay(e, j, WLM_COMPLETED);
    j->waited_s += j->started_s - j->queued_s;
    j->ran_s += exec_s;
    if (j->counted)
        e->queues[queue].completed++;
    if (e->recent != NULL)
        stat_sketch_add(e->recent, exec_s);
    if (e->plant->commit_s > 0 && writes(e->plant->classes[j->class].kind))
        commit(e, job);
    else
        wlm_depart(e, job, WLM_COMPLETED);
    if (cluster > 0)
        wlm_cluster_left(e, cluster);
    else if (e->waiting > 0 && queue < e->plant->queue_count)
        wlm_admit(e, queue);
}
