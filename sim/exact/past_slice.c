#include "exact/past_slice.h"

#include <string.h>

#include "base/check.h"
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

void past_slice_reserve(struct past *p, struct past_slice *s, size_t rows)
{
    CHECK(s->room == 0);
    s->rows = ARENA_ARRAY(p->arena, rows, struct past_version);
    s->room = rows;
}

void past_slice_push(struct past *p, struct past_slice *s,
                     struct past_version v)
{
    ARENA_GROW(p->arena, s->rows, s->count, s->room);
    s->rows[s->count++] = v;
}

/* ---- order ------------------------------------------------------------ */

static int bits_of(int64_t n)
{
    int bits = 1;

    while (bits < 62 && n >> bits > 0)
        bits++;
    return bits;
}

/* Places of the rows in order of their numbers; of equal ones as they came. */
static void by_number(const struct past *p, const int64_t *rows,
                      int64_t *places, int64_t *room, size_t n)
{
    const int place_bits = bits_of((int64_t)n);
    const int row_bits = bits_of(p->t->rows);

    CHECK(place_bits + row_bits <= 63);
    for (size_t i = 0; i < n; i++)
        places[i] = rows[i] << place_bits | (int64_t)i;
    radix_sort_words(places, room, n, place_bits, row_bits);
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
    int64_t *const before = ARENA_ARRAY(a, n, int64_t);
    int64_t *const after = ARENA_ARRAY(a, n, int64_t);
    int64_t *const room = ARENA_ARRAY(a, n, int64_t);
    struct past_version *const old = ARENA_ARRAY(a, n, struct past_version);

    memcpy(old, s->rows + from, n * sizeof(*old));
    past_row_numbers(p, old, n, rows);
    by_number(p, rows, before, room, n);
    sorting_rows_by(s->index, p->world, p->table, p->design, rows, n);
    by_number(p, rows, after, room, n);
    /* Sorting keeps the versions of one row in order: the k-th is the k-th. */
    for (size_t i = 0; i < n; i++)
        s->rows[from + (size_t)after[i]] = old[before[i]];
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

static void begin_block(struct arena *a, struct past_xids *x, int64_t first)
{
    struct store_column *const out = &x->out;

    ARENA_GROW(a, out->blocks, out->count, x->room);
    out->blocks[out->count++] = (struct store_block){ .first = first };
    x->runs = x->run = 0;
}

/* Rows from here on with one transaction, `most` at most. */
static int64_t run_rows(const struct past_version *rows, int64_t count,
                        int hidden, int64_t most)
{
    const uint32_t xid = xid_of(&rows[0], hidden);
    int64_t n = 1;

    most = most < count ? most : count;
    while (n < most && xid_of(&rows[n], hidden) == xid)
        n++;
    return n;
}

/* Runs of equal transactions, of up to COLUMN_XID_RUN_ROWS rows each: the rows
   that no block has yet, up to `count`. */
static void fill_xids(struct arena *a, const struct engine *e, int hidden,
                      struct past_xids *x, const struct past_version *rows,
                      int64_t count)
{
    const int64_t most = column_xid_runs(e);

    while (x->rows < count) {
        const int64_t first = x->rows;
        const bool goes_on =
            x->run > 0 && x->run < COLUMN_XID_RUN_ROWS &&
            xid_of(&rows[first], hidden) == xid_of(&rows[first - 1], hidden);
        if (!goes_on && (x->out.count == 0 || x->runs == most))
            begin_block(a, x, first);
        x->run = goes_on ? x->run : 0;
        x->runs += !goes_on;
        x->rows = first + run_rows(rows + first, count - first, hidden,
                                   COLUMN_XID_RUN_ROWS - x->run);
        x->run += x->rows - first;
        x->out.blocks[x->out.count - 1].rows += x->rows - first;
    }
}

/* The row at this place has another transaction now. Blocks that begin there or
   behind are forgotten; the one before is filled anew: that it begins where it
   does hangs on its first row and those before alone. */
static void forget_xids(struct past_xids *x, int64_t place)
{
    int64_t lo = 0, hi = x->out.count;

    if (place >= x->rows)
        return;
    while (lo < hi) { /* the first block from `place` on */
        const int64_t mid = lo + (hi - lo) / 2;
        if (x->out.blocks[mid].first < place)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0)
        lo = 1; /* the first one begins with the first row, whatever it is */
    struct store_block *const b = &x->out.blocks[lo - 1];
    *b = (struct store_block){ .first = b->first };
    x->rows = b->first;
    x->runs = x->run = 0;
    x->out.count = lo;
}

void past_slice_mark(const struct past *p, struct past_slice *s, int64_t place)
{
    s->rows[place].died = p->xid;
    s->dead++;
    if (place < s->head)
        forget_xids(&s->segments[PAST_HEAD].died, place);
    else
        forget_xids(&s->segments[PAST_TAIL].died, place - s->head);
}

static struct store_column hidden_blocks(struct arena *a, const struct past *p,
                                         struct past_segment *g, int hidden,
                                         const struct past_version *rows,
                                         int64_t count)
{
    const struct engine *const e = &p->world->cluster.engine;
    struct past_xids *const x =
        hidden == HIDDEN_INSERT_XID ? &g->born : &g->died;

    if (hidden == HIDDEN_ROW_ID || e->rows_per_block > 0)
        return column_blocks_hidden(a, e, hidden, count);
    fill_xids(g->arena, e, hidden, x, rows, count);
    return x->out;
}

/* ---- as a store ------------------------------------------------------- */

static struct store_column segment_column(struct arena *a, const struct past *p,
                                          struct past_slice *s, int segment,
                                          int column)
{
    const int64_t begin = segment == PAST_HEAD ? 0 : s->head;
    const int64_t end = segment == PAST_HEAD ? s->head : (int64_t)s->count;
    const int own = p->t->column_count;

    if (begin == end)
        return (struct store_column){ .blocks = NULL };
    if (column < own)
        return column_filling_done(s->segments[segment].filling[column]);
    return hidden_blocks(a, p, &s->segments[segment], column - own,
                         s->rows + begin, end - begin);
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
                                   struct past_slice *s, int *empty)
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
