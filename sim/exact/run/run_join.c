/* Probes of hash tables: which rows meet, what an outer join keeps. */
#include "exact/dealing.h"
#include "exact/run/run_stream.h"
#include "world/value/value.h"

/* One batch on its way through a probe. */
struct probing {
    struct run_worker *worker;
    struct run_stage *stage;
    int index;
    const struct run_batch *in;
    int64_t *codes; /* of the equalities: [k * RUN_BATCH + i] */
    int64_t parents[RUN_BATCH];
    int to[RUN_BATCH]; /* slices */
};

/* Tuple i of the batch (below 0: none) with a row of the table (or none). */
static void emit(struct probing *p, int i, int64_t place, int slice)
{
    struct run_worker *const w = p->worker;
    struct run_batch *const out = &w->batches[p->index];
    const struct run_stage *const s = p->stage;
    const int n = out->count;

    for (int r = 0; r < w->flow->query->relation_count; r++)
        if (s->kept >> r & 1)
            out->rows[r][n] =
                i >= 0 && p->in->rows[r] != NULL ? p->in->rows[r][i] : -1;
    for (int c = 0; c < s->built_columns; c++) {
        const int r = s->inner_relation[c];
        if (s->kept >> r & 1)
            out->rows[r][n] =
                place < 0 ? -1
                          : run_set_row(&s->built,
                                        (uint32_t)place)[(size_t)c * RUN_CHUNK];
    }
    out->slices[n] = slice;
    if (++out->count == RUN_BATCH)
        run_stream_push(w, p->index);
}

static bool meets(const struct probing *p, int i, uint32_t place)
{
    const int64_t *const keys = run_set_row(&p->stage->built, place) +
                                (size_t)p->stage->built_columns * RUN_CHUNK;

    for (int k = 0; k < p->stage->equal_count; k++)
        if (keys[(size_t)k * RUN_CHUNK] !=
            p->codes[(size_t)k * RUN_BATCH + (size_t)i])
            return false;
    return true;
}

/* A match; false when more of them do not matter. */
static bool take(struct probing *p, int i, uint32_t place)
{
    struct run_stage *const s = p->stage;
    const enum join_kind kind = s->step->join;

    if (s->matched != NULL) {
#pragma omp atomic write
        s->matched[place] = 1;
    }
    if (kind == JOIN_SEMI || kind == JOIN_ANTI) {
        if (!s->left_inner && kind == JOIN_SEMI)
            emit(p, i, -1, p->to[i]);
        return s->left_inner;
    }
    emit(p, i, place, p->to[i]);
    return true;
}

/* All pairs, where no equality joins the sides. */
static bool meet_all(struct probing *p, int i)
{
    const struct run_set *const built = &p->stage->built;
    bool found = false;

    for (size_t c = 0; c < built->chunk_count; c++)
        for (int j = 0; j < built->chunks[c]->count; j++) {
            found = true;
            if (!take(p, i, (uint32_t)(c * RUN_CHUNK + (size_t)j)))
                return true;
        }
    return found;
}

static bool meet_equal(struct probing *p, int i)
{
    const struct run_stage *const s = p->stage;
    const struct run_set *const built = &s->built;
    bool found = false;

    if (s->by_parent != NULL) {
        const uint32_t at = p->parents[i] < 0 ? 0 : s->by_parent[p->parents[i]];
        if (at != 0)
            take(p, i, at - 1);
        return at != 0;
    }
    for (int k = 0; k < s->equal_count; k++)
        if (p->codes[(size_t)k * RUN_BATCH + (size_t)i] == VALUE_NULL)
            return false;
    const uint64_t hash = run_hash(p->codes + i, s->equal_count, RUN_BATCH);
    for (uint32_t at = built->heads[hash & built->mask]; at != 0;
         at = built->next[at - 1]) {
        if (built->hashes[at - 1] != hash || !meets(p, i, at - 1))
            continue;
        found = true;
        if (!take(p, i, at - 1))
            return true;
    }
    return found;
}

/* The parents' rows; a tuple without a row has none. */
static void find_parents(struct probing *p)
{
    const struct column_ref ref = p->stage->equal[0].outer;
    const struct relation *r = p->worker->flow->sources[ref.relation].relation;
    const int64_t *const rows = p->in->rows[ref.relation];
    int64_t real[RUN_BATCH];

    for (int i = 0; i < p->in->count; i++)
        real[i] = rows[i] < 0 ? 0 : rows[i];
    recall_parents(p->worker->flow->run->options->recall,
                   p->worker->flow->run->world, r->table, ref.column, real,
                   (size_t)p->in->count, p->parents);
    for (int i = 0; i < p->in->count; i++)
        if (rows[i] < 0)
            p->parents[i] = -1;
}

/* Where the outer rows are probed, and what that moves. */
static void place_outer(struct probing *p)
{
    const struct run_worker *const w = p->worker;
    const struct run_stage *const s = p->stage;
    const struct run_stage *const below = s - 1;
    const struct run *run = w->flow->run;
    struct run_counts *const c = &w->counts[p->index];
    int64_t bytes[RUN_BATCH];

    if (s->outer_moves)
        run_value_bytes(w->flow, below->kept, p->in, bytes);
    for (int i = 0; i < p->in->count; i++) {
        p->to[i] = s->place.kind == SPREAD_ONE ? 0 : p->in->slices[i];
        if (s->outer_moves) {
            p->to[i] = dealing_slice(
                p->codes[(size_t)s->moves_by * RUN_BATCH + (size_t)i],
                run->slices);
            run_count_move(run, c, p->in->slices[i], p->to[i],
                           below->place.kind == SPREAD_ALL, bytes[i]);
        }
        c->probe[p->to[i]]++;
    }
}

/* Tuples i[0], i[1], .. each with the row at its place. */
static void emit_many(struct probing *p, const int *tuples,
                      const uint32_t *places, int count)
{
    struct run_worker *const w = p->worker;
    struct run_batch *const out = &w->batches[p->index];
    const struct run_stage *const s = p->stage;

    for (int done = 0; done < count;) {
        const int at = out->count, left = count - done;
        const int n = left < RUN_BATCH - at ? left : RUN_BATCH - at;
        const int *const from = tuples + done;
        for (int r = 0; r < w->flow->query->relation_count; r++) {
            if (!(s->kept >> r & 1))
                continue; /* there is no room for it */
            const int64_t *const rows = p->in->rows[r];
            int64_t *const to = out->rows[r] + at;
            for (int i = 0; i < n; i++)
                to[i] = rows != NULL ? rows[from[i]] : -1;
        }
        for (int c = 0; c < s->built_columns; c++) {
            const int r = s->inner_relation[c];
            if (!(s->kept >> r & 1))
                continue;
            for (int i = 0; i < n; i++)
                out->rows[r][at + i] = run_set_row(
                    &s->built, places[done + i])[(size_t)c * RUN_CHUNK];
        }
        for (int i = 0; i < n; i++)
            out->slices[at + i] = p->to[from[i]];
        done += n;
        out->count += n;
        if (out->count == RUN_BATCH)
            run_stream_push(w, p->index);
    }
}

/* All tuples that have a parent at once, where no more than that is asked. */
static void meet_parents(struct probing *p)
{
    const uint32_t *const by_parent = p->stage->by_parent;
    int tuples[RUN_BATCH];
    uint32_t places[RUN_BATCH];
    int n = 0;

    for (int i = 0; i < p->in->count; i++) {
        const uint32_t at = p->parents[i] < 0 ? 0 : by_parent[p->parents[i]];
        tuples[n] = i;
        places[n] = at - 1;
        n += at != 0;
    }
    emit_many(p, tuples, places, n);
}

static void meet_each(struct probing *p, bool outer_kept)
{
    const struct run_stage *const s = p->stage;

    for (int i = 0; i < p->in->count; i++) {
        const bool found =
            s->equal_count == 0 ? meet_all(p, i) : meet_equal(p, i);
        if (!found && outer_kept)
            emit(p, i, -1, p->to[i]);
    }
}

void run_join_probe(struct run_worker *w, int stage, const struct run_batch *in)
{
    struct run_stage *const s = &w->flow->stages[stage];
    const bool outer_kept = s->step->join == JOIN_FULL ||
                            (!s->left_inner && (s->step->join == JOIN_LEFT ||
                                                s->step->join == JOIN_ANTI));

    struct probing p; /* not all of it is asked for */

    p.worker = w;
    p.stage = s;
    p.index = stage;
    p.in = in;
    p.codes = w->probed[stage];
    for (int k = 0;
         (s->by_parent == NULL || s->outer_moves) && k < s->equal_count; k++)
        run_value_codes(w->flow, s->equal[k].outer, in,
                        p.codes + (size_t)k * RUN_BATCH);
    if (s->by_parent != NULL)
        find_parents(&p);
    place_outer(&p);
    if (s->by_parent != NULL && s->step->join == JOIN_INNER)
        meet_parents(&p);
    else
        meet_each(&p, outer_kept);
}

void run_join_rest(struct run_worker *w, int stage)
{
    struct run_stage *const s = &w->flow->stages[stage];
    const struct run_batch none = { .count = 0 };
    struct probing p = { .worker = w, .stage = s, .index = stage, .in = &none };
    const unsigned char wanted = s->step->join == JOIN_SEMI;

    if (s->matched == NULL)
        return;
    for (size_t c = 0; c < s->built.chunk_count; c++)
        for (int i = 0; i < s->built.chunks[c]->count; i++) {
            const size_t place = c * RUN_CHUNK + (size_t)i;
            if (s->matched[place] == wanted)
                emit(&p, -1, (int64_t)place,
                     s->place.kind == SPREAD_ONE
                         ? 0
                         : s->built.chunks[c]->slices[i]);
        }
}
