#include "measure/upkeep/upkeep.h"

#include <math.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/progress.h"
#include "measure/cost/cost.h"
#include "measure/upkeep/upkeep_step.h"
#include "models/device.h"

static void sample_all(struct stepper *s, double time_h)
{
    double blocks = 0;

    step_price(s, time_h);
    for (int t = 0; t < s->world->catalog.table_count; t++)
        blocks += step_blocks(s, t);
    step_disk_holds(s, time_h, blocks);
    for (int t = 0; t < s->world->catalog.table_count; t++)
        if (s->tables[t].regions)
            step_sample(s, time_h, t, "");
}

/* ---- loads ------------------------------------------------------------ */

/* Transactions commit one after the other. */
void step_commit(struct stepper *s, double time_h)
{
    const double s_each = s->world->cluster.engine.commit_s;
    const double wait = fmax(s->commit_free_h - time_h, 0);

    s->run->commits++;
    s->run->commit_wait_s += wait * 3600;
    s->commit_free_h = fmax(s->commit_free_h, time_h) + s_each / 3600;
}

static void load(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    const double rows = (double)(e->new_last - e->new_first);
    const bool empty = regions_rows(t->regions) <= 0;

    regions_load(t->regions, (double)e->new_first, (double)e->new_last,
                 e->op->kind == DO_COPY);
    t->changed += rows;
    s->run->loads++;
    const double seconds =
        cost_copy_s(s->world, t->base, rows, e->op->files, false);
    s->run->load_s += seconds;
    if (e->time_h < s->vacuum_free_h) /* beside a VACUUM, as queries are */
        s->run->contention_s += seconds / s->world->cluster.slots;
    if (empty) { /* COPY into an empty table analyses it (redshift.md 7) */
        t->believed = rows;
        t->changed = 0;
    }
}

/* Seconds to read a column of the table as it lies, to find rows by it. */
static double find_s(struct stepper *s, const struct kept *t)
{
    const struct cluster *c = &s->world->cluster;
    const struct column_layout *key = &t->base->columns[0];
    const double slice_rows = regions_rows(t->regions) * t->base->copies /
                              t->base->populated * t->base->max_over_mean;

    return device_scan_s(
        slice_rows / key->values_per_block * key->block_bytes,
        device_shared_Bps(c->node.disk_Bps, (double)c->slices / c->nodes),
        slice_rows, c->engine.scan_s_per_value);
}

/* An UPDATE or DELETE finds its rows in one pass and writes new ones as an
   INSERT does; of the ways to merge only one gets by with one pass. */
static double change_s(struct stepper *s, const struct history_event *e,
                       double written)
{
    const struct kept *t = &s->tables[e->op->table];
    const bool twice =
        e->op->kind == DO_MERGE && e->op->method != MERGE_DELETE_INSERT;

    return (twice ? 2 : 1) * find_s(s, t) +
           (written > 0 ? cost_copy_s(s->world, t->base, written, 0, false)
                        : 0);
}

/* A BOOSTed VACUUM lets no UPDATE or DELETE in until it is done. */
static void wait_for_boost(struct stepper *s, const struct history_event *e)
{
    const struct kept *t = &s->tables[e->op->table];

    s->run->blocked_s += fmax(t->boosted_until_h - e->time_h, 0) * 3600;
}

static void update(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    const double n = regions_update(t->regions, (double)e->hit_first,
                                    (double)e->hit_last, e->hit_share);

    t->changed += n;
    s->run->change_s += change_s(s, e, n);
    wait_for_boost(s, e);
}

static void delete_rows(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];

    t->changed += regions_delete(t->regions, (double)e->hit_first,
                                 (double)e->hit_last, e->hit_share);
    s->run->change_s += change_s(s, e, 0);
    wait_for_boost(s, e);
}

/* One that names its staging table is priced as a whole. */
static void merge_staged(struct stepper *s, const struct history_event *e)
{
    struct kept *const t = &s->tables[e->op->table];
    const double n = regions_update(t->regions, (double)e->hit_first,
                                    (double)e->hit_last, e->hit_share);

    regions_load(t->regions, (double)e->new_first, (double)e->new_last, false);
    t->changed += n + (double)(e->new_last - e->new_first);
    const struct upkeep_merged m = { e, n, e->time_h < s->vacuum_free_h };
    if (s->past == NULL) {
        step_merge(s, &m);
    } else {
        struct upkeep_past *const p = s->past;
        ARENA_GROW(p->arena, p->merged, p->merged_count, p->merged_room);
        p->merged[p->merged_count++] = m;
    }
    wait_for_boost(s, e);
}

static void merge(struct stepper *s, const struct history_event *e)
{
    struct regions *const r = s->tables[e->op->table].regions;
    const size_t before = r->tail_count;

    if (e->op->source != NULL) {
        merge_staged(s, e);
    } else {
        update(s, e);
        load(s, e);
    }
    if (e->op->method == MERGE_DELETE_INSERT)
        regions_join(r, before);
}

static void change(struct stepper *s, const struct history_event *e)
{

    switch (e->op->kind) {
    case DO_COPY:
        load(s, e);
        break;
    case DO_UPDATE:
        update(s, e);
        break;
    case DO_DELETE:
        delete_rows(s, e);
        break;
    case DO_MERGE: /* one transaction, one commit */
        merge(s, e);
        break;
    case DO_TRUNCATE:
        s->tables[e->op->table].changed +=
            regions_live(s->tables[e->op->table].regions);
        regions_truncate(s->tables[e->op->table].regions);
        break;
    default:
        break;
    }
    step_commit(s, e->time_h);
}

void step_event(struct stepper *s, const struct history_event *e)
{
    switch (e->op->kind) {
    case DO_VACUUM:
        step_vacuum(s, e);
        break;
    case DO_DEEP_COPY:
        step_deep_copy(s, e);
        break;
    case DO_ANALYZE:
        step_analyze(s, e);
        break;
    default:
        change(s, e);
    }
}

/* ---- over the whole history ------------------------------------------- */

static int compare_timed(const void *a, const void *b)
{
    const struct timed *x = a, *y = b;

    return (x->value > y->value) - (x->value < y->value);
}

/* Adds `weight` of one price's queries to their means. */
static void add_queries(struct stepper *s, const struct upkeep_query *of,
                        double weight)
{
    for (int q = 0; q < s->world->query_count; q++) {
        struct upkeep_query *const mean = &s->run->queries[q];
        mean->seconds += weight * of[q].seconds;
        for (int t = 0; t < s->world->catalog.table_count; t++) {
            mean->read[t] += weight * of[q].read[t];
            mean->stored[t] += weight * of[q].stored[t];
        }
    }
}

/* As what lies between the prices: half of each end, for so long. */
static void mean_queries(struct stepper *s, double hours)
{
    s->run->queries = step_queries(s);
    if (hours <= 0) {
        add_queries(s, s->prices[0].queries, 1);
        return;
    }
    for (size_t i = 0; i + 1 < s->price_count; i++) {
        const double each =
            (s->prices[i + 1].hours - s->prices[i].hours) / hours / 2;
        if (each <= 0)
            continue;
        add_queries(s, s->prices[i].queries, each);
        add_queries(s, s->prices[i + 1].queries, each);
    }
}

/* Mean and 95th percentile over time of what lies between the prices. */
void step_summarise(struct stepper *s)
{
    const size_t n = s->price_count > 1 ? s->price_count - 1 : 0;
    struct timed *parts = ARENA_ARRAY(s->arena, n + 1, struct timed);
    double hours = 0, area = 0, seen = 0;

    for (size_t i = 0; i < n; i++) {
        parts[i].hours = s->prices[i + 1].hours - s->prices[i].hours;
        parts[i].value = (s->prices[i + 1].value + s->prices[i].value) / 2;
        hours += parts[i].hours;
        area += parts[i].hours * parts[i].value;
    }
    s->run->mean_query_s = hours > 0 ? area / hours : s->query_s;
    s->run->p95_query_s = s->run->mean_query_s;
    mean_queries(s, hours);
    qsort(parts, n, sizeof(*parts), compare_timed);
    for (size_t i = 0; i < n; i++) {
        seen += parts[i].hours;
        s->run->p95_query_s = parts[i].value;
        if (seen >= 0.95 * hours)
            break;
    }
}

/* What a VACUUM saved lasts until the table's next one that ran. */
static void set_savings(struct stepper *s)
{
    struct upkeep_run *run = s->run;

    for (size_t i = 0; i < run->vacuum_count; i++) {
        struct upkeep_vacuum *v = &run->vacuums[i];
        double until = s->history->horizon_h;
        for (size_t j = i + 1; j < run->vacuum_count; j++) {
            const struct upkeep_vacuum *next = &run->vacuums[j];
            if (next->op->table != v->op->table || next->skipped[0] != '\0')
                continue;
            until = fmin(until, next->time_h);
            break;
        }
        v->saved_s = (v->query_before_s - v->query_after_s) *
                     fmax(until - v->time_h, 0) / 24;
    }
}

void step_begin(struct stepper *s, const struct design *d)
{
    s->grown = s->known->world;
    s->events = history_events(s->arena, s->world, s->history);
    s->base = layout_of(s->arena, s->known, d);
    s->tables =
        ARENA_ARRAY(s->arena, s->world->catalog.table_count, struct kept);
    s->joins = ARENA_ARRAY(s->arena, s->world->query_count, const char *);
    s->joins_of =
        ARENA_ARRAY(s->arena, s->history->operation_count, struct merge_price);
    s->run->merges =
        ARENA_ARRAY(s->arena, s->history->operation_count, struct upkeep_merge);
    for (int t = 0; t < s->world->catalog.table_count; t++) {
        struct kept *kept = &s->tables[t];
        bool used = false;
        kept->base = s->base->tables[t];
        for (int i = 0; i < s->history->operation_count; i++)
            used |= s->history->operations[i].table == t;
        if (!used)
            continue;
        const double rows = (double)s->world->catalog.tables[t].rows;
        kept->regions = regions_begin(s->arena, s->known, kept->base, rows);
        kept->believed = rows;
    }
}

/* How often a VACUUM's queries are priced, of so many in all. */
static int priced_each(const struct stepper *s, int most)
{
    int64_t vacuums = 0;

    for (int i = 0; i < s->history->operation_count; i++)
        if (s->history->operations[i].kind == DO_VACUUM)
            vacuums += (int64_t)history_occurrences(s->history,
                                                    &s->history->operations[i]);
    return (int)fmax(ceil((double)vacuums / most), 1);
}

void step_through(struct stepper *s)
{
    const double each = s->history->horizon_h / s->samples;
    int64_t at = 0;

    sample_all(s, 0);
    for (int k = 1; k <= s->samples && !progress_interrupted(); k++) {
        for (; at < s->events.count && s->events.items[at].time_h <= k * each;
             at++)
            step_event(s, &s->events.items[at]);
        sample_all(s, k * each);
    }
    if (s->past == NULL)
        step_summarise(s);
    set_savings(s);
    for (int t = 0; t < s->world->catalog.table_count; t++) {
        const struct regions *r = s->tables[t].regions;
        if (r == NULL)
            continue;
        s->run->visible += regions_live(r);
        s->run->loaded += r->loaded;
        s->run->deleted += r->deleted;
    }
}

static struct upkeep_run run_design(struct arena *a, struct upkeep *u,
                                    struct known *k, const struct design *d,
                                    const struct history *h, bool strip)
{
    struct upkeep_run run = { .design = d, .full_h = -1 };
    struct stepper s = {
        .arena = a,
        .scratch = arena_begin(),
        .world = u->world,
        .history = h,
        .known = k,
        .run = &run,
        .out = strip ? u : NULL,
        .samples = UPKEEP_SAMPLES,
    };

    s.vacuums_priced_each = priced_each(&s, strip ? UPKEEP_VACUUM_SAMPLES
                                                  : UPKEEP_SCHEDULE_SAMPLES);
    step_begin(&s, d);
    step_through(&s);
    arena_done(s.scratch);
    return run;
}

/* A day's share of what a schedule costs. */
static double a_day(const struct history *h, double seconds)
{
    return seconds / h->horizon_h * 24;
}

static void run_schedules(struct upkeep *u, struct known *k,
                          const double *intervals, int count)
{
    const struct world *w = u->world;

    u->schedules =
        ARENA_ARRAY(u->arena, w->design_count * count, struct upkeep_schedule);
    for (int d = 0; d < w->design_count; d++) {
        struct upkeep_schedule *best = NULL;
        for (int i = 0; i < count; i++) {
            struct upkeep_schedule *s = &u->schedules[u->schedule_count++];
            const struct history *h =
                history_with_interval(u->arena, w->history, intervals[i]);
            s->every_h = intervals[i];
            s->design = w->designs[d];
            s->run = run_design(u->arena, u, k, s->design, h, false);
            s->total_s = s->run.mean_query_s +
                         a_day(h, s->run.maintenance_s + s->run.contention_s);
            if (best == NULL || s->total_s < best->total_s)
                best = s;
        }
        if (best)
            best->cheapest = true;
    }
}

/*
 * What is known of the data is known of all rows that ever arrive, and worked
 * out before the first price: a table that begins with one row would else be
 * judged by a sample of one.
 */
struct known *step_known(struct arena *a, const struct world *w)
{
    const struct history_events e = history_events(a, w, w->history);
    struct known *const k = known_begin(a, history_grown(a, w, e.arrived));

    for (int t = 0; t < w->catalog.table_count; t++)
        for (int c = 0; c < w->catalog.tables[t].column_count; c++) {
            known_marginal(k, t, c);
            known_codes(k, t, c);
        }
    return k;
}

struct upkeep *upkeep_measure(struct arena *a, const struct world *w,
                              const double *intervals, int interval_count)
{
    struct upkeep *const u = ARENA_NEW(a, struct upkeep);
    CHECK(w->history != NULL);
    struct known *const k = step_known(a, w);
    *u = (struct upkeep){ .arena = a, .world = w };
    u->runs = ARENA_ARRAY(a, w->design_count, struct upkeep_run);
    for (int d = 0; d < w->design_count; d++)
        u->runs[u->run_count++] =
            run_design(a, u, k, w->designs[d], w->history, true);
    run_schedules(u, k, intervals, interval_count);
    return u;
}

bool upkeep_full(const struct upkeep *u)
{
    for (int i = 0; i < u->run_count; i++)
        if (u->runs[i].full_h >= 0)
            return true;
    return false;
}
