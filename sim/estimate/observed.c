#include "estimate/observed.h"

#include <math.h>
#include <stdlib.h>

#include "world/value/value.h"

bool observed_can(const struct table *t, const struct table_design *d)
{
    if (t->file == NULL || d->sort == SORT_INTERLEAVED)
        return false;
    return d->sortkey_count > 0 || !t->arrival.random;
}

struct placed {
    int64_t code, before; /* its place so far: equal keys keep their order */
    int64_t row;
};

/* NULLs are last. */
static int compare_placed(const void *x, const void *y)
{
    const struct placed *const a = x, *const b = y;

    if ((a->code == VALUE_NULL) != (b->code == VALUE_NULL))
        return a->code == VALUE_NULL ? 1 : -1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->before > b->before) - (a->before < b->before);
}

static void sort_by(const struct world *w, int table, int column, int64_t *rows,
                    int64_t count)
{
    struct arena *const scratch = arena_begin();
    struct placed *const placed = ARENA_ARRAY(scratch, count, struct placed);
    int64_t *const codes = ARENA_ARRAY(scratch, count, int64_t);

    value_batch(w, table, column, rows, (size_t)count, codes);
    for (int64_t i = 0; i < count; i++)
        placed[i] = (struct placed){ codes[i], i, rows[i] };
    qsort(placed, (size_t)count, sizeof(*placed), compare_placed);
    for (int64_t i = 0; i < count; i++)
        rows[i] = placed[i].row;
    arena_done(scratch);
}

int64_t *observed_rows(struct arena *a, const struct world *w, int table,
                       const struct table_design *d, int64_t count)
{
    const int64_t all = w->catalog.tables[table].rows;
    int64_t *const out = ARENA_ARRAY(a, count, int64_t);
    struct arena *const scratch = arena_begin();
    int64_t *const rows = ARENA_ARRAY(scratch, all, int64_t);

    for (int64_t i = 0; i < all; i++)
        rows[i] = i;
    for (int k = d->sortkey_count - 1; k >= 0; k--) /* by the last key first */
        sort_by(w, table, d->sortkeys[k], rows, all);
    for (int64_t i = 0; i < count; i++) {
        const double place = ((double)i + 0.5) / (double)count * (double)all;
        const int64_t at = (int64_t)place;
        out[i] = rows[at < all ? at : all - 1];
    }
    arena_done(scratch);
    return out;
}

static bool hits(const struct condition *c, int64_t lo, int64_t hi)
{
    for (int i = 0; i < c->range_count; i++)
        if (c->ranges[i].lo <= hi && c->ranges[i].hi >= lo)
            return true;
    return false;
}

/* Smallest and largest of the codes that are not NULL; false without one. */
static bool span_of(const int64_t *codes, int64_t first, int64_t last,
                    int64_t *lo, int64_t *hi)
{
    bool any = false;

    for (int64_t i = first; i < last; i++) {
        if (codes[i] == VALUE_NULL)
            continue;
        *lo = !any || codes[i] < *lo ? codes[i] : *lo;
        *hi = !any || codes[i] > *hi ? codes[i] : *hi;
        any = true;
    }
    return any;
}

struct zone_range *observed_ranges(struct arena *a, const struct world *w,
                                   const struct table_layout *l,
                                   const int64_t *rows, int64_t row_count,
                                   const struct condition *c, int *count)
{
    const double block = l->columns[c->column].values_per_block;
    const int64_t blocks = (int64_t)ceil((double)row_count / block);
    struct zone_range *const out =
        ARENA_ARRAY(a, blocks + 1, struct zone_range);
    int64_t *const codes = ARENA_ARRAY(a, row_count, int64_t);

    *count = 0;
    value_batch(w, l->table, c->column, rows, (size_t)row_count, codes);
    for (int64_t b = 0; b < blocks; b++) {
        const struct zone_range range = {
            (double)b * block, fmin((double)(b + 1) * block, l->slice_rows)
        };
        const int64_t last = (int64_t)fmin(ceil(range.last), (double)row_count);
        int64_t lo, hi;

        if (span_of(codes, (int64_t)range.first, last, &lo, &hi) &&
            hits(c, lo, hi))
            out[(*count)++] = range;
    }
    return out;
}
