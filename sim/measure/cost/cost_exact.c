#include "measure/cost/cost_exact.h"

#include <math.h>
#include <string.h>

#include "base/progress.h"
#include "base/text.h"
#include "exact/run/run.h"
#include "models/skew.h"
#include "models/storage.h"

/* Rows that leave the joins, counted on a sample. */
struct sampled_rows {
    int table; /* -1: all rows were looked at, under every design */
    int64_t looked;
    double rows, error;
};

struct counting {
    struct cost *cost;
    struct arena *scratch; /* one design */
    struct run_options options;
    struct store **stores;      /* per table */
    struct sampled_rows *worst; /* per query */
    struct progress progress;
    int steps_done; /* tables laid out, plans carried out */
    struct faults *faults;
};

static void note(struct cost *c, const char *text)
{
    ARENA_GROW(c->arena, c->counted_notes, c->counted_note_count,
               c->counted_note_room);
    c->counted_notes[c->counted_note_count++] = text;
}

/* ---- layout ----------------------------------------------------------- */

/* A layout as it was counted. */
static struct table_layout *counted_layout(struct arena *a,
                                           const struct table_layout *from,
                                           const struct store *s)
{
    struct table_layout *const l = ARENA_NEW(a, struct table_layout);
    const int columns = from->t->column_count + HIDDEN_COLUMNS;

    *l = *from;
    l->rows_by_slice = ARENA_ARRAY(a, s->slice_count, double);
    l->columns = ARENA_ARRAY(a, columns, struct column_layout);
    memcpy(l->columns, from->columns, (size_t)columns * sizeof(*from->columns));
    l->populated = 0;
    for (int i = 0; i < s->slice_count; i++) {
        l->rows_by_slice[i] = (double)s->slices[i].rows;
        l->populated += s->slices[i].rows > 0;
    }
    l->blocks = 0;
    for (int c = 0; c < columns; c++) {
        const double full = store_rows_per_block(s, c);
        l->columns[c].blocks = (double)store_column_blocks(s, c);
        l->columns[c].density = NULL;
        l->columns[c].fullest_values = 0;
        l->blocks += l->columns[c].blocks;
        if (!isnan(full))
            l->columns[c].values_per_block = full;
    }
    l->slice_rows = (double)l->t->rows * l->copies / fmax(l->populated, 1);
    if (l->design.diststyle != DIST_ALL && l->populated > 0) {
        const struct skew_summary sum =
            skew_summary_of(l->rows_by_slice, s->slice_count);
        l->max_over_mean = fmax(sum.max / l->slice_rows, 1);
        l->skew_rows = sum.skew_rows;
        l->cv = sum.cv;
        l->empty_slices = sum.empty_slices;
    }
    double largest = 0;
    for (int c = 0; c < l->t->column_count; c++)
        if (l->design.sortkey_count > 0 && c != l->design.sortkeys[0])
            largest = fmax(largest, l->columns[c].blocks);
    if (l->design.sortkey_count > 0)
        l->skew_sortkey1 = storage_skew_sortkey1(
            largest, l->columns[l->design.sortkeys[0]].blocks);
    return l;
}

static bool lay_out(struct counting *g, const struct layout *l, int table)
{
    const struct table_layout *const from = l->tables[table];
    enum encoding *const encodings =
        ARENA_ARRAY(g->scratch, from->t->column_count, enum encoding);
    const struct store_options options = {
        .encodings = encodings,
        .limit_bytes = g->options.limit_bytes,
        .way_out = g->options.way_out,
    };

    for (int c = 0; c < from->t->column_count; c++)
        encodings[c] = from->columns[c].encoding;
    g->stores[table] = store_build(g->scratch, g->cost->world, table,
                                   &from->design, &options, g->faults);
    return g->stores[table] != NULL;
}

/* ---- plans ------------------------------------------------------------ */

/* What a run does not count stays the estimate's. */
static void forget(struct plan *p, bool sampled)
{
    for (int i = 0; i < p->step_count; i++) {
        struct step *const s = p->steps[i];
        const struct tally old = s->tally;

        s->tally = (struct tally){ .leader_rows = 0 };
        if (!sampled || s->op != OP_SCAN)
            continue;
        s->tally.blocks = old.blocks;
        s->tally.bytes_read = old.bytes_read;
        s->tally.rows_scanned = old.rows_scanned;
        s->tally.values = old.values;
        s->tally.text_bytes = old.text_bytes;
    }
}

/* The step above which nothing is joined any more. */
static const struct step *joined_of(const struct plan *p)
{
    const struct step *s = p->root;

    while (s != NULL && !step_is_join(s) && s->op != OP_SCAN)
        s = s->outer;
    return s;
}

/* Of all designs, the one whose sample says least. */
static void keep_error(struct sampled_rows *worst, const struct plan *p,
                       const struct run_sample *sample)
{
    const struct step *const s = joined_of(p);

    if (sample->table < 0 || s == NULL)
        return;
    const struct sampled_rows now = { sample->table, sample->rows, s->rows,
                                      sample->rows_error[s->id] };
    if (worst->table < 0 || now.error * worst->rows > worst->error * now.rows)
        *worst = now;
}

/* Where nothing passed, the rule of three: were more than 3 in n rows to pass,
   none in n would be seen less than one time in twenty. */
static void note_error(struct cost *c, const char *query,
                       const struct sampled_rows *w)
{
    struct arena *const a = c->arena;

    if (w->table < 0) {
        note(c, text_format(a, "%s: all rows were looked at", query));
        return;
    }
    const struct table *const t = &c->world->catalog.tables[w->table];
    const char *const looked = text_grouped(a, w->looked);
    if (w->rows > 0)
        note(c, text_format(a,
                            "%s: %s rows of %s were looked at; %s rows leave "
                            "its joins, plus or minus %s (95 %%)",
                            query, looked, t->name,
                            text_grouped(a, llround(w->rows)),
                            text_grouped(a, llround(w->error))));
    else
        note(c, text_format(a,
                            "%s: none of the %s rows of %s that were looked at "
                            "leave its joins; of all, up to %s may (95 %%)",
                            query, looked, t->name,
                            text_grouped(a, llround(3 * (double)t->rows /
                                                    (double)w->looked))));
}

/* What a run counted of each column outlives its arena. */
static void keep_reads(struct arena *a, struct plan *p)
{
    for (int i = 0; i < p->step_count; i++) {
        struct step *const s = p->steps[i];
        struct column_read *const kept =
            ARENA_ARRAY(a, s->read_count, struct column_read);
        if (s->read_count > 0)
            memcpy(kept, s->reads, (size_t)s->read_count * sizeof(*kept));
        s->reads = kept;
    }
}

/*
 * Blocks of so many rows have the bytes that the layout expects of their
 * encoding; those of so many bytes are counted as they are. On the busiest
 * slice the columns share its blocks as they do in all.
 */
static void set_bytes_read(const struct layout *l, struct step *s)
{
    double bytes = 0;

    for (int r = 0; r < s->read_count; r++)
        bytes += s->reads[r].blocks *
                 l->tables[s->table]->columns[s->reads[r].column].block_bytes;
    s->tally.bytes_read.sum = bytes;
    s->tally.bytes_read.busiest =
        s->tally.blocks.sum > 0
            ? bytes * (s->tally.blocks.busiest / s->tally.blocks.sum)
            : 0;
}

static bool count_query(struct counting *g, struct cost_design *d, int query)
{
    struct cost_query *const q = &d->queries[query];
    const struct arena_mark mark = arena_mark(g->scratch);
    struct run_sample sample;

    q->bytes_read = q->bytes_moved = 0;
    forget(q->plan, g->options.sample_rows > 0);
    const bool good = run_plan(g->scratch, g->cost->world, &g->options, q->plan,
                               &sample, g->faults);
    keep_reads(g->cost->arena, q->plan);
    for (int i = 0; i < q->plan->step_count; i++)
        if (g->cost->world->cluster.engine.rows_per_block > 0 &&
            q->plan->steps[i]->op == OP_SCAN)
            set_bytes_read(d->layout, q->plan->steps[i]);
    if (good)
        keep_error(&g->worst[query], q->plan, &sample);
    arena_rewind(g->scratch, mark);
    if (good)
        cost_price(g->cost, d, q);
    return good;
}

static bool count_design(struct counting *g, int design)
{
    struct cost *const c = g->cost;
    struct cost_design *const d = &c->designs[design];
    const int tables = c->world->catalog.table_count;
    const struct table_design **const designs =
        ARENA_ARRAY(c->arena, tables, const struct table_design *);
    const bool whole = g->options.sample_rows == 0;
    struct layout *const counted = ARENA_NEW(c->arena, struct layout);
    bool good = true;

    *counted = *d->layout;
    counted->tables = ARENA_ARRAY(c->arena, tables, struct table_layout *);
    g->options.designs = designs;
    g->stores = ARENA_ARRAY(g->scratch, tables, struct store *);
    g->options.stores = whole ? g->stores : NULL;
    d->blocks = 0;
    for (int t = 0; t < tables && !progress_interrupted(); t++) {
        progress_step(&g->progress, g->steps_done++);
        designs[t] = &d->layout->tables[t]->design;
        counted->tables[t] = d->layout->tables[t];
        if (whole && !lay_out(g, d->layout, t))
            good = false;
        else if (whole && !progress_interrupted())
            counted->tables[t] =
                counted_layout(c->arena, d->layout->tables[t], g->stores[t]);
        d->blocks += counted->tables[t]->blocks;
    }
    d->query_total_s = d->bytes_moved = d->blocks_read = 0;
    for (int q = 0; good && q < c->query_count && !progress_interrupted();
         q++) {
        progress_step(&g->progress, g->steps_done++);
        good = count_query(g, d, q);
    }
    d->layout = counted;
    return good;
}

bool cost_exact(struct cost *c, int64_t sample_rows, double limit_bytes,
                struct faults *faults)
{
    struct counting g = { .cost = c,
                          .scratch = arena_begin(),
                          .faults = faults };
    bool good = true;

    g.worst = ARENA_ARRAY(c->arena, c->query_count, struct sampled_rows);
    for (int q = 0; q < c->query_count; q++)
        g.worst[q].table = -1;
    g.options.limit_bytes = limit_bytes;
    g.options.sample_rows = sample_rows;
    g.options.way_out = "'--sample' looks at fewer rows, and so does '--scale'";
    note(c, sample_rows > 0
                ? "rows, motion and slices are counted on a sample and scaled "
                  "up; blocks are estimated; groups are those of the sample, "
                  "a lower bound"
                : "storage, blocks, rows, motion and groups are counted row by "
                  "row; conditions that the query only guesses pass by a draw");
    progress_begin(&g.progress, "counting",
                   c->design_count *
                       (c->world->catalog.table_count + c->query_count));
    for (int d = 0; good && d < c->design_count && !progress_interrupted();
         d++) {
        const struct arena_mark mark = arena_mark(g.scratch);
        good = count_design(&g, d);
        arena_rewind(g.scratch, mark);
    }
    progress_done(&g.progress);
    for (int q = 0; good && sample_rows > 0 && q < c->query_count; q++)
        note_error(c, c->world->queries[q]->name, &g.worst[q]);
    arena_done(g.scratch);
    return good;
}
