/*
 * VACUUM, deep copy and ANALYZE: what they do, take and cost.
 */
#include <math.h>

#include "measure/upkeep/upkeep_step.h"
#include "models/decay.h"
#include "models/vacuum.h"

/*
 * TUNING (guess): ANALYZE reads a sample of so many rows at most; its size is
 * not published. Half or double moves the seconds of an ANALYZE alike.
 */
#define ANALYZE_SAMPLE_ROWS 300000.0

/* Table rows to rows of the busiest slice: of one copy of ALL, all. */
static double on_slice(const struct table_layout *l, double rows,
                       double over_mean)
{
    return rows * l->copies / fmax(l->populated, 1) * over_mean;
}

static double memory_of(const struct world *w, bool boost)
{
    const double per_node = (double)w->cluster.slices / w->cluster.nodes;

    return w->cluster.node.memory_bytes * w->cluster.engine.query_memory_frac /
           per_node / (boost ? 1 : w->cluster.slots);
}

/* A row as it stands in the memory of a sort: all its raw values. */
static double row_bytes(const struct stepper *s, const struct table_layout *l)
{
    double bytes = s->world->cluster.engine.hash_row_bytes;

    for (int c = 0; c < l->t->column_count; c++)
        bytes +=
            type_bytes(l->t->columns[c].type, 0) + l->columns[c].text_bytes;
    return bytes;
}

static const char *why_skipped(const struct kept *t, const struct operation *op)
{
    const enum sort_kind sort = t->base->design.sort;

    if (op->vacuum == VACUUM_REINDEX && sort != SORT_INTERLEAVED)
        return "no interleaved sort key in this design";
    if (op->vacuum == VACUUM_RECLUSTER &&
        (sort != SORT_COMPOUND || t->base->design.diststyle == DIST_ALL))
        return "recluster needs a compound key, not ALL";
    if (op->vacuum == VACUUM_SORT_ONLY && !t->regions->sorted)
        return "no sort key in this design";
    return "";
}

/* Blocks of all tables, of which this one lies as given. */
static double blocks_of_all(struct stepper *s, const struct table_layout *l)
{
    double blocks = l->blocks;

    for (int t = 0; t < s->world->catalog.table_count; t++)
        if (t != l->table)
            blocks += step_blocks(s, t);
    return blocks;
}

static void price_vacuum(struct stepper *s, const struct table_layout *before,
                         double rows_before, struct upkeep_vacuum *v)
{
    const struct engine *e = &s->world->cluster.engine;
    const struct regions_vacuum *d = &v->did;
    const double row_blocks = before->blocks / fmax(rows_before, 1);
    const double memory = memory_of(s->world, v->op->boost);
    const double bytes = row_bytes(s, before);
    const double other = before->max_over_mean;
    const struct vacuum_work work = {
        .sorted_rows = on_slice(before, d->sorted_rows, d->sorted_over_mean),
        .merged_rows = on_slice(before, d->merged_rows, d->merged_over_mean),
        .deleted_rows = on_slice(before, d->cleaned_rows, other),
        .analysed_rows = on_slice(before, d->analysed_rows, other),
    };

    v->partitions = vacuum_partitions(work.sorted_rows, bytes, memory);
    v->increments = work.merged_rows > 0 && v->op->boost
                        ? 1
                        : vacuum_increments(work.merged_rows, memory / bytes);
    v->blocks_rewritten =
        (d->sorted_rows + d->merged_rows + d->cleaned_rows) * row_blocks;
    v->blocks_reclaimed = d->removed_rows * row_blocks;
    v->peak_blocks =
        vacuum_peak_blocks(d->sorted_rows * row_blocks,
                           (d->merged_rows + d->cleaned_rows) * row_blocks,
                           v->increments, v->op->boost);
    v->seconds = vacuum_seconds(work, e->vacuum_sort_s_per_row,
                                e->vacuum_merge_s_per_row, e->commit_s);
    v->usd = step_usd(s, v->seconds);
}

/* Why the rules of VACUUM left the rows alone. */
static const char *why_left(const struct operation *op)
{
    if (op->to_pct <= 0)
        return "to 0 percent: never";
    return op->vacuum == VACUUM_DELETE_ONLY
               ? "Skipped(delete only, live>=threshold)"
               : "Skipped(sorted>=threshold)";
}

/* The VACUUM itself. One that the disk has no room for changes nothing. */
static void run_vacuum(struct stepper *s, struct kept *t,
                       struct upkeep_vacuum *v)
{
    const struct table_layout *before =
        regions_layout(s->scratch, s->known, t->base, t->regions);
    const struct regions saved = regions_save(s->scratch, t->regions);
    const double rows = regions_rows(t->regions);

    v->did = regions_vacuum(t->regions, v->op->vacuum, v->op->to_pct, before);
    if (!v->did.sorted && !v->did.deleted)
        v->skipped = why_left(v->op);
    price_vacuum(s, before, rows, v);
    if (!step_disk_holds(s, v->time_h,
                         blocks_of_all(s, before) + v->peak_blocks)) {
        v->skipped = "disk full";
        v->prevented = true;
        v->did = (struct regions_vacuum){ 0 };
        v->blocks_rewritten = v->blocks_reclaimed = 0;
        regions_restore(t->regions, &saved);
        return;
    }
    v->block_delta = step_blocks(s, v->op->table) - before->blocks;
}

/* A user's VACUUM waits for the one that runs; an automatic one gives way. */
static const char *why_not_now(const struct stepper *s,
                               const struct history_event *e)
{
    return e->op->automatic && s->vacuum_free_h > e->time_h
               ? "another VACUUM is running"
               : "";
}

static void price_around(struct stepper *s, const struct history_event *e,
                         const char *event, double *query_s)
{
    if (s->vacuums_priced_each == 0 ||
        e->occurrence % s->vacuums_priced_each != 0)
        return;
    step_price(s, e->time_h);
    step_sample(s, e->time_h, e->op->table, event);
    *query_s = s->query_s;
}

static void keep_vacuum(struct stepper *s, const struct upkeep_vacuum *v)
{
    struct upkeep_run *run = s->run;

    run->maintenance_s += v->seconds;
    run->contention_s += v->contention_s;
    s->vacuum_s += v->seconds;
    s->blocks_rewritten += v->blocks_rewritten;
    ARENA_GROW(s->arena, run->vacuums, run->vacuum_count, run->vacuum_room);
    run->vacuums[run->vacuum_count++] = *v;
}

/* What is automatic runs where there is nobody to disturb. */
double step_contention_s(const struct stepper *s, const struct upkeep_vacuum *v)
{
    return v->op->automatic
               ? 0
               : s->query_s * v->seconds / 86400 / s->world->cluster.slots;
}

void step_vacuum(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    struct upkeep_vacuum v = { .time_h = e->time_h,
                               .op = e->op,
                               .rows = regions_rows(t->regions) };
    const struct arena_mark mark = arena_mark(s->scratch);

    if (t->regions->sorted && v.rows > 0)
        v.unsorted_frac = regions_tail(t->regions) / v.rows;
    const bool strip = step_wants_strips(s, t);

    v.query_before_s = v.query_after_s = (double)NAN;
    v.skipped = why_skipped(t, e->op);
    if (v.skipped[0] == '\0') {
        v.skipped = why_not_now(s, e);
        v.prevented = v.skipped[0] != '\0';
    }
    if (v.skipped[0] == '\0') {
        v.waited_s = fmax(s->vacuum_free_h - e->time_h, 0) * 3600;
        price_around(s, e, "before vacuum", &v.query_before_s);
        if (strip)
            step_strips(s, t, "before");
        run_vacuum(s, t, &v);
        const double ends_h = e->time_h + (v.waited_s + v.seconds) / 3600;
        s->vacuum_free_h = ends_h;
        if (e->op->boost && v.skipped[0] == '\0')
            t->boosted_until_h = ends_h;
        v.contention_s = step_contention_s(s, &v);
    }
    if (strip && v.skipped[0] == '\0')
        step_strips(s, t, "after");
    if (v.skipped[0] == '\0')
        price_around(s, e, "after vacuum", &v.query_after_s);
    arena_rewind(s->scratch, mark);
    keep_vacuum(s, &v);
}

/* CREATE TABLE LIKE, INSERT SELECT, rename: every live row read, sorted and
   written again, at the pace of a merge. */
void step_deep_copy(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    struct upkeep_vacuum v = { .time_h = e->time_h,
                               .op = e->op,
                               .rows = regions_rows(t->regions) };
    const struct arena_mark mark = arena_mark(s->scratch);
    const struct table_layout *before =
        regions_layout(s->scratch, s->known, t->base, t->regions);
    const struct regions saved = regions_save(s->scratch, t->regions);
    const double rows = regions_live(t->regions);

    v.query_before_s = v.query_after_s = (double)NAN;
    v.skipped = "";
    price_around(s, e, "before deep copy", &v.query_before_s);
    v.did.sorted = v.did.deleted = true;
    v.did.sorted_rows = rows;
    v.did.removed_rows = regions_dead(t->regions);
    regions_deep_copy(t->regions);
    const double after = step_blocks(s, e->op->table);
    v.block_delta = after - before->blocks;
    v.blocks_rewritten = v.peak_blocks = after;
    v.blocks_reclaimed = fmax(before->blocks - after, 0);
    v.seconds = on_slice(before, rows, before->max_over_mean) *
                s->world->cluster.engine.vacuum_merge_s_per_row;
    v.usd = step_usd(s, v.seconds);
    if (!step_disk_holds(s, e->time_h, blocks_of_all(s, before) + after)) {
        v.skipped = "disk full";
        v.prevented = true;
        v.did = (struct regions_vacuum){ 0 };
        v.block_delta = v.blocks_rewritten = v.blocks_reclaimed = 0;
        regions_restore(t->regions, &saved);
    } else {
        t->believed = rows; /* CREATE TABLE AS and its kin analyse */
        t->changed = 0;
        price_around(s, e, "after deep copy", &v.query_after_s);
    }
    arena_rewind(s->scratch, mark);
    step_commit(s, e->time_h);
    keep_vacuum(s, &v);
}

void step_analyze(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    struct upkeep_run *run = s->run;
    const double live = regions_live(t->regions);
    const double off = decay_stats_off_pct(t->changed, live);
    struct upkeep_analyze a = {
        .time_h = e->time_h,
        .op = e->op,
        .rows = live,
        .believed_before = t->believed,
        .stats_off_pct = off,
        .skipped = "",
    };

    if (t->changed <= 0 || off < e->op->threshold_pct) {
        a.skipped = "Skipped";
    } else {
        a.seconds = fmin(live, ANALYZE_SAMPLE_ROWS) *
                    s->world->cluster.engine.analyze_s_per_row;
        t->believed = live;
        t->changed = 0;
    }
    run->maintenance_s += a.seconds;
    ARENA_GROW(s->arena, run->analyzes, run->analyze_count, run->analyze_room);
    run->analyzes[run->analyze_count++] = a;
}
