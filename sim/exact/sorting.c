#include "exact/sorting.h"

#include <string.h>

#include "base/check.h"
#include "base/progress.h"
#include "exact/curve.h"
#include "exact/radix.h"
#include "world/value/value_reader.h"

struct sorting_index {
    struct curve_axis *axes[INTERLEAVED_COLUMNS_MAX];
    size_t count; /* rows that it was made of */
};

/* Rows whose values are drawn together. */
enum { BATCH_ROWS = 4096 };

/* What all steps of one sort share. */
struct sorting {
    const struct ticket_form *form;
    struct value_reader *reader;
    int64_t *rows;
    size_t count;
    struct radix_pair *pairs, *room;
};

/* Append a column to the keys: their bits move up. */
static void append_column(struct sorting *s, const struct ticket_key *k)
{
    const int shift = k->bits < 64 ? k->bits : 0; /* 64: the keys are 0 */
    int64_t codes[BATCH_ROWS];

    for (size_t i = 0; i < s->count; i += BATCH_ROWS) {
        const size_t left = s->count - i;
        const size_t n = left < BATCH_ROWS ? left : BATCH_ROWS;
        value_reader_batch(s->reader, k->column, s->rows + i, n, codes);
        for (size_t j = 0; j < n; j++)
            s->pairs[i + j].key =
                s->pairs[i + j].key << shift | ticket_number(k, codes[j]);
    }
}

static void begin_pairs(struct sorting *s)
{
    for (size_t i = 0; i < s->count; i++)
        s->pairs[i] = (struct radix_pair){ .key = 0, .row = s->rows[i] };
}

static void end_pairs(struct sorting *s)
{
    radix_sort(s->pairs, s->room, s->count);
    for (size_t i = 0; i < s->count; i++)
        s->rows[i] = s->pairs[i].row;
}

/* From the last columns to the first, as many at a time as 64 bits hold. */
static void sort_compound(struct sorting *s)
{
    const struct ticket_key *const keys = s->form->keys;
    int last = s->form->key_count;

    while (last > 0) {
        int first = last, bits = 0;
        while (first > 0) {
            if (first < last && bits + keys[first - 1].bits > 64)
                break;
            bits += keys[first - 1].bits;
            first--;
        }
        begin_pairs(s);
        for (int i = first; i < last; i++)
            append_column(s, &keys[i]);
        end_pairs(s);
        last = first;
    }
}

/* Rows in order of one column: row is the place in s->rows. */
static void order_by(struct sorting *s, const struct ticket_key *key)
{
    begin_pairs(s);
    append_column(s, key);
    for (size_t i = 0; i < s->count; i++)
        s->pairs[i].row = (int64_t)i;
    radix_sort(s->pairs, s->room, s->count);
}

/* Add one column's shares to the places on the curve. */
static void add_axis(struct sorting *s, uint64_t *places, int axis)
{
    const int columns = s->form->key_count;
    const struct curve_lane lane =
        curve_lane_of(axis, columns, curve_bits(s->count, columns));
    size_t end = 0;

    for (size_t i = 0; i < s->count; i = end) {
        for (end = i + 1;
             end < s->count && s->pairs[end].key == s->pairs[i].key;)
            end++;
        const uint64_t own = curve_spread(&lane, curve_share(i, end, s->count));
        for (size_t j = i; j < end; j++)
            places[s->pairs[j].row] |= own;
    }
}

static void sort_interleaved(struct sorting *s, uint64_t *places)
{
    for (int k = 0; k < s->form->key_count; k++) {
        order_by(s, &s->form->keys[k]);
        add_axis(s, places, k);
    }
    begin_pairs(s);
    for (size_t i = 0; i < s->count; i++)
        s->pairs[i].key = places[i];
    end_pairs(s);
}

/* Tickets to rows in stored order; `room` is for as many. */
static void sort_tickets(const struct ticket_form *f, int64_t *tickets,
                         int64_t *room, size_t count)
{
    radix_sort_words(tickets, room, count, f->row_bits, f->key_bits);
}

static struct sorting sorting_begin(struct arena *scratch,
                                    const struct recall *recall,
                                    const struct world *w, int table,
                                    const struct ticket_form *f, int64_t *rows,
                                    size_t count)
{
    return (struct sorting){
        .form = f,
        .reader = recall_reader(recall, scratch, w, table, (int64_t)count),
        .rows = rows,
        .count = count,
        .pairs = ARENA_ARRAY(scratch, count, struct radix_pair),
        .room = ARENA_ARRAY(scratch, count, struct radix_pair),
    };
}

/* Rows whose key does not fit beside them. */
static void sort_pairs(const struct recall *recall, const struct world *w,
                       int table, const struct table_design *d,
                       const struct ticket_form *f, int64_t *rows, size_t count)
{
    struct arena *const scratch = arena_begin();
    struct sorting s = sorting_begin(scratch, recall, w, table, f, rows, count);

    if (d->sort == SORT_COMPOUND)
        sort_compound(&s);
    else
        sort_interleaved(&s, ARENA_ARRAY(scratch, count, uint64_t));
    arena_done(scratch);
}

struct sorting_index *sorting_index_of(struct arena *a, const struct world *w,
                                       int table, const struct table_design *d,
                                       const int64_t *rows, size_t count)
{
    struct sorting_index *const out = ARENA_NEW(a, struct sorting_index);
    struct arena *const scratch = arena_begin();
    const struct ticket_form form = ticket_form_of(scratch, w, table, d);
    int64_t *const own = ARENA_ARRAY(scratch, count, int64_t);

    CHECK(d->sort == SORT_INTERLEAVED);
    out->count = count;
    if (count > 0)
        memcpy(own, rows, count * sizeof(*own));
    struct sorting s =
        sorting_begin(scratch, NULL, w, table, &form, own, count);
    for (int k = 0; k < form.key_count; k++) {
        order_by(&s, &form.keys[k]);
        out->axes[k] =
            curve_axis_of(a, &s.pairs->key, sizeof(*s.pairs) / sizeof(uint64_t),
                          count, form.keys[k].bits);
    }
    arena_done(scratch);
    return out;
}

/* Every row becomes its ticket where it stands. */
static void write_tickets(const struct world *w, int table,
                          const struct ticket_form *f, int64_t *rows,
                          size_t count)
{
    struct arena *const scratch = arena_begin();
    struct value_reader *const reader =
        value_reader_open(scratch, w, table, (int64_t)count);

    for (size_t i = 0; i < count; i += VALUE_READER_ROWS) {
        const size_t left = count - i;
        ticket_write(f, reader, rows + i,
                     left < VALUE_READER_ROWS ? left : VALUE_READER_ROWS,
                     rows + i);
    }
    arena_done(scratch);
}

static bool needs_sort(const struct table_design *d)
{
    CHECK(d->sortkey_count == 0 || d->sort == SORT_COMPOUND ||
          d->sort == SORT_INTERLEAVED);
    return d->sortkey_count > 0;
}

void sorting_rows(const struct world *w, int table,
                  const struct table_design *d, int64_t *rows, size_t count)
{
    struct arena *const scratch = arena_begin();
    const struct ticket_form form = ticket_form_of(scratch, w, table, d);

    if (needs_sort(d) && form.is_whole) {
        write_tickets(w, table, &form, rows, count);
        sort_tickets(&form, rows, ARENA_ARRAY(scratch, count, int64_t), count);
    } else if (needs_sort(d)) {
        sort_pairs(NULL, w, table, d, &form, rows, count);
    }
    arena_done(scratch);
}

/* ---- what rows sort by ------------------------------------------------ */

bool sorting_has_words(const struct world *w, int table,
                       const struct table_design *d)
{
    struct arena *const scratch = arena_begin();
    const struct ticket_form form = ticket_form_of(scratch, w, table, d);

    arena_done(scratch);
    return needs_sort(d) &&
           (form.key_bits <= 64 || d->sort == SORT_INTERLEAVED);
}

static void write_places(const struct world *w, int table,
                         const struct sorting_index *index,
                         const struct ticket_form *f, const int64_t *rows,
                         size_t count, uint64_t *words)
{
    struct arena *const scratch = arena_begin();
    struct value_reader *const reader =
        value_reader_open(scratch, w, table, (int64_t)count);
    struct curve_lane lanes[INTERLEAVED_COLUMNS_MAX];

    for (int k = 0; k < f->key_count; k++)
        lanes[k] = curve_lane_of(k, f->key_count,
                                 curve_bits(index->count, f->key_count));
    memset(words, 0, count * sizeof(*words));
    for (size_t i = 0; i < count; i += VALUE_READER_ROWS) {
        const size_t left = count - i;
        const size_t n = left < VALUE_READER_ROWS ? left : VALUE_READER_ROWS;
        value_reader_rows(reader, rows + i, n);
        for (int k = 0; k < f->key_count; k++) {
            const struct ticket_key *const key = &f->keys[k];
            const int64_t *codes = value_reader_codes(reader, key->column);
            for (size_t j = 0; j < n; j++)
                words[i + j] |= curve_spread(
                    &lanes[k], curve_axis_share(index->axes[k],
                                                ticket_number(key, codes[j])));
        }
    }
    arena_done(scratch);
}

/* One column behind the other. */
static void write_keys(const struct world *w, int table,
                       const struct ticket_form *f, const int64_t *rows,
                       size_t count, uint64_t *words)
{
    struct arena *const scratch = arena_begin();
    struct value_reader *const reader =
        value_reader_open(scratch, w, table, (int64_t)count);

    memset(words, 0, count * sizeof(*words));
    for (size_t i = 0; i < count; i += VALUE_READER_ROWS) {
        const size_t left = count - i;
        const size_t n = left < VALUE_READER_ROWS ? left : VALUE_READER_ROWS;
        value_reader_rows(reader, rows + i, n);
        for (int k = 0; k < f->key_count; k++) {
            const struct ticket_key *const key = &f->keys[k];
            const int shift = key->bits < 64 ? key->bits : 0;
            const int64_t *codes = value_reader_codes(reader, key->column);
            for (size_t j = 0; j < n; j++)
                words[i + j] =
                    words[i + j] << shift | ticket_number(key, codes[j]);
        }
    }
    arena_done(scratch);
}

void sorting_words(const struct sorting_index *index, const struct world *w,
                   int table, const struct table_design *d, const int64_t *rows,
                   size_t count, uint64_t *words)
{
    struct arena *const scratch = arena_begin();
    const struct ticket_form form = ticket_form_of(scratch, w, table, d);

    CHECK(form.key_bits <= 64 || d->sort == SORT_INTERLEAVED);
    if (count > 0 && d->sort == SORT_INTERLEAVED)
        write_places(w, table, index, &form, rows, count, words);
    else if (count > 0)
        write_keys(w, table, &form, rows, count, words);
    arena_done(scratch);
}

/* ---- slices ----------------------------------------------------------- */

/* One room for each thread, for the largest of the slices. */
static void sort_slices(const struct dealing *d, const struct ticket_form *f,
                        int first, int count, int64_t *const *rows)
{
    int64_t most = 0;

    for (int i = 0; i < count; i++)
        if (d->counts[first + i] > most)
            most = d->counts[first + i];
#pragma omp parallel
    {
        struct arena *const scratch = arena_begin();
        int64_t *const room =
            ARENA_ARRAY(scratch, f->is_whole ? most : 0, int64_t);
#pragma omp for schedule(dynamic)
        for (int i = 0; i < count; i++) {
            const size_t n = (size_t)d->counts[first + i];
            if (progress_interrupted())
                continue;
            if (f->is_whole)
                sort_tickets(f, rows[i], room, n);
            else
                sort_pairs(d->recall, d->world, d->table, d->design, f, rows[i],
                           n);
        }
        arena_done(scratch);
    }
}

void sorting_slices(const struct dealing *d, int first, int count,
                    int64_t *const *rows)
{
    struct arena *const scratch = arena_begin();
    const struct ticket_form form =
        ticket_form_of(scratch, d->world, d->table, d->design);

    if (form.is_whole)
        dealing_tickets(d, &form, first, count, rows);
    else
        dealing_rows(d, first, count, rows);
    if (needs_sort(d->design))
        sort_slices(d, &form, first, count, rows);
    arena_done(scratch);
}

double sorting_bytes(const struct world *w, int table,
                     const struct table_design *d, double rows)
{
    struct arena *const scratch = arena_begin();
    const struct ticket_form form = ticket_form_of(scratch, w, table, d);
    const double pairs = 2 * (double)sizeof(struct radix_pair);
    const double axes = d->sort == SORT_INTERLEAVED ? sizeof(uint64_t) : 0;

    arena_done(scratch);
    if (!needs_sort(d))
        return 0;
    return rows * (form.is_whole ? (double)sizeof(int64_t) : pairs + axes);
}
