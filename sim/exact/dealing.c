#include "exact/dealing.h"

#include "base/check.h"
#include "base/progress.h"
#include "world/value_reader.h"

/* Rows of a part, and those that are looked at together. */
enum { PART_ROWS = 65536, BATCH_ROWS = 4096 };

int dealing_slice(int64_t code, int slices)
{
    return (int)rng_below(rng_mix((uint64_t)code), (uint64_t)slices);
}

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Some rows of a part with the slices they go to. */
struct batch {
    int64_t rows[BATCH_ROWS], codes[BATCH_ROWS];
    size_t count;
};

static void read_batch(const struct dealing *d, struct value_reader *reader,
                       int64_t first, int64_t end, struct batch *b)
{
    b->count = (size_t)lesser(end - first, BATCH_ROWS);
    arrivals_rows(&d->arrivals, first, b->count, b->rows);
    value_reader_batch(reader, d->design->distkey, b->rows, b->count, b->codes);
}

static struct value_reader *reader_of(struct arena *a, const struct dealing *d)
{
    return value_reader_open(a, d->world, d->table, d->arrivals.rows);
}

static void count_part(const struct dealing *d, struct value_reader *reader,
                       int64_t part)
{
    const int64_t begin = part * PART_ROWS;
    const int64_t end = lesser(begin + PART_ROWS, d->arrivals.rows);
    int64_t *const counts = d->before + part * d->slices;
    struct batch b;

    for (int64_t first = begin; first < end; first += BATCH_ROWS) {
        read_batch(d, reader, first, end, &b);
        for (size_t i = 0; i < b.count; i++)
            counts[dealing_slice(b.codes[i], d->slices)]++;
    }
}

/* Counts of each part become counts of all parts before it. */
static void count_by_key(struct arena *a, struct dealing *d)
{
    d->parts = (d->arrivals.rows + PART_ROWS - 1) / PART_ROWS;
    d->before = ARENA_ARRAY(a, d->parts * d->slices, int64_t);
#pragma omp parallel
    {
        struct arena *const scratch = arena_begin();
        struct value_reader *const reader = reader_of(scratch, d);
#pragma omp for schedule(dynamic)
        for (int64_t part = 0; part < d->parts; part++)
            if (!progress_interrupted())
                count_part(d, reader, part);
        arena_done(scratch);
    }
    for (int64_t part = 0; part < d->parts; part++)
        for (int s = 0; s < d->slices; s++) {
            int64_t *const count = &d->before[part * d->slices + s];
            const int64_t own = *count;
            *count = d->counts[s];
            d->counts[s] += own;
        }
}

struct dealing dealing_of(struct arena *a, const struct world *w, int table,
                          const struct table_design *design)
{
    const int per_node = cluster_slices_per_node(&w->cluster);
    struct dealing d = {
        .world = w,
        .table = table,
        .design = design,
        .arrivals = arrivals_of(w, table),
        .slices = w->cluster.slices,
        .counts = ARENA_ARRAY(a, w->cluster.slices, int64_t),
    };

    CHECK(design->diststyle != DIST_AUTO);
    if (design->diststyle == DIST_KEY) {
        count_by_key(a, &d);
        return d;
    }
    for (int s = 0; s < d.slices; s++)
        if (design->diststyle == DIST_EVEN)
            d.counts[s] =
                d.arrivals.rows / d.slices + (s < d.arrivals.rows % d.slices);
        else
            d.counts[s] = s % per_node == 0 ? d.arrivals.rows : 0;
    return d;
}

static void deal_part(const struct dealing *d, struct value_reader *reader,
                      int64_t part, int first, int count, int64_t *const *rows,
                      int64_t *at)
{
    const int64_t begin = part * PART_ROWS;
    const int64_t end = lesser(begin + PART_ROWS, d->arrivals.rows);
    struct batch b;

    for (int i = 0; i < count; i++)
        at[i] = d->before[part * d->slices + first + i];
    for (int64_t from = begin; from < end; from += BATCH_ROWS) {
        read_batch(d, reader, from, end, &b);
        for (size_t i = 0; i < b.count; i++) {
            const int slice = dealing_slice(b.codes[i], d->slices) - first;
            if (slice >= 0 && slice < count)
                rows[slice][at[slice]++] = b.rows[i];
        }
    }
}

static void deal_by_key(const struct dealing *d, int first, int count,
                        int64_t *const *rows)
{
#pragma omp parallel
    {
        struct arena *const scratch = arena_begin();
        int64_t *const at = ARENA_ARRAY(scratch, count, int64_t);
        struct value_reader *const reader = reader_of(scratch, d);
#pragma omp for schedule(dynamic)
        for (int64_t part = 0; part < d->parts; part++)
            if (!progress_interrupted())
                deal_part(d, reader, part, first, count, rows, at);
        arena_done(scratch);
    }
}

void dealing_rows(const struct dealing *d, int first, int count,
                  int64_t *const *rows)
{
    CHECK(first >= 0 && count >= 0 && count <= d->slices - first);
    if (d->design->diststyle == DIST_KEY) {
        deal_by_key(d, first, count, rows);
        return;
    }
    const int64_t step = d->design->diststyle == DIST_EVEN ? d->slices : 1;
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < count; s++)
        for (int64_t i = 0; i < d->counts[first + s]; i++)
            arrivals_rows(&d->arrivals, step == 1 ? i : first + s + i * step, 1,
                          &rows[s][i]);
}
