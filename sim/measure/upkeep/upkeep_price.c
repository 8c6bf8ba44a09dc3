/*
 * What the queries take on the tables as they lie, and what is noted of it.
 */
#include <math.h>

#include "base/text.h"
#include "estimate/estimate.h"
#include "estimate/planner.h"
#include "estimate/price.h"
#include "measure/upkeep/upkeep_step.h"
#include "models/decay.h"

struct world *step_world(struct stepper *s, struct arena *a)
{
    int64_t *rows = ARENA_ARRAY(a, s->world->catalog.table_count, int64_t);

    for (int t = 0; t < s->world->catalog.table_count; t++)
        if (s->tables[t].regions)
            rows[t] = (int64_t)fmax(
                floor(regions_live(s->tables[t].regions) + 0.5), 1);
    struct world *w = ARENA_NEW(a, struct world);
    *w = *history_grown(a, s->grown, rows);
    for (int t = 0; t < w->catalog.table_count; t++)
        if (s->tables[t].regions)
            w->catalog.tables[t].believed_rows =
                (int64_t)fmax(s->tables[t].believed, 1);
    return w;
}

struct layout *step_layout(struct stepper *s, const struct world *w,
                           struct arena *a)
{
    struct layout *l = ARENA_NEW(a, struct layout);
    const int tables = w->catalog.table_count;

    *l = *s->base;
    l->tables = ARENA_ARRAY(a, tables, struct table_layout *);
    for (int t = 0; t < tables; t++) {
        l->tables[t] = s->base->tables[t];
        if (s->tables[t].regions == NULL)
            continue;
        l->tables[t] = regions_layout(a, s->known, s->base->tables[t],
                                      s->tables[t].regions);
        l->tables[t]->t = &w->catalog.tables[t];
    }
    return l;
}

static const char *joins_of(struct arena *a, const struct plan *p)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < p->step_count; i++) {
        const struct step *j = p->steps[i];
        if (j->op != OP_HASH_JOIN && j->op != OP_MERGE_JOIN &&
            j->op != OP_NESTED_LOOP)
            continue;
        text_addf(&b, "%s%s %s", text_buffer_text(&b)[0] ? ", " : "", j->name,
                  motion_name(j->label));
    }
    return text_buffer_text(&b);
}

/* Notes the plan when its joins are others than last time. */
static void note_plan(struct stepper *s, int query, const struct plan *p,
                      double time_h, double seconds)
{
    struct upkeep_run *run = s->run;
    const char *const joins = joins_of(s->scratch, p);

    if (s->joins[query] && text_equal(s->joins[query], joins))
        return;
    s->joins[query] = text_copy(s->arena, joins);
    ARENA_GROW(s->arena, run->plans, run->plan_count, run->plan_room);
    run->plans[run->plan_count++] =
        (struct upkeep_plan){ time_h, s->world->queries[query], s->joins[query],
                              seconds };
}

static void clear_reads(struct stepper *s, bool sorted)
{
    for (int t = 0; t < s->world->catalog.table_count; t++) {
        struct kept *k = &s->tables[t];
        *(sorted ? &k->blocks_sorted : &k->blocks_read) = 0;
        if (!sorted)
            k->rows_scanned = 0;
    }
}

void step_query_begin(struct arena *a, const struct world *w,
                      struct upkeep_query *q)
{
    q->seconds = 0;
    q->read = ARENA_ARRAY(a, w->catalog.table_count, double);
    q->stored = ARENA_ARRAY(a, w->catalog.table_count, double);
}

struct upkeep_query *step_queries(struct stepper *s)
{
    struct upkeep_query *const all =
        ARENA_ARRAY(s->arena, s->world->query_count, struct upkeep_query);

    for (int q = 0; q < s->world->query_count; q++)
        step_query_begin(s->arena, s->world, &all[q]);
    return all;
}

/* What the scans of a plan read of each table. */
static void add_reads(struct stepper *s, const struct plan *p, double weight,
                      bool sorted)
{
    for (int i = 0; i < p->step_count; i++) {
        const struct step *step = p->steps[i];
        if (step->op != OP_SCAN)
            continue;
        struct kept *k = &s->tables[step->table];
        *(sorted ? &k->blocks_sorted : &k->blocks_read) +=
            weight * step->tally.blocks.sum;
        if (!sorted)
            k->rows_scanned += weight * step->tally.rows_scanned.sum;
    }
}

struct plan *step_price_query(struct stepper *s, struct known *k,
                              const struct layout *l, int query,
                              struct upkeep_query *out)
{
    struct plan *const p =
        planner_plan(s->scratch, k, l, s->world->queries[query]);

    estimate_plan(s->scratch, k, l, p);
    out->seconds = price_plan(&s->world->cluster, p).total_s;
    for (int i = 0; i < p->step_count; i++) {
        const struct step *step = p->steps[i];
        if (step->op != OP_SCAN)
            continue;
        out->read[step->table] += step->tally.blocks.sum;
        out->stored[step->table] += step->blocks_total;
    }
    return p;
}

/* What the queries take a day, and read of each table; `sorted`: the tables are
   so in thought. */
static double price_all(struct stepper *s, struct known *k,
                        const struct layout *l, double time_h, bool sorted,
                        struct upkeep_query *queries)
{
    double total = 0;

    clear_reads(s, sorted);
    for (int q = 0; q < s->world->query_count; q++) {
        const double weight = s->world->queries[q]->weight;
        if (s->runs != NULL && !s->runs[q])
            continue;
        const struct plan *const p = step_price_query(s, k, l, q, &queries[q]);
        if (!sorted)
            note_plan(s, q, p, time_h, queries[q].seconds);
        total += weight * queries[q].seconds;
        add_reads(s, p, weight, sorted);
    }
    return total;
}

/* The same table, were it wholly sorted and clean. */
static void sort_layout(struct stepper *s, struct layout *l)
{
    for (int t = 0; t < s->world->catalog.table_count; t++) {
        struct table_layout *table = l->tables[t];
        if (table->past == NULL)
            continue;
        table->past = NULL;
        table->slice_rows *= 1 - table->dead_frac;
        table->unsorted_frac = table->dead_frac = 0;
    }
}

struct known *step_known_now(struct stepper *s)
{
    struct world *const w = step_world(s, s->scratch);

    if (s->memory != NULL)
        return upkeep_remember(s->memory, s->known, w);
    struct known *const k = ARENA_NEW(s->scratch, struct known);
    *k = *s->known; /* of the grown world, filled beforehand */
    k->world = w;
    k->cards = NULL;
    k->layouts = NULL;
    return k;
}

struct table_layout *step_freeze(struct stepper *s, struct arena *a,
                                 const struct world *w, int table)
{
    struct regions *const r = ARENA_NEW(a, struct regions);

    *r = regions_save(a, s->tables[table].regions);
    struct table_layout *const l =
        regions_layout(a, s->known, s->base->tables[table], r);
    l->t = &w->catalog.tables[table];
    return l;
}

static void keep(struct stepper *s, double time_h)
{
    struct upkeep_past *const p = s->past;
    const int tables = s->world->catalog.table_count;
    struct known *const k = step_known_now(s);

    ARENA_GROW(p->arena, p->instants, p->instant_count, p->instant_room);
    struct upkeep_instant *const out = &p->instants[p->instant_count++];
    *out = (struct upkeep_instant){
        .time_h = time_h,
        .known = k,
        .tables = ARENA_ARRAY(p->arena, tables, struct table_layout *),
    };
    for (int t = 0; t < tables; t++)
        if (s->tables[t].regions != NULL)
            out->tables[t] = step_freeze(s, p->arena, k->world, t);
}

void step_price(struct stepper *s, double time_h)
{
    if (s->past != NULL) {
        keep(s, time_h);
        return;
    }
    const struct arena_mark mark = arena_mark(s->scratch);
    struct known *const k = step_known_now(s);
    struct layout *l = step_layout(s, k->world, s->scratch);
    struct upkeep_query *const queries = step_queries(s);

    s->query_s = price_all(s, k, l, time_h, false, queries);
    step_price_merges(s, k, l);
    if (s->out) { /* schedules do not ask for the benefit of sorting */
        sort_layout(s, l);
        price_all(s, k, l, time_h, true, step_queries(s));
    }
    arena_rewind(s->scratch, mark);
    ARENA_GROW(s->arena, s->prices, s->price_count, s->price_room);
    s->prices[s->price_count++] = (struct timed){ s->query_s, time_h, queries };
}

double step_usd(const struct stepper *s, double seconds)
{
    return seconds / 3600 * s->world->cluster.node.usd_per_h *
           s->world->cluster.nodes;
}

bool step_disk_holds(struct stepper *s, double time_h, double blocks)
{
    const struct cluster *c = &s->world->cluster;
    const double room =
        c->node.storage_bytes * c->nodes / c->engine.block_bytes;

    if (blocks <= room)
        return true;
    if (s->run->full_h < 0) {
        s->run->full_h = time_h;
        s->run->full_blocks = blocks;
    }
    return false;
}

double step_blocks(struct stepper *s, int table)
{
    if (s->tables[table].regions == NULL)
        return s->base->tables[table]->blocks;
    const struct arena_mark mark = arena_mark(s->scratch);
    const double blocks =
        regions_layout(s->scratch, s->known, s->base->tables[table],
                       s->tables[table].regions)
            ->blocks;

    arena_rewind(s->scratch, mark);
    return blocks;
}

void step_sample(struct stepper *s, double time_h, int table, const char *event)
{
    const struct kept *t = &s->tables[table];
    struct upkeep_run *run = s->run;
    const double rows = regions_rows(t->regions);
    const double live = regions_live(t->regions);

    ARENA_GROW(s->arena, run->samples, run->sample_count, run->sample_room);
    run->samples[run->sample_count++] = (struct upkeep_sample){
        .time_h = time_h,
        .event = event,
        .table = table,
        .rows = rows,
        .live = live,
        .unsorted_pct = !t->regions->sorted ? (double)NAN
                        : rows > 0 ? regions_tail(t->regions) / rows * 100
                                   : 0,
        .deleted_pct = rows > 0 ? (rows - live) / rows * 100 : 0,
        .blocks = step_blocks(s, table),
        .stats_off_pct = decay_stats_off_pct(t->changed, live),
        .believed_rows = t->believed,
        .sort_benefit_pct =
            decay_sort_benefit_pct(t->blocks_read, t->blocks_sorted),
        .interleaved_skew = regions_interleaved_skew(t->regions),
        .rows_scanned = t->rows_scanned,
        .query_s = s->query_s,
        .vacuum_s = s->vacuum_s,
        .blocks_rewritten = s->blocks_rewritten,
    };
}
