#include "measure/wlm/wlm_engine.h"

#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "measure/wlm/wlm_state.h"

enum { EVENTS_BETWEEN_LOOKS = (1 << 20) - 1 };

/* The event that has just come makes room for the next of its class. */
static void arrived(struct wlm_engine *e, int class)
{
    const int nth = e->classes[class].source.next_time - 1;
    const double next_s = wlm_source_next(&e->classes[class].source);

    heap_pop(&e->events);
    if (next_s < HUGE_VAL)
        wlm_schedule(e, next_s, EVENT_ARRIVAL, 0, (uint32_t) class);
    wlm_arrive(e, class, nth);
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

static bool is_timer(enum wlm_event kind)
{
    return kind == EVENT_TIMEOUT || kind == EVENT_EVICT;
}

static bool means_something(const struct heap_item *item, const void *engine)
{
    return !is_timer(kind_of(item)) || is_current(engine, *item);
}

void wlm_schedule_timer(struct wlm_engine *e, double at_s, enum wlm_event kind,
                        int job)
{
    heap_tidy(&e->events, means_something, e);
    wlm_schedule(e, at_s, kind, e->jobs[job].stamp, (uint32_t)job);
}

static void happen(struct wlm_engine *e, struct heap_item item)
{
    const int which = (int)item.which;

    switch (kind_of(&item)) {
    case EVENT_ARRIVAL:
        break; /* by `arrived`, which keeps its place in the heap */
    case EVENT_THOUGHT:
        wlm_arrive(e, which, -1);
        break;
    case EVENT_COMMITTED:
        wlm_committed(e, which);
        break;
    case EVENT_CLUSTER_READY:
        wlm_cluster_ready(e, which);
        break;
    case EVENT_CLUSTER_IDLE:
        wlm_cluster_watch(e, which);
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
        wlm_schedule(e, e->now_s + e->plant->sqa_limit_every_s, EVENT_LIMIT, 0,
                     0);
        break;
    }
}

/* The next end of a query on any cluster. Which is first cannot be foretold,
   so there is no branch. */
static double next_end(struct wlm_engine *e, int *cluster, int *group)
{
    double next = wlm_share_next(&e->clusters[0].share);
    int first = 0;

    for (int i = 1; i < e->cluster_count; i++) {
        const double at = wlm_share_next(&e->clusters[i].share);
        first = at < next ? i : first;
        next = at < next ? at : next;
    }
    *cluster = first;
    *group = e->clusters[first].share.next;
    return next;
}

static void end_one(struct wlm_engine *e, int cluster, int group)
{
    const struct heap_item item =
        wlm_share_pop(&e->clusters[cluster].share, group);

    if (e->jobs[item.which].generation == item.what)
        wlm_finish(e, (int)item.which);
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
            wlm_close_bins(e, next_s);
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
    s->service_law = draw_gamma_of(c->service_cv);
    s->think_law = draw_gamma_of(c->think_cv);
    s->refreshed_s = c->refresh_s;
    wlm_source_init(&s->source, &c->arrivals, seed, c->name, replication);
    s->text_run_s = ARENA_ARRAY(e->arena, c->texts, double);
    for (int i = 0; i < c->texts; i++)
        s->text_run_s[i] = -1;
    const double first_s = wlm_source_next(&s->source);
    if (first_s < HUGE_VAL)
        wlm_schedule(e, first_s, EVENT_ARRIVAL, 0, (uint32_t) class);
    for (int i = 0; i < c->users; i++)
        wlm_think(e, class);
}

static void init_queue(struct wlm_engine *e, int i)
{
    struct wlm_queue_state *const q = &e->queues[i];

    for (int p = 0; p < WLM_PRIORITIES; p++)
        q->lines[p] = (struct wlm_line){ NO_JOB, NO_JOB };
    if (i >= e->plant->queue_count)
        return;
    q->demands =
        ARENA_ARRAY(e->arena, e->plant->work_count, const struct wlm_demand *);
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
        wlm_schedule(e, p->sqa_limit_every_s, EVENT_LIMIT, 0, 0);
    }
}

/* Higher priorities get more of what is short, as they get more turns. */
static void init_share(struct wlm_engine *e, struct wlm_share *s)
{
    wlm_share_init(s, e->arena);
    for (int i = 0; i < WLM_PRIORITIES && e->plant->automatic; i++)
        wlm_share_weigh(s, i, 1 / e->turn[i]);
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
    e->reserved = NO_JOB;
    e->pool_bytes = p->memory_bytes;
    for (int i = 0; i < p->queue_count; i++)
        if (p->queues[i].service_class == WLM_SUPERUSER_CLASS) {
            e->reserved = i;
            e->pool_bytes -= p->queues[i].memory_bytes;
        }
    e->turn[WLM_LOWEST] = 1;
    for (int i = WLM_LOWEST + 1; i < WLM_PRIORITIES; i++)
        e->turn[i] = e->turn[i - 1] / p->priority_ratio;
    heap_init(&e->events, a);
    e->cluster_count = 1 + p->clusters_max;
    CHECK(e->cluster_count <= WLM_CLUSTERS_MAX);
    for (int i = 0; i < e->cluster_count; i++)
        init_share(e, &e->clusters[i].share);
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

static size_t entry_room(const struct wlm_engine *e)
{
    size_t room = e->events.room;

    for (int i = 0; i < e->cluster_count; i++)
        for (int b = 0; b < WLM_GROUPS; b++)
            room += e->clusters[i].share.groups[b].ends.room;
    return room;
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
    wlm_mark_warmup(e);
    e->end_s = end_s;
    run(e);
    if (!e->tally->overflowed)
        e->now_s = end_s;
    e->tally->entry_room = entry_room(e);
    wlm_close_last_bin(e, end_s);
    wlm_check_identities(e);
    wlm_close_classes(e);
    wlm_close_queues(e);
    return e->tally;
}
