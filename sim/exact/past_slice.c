#include "exact/past_slice.h"

#include <string.h>

#include "exact/column_blocks.h"
#include "exact/radix.h"
#include "world/value_reader.h"

bool past_is_sorted_table(const struct past *p)
{
    return p->design->sortkey_count > 0;
}

void past_row_numbers(const struct past *p, const struct past_version *v,
                      size_t count, int64_t *rows)
{
    for (size_t i = 0; i < count; i++)
        if (p->arrivals.random)
            arrivals_rows(&p->arrivals, v[i].arrival, 1, &rows[i]);
        else
            rows[i] = v[i].arrival;
}

void past_slice_push(struct past *p, struct past_slice *s,
                     struct past_version v)
{
    ARENA_GROW(p->arena, s->rows, s->count, s->room);
    s->rows[s->count++] = v;
}

/* ---- order ------------------------------------------------------------ */

/* Places of the rows in order of their numbers; of equal ones as they came. */
static void by_number(const int64_t *rows, struct radix_pair *pairs,
                      struct radix_pair *room, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pairs[i] = (struct radix_pair){ (uint64_t)rows[i], (int64_t)i };
    radix_sort(pairs, room, n);
}

void past_slice_learn(const struct past *p, struct past_slice *s)
{
    if (p->design->sort != SORT_INTERLEAVED)
        return;
    struct arena *const scratch = arena_begin();
    int64_t *const rows = ARENA_ARRAY(scratch, s->count, int64_t);

    if (s->index_arena != NULL)
        arena_done(s->index_arena);
    s->index_arena = arena_begin();
    past_row_numbers(p, s->rows, s->count, rows);
    s->index = sorting_index_of(s->index_arena, p->world, p->table, p->design,
                                rows, s->count);
    arena_done(scratch);
}

void past_slice_sort(const struct past *p, struct past_slice *s, size_t from,
                     size_t to)
{
    const size_t n = to - from;

    if (!past_is_sorted_table(p) || n < 2)
        return;
    struct arena *const a = arena_begin();
    int64_t *const rows = ARENA_ARRAY(a, n, int64_t);
    struct radix_pair *const before = ARENA_ARRAY(a, n, struct radix_pair);
    struct radix_pair *const after = ARENA_ARRAY(a, n, struct radix_pair);
    struct radix_pair *const room = ARENA_ARRAY(a, n, struct radix_pair);
    struct past_version *const old = ARENA_ARRAY(a, n, struct past_version);

    memcpy(old, s->rows + from, n * sizeof(*old));
    past_row_numbers(p, old, n, rows);
    by_number(rows, before, room, n);
    sorting_rows_by(s->index, p->world, p->table, p->design, rows, n);
    by_number(rows, after, room, n);
    /* Sorting keeps the versions of one row in order: the k-th is the k-th. */
    for (size_t i = 0; i < n; i++)
        s->rows[from + (size_t)after[i].row] = old[before[i].row];
    arena_done(a);
}

void past_slice_index(struct past *p, int slice, size_t from)
{
    const struct past_slice *const s = &p->slices[slice];

    for (size_t i = from; i < s->count; i++)
        if (s->rows[i].died == 0)
            p->where[s->rows[i].arrival] = (int64_t)slice << 40 | (int64_t)i;
}

/* ---- blocks ----------------------------------------------------------- */

static void begin_segment(const struct past *p, struct past_segment *g)
{
    if (g->arena != NULL)
        arena_done(g->arena);
    *g = (struct past_segment){ .arena = arena_begin() };
    g->filling =
        ARENA_ARRAY(g->arena, p->t->column_count, struct column_filling *);
    for (int c = 0; c < p->t->column_count; c++)
        g->filling[c] = column_filling_open(g->arena, p->world, p->table, c,
                                            p->encodings[c]);
}

void past_slice_fill(struct past *p, struct past_slice *s, int segment,
                     int64_t from)
{
    struct past_segment *const g = &s->segments[segment];
    const int64_t begin = segment == PAST_HEAD ? 0 : s->head;
    const int64_t end = segment == PAST_HEAD ? s->head : (int64_t)s->count;
    struct arena *const a = arena_begin();
    struct value_reader *const reader =
        value_reader_open(a, p->world, p->table, end - begin - from);
    int64_t rows[VALUE_READER_ROWS];

    if (from == 0 || g->arena == NULL)
        begin_segment(p, g);
    for (int64_t i = begin + from; i < end; i += VALUE_READER_ROWS) {
        const size_t n =
            end - i < VALUE_READER_ROWS ? (size_t)(end - i) : VALUE_READER_ROWS;
        past_row_numbers(p, s->rows + i, n, rows);
        value_reader_rows(reader, rows, n);
        for (int c = 0; c < p->t->column_count; c++)
            column_filling_add(g->filling[c], value_reader_codes(reader, c), n);
    }
    g->rows = end - begin;
    arena_done(a);
}

/* ---- hidden columns --------------------------------------------------- */

static uint32_t xid_of(const struct past_version *v, int hidden)
{
    return hidden == HIDDEN_INSERT_XID ? v->born : v->died;
}

static void add_block(struct arena *a, struct store_column *c, size_t *room,
                      int64_t first)
{
    ARENA_GROW(a, c->blocks, c->count, *room);
    c->blocks[c->count++] = (struct store_block){ .first = first };
}

/* Runs of equal transactions, of up to COLUMN_XID_RUN_ROWS rows each. */
static struct store_column xid_blocks(struct arena *a, const struct engine *e,
                                      int hidden,
                                      const struct past_version *rows,
                                      int64_t count)
{
    const int64_t most = column_xid_runs(e);
    struct store_column out = { .blocks = NULL };
    size_t room = 0;
    int64_t runs = 0, run = 0;

    for (int64_t i = 0; i < count; i++) {
        const bool goes_on =
            i > 0 && run < COLUMN_XID_RUN_ROWS &&
            xid_of(&rows[i], hidden) == xid_of(&rows[i - 1], hidden);
        if (!goes_on && (out.count == 0 || runs == most)) {
            add_block(a, &out, &room, i);
            runs = 0;
        }
        run = goes_on ? run + 1 : 1;
        runs += !goes_on;
        out.blocks[out.count - 1].rows++;
    }
    return out;
}

static struct store_column hidden_blocks(struct arena *a, const struct past *p,
                                         int hidden,
                                         const struct past_version *rows,
                                         int64_t count)
{
    const struct engine *const e = &p->world->cluster.engine;

    if (hidden == HIDDEN_ROW_ID || e->rows_per_block > 0)
        return column_blocks_hidden(a, e, hidden, count);
    return xid_blocks(a, e, hidden, rows, count);
}

/* ---- as a store ------------------------------------------------------- */

static struct store_column segment_column(struct arena *a, const struct past *p,
                                          const struct past_slice *s,
                                          int segment, int column)
{
    const int64_t begin = segment == PAST_HEAD ? 0 : s->head;
    const int64_t end = segment == PAST_HEAD ? s->head : (int64_t)s->count;
    const int own = p->t->column_count;

    if (begin == end)
        return (struct store_column){ .blocks = NULL };
    if (column < own)
        return column_filling_done(s->segments[segment].filling[column]);
    return hidden_blocks(a, p, column - own, s->rows + begin, end - begin);
}

static struct store_column join_columns(struct arena *a, struct store_column x,
                                        struct store_column y, int64_t head)
{
    struct store_column out = { .count = x.count + y.count };

    out.blocks = ARENA_ARRAY(a, out.count, struct store_block);
    for (int64_t i = 0; i < out.count; i++) {
        out.blocks[i] = i < x.count ? x.blocks[i] : y.blocks[i - x.count];
        if (i >= x.count)
            out.blocks[i].first += head;
    }
    return out;
}

struct store_slice past_slice_view(struct arena *a, const struct past *p,
                                   const struct past_slice *s, int *empty)
{
    const int columns = p->t->column_count + HIDDEN_COLUMNS;
    struct store_slice out = { .rows = (int64_t)s->count };

    *empty = 0;
    if (s->count == 0)
        return out;
    if (past_is_sorted_table(p))
        *empty = (s->head == 0) + ((int64_t)s->count == s->head);
    out.columns = ARENA_ARRAY(a, columns, struct store_column);
    for (int c = 0; c < columns; c++)
        out.columns[c] =
            join_columns(a, segment_column(a, p, s, PAST_HEAD, c),
                         segment_column(a, p, s, PAST_TAIL, c), s->head);
    return out;
}
