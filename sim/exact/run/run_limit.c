#include "exact/run/run_limit.h"

#include <stdlib.h>

#include "base/check.h"
#include "base/rng.h"

/* A row of a set and its turn: the rows whose turn comes first stay. */
struct turn {
    uint64_t hash, turn;
    const struct run_chunk *chunk;
    int row;
};

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t x = ((const struct turn *)a)->hash;
    const uint64_t y = ((const struct turn *)b)->hash;

    return (x > y) - (x < y);
}

static int compare_turns(const void *a, const void *b)
{
    const uint64_t x = ((const struct turn *)a)->turn;
    const uint64_t y = ((const struct turn *)b)->turn;

    return (x > y) - (x < y);
}

static struct turn *turns_of(struct arena *a, const struct run_set *set)
{
    const size_t count = (size_t)set->count;
    struct turn *const turns = ARENA_ARRAY(a, count, struct turn);
    uint64_t copies = 0;
    size_t n = 0;

    for (size_t c = 0; c < set->chunk_count; c++)
        for (int i = 0; i < set->chunks[c]->count; i++) {
            const struct run_chunk *chunk = set->chunks[c];
            turns[n++] = (struct turn){
                run_hash(&chunk->codes[i], set->columns, RUN_CHUNK), 0, chunk, i
            };
        }
    qsort(turns, count, sizeof(*turns), compare_hashes);
    for (size_t i = 0; i < count; i++) {
        copies = i > 0 && turns[i].hash == turns[i - 1].hash ? copies + 1 : 0;
        turns[i].turn = rng_mix(turns[i].hash ^ rng_mix(copies));
    }
    qsort(turns, count, sizeof(*turns), compare_turns);
    return turns;
}

struct run_set run_limit(struct arena *a, const struct run_set *rows,
                         int64_t limit)
{
    struct run_set out = run_set_of(a, rows->columns);
    const struct turn *const turns = turns_of(a, rows);

    CHECK(limit >= 0 && limit <= rows->count);
    for (int64_t i = 0; i < limit; i++)
        run_set_copy(&out, turns[i].chunk, turns[i].row, 0);
    return out;
}
