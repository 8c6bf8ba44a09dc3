#include "exact/past/past.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "exact/column_blocks.h"
#include "exact/past/past_place.h"
#include "world/value/value_reader.h"

enum { BATCH_ROWS = 512, PREFIX_BYTES = 8 };

static const int64_t PLACE_MASK = (INT64_C(1) << 40) - 1;

static int64_t stored_rows(const struct past *p)
{
    int64_t rows = 0;

    for (int s = 0; s < p->slice_count; s++)
        rows += (int64_t)p->slices[s].count;
    return rows;
}

static int64_t head_rows(const struct past *p)
{
    int64_t rows = 0;

    for (int s = 0; s < p->slice_count; s++)
        rows += p->slices[s].head;
    return rows;
}

/* ---- rows that come --------------------------------------------------- */

static int64_t key_at(const struct past *p, const struct past_version *v)
{
    int64_t row;

    past_row_numbers(p, v, 1, &row);
    return value_at(p->world, p->table, p->design->sortkeys[0], row);
}

/* Is a key above another, as its first bytes tell? */
static bool is_above(const struct column *key, int64_t code, int64_t than)
{
    unsigned char x[VALUE_BYTES_MAX] = { 0 }, y[VALUE_BYTES_MAX] = { 0 };

    if (!type_is_string(key->type))
        return code > than;
    value_bytes(key, code, x);
    value_bytes(key, than, y);
    return memcmp(x, y, PREFIX_BYTES) > 0;
}

/* Are all new keys above all stored ones? Both are sorted by slice. */
static bool follows(const struct past *p, const int64_t *before)
{
    const struct column *const key = &p->t->columns[p->design->sortkeys[0]];
    int64_t lowest = INT64_MAX, highest = INT64_MIN;

    for (int s = 0; s < p->slice_count; s++) {
        const struct past_slice *const in = &p->slices[s];
        if (before[s] > 0) {
            const int64_t code = key_at(p, &in->rows[before[s] - 1]);
            highest = code > highest ? code : highest;
        }
        if ((int64_t)in->count > before[s]) {
            const int64_t code = key_at(p, &in->rows[before[s]]);
            lowest = code < lowest ? code : lowest;
        }
    }
    return is_above(key, lowest, highest);
}

static bool may_append(const struct past *p, const int64_t *before)
{
    int64_t rows = 0;

    for (int s = 0; s < p->slice_count; s++)
        rows += before[s];
    return p->design->sort == SORT_COMPOUND /* (1) */
           && p->design->sortkey_count == 1 &&
           p->t->columns[p->design->sortkeys[0]].not_null /* (2) */
           && rows == head_rows(p)                        /* (3) */
           && follows(p, before);                         /* (4), (5) */
}

/* The new rows' blocks and places. */
static void settle_slice(struct past *p, int slice, int64_t before, bool head)
{
    struct past_slice *const s = &p->slices[slice];

    if ((int64_t)s->count == before)
        return;
    if (head) {
        s->head = (int64_t)s->count;
        past_slice_fill(p, s, PAST_HEAD, before);
    } else {
        s->batches++;
        past_slice_fill(p, s, PAST_TAIL, before - s->head);
    }
    past_slice_index(p, slice, (size_t)before);
}

static void settle(struct past *p, const int64_t *before, bool head,
                   size_t rows)
{
#pragma omp taskgroup
    for (int s = 0; s < p->slice_count; s++)
#pragma omp task if (rows >= PAST_SHARED_ROWS)
        settle_slice(p, s, before[s], head);
}

/* One batch; true when it went to the head. A COPY may append there. */
static bool insert(struct past *p, const struct past_numbers *n, bool copy)
{
    struct arena *const a = arena_begin();
    int64_t *const before = ARENA_ARRAY(a, p->slice_count, int64_t);
    const bool empty = stored_rows(p) == 0;

    for (int s = 0; s < p->slice_count; s++)
        before[s] = (int64_t)p->slices[s].count;
    past_place(p, n, before, empty);
    const bool head =
        empty || !past_is_sorted_table(p) || (copy && may_append(p, before));
    settle(p, before, head, n->count);
    arena_done(a);
    return head;
}

/* ---- rows that go ----------------------------------------------------- */

/* Draws of the event that comes next. */
static struct rng_stream hits_of(const struct past *p)
{
    return rng_stream(p->base->seed ^ text_hash(p->t->name), "history.hit",
                      (uint64_t)p->events);
}

bool past_hits(const struct past *p, const struct history_event *e,
               int64_t arrival)
{
    return arrival >= e->hit_first && arrival < e->hit_last &&
           rng_unit(hits_of(p), (uint64_t)arrival) < e->hit_share;
}

/* From now on it is known where each visible row lies. */
static void know_places(struct past *p)
{
    if (p->where != NULL)
        return;
    p->where = ARENA_ARRAY(p->arena, p->t->rows, int64_t);
    for (int64_t i = 0; i < p->t->rows; i++)
        p->where[i] = -1;
    for (int s = 0; s < p->slice_count; s++)
        past_slice_index(p, s, 0);
}

static void mark(struct past *p, int64_t arrival)
{
    const int64_t where = p->where[arrival];

    past_slice_mark(p, &p->slices[where >> 40], where & PLACE_MASK);
    p->where[arrival] = -1;
}

/* Numbers of first .. first + n - 1 that the event hits, dead or alive. */
static size_t draw_hits(struct rng_stream stream, double share, int64_t first,
                        size_t n, int64_t *hit)
{
    uint64_t at[BATCH_ROWS];
    double u[BATCH_ROWS];
    size_t hits = 0;

    for (size_t j = 0; j < n; j++)
        at[j] = (uint64_t)first + j;
    rng_units(stream, at, n, u);
    for (size_t j = 0; j < n; j++) {
        hit[hits] = first + (int64_t)j;
        hits += u[j] < share;
    }
    return hits;
}

/* Marks the rows hit; they are the result. */
static struct past_numbers mark_hits(struct arena *a, struct past *p,
                                     const struct history_event *e)
{
    const struct rng_stream stream = hits_of(p);
    struct past_numbers out = { .items = NULL };
    int64_t hit[BATCH_ROWS];
    size_t room = 0;

    know_places(p);
    for (int64_t i = e->hit_first; i < e->hit_last; i += BATCH_ROWS) {
        const int64_t left = e->hit_last - i;
        const size_t n = left < BATCH_ROWS ? (size_t)left : BATCH_ROWS;
        const size_t hits = draw_hits(stream, e->hit_share, i, n, hit);
        for (size_t j = 0; j < hits; j++) {
            if (p->where[hit[j]] < 0)
                continue;
            mark(p, hit[j]);
            ARENA_GROW(a, out.items, out.count, room);
            out.items[out.count++] = hit[j];
        }
    }
    return out;
}

static void empty_slice(struct past_slice *s)
{
    s->count = 0;
    s->head = s->batches = s->dead = 0;
}

static int64_t truncate_rows(struct past *p)
{
    int64_t gone = 0;

    for (int s = 0; s < p->slice_count; s++) {
        gone += (int64_t)p->slices[s].count - p->slices[s].dead;
        empty_slice(&p->slices[s]);
    }
    for (int64_t i = 0; p->where != NULL && i < p->arrived; i++)
        p->where[i] = -1;
    p->vacuumed = false;
    return gone;
}

/* ---- deep copy --------------------------------------------------------- */

/* All visible rows into a new table, in the order in which a scan meets
   them. */
static struct past_did deep_copy(struct past *p)
{
    struct arena *const a = arena_begin();
    const struct past_rows rows = past_rows(p, -1);
    struct past_numbers all = {
        .items = ARENA_ARRAY(a, rows.head + rows.tail - rows.dead, int64_t)
    };

    for (int s = 0; s < p->slice_count; s++)
        for (size_t i = 0; i < p->slices[s].count; i++)
            if (p->slices[s].rows[i].died == 0)
                all.items[all.count++] = p->slices[s].rows[i].arrival;
    for (int s = 0; s < p->slice_count; s++)
        empty_slice(&p->slices[s]);
    p->dealt = 0;
    p->vacuumed = false;
    insert(p, &all, false);
    arena_done(a);
    return (struct past_did){ .reclaimed = rows.dead, .sorted = true };
}

/* ---- events ----------------------------------------------------------- */

static struct past_did change(struct arena *a, struct past *p,
                              const struct history_event *e)
{
    const enum operation_kind kind = e->op->kind;
    struct past_did did = { .added = e->new_last - e->new_first };
    const struct past_numbers fresh =
        past_numbers_range(e->new_first, e->new_last);
    struct past_numbers hit = { .items = NULL };

    if (kind != DO_COPY) {
        hit = mark_hits(a, p, e);
        did.removed = (int64_t)hit.count;
    }
    if (kind == DO_DELETE)
        return did;
    did.added += did.removed;
    p->arrived = e->new_last > p->arrived ? e->new_last : p->arrived;
    const bool together =
        kind == DO_MERGE && e->op->method == MERGE_DELETE_INSERT;
    if (together)
        hit = past_numbers_join(a, hit, fresh);
    if (hit.count > 0)
        insert(p, &hit, false);
    if (fresh.count > 0 && !together)
        did.appended = insert(p, &fresh, kind == DO_COPY);
    return did;
}

struct past_did past_apply(struct past *p, const struct history_event *e)
{
    struct arena *const a = arena_begin();
    struct past_did did = { .added = 0 };

    CHECK(e->op->table == p->table);
    p->xid++;
    switch (e->op->kind) {
    case DO_COPY:
    case DO_UPDATE:
    case DO_DELETE:
    case DO_MERGE:
        did = change(a, p, e);
        break;
    case DO_TRUNCATE:
        did.removed = truncate_rows(p);
        break;
    case DO_DEEP_COPY:
        did = deep_copy(p);
        break;
    case DO_VACUUM:
        did = past_vacuum(p, e->op);
        break;
    default:
        break;
    }
    p->events++;
    arena_done(a);
    return did;
}

/* ---- beginning and end ------------------------------------------------ */

/* Rows of a slice, and some more: keys are dealt by chance. What is not used
   is not touched. */
static size_t slice_room(const struct past *p)
{
    const double mean = (double)p->t->rows / p->slice_count;

    return (size_t)(mean + 8 * sqrt(mean)) + 1;
}

struct past *past_begin(const struct world *w, const int64_t *arrived,
                        int table, const struct table_design *d,
                        const enum encoding *encodings)
{
    struct arena *const a = arena_begin();
    struct past *const p = ARENA_NEW(a, struct past);
    const int64_t rows = w->catalog.tables[table].rows;
    const struct past_numbers first = past_numbers_range(0, rows);

    CHECK(d->diststyle != DIST_AUTO);
    CHECK(arrived[table] == rows || w->catalog.tables[table].file == NULL);
    *p = (struct past){
        .arena = a,
        .base = w,
        .world = history_grown(a, w, arrived),
        .table = table,
        .design = d,
        .slice_count = d->diststyle == DIST_ALL ? 1 : w->cluster.slices,
        .arrived = rows,
        .xid = 1,
    };
    p->t = &p->world->catalog.tables[table];
    p->arrivals = arrivals_of(p->world, table);
    p->has_words = sorting_has_words(p->world, table, d);
    p->slices = ARENA_ARRAY(a, p->slice_count, struct past_slice);
    for (int s = 0; s < p->slice_count; s++)
        past_slice_reserve(p, &p->slices[s], slice_room(p));
    p->encodings = ARENA_ARRAY(a, p->t->column_count, enum encoding);
    memcpy(p->encodings, encodings,
           (size_t)p->t->column_count * sizeof(*encodings));
    insert(p, &first, true);
    return p;
}

void past_done(struct past *p)
{
    for (int s = 0; s < p->slice_count; s++) {
        for (int g = 0; g < PAST_SEGMENTS; g++)
            if (p->slices[s].segments[g].arena != NULL)
                arena_done(p->slices[s].segments[g].arena);
        if (p->slices[s].index_arena != NULL)
            arena_done(p->slices[s].index_arena);
    }
    arena_done(p->arena);
}

/* ---- sums ------------------------------------------------------------- */

struct past_rows past_rows(const struct past *p, int slice)
{
    struct past_rows out = { 0 };

    for (int s = 0; s < p->slice_count; s++) {
        const struct past_slice *const in = &p->slices[s];
        if (slice >= 0 && s != slice)
            continue;
        out.head += in->head;
        out.tail += (int64_t)in->count - in->head;
        out.dead += in->dead;
    }
    return out;
}

double past_unsorted_pct(const struct past *p)
{
    const struct past_rows r = past_rows(p, -1);

    if (!past_is_sorted_table(p))
        return (double)NAN;
    if (r.head + r.tail == 0)
        return 0;
    return 100 * (double)r.tail / (double)(r.head + r.tail);
}

double past_deleted_pct(const struct past *p)
{
    const struct past_rows r = past_rows(p, -1);

    if (r.head + r.tail == 0)
        return 0;
    return 100 * (double)r.dead / (double)(r.head + r.tail);
}

const struct world *past_world(const struct past *p)
{
    return p->world;
}
