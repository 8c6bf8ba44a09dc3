#include "exact/past.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "exact/column_blocks.h"
#include "exact/dealing.h"
#include "exact/past_slice.h"
#include "world/value_reader.h"

enum { BATCH_ROWS = 512, PREFIX_BYTES = 8 };

/* So few rows are not worth waking threads for; those of one task. */
enum { SHARED_ROWS = 8192, TASK_ROWS = 16384 };

static const int64_t PLACE_MASK = (INT64_C(1) << 40) - 1;

/* Arrival numbers, in order: a list, or all from `first` on. */
struct numbers {
    int64_t *items;
    size_t count;
    int64_t first;
};

static struct numbers range_of(int64_t first, int64_t last)
{
    return (struct numbers){ .count = (size_t)(last - first), .first = first };
}

static int64_t number_at(const struct numbers *n, size_t i)
{
    return n->items != NULL ? n->items[i] : n->first + (int64_t)i;
}

/* One list behind another. */
static struct numbers join_numbers(struct arena *a, struct numbers x,
                                   struct numbers y)
{
    struct numbers out = { .count = x.count + y.count };

    out.items = ARENA_ARRAY(a, out.count, int64_t);
    for (size_t i = 0; i < x.count; i++)
        out.items[i] = number_at(&x, i);
    for (size_t i = 0; i < y.count; i++)
        out.items[x.count + i] = number_at(&y, i);
    return out;
}

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

/* Rows on their way to the slices, in pieces that threads share. */
struct placing {
    struct past *p;
    const struct numbers *numbers;
    int *slices; /* of each */
    int64_t *at; /* [piece * slice_count + slice]: how many; then from where */
    size_t pieces;
};

static size_t piece_end(const struct placing *g, size_t piece)
{
    const size_t end = (piece + 1) * TASK_ROWS;

    return end < g->numbers->count ? end : g->numbers->count;
}

static void deal_keys(const struct placing *g, size_t from, size_t to)
{
    const struct past *const p = g->p;
    struct arena *const a = arena_begin();
    struct value_reader *const reader =
        value_reader_open(a, p->world, p->table, (int64_t)(to - from));
    struct past_version v[BATCH_ROWS];
    int64_t rows[BATCH_ROWS], codes[BATCH_ROWS];

    for (size_t i = from; i < to; i += BATCH_ROWS) {
        const size_t n = to - i < BATCH_ROWS ? to - i : BATCH_ROWS;
        for (size_t j = 0; j < n; j++)
            v[j] = (struct past_version){ .arrival =
                                              number_at(g->numbers, i + j) };
        past_row_numbers(p, v, n, rows);
        value_reader_batch(reader, p->design->distkey, rows, n, codes);
        for (size_t j = 0; j < n; j++)
            g->slices[i + j] = dealing_slice(codes[j], p->slice_count);
    }
    arena_done(a);
}

/* To which slice each row of a piece goes, and how many go there. */
static void deal_piece(const struct placing *g, size_t piece)
{
    const struct past *const p = g->p;
    const size_t from = piece * TASK_ROWS, to = piece_end(g, piece);
    int64_t *const counts = g->at + piece * (size_t)p->slice_count;
    int slice = (int)((p->dealt + (int64_t)from) % p->slice_count);

    if (p->design->diststyle == DIST_KEY)
        deal_keys(g, from, to);
    for (size_t i = from; i < to; i++) {
        if (p->design->diststyle != DIST_KEY) {
            g->slices[i] = slice;
            slice = slice + 1 < p->slice_count ? slice + 1 : 0;
        }
        counts[g->slices[i]]++;
    }
}

static void put_piece(const struct placing *g, size_t piece)
{
    struct past *const p = g->p;
    int64_t *const at = g->at + piece * (size_t)p->slice_count;

    for (size_t i = piece * TASK_ROWS; i < piece_end(g, piece); i++) {
        const int s = g->slices[i];
        p->slices[s].rows[at[s]++] = (struct past_version){
            .arrival = number_at(g->numbers, i),
            .born = p->xid,
        };
    }
}

/* Room behind the rows of each slice, and where each piece's part begins. */
static void make_room(const struct placing *g)
{
    struct past *const p = g->p;

    for (int s = 0; s < p->slice_count; s++) {
        struct past_slice *const in = &p->slices[s];
        int64_t count = (int64_t)in->count;
        for (size_t i = 0; i < g->pieces; i++) {
            int64_t *const at = &g->at[i * (size_t)p->slice_count + (size_t)s];
            const int64_t rows = *at;
            *at = count;
            count += rows;
        }
        past_slice_reserve(p, in, (size_t)count);
        in->count = (size_t)count;
    }
}

/* Behind the rows of their slices, sorted by slice; the first ones of a table
   make the index of an interleaved key. */
static void place_rows(struct past *p, const struct numbers *n,
                       const int64_t *before, bool first)
{
    struct arena *const a = arena_begin();
    struct placing g = {
        .p = p,
        .numbers = n,
        .slices = ARENA_ARRAY(a, n->count, int),
        .pieces = (n->count + TASK_ROWS - 1) / TASK_ROWS,
    };

    g.at = ARENA_ARRAY(a, g.pieces * (size_t)p->slice_count, int64_t);
#pragma omp taskloop grainsize(1) if (g.pieces > 1)
    for (size_t i = 0; i < g.pieces; i++)
        deal_piece(&g, i);
    make_room(&g);
#pragma omp taskloop grainsize(1) if (g.pieces > 1)
    for (size_t i = 0; i < g.pieces; i++)
        put_piece(&g, i);
    arena_done(a);
    p->dealt += p->design->diststyle == DIST_KEY ? 0 : (int64_t)n->count;
#pragma omp taskloop grainsize(1) if (n->count >= SHARED_ROWS)
    for (int s = 0; s < p->slice_count; s++) {
        if (first)
            past_slice_learn(p, &p->slices[s]);
        past_slice_word(p, &p->slices[s], (size_t)before[s]);
        past_slice_sort(p, &p->slices[s], (size_t)before[s]);
    }
}

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
static void settle(struct past *p, const int64_t *before, bool head,
                   size_t rows)
{
#pragma omp taskloop grainsize(1) if (rows >= SHARED_ROWS)
    for (int s = 0; s < p->slice_count; s++) {
        struct past_slice *const in = &p->slices[s];
        if ((int64_t)in->count == before[s])
            continue;
        if (head) {
            in->head = (int64_t)in->count;
            past_slice_fill(p, in, PAST_HEAD, before[s]);
        } else {
            in->batches++;
            past_slice_fill(p, in, PAST_TAIL, before[s] - in->head);
        }
        past_slice_index(p, s, (size_t)before[s]);
    }
}

/* One batch; true when it went to the head. A COPY may append there. */
static bool insert(struct past *p, const struct numbers *n, bool copy)
{
    struct arena *const a = arena_begin();
    int64_t *const before = ARENA_ARRAY(a, p->slice_count, int64_t);
    const bool empty = stored_rows(p) == 0;

    for (int s = 0; s < p->slice_count; s++)
        before[s] = (int64_t)p->slices[s].count;
    place_rows(p, n, before, empty);
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
static struct numbers mark_hits(struct arena *a, struct past *p,
                                const struct history_event *e)
{
    const struct rng_stream stream = hits_of(p);
    struct numbers out = { .items = NULL };
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
    struct numbers all = { .items = ARENA_ARRAY(
                               a, rows.head + rows.tail - rows.dead, int64_t) };

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
    const struct numbers fresh = range_of(e->new_first, e->new_last);
    struct numbers hit = { .items = NULL };

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
        hit = join_numbers(a, hit, fresh);
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
    const struct numbers first = range_of(0, rows);

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
