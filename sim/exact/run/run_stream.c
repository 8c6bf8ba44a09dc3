#include "exact/run/run_stream.h"

#include <omp.h>

#include "base/progress.h"
#include "exact/dealing.h"
#include "world/value/value.h"

/* ---- the sink --------------------------------------------------------- */

static int sink_columns(const struct run_flow *f, const struct run_sink *sink)
{
    const uint64_t kept = f->stages[f->stage_count - 1].kept;
    int columns = sink->ref_count + sink->counted_count;

    for (int r = 0; sink->keep_rows && r < f->query->relation_count; r++)
        columns += (int)(kept >> r & 1);
    return columns;
}

/* What is kept of a batch, column after column. */
static void sink_codes(struct run_worker *w, const struct run_batch *b)
{
    const struct run_flow *f = w->flow;
    const uint64_t kept = f->stages[f->stage_count - 1].kept;
    int64_t *to = w->codes;

    for (int r = 0; w->sink->keep_rows && r < f->query->relation_count; r++)
        if (kept >> r & 1) {
            for (int i = 0; i < b->count; i++)
                to[i] = b->rows[r][i];
            to += RUN_BATCH;
        }
    for (int k = 0; k < w->sink->ref_count; k++, to += RUN_BATCH)
        run_value_codes(f, w->sink->refs[k], b, to);
    for (int k = 0; k < w->sink->counted_count; k++, to += RUN_BATCH) {
        run_value_codes(f, w->sink->counted[k], b, to);
        for (int i = 0; i < b->count; i++)
            to[i] = to[i] != VALUE_NULL;
    }
}

static void sink_batch(struct run_worker *w, const struct run_batch *b)
{
    const struct run_flow *f = w->flow;
    const struct run_sink *const sink = w->sink;
    const struct run_stage *const last = &f->stages[f->stage_count - 1];
    struct run_counts *const c = &w->counts[f->stage_count];
    const size_t keys = (size_t)(w->kept.columns - sink->ref_count);
    int64_t bytes[RUN_BATCH];

    sink_codes(w, b);
    run_value_bytes(f, sink->keep_rows ? last->kept : 0, b, bytes);
    for (int i = 0; i < b->count; i++) {
        const int from = b->slices[i];
        int to = from;
        if (sink->dealt) {
            to = sink->deal_by < 0
                     ? 0
                     : dealing_slice(
                           w->codes[(keys + (size_t)sink->deal_by) * RUN_BATCH +
                                    (size_t)i],
                           f->run->slices);
            run_count_move(f->run, c, from, to, last->place.kind == SPREAD_ALL,
                           bytes[i]);
        }
        c->from[from]++;
        c->from_bytes[from] += bytes[i];
        c->out[to]++;
        c->probe[to] += bytes[i];
        if (w->kept.columns == 0)
            continue;
        if (sink->distinct) {
            run_set_unite(&w->kept, w->codes + i, RUN_BATCH, to);
            continue;
        }
        int64_t *const row = run_set_add(&w->kept, to);
        for (int k = 0; k < w->kept.columns; k++)
            row[(size_t)k * RUN_CHUNK] =
                w->codes[(size_t)k * RUN_BATCH + (size_t)i];
    }
}

/* ---- between stages --------------------------------------------------- */

static void draw_crosses(struct run_worker *w, const struct run_stage *s,
                         struct run_batch *b)
{
    for (int x = 0; x < s->cross_count; x++) {
        const struct cross_condition *const cross = s->crosses[x];
        uint64_t relations = 0;
        int kept = 0;
        for (int r = 0; r < cross->relation_count; r++)
            relations |= UINT64_C(1) << cross->relations[r];
        for (int i = 0; i < b->count; i++) {
            if (!run_value_draw(w->flow, b, i, relations,
                                cross->text == NULL ? "" : cross->text,
                                cross->guess))
                continue;
            for (int r = 0; r < w->flow->query->relation_count; r++)
                if (b->rows[r] != NULL)
                    b->rows[r][kept] = b->rows[r][i];
            b->slices[kept++] = b->slices[i];
        }
        b->count = kept;
    }
}

void run_stream_push(struct run_worker *w, int stage)
{
    const struct run_flow *f = w->flow;
    struct run_batch *const b = &w->batches[stage];

    draw_crosses(w, &f->stages[stage], b);
    for (int i = 0; i < b->count; i++)
        w->counts[stage].out[b->slices[i]]++;
    w->counts[stage].replicates[w->replicate] += b->count;
    if (b->count > 0 && stage + 1 == f->stage_count)
        sink_batch(w, b);
    else if (b->count > 0)
        run_join_probe(w, stage + 1, b);
    b->count = 0;
}

/* All that lies in the stages from `first` on goes to the sink. */
static void flush(struct run_worker *w, int first)
{
    for (int s = first; s < w->flow->stage_count; s++)
        run_stream_push(w, s);
}

/* ---- the source ------------------------------------------------------- */

/* Rows of a table at arrivals first .. and the slices they are dealt to. */
static void read_table(struct run_worker *w, int64_t first, int count)
{
    const struct run_flow *f = w->flow;
    const struct run *run = f->run;
    const struct step *s = f->leaf;
    const struct table_design *d = run->options->designs[s->table];
    const struct arrivals arrivals = arrivals_of(run->world, s->table);
    const struct rng_stream draws =
        rng_stream(run->world->seed, "run.sample", (uint64_t)s->table);
    struct run_batch *const b = &w->batches[0];
    int64_t *const rows = b->rows[s->relation];
    int64_t keys[RUN_BATCH];
    uint64_t mixed[RUN_BATCH];

    b->count = count;
    if (!f->sampled)
        arrivals_rows(&arrivals, first, (size_t)count, rows);
    for (int i = 0; i < count; i++) {
        const int64_t at = f->sampled
                               ? value_scatter(draws, first + i, arrivals.rows)
                               : first + i;
        if (f->sampled)
            arrivals_rows(&arrivals, at, 1, &rows[i]);
        b->slices[i] = d->diststyle == DIST_EVEN ? (int)(at % run->slices) : 0;
    }
    if (d->diststyle != DIST_KEY)
        return;
    recall_codes(run->options->recall, run->world, s->table, d->distkey, rows,
                 (size_t)count, keys);
    rng_mix_many(keys, (size_t)count, mixed); /* dealing_slice of each */
    rng_below_many(mixed, (size_t)count, (uint64_t)run->slices, keys);
    for (int i = 0; i < count; i++)
        b->slices[i] = (int)keys[i];
}

static void read_inner(struct run_worker *w, int64_t chunk)
{
    const struct run_flow *f = w->flow;
    const struct run_set *set = &f->sources[f->leaf->relation].inner->set;
    struct run_batch *const b = &w->batches[0];

    b->count = set->chunks[chunk]->count;
    for (int i = 0; i < b->count; i++) {
        b->rows[f->leaf->relation][i] = chunk * RUN_CHUNK + i;
        b->slices[i] = f->stages[0].place.kind == SPREAD_ONE
                           ? 0
                           : set->chunks[chunk]->slices[i];
    }
}

struct source_parts {
    int64_t batches, rows;
    int batch_rows;
};

static struct source_parts parts_of(const struct run_flow *f)
{
    struct source_parts p = { .batch_rows = RUN_BATCH, .rows = f->look_at };

    if (f->leaf->op != OP_SCAN) {
        p.batches =
            (int64_t)f->sources[f->leaf->relation].inner->set.chunk_count;
        return p;
    }
    if (f->sampled && p.rows / (4 * RUN_REPLICATES) < RUN_BATCH)
        p.batch_rows = (int)(p.rows / (4 * RUN_REPLICATES)) + 1;
    p.batches = (p.rows + p.batch_rows - 1) / p.batch_rows;
    return p;
}

static void stream_part(struct run_worker *w, const struct source_parts *p,
                        int64_t part)
{
    const struct run_flow *f = w->flow;
    const int64_t first = part * p->batch_rows;
    const int64_t left = p->rows - first;

    w->replicate = (int)(part % RUN_REPLICATES);
    if (f->leaf->op == OP_SCAN)
        read_table(w, first,
                   (int)(left < p->batch_rows ? left : p->batch_rows));
    else
        read_inner(w, part);
    run_value_filter(f, f->leaf->relation, &w->batches[0], w->scratch);
    flush(w, 0);
}

/* ---- threads ---------------------------------------------------------- */

static void release(void *arena)
{
    arena_done(arena);
}

static struct run_worker worker_of(struct run_flow *f,
                                   const struct run_sink *sink)
{
    struct arena *const a = arena_begin();
    struct run_worker w = { .flow = f, .sink = sink, .arena = a };
    const int columns = sink_columns(f, sink);

    w.scratch = arena_begin();
    arena_defer(a, release, w.scratch);
    w.counts = ARENA_ARRAY(a, f->stage_count + 1, struct run_counts);
    w.batches = ARENA_ARRAY(a, f->stage_count, struct run_batch);
    w.codes = ARENA_ARRAY(a, (size_t)columns * RUN_BATCH, int64_t);
    w.probed = ARENA_ARRAY(a, f->stage_count, int64_t *);
    for (int s = 0; s < f->stage_count; s++)
        w.probed[s] = ARENA_ARRAY(
            a, (size_t)f->stages[s].equal_count * RUN_BATCH, int64_t);
    w.kept = run_set_of(a, columns);
    w.kept.keys = columns - sink->counted_count;
    for (int s = 0; s <= f->stage_count; s++)
        w.counts[s] = run_counts_of(a, f->run);
    for (int s = 0; s < f->stage_count; s++)
        for (int r = 0; r < f->query->relation_count; r++)
            if (f->stages[s].kept >> r & 1)
                w.batches[s].rows[r] = ARENA_ARRAY(a, RUN_BATCH, int64_t);
    return w;
}

/* Sets the need when what is kept by all threads will not fit. */
static void watch(struct run_worker *w, int threads, double done_frac)
{
    struct run *const run = w->flow->run;
    const double bytes = run_set_bytes(&w->kept) * threads;

    if (bytes <= run->limit_bytes)
        return;
#pragma omp critical
    if (run->short_bytes == 0) {
        run->short_bytes = bytes / done_frac;
        run->short_of = w->flow->leaf->name;
    }
}

static bool is_short(struct run *run)
{
    double bytes;

#pragma omp atomic read
    bytes = run->short_bytes;
    return bytes > 0;
}

static void collect(struct run_flow *f, const struct run_sink *sink,
                    struct run_worker *w, struct run_counts *counts,
                    struct run_set *kept)
{
    for (int s = 0; s <= f->stage_count; s++)
        run_counts_add(&counts[s], &w->counts[s], f->run);
    if (!sink->distinct) {
        run_set_join(kept, &w->kept);
        return;
    }
    for (size_t c = 0; c < w->kept.chunk_count; c++)
        for (int i = 0; i < w->kept.chunks[c]->count; i++)
            run_set_unite(kept, &w->kept.chunks[c]->codes[i], RUN_CHUNK,
                          w->kept.chunks[c]->slices[i]);
}

struct run_set run_stream(struct run_flow *f, const struct run_sink *sink,
                          struct run_counts *counts)
{
    struct run *const run = f->run;
    const struct source_parts parts = parts_of(f);
    struct run_set kept = run_set_of(run->arena, sink_columns(f, sink));

    kept.keys = kept.columns - sink->counted_count;

#pragma omp parallel
    {
        struct run_worker w = worker_of(f, sink);
#pragma omp for schedule(dynamic, 8)
        for (int64_t p = 0; p < parts.batches; p++) {
            if (progress_interrupted() || is_short(run))
                continue;
            stream_part(&w, &parts, p);
            watch(&w, omp_get_num_threads(),
                  (double)(p + 1) / (double)parts.batches);
        }
#pragma omp critical
        {
            collect(f, sink, &w, counts, &kept);
            arena_defer(run->arena, release, w.arena);
        }
    }
    struct run_worker last = worker_of(f, sink);
    for (int s = 1; s < f->stage_count; s++) {
        run_join_rest(&last, s);
        flush(&last, s);
    }
    collect(f, sink, &last, counts, &kept);
    arena_defer(run->arena, release, last.arena);
    return kept;
}
