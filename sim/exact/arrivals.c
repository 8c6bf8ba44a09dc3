#include "exact/arrivals.h"

#include "base/check.h"
#include "base/text.h"

struct arrivals arrivals_of(const struct world *w, int table)
{
    const struct table *t = &w->catalog.tables[table];

    return (struct arrivals){
        .rows = t->rows,
        .random = t->arrival.random,
        .stream = rng_stream(w->seed, "arrivals", text_hash(t->name)),
    };
}

void arrivals_every(const struct arrivals *a, int64_t first, int64_t step,
                    size_t count, int64_t *rows)
{
    CHECK(first >= 0 && step >= 1);
    CHECK(count == 0 || first + (int64_t)(count - 1) * step < a->rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = first + (int64_t)i * step;
    if (a->random)
        value_scatter_many(a->stream, a->rows, count, rows);
}

void arrivals_rows(const struct arrivals *a, int64_t first, size_t count,
                   int64_t *rows)
{
    arrivals_every(a, first, 1, count, rows);
}
