#include "measure/agree_history.h"

#include <limits.h>
#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "estimate/prune.h"
#include "exact/past.h"
#include "measure/upkeep_step.h"

/* Both sides of one design. */
struct following {
    struct stepper stepper;
    struct past **pasts; /* per table; NULL: not compared */
    struct agreement *out;
};

static void add(struct following *f, struct agreement_row row)
{
    struct agreement *const out = f->out;

    ARENA_GROW(out->arena, out->rows, out->count, out->room);
    out->rows[out->count++] = row;
}

/* ---- one step --------------------------------------------------------- */

/* How things stand on the estimate's side after a step. */
struct standing {
    struct known known;
    struct table_layout *layout;
    const struct past *past;
    struct agreement_row row; /* what all comparisons of the step share */
};

static void compare_regions(struct following *f, const struct standing *now)
{
    struct agreement_row row = now->row;

    row.what = AGREE_UNSORTED;
    row.estimated = 100 * now->layout->unsorted_frac;
    row.exact = past_unsorted_pct(now->past);
    row.allowed = tolerance_share_points(now->layout, row.estimated);
    if (!isnan(row.exact))
        add(f, row);
    row.what = AGREE_DELETED;
    row.estimated = 100 * now->layout->dead_frac;
    row.exact = past_deleted_pct(now->past);
    row.allowed = tolerance_share_points(now->layout, row.estimated);
    add(f, row);
    row.what = AGREE_BLOCKS_THEN;
    row.estimated = now->layout->blocks;
    row.exact = (double)past_blocks(now->past);
    row.allowed = tolerance_table_blocks(now->layout, row.exact);
    add(f, row);
}

static void compare_scan(struct following *f, struct standing *now,
                         const struct query *q, const struct relation *r)
{
    struct arena *const a = f->stepper.scratch;
    const struct table_layout *const l = now->layout;
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    struct agreement_row row = now->row;
    double read = 0;

    row.what = AGREE_READ_THEN;
    row.query = q->name;
    row.estimated = row.exact = 0;
    const struct scan scan =
        prune_scan(a, &now->known, l, r->filters, r->filter_count, r->reads);
    struct condition **const filters =
        past_conditions(a, now->past, r->filters, r->filter_count);
    const struct scanning counted =
        past_scan(a, now->past, filters, r->filter_count, r->reads);
    for (int c = 0; c < columns; c++) {
        row.estimated += scan.blocks[c];
        row.exact += (double)counted.blocks[c];
        read += scan.blocks[c] > 0 || counted.blocks[c] > 0;
    }
    row.allowed = tolerance_read_then(l, read, row.exact);
    add(f, row);
}

static void compare_query(struct following *f, struct standing *now,
                          const struct query *top, const struct query *q)
{
    for (int i = 0; i < q->branch_count; i++)
        compare_query(f, now, top, q->branches[i]);
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];
        if (r->kind == RELATION_QUERY)
            compare_query(f, now, top, r->query);
        else if (r->table == now->layout->table)
            compare_scan(f, now, top, r);
    }
}

static void compare_step(struct following *f, const struct history_event *e,
                         int64_t step)
{
    struct stepper *const s = &f->stepper;
    const struct arena_mark mark = arena_mark(s->scratch);
    struct standing now = {
        .known = *s->known,
        .past = f->pasts[e->op->table],
        .row = { .design = s->base->design->name,
                 .query = "",
                 .table = s->world->catalog.tables[e->op->table].name,
                 .column = "",
                 .event = operation_name(e->op->kind),
                 .step = step + 1,
                 .time_h = e->time_h },
    };

    if (e->op->kind == DO_VACUUM)
        now.row.event = vacuum_name(e->op->vacuum);
    now.known.world = step_world(s, s->scratch);
    now.known.cards = NULL;
    now.known.layouts = NULL;
    now.layout =
        step_layout(s, now.known.world, s->scratch)->tables[e->op->table];
    compare_regions(f, &now);
    for (int q = 0; q < s->world->query_count; q++)
        compare_query(f, &now, s->world->queries[q], s->world->queries[q]);
    arena_rewind(s->scratch, mark);
}

/* ---- all of them ------------------------------------------------------ */

static bool tidies(const struct history_event *e)
{
    return e->op->kind == DO_VACUUM || e->op->kind == DO_DEEP_COPY ||
           e->op->kind == DO_TRUNCATE;
}

static bool is_compared(const struct history_events *events, int64_t i)
{
    const int64_t each = events->count / AGREE_HISTORY_STEPS + 1;

    return i % each == 0 || tidies(&events->items[i]) ||
           (i + 1 < events->count && tidies(&events->items[i + 1]));
}

static void begin_past(struct following *f, int table)
{
    const struct stepper *const s = &f->stepper;
    const struct table_layout *const l = s->tables[table].base;
    struct arena *const a = arena_begin();
    enum encoding *const encodings =
        ARENA_ARRAY(a, l->t->column_count, enum encoding);

    for (int c = 0; c < l->t->column_count; c++)
        encodings[c] = l->columns[c].encoding;
    f->pasts[table] =
        past_begin(s->world, s->events.arrived, table, &l->design, encodings);
    arena_done(a);
}

/* Does an earlier design treat the table alike? */
static bool is_new(struct arena *a, struct known *k, const struct world *w,
                   int design, int table, const struct table_layout *l)
{
    for (int d = 0; d < design; d++)
        if (layout_of(a, k, w->designs[d])->tables[table] == l)
            return false;
    return true;
}

/* Was a VACUUM kept from running by what the exact side does not know: the
   time that others take, the disk? */
static bool is_prevented(const struct stepper *s, const struct history_event *e)
{
    return (e->op->kind == DO_VACUUM || e->op->kind == DO_DEEP_COPY) &&
           s->run->vacuums[s->run->vacuum_count - 1].prevented;
}

static void follow(struct following *f, struct progress *progress)
{
    struct stepper *const s = &f->stepper;

    for (int64_t i = 0; i < s->events.count && !progress_interrupted(); i++) {
        const struct history_event *const e = &s->events.items[i];
        progress_step(progress, (double)i);
        step_event(s, e);
        if (f->pasts[e->op->table] == NULL)
            continue;
        if (!is_prevented(s, e))
            past_apply(f->pasts[e->op->table], e);
        if (is_compared(&s->events, i))
            compare_step(f, e, i);
    }
}

static void follow_design(struct arena *a, struct known *k,
                          const struct world *w, int design,
                          struct agreement *out)
{
    const int tables = w->catalog.table_count;
    struct upkeep_run run = { .design = w->designs[design], .full_h = -1 };
    struct following f = {
        .stepper = { .arena = a,
                     .scratch = arena_begin(),
                     .world = w,
                     .history = w->history,
                     .known = k,
                     .run = &run,
                     .vacuums_priced_each = INT_MAX },
        .pasts = ARENA_ARRAY(a, tables, struct past *),
        .out = out,
    };
    struct stepper *const s = &f.stepper;
    struct progress progress;

    step_begin(s, w->designs[design]);
    for (int t = 0; t < tables; t++)
        if (s->tables[t].regions != NULL &&
            is_new(a, k, w, design, t, s->base->tables[t]))
            begin_past(&f, t);
    progress_begin(&progress, "history", (double)s->events.count);
    follow(&f, &progress);
    progress_done(&progress);
    for (int t = 0; t < tables; t++)
        if (f.pasts[t] != NULL)
            past_done(f.pasts[t]);
    arena_done(s->scratch);
}

void agree_history(const struct world *w, struct agreement *out)
{
    struct arena *const all = arena_begin();
    struct known *const k = step_known(all, w);

    CHECK(w->history != NULL);
    for (int d = 0; d < w->design_count && !progress_interrupted(); d++) {
        struct arena *const a = arena_begin();
        follow_design(a, k, w, d, out);
        arena_done(a);
    }
    arena_done(all);
}
