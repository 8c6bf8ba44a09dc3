#include "exact/sorting.h"

#include "base/check.h"
#include "world/value_reader.h"

/* Rows whose values are drawn together. */
enum { BATCH_ROWS = 4096 };

/* What all steps of one sort share. */
struct sorting {
    const struct world *world;
    int table;
    struct value_reader *reader;
    int64_t *rows;
    size_t count;
    struct radix_pair *pairs, *room;
};

/* The codes of a column as numbers from 0, NULL the largest. */
struct key {
    int column;
    int64_t lo;
    uint64_t null;
    int bits; /* that hold them all */
};

static struct key key_of(const struct world *w, int table, int column)
{
    struct key k = { .column = column };
    int64_t hi;

    value_range(w, table, column, &k.lo, &hi);
    k.null = (uint64_t)hi - (uint64_t)k.lo + 1;
    while (k.bits < 64 && (k.null >> k.bits) != 0)
        k.bits++;
    return k;
}

static uint64_t key_number(const struct key *k, int64_t code)
{
    return code == VALUE_NULL ? k->null : (uint64_t)code - (uint64_t)k->lo;
}

/* Append a column to the keys: their bits move up. */
static void append_column(struct sorting *s, const struct key *k)
{
    const int shift = k->bits < 64 ? k->bits : 0; /* 64: the keys are 0 */
    int64_t codes[BATCH_ROWS];

    for (size_t i = 0; i < s->count; i += BATCH_ROWS) {
        const size_t left = s->count - i;
        const size_t n = left < BATCH_ROWS ? left : BATCH_ROWS;
        value_reader_batch(s->reader, k->column, s->rows + i, n, codes);
        for (size_t j = 0; j < n; j++)
            s->pairs[i + j].key =
                s->pairs[i + j].key << shift | key_number(k, codes[j]);
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

/* Bits that hold the number of any row of the table. */
static int row_bits(const struct world *w, int table)
{
    int bits = 1;

    while (w->catalog.tables[table].rows >> bits != 0)
        bits++;
    return bits;
}

/* Bits of all key columns; more than 64 are 65. */
static int key_bits(const struct world *w, int table,
                    const struct table_design *d)
{
    int bits = 0;

    for (int i = 0; i < d->sortkey_count && bits <= 64; i++)
        bits += key_of(w, table, d->sortkeys[i]).bits;
    return bits <= 64 ? bits : 65;
}

/* True when a word holds the key and the row. */
static bool is_packed(const struct world *w, int table,
                      const struct table_design *d)
{
    return d->sort == SORT_COMPOUND &&
           key_bits(w, table, d) + row_bits(w, table) <= 64;
}

static void append_packed(struct sorting *s, const struct key *k,
                          uint64_t *words)
{
    int64_t codes[BATCH_ROWS];

    for (size_t i = 0; i < s->count; i += BATCH_ROWS) {
        const size_t left = s->count - i;
        const size_t n = left < BATCH_ROWS ? left : BATCH_ROWS;
        value_reader_batch(s->reader, k->column, s->rows + i, n, codes);
        for (size_t j = 0; j < n; j++)
            words[i + j] = words[i + j] << k->bits | key_number(k, codes[j]);
    }
}

/* Key and row in one word: half the memory of pairs, and half the traffic. */
static void sort_packed(struct sorting *s, const struct table_design *d,
                        uint64_t *words, uint64_t *room)
{
    const int rows = row_bits(s->world, s->table);

    for (int i = 0; i < d->sortkey_count; i++) {
        const struct key k = key_of(s->world, s->table, d->sortkeys[i]);
        append_packed(s, &k, words);
    }
    for (size_t i = 0; i < s->count; i++)
        words[i] = words[i] << rows | (uint64_t)s->rows[i];
    radix_sort_words(words, room, s->count, rows,
                     key_bits(s->world, s->table, d));
    for (size_t i = 0; i < s->count; i++)
        s->rows[i] = (int64_t)(words[i] & ((UINT64_C(1) << rows) - 1));
}

/* From the last columns to the first, as many at a time as 64 bits hold. */
static void sort_compound(struct sorting *s, const struct table_design *d)
{
    int last = d->sortkey_count;

    while (last > 0) {
        int first = last, bits = 0;
        while (first > 0) {
            const struct key k =
                key_of(s->world, s->table, d->sortkeys[first - 1]);
            if (first < last && bits + k.bits > 64)
                break;
            bits += k.bits;
            first--;
        }
        begin_pairs(s);
        for (int i = first; i < last; i++) {
            const struct key k = key_of(s->world, s->table, d->sortkeys[i]);
            append_column(s, &k);
        }
        end_pairs(s);
        last = first;
    }
}

/*
 * Put the top `bits` bits of a fraction (of 2^32) to every d-th bit of z,
 * the highest at place 63 - axis.
 */
static uint64_t spread_bits(uint64_t fraction, int bits, int axis, int d)
{
    uint64_t z = 0;

    for (int b = 0; b < bits; b++)
        z |= ((fraction >> (31 - b)) & 1) << (63 - axis - b * d);
    return z;
}

/* Rows in order of one column: row is the place in s->rows. */
static void order_by(struct sorting *s, int column)
{
    const struct key k = key_of(s->world, s->table, column);

    begin_pairs(s);
    append_column(s, &k);
    for (size_t i = 0; i < s->count; i++)
        s->pairs[i].row = (int64_t)i;
    radix_sort(s->pairs, s->room, s->count);
}

/* Add one column's share to the z-order keys. */
static void add_axis(struct sorting *s, uint64_t *z, int axis, int d)
{
    const int bits = 64 / d < 32 ? 64 / d : 32;
    size_t begin = 0;

    while (begin < s->count) {
        size_t end = begin + 1;
        while (end < s->count && s->pairs[end].key == s->pairs[begin].key)
            end++;
        const double middle = ((double)begin + (double)end) / 2;
        const uint64_t share =
            (uint64_t)(middle / (double)s->count * 4294967296.0);
        const uint64_t own = spread_bits(share, bits, axis, d);
        for (size_t i = begin; i < end; i++)
            z[s->pairs[i].row] |= own;
        begin = end;
    }
}

static void sort_interleaved(struct sorting *s, const struct table_design *d,
                             uint64_t *z)
{
    for (int k = 0; k < d->sortkey_count; k++) {
        order_by(s, d->sortkeys[k]);
        add_axis(s, z, k, d->sortkey_count);
    }
    begin_pairs(s);
    for (size_t i = 0; i < s->count; i++)
        s->pairs[i].key = z[i];
    end_pairs(s);
}

double sorting_bytes(const struct world *w, int table,
                     const struct table_design *d, double rows)
{
    const double pairs = 2 * (double)sizeof(struct radix_pair);

    if (d->sortkey_count == 0)
        return 0;
    if (is_packed(w, table, d))
        return rows * 2 * (double)sizeof(uint64_t);
    return rows *
           (pairs + (d->sort == SORT_INTERLEAVED ? sizeof(uint64_t) : 0));
}

void sorting_rows(const struct world *w, int table,
                  const struct table_design *d, int64_t *rows, size_t count)
{
    if (d->sortkey_count == 0 || count < 2)
        return;
    CHECK(d->sort == SORT_COMPOUND || d->sort == SORT_INTERLEAVED);

    struct arena *const scratch = arena_begin();
    struct sorting s = {
        .world = w,
        .table = table,
        .reader = value_reader_open(scratch, w, table, (int64_t)count),
        .rows = rows,
        .count = count,
    };
    if (is_packed(w, table, d)) {
        sort_packed(&s, d, ARENA_ARRAY(scratch, count, uint64_t),
                    ARENA_ARRAY(scratch, count, uint64_t));
        arena_done(scratch);
        return;
    }
    s.pairs = ARENA_ARRAY(scratch, count, struct radix_pair);
    s.room = ARENA_ARRAY(scratch, count, struct radix_pair);
    if (d->sort == SORT_COMPOUND)
        sort_compound(&s, d);
    else
        sort_interleaved(&s, d, ARENA_ARRAY(scratch, count, uint64_t));
    arena_done(scratch);
}
