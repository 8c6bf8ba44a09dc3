#include "base/heap.h"

enum { TIDY_LEAST = 64 };

void heap_init(struct heap *h, struct arena *a)
{
    *h = (struct heap){ .arena = a, .tidy_at = TIDY_LEAST };
}

void heap_grow(struct heap *h)
{
    ARENA_GROW(h->arena, h->items, h->count, h->room);
}

void heap_clear(struct heap *h)
{
    h->count = 0;
    h->hole = false;
}

void heap_drop_dead(struct heap *h, heap_is_alive *alive, const void *context)
{
    size_t kept = 0;

    (void)heap_top(h); /* no hole */
    for (size_t i = 0; i < h->count; i++)
        if (alive(&h->items[i], context))
            heap_rise(h->items, kept++, h->items[i]);
    h->count = kept;
    h->tidy_at = 2 * kept + TIDY_LEAST;
}
