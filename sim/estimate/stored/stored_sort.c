#include "estimate/stored/stored_sort.h"

#include <stdlib.h>

#include "world/value/value.h"

/* A row with the key column that is sorted by now. */
struct place {
    int64_t code;
    size_t before; /* its place so far: equal keys keep their order */
    int64_t row;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return (x->before > y->before) - (x->before < y->before);
}

/* Sort rows by one column, keeping the order of equals. */
static void sort_by(struct sampler *s, int column, int64_t *rows, size_t count)
{
    struct place *places = ARENA_ARRAY(s->arena, count, struct place);
    int64_t *codes = ARENA_ARRAY(s->arena, count, int64_t);

    value_batch(s->world, s->table, column, rows, count, codes);
    for (size_t i = 0; i < count; i++) {
        const struct place p = { codes[i], i, rows[i] };
        places[i] = p;
    }
    qsort(places, count, sizeof(*places), compare_places);
    for (size_t i = 0; i < count; i++)
        rows[i] = places[i].row;
}

/* By the last key first. */
void stored_sort(struct sampler *s, int64_t *rows, size_t count)
{
    for (int k = s->design->sortkey_count - 1; k >= 0; k--)
        sort_by(s, s->design->sortkeys[k], rows, count);
}
