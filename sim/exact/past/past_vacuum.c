/*
 * What a VACUUM does to the rows: which phase runs, by the thresholds, and the
 * phases, each on one slice.
 */
#include "exact/past/past_slice.h"

/* ---- phases ----------------------------------------------------------- */

/* Keeps the visible rows from this place on; returns how many went. *moved: the
   first place that holds another row now, or none. */
static int64_t drop_dead(struct past_slice *s, size_t from, size_t *moved)
{
    size_t kept = from;

    while (kept < s->count && s->rows[kept].died == 0)
        kept++;
    *moved = kept;
    for (size_t i = kept; i < s->count; i++)
        if (s->rows[i].died == 0)
            s->rows[kept++] = s->rows[i];
    const int64_t gone = (int64_t)(s->count - kept);
    s->count = kept;
    s->dead -= gone;
    return gone;
}

static size_t least(size_t x, size_t y)
{
    return x < y ? x : y;
}

/* Head and tail become one. */
static int64_t merge(struct past *p, int slice, enum vacuum_kind kind)
{
    struct past_slice *const s = &p->slices[slice];
    size_t moved = (size_t)s->head;
    int64_t gone = 0;

    if (kind != VACUUM_SORT_ONLY) {
        size_t dropped;
        gone = drop_dead(s, 0, &dropped);
        moved = least(moved, dropped);
    }
    if (kind == VACUUM_REINDEX) {
        past_slice_learn(p, s);
        past_slice_word(p, s, 0);
    }
    moved = least(moved, past_slice_sort(p, s, 0));
    s->head = (int64_t)s->count;
    s->batches = 0;
    past_slice_fill(p, s, PAST_HEAD, (int64_t)moved);
    past_slice_index(p, slice, moved);
    return gone;
}

static int64_t recluster(struct past *p, int slice)
{
    struct past_slice *const s = &p->slices[slice];
    size_t dropped;
    const int64_t gone = drop_dead(s, (size_t)s->head, &dropped);
    const size_t moved = least(dropped, past_slice_sort(p, s, (size_t)s->head));

    s->batches = s->batches > 0;
    past_slice_fill(p, s, PAST_TAIL, (int64_t)moved - s->head);
    past_slice_index(p, slice, moved);
    return gone;
}

/* Dead rows go from the front until so many percent are alive. */
static int64_t clean(struct past *p, int slice, double to_pct)
{
    struct past_slice *const s = &p->slices[slice];
    const int64_t head = s->head, alive = (int64_t)s->count - s->dead;
    int64_t left = (int64_t)s->count;
    size_t kept = 0, moved = s->count;

    for (size_t i = 0; i < s->count; i++) {
        const bool drop =
            s->rows[i].died != 0 && (double)alive * 100 < to_pct * (double)left;
        if (drop)
            moved = least(moved, kept);
        left -= drop;
        if (drop && (int64_t)i < head)
            s->head--;
        if (!drop)
            s->rows[kept++] = s->rows[i];
    }
    const int64_t gone = (int64_t)(s->count - kept);
    s->count = kept;
    s->dead -= gone;
    past_slice_fill(p, s, PAST_HEAD, (int64_t)least(moved, (size_t)s->head));
    past_slice_fill(p, s, PAST_TAIL,
                    (int64_t)moved > s->head ? (int64_t)moved - s->head : 0);
    past_slice_index(p, slice, moved);
    return gone;
}

/* ---- thresholds ------------------------------------------------------- */

enum phase { PHASE_NONE, PHASE_MERGE, PHASE_CLEAN, PHASE_RECLUSTER };

static bool is_allowed(const struct past *p, enum vacuum_kind kind)
{
    if (kind == VACUUM_REINDEX)
        return p->design->sort == SORT_INTERLEAVED;
    if (kind == VACUUM_RECLUSTER)
        return p->design->sort == SORT_COMPOUND &&
               p->design->diststyle != DIST_ALL;
    return kind != VACUUM_SORT_ONLY || past_is_sorted_table(p);
}

static int64_t most_batches(const struct past *p)
{
    int64_t most = 0;

    for (int s = 0; s < p->slice_count; s++)
        if (p->slices[s].batches > most)
            most = p->slices[s].batches;
    return most;
}

/* What there is to do, by the thresholds. */
static enum phase phase_of(const struct past *p, const struct operation *op)
{
    const struct past_rows rows = past_rows(p, -1);
    const double stored = (double)(rows.head + rows.tail);
    const double alive = stored - (double)rows.dead;
    const bool unsorted = past_is_sorted_table(p) && rows.tail > 0 &&
                          (double)rows.head * 100 < op->to_pct * stored;

    if (!is_allowed(p, op->vacuum) || stored == 0)
        return PHASE_NONE;
    if (op->vacuum == VACUUM_REINDEX)
        return PHASE_MERGE;
    if (op->vacuum == VACUUM_RECLUSTER)
        return most_batches(p) > 1 ? PHASE_RECLUSTER : PHASE_NONE;
    if (op->vacuum != VACUUM_DELETE_ONLY && unsorted)
        return PHASE_MERGE;
    if (op->vacuum != VACUUM_SORT_ONLY && alive * 100 < op->to_pct * stored)
        return PHASE_CLEAN;
    return PHASE_NONE;
}

static int64_t vacuum_slice(struct past *p, int slice, enum phase phase,
                            const struct operation *op)
{
    if (p->slices[slice].count == 0)
        return 0;
    if (phase == PHASE_MERGE)
        return merge(p, slice, op->vacuum);
    if (phase == PHASE_RECLUSTER)
        return recluster(p, slice);
    return clean(p, slice, op->to_pct);
}

struct past_did past_vacuum(struct past *p, const struct operation *op)
{
    const enum phase phase = phase_of(p, op);
    struct arena *const a = arena_begin();
    int64_t *const gone = ARENA_ARRAY(a, p->slice_count, int64_t);
    int64_t reclaimed = 0;

    if (phase != PHASE_NONE) {
#pragma omp taskgroup
        for (int s = 0; s < p->slice_count; s++)
#pragma omp task
            gone[s] = vacuum_slice(p, s, phase, op);
        p->vacuumed = true;
    }
    for (int s = 0; s < p->slice_count; s++)
        reclaimed += gone[s];
    arena_done(a);
    return (struct past_did){
        .reclaimed = reclaimed,
        .sorted = phase == PHASE_MERGE || phase == PHASE_RECLUSTER,
    };
}
