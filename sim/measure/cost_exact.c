#include "measure/cost_exact.h"

#include <math.h>
#include <string.h>

#include "base/progress.h"
#include "base/text.h"
#include "exact/run.h"
#include "models/skew.h"
#include "models/storage.h"

struct counting {
    struct cost *cost;
    struct arena *scratch; /* one design */
    struct run_options options;
    struct store **stores; /* per table */
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

static void keep_error(struct counting *g, const struct cost_query *q,
                       const struct run_sample *sample)
{
    const struct step *s = q->plan->root;

    while (s != NULL && !step_is_join(s) && s->op != OP_SCAN)
        s = s->outer;
    if (sample->table < 0 || s == NULL)
        return;
    const double rows = s->rows;
    const double error = sample->rows_error[s->id];
    note(g->cost,
         text_format(
             g->cost->arena,
             "%s: %s rows of %s were looked at; %.0f rows of its joins, "
             "plus or minus %.0f (95 %%)",
             q->query->name, text_grouped(g->cost->arena, sample->rows),
             g->cost->world->catalog.tables[sample->table].name, rows, error));
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

static bool count_query(struct counting *g, struct cost_design *d,
                        struct cost_query *q, bool first)
{
    const struct arena_mark mark = arena_mark(g->scratch);
    struct run_sample sample;

    q->bytes_read = q->bytes_moved = 0;
    forget(q->plan, g->options.sample_rows > 0);
    const bool good = run_plan(g->scratch, g->cost->world, &g->options, q->plan,
                               &sample, g->faults);
    keep_reads(g->cost->arena, q->plan);
    if (good && first && g->options.sample_rows > 0)
        keep_error(g, q, &sample);
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
    for (int q = 0; good && q < c->query_count && !progress_interrupted(); q++)
        good = count_query(g, d, &d->queries[q], design == 0);
    d->layout = counted;
    return good;
}

bool cost_exact(struct cost *c, int64_t sample_rows, double limit_bytes,
                struct faults *faults)
{
    struct counting g = { .cost = c,
                          .scratch = arena_begin(),
                          .faults = faults };
    struct progress p;
    bool good = true;

    g.options.limit_bytes = limit_bytes;
    g.options.sample_rows = sample_rows;
    g.options.way_out =
        "'--sample' looks at fewer rows, and so does 'agree --scale'";
    note(c, sample_rows > 0
                ? "rows, motion and slices are counted on a sample and scaled "
                  "up; blocks are estimated; groups are those of the sample, "
                  "a lower bound"
                : "storage, blocks, rows, motion and groups are counted row by "
                  "row; conditions that the query only guesses pass by a draw");
    progress_begin(&p, "counting", c->design_count);
    for (int d = 0; good && d < c->design_count && !progress_interrupted();
         d++) {
        const struct arena_mark mark = arena_mark(g.scratch);
        progress_step(&p, d);
        good = count_design(&g, d);
        arena_rewind(g.scratch, mark);
    }
    progress_done(&p);
    arena_done(g.scratch);
    return good;
}
