#include "measure/wlm/wlm_build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "estimate/estimate.h"
#include "measure/wlm/wlm_demand.h"
#include "measure/wlm/wlm_history.h"

/* Grants of automatic WLM between the least and all of the memory. */
enum { AUTO_LEVELS = 24 };

static double superuser_bytes(const struct wlm_builder *b)
{
    return b->memory_bytes * b->world->cluster.engine.wlm_superuser_memory_frac;
}

/* ---- grants ------------------------------------------------------------ */

struct grants {
    double *items;
    int count;
    size_t room;
};

static void add_grant(struct wlm_builder *b, struct grants *g, double bytes)
{
    ARENA_GROW(b->arena, g->items, g->count, g->room);
    g->items[g->count++] = bytes;
}

static void add_slots(struct wlm_builder *b, struct grants *g,
                      double queue_bytes, int slots)
{
    const struct workload *const load = &b->world->workload;

    add_grant(b, g, queue_bytes / slots);
    for (int i = 0; i < load->class_count; i++) {
        const int asked = load->classes[i].slot_count;
        if (asked > 1)
            add_grant(b, g,
                      queue_bytes / slots * (asked < slots ? asked : slots));
    }
}

static void add_config(struct wlm_builder *b, struct grants *g,
                       const struct wlm_config *c)
{
    if (c->automatic) {
        const double ratio = pow(c->concurrency_max, 1.0 / (AUTO_LEVELS - 1));
        double bytes = b->memory_bytes / c->concurrency_max;
        for (int i = 0; i < AUTO_LEVELS; i++, bytes *= ratio)
            add_grant(b, g, bytes);
        return;
    }
    for (int i = 0; i < c->queue_count; i++)
        add_slots(b, g, c->queues[i].memory_frac * b->memory_bytes,
                  c->queues[i].slots);
    for (int i = 0; i < c->change_count; i++)
        add_slots(b, g, c->changes[i].memory_frac * b->memory_bytes,
                  c->changes[i].slots);
    /* The superuser queue's one slot. */
    add_grant(b, g, superuser_bytes(b));
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void sort_grants(struct grants *g)
{
    int n = 0;

    qsort(g->items, (size_t)g->count, sizeof(*g->items), by_size);
    for (int i = 0; i < g->count; i++)
        if (n == 0 || g->items[i] > g->items[n - 1] * (1 + 1e-9))
            g->items[n++] = g->items[i];
    g->count = n;
}

/* ---- works --------------------------------------------------------------- */

enum { EPOCHS_MOST = 24 };

/* Hours of the watch, or longer parts of a long one. */
static struct wlm_epochs epochs_of(struct wlm_builder *b, int design)
{
    const struct workload *const load = &b->world->workload;
    const struct design *const d = b->world->designs[design];
    const double watched_s = load->duration_s + fmax(load->warmup_s, 0);
    struct wlm_epochs e = { .count = 1 };

    if (b->world->history == NULL) {
        e.states = ARENA_NEW(b->arena, struct upkeep_state);
        e.states->known = *b->known;
        e.states->layout = layout_of(b->arena, b->known, d);
        return e;
    }
    e.each_s = fmax(SECONDS_PER_HOUR, watched_s / EPOCHS_MOST);
    e.count = (int)fmax(ceil(watched_s / e.each_s - 1e-9), 1);
    e.states = upkeep_states(b->arena, b->world, d,
                             load->history_from_s / SECONDS_PER_HOUR,
                             e.each_s / SECONDS_PER_HOUR, e.count);
    return e;
}

/* First a work for each query, then for each class, then for each operation of
   the history; behind them the queries again, for each later epoch. */
static int work_of(const struct wlm_builder *b, int design, int epoch,
                   int query)
{
    const int queries = b->world->query_count;

    return epoch == 0 ? query
                      : queries * epoch + b->world->workload.class_count +
                            (int)b->jobs[design].count + query;
}

static int work_count(const struct wlm_builder *b, int design)
{
    return work_of(b, design, b->epochs[design].count, 0);
}

/* Which queries are asked at all. */
static const bool *used_queries(struct wlm_builder *b)
{
    const struct world *const w = b->world;
    bool *const used = ARENA_ARRAY(b->arena, w->query_count, bool);

    for (int i = 0; i < w->workload.class_count; i++) {
        const struct workload_class *const c = &w->workload.classes[i];
        for (int k = 0; k < c->query_count; k++)
            used[c->queries[k]] = true;
        for (int k = 0; c->arrivals.works != NULL && k < c->arrivals.time_count;
             k++)
            used[c->arrivals.works[k]] = true;
    }
    for (int i = 0; i < w->wlm_count; i++)
        for (int q = 0; w->wlm[i].replaced != NULL && q < w->query_count; q++)
            used[w->wlm[i].replaced[q]] |= used[q];
    return used;
}

/* The queries' works in all epochs. */
static void build_queries(struct wlm_builder *b, int design, struct grants *g)
{
    const struct wlm_epochs *const e = &b->epochs[design];
    const int queries = b->world->query_count;
    const bool *const used = used_queries(b);
    struct wlm_work *const works = b->works[design];
    struct plan **const plans =
        ARENA_ARRAY(b->arena, e->count * queries, struct plan *);

    /* Automatic WLM grants what is needed, so that too is a level. */
    for (int i = 0; i < e->count; i++)
        for (int q = 0; q < queries; q++)
            if (used[q]) {
                double *const need =
                    &works[work_of(b, design, i, q)].need_bytes;
                plans[i * queries + q] = wlm_plan(b, &e->states[i], q, need);
                add_grant(b, g, *need);
            }
    sort_grants(g);
    for (int i = 0; i < e->count; i++)
        for (int q = 0; q < queries; q++)
            if (used[q])
                wlm_build_query(b, &e->states[i], q, plans[i * queries + q],
                                g->items, g->count,
                                &works[work_of(b, design, i, q)]);
}

/* Works of a design: its queries, and the classes' other work. */
static void build_design(struct wlm_builder *b, int design)
{
    const struct world *const w = b->world;
    const struct workload *const load = &w->workload;
    struct grants g = { NULL, 0, 0 };

    for (int i = 0; i < w->wlm_count; i++)
        if (w->wlm[i].design == design)
            add_config(b, &g, &w->wlm[i]);
    if (g.count == 0)
        return;
    sort_grants(&g);
    b->jobs[design] = wlm_history_jobs(b, design);
    b->epochs[design] = epochs_of(b, design);
    b->works[design] =
        ARENA_ARRAY(b->arena, work_count(b, design), struct wlm_work);
    for (int i = 0; i < load->class_count; i++) {
        const struct workload_class *const c = &load->classes[i];
        if (c->service_s > 0)
            wlm_build_other(b, &b->works[design][w->query_count + i], c,
                            c->name, c->service_s);
        wlm_history_works(b, design, c);
    }
    build_queries(b, design, &g);
}

/* Which work a work is in each epoch; all but the queries' are always the
   same. */
static void build_epochs(struct wlm_builder *b, int design, struct wlm_plant *p)
{
    const struct wlm_epochs *const e = &b->epochs[design];
    int *const works = ARENA_ARRAY(b->arena, e->count * p->work_count, int);

    for (int i = 0; i < e->count; i++)
        for (int k = 0; k < p->work_count; k++)
            works[i * p->work_count + k] =
                k < b->world->query_count ? work_of(b, design, i, k) : k;
    p->epoch_works = works;
    p->epoch_count = e->count;
    p->epoch_s = e->each_s;
}

/* ---- classes and queues -------------------------------------------------- */

static const double *cumulative(struct arena *a, const double *weights,
                                int count)
{
    double *const shares = ARENA_ARRAY(a, count, double);
    double sum = 0;

    for (int i = 0; i < count; i++)
        shares[i] = sum += weights[i];
    for (int i = 0; i < count; i++)
        shares[i] /= sum;
    return shares;
}

static const double *zipf(struct arena *a, int count, double theta)
{
    double *const weights = ARENA_ARRAY(a, count, double);

    for (int i = 0; i < count; i++)
        weights[i] = exp(-theta * log(i + 1.0));
    return cumulative(a, weights, count);
}

/* The queries that are asked here, in place of those of the workload. */
static const int *replaced(struct arena *a, const struct wlm_config *config,
                           const int *queries, int count)
{
    if (config->replaced == NULL || queries == NULL)
        return queries;
    int *const asked = ARENA_ARRAY(a, count, int);
    for (int i = 0; i < count; i++)
        asked[i] = config->replaced[queries[i]];
    return asked;
}

static void build_class(struct wlm_builder *b, const struct wlm_config *config,
                        int i, struct wlm_class *out)
{
    static const double one = 1;
    const struct workload_class *const c = &b->world->workload.classes[i];
    struct arena *const a = b->arena;
    int *const own = ARENA_NEW(a, int);

    *own = b->world->query_count + i;
    *out = (struct wlm_class){
        .name = c->name,
        .kind = c->kind,
        .works = c->query_count > 0
                     ? replaced(a, config, c->queries, c->query_count)
                     : own,
        .shares = c->query_count > 0 ? cumulative(a, c->weights, c->query_count)
                                     : &one,
        .work_count = c->query_count > 0 ? c->query_count : 1,
        .service_cv = c->service_cv,
        .arrivals = c->arrivals,
        .users = c->users,
        .think_s = c->think_s,
        .think_cv = c->think_cv,
        .cached_frac = config->cache ? c->cached_frac : 0,
        .slot_count = c->slot_count,
        .critical = c->critical && config->automatic,
        .refresh_s = c->refresh_s,
    };
    if (config->cache && c->texts > 0) {
        out->texts = c->texts;
        out->text_shares = zipf(a, c->texts, c->text_theta);
    }
    out->arrivals.works =
        replaced(a, config, c->arrivals.works, c->arrivals.time_count);
    if (c->from_history)
        wlm_history_arrivals(b, config->design, c, &out->arrivals);
    out->route_count = wlm_route(config, c, out->route, &out->by_default);
}

/* The user queues, then the superuser queue: one slot, and little memory
   beyond what the user queues share. */
static void build_queues(struct wlm_builder *b, const struct wlm_config *c,
                         struct wlm_plant *p)
{
    p->queue_count = c->queue_count + 1;
    p->queues = ARENA_ARRAY(b->arena, p->queue_count, struct wlm_queue);
    for (int i = 0; i < c->queue_count; i++) {
        const struct wlm_queue_config *const q = &c->queues[i];
        p->queues[i] = (struct wlm_queue){
            .name = q->name,
            .service_class = c->automatic ? 100 + i : 6 + i,
            .slots = c->automatic ? c->concurrency_max : q->slots,
            .memory_bytes = c->automatic ? b->memory_bytes
                                         : q->memory_frac * b->memory_bytes,
            .timeout_s = q->timeout_s,
            .scaling = q->scaling,
            .priority = q->priority,
            .rules = q->rules,
            .rule_count = q->rule_count,
        };
    }
    p->queues[c->queue_count] =
        (struct wlm_queue){ .name = "superuser",
                            .service_class = WLM_SUPERUSER_CLASS,
                            .slots = 1,
                            .memory_bytes = superuser_bytes(b),
                            .priority = WLM_NORMAL };
    p->memory_bytes = b->memory_bytes + superuser_bytes(b);
}

static void build_changes(struct wlm_builder *b, const struct wlm_config *c,
                          struct wlm_plant *p)
{
    struct wlm_change *const changes =
        ARENA_ARRAY(b->arena, c->change_count, struct wlm_change);

    for (int i = 0; i < c->change_count; i++)
        changes[i] =
            (struct wlm_change){ c->changes[i].at_s, c->changes[i].queue,
                                 c->changes[i].slots,
                                 c->changes[i].memory_frac * b->memory_bytes };
    p->changes = changes;
    p->change_count = c->change_count;
}

/* COPY, INSERT, UPDATE, DELETE on a scaling cluster: ra3.xlplus, 4xlarge,
   16xlarge (redshift.md 6). */
static bool cluster_scales_writes(const struct cluster *c)
{
    return strncmp(c->node.name, "ra3.", 4) == 0 &&
           !text_equal(c->node.name, "ra3.large");
}

/* dc2, ds2 and ra3 but ra3.large, 2 to 32 nodes (redshift.md 6). */
static bool cluster_scales(const struct cluster *c)
{
    const char *const name = c->node.name;
    const bool dense = name[0] == 'd' && name[2] == '2';

    return (dense || cluster_scales_writes(c)) && c->nodes >= 2 &&
           c->nodes <= 32;
}

static void build_plant(struct wlm_builder *b, const struct wlm_config *c,
                        struct wlm_plant *p)
{
    const struct workload *const load = &b->world->workload;
    struct wlm_class *const classes =
        ARENA_ARRAY(b->arena, load->class_count, struct wlm_class);
    const struct engine *const g = &b->world->cluster.engine;
    int slots = 0;

    for (int i = 0; i < load->class_count; i++)
        build_class(b, c, i, &classes[i]);
    for (int i = 0; i < c->queue_count; i++)
        slots += c->automatic ? 0 : c->queues[i].slots;
    *p = (struct wlm_plant){
        .name = c->name,
        .automatic = c->automatic,
        .order = WLM_WEIGHTED,
        .classes = classes,
        .class_count = load->class_count,
        .works = b->works[c->design],
        .work_count = work_count(b, c->design),
        .concurrency_max = c->concurrency_max,
        .load_max = c->load_max,
        .priority_ratio = g->wlm_priority_ratio,
        .lost_most_frac = g->wlm_lost_most_frac,
        .sqa = c->sqa,
        .sqa_limit_s = c->sqa_limit_s,
        .sqa_limit_every_s = g->wlm_short_limit_every_s,
        .sqa_slots = c->sqa_slots,
        .prediction_sigma = c->sqa_error,
        .clusters_max = cluster_scales(&b->world->cluster) ? c->clusters : 0,
        .scales_writes = cluster_scales_writes(&b->world->cluster),
        .cluster_start_s = c->cluster_start_s,
        .cluster_idle_s = c->cluster_idle_s,
        .cluster_slots = slots > 0 ? slots : c->concurrency_max,
        .cache_s = g->wlm_cache_hit_s,
        .commit_s = c->commit_s,
        .duration_s = load->duration_s,
    };
    if (b->epochs[c->design].count > 1)
        build_epochs(b, c->design, p);
    build_queues(b, c, p);
    build_changes(b, c, p);
}

struct wlm_plant *wlm_build(struct arena *a, const struct world *w)
{
    struct wlm_builder b = { .arena = a,
                             .world = w,
                             .known = known_begin(a, w) };
    struct wlm_plant *const plants =
        ARENA_ARRAY(a, w->wlm_count, struct wlm_plant);

    b.memory_bytes = w->cluster.node.memory_bytes * w->cluster.nodes *
                     w->cluster.engine.query_memory_frac;
    b.epochs = ARENA_ARRAY(a, w->design_count, struct wlm_epochs);
    b.works = ARENA_ARRAY(a, w->design_count, struct wlm_work *);
    b.jobs = ARENA_ARRAY(a, w->design_count, struct upkeep_jobs);
    for (int i = 0; i < w->design_count; i++)
        build_design(&b, i);
    for (int i = 0; i < w->wlm_count; i++)
        build_plant(&b, &w->wlm[i], &plants[i]);
    return plants;
}
