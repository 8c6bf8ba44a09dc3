#include <math.h>

#include "measure/wlm/wlm_state.h"

/* The first whose cumulative share is above u; halved without a branch, as
   none could be foretold. */
static int pick(const double *cumulative, int count, double u)
{
    int at = 0;

    for (int left = count - 1; left > 0;) {
        const int half = (left + 1) / 2;
        at += u >= cumulative[at + half - 1] ? half : 0;
        left -= half;
    }
    return at;
}

void wlm_think(struct wlm_engine *e, int class)
{
    const struct wlm_class *const c = &e->plant->classes[class];

    if (c->users > 0)
        wlm_schedule(e,
                     e->now_s +
                         c->think_s * draw_gamma(&e->classes[class].think,
                                                 &e->classes[class].think_law),
                     EVENT_THOUGHT, 0, (uint32_t) class);
}

/* Is the answer in the cache? By a share, or because this text was answered
   since its data last changed. */
static bool is_cached(struct wlm_engine *e, int class, int *text)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    struct wlm_class_state *const s = &e->classes[class];

    *text = -1;
    if (c->texts > 0) {
        *text = pick(c->text_shares, c->texts, draw_unit(&s->repeat));
        if (e->now_s >= s->refreshed_s) {
            s->changed_s = floor(e->now_s / c->refresh_s) * c->refresh_s;
            s->refreshed_s = s->changed_s + c->refresh_s;
        }
        return s->text_run_s[*text] >= s->changed_s;
    }
    return c->cached_frac > 0 && draw_unit(&s->repeat) < c->cached_frac;
}

static void answer_from_cache(struct wlm_engine *e, int class)
{
    struct wlm_class_tally *const t = &e->tally->classes[class];
    const double cache_s = e->plant->cache_s;

    if (wlm_is_measured(e, e->now_s)) {
        t->arrivals++;
        t->cached++;
        t->completed++;
        t->response_s += cache_s;
        t->exec_s += cache_s;
        stat_sketch_add(&t->wait, 0);
        stat_sketch_add(&t->response, cache_s);
    }
    wlm_think(e, class);
}

static int work_of(struct wlm_engine *e, int class, int nth)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    const double u = c->work_count > 1 ? draw_unit(&e->classes[class].mix) : 0;

    if (c->arrivals.works != NULL && nth >= 0)
        return c->arrivals.works[nth];
    return c->works[pick(c->shares, c->work_count, u)];
}

/* As the tables lie by now. */
static int work_now(const struct wlm_engine *e, int work)
{
    const struct wlm_plant *const p = e->plant;

    if (p->epoch_count == 0)
        return work;
    const int epoch =
        (int)fmin(floor(e->now_s / p->epoch_s), p->epoch_count - 1);
    return p->epoch_works[epoch * p->work_count + work];
}

static enum wlm_priority priority_of(const struct wlm_engine *e,
                                     const struct wlm_class *c)
{
    return c->critical ? WLM_CRITICAL : e->plant->queues[c->route[0]].priority;
}

void wlm_arrive(struct wlm_engine *e, int class, int nth)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    struct wlm_class_state *const s = &e->classes[class];
    const int work = work_of(e, class, nth);
    const double factor = draw_gamma(&s->service, &s->service_law);
    const double predicted =
        e->plant->sqa ? draw_lognormal(&s->predict, e->plant->prediction_sigma)
                      : 1;
    int text;

    if (e->plant->bins > 0)
        e->tally->bins[e->bin].arrivals++;
    if (is_cached(e, class, &text)) {
        answer_from_cache(e, class);
        return;
    }
    const int job = wlm_job_new(e);
    if (job == NO_JOB) {
        e->tally->overflowed = true;
        return;
    }
    struct wlm_job *const j = &e->jobs[job];
    j->class = class;
    j->work = work_now(e, work);
    j->factor = factor;
    j->predicted = predicted;
    j->text = text;
    j->asked = c->slot_count;
    j->arrived_s = e->now_s;
    j->task = ++e->tasks;
    j->query = ++e->queries;
    j->priority = priority_of(e, c);
    j->counted = wlm_is_measured(e, e->now_s);
    wlm_meter_add(&s->present, e->now_s, 1);
    if (j->counted)
        e->tally->classes[class].arrivals++;
    wlm_enqueue(e, job, c->route[0]);
}
