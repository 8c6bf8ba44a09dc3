#include "exact/past/past_slice.h"

#include <string.h>

#include "base/check.h"
#include "exact/column_blocks.h"
#include "exact/radix.h"
#include "world/value/value_reader.h"

bool past_is_sorted_table(const struct past *p)
{
    return p->design->sortkey_count > 0;
}

void past_row_numbers(const struct past *p, const struct past_version *v,
                      size_t count, int64_t *rows)
{
    for (size_t i = 0; i < count; i++)
        rows[i] = v[i].arrival;
    if (p->arrivals.random)
        value_scatter_many(p->arrivals.stream, p->arrivals.rows, count, rows);
}

void past_slice_reserve(struct past *p, struct past_slice *s, size_t rows)
{
    struct past_version *const old = s->rows;

    if (rows <= s->room)
        return;
    s->room = rows > 2 * s->room ? rows : 2 * s->room;
    s->rows = ARENA_ARRAY(p->arena, s->room, struct past_version);
    if (s->count > 0)
        memcpy(s->rows, old, s->count * sizeof(*old));
}

/* ---- order ------------------------------------------------------------ */

static int bits_of(int64_t n)
{
    int bits = 1;

    while (bits < 62 && n >> bits > 0)
        bits++;
    return bits;
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

void past_slice_word(const struct past *p, struct past_slice *s, size_t from)
{
    const size_t n = s->count - from;

    if (!p->has_words || n == 0)
        return;
    struct arena *const a = arena_begin();
    int64_t *const rows = ARENA_ARRAY(a, n, int64_t);
    uint64_t *const words = ARENA_ARRAY(a, n, uint64_t);

    past_row_numbers(p, s->rows + from, n, rows);
    sorting_words(s->index, p->world, p->table, p->design, rows, n, words);
    for (size_t i = 0; i < n; i++)
        s->rows[from + i].word = words[i];
    arena_done(a);
}

/* Versions that are in order at the front. */
static size_t ordered_rows(const struct past_version *v, size_t n)
{
    size_t ordered = 1;

    while (ordered < n && v[ordered - 1].word <= v[ordered].word)
        ordered++;
    return ordered;
}

/* The versions of `behind` go between those of v, which has room for them at
   its end; of equal ones those of v come first. Where the first one went. */
static size_t merge_rows(struct past_version *v, size_t count,
                         const struct past_version *behind,
                         const struct radix_pair *order, size_t more)
{
    size_t to = count + more;

    while (more > 0) {
        const struct past_version *const last = &behind[order[more - 1].row];
        if (count > 0 && v[count - 1].word > last->word) {
            v[--to] = v[--count];
        } else {
            v[--to] = *last;
            more--;
        }
    }
    return to;
}

static size_t sort_by_word(struct past_version *v, size_t n)
{
    const size_t ordered = ordered_rows(v, n), more = n - ordered;
    struct arena *const a = arena_begin();
    struct radix_pair *const pairs = ARENA_ARRAY(a, more, struct radix_pair);
    struct radix_pair *const room = ARENA_ARRAY(a, more, struct radix_pair);
    struct past_version *const behind =
        ARENA_ARRAY(a, more, struct past_version);

    memcpy(behind, v + ordered, more * sizeof(*behind));
    for (size_t i = 0; i < more; i++)
        pairs[i] = (struct radix_pair){ behind[i].word, (int64_t)i };
    radix_sort(pairs, room, more);
    const size_t first = merge_rows(v, ordered, behind, pairs, more);
    arena_done(a);
    return first;
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

/* Row numbers are sorted and looked for: sorting keeps the versions of one row
   in order, so the k-th is the k-th. */
static size_t sort_by_key(const struct past *p, struct past_version *v,
                          size_t n)
{
    struct arena *const a = arena_begin();
    int64_t *const rows = ARENA_ARRAY(a, n, int64_t);
    int64_t *const before = ARENA_ARRAY(a, n, int64_t);
    int64_t *const after = ARENA_ARRAY(a, n, int64_t);
    int64_t *const room = ARENA_ARRAY(a, n, int64_t);
    struct past_version *const old = ARENA_ARRAY(a, n, struct past_version);
    size_t first = n;

    memcpy(old, v, n * sizeof(*old));
    past_row_numbers(p, old, n, rows);
    by_number(p, rows, before, room, n);
    sorting_rows(p->world, p->table, p->design, rows, n);
    by_number(p, rows, after, room, n);
    for (size_t i = 0; i < n; i++) {
        v[after[i]] = old[before[i]];
        if (after[i] != before[i] && (size_t)after[i] < first)
            first = (size_t)after[i];
    }
    arena_done(a);
    return first;
}

size_t past_slice_sort(const struct past *p, struct past_slice *s, size_t from)
{
    const size_t n = s->count - from;

    if (!past_is_sorted_table(p) || n < 2)
        return s->count;
    return from + (p->has_words ? sort_by_word(s->rows + from, n)
                                : sort_by_key(p, s->rows + from, n));
}

void past_slice_index(struct past *p, int slice, size_t from)
{
    const struct past_slice *const s = &p->slices[slice];

    if (p->where == NULL)
        return;
    for (size_t i = from; i < s->count; i++)
        if (s->rows[i].died == 0)
            p->where[s->rows[i].arrival] = (int64_t)slice << 40 | (int64_t)i;
}

/* ---- blocks ----------------------------------------------------------- */

static void begin_segment(const struct past *p, struct past_segment *g)
{
    *g = (struct past_segment){ .arena = arena_begin() };
    g->filling =
        ARENA_ARRAY(g->arena, p->t->column_count, struct column_filling *);
    for (int c = 0; c < p->t->column_count; c++)
        g->filling[c] = column_filling_open(g->arena, p->world, p->table, c,
                                            p->encodings[c]);
}

/* Columns forget what reaches this place. `begins` tells where each goes on;
   the first of these is the result. */
static int64_t rewind_columns(const struct past *p, struct past_segment *g,
                              int64_t place, int64_t *begins)
{
    int64_t first = place;

    for (int c = 0; c < p->t->column_count; c++) {
        begins[c] = column_filling_rewind(g->filling[c], place);
        first = begins[c] < first ? begins[c] : first;
    }
    const int64_t runs = column_xid_runs(&p->world->cluster.engine);
    past_xids_cut(&g->born, place, runs);
    past_xids_cut(&g->died, place, runs);
    return first;
}

void past_slice_fill(struct past *p, struct past_slice *s, int segment,
                     int64_t from)
{
    struct past_segment *const g = &s->segments[segment];
    const struct past_version *const v =
        s->rows + (segment == PAST_HEAD ? 0 : s->head);
    const int64_t count =
        segment == PAST_HEAD ? s->head : (int64_t)s->count - s->head;

    if (count == 0)
        return;
    struct arena *const a = arena_begin();
    int64_t *const begins = ARENA_ARRAY(a, p->t->column_count, int64_t);
    int64_t rows[VALUE_READER_ROWS];

    if (g->arena == NULL)
        begin_segment(p, g);
    const int64_t first = rewind_columns(p, g, from, begins);
    struct value_reader *const reader =
        value_reader_open(a, p->world, p->table, count - first);
    for (int64_t i = first; i < count; i += VALUE_READER_ROWS) {
        const int64_t left = count - i;
        const int64_t n = left < VALUE_READER_ROWS ? left : VALUE_READER_ROWS;
        past_row_numbers(p, v + i, (size_t)n, rows);
        value_reader_rows(reader, rows, (size_t)n);
        for (int c = 0; c < p->t->column_count; c++) {
            const int64_t skip = begins[c] > i ? begins[c] - i : 0;
            if (skip < n)
                column_filling_add(g->filling[c],
                                   value_reader_codes(reader, c) + skip,
                                   (size_t)(n - skip));
        }
    }
    arena_done(a);
}

void past_slice_mark(const struct past *p, struct past_slice *s, int64_t place)
{
    const int64_t runs = column_xid_runs(&p->world->cluster.engine);

    s->rows[place].died = p->xid;
    s->dead++;
    if (place < s->head)
        past_xids_forget(&s->segments[PAST_HEAD].died, place, runs);
    else
        past_xids_forget(&s->segments[PAST_TAIL].died, place - s->head, runs);
}

static struct store_column hidden_blocks(struct arena *a, const struct past *p,
                                         struct past_segment *g, int hidden,
                                         const struct past_version *rows,
                                         int64_t count)
{
    const struct engine *const e = &p->world->cluster.engine;

    if (hidden == HIDDEN_ROW_ID || e->rows_per_block > 0)
        return column_blocks_hidden(a, e, hidden, count);
    return past_xids_blocks(g->arena,
                            hidden == HIDDEN_INSERT_XID ? &g->born : &g->died,
                            hidden, rows, count, column_xid_runs(e));
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

    if (y.count == 0)
        return x;
    out.blocks = ARENA_ARRAY(a, out.count, struct store_block);
    for (int64_t i = 0; i < out.count; i++) {
        out.blocks[i] = i < x.count ? x.blocks[i] : y.blocks[i - x.count];
        if (i >= x.count)
            out.blocks[i].first += head;
    }
    return out;
}

struct store_slice past_slice_view(struct arena *a, const struct past *p,
                                   struct past_slice *s, const bool *looks,
                                   int *empty)
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
        if (looks == NULL || looks[c])
            out.columns[c] =
                join_columns(a, segment_column(a, p, s, PAST_HEAD, c),
                             segment_column(a, p, s, PAST_TAIL, c), s->head);
    return out;
}
