#include <string.h>

#include "measure/wlm/wlm_state.h"

static struct wlm_line *line_of(struct wlm_engine *e, const struct wlm_job *j)
{
    return &e->queues[j->queue].lines[j->priority];
}

int wlm_job_new(struct wlm_engine *e)
{
    int job = e->free_job;

    if (job != NO_JOB)
        e->free_job = e->jobs[job].next;
    else {
        if (e->job_count >= WLM_JOBS_MAX)
            return NO_JOB;
        if (e->job_count == e->job_room)
            ARENA_GROW(e->arena, e->jobs, e->job_count, e->job_room);
        job = (int)e->job_count++;
        e->jobs[job] = (struct wlm_job){ .generation = 0 };
    }
    /* What arriving and queueing do not set; the whole is large. */
    struct wlm_job *const j = &e->jobs[job];
    j->next = j->prev = NO_JOB;
    j->hops = j->slots = 0;
    j->waited_s = j->ran_s = j->forgotten_s = 0;
    j->logged = 0;
    j->spilled = j->accelerated = j->stopped = false;
    return job;
}

void wlm_job_free(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];

    j->generation++;
    j->stamp++;
    j->state = JOB_FREE;
    j->next = e->free_job;
    e->free_job = job;
}

void wlm_line_join(struct wlm_engine *e, int job, bool first)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_line *const l = line_of(e, j);

    j->next = first ? l->first : NO_JOB;
    j->prev = first ? NO_JOB : l->last;
    if (j->prev == NO_JOB)
        l->first = job;
    else
        e->jobs[j->prev].next = job;
    if (j->next == NO_JOB)
        l->last = job;
    else
        e->jobs[j->next].prev = job;
}

void wlm_line_leave(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    struct wlm_line *const l = line_of(e, j);

    if (j->prev == NO_JOB)
        l->first = j->next;
    else
        e->jobs[j->prev].next = j->next;
    if (j->next == NO_JOB)
        l->last = j->prev;
    else
        e->jobs[j->next].prev = j->prev;
}

static int service_class(const struct wlm_engine *e, const struct wlm_job *j)
{
    const int own = e->plant->queue_count;

    if (j->queue == own + WLM_PLACE_SQA)
        return WLM_SHORT_CLASS;
    return e->plant->queues[j->queue < own ? j->queue : j->home].service_class;
}

/* Where the next record goes: it is kept if that was asked for, and replaces
   the last one if not. */
static struct wlm_record *record_place(struct wlm_engine *e, bool counted)
{
    struct wlm_tally *const t = e->tally;

    if (!counted || (int)t->record_count >= e->plant->records_max)
        return &t->last;
    ARENA_GROW(e->arena, t->records, t->record_count, t->record_room);
    return &t->records[t->record_count++];
}

void wlm_record_stay(struct wlm_engine *e, const struct wlm_job *j,
                     enum wlm_outcome outcome)
{
    const bool ran = j->state == JOB_RUNNING || j->state == JOB_COMMITTING;

    *record_place(e, j->counted) = (struct wlm_record){
        .task = j->task,
        .query = j->query,
        .class = j->class,
        .work = j->work,
        .service_class = service_class(e, j),
        .slots = j->slots,
        .priority = j->priority,
        .queue_start_s = j->queued_s,
        .exec_start_s = ran ? j->started_s : e->now_s,
        .exec_end_s = e->now_s,
        .spill_blocks = ran ? j->demand->spill_blocks : 0,
        .est_peak_bytes = e->plant->works[j->work].need_bytes,
        .outcome = outcome,
        .cluster = j->cluster,
    };
}
