#include "exact/dealing.h"

#include "base/check.h"
#include "base/progress.h"
#include "world/value/value_reader.h"

/* Rows of a part, and those that are looked at together. */
enum { PART_ROWS = 65536, BATCH_ROWS = VALUE_READER_ROWS };

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
    int64_t rows[BATCH_ROWS], slices[BATCH_ROWS];
    size_t count;
};

/* dealing_slice of each row's key. */
static void read_batch(const struct dealing *d, struct value_reader *reader,
                       int64_t first, int64_t end, struct batch *b)
{
    uint64_t mixed[BATCH_ROWS];

    b->count = (size_t)lesser(end - first, BATCH_ROWS);
    arrivals_rows(&d->arrivals, first, b->count, b->rows);
    value_reader_rows(reader, b->rows, b->count);
    rng_mix_many(value_reader_codes(reader, d->design->distkey), b->count,
                 mixed);
    rng_below_many(mixed, b->count, (uint64_t)d->slices, b->slices);
}

static struct value_reader *reader_of(struct arena *a, const struct dealing *d)
{
    return recall_reader(d->recall, a, d->world, d->table, d->arrivals.rows);
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
            counts[b.slices[i]]++;
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
                          const struct table_design *design,
                          const struct recall *recall)
{
    const int per_node = cluster_slices_per_node(&w->cluster);
    struct dealing d = {
        .world = w,
        .table = table,
        .design = design,
        .recall = recall,
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

/* What is dealt: the tickets of the rows of some slices. */
struct deal {
    const struct dealing *d;
    const struct ticket_form *form; /* NULL: the rows themselves */
    int first, count;
    int64_t *const *to;
};

/* The batch's rows on the slices that are dealt, alone. */
static void keep_wanted(const struct deal *w, struct batch *b)
{
    size_t kept = 0;

    if (w->count == w->d->slices)
        return;
    for (size_t i = 0; i < b->count; i++) {
        const int64_t slice = b->slices[i] - w->first;
        b->rows[kept] = b->rows[i];
        b->slices[kept] = slice;
        kept += slice >= 0 && slice < w->count;
    }
    b->count = kept;
}

static void deal_part(const struct deal *w, struct value_reader *reader,
                      int64_t part, int64_t *at)
{
    const struct dealing *const d = w->d;
    const int64_t begin = part * PART_ROWS;
    const int64_t end = lesser(begin + PART_ROWS, d->arrivals.rows);
    struct batch b;

    for (int i = 0; i < w->count; i++)
        at[i] = d->before[part * d->slices + w->first + i];
    for (int64_t from = begin; from < end; from += BATCH_ROWS) {
        read_batch(d, reader, from, end, &b);
        keep_wanted(w, &b);
        if (w->form != NULL)
            ticket_write(w->form, reader, b.rows, b.count, b.rows);
        for (size_t i = 0; i < b.count; i++)
            w->to[b.slices[i]][at[b.slices[i]]++] = b.rows[i];
    }
}

static void deal_by_key(const struct deal *w)
{
#pragma omp parallel
    {
        struct arena *const scratch = arena_begin();
        int64_t *const at = ARENA_ARRAY(scratch, w->count, int64_t);
        struct value_reader *const reader = reader_of(scratch, w->d);
#pragma omp for schedule(dynamic)
        for (int64_t part = 0; part < w->d->parts; part++)
            if (!progress_interrupted())
                deal_part(w, reader, part, at);
        arena_done(scratch);
    }
}

/* EVEN, ALL: what comes to a slice is known without a look at it. */
static void deal_slice(const struct deal *w, struct value_reader *reader,
                       int slice)
{
    const struct dealing *const d = w->d;
    const bool even = d->design->diststyle == DIST_EVEN;
    const int64_t step = even ? d->slices : 1, count = d->counts[slice];
    int64_t *const to = w->to[slice - w->first];

    for (int64_t i = 0; i < count; i += BATCH_ROWS) {
        const size_t n = (size_t)lesser(count - i, BATCH_ROWS);
        arrivals_every(&d->arrivals, (even ? slice : 0) + i * step, step, n,
                       to + i);
        if (w->form != NULL)
            ticket_write(w->form, reader, to + i, n, to + i);
    }
}

static void deal(const struct deal *w)
{
    const struct dealing *const d = w->d;

    CHECK(w->first >= 0 && w->count >= 0 && w->count <= d->slices - w->first);
    if (d->design->diststyle == DIST_KEY) {
        deal_by_key(w);
        return;
    }
#pragma omp parallel
    {
        struct arena *const scratch = arena_begin();
        struct value_reader *const reader = reader_of(scratch, d);
#pragma omp for schedule(dynamic)
        for (int s = 0; s < w->count; s++)
            if (!progress_interrupted())
                deal_slice(w, reader, w->first + s);
        arena_done(scratch);
    }
}

void dealing_rows(const struct dealing *d, int first, int count,
                  int64_t *const *rows)
{
    deal(&(struct deal){ d, NULL, first, count, rows });
}

void dealing_tickets(const struct dealing *d, const struct ticket_form *form,
                     int first, int count, int64_t *const *tickets)
{
    deal(&(struct deal){ d, form, first, count, tickets });
}
