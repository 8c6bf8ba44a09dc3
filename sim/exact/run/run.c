#include "exact/run/run.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"
#include "exact/budget.h"
#include "exact/run/run_flow.h"
#include "exact/run/run_group.h"
#include "exact/run/run_limit.h"
#include "exact/run/run_rows.h"

/* ---- windows, sorts, limits ------------------------------------------- */

static int column_of(const struct run_rows *rows, struct column_ref ref)
{
    for (int k = 0; k < rows->ref_count; k++)
        if (rows->refs[k].relation == ref.relation &&
            rows->refs[k].column == ref.column)
            return k;
    return -1;
}

static void sort_rows(struct run *run, struct step *s,
                      const struct run_rows *rows)
{
    const struct amount in = run_by_slice(run, rows);

    for (int i = 0; i < run->slices; i++) {
        const double n = rows->slice_rows[i];
        const double compares = n < 2 ? 0 : n * log2(n);
        s->tally.sort_compares.sum += compares;
        s->tally.sort_compares.busiest =
            fmax(s->tally.sort_compares.busiest, compares);
    }
    run_spill(run, s, in.busiest * s->width_bytes, in.busiest * s->width_bytes,
              true);
}

static void window(struct run *run, struct step *s, int index,
                   struct run_rows *rows)
{
    const struct window *w = &s->query->windows[index];
    int *const columns = ARENA_ARRAY(run->arena, w->partition_count + 1, int);
    int count = 0;

    for (int p = 0; p < w->partition_count; p++) {
        const int column = column_of(rows, w->partition[p]);
        if (column >= 0)
            columns[count++] = column;
    }
    if (!s->one_phase)
        run_deal(run, s, rows, columns, count, false);
    sort_rows(run, s, rows);
}

static void limit(struct run *run, struct step *s, struct run_rows *rows)
{
    const double all = run_by_slice(run, rows).sum;
    const double left = fmin(all, (double)s->query->limit);

    if (rows->set.columns > 0 && rows->set.count > s->query->limit)
        rows->set = run_limit(run->arena, &rows->set, s->query->limit);
    rows->slice_rows = ARENA_ARRAY(run->arena, run->slices, double);
    rows->slice_rows[0] = left;
    rows->weight = 1;
}

/* ---- selects ---------------------------------------------------------- */

static bool is_flow(const struct step *s)
{
    return step_is_join(s) || s->op == OP_SCAN || s->op == OP_SUBQUERY_SCAN;
}

/* What a select that groups nothing must keep of its rows. */
static struct run_rows joined(struct run *run, struct step *s, bool outputs)
{
    const struct query *q = s->query;
    struct run_sink sink = { .ref_count = 0 };
    struct run_counts counts = run_counts_of(run->arena, run);
    struct column_ref *refs;
    int room = q->output_count;
    struct run_place place;
    uint64_t kept;

    for (int w = 0; w < q->window_count; w++)
        room += q->windows[w].partition_count;
    refs = ARENA_ARRAY(run->arena, room + 1, struct column_ref);
    for (int o = 0; outputs && o < q->output_count; o++)
        refs[sink.ref_count++] = q->outputs[o].ref;
    for (int w = 0; w < q->window_count; w++)
        for (int p = 0; p < q->windows[w].partition_count; p++)
            refs[sink.ref_count++] = q->windows[w].partition[p];
    sink.refs = refs;
    struct run_rows rows = run_flow(run, s, &sink, &kept, &place, &counts);
    rows.slice_rows = ARENA_ARRAY(run->arena, run->slices, double);
    for (int i = 0; i < run->slices; i++)
        rows.slice_rows[i] = (double)counts.out[i] * rows.weight;
    return rows;
}

static struct run_rows run_step(struct run *run, struct step *s, bool outputs,
                                int *windows);

static bool is_counted(const struct run_rows *rows, int output)
{
    return rows->output_of != NULL && rows->output_of[output] >= 0;
}

/* Rows of a query with its outputs, column after column. */
static struct run_rows with_outputs(struct run *run, struct step *root,
                                    const struct query *q)
{
    int windows = 0;
    struct run_rows rows = run_step(run, root, true, &windows);
    struct run_set out = run_set_of(run->arena, q->output_count);

    if (q->set != SET_NONE)
        return rows;
    if (rows.set.count == 0 && rows.set.columns == 0 &&
        run_by_slice(run, &rows).sum > 0) {
        int64_t *const row = run_set_add(&out, 0);
        for (int o = 0; o < q->output_count; o++)
            row[(size_t)o * RUN_CHUNK] = o;
    }
    for (size_t c = 0; c < rows.set.chunk_count; c++)
        for (int i = 0; i < rows.set.chunks[c]->count; i++) {
            const struct run_chunk *chunk = rows.set.chunks[c];
            const uint64_t own =
                run_hash(&chunk->codes[i], rows.set.keys, RUN_CHUNK);
            int64_t *const row = run_set_add(&out, chunk->slices[i]);
            for (int o = 0; o < q->output_count; o++) {
                const bool counts = is_counted(&rows, o);
                const int column = counts ? rows.output_of[o]
                                          : column_of(&rows, q->outputs[o].ref);
                row[(size_t)o * RUN_CHUNK] =
                    column < 0 || (q->outputs[o].aggregate && !counts)
                        ? (int64_t)(own >> 1)
                        : chunk->codes[(size_t)column * RUN_CHUNK + (size_t)i];
            }
        }
    rows.set = out;
    rows.refs = NULL;
    rows.ref_count = 0;
    return rows;
}

struct run_rows *run_inner(struct run *run, struct step *root,
                           const struct query *q, const bool *reads,
                           int *output)
{
    struct run_rows *const rows = ARENA_NEW(run->arena, struct run_rows);

    (void)reads;
    *rows = with_outputs(run, root, q);
    for (int o = 0; o < q->output_count; o++)
        output[o] =
            q->set == SET_NONE && !is_counted(rows, o) &&
                    (q->outputs[o].aggregate || q->outputs[o].ref.column < 0)
                ? -1
                : o;
    /* Of rows that every node has, each slice takes its part. */
    for (size_t c = 0; c < rows->set.chunk_count; c++)
        for (int i = 0;
             root->spread.kind == SPREAD_ALL && i < rows->set.chunks[c]->count;
             i++)
            rows->set.chunks[c]->slices[i] =
                (int)rng_below(run_hash(&rows->set.chunks[c]->codes[i],
                                        rows->set.columns, RUN_CHUNK),
                               (uint64_t)run->slices);
    return rows;
}

/* ---- set operations --------------------------------------------------- */

/* Rows of `first` that `second` has, or has not. */
static struct run_set matching(struct run *run, const struct run_set *first,
                               const struct run_set *second, bool has)
{
    struct run_set all = run_set_of(run->arena, first->columns);
    struct run_set out = run_set_of(run->arena, first->columns);

    for (size_t c = 0; c < second->chunk_count; c++)
        for (int i = 0; i < second->chunks[c]->count; i++)
            run_set_unite(&all, &second->chunks[c]->codes[i], RUN_CHUNK, 0);
    for (size_t c = 0; c < first->chunk_count; c++)
        for (int i = 0; i < first->chunks[c]->count; i++) {
            const struct run_chunk *chunk = first->chunks[c];
            const bool found =
                run_set_has(&all, &chunk->codes[i], RUN_CHUNK, 0);
            if (found != has)
                continue;
            run_set_copy(&out, chunk, i, chunk->slices[i]);
        }
    return out;
}

static struct run_rows append(struct run *run, struct step *s)
{
    const struct query *q = s->query;
    struct run_rows first = s->outer->op == OP_APPEND && s->outer->query == q
                                ? append(run, s->outer)
                                : with_outputs(run, s->outer, s->outer->query);
    const struct run_rows second = with_outputs(run, s->inner, s->inner->query);

    CHECK(first.set.columns == second.set.columns);
    if (q->set == SET_INTERSECT || q->set == SET_EXCEPT)
        first.set =
            matching(run, &first.set, &second.set, q->set == SET_INTERSECT);
    else
        run_set_join(&first.set, &second.set);
    run_recount(run, &first);
    run_rows_out(run, s, &first);
    return first;
}

static struct run_rows unique(struct run *run, struct step *s)
{
    struct run_rows rows = append(run, s->outer);
    const struct amount in = run_by_slice(run, &rows);
    struct run_set out = run_set_of(run->arena, rows.set.columns);

    for (size_t c = 0; c < rows.set.chunk_count; c++)
        for (int i = 0; i < rows.set.chunks[c]->count; i++)
            run_set_unite(&out, &rows.set.chunks[c]->codes[i], RUN_CHUNK,
                          rows.set.chunks[c]->slices[i]);
    rows.set = out;
    run_recount(run, &rows);
    run_finish_groups(run, s, &rows, in);
    run_rows_out(run, s, &rows);
    return rows;
}

/* ---- all steps -------------------------------------------------------- */

static struct run_rows run_step(struct run *run, struct step *s, bool outputs,
                                int *windows)
{
    struct run_rows rows;

    if (is_flow(s))
        return joined(run, s, outputs);
    switch (s->op) {
    case OP_AGGREGATE:
    case OP_HASH_AGGREGATE:
    case OP_GROUP_AGGREGATE:
        return run_aggregate(run, s, outputs);
    case OP_UNIQUE:
        return unique(run, s);
    case OP_APPEND:
        return append(run, s);
    case OP_RESULT:
        rows = run_one_row(run, 1);
        break;
    default:
        rows = run_step(run, s->outer, outputs, windows);
        break;
    }
    if (s->op == OP_WINDOW)
        window(run, s, (*windows)++, &rows);
    if (s->op == OP_SORT)
        sort_rows(run, s, &rows);
    if (s->op == OP_LIMIT)
        limit(run, s, &rows);
    run_rows_out(run, s, &rows);
    return rows;
}

static bool enough_memory(const struct run *run)
{
    if (run->short_bytes == 0)
        return true;
    return budget_allows(run->short_bytes, run->limit_bytes,
                         text_format(run->faults->arena,
                                     "keeping the rows that '%s' leads to",
                                     run->short_of),
                         run->options->way_out, run->faults);
}

bool run_plan(struct arena *a, const struct world *w,
              const struct run_options *options, struct plan *p,
              struct run_sample *sample, struct faults *faults)
{
    struct run run = {
        .arena = a,
        .world = w,
        .options = options,
        .sample = sample,
        .root = p->query,
        .faults = faults,
        .slices = w->cluster.slices,
        .per_node = cluster_slices_per_node(&w->cluster),
        .nodes = w->cluster.nodes,
        .limit_bytes =
            options->limit_bytes > 0 ? options->limit_bytes : budget_half(),
    };
    int windows = 0;

    if (sample != NULL)
        *sample = (struct run_sample){
            .table = -1, .rows_error = ARENA_ARRAY(a, p->step_count, double)
        };
    const struct run_rows rows = run_step(&run, p->root, false, &windows);
    p->root->tally.leader_rows += run_by_slice(&run, &rows).sum;
    return enough_memory(&run);
}
