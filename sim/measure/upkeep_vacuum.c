/*
 * VACUUM, deep copy and ANALYZE: what they do, take and cost.
 */
#include <math.h>

#include "measure/upkeep_step.h"
#include "models/decay.h"
#include "models/vacuum.h"

/*
 * TUNING (guess): ANALYZE reads a sample of so many rows at most; its size is
 * not published. Half or double moves the seconds of an ANALYZE alike.
 */
#define ANALYZE_SAMPLE_ROWS 300000.0

static double slices_of(const struct kept *t)
{
    return t->base->populated;
}

/* Table rows to rows of the busiest slice: of one copy of ALL, all. */
static double on_slice(const struct kept *t, double rows)
{
    return rows * t->base->copies / slices_of(t) * t->base->max_over_mean;
}

static double memory_of(const struct world *w, bool boost)
{
    const double per_node = (double)w->cluster.slices / w->cluster.nodes;

    return w->cluster.node.memory_bytes * w->cluster.engine.query_memory_frac /
           per_node / (boost ? 1 : w->cluster.slots);
}

/* A row as it stands in the memory of a sort: all its raw values. */
static double row_bytes(const struct stepper *s, const struct kept *t)
{
    double bytes = s->world->cluster.engine.hash_row_bytes;

    for (int c = 0; c < t->base->t->column_count; c++)
        bytes += type_bytes(t->base->t->columns[c].type, 0) +
                 t->base->columns[c].text_bytes;
    return bytes;
}

static double widest_block(const struct kept *t)
{
    double rows = 1;

    for (int c = 0; c < t->base->t->column_count; c++)
        rows = fmax(rows, t->base->columns[c].values_per_block);
    return rows;
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

static void price_vacuum(struct stepper *s, const struct kept *t,
                         struct upkeep_vacuum *v, double blocks_before,
                         double blocks_after)
{
    const struct engine *e = &s->world->cluster.engine;
    const struct regions_vacuum *d = &v->did;
    const double rows = fmax(regions_rows(t->regions), 1);
    const double row_blocks = blocks_after / rows;
    const double memory = memory_of(s->world, v->op->boost);
    const struct vacuum_work work = {
        .sorted_rows = on_slice(t, d->sorted_rows),
        .merged_rows = on_slice(t, d->merged_rows),
        .deleted_rows = on_slice(t, d->cleaned_rows),
        .analysed_rows = on_slice(t, d->analysed_rows),
    };

    v->partitions =
        vacuum_partitions(work.sorted_rows, row_bytes(s, t), memory);
    v->increments =
        work.merged_rows > 0 && v->op->boost
            ? 1
            : vacuum_increments(work.merged_rows, memory / row_bytes(s, t));
    v->blocks_rewritten =
        (d->sorted_rows + d->merged_rows + d->cleaned_rows) * row_blocks;
    v->block_delta = blocks_after - blocks_before;
    v->blocks_reclaimed = d->removed_rows * row_blocks;
    v->peak_blocks =
        vacuum_peak_blocks(d->sorted_rows * row_blocks,
                           (d->merged_rows + d->cleaned_rows) * row_blocks,
                           v->increments, v->op->boost);
    v->seconds = vacuum_seconds(work, e->vacuum_sort_s_per_row,
                                e->vacuum_merge_s_per_row, e->commit_s);
    v->usd = v->seconds / 3600 * s->world->cluster.node.usd_per_h *
             s->world->cluster.nodes;
}

static double blocks_of_all(struct stepper *s)
{
    double blocks = 0;

    for (int t = 0; t < s->world->catalog.table_count; t++)
        blocks += s->tables[t].regions ? step_blocks(s, t)
                                       : s->base->tables[t]->blocks;
    return blocks;
}

static void check_disk(struct stepper *s, const struct upkeep_vacuum *v)
{
    const struct cluster *c = &s->world->cluster;
    const double room =
        c->node.storage_bytes * c->nodes / c->engine.block_bytes;
    const double need = blocks_of_all(s) + v->peak_blocks;

    if (need <= room || s->run->full_h >= 0)
        return;
    s->run->full_h = v->time_h;
    s->run->full_blocks = need;
}

void step_vacuum(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    struct upkeep_run *run = s->run;
    struct upkeep_vacuum v = { .time_h = e->time_h, .op = e->op };
    const bool priced = e->occurrence % s->vacuums_priced_each == 0;
    const bool strip =
        s->out && !step_has_strips(s, t) && t->regions->tail_count;

    v.waited_s = fmax(s->vacuum_free_h - e->time_h, 0) * 3600;
    v.query_before_s = v.query_after_s = (double)NAN;
    v.skipped = why_skipped(t, e->op);
    const double before = step_blocks(s, e->op->table);
    if (v.skipped[0] == '\0') {
        if (priced) {
            step_price(s, e->time_h);
            step_sample(s, e->time_h, e->op->table, "before vacuum");
            v.query_before_s = s->query_s;
        }
        if (strip)
            step_strips(s, t, "before");
        v.did = regions_vacuum(t->regions, e->op->vacuum, e->op->to_pct,
                               widest_block(t), slices_of(t));
        if (!v.did.sorted && !v.did.deleted)
            v.skipped = e->op->to_pct <= 0 ? "to 0 percent: never"
                        : e->op->vacuum == VACUUM_DELETE_ONLY
                            ? "Skipped(delete only, live>=threshold)"
                            : "Skipped(sorted>=threshold)";
        else if (strip)
            step_strips(s, t, "after");
    }
    price_vacuum(s, t, &v, before, step_blocks(s, e->op->table));
    check_disk(s, &v);
    s->vacuum_free_h = fmax(s->vacuum_free_h, e->time_h) + v.seconds / 3600;
    v.contention_s = s->query_s * v.seconds / 86400 / s->world->cluster.slots;
    run->maintenance_s += v.seconds;
    run->contention_s += v.contention_s;
    s->vacuum_s += v.seconds;
    s->blocks_rewritten += v.blocks_rewritten;
    if (priced && v.skipped[0] == '\0') {
        step_price(s, e->time_h);
        step_sample(s, e->time_h, e->op->table, "after vacuum");
        v.query_after_s = s->query_s;
    }
    ARENA_GROW(s->arena, run->vacuums, run->vacuum_count, run->vacuum_room);
    run->vacuums[run->vacuum_count++] = v;
}

/* CREATE TABLE LIKE, INSERT SELECT, rename: every row read, sorted, written,
   at the pace of a COPY that need not read files. */
void step_deep_copy(struct stepper *s, const struct history_event *e)
{
    struct kept *t = &s->tables[e->op->table];
    struct upkeep_run *run = s->run;
    struct upkeep_vacuum v = { .time_h = e->time_h, .op = e->op };
    const double before = step_blocks(s, e->op->table);
    const double rows = regions_live(t->regions);

    v.query_before_s = v.query_after_s = (double)NAN;
    v.skipped = "";
    v.did.sorted = v.did.deleted = true;
    v.did.sorted_rows = rows;
    v.did.removed_rows = regions_dead(t->regions);
    regions_deep_copy(t->regions);
    const double after = step_blocks(s, e->op->table);
    v.block_delta = after - before;
    v.blocks_rewritten = v.peak_blocks = after;
    v.blocks_reclaimed = fmax(before - after, 0);
    v.seconds =
        on_slice(t, rows) * s->world->cluster.engine.vacuum_merge_s_per_row;
    v.usd = v.seconds / 3600 * s->world->cluster.node.usd_per_h *
            s->world->cluster.nodes;
    t->believed = rows; /* CREATE TABLE AS and its kin analyse */
    t->changed = 0;
    check_disk(s, &v);
    run->maintenance_s += v.seconds;
    s->vacuum_s += v.seconds;
    s->blocks_rewritten += v.blocks_rewritten;
    step_commit(s, e->time_h);
    ARENA_GROW(s->arena, run->vacuums, run->vacuum_count, run->vacuum_room);
    run->vacuums[run->vacuum_count++] = v;
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
