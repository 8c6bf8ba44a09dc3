#include "estimate/stored/stored_slices.h"

#include "base/check.h"

struct chunk {
    int32_t *slices;
    size_t count;
};

struct stored_slices {
    struct stored_slices *next;
    int table, distkey; /* -1: not by a key, nothing is remembered */
    int64_t first;
    struct chunk *chunks; /* from `first` on */
    size_t count, room;
    int32_t own[STORED_CHUNK]; /* of rows that are not remembered */
};

int stored_slice(const struct world *w, int table, const struct table_design *d,
                 int64_t row, int64_t distkey_code)
{
    const uint64_t slices = (uint64_t)w->cluster.slices;

    (void)table;
    if (d->diststyle == DIST_ALL)
        return 0;
    if (d->diststyle == DIST_KEY)
        return (int)rng_below(rng_mix((uint64_t)distkey_code), slices);
    return (int)((uint64_t)row % slices);
}

int stored_slice_of(const struct sampler *s, int64_t row)
{
    const int64_t code =
        s->design->diststyle == DIST_KEY
            ? value_at(s->world, s->table, s->design->distkey, row)
            : 0;

    return stored_slice(s->world, s->table, s->design, row, code);
}

struct stored_slices *stored_slices_from(const struct sampler *s, int64_t first)
{
    const int key = s->design->diststyle == DIST_KEY ? s->design->distkey : -1;
    struct stored_slices *known = s->known->slices;

    while (key >= 0 && known != NULL &&
           (known->table != s->table || known->distkey != key ||
            known->first != first))
        known = known->next;
    if (key >= 0 && known != NULL)
        return known;
    struct arena *const a = key >= 0 ? s->known->arena : s->arena;
    struct stored_slices *const fresh = ARENA_NEW(a, struct stored_slices);
    *fresh = (struct stored_slices){ .table = s->table,
                                     .distkey = key,
                                     .first = first };
    if (key >= 0) {
        fresh->next = s->known->slices;
        s->known->slices = fresh;
    }
    return fresh;
}

/* A key's values are asked for at once, which is much cheaper than one by
   one. */
static void find(const struct sampler *s, struct value_reader *reader,
                 int64_t row, size_t count, int32_t *slices)
{
    int64_t rows[STORED_CHUNK] = { row }, keys[STORED_CHUNK] = { 0 };

    for (size_t i = 0; i < count; i++)
        rows[i] = row + (int64_t)i;
    if (s->design->diststyle == DIST_KEY)
        value_reader_batch(reader, s->design->distkey, rows, count, keys);
    for (size_t i = 0; i < count; i++)
        slices[i] =
            stored_slice(s->world, s->table, s->design, rows[i], keys[i]);
}

const int32_t *stored_slices_at(struct stored_slices *from,
                                const struct sampler *s,
                                struct value_reader *reader, int64_t row,
                                size_t count)
{
    const size_t chunk = (size_t)(row - from->first) / STORED_CHUNK;
    struct known *const k = s->known;

    CHECK(count <= STORED_CHUNK && (row - from->first) % STORED_CHUNK == 0);
    if (chunk < from->count && from->chunks[chunk].count >= count)
        return from->chunks[chunk].slices;
    if (from->distkey < 0 || chunk != from->count ||
        k->slices_remembered + STORED_CHUNK > STORED_REMEMBERED) {
        find(s, reader, row, count, from->own);
        return from->own;
    }
    int32_t *const slices = ARENA_ARRAY(k->arena, count, int32_t);
    find(s, reader, row, count, slices);
    ARENA_GROW(k->arena, from->chunks, from->count, from->room);
    from->chunks[from->count++] = (struct chunk){ slices, count };
    k->slices_remembered += STORED_CHUNK;
    return slices;
}
