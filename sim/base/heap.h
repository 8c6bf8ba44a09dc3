#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * heap - what happens next: a queue of events by time.
 *
 * Two events of the same instant need an order that no accident of memory
 * decides, or a simulation would not repeat itself. Here: the lower rank
 * first (the caller ranks the kinds of events: what ends comes before what
 * begins), then the one that was put in first.
 *
 * Units    time in any unit of the caller; never NaN.
 * Memory   the arena given at heap_init; grows to the most items held at once.
 * Errors   popping from an empty heap is a bug.
 * Result   push and pop take O(log n) compares, top O(1).
 * Source   binary heap with moved holes: Knuth, TAOCP 3, 5.2.3 (Floyd).
 */
struct heap_item {
    double time;
    uint64_t order; /* rank, then arrival */
    uint32_t what, which;
};

struct heap {
    struct arena *arena;
    struct heap_item *items;
    size_t count, room;
    uint64_t arrivals;
};

enum { HEAP_RANK_MAX = 255 };

void heap_init(struct heap *h, struct arena *a);

/* `what` and `which` belong to the caller. */
void heap_push(struct heap *h, double time, unsigned rank, uint32_t what,
               uint32_t which);

/* The next item; NULL when there is none. */
static inline const struct heap_item *heap_top(const struct heap *h)
{
    return h->count > 0 ? &h->items[0] : NULL;
}

struct heap_item heap_pop(struct heap *h);

/* heap_pop and heap_push in one: cheaper where each event makes the next. */
void heap_replace(struct heap *h, double time, unsigned rank, uint32_t what,
                  uint32_t which);

void heap_clear(struct heap *h);

#endif
