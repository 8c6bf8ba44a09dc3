#include "base/heap.h"

void heap_init(struct heap *h, struct arena *a)
{
    *h = (struct heap){ .arena = a };
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
