#include "exact/ticket.h"

#include <string.h>

#include "base/clones.h"

/* The sign stays free. */
enum { TICKET_BITS = 63 };

static int bits_of(uint64_t most)
{
    int bits = 0;

    while (bits < 64 && most >> bits != 0)
        bits++;
    return bits;
}

static struct ticket_key key_of(const struct world *w, int table, int column)
{
    struct ticket_key k = { .column = column };
    int64_t hi;

    value_range(w, table, column, &k.lo, &hi);
    k.null = (uint64_t)hi - (uint64_t)k.lo + 1;
    k.bits = bits_of(k.null);
    return k;
}

struct ticket_form ticket_form_of(struct arena *a, const struct world *w,
                                  int table, const struct table_design *d)
{
    struct ticket_form f = {
        .keys = ARENA_ARRAY(a, d->sortkey_count, struct ticket_key),
        .key_count = d->sortkey_count,
        .row_bits = bits_of((uint64_t)w->catalog.tables[table].rows),
    };

    for (int i = 0; i < f.key_count; i++) {
        f.keys[i] = key_of(w, table, d->sortkeys[i]);
        f.key_bits += f.keys[i].bits;
    }
    f.is_whole = f.key_count > 0 && d->sort == SORT_COMPOUND &&
                 f.key_bits + f.row_bits <= TICKET_BITS;
    return f;
}

uint64_t ticket_number(const struct ticket_key *k, int64_t code)
{
    return code == VALUE_NULL ? k->null : (uint64_t)code - (uint64_t)k->lo;
}

/* The key's number at `shift`, beside what the tickets hold already. */
CLONES
static void put_key(const struct ticket_key *k, int shift, const int64_t *codes,
                    size_t count, int64_t *tickets)
{
    const struct ticket_key key = *k;

    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        tickets[i] |= (int64_t)(ticket_number(&key, codes[i]) << shift);
}

void ticket_write(const struct ticket_form *f, struct value_reader *reader,
                  const int64_t *rows, size_t count, int64_t *tickets)
{
    int64_t own[VALUE_READER_ROWS];
    int shift = f->row_bits + f->key_bits;

    memcpy(own, rows, count * sizeof(*own));
    if (f->is_whole)
        value_reader_rows(reader, rows, count);
    for (int i = 0; f->is_whole && i < f->key_count; i++) {
        const struct ticket_key *const k = &f->keys[i];
        shift -= k->bits;
        put_key(k, shift, value_reader_codes(reader, k->column), count, own);
    }
    memcpy(tickets, own, count * sizeof(*own));
}
