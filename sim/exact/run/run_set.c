#include "exact/run/run_set.h"

#include <string.h>

#include "base/check.h"
#include "base/rng.h"
#include "world/catalog.h"

struct run_set run_set_of(struct arena *a, int columns)
{
    return (struct run_set){ .arena = a, .columns = columns, .keys = columns };
}

struct run_set run_set_like(struct arena *a, const struct run_set *like)
{
    struct run_set s = run_set_of(a, like->columns);

    s.keys = like->keys;
    return s;
}

static size_t chunk_bytes(const struct run_set *s)
{
    return sizeof(struct run_chunk) +
           (size_t)s->columns * RUN_CHUNK * sizeof(int64_t);
}

int64_t *run_set_add(struct run_set *s, int slice)
{
    struct run_chunk *last =
        s->chunk_count > 0 ? s->chunks[s->chunk_count - 1] : NULL;

    if (last == NULL || last->count == RUN_CHUNK) {
        ARENA_GROW(s->arena, s->chunks, s->chunk_count, s->chunk_room);
        last = arena_alloc(s->arena, chunk_bytes(s));
        s->chunks[s->chunk_count++] = last;
    }
    last->slices[last->count] = slice;
    s->count++;
    return &last->codes[last->count++];
}

double run_set_bytes(const struct run_set *s)
{
    return (double)s->chunk_count * (double)chunk_bytes(s) +
           (double)s->index_room * (double)(sizeof(uint32_t) + 8) +
           (s->heads == NULL ? 0 : (double)(s->mask + 1) * sizeof(uint32_t));
}

void run_set_join(struct run_set *to, const struct run_set *from)
{
    CHECK(to->columns == from->columns);
    for (size_t i = 0; i < from->chunk_count; i++) {
        ARENA_GROW(to->arena, to->chunks, to->chunk_count, to->chunk_room);
        to->chunks[to->chunk_count++] = from->chunks[i];
    }
    to->count += from->count;
}

uint64_t run_hash(const int64_t *codes, int count, size_t stride)
{
    uint64_t h = 0;

    for (int i = 0; i < count; i++)
        h = rng_mix(h + UINT64_C(0x9e3779b97f4a7c15) +
                    (uint64_t)codes[(size_t)i * stride]);
    return h;
}

static void make_heads(struct run_set *s, uint64_t least)
{
    s->mask = 15;
    while (s->mask < least)
        s->mask = s->mask * 2 + 1;
    s->heads = ARENA_ARRAY(s->arena, s->mask + 1, uint32_t);
}

static void put(struct run_set *s, size_t place)
{
    uint32_t *const head = &s->heads[s->hashes[place] & s->mask];

    s->next[place] = *head;
    *head = (uint32_t)place + 1;
}

void run_set_index(struct run_set *s, int first, int count)
{
    const size_t places = s->chunk_count * RUN_CHUNK;

    CHECK(places < UINT32_MAX);
    make_heads(s, (uint64_t)s->count * 3 / 2);
    s->next = ARENA_ARRAY(s->arena, places, uint32_t);
    s->hashes = ARENA_ARRAY(s->arena, places, uint64_t);
    s->index_room = places;
    for (size_t c = 0; c < s->chunk_count; c++)
        for (int i = 0; i < s->chunks[c]->count; i++) {
            const size_t place = c * RUN_CHUNK + (size_t)i;
            const int64_t *codes =
                &s->chunks[c]->codes[(size_t)first * RUN_CHUNK + (size_t)i];
            bool null = false;
            for (int k = 0; k < count; k++)
                null |= codes[(size_t)k * RUN_CHUNK] == VALUE_NULL;
            s->hashes[place] = run_hash(codes, count, RUN_CHUNK);
            if (!null)
                put(s, place);
        }
}

static bool same(const struct run_set *s, uint32_t place, const int64_t *codes,
                 size_t stride, int slice)
{
    const int64_t *row = run_set_row(s, place);

    if (run_set_slice(s, place) != slice)
        return false;
    for (int c = 0; c < s->keys; c++)
        if (row[(size_t)c * RUN_CHUNK] != codes[(size_t)c * stride])
            return false;
    return true;
}

/* Twice the heads, and room for as many places. */
static void widen(struct run_set *s)
{
    const size_t room = s->index_room == 0 ? 1024 : s->index_room * 2;
    uint32_t *const next = ARENA_ARRAY(s->arena, room, uint32_t);
    uint64_t *const hashes = ARENA_ARRAY(s->arena, room, uint64_t);

    if (s->count > 0)
        memcpy(hashes, s->hashes, (size_t)s->count * sizeof(*hashes));
    s->next = next;
    s->hashes = hashes;
    s->index_room = room;
    make_heads(s, room);
    for (int64_t i = 0; i < s->count; i++)
        put(s, (size_t)i);
}

static uint64_t hash_of(const struct run_set *s, const int64_t *codes,
                        size_t stride, int slice)
{
    return run_hash(codes, s->keys, stride) ^ rng_mix((uint64_t)slice + 1);
}

/* One more than the place of the row; 0 when the set has it not. */
static uint32_t find(const struct run_set *s, uint64_t hash,
                     const int64_t *codes, size_t stride, int slice)
{
    if (s->heads == NULL)
        return 0;
    for (uint32_t at = s->heads[hash & s->mask]; at != 0; at = s->next[at - 1])
        if (s->hashes[at - 1] == hash && same(s, at - 1, codes, stride, slice))
            return at;
    return 0;
}

bool run_set_has(const struct run_set *s, const int64_t *codes, size_t stride,
                 int slice)
{
    return find(s, hash_of(s, codes, stride, slice), codes, stride, slice) != 0;
}

bool run_set_unite(struct run_set *s, const int64_t *codes, size_t stride,
                   int slice)
{
    const uint64_t hash = hash_of(s, codes, stride, slice);
    const size_t place = (size_t)s->count;

    const uint32_t at = find(s, hash, codes, stride, slice);

    for (int c = s->keys; at != 0 && c < s->columns; c++)
        s->chunks[(at - 1) / RUN_CHUNK]
            ->codes[(size_t)c * RUN_CHUNK + (at - 1) % RUN_CHUNK] +=
            codes[(size_t)c * stride];
    if (at != 0)
        return false;
    if (place == s->index_room)
        widen(s);
    int64_t *const row = run_set_add(s, slice);
    for (int c = 0; c < s->columns; c++)
        row[(size_t)c * RUN_CHUNK] = codes[(size_t)c * stride];
    s->hashes[place] = hash;
    put(s, place);
    return true;
}

void run_set_copy(struct run_set *to, const struct run_chunk *from, int row,
                  int slice)
{
    int64_t *const codes = run_set_add(to, slice);

    for (int c = 0; c < to->columns; c++)
        codes[(size_t)c * RUN_CHUNK] =
            from->codes[(size_t)c * RUN_CHUNK + (size_t)row];
}
