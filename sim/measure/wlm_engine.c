#include "measure/wlm_engine.h"

#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "measure/wlm_state.h"

/* TUNING (guess): how often the dynamic limit of short queries is renewed. */
#define LIMIT_EVERY_S 60.0

/* Little's law and conservation hold to rounding. */
#define IDENTITY_ERROR 1e-6

enum { EVENTS_BETWEEN_LOOKS = (1 << 20) - 1 };

/* ---- arrivals ------------------------------------------------------------ */

static int pick(const double *cumulative, int count, double u)
{
    int lo = 0, hi = count - 1;

    while (lo < hi) {
        const int middle = (lo + hi) / 2;
        if (u < cumulative[middle])
            hi = middle;
        else
            lo = middle + 1;
    }
    return lo;
}

static bool is_measured(const struct wlm_engine *e, double arrived_s)
{
    return arrived_s >= e->plant->warmup_s;
}

static void think(struct wlm_engine *e, int class)
{
    const struct wlm_class *const c = &e->plant->classes[class];

    if (c->users > 0)
        wlm_schedule(e,
                     e->now_s +
                         c->think_s *
                             draw_gamma(&e->classes[class].think, c->think_cv),
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
        const double changed_s = floor(e->now_s / c->refresh_s) * c->refresh_s;
        return s->text_run_s[*text] >= changed_s;
    }
    return c->cached_frac > 0 && draw_unit(&s->repeat) < c->cached_frac;
}

static void answer_from_cache(struct wlm_engine *e, int class)
{
    struct wlm_class_tally *const t = &e->tally->classes[class];
    const double cache_s = e->plant->cache_s;

    if (is_measured(e, e->now_s)) {
        t->arrivals++;
        t->cached++;
        t->completed++;
        t->response_s += cache_s;
        t->exec_s += cache_s;
        stat_sketch_add(&t->wait, 0);
        stat_sketch_add(&t->response, cache_s);
    }
    think(e, class);
}

static int work_of(struct wlm_engine *e, int class, int nth)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    const double u = c->work_count > 1 ? draw_unit(&e->classes[class].mix) : 0;

    if (c->arrivals.works != NULL && nth >= 0)
        return c->arrivals.works[nth];
    return c->works[pick(c->shares, c->work_count, u)];
}

static enum wlm_priority priority_of(const struct wlm_engine *e,
                                     const struct wlm_class *c)
{
    return c->critical ? WLM_CRITICAL : e->plant->queues[c->route[0]].priority;
}

/* `nth` of the given times; -1: a user has thought. */
static void arrive(struct wlm_engine *e, int class, int nth)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    struct wlm_class_state *const s = &e->classes[class];
    const int work = work_of(e, class, nth);
    const double factor = draw_gamma(&s->service, c->service_cv);
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
    j->work = work;
    j->factor = factor;
    j->predicted = predicted;
    j->text = text;
    j->arrived_s = e->now_s;
    j->task = ++e->tasks;
    j->query = ++e->queries;
    j->priority = priority_of(e, c);
    j->counted = is_measured(e, e->now_s);
    if (j->counted)
        e->tally->classes[class].arrivals++;
    wlm_enqueue(e, job, c->route[0]);
}

/* ---- ends ------------------------------------------------------------- */

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
    if (outcome == WLM_COMPLETED && j->text >= 0)
        e->classes[class].text_run_s[j->text] = e->now_s;
    e->stays_s += e->now_s - j->arrived_s;
    wlm_job_free(e, job);
    think(e, class);
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

static void committed(struct wlm_engine *e, int job)
{
    wlm_meter_add(&e->queues[e->jobs[job].queue].running, e->now_s, -1);
    wlm_depart(e, job, WLM_COMPLETED);
}

static void finish(struct wlm_engine *e, int job)
{
    struct wlm_job *const j = &e->jobs[job];
    const int queue = j->queue, cluster = j->cluster;
    const double exec_s = e->now_s - j->started_s;

    wlm_stop(e, job);
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

/* ---- the timeline ------------------------------------------------------ */

/* All areas up to now, added to a bin with this sign. */
static void add_areas(const struct wlm_engine *e, struct wlm_bin *b,
                      double at_s, double sign)
{
    const int places = e->plant->queue_count + WLM_PLACES;

    for (int i = 0; i < places; i++) {
        const struct wlm_queue_state *const q = &e->queues[i];
        if (i != e->plant->queue_count + WLM_PLACE_COMMIT)
            b->running += sign * wlm_meter_area(&q->running, at_s);
        b->waiting += sign * wlm_meter_area(&q->waiting, at_s);
        b->slots += sign * wlm_meter_area(&q->slots, at_s);
    }
    b->clusters += sign * wlm_meter_area(&e->clusters_on, at_s);
}

static void close_bins(struct wlm_engine *e, double to_s)
{
    while (e->next_bin_s <= to_s && e->bin < e->plant->bins) {
        struct wlm_bin *const b = &e->tally->bins[e->bin];
        add_areas(e, b, e->next_bin_s, 1);
        b->memory += e->held_bytes * e->plant->bin_s;
        if (++e->bin == e->plant->bins) {
            e->bin--; /* what comes at the very end */
            e->next_bin_s = HUGE_VAL;
            return;
        }
        add_areas(e, &e->tally->bins[e->bin], e->next_bin_s, -1);
        e->next_bin_s += e->plant->bin_s;
    }
}

/* ---- the clock ---------------------------------------------------------- */

/* The event that has just come makes room for the next of its class. */
static void arrived(struct wlm_engine *e, int class)
{
    const int nth = e->classes[class].source.next_time - 1;
    const double next_s = wlm_source_next(&e->classes[class].source);

    if (next_s < HUGE_VAL)
        heap_replace(&e->events, next_s, EVENT_ARRIVAL, EVENT_ARRIVAL,
                     (uint32_t) class);
    else
        heap_pop(&e->events);
    arrive(e, class, nth);
}

static bool is_current(const struct wlm_engine *e, struct heap_item item)
{
    return e->jobs[item.which].stamp << EVENT_BITS ==
           (item.what >> EVENT_BITS << EVENT_BITS);
}

static enum wlm_event kind_of(const struct heap_item *item)
{
    return (enum wlm_event)(item->what & ((1 << EVENT_BITS) - 1));
}

static void happen(struct wlm_engine *e, struct heap_item item)
{
    const int which = (int)item.which;

    switch (kind_of(&item)) {
    case EVENT_ARRIVAL:
        break; /* by `arrived`, which keeps its place in the heap */
    case EVENT_THOUGHT:
        arrive(e, which, -1);
        break;
    case EVENT_COMMITTED:
        committed(e, which);
        break;
    case EVENT_CLUSTER_READY:
        wlm_cluster_ready(e, which);
        break;
    case EVENT_CLUSTER_IDLE:
        if (item.what >> EVENT_BITS == e->clusters[which].stamp)
            wlm_cluster_idle(e, which);
        break;
    case EVENT_CHANGE:
        wlm_change(e, &e->plant->changes[which]);
        break;
    case EVENT_TIMEOUT:
        if (is_current(e, item))
            wlm_timeout(e, which);
        break;
    case EVENT_EVICT:
        if (is_current(e, item))
            wlm_evict(e, which);
        break;
    case EVENT_TICK:
        wlm_tick(e);
        break;
    case EVENT_LIMIT:
        wlm_renew_limit(e);
        wlm_schedule(e, e->now_s + LIMIT_EVERY_S, EVENT_LIMIT, 0, 0);
        break;
    }
}

/* The next end of a query on any cluster. */
static double next_end(const struct wlm_engine *e, int *cluster, int *group)
{
    double next = wlm_share_next(&e->clusters[0].share, group);

    *cluster = 0;
    for (int i = 1; i < e->cluster_count; i++) {
        int g;
        if (e->clusters[i].used == 0)
            continue;
        const double at = wlm_share_next(&e->clusters[i].share, &g);
        if (at < next) {
            next = at;
            *cluster = i;
            *group = g;
        }
    }
    return next;
}

static void end_one(struct wlm_engine *e, int cluster, int group)
{
    struct wlm_group *const g = &e->clusters[cluster].share.groups[group];
    const struct heap_item item = heap_pop(&g->ends);

    if (e->jobs[item.which].generation == item.what)
        finish(e, (int)item.which);
}

static void run(struct wlm_engine *e)
{
    while (!e->tally->overflowed) {
        const struct heap_item *const top = heap_top(&e->events);
        const double event_s = top != NULL ? top->time : HUGE_VAL;
        int cluster, group = 0;
        const double ending_s = next_end(e, &cluster, &group);
        const double next_s = ending_s <= event_s ? ending_s : event_s;

        if (next_s >= e->end_s)
            break;
        if (next_s >= e->next_bin_s)
            close_bins(e, next_s);
        e->now_s = next_s;
        if ((++e->tally->events & EVENTS_BETWEEN_LOOKS) == 0 &&
            progress_interrupted())
            e->tally->overflowed = true; /* what was asked for is not wanted */
        if (ending_s <= event_s)
            end_one(e, cluster, group);
        else if (kind_of(top) == EVENT_ARRIVAL)
            arrived(e, (int)top->which);
        else
            happen(e, heap_pop(&e->events));
    }
}

/* ---- begin and end of a run --------------------------------------------- */

static void init_class(struct wlm_engine *e, int class, uint64_t seed,
                       uint64_t replication)
{
    const struct wlm_class *const c = &e->plant->classes[class];
    struct wlm_class_state *const s = &e->classes[class];
    const uint64_t own = seed ^ text_hash(c->name);

    s->mix = draw_begin(rng_stream(own, "wlm mix", replication));
    s->service = draw_begin(rng_stream(own, "wlm service", replication));
    s->think = draw_begin(rng_stream(own, "wlm think", replication));
    s->repeat = draw_begin(rng_stream(own, "wlm repeat", replication));
    s->predict = draw_begin(rng_stream(own, "wlm predict", replication));
    wlm_source_init(&s->source, &c->arrivals, seed, c->name, replication);
    s->text_run_s = ARENA_ARRAY(e->arena, c->texts, double);
    for (int i = 0; i < c->texts; i++)
        s->text_run_s[i] = -1;
    const double first_s = wlm_source_next(&s->source);
    if (first_s < HUGE_VAL)
        wlm_schedule(e, first_s, EVENT_ARRIVAL, 0, (uint32_t) class);
    for (int i = 0; i < c->users; i++)
        think(e, class);
}

static void init_queue(struct wlm_engine *e, int i)
{
    struct wlm_queue_state *const q = &e->queues[i];

    for (int p = 0; p < WLM_PRIORITIES; p++)
        q->lines[p] = (struct wlm_line){ NO_JOB, NO_JOB };
    if (i >= e->plant->queue_count)
        return;
    q->limit = e->plant->queues[i].slots;
    q->memory_bytes = e->plant->queues[i].memory_bytes;
    q->slot_bytes = q->memory_bytes / q->limit;
    e->ticking |= e->plant->queues[i].rule_count > 0;
}

static void init_rules(struct wlm_engine *e)
{
    const struct wlm_plant *const p = e->plant;

    for (int i = 0; i < p->change_count; i++)
        wlm_schedule(e, p->changes[i].at_s, EVENT_CHANGE, 0, (uint32_t)i);
    if (e->ticking)
        wlm_schedule(e, 10, EVENT_TICK, 0, 0);
    e->sqa_limit_s = p->sqa_limit_s;
    if (p->sqa && p->sqa_limit_s == 0) {
        e->recent = ARENA_NEW(e->arena, struct stat_sketch);
        e->sqa_limit_s = 2; /* the least there is, until something ran */
        wlm_schedule(e, LIMIT_EVERY_S, EVENT_LIMIT, 0, 0);
    }
}

static struct wlm_engine *begin(struct arena *a, const struct wlm_plant *p,
                                uint64_t seed, uint64_t replication)
{
    struct wlm_engine *const e = ARENA_NEW(a, struct wlm_engine);

    e->arena = a;
    e->plant = p;
    e->tally = wlm_tally_new(a, p);
    e->end_s = p->warmup_s + p->duration_s;
    e->next_bin_s = p->bins > 0 ? p->bin_s : HUGE_VAL;
    e->free_job = NO_JOB;
    heap_init(&e->events, a);
    e->cluster_count = 1 + p->clusters_max;
    CHECK(e->cluster_count <= WLM_CLUSTERS_MAX);
    for (int i = 0; i < e->cluster_count; i++)
        wlm_share_init(&e->clusters[i].share, a);
    e->queues =
        ARENA_ARRAY(a, p->queue_count + WLM_PLACES, struct wlm_queue_state);
    for (int i = 0; i < p->queue_count + WLM_PLACES; i++)
        init_queue(e, i);
    e->classes = ARENA_ARRAY(a, p->class_count, struct wlm_class_state);
    for (int i = 0; i < p->class_count; i++)
        init_class(e, i, seed, replication);
    init_rules(e);
    return e;
}

static double relative(double a, double b)
{
    return fabs(a - b) / fmax(1e-9, fmax(fabs(a), fabs(b)));
}

/* Both sides of the two identities, with who is still there at the end. */
static void check_identities(struct wlm_engine *e)
{
    double area_s = 0, done_s = 0;

    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++)
        area_s += wlm_meter_area(&e->queues[i].running, e->now_s) +
                  wlm_meter_area(&e->queues[i].waiting, e->now_s);
    for (size_t i = 0; i < e->job_count; i++) {
        const struct wlm_job *const j = &e->jobs[i];
        if (j->state != JOB_FREE)
            e->stays_s += e->now_s - j->arrived_s;
        if (j->state == JOB_RUNNING)
            e->work_begun_s -= wlm_job_left_s(e, j);
    }
    for (int i = 0; i < e->cluster_count; i++) {
        wlm_share_advance(&e->clusters[i].share, e->now_s);
        done_s += e->clusters[i].share.done_s;
    }
    e->tally->little_error = relative(area_s, e->stays_s);
    e->tally->work_error = relative(done_s, e->work_begun_s);
    CHECK(e->tally->little_error < IDENTITY_ERROR);
    CHECK(e->tally->work_error < IDENTITY_ERROR);
}

static void mark_warmup(struct wlm_engine *e)
{
    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++) {
        struct wlm_queue_state *const q = &e->queues[i];
        q->running.before = wlm_meter_area(&q->running, e->now_s);
        q->waiting.before = wlm_meter_area(&q->waiting, e->now_s);
        q->slots.before = wlm_meter_area(&q->slots, e->now_s);
        q->most_waiting = (int)q->waiting.value;
        q->most_slots = (int)q->slots.value;
    }
}

static void close_queues(struct wlm_engine *e)
{
    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++) {
        const struct wlm_queue_state *const q = &e->queues[i];
        e->tally->queues[i] = (struct wlm_queue_tally){
            .slots_area = wlm_meter_area(&q->slots, e->now_s) - q->slots.before,
            .running_area =
                wlm_meter_area(&q->running, e->now_s) - q->running.before,
            .waiting_area =
                wlm_meter_area(&q->waiting, e->now_s) - q->waiting.before,
            .most_waiting = q->most_waiting,
            .most_slots = q->most_slots,
            .completed = q->completed,
        };
    }
    for (int i = 1; i < e->cluster_count; i++)
        if (e->clusters[i].state == CLUSTER_READY) {
            if (e->clusters[i].used > 0)
                e->clusters[i].activation_busy_s +=
                    e->now_s - e->clusters[i].busy_since_s;
            wlm_cluster_idle(e, i);
        }
}

struct wlm_tally *wlm_simulate(struct arena *a, const struct wlm_plant *p,
                               uint64_t seed, uint64_t replication)
{
    struct wlm_engine *const e = begin(a, p, seed, replication);
    const double end_s = e->end_s;

    /* First the warm-up, then what is measured. */
    e->end_s = p->warmup_s;
    run(e);
    e->now_s = p->warmup_s;
    mark_warmup(e);
    e->end_s = end_s;
    run(e);
    if (!e->tally->overflowed)
        e->now_s = end_s;
    close_bins(e, end_s);
    check_identities(e);
    close_queues(e);
    return e->tally;
}
