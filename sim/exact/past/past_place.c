#include "exact/past/past_place.h"

#include "exact/dealing.h"
#include "world/value/value_reader.h"

/* Rows that are drawn together; of one task. */
enum { BATCH_ROWS = 512, TASK_ROWS = 16384 };

struct past_numbers past_numbers_range(int64_t first, int64_t last)
{
    return (struct past_numbers){ .count = (size_t)(last - first),
                                  .first = first };
}

static int64_t number_at(const struct past_numbers *n, size_t i)
{
    return n->items != NULL ? n->items[i] : n->first + (int64_t)i;
}

struct past_numbers past_numbers_join(struct arena *a, struct past_numbers x,
                                      struct past_numbers y)
{
    struct past_numbers out = { .count = x.count + y.count };

    out.items = ARENA_ARRAY(a, out.count, int64_t);
    for (size_t i = 0; i < x.count; i++)
        out.items[i] = number_at(&x, i);
    for (size_t i = 0; i < y.count; i++)
        out.items[x.count + i] = number_at(&y, i);
    return out;
}

/* Rows on their way to the slices, in pieces that threads share. */
struct placing {
    struct past *p;
    const struct past_numbers *numbers;
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

static void order_slice(const struct past *p, struct past_slice *s,
                        size_t before, bool first)
{
    if (first)
        past_slice_learn(p, s);
    past_slice_word(p, s, before);
    past_slice_sort(p, s, before);
}

void past_place(struct past *p, const struct past_numbers *n,
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
#pragma omp taskgroup
    for (size_t i = 0; i < g.pieces; i++)
#pragma omp task if (g.pieces > 1) shared(g)
        deal_piece(&g, i);
    make_room(&g);
#pragma omp taskgroup
    for (size_t i = 0; i < g.pieces; i++)
#pragma omp task if (g.pieces > 1) shared(g)
        put_piece(&g, i);
    arena_done(a);
    p->dealt += p->design->diststyle == DIST_KEY ? 0 : (int64_t)n->count;
#pragma omp taskgroup
    for (int s = 0; s < p->slice_count; s++)
#pragma omp task if (n->count >= PAST_SHARED_ROWS)
        order_slice(p, &p->slices[s], (size_t)before[s], first);
}
