#include "measure/upkeep/upkeep_follow.h"

#include <string.h>

#include "base/check.h"
#include "base/rng.h"
#include "measure/upkeep/upkeep_step.h"

/* What is known where tables have so many rows, and believe in so many. */
struct moment {
    struct moment *next;
    struct known known;
    const int64_t *rows, *believed; /* per table */
};

/* Joins of merges are priced each so manieth time. */
enum { BUCKETS = 64, UPKEEP_JOINED = 4 };

struct upkeep_memory {
    struct arena *arena;
    struct moment *buckets[BUCKETS];
};

/* A query, or the joins of a merge, under designs of the tables that nothing
   happens to: at each instant. */
struct priced {
    struct priced *next;
    int what;        /* query; or -1 - operation */
    int on;          /* of the merge */
    uint64_t others; /* hash of those designs, as far as they are read */
    struct upkeep_query *queries;
    struct merge_price *joins; /* each UPKEEP_JOINED-th */
};

/* What happened last. */
struct followed {
    struct arena *arena; /* NULL: nothing yet */
    struct history *history;
    bool *used;            /* per table: does something happen to it? */
    uint64_t *designs;     /* hashes, per table */
    struct upkeep_run run; /* without what queries and merges take */
    struct kept *tables;
    struct upkeep_past past;
    struct priced *priced;
};

struct upkeep_follow {
    struct arena *arena;
    const struct world *world;
    struct known *known;
    struct upkeep_memory *memory;
    struct followed last;
};

static bool has_rows(const struct moment *m, const struct world *w)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (m->rows[t] != w->catalog.tables[t].rows)
            return false;
    return true;
}

static bool believes(const struct moment *m, const struct world *w)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (m->believed[t] != w->catalog.tables[t].believed_rows)
            return false;
    return true;
}

static struct moment *add_moment(struct upkeep_memory *memory,
                                 const struct known *grown,
                                 const struct world *w)
{
    struct arena *const a = memory->arena;
    const int tables = w->catalog.table_count;
    struct moment *const m = ARENA_NEW(a, struct moment);
    int64_t *const rows = ARENA_ARRAY(a, tables, int64_t);
    int64_t *const believed = ARENA_ARRAY(a, tables, int64_t);
    struct world *const kept = ARENA_NEW(a, struct world);

    *kept = *w;
    kept->arena = a;
    kept->catalog.tables = ARENA_ARRAY(a, tables, struct table);
    memcpy(kept->catalog.tables, w->catalog.tables,
           (size_t)tables * sizeof(*w->catalog.tables));
    for (int t = 0; t < tables; t++) {
        rows[t] = w->catalog.tables[t].rows;
        believed[t] = w->catalog.tables[t].believed_rows;
    }
    m->known = *grown;
    m->known.world = kept;
    m->known.cards = NULL;
    m->known.layouts = NULL;
    m->rows = rows;
    m->believed = believed;
    return m;
}

struct known *upkeep_remember(struct upkeep_memory *memory,
                              const struct known *grown, const struct world *w)
{
    const struct moment *same_rows = NULL;
    uint64_t hash = 0;

    for (int t = 0; t < w->catalog.table_count; t++)
        hash = rng_mix(hash ^ (uint64_t)w->catalog.tables[t].rows);
    struct moment **const bucket = &memory->buckets[hash % BUCKETS];
    for (struct moment *m = *bucket; m != NULL; m = m->next) {
        if (!has_rows(m, w))
            continue;
        same_rows = m;
        if (believes(m, w))
            return &m->known;
    }
    struct moment *const m = add_moment(memory, grown, w);
    if (same_rows != NULL)
        known_share_cards(&m->known, &same_rows->known);
    m->next = *bucket;
    *bucket = m;
    return &m->known;
}

static void release(void *follow)
{
    struct upkeep_follow *const f = follow;

    if (f->last.arena != NULL)
        arena_done(f->last.arena);
}

struct upkeep_follow *upkeep_follow_begin(struct arena *a,
                                          const struct world *w)
{
    struct upkeep_follow *const f = ARENA_NEW(a, struct upkeep_follow);

    CHECK(w->history != NULL);
    f->arena = a;
    f->world = w;
    f->known = step_known(a, w);
    f->memory = ARENA_NEW(a, struct upkeep_memory);
    f->memory->arena = a;
    arena_defer(a, release, f);
    return f;
}

/* ---- the past of a design under a history ------------------------------- */

static bool same_time(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool same_operation(const struct operation *a, const struct operation *b)
{
    return a->kind == b->kind && a->table == b->table && a->rows == b->rows &&
           a->files == b->files && a->method == b->method &&
           a->source == b->source && a->vacuum == b->vacuum &&
           a->boost == b->boost && a->automatic == b->automatic &&
           same_time(a->start_h, b->start_h) &&
           same_time(a->every_h, b->every_h) &&
           same_time(a->jitter_h, b->jitter_h) &&
           same_time(a->share, b->share) &&
           same_time(a->younger_h, b->younger_h) &&
           same_time(a->older_h, b->older_h) &&
           same_time(a->to_pct, b->to_pct) &&
           same_time(a->threshold_pct, b->threshold_pct);
}

static bool same_history(const struct history *a, const struct history *b)
{
    if (a->operation_count != b->operation_count)
        return false;
    for (int i = 0; i < a->operation_count; i++)
        if (!same_operation(&a->operations[i], &b->operations[i]))
            return false;
    return true;
}

/* Are the tables that something happens to designed as they were? */
static bool same_designs(const struct followed *l, const uint64_t *designs,
                         int tables)
{
    for (int t = 0; t < tables; t++)
        if (l->used[t] && l->designs[t] != designs[t])
            return false;
    return true;
}

static struct history *copy_history(struct arena *a, const struct history *h)
{
    struct history *const out = ARENA_NEW(a, struct history);

    *out = *h;
    out->operations = ARENA_ARRAY(a, h->operation_count, struct operation);
    for (int i = 0; i < h->operation_count; i++)
        out->operations[i] = h->operations[i];
    return out;
}

/* All that happens, with nothing priced yet. */
static void step_past(struct upkeep_follow *f, const struct design *d,
                      const struct history *h, const uint64_t *designs)
{
    struct followed *const l = &f->last;
    const int tables = f->world->catalog.table_count;

    release(f);
    *l = (struct followed){ .arena = arena_begin() };
    l->run = (struct upkeep_run){ .full_h = -1 };
    l->past.arena = l->arena;
    l->history = copy_history(l->arena, h);
    l->used = ARENA_ARRAY(l->arena, tables, bool);
    l->designs = ARENA_ARRAY(l->arena, tables, uint64_t);
    memcpy(l->designs, designs, (size_t)tables * sizeof(*designs));
    for (int i = 0; i < h->operation_count; i++)
        l->used[h->operations[i].table] = true;
    struct stepper s = {
        .arena = l->arena,
        .scratch = arena_begin(),
        .world = f->world,
        .history = l->history,
        .known = f->known,
        .run = &l->run,
        .memory = f->memory,
        .samples = UPKEEP_FOLLOWED,
        .past = &l->past,
    };
    step_begin(&s, d);
    step_through(&s);
    l->tables = s.tables;
    arena_done(s.scratch);
}

/* ---- what is priced on it ------------------------------------------------ */

/* Found, or new and empty. */
static struct priced *look_up(struct followed *l, int what, int on,
                              uint64_t others)
{
    struct priced *p = l->priced;

    while (p != NULL && (p->what != what || p->on != on || p->others != others))
        p = p->next;
    if (p != NULL)
        return p;
    p = ARENA_NEW(l->arena, struct priced);
    *p = (struct priced){ l->priced, what, on, others, NULL, NULL };
    l->priced = p;
    return p;
}

/* The tables as they lie at each instant, under an answer's design. */
static struct layout *layouts_of(const struct upkeep_follow *f,
                                 struct stepper *s)
{
    const struct followed *const l = &f->last;
    const int tables = f->world->catalog.table_count;
    struct layout *const out =
        ARENA_ARRAY(s->scratch, l->past.instant_count, struct layout);

    for (size_t i = 0; i < l->past.instant_count; i++) {
        out[i] = *s->base;
        out[i].tables = ARENA_ARRAY(s->scratch, tables, struct table_layout *);
        for (int t = 0; t < tables; t++)
            out[i].tables[t] =
                l->used[t] ? l->past.instants[i].tables[t] : s->base->tables[t];
    }
    return out;
}

static const struct upkeep_query *
price_query(struct upkeep_follow *f, struct stepper *s,
            const struct layout *layouts, int query, const uint64_t *designs)
{
    struct followed *const l = &f->last;
    const int tables = f->world->catalog.table_count;
    bool *const touches = ARENA_ARRAY(s->scratch, tables, bool);
    uint64_t others = 0;

    query_tables(f->world->queries[query], touches);
    for (int t = 0; t < tables; t++)
        if (touches[t] && !l->used[t])
            others = rng_mix(others ^ designs[t]);
    struct priced *const p = look_up(l, query, 0, others);
    if (p->queries != NULL)
        return p->queries;
    p->queries =
        ARENA_ARRAY(l->arena, l->past.instant_count, struct upkeep_query);
    for (size_t i = 0; i < l->past.instant_count; i++) {
        const struct arena_mark mark = arena_mark(s->scratch);
        step_query_begin(l->arena, f->world, &p->queries[i]);
        step_price_query(s, l->past.instants[i].known, &layouts[i], query,
                         &p->queries[i]);
        arena_rewind(s->scratch, mark);
    }
    return p->queries;
}

static void price_queries(struct upkeep_follow *f, struct stepper *s,
                          const struct layout *layouts, const uint64_t *designs)
{
    const struct followed *const l = &f->last;
    const int queries = f->world->query_count;

    s->price_count = l->past.instant_count;
    s->prices = ARENA_ARRAY(s->arena, s->price_count, struct timed);
    for (size_t i = 0; i < s->price_count; i++) {
        s->prices[i].hours = l->past.instants[i].time_h;
        s->prices[i].queries = step_queries(s);
    }
    for (int q = 0; q < queries; q++) {
        if (s->runs != NULL && !s->runs[q])
            continue;
        const struct upkeep_query *const each =
            price_query(f, s, layouts, q, designs);
        for (size_t i = 0; i < s->price_count; i++) {
            s->prices[i].queries[q] = each[i];
            s->prices[i].value +=
                f->world->queries[q]->weight * each[i].seconds;
        }
    }
}

/* The joins of a merge as they are at an instant, or some before. */
static struct merge_price
price_merge(struct upkeep_follow *f, struct stepper *s,
            const struct layout *layouts, size_t instant,
            const struct operation *op, const uint64_t *designs)
{
    struct followed *const l = &f->last;
    const int staging = op->source->staging;
    const size_t at = instant - instant % UPKEEP_JOINED;
    struct priced *const p =
        look_up(l, -1 - (int)(op - l->history->operations), op->on,
                l->used[staging] ? 0 : designs[staging]);

    if (p->joins == NULL)
        p->joins =
            ARENA_ARRAY(l->arena, l->past.instant_count, struct merge_price);
    if (!p->joins[at].known) {
        const struct arena_mark mark = arena_mark(s->scratch);
        p->joins[at] =
            step_price_merge(s, l->past.instants[at].known, &layouts[at], op);
        arena_rewind(s->scratch, mark);
    }
    return p->joins[at];
}

/* The last instant before the time; not before `at`. */
static size_t instant_at(const struct upkeep_past *past, size_t at,
                         double time_h)
{
    while (at + 1 < past->instant_count &&
           past->instants[at + 1].time_h < time_h)
        at++;
    return at;
}

/* What VACUUMs take from the queries. */
static void price_vacuums(const struct upkeep_follow *f, struct stepper *s)
{
    size_t instant = 0;

    for (size_t i = 0; i < s->run->vacuum_count; i++) {
        struct upkeep_vacuum *const v = &s->run->vacuums[i];
        if (v->op->kind != DO_VACUUM)
            continue;
        instant = instant_at(&f->last.past, instant, v->time_h);
        s->query_s = s->prices[instant].value;
        v->contention_s = step_contention_s(s, v);
        s->run->contention_s += v->contention_s;
    }
}

static void price_merges(struct upkeep_follow *f, struct stepper *s,
                         const struct layout *layouts, const uint64_t *designs)
{
    const struct upkeep_past *const past = &f->last.past;
    size_t instant = 0;

    for (size_t i = 0; i < past->merged_count; i++) {
        const struct upkeep_merged *const m = &past->merged[i];
        const struct operation *const op = m->event->op;
        instant = instant_at(past, instant, m->event->time_h);
        s->joins_of[op - s->history->operations] =
            price_merge(f, s, layouts, instant, op, designs);
        step_merge(s, m);
    }
}

/* The past is that of all designs and ONs that do not change it. */
static void begin_answer(struct upkeep_follow *f, const struct design *d,
                         const struct history *h, const uint64_t *designs)
{
    struct followed *const l = &f->last;

    if (l->arena == NULL || !same_history(l->history, h) ||
        !same_designs(l, designs, f->world->catalog.table_count))
        step_past(f, d, h, designs);
    for (int i = 0; i < h->operation_count; i++)
        l->history->operations[i].on = h->operations[i].on;
}

struct upkeep_run upkeep_follow(struct upkeep_follow *f, struct arena *a,
                                const struct design *d, const struct history *h,
                                const bool *runs)
{
    const int tables = f->world->catalog.table_count;
    uint64_t *const designs = ARENA_ARRAY(a, tables, uint64_t);

    for (int t = 0; t < tables; t++)
        designs[t] = design_hash(&f->world->catalog.tables[t], &d->tables[t]);
    begin_answer(f, d, h, designs);
    struct upkeep_run run = f->last.run;
    struct stepper s = {
        .arena = a,
        .scratch = arena_begin(),
        .world = f->world,
        .history = f->last.history,
        .known = f->known,
        .tables = f->last.tables,
        .run = &run,
        .runs = runs,
    };
    run.design = d;
    run.merges = ARENA_ARRAY(a, h->operation_count, struct upkeep_merge);
    s.joins_of = ARENA_ARRAY(a, h->operation_count, struct merge_price);
    s.base = layout_of(s.scratch, f->known, d);
    const struct layout *const layouts = layouts_of(f, &s);
    price_queries(f, &s, layouts, designs);
    price_vacuums(f, &s);
    price_merges(f, &s, layouts, designs);
    step_summarise(&s);
    arena_done(s.scratch);
    return run;
}
