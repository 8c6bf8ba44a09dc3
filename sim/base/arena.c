#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"

/* Blocks grow from the first to the second size; a bigger request gets a
   block of its own. */
enum { BLOCK_FIRST_BYTES = 16 * 1024, BLOCK_MOST_BYTES = 1024 * 1024 };

enum { ALIGN_BYTES = _Alignof(max_align_t) };

/* The unused part of a block is always zero, so that allocating is cheap. */
struct block {
    struct block *older;
    size_t size, used;
    max_align_t bytes[];
};

struct deferred {
    struct deferred *older;
    void (*release)(void *);
    void *object;
};

struct arena {
    struct block *newest;
    struct deferred *deferred;
};

static _Noreturn void out_of_memory(void)
{
    static const char text[] = "out of memory\n";

    /* Not stdio, which may need memory itself. */
    if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
        abort();
    abort();
}

static void *zeroed(size_t bytes)
{
    void *const p = calloc(1, bytes);

    if (p == NULL)
        out_of_memory();
    return p;
}

struct arena *arena_begin(void)
{
    return zeroed(sizeof(struct arena));
}

static struct block *block_new(const struct block *older, size_t bytes)
{
    size_t size = older == NULL ? BLOCK_FIRST_BYTES : older->size * 2;

    if (size > BLOCK_MOST_BYTES)
        size = BLOCK_MOST_BYTES;
    if (size < bytes)
        size = bytes;
    if (size > SIZE_MAX - sizeof(struct block))
        out_of_memory();

    struct block *const b = zeroed(sizeof(struct block) + size);
    b->size = size;
    return b;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
    if (bytes > SIZE_MAX - ALIGN_BYTES)
        out_of_memory();

    const size_t asked = bytes == 0 ? 1 : bytes;
    const size_t size = (asked + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;

    if (a->newest == NULL || a->newest->size - a->newest->used < size) {
        struct block *const b = block_new(a->newest, size);
        b->older = a->newest;
        a->newest = b;
    }
    char *const p = (char *)a->newest->bytes + a->newest->used;
    a->newest->used += size;
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory();
    return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, void *items, size_t count, size_t *room,
                 size_t size)
{
    CHECK(count <= *room);
    if (count < *room)
        return items;
    if (*room > SIZE_MAX / 2)
        out_of_memory();

    const size_t more = *room < 4 ? 8 : *room * 2;
    void *const grown = arena_array(a, more, size);

    if (count > 0)
        memcpy(grown, items, count * size);
    *room = more;
    return grown;
}

struct arena_mark arena_mark(struct arena *a)
{
    return (struct arena_mark){
        .block = a->newest,
        .used = a->newest == NULL ? 0 : a->newest->used,
        .deferred = a->deferred,
    };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
    while (a->deferred != mark.deferred) {
        CHECK(a->deferred != NULL);
        struct deferred *const d = a->deferred;
        a->deferred = d->older;
        d->release(d->object);
    }
    while (a->newest != mark.block) {
        CHECK(a->newest != NULL);
        struct block *const older = a->newest->older;
        free(a->newest);
        a->newest = older;
    }
    if (a->newest == NULL)
        return;
    CHECK(mark.used <= a->newest->used);
    memset((char *)a->newest->bytes + mark.used, 0,
           a->newest->used - mark.used);
    a->newest->used = mark.used;
}

void arena_defer(struct arena *a, void (*release)(void *), void *object)
{
    struct deferred *const d = ARENA_NEW(a, struct deferred);

    d->release = release;
    d->object = object;
    d->older = a->deferred;
    a->deferred = d;
}

void arena_done(struct arena *a)
{
    arena_rewind(a, (struct arena_mark){ 0 });
    free(a);
}
