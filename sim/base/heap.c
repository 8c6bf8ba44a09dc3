#include "base/heap.h"

#include "base/check.h"

enum { RANK_SHIFT = 56 };

void heap_init(struct heap *h, struct arena *a)
{
    *h = (struct heap){ .arena = a };
}

static bool before(const struct heap_item *a, const struct heap_item *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    return a->order < b->order;
}

static struct heap_item make_item(struct heap *h, double time, unsigned rank,
                                  uint32_t what, uint32_t which)
{
    ASSERT(time == time && rank <= HEAP_RANK_MAX);
    return (struct heap_item){ time,
                               (uint64_t)rank << RANK_SHIFT | h->arrivals++,
                               what, which };
}

/* Let the item rise from the hole at `at`. */
static void rise(struct heap_item *items, size_t at, struct heap_item item)
{
    while (at > 0 && before(&item, &items[(at - 1) / 2])) {
        items[at] = items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    items[at] = item;
}

/* Let the item sink from the hole at the top. */
static void sink(struct heap_item *items, size_t count, struct heap_item item)
{
    size_t at = 0;

    for (size_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && before(&items[child + 1], &items[child]))
            child++;
        if (!before(&items[child], &item))
            break;
        items[at] = items[child];
        at = child;
    }
    items[at] = item;
}

void heap_push(struct heap *h, double time, unsigned rank, uint32_t what,
               uint32_t which)
{
    const struct heap_item item = make_item(h, time, rank, what, which);

    if (h->count == h->room)
        ARENA_GROW(h->arena, h->items, h->count, h->room);
    rise(h->items, h->count++, item);
}

struct heap_item heap_pop(struct heap *h)
{
    CHECK(h->count > 0);
    const struct heap_item top = h->items[0];
    const size_t count = --h->count;

    if (count > 0)
        sink(h->items, count, h->items[count]);
    return top;
}

void heap_replace(struct heap *h, double time, unsigned rank, uint32_t what,
                  uint32_t which)
{
    CHECK(h->count > 0);
    sink(h->items, h->count, make_item(h, time, rank, what, which));
}

void heap_clear(struct heap *h)
{
    h->count = 0;
}
