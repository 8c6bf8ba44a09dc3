#include "measure/agree/agree_history.h"

#include <limits.h>
#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "estimate/prune.h"
#include "exact/past/past.h"
#include "measure/upkeep/upkeep_step.h"

/*
 * The estimate's side steps one design after the other and writes down what it
 * expects at each step that is compared. The exact side needs no more of it
 * than which VACUUMs were prevented, so that each table under each design is a
 * task of its own, which fills in the counts.
 */

/* A row of the agreement that waits for its count. */
struct awaited {
    struct agreement_row row;
    int64_t event;
    struct tolerance bound;
    const struct relation *scan; /* AGREE_READ_THEN: the one that reads */
    const bool *expected;        /* by column: blocks are expected of it */
    bool counted;
};

/* One design. */
struct following {
    struct stepper stepper;
    struct upkeep_run run;
    bool *compares;  /* per table: it is acted out */
    bool *prevented; /* per event */
    struct awaited *awaited;
    size_t count, room;
};

static void await(struct following *f, struct awaited a)
{
    ARENA_GROW(f->stepper.arena, f->awaited, f->count, f->room);
    f->awaited[f->count++] = a;
}

/* ---- the estimate's side ---------------------------------------------- */

/* How things stand after a step. */
struct standing {
    struct known known;
    struct table_layout *layout;
    struct awaited awaited; /* what all comparisons of the step share */
};

static void expect_regions(struct following *f, const struct standing *now)
{
    const struct table_layout *const l = now->layout;
    struct awaited a = now->awaited;

    a.row.what = AGREE_UNSORTED;
    a.row.estimated = 100 * l->unsorted_frac;
    a.bound.least = tolerance_share_points(l, a.row.estimated);
    if (l->design.sortkey_count > 0)
        await(f, a);
    a.row.what = AGREE_DELETED;
    a.row.estimated = 100 * l->dead_frac;
    a.bound.least = tolerance_share_points(l, a.row.estimated);
    await(f, a);
    a.row.what = AGREE_BLOCKS_THEN;
    a.row.estimated = l->blocks;
    a.bound = tolerance_blocks_then(l);
    await(f, a);
}

static void expect_scan(struct following *f, struct standing *now,
                        const struct query *q, const struct relation *r)
{
    const struct table_layout *const l = now->layout;
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    bool *const expected = ARENA_ARRAY(f->stepper.arena, columns, bool);
    struct awaited a = now->awaited;
    const struct scan scan = prune_scan(f->stepper.scratch, &now->known, l,
                                        r->filters, r->filter_count, r->reads);

    a.row.what = AGREE_READ_THEN;
    a.row.query = q->name;
    for (int c = 0; c < columns; c++) {
        a.row.estimated += scan.blocks[c];
        expected[c] = scan.blocks[c] > 0;
    }
    a.bound = tolerance_read_then(l);
    a.scan = r;
    a.expected = expected;
    await(f, a);
}

static void expect_query(struct following *f, struct standing *now,
                         const struct query *top, const struct query *q)
{
    for (int i = 0; i < q->branch_count; i++)
        expect_query(f, now, top, q->branches[i]);
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];
        if (r->kind == RELATION_QUERY)
            expect_query(f, now, top, r->query);
        else if (r->table == now->layout->table)
            expect_scan(f, now, top, r);
    }
}

static void expect_step(struct following *f, const struct history_event *e,
                        int64_t step)
{
    struct stepper *const s = &f->stepper;
    const struct arena_mark mark = arena_mark(s->scratch);
    struct standing now = {
        .known = *s->known,
        .awaited = { .event = step,
                     .row = { .design = s->base->design->name,
                              .query = "",
                              .table =
                                  s->world->catalog.tables[e->op->table].name,
                              .column = "",
                              .event = operation_name(e->op->kind),
                              .step = step + 1,
                              .time_h = e->time_h } },
    };

    if (e->op->kind == DO_VACUUM)
        now.awaited.row.event = vacuum_name(e->op->vacuum);
    now.known.world = step_world(s, s->scratch);
    now.known.cards = NULL;
    now.known.layouts = NULL;
    now.layout =
        step_layout(s, now.known.world, s->scratch)->tables[e->op->table];
    expect_regions(f, &now);
    for (int q = 0; q < s->world->query_count; q++)
        expect_query(f, &now, s->world->queries[q], s->world->queries[q]);
    arena_rewind(s->scratch, mark);
}

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

static void begin_design(struct following *f, struct known *k,
                         const struct world *w, int design)
{
    struct arena *const a = arena_begin();
    struct stepper *const s = &f->stepper;

    f->run = (struct upkeep_run){ .design = w->designs[design], .full_h = -1 };
    *s = (struct stepper){ .arena = a,
                           .scratch = arena_begin(),
                           .world = w,
                           .history = w->history,
                           .known = k,
                           .run = &f->run,
                           .vacuums_priced_each = INT_MAX };
    step_begin(s, w->designs[design]);
    f->prevented = ARENA_ARRAY(a, s->events.count, bool);
    f->compares = ARENA_ARRAY(a, w->catalog.table_count, bool);
    for (int t = 0; t < w->catalog.table_count; t++)
        f->compares[t] = s->tables[t].regions != NULL &&
                         is_new(a, k, w, design, t, s->base->tables[t]);
}

static void expect_design(struct following *f)
{
    struct stepper *const s = &f->stepper;

    for (int64_t i = 0; i < s->events.count && !progress_interrupted(); i++) {
        const struct history_event *const e = &s->events.items[i];
        step_event(s, e);
        f->prevented[i] = is_prevented(s, e);
        if (f->compares[e->op->table] && is_compared(&s->events, i))
            expect_step(f, e, i);
    }
}

/* ---- the exact side --------------------------------------------------- */

static void count_scan(struct arena *a, const struct past *p, struct awaited *w)
{
    const struct relation *const r = w->scan;
    const struct world *const world = past_world(p);
    const int columns =
        world->catalog.tables[r->table].column_count + HIDDEN_COLUMNS;
    struct condition **const filters =
        past_conditions(a, p, r->filters, r->filter_count);
    const struct scanning counted =
        past_scan(a, p, filters, r->filter_count, r->reads);
    double read = 0;

    for (int c = 0; c < columns; c++) {
        w->row.exact += (double)counted.blocks[c];
        read += w->expected[c] || counted.blocks[c] > 0;
    }
    w->bound.least *= read;
}

static void count(struct arena *a, const struct past *p, struct awaited *w)
{
    switch (w->row.what) {
    case AGREE_UNSORTED:
        w->row.exact = past_unsorted_pct(p);
        break;
    case AGREE_DELETED:
        w->row.exact = past_deleted_pct(p);
        break;
    case AGREE_BLOCKS_THEN:
        w->row.exact = (double)past_blocks(p);
        break;
    default:
        count_scan(a, p, w);
        break;
    }
    w->row.allowed = tolerance_of(w->bound, w->row.exact);
    w->counted = true;
}

/* All tables and designs have one bar; tasks take turns at it. */
static void count_progress(struct progress *progress, int64_t *done)
{
#pragma omp critical(history_progress)
    progress_step(progress, (double)++*done);
}

static void expect_progress(struct progress *progress,
                            const struct following *f)
{
    const struct history_events *const events = &f->stepper.events;
    double more = 0;

    for (int64_t i = 0; i < events->count; i++)
        more += f->compares[events->items[i].op->table];
#pragma omp critical(history_progress)
    progress->total += more;
}

static struct past *begin_past(struct arena *a, const struct following *f,
                               int table)
{
    const struct stepper *const s = &f->stepper;
    const struct table_layout *const l = s->tables[table].base;
    enum encoding *const encodings =
        ARENA_ARRAY(a, l->t->column_count, enum encoding);

    for (int c = 0; c < l->t->column_count; c++)
        encodings[c] = l->columns[c].encoding;
    return past_begin(s->world, s->events.arrived, table, &l->design,
                      encodings);
}

/* One table through all events. */
static void act_out(const struct following *f, int table,
                    struct progress *progress, int64_t *done)
{
    const struct stepper *const s = &f->stepper;
    struct arena *const a = arena_begin();
    struct past *const p = begin_past(a, f, table);
    size_t next = 0;

    for (int64_t i = 0; i < s->events.count && !progress_interrupted(); i++) {
        const struct history_event *const e = &s->events.items[i];
        const struct arena_mark mark = arena_mark(a);
        if (e->op->table != table)
            continue;
        if (!f->prevented[i])
            past_apply(p, e);
        while (next < f->count && f->awaited[next].event < i)
            next++;
        for (; next < f->count && f->awaited[next].event == i; next++)
            count(a, p, &f->awaited[next]);
        arena_rewind(a, mark);
        count_progress(progress, done);
    }
    past_done(p);
    arena_done(a);
}

/* ---- both ------------------------------------------------------------- */

static void follow_designs(struct following *all, struct known *k,
                           const struct world *w, struct progress *progress)
{
    int64_t done = 0;

    for (int d = 0; d < w->design_count && !progress_interrupted(); d++) {
        struct following *const f = &all[d];
        begin_design(f, k, w, d);
        expect_progress(progress, f);
        expect_design(f);
        for (int t = 0; t < w->catalog.table_count; t++) {
            if (!f->compares[t])
                continue;
#pragma omp task firstprivate(f, t) shared(done)
            act_out(f, t, progress, &done);
        }
    }
#pragma omp taskwait
}

static void hand_over(struct following *f, struct agreement *out)
{
    for (size_t i = 0; i < f->count; i++) {
        if (!f->awaited[i].counted)
            continue;
        ARENA_GROW(out->arena, out->rows, out->count, out->room);
        out->rows[out->count++] = f->awaited[i].row;
    }
    if (f->stepper.arena == NULL)
        return;
    arena_done(f->stepper.scratch);
    arena_done(f->stepper.arena);
}

void agree_history(const struct world *w, struct agreement *out)
{
    struct arena *const a = arena_begin();
    struct known *const k = step_known(a, w);
    struct following *const all =
        ARENA_ARRAY(a, w->design_count, struct following);
    struct progress progress;

    CHECK(w->history != NULL);
    progress_begin(&progress, "history", 0);
#pragma omp parallel
#pragma omp single
    follow_designs(all, k, w, &progress);
    progress_done(&progress);
    for (int d = 0; d < w->design_count; d++)
        hand_over(&all[d], out);
    arena_done(a);
}
