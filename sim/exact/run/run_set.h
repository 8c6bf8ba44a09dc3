#ifndef EXACT_RUN_SET_H
#define EXACT_RUN_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * run_set - rows that are kept: so many codes each, and a slice.
 *
 * A list of chunks that many threads fill, each its own; put together they
 * are one list. An index over some of the codes turns it into a hash table,
 * and distinct rows of it into a set of groups.
 *
 * Memory   the arena given; chunks are never copied.
 * Errors   none.
 */
enum { RUN_CHUNK = 1024 };

struct run_chunk {
    int count;
    int slices[RUN_CHUNK];
    int64_t codes[]; /* [column * RUN_CHUNK + i] */
};

struct run_set {
    struct arena *arena;
    int columns;
    int keys; /* of them, the first; what rows of one key have behind them is
                 added up by run_set_unite */
    struct run_chunk **chunks;
    size_t chunk_count, chunk_room;
    int64_t count;

    /* the index: chains of places (1 + place) that share a hash */
    uint64_t mask;
    uint32_t *heads, *next;
    uint64_t *hashes;
    size_t index_room;
};

struct run_set run_set_of(struct arena *a, int columns);

/* An empty set of rows as `like` has them. */
struct run_set run_set_like(struct arena *a, const struct run_set *like);

/* Room for a new row; its codes are at [column * RUN_CHUNK]. */
int64_t *run_set_add(struct run_set *s, int slice);

/* Bytes that it takes. */
double run_set_bytes(const struct run_set *s);

/* All chunks of `from` become `to`'s. */
void run_set_join(struct run_set *to, const struct run_set *from);

/* A row by its place; places of a set that was joined have gaps. */
static inline const int64_t *run_set_row(const struct run_set *s,
                                         uint32_t place)
{
    return &s->chunks[place / RUN_CHUNK]->codes[place % RUN_CHUNK];
}
static inline int run_set_slice(const struct run_set *s, uint32_t place)
{
    return s->chunks[place / RUN_CHUNK]->slices[place % RUN_CHUNK];
}

/* Hash of some codes that stand `stride` apart. */
uint64_t run_hash(const int64_t *codes, int count, size_t stride);

/* Index all rows by the codes first .. first + count - 1; a row where one of
   them is NULL is left out. */
void run_set_index(struct run_set *s, int first, int count);

/* Adds a row unless the set has its keys, slice included; else adds what stands
   behind them to the row that it has. True if it was new. The set must have
   been filled by this alone. */
bool run_set_unite(struct run_set *s, const int64_t *codes, size_t stride,
                   int slice);

/* Does it have the row? Of a set filled by run_set_unite. */
bool run_set_has(const struct run_set *s, const int64_t *codes, size_t stride,
                 int slice);

/* Appends a row of another set, to this slice. */
void run_set_copy(struct run_set *to, const struct run_chunk *from, int row,
                  int slice);

#endif
