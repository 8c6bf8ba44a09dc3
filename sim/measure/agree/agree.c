#include "measure/agree/agree.h"

#include <math.h>

#include "base/progress.h"
#include "base/text.h"
#include "estimate/planner.h"
#include "exact/run/run.h"
#include "exact/scanning.h"
#include "exact/store.h"
#include "measure/agree/agree_history.h"
#include "measure/cost/cost.h"

/* Rows out of one scan: the same under every design. */
struct counted {
    const struct query *query;
    int relation;
    double rows;
};

struct agreeing {
    struct arena *arena, *scratch; /* scratch: one table under one design */
    struct cost *cost;
    struct recall *recall;
    struct agreement *out;
    struct counted *counted;
    size_t counted_count, counted_room;
};

static void add(struct agreeing *g, struct agreement_row row)
{
    struct agreement *const out = g->out;

    ARENA_GROW(out->arena, out->rows, out->count, out->room);
    out->rows[out->count++] = row;
}

static struct agreement_row row_of(const struct cost_design *d,
                                   const struct table_layout *l)
{
    return (struct agreement_row){
        .design = d->design->name,
        .query = "",
        .table = l->t->name,
        .column = "",
    };
}

/* Within so much of the count. */
static struct agreement_row bounded(struct agreement_row row, struct bound by)
{
    row.allowed = by.allowed;
    row.bar = by.bar;
    row.chance = by.chance;
    return row;
}

static const char *column_name(const struct table *t, int column)
{
    return column < t->column_count
               ? t->columns[column].name
               : hidden_column_name(column - t->column_count);
}

/* ---- storage ---------------------------------------------------------- */

static void compare_columns(struct agreeing *g, const struct cost_design *d,
                            const struct table_layout *l, const struct store *s)
{
    for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++) {
        const double full = store_rows_per_block(s, c);
        struct agreement_row row = row_of(d, l);

        row.column = column_name(l->t, c);
        row.what = AGREE_COLUMN_BLOCKS;
        row.estimated = l->columns[c].blocks;
        row.exact = (double)store_column_blocks(s, c);
        row.allowed = tolerance_column_blocks(l, c, row.exact);
        add(g, row);
        if (isnan(full))
            continue;
        row.what = AGREE_BLOCK_ROWS;
        row.estimated = layout_full_block_values(l, c);
        row.exact = full;
        row.allowed = tolerance_block_rows(l, c, row.exact);
        add(g, row);
    }
}

/* ALL is compared on the slices that hold copies. */
static void compare_slices(struct agreeing *g, const struct cost_design *d,
                           const struct table_layout *l, const struct store *s)
{
    const bool all = l->design.diststyle == DIST_ALL;
    double most[2] = { 0, 0 }, least[2] = { HUGE_VAL, HUGE_VAL };

    for (int i = 0; i < s->slice_count; i++) {
        const double rows[2] = { l->rows_by_slice[i],
                                 (double)s->slices[i].rows };
        for (int side = 0; side < 2; side++) {
            most[side] = fmax(most[side], rows[side]);
            if (!all || rows[side] > 0)
                least[side] = fmin(least[side], rows[side]);
        }
    }
    struct agreement_row row = row_of(d, l);
    row.what = AGREE_FULLEST_ROWS;
    row.estimated = most[0];
    row.exact = most[1];
    add(g, bounded(row, tolerance_slice_rows(g->cost->known, l, row.exact)));
    row.what = AGREE_EMPTIEST_ROWS;
    row.estimated = least[0];
    row.exact = least[1];
    add(g, bounded(row, tolerance_slice_rows(g->cost->known, l, row.exact)));
}

static void compare_storage(struct agreeing *g, const struct cost_design *d,
                            const struct table_layout *l, const struct store *s)
{
    struct agreement_row row = row_of(d, l);

    row.what = AGREE_TABLE_BLOCKS;
    row.estimated = l->blocks;
    row.exact = (double)store_blocks(s);
    row.allowed = tolerance_table_blocks(l, row.exact);
    add(g, row);
    compare_slices(g, d, l, s);
    compare_columns(g, d, l, s);
}

/* ---- scans ------------------------------------------------------------ */

static double count_rows_out(struct agreeing *g, const struct query *q,
                             int relation, bool *known)
{
    const struct relation *r = &q->relations[relation];

    for (size_t i = 0; i < g->counted_count; i++)
        if (g->counted[i].query == q && g->counted[i].relation == relation) {
            *known = true;
            return g->counted[i].rows;
        }
    ARENA_GROW(g->arena, g->counted, g->counted_count, g->counted_room);
    const struct counted c = { q, relation,
                               scanning_passes(g->recall, g->cost->world,
                                               r->table, r->filters,
                                               r->filter_count) };
    g->counted[g->counted_count++] = c;
    *known = false;
    return c.rows;
}

/* One scan of a table, on both sides. */
struct scan_pair {
    const struct table_layout *layout;
    const struct store *store;
    const struct step *estimated;
    const struct relation *relation;
    const struct scanning *counted;
    struct luck luck;
};

static double blocks_estimated(const struct step *s, int column)
{
    for (int i = 0; i < s->read_count; i++)
        if (s->reads[i].column == column)
            return s->reads[i].blocks;
    return 0;
}

/* Which slice a key hashes to says nothing of the estimate: told how many rows
   each slice got, it has to do without that excuse. */
static void compare_filled(struct agreeing *g, struct agreement_row row,
                           const struct scan_pair *p, const bool *excused)
{
    const int columns = p->layout->t->column_count + HIDDEN_COLUMNS;
    const struct arena_mark mark = arena_mark(g->scratch);
    double *const blocks = ARENA_ARRAY(g->scratch, columns, double);
    double *const rows = ARENA_ARRAY(g->scratch, p->store->slice_count, double);

    for (int s = 0; s < p->store->slice_count; s++)
        rows[s] = (double)p->store->slices[s].rows;
    luck_filled(g->cost->known, p->layout, p->relation->filters,
                p->relation->filter_count, rows, p->store->slice_count, blocks);
    row.what = AGREE_READ_KNOWN;
    for (int c = 0; c < columns; c++) {
        if (!excused[c])
            continue;
        const struct luck_sd runs = { 0, p->luck.blocks[c].runs };
        row.column = column_name(p->layout->t, c);
        row.estimated = blocks[c];
        row.exact = (double)p->counted->blocks[c];
        add(g, bounded(row, tolerance_blocks_read(p->layout, runs, row.exact)));
    }
    arena_rewind(g->scratch, mark);
}

static void compare_reads(struct agreeing *g, struct agreement_row row,
                          const struct scan_pair *p)
{
    const int columns = p->layout->t->column_count + HIDDEN_COLUMNS;
    bool *const excused = ARENA_ARRAY(g->scratch, columns, bool);
    bool any = false;

    row.what = AGREE_BLOCKS_READ;
    for (int c = 0; c < columns; c++) {
        row.estimated = blocks_estimated(p->estimated, c);
        row.exact = (double)p->counted->blocks[c];
        row.column = column_name(p->layout->t, c);
        if (row.estimated == 0 && row.exact == 0)
            continue;
        row = bounded(row, tolerance_blocks_read(p->layout, p->luck.blocks[c],
                                                 row.exact));
        add(g, row);
        excused[c] = row.chance == CHANCE_SLICES;
        any |= excused[c];
    }
    if (any)
        compare_filled(g, row, p, excused);
}

static void compare_rows_out(struct agreeing *g, struct agreement_row row,
                             const struct step *s)
{
    const struct relation *const r = &s->query->relations[s->relation];
    bool known;

    row.what = AGREE_ROWS_OUT;
    row.estimated = s->rows;
    row.exact = count_rows_out(g, s->query, s->relation, &known);
    if (!known)
        add(g, bounded(row,
                       tolerance_rows_out(g->cost->known, s->table, r->filters,
                                          r->filter_count, row.exact)));
}

static void compare_scan(struct agreeing *g, const struct cost_design *d,
                         const struct cost_query *q, const struct step *s,
                         const struct table_layout *l,
                         const struct store *store)
{
    const struct relation *const r = &s->query->relations[s->relation];
    const struct arena_mark mark = arena_mark(g->scratch);
    struct agreement_row row = row_of(d, l);

    row.query = q->query->name;
    row.table = s->name;
    compare_rows_out(g, row, s);
    const struct scanning scan =
        scanning_of(g->scratch, store, r->filters, r->filter_count, r->reads);
    const struct scan_pair pair = {
        l,
        store,
        s,
        r,
        &scan,
        luck_of_scan(g->scratch, g->cost->known, l, r->filters, r->filter_count),
    };
    row.what = AGREE_ROWS_SCANNED;
    row.estimated = s->tally.rows_scanned.sum;
    row.exact = scan.tally.rows_scanned.sum;
    add(g, bounded(row, tolerance_rows_scanned(l, r->filters, r->filter_count,
                                               pair.luck.rows, row.exact)));
    compare_reads(g, row, &pair);
    arena_rewind(g->scratch, mark);
}

static void compare_scans(struct agreeing *g, const struct cost_design *d,
                          const struct table_layout *l, const struct store *s)
{
    for (int q = 0; q < g->cost->query_count; q++) {
        const struct plan *const plan = d->queries[q].plan;
        for (int i = 0; i < plan->step_count; i++)
            if (plan->steps[i]->op == OP_SCAN &&
                plan->steps[i]->table == l->table)
                compare_scan(g, d, &d->queries[q], plan->steps[i], l, s);
    }
}

/* ---- plans ------------------------------------------------------------ */

static void compare_step(struct agreeing *g, struct agreement_row row,
                         enum agree_what what, const struct step *counted,
                         double estimated, double exact)
{
    row.what = what;
    row.table = counted->name;
    row.estimated = estimated;
    row.exact = exact;
    if (estimated != 0 || exact != 0)
        add(g,
            bounded(row, tolerance_step(g->cost->known, what, counted, exact)));
}

static void compare_busiest(struct agreeing *g, struct agreement_row row,
                            const struct table_layout *l,
                            const struct step *estimated,
                            const struct step *counted)
{
    row.what = AGREE_BUSIEST;
    row.table = counted->name;
    row.estimated = estimated->busiest_over_mean;
    row.exact = counted->busiest_over_mean;
    add(g, bounded(row, tolerance_busiest(g->cost->known, l, counted)));
}

static void compare_steps(struct agreeing *g, struct agreement_row row,
                          struct table_layout *const *tables,
                          const struct plan *estimated,
                          const struct plan *counted)
{
    for (int i = 0; i < counted->step_count; i++) {
        const struct step *const e = estimated->steps[i];
        const struct step *const c = counted->steps[i];
        if (c->op == OP_SCAN && c->spread.kind == SPREAD_KEY && c->rows > 0)
            compare_busiest(g, row, tables[c->table], e, c);
        if (step_is_join(c)) {
            compare_step(g, row, AGREE_JOIN_ROWS, c, e->rows, c->rows);
            compare_step(g, row, AGREE_ROWS_MOVED, c, e->tally.rows_moved.sum,
                         c->tally.rows_moved.sum);
            compare_step(g, row, AGREE_BYTES_MOVED, c, e->tally.bytes_moved.sum,
                         c->tally.bytes_moved.sum);
        }
        if (c->op == OP_HASH_AGGREGATE || c->op == OP_GROUP_AGGREGATE)
            compare_step(g, row, AGREE_GROUPS, c, e->rows, c->rows);
    }
    compare_step(g, row, AGREE_QUERY_ROWS, counted->root, estimated->root->rows,
                 counted->root->rows);
}

/* Every plan of a design, carried out on all rows. */
static bool compare_plans(struct agreeing *g, const struct cost_design *d,
                          double limit_bytes, struct faults *faults)
{
    const int tables = g->cost->world->catalog.table_count;
    const struct arena_mark outer = arena_mark(g->scratch);
    const struct table_design **const designs =
        ARENA_ARRAY(g->scratch, tables, const struct table_design *);
    const struct run_options options = {
        .designs = designs,
        .recall = g->recall,
        .limit_bytes = limit_bytes,
        .way_out = "'--scale' counts fewer rows",
    };
    bool good = true;

    for (int t = 0; t < tables; t++)
        designs[t] = &d->layout->tables[t]->design;
    for (int q = 0; good && q < g->cost->query_count; q++) {
        const struct arena_mark mark = arena_mark(g->scratch);
        struct plan *const counted = planner_plan(
            g->scratch, g->cost->known, d->layout, d->queries[q].query);
        const struct agreement_row row = {
            .design = d->design->name,
            .query = d->queries[q].query->name,
            .table = "",
            .column = "",
        };
        good = run_plan(g->scratch, g->cost->world, &options, counted, NULL,
                        faults);
        if (good && !progress_interrupted())
            compare_steps(g, row, d->layout->tables, d->queries[q].plan,
                          counted);
        arena_rewind(g->scratch, mark);
    }
    arena_rewind(g->scratch, outer);
    return good;
}

static bool compare_all_plans(struct agreeing *g, double limit_bytes,
                              struct faults *faults)
{
    const struct cost *const c = g->cost;
    bool good = true;

    for (int d = 0; good && d < c->design_count && !progress_interrupted(); d++)
        good = compare_plans(g, &c->designs[d], limit_bytes, faults);
    return good;
}

/* ---- all of it -------------------------------------------------------- */

static bool compare_table(struct agreeing *g, const struct cost_design *d,
                          const struct table_layout *l, double limit_bytes,
                          struct faults *faults)
{
    const struct arena_mark mark = arena_mark(g->scratch);
    enum encoding *const encodings =
        ARENA_ARRAY(g->scratch, l->t->column_count, enum encoding);
    const struct store_options options = {
        .encodings = encodings,
        .recall = g->recall,
        .limit_bytes = limit_bytes,
        .way_out = "'--scale' counts fewer rows",
    };

    for (int c = 0; c < l->t->column_count; c++)
        encodings[c] = l->columns[c].encoding;
    const struct store *const s = store_build(
        g->scratch, g->cost->world, l->table, &l->design, &options, faults);
    if (s != NULL && !progress_interrupted()) {
        compare_storage(g, d, l, s);
        compare_scans(g, d, l, s);
    }
    arena_rewind(g->scratch, mark);
    return s != NULL;
}

/* Designs that treat a table alike share its layout. */
static bool is_new(const struct cost *c, int design, int table)
{
    for (int d = 0; d < design; d++)
        if (c->designs[d].layout->tables[table] ==
            c->designs[design].layout->tables[table])
            return false;
    return true;
}

/* How often a layout of the table draws each column: to deal, to sort, to fill
   blocks. */
static void count_draws(const struct table_layout *l, int *draws)
{
    for (int c = 0; c < l->t->column_count; c++)
        draws[c]++;
    for (int k = 0; k < l->design.sortkey_count; k++)
        draws[l->design.sortkeys[k]]++;
    if (l->design.diststyle == DIST_KEY)
        draws[l->design.distkey] += 2; /* rows are counted first */
}

/* What is drawn again and again: what layouts draw more than once, and what
   queries read. */
static void recall_what_comes_again(struct agreeing *g)
{
    const struct cost *const c = g->cost;

    for (int t = 0; t < c->world->catalog.table_count; t++) {
        const int columns = c->world->catalog.tables[t].column_count;
        const struct arena_mark mark = arena_mark(g->scratch);
        int *const draws = ARENA_ARRAY(g->scratch, columns, int);
        bool *const again = ARENA_ARRAY(g->scratch, columns, bool);
        for (int d = 0; d < c->design_count; d++)
            if (is_new(c, d, t))
                count_draws(c->designs[d].layout->tables[t], draws);
        for (int i = 0; i < columns; i++)
            again[i] = draws[i] > 1;
        recall_columns(g->recall, t, again);
        arena_rewind(g->scratch, mark);
    }
    for (int q = 0; q < c->query_count; q++)
        recall_query(g->recall, c->designs[0].queries[q].query);
    recall_fill(g->recall);
}

bool agree_run(struct arena *a, const struct world *w, double limit_bytes,
               struct agreement *out, struct faults *faults)
{
    struct agreeing g = {
        .arena = a,
        .scratch = arena_begin(),
        .cost = cost_run(a, w, NULL, NULL),
        .recall = recall_begin(w, RECALL_BYTES),
        .out = out,
    };
    const int tables = w->catalog.table_count;
    const int pairs = g.cost->design_count * tables;
    struct progress p;
    bool good = true;

    *out = (struct agreement){ .arena = a };
    recall_what_comes_again(&g);
    progress_begin(&p, "agree", pairs);
    for (int i = 0; i < pairs && !progress_interrupted(); i++) {
        const struct cost_design *d = &g.cost->designs[i / tables];
        progress_step(&p, i);
        if (is_new(g.cost, i / tables, i % tables))
            good &= compare_table(&g, d, d->layout->tables[i % tables],
                                  limit_bytes, faults);
    }
    if (good)
        good = compare_all_plans(&g, limit_bytes, faults);
    progress_done(&p);
    recall_done(g.recall);
    if (good && w->history != NULL)
        agree_history(w, out);
    arena_done(g.scratch);
    return good;
}

bool agree_holds(const struct agreement_row *row)
{
    return fabs(row->estimated - row->exact) <= row->allowed;
}

size_t agree_misses(const struct agreement *g)
{
    size_t misses = 0;

    for (size_t i = 0; i < g->count; i++)
        misses += !agree_holds(&g->rows[i]);
    return misses;
}
