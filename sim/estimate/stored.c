#include "estimate/stored_links.h"

#include <math.h>
#include <stdlib.h>

#include "base/check.h"
#include "world/value.h"

bool stored_rises_with_row(const struct table *t, int column)
{
    const struct column *c = &t->columns[column];

    if (t->arrival.column == column)
        return t->arrival.late_frac == 0;
    return (c->law->kind == LAW_SEQUENTIAL && c->law->step > 0) ||
           c->law->kind == LAW_CALENDAR;
}

int stored_slice(const struct world *w, int table, const struct table_design *d,
                 int64_t row, int64_t distkey_code)
{
    const uint64_t slices = (uint64_t)w->cluster.slices;

    (void)table;
    if (d->diststyle == DIST_ALL)
        return 0;
    if (d->diststyle == DIST_KEY)
        return (int)rng_below(rng_mix((uint64_t)distkey_code), slices);
    return (int)((uint64_t)row % slices);
}

static int64_t distkey_of(const struct sampler *s, int64_t row)
{
    if (s->design->diststyle != DIST_KEY)
        return 0;
    return value_at(s->world, s->table, s->design->distkey, row);
}

static int slice_of(const struct sampler *s, int64_t row)
{
    return stored_slice(s->world, s->table, s->design, row, distkey_of(s, row));
}

int stored_columns(const struct table *t)
{
    return t->column_count + t->virtual_count;
}

/* The neighbours of `first` on its slice, in order of arrival. */
static size_t rows_from(const struct sampler *s, int64_t first, int64_t *rows,
                        size_t most)
{
    const int64_t limit =
        first + (int64_t)most * 8 * s->world->cluster.slices + 1024;
    const int slice = slice_of(s, first);
    size_t n = 0;

    for (int64_t r = first; r < s->t->rows && r < limit && n < most; r++)
        if (slice_of(s, r) == slice)
            rows[n++] = r;
    return n;
}

/* Unsorted, and loaded in no order: any rows are neighbours. */
static void sample_shuffled(struct sampler *s)
{
    s->count = (size_t)fmin(s->slice_rows, STORED_ROWS);
    for (size_t i = 0; i < s->count; i++)
        s->rows[i] =
            (int64_t)rng_below(rng_bits(s->jitter, i), (uint64_t)s->t->rows);
}

static void sample_arrival(struct sampler *s)
{
    const size_t window = STORED_ROWS / STORED_WINDOWS;
    size_t n = 0;

    if (s->t->arrival.random && s->design->sortkey_count == 0) {
        sample_shuffled(s);
        return;
    }
    if (s->slice_rows <= STORED_ROWS) {
        s->count = rows_from(s, 0, s->rows, STORED_ROWS);
        return;
    }
    for (int k = 0; k < STORED_WINDOWS; k++) {
        const double place = (k + 0.5) / STORED_WINDOWS;
        const int64_t first = (int64_t)(place * (double)s->t->rows);
        n += rows_from(s, first, s->rows + n, window);
    }
    s->count = n;
}

/* The column whose orders the table's lines belong to; -1 if none. */
static int order_column(const struct table *t)
{
    for (int c = 0; c < stored_columns(t); c++) {
        const struct law *law = t->columns[c].law;
        if (law->kind == LAW_SEQUENTIAL && law->line_hi > 1)
            return c;
    }
    return -1;
}

/* Is the value the same for all lines of an order? */
static bool is_of_order(const struct column *c, int order)
{
    return c->per == order ||
           (c->law->kind == LAW_LOOKUP && c->law->source == order);
}

/* Lines of the order of `row` that follow it on its slice. */
static size_t rest_of_order(const struct sampler *s, int order, int64_t row,
                            int64_t *rows, size_t most)
{
    const int lines = s->t->columns[order].law->line_hi;
    const int64_t key = value_at(s->world, s->table, order, row);
    const int slice = slice_of(s, row);
    size_t n = 0;

    for (int64_t r = row + 1; r < row + lines && r < s->t->rows; r++) {
        if (value_at(s->world, s->table, order, r) != key)
            break;
        if (n < most && slice_of(s, r) == slice)
            rows[n++] = r;
    }
    return n;
}

/* A run of equal key values: its first rank on the slice and its length. */
struct run {
    int64_t value;
    double first, length;
};

static struct run run_at(const struct marginal *m, double rank, double rows)
{
    struct run run;

    run.value = marginal_quantile(m, fmin((rank + 0.5) / rows, 1 - 1e-12));
    const double lo = marginal_between(m, m->lo, run.value - 1);
    run.first = lo * rows;
    run.length = marginal_between(m, run.value, run.value) * rows;
    if (run.length < 1) {
        run.first = rank;
        run.length = 1;
    }
    return run;
}

/*
 * Key values of consecutive ranks from `rank` on. Fills codes of the key
 * columns and, in rows[], rows that rise inside a run as their density says.
 */
static void sample_ranks(struct sampler *s, double rank, size_t at, size_t most)
{
    const int depth = s->design->sortkey_count;
    const int order = order_column(s->t);
    const int first_key = s->design->sortkeys[0];
    const bool clumps =
        order >= 0 && is_of_order(&s->t->columns[first_key], order);
    const struct marginal **m =
        ARENA_ARRAY(s->arena, depth, const struct marginal *);
    size_t i = 0;

    for (int k = 0; k < depth; k++)
        m[k] = known_marginal(s->known, s->table, s->design->sortkeys[k]);

    struct run run = { 0 };
    double run_end = -1;
    while (i < most) {
        double place = rank + (double)i;
        if (place >= run_end) {
            run = run_at(m[0], place, s->slice_rows);
            run_end = run.first + run.length;
            place = fmax(place, run.first);
        }
        double first = run.first, length = run.length;
        s->codes[first_key][at + i] = run.value;
        for (int k = 1; k < depth; k++) {
            const struct run inner = run_at(m[k], place - first, length);
            s->codes[s->design->sortkeys[k]][at + i] = inner.value;
            first += inner.first;
            length = inner.length;
        }
        const double inside =
            fmin(fmax(place - first, 0), length) + rng_unit(s->jitter, at + i);
        int64_t row = (int64_t)(inside / (length + 1) * (double)s->t->rows);
        s->rows[at + i] = row < s->t->rows ? row : s->t->rows - 1;
        i++;
        if (clumps && i < most) {
            const size_t more = rest_of_order(s, order, s->rows[at + i - 1],
                                              s->rows + at + i, most - i);
            for (size_t j = 0; j < more; j++, i++)
                for (int k = 0; k < depth; k++)
                    s->codes[s->design->sortkeys[k]][at + i] =
                        s->codes[s->design->sortkeys[k]][at + i - 1];
        }
    }
}

static void sample_compound(struct sampler *s)
{
    for (int k = 0; k < s->design->sortkey_count; k++)
        s->codes[s->design->sortkeys[k]] =
            ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);

    const size_t window = STORED_ROWS / STORED_WINDOWS;
    for (int k = 0; k < STORED_WINDOWS; k++)
        sample_ranks(s, (k + 0.5) / STORED_WINDOWS * s->slice_rows,
                     (size_t)k * window, window);
    s->count = STORED_ROWS;
}

/* Take every d-th bit of z, from bit k on: the coordinate of axis k. */
static uint64_t z_axis(uint64_t z, int k, int d)
{
    uint64_t out = 0;

    for (int bit = 0; k + bit * d < 64; bit++)
        out |= ((z >> (k + bit * d)) & 1) << bit;
    return out;
}

/*
 * Consecutive points of the z-order curve. Each of the d axes has `bits`
 * bits, so that the curve has about as many cells as the slice has rows.
 */
static void sample_interleaved(struct sampler *s)
{
    const int d = s->design->sortkey_count;
    const int bits = (int)fmax(1, floor(log2(s->slice_rows) / d));
    const size_t window = STORED_ROWS / STORED_WINDOWS;
    const double side = ldexp(1, bits);

    for (int k = 0; k < d; k++) {
        const int c = s->design->sortkeys[k];
        const struct marginal *m = known_marginal(s->known, s->table, c);
        s->codes[c] = ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);
        for (size_t i = 0; i < STORED_ROWS; i++) {
            const double place = ((double)(i / window) + 0.5) / STORED_WINDOWS;
            const uint64_t z =
                (uint64_t)(place * ldexp(1, bits * d)) + i % window;
            const double cell = (double)z_axis(z, d - 1 - k, d);
            const double u =
                (fmod(cell, side) +
                 rng_unit(s->jitter, i * (uint64_t)d + (uint64_t)k)) /
                side;
            s->codes[c][i] = marginal_quantile(m, fmin(u, 1 - 1e-12));
        }
    }
    for (size_t i = 0; i < STORED_ROWS; i++)
        s->rows[i] = (int64_t)rng_below(rng_mix(i + 1), (uint64_t)s->t->rows);
    s->count = STORED_ROWS;
}

/* A row of a small table with the key column that is sorted by now. */
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

/* Sort rows[] by one column, keeping the order of equals. */
static void sort_by(struct sampler *s, int column)
{
    struct place *places = ARENA_ARRAY(s->arena, s->count, struct place);
    int64_t *codes = ARENA_ARRAY(s->arena, s->count, int64_t);

    value_batch(s->world, s->table, column, s->rows, s->count, codes);
    for (size_t i = 0; i < s->count; i++) {
        const struct place p = { codes[i], i, s->rows[i] };
        places[i] = p;
    }
    qsort(places, s->count, sizeof(*places), compare_places);
    for (size_t i = 0; i < s->count; i++)
        s->rows[i] = places[i].row;
}

static size_t all_rows(struct sampler *s)
{
    const int slice = slice_of(s, 0);
    size_t n = 0;

    s->rows = ARENA_ARRAY(s->arena, s->t->rows, int64_t);
    for (int64_t r = 0; r < s->t->rows; r++)
        if (slice_of(s, r) == slice)
            s->rows[n++] = r;
    return n;
}

/* Small tables: all rows of one slice, sorted by the last key first. */
static void sample_whole(struct sampler *s)
{
    s->count = all_rows(s);
    for (int k = s->design->sortkey_count - 1; k >= 0; k--)
        sort_by(s, s->design->sortkeys[k]);
    for (int c = 0; c < stored_columns(s->t); c++) {
        s->codes[c] = ARENA_ARRAY(s->arena, s->count, int64_t);
        value_batch(s->world, s->table, c, s->rows, s->count, s->codes[c]);
    }
}

struct stored stored_sample(struct arena *a, struct known *k, int table,
                            const struct table_design *d, double slice_rows)
{
    const struct world *w = k->world;
    const struct table *t = &w->catalog.tables[table];
    struct sampler s = {
        .arena = a,
        .known = k,
        .world = w,
        .table = table,
        .t = t,
        .design = d,
        .slice_rows = slice_rows,
        .jitter = rng_stream(w->seed, "stored.jitter", (uint64_t)table),
    };

    CHECK(slice_rows >= 1);
    s.codes = ARENA_ARRAY(a, stored_columns(t), int64_t *);
    if (t->rows <= STORED_EXACT) {
        sample_whole(&s);
    } else {
        s.rows = ARENA_ARRAY(a, STORED_ROWS, int64_t);
        const bool by_row =
            d->sortkey_count == 0 || (d->sort == SORT_COMPOUND &&
                                      stored_rises_with_row(t, d->sortkeys[0]));
        if (by_row)
            sample_arrival(&s);
        else if (d->sort == SORT_COMPOUND)
            sample_compound(&s);
        else
            sample_interleaved(&s);
        for (int c = 0; c < stored_columns(t); c++)
            stored_resolve(&s, c);
    }
    const struct stored out = {
        .codes = s.codes,
        .count = s.count,
        .window =
            s.count == STORED_ROWS ? STORED_ROWS / STORED_WINDOWS : s.count,
        .whole = t->rows <= STORED_EXACT,
    };
    return out;
}
