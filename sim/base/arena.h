#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * arena - memory by lifetime: allocate freely, release everything at once.
 *
 * The program has three lifetimes. World: from load to exit. Run: one command
 * or one trial. Scratch: one query or one candidate design; marked and rewound
 * by the loop that owns it. A function that takes an arena as its first
 * argument allocates in it, and the result lives there; a function without one
 * does not allocate.
 *
 * Memory   blocks from malloc, which appears in arena.c alone; all zeroed.
 * Errors   out of memory prints one plain line and aborts. Nobody tests for
 *          NULL.
 * Result   pointers are aligned for any type.
 */
struct arena;

/* A point to rewind to; valid until the arena is rewound before it. */
struct arena_mark {
    void *block;
    size_t used;
    void *deferred;
};

struct arena *arena_begin(void);

/* Runs the deferred functions, newest first, and releases all memory. */
void arena_done(struct arena *a);

/* `bytes` zeroed bytes; 0 gives a valid pointer that must not be read. */
void *arena_alloc(struct arena *a, size_t bytes);

/* As arena_alloc(count * size), with the overflow checked. */
void *arena_array(struct arena *a, size_t count, size_t size);

/*
 * Make room for one more in a growing array. `items` holds `count` items and
 * room for `*room`; returns the array, moved when it had to grow.
 */
void *arena_grow(struct arena *a, void *items, size_t count, size_t *room,
                 size_t size);

struct arena_mark arena_mark(struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

/* Call release(object) when the arena ends or is rewound past this point. */
void arena_defer(struct arena *a, void (*release)(void *), void *object);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type)                                            \
    ((type *)arena_array((a), (size_t)(count), sizeof(type)))
/* Append slot: GROW(a, t->columns, t->column_count, t->column_room) */
#define ARENA_GROW(a, items, count, room)                                      \
    ((items) =                                                                 \
         arena_grow((a), (items), (size_t)(count), &(room), sizeof(*(items))))

#endif
