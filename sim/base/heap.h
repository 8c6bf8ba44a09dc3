#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"

/*
 * heap - what happens next: a queue of events by time.
 *
 * Two events of the same instant need an order that no accident of memory
 * decides, or a simulation would not repeat itself. Here: the lower rank
 * first (the caller ranks the kinds of events: what ends comes before what
 * begins), then the one that was put in first.
 *
 * A simulation mostly takes one event and puts in the next that it causes. So
 * heap_pop leaves a hole at the top, which the next push fills; only when the
 * top is looked at first does the last item move there. A pop and a push then
 * cost one walk down the heap and not two.
 *
 * An item cannot be taken back; the caller knows when it comes that it means
 * nothing any more. Where many do (a timer for every query, most of which end
 * before it), heap_tidy drops them, so that they do not pile up.
 *
 * Units    time in any unit of the caller, >= 0; never NaN.
 * Memory   the arena given at heap_init; grows to the most items held at once.
 * Errors   popping from an empty heap is a bug.
 * Result   push and pop take O(log n) compares, top O(1) amortised.
 * Source   binary heap; the hole sinks to the bottom by the smaller child, and
 *          the item rises from there: Knuth, TAOCP 3, 5.2.3, exercise 18
 *          (Floyd). Half of all compares, and none that a branch depends on.
 */
struct heap_item {
    double time;
    uint64_t order; /* rank, then arrival */
    uint32_t what, which;
};

struct heap {
    struct arena *arena;
    struct heap_item *items;
    size_t count, room; /* count: without the hole */
    uint64_t arrivals;
    bool hole;      /* at the top, before the `count` items */
    size_t tidy_at; /* so many items are worth a look */
};

enum { HEAP_RANK_MAX = 255, HEAP_RANK_SHIFT = 56 };

/* Does the item still mean something? */
typedef bool heap_is_alive(const struct heap_item *item, const void *context);

void heap_init(struct heap *h, struct arena *a);
void heap_clear(struct heap *h);

/* Drop all that mean nothing; takes O(n log n). */
void heap_drop_dead(struct heap *h, heap_is_alive *alive, const void *context);

/* Room for one more item: the rare part of heap_push. */
void heap_grow(struct heap *h);

/* A time >= 0 and its bits as a whole number have one order. */
static inline uint64_t heap_key(const struct heap_item *item)
{
    uint64_t bits;

    memcpy(&bits, &item->time, sizeof(bits));
    return bits;
}

/* Without a branch: which of two events comes first is hard to foretell. */
static inline bool heap_before(const struct heap_item *a,
                               const struct heap_item *b)
{
    const uint64_t x = heap_key(a), y = heap_key(b);

    return (x < y) | ((x == y) & (a->order < b->order));
}

/* Let the item rise from the hole at `at`. */
static inline void heap_rise(struct heap_item *items, size_t at,
                             struct heap_item item)
{
    while (at > 0 && heap_before(&item, &items[(at - 1) / 2])) {
        items[at] = items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    items[at] = item;
}

/* Put the item into the hole at the top of `count` items, it included. */
static inline void heap_sink(struct heap_item *items, size_t count,
                             struct heap_item item)
{
    size_t at = 0, child = 1;

    for (; child + 1 < count; child = 2 * at + 1) {
        child += heap_before(&items[child + 1], &items[child]);
        items[at] = items[child];
        at = child;
    }
    if (child < count) {
        items[at] = items[child];
        at = child;
    }
    heap_rise(items, at, item);
}

/* `what` and `which` belong to the caller. */
static inline void heap_push(struct heap *h, double time, unsigned rank,
                             uint32_t what, uint32_t which)
{
    ASSERT(time >= 0 && rank <= HEAP_RANK_MAX);
    const struct heap_item item = { time + 0.0, /* never -0 */
                                    (uint64_t)rank << HEAP_RANK_SHIFT |
                                        h->arrivals++,
                                    what, which };

    if (h->hole) {
        h->hole = false;
        heap_sink(h->items, ++h->count, item);
        return;
    }
    if (h->count == h->room)
        heap_grow(h);
    heap_rise(h->items, h->count++, item);
}

/* The same once there are twice as many as were alive the last time: amortised
   over the pushes in between, and never more than twice the living. */
static inline void heap_tidy(struct heap *h, heap_is_alive *alive,
                             const void *context)
{
    if (h->count >= h->tidy_at)
        heap_drop_dead(h, alive, context);
}

/* The next item; NULL when there is none. */
static inline const struct heap_item *heap_top(struct heap *h)
{
    if (h->hole) {
        h->hole = false;
        if (h->count > 0)
            heap_sink(h->items, h->count, h->items[h->count]);
    }
    return h->count > 0 ? &h->items[0] : NULL;
}

static inline struct heap_item heap_pop(struct heap *h)
{
    CHECK(heap_top(h) != NULL);
    h->count--;
    h->hole = true;
    return h->items[0];
}

#endif
