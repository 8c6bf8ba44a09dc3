#include "estimate/observed.h"
#include "estimate/order.h"
#include "estimate/stored/stored_orders.h"
#include "estimate/stored/stored_slices.h"
#include "estimate/stored/stored_sort.h"
#include "estimate/stored/stored_z.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "world/value/value.h"

bool stored_rises_with_row(const struct table *t, int column)
{
    const struct column *c = &t->columns[column];

    if (t->arrival.column == column)
        return t->arrival.late_frac == 0;
    return (c->law->kind == LAW_ROWS && c->law->rises) ||
           (c->law->kind == LAW_SEQUENTIAL && c->law->step > 0) ||
           c->law->kind == LAW_CALENDAR;
}

int stored_columns(const struct table *t)
{
    return t->column_count + t->virtual_count;
}

/* Where the k-th window is taken, as a share of the rows. */
static double place_of(const struct sampler *s, int k)
{
    return s->places ? s->places[k] : (k + 0.5) / s->windows;
}

/* The first rows of a slice from `first` to `end` - 1, in order of arrival. */
static size_t rows_on(const struct sampler *s, int slice, int64_t first,
                      int64_t end, int64_t *rows, size_t most)
{
    struct stored_slices *const from = stored_slices_from(s, first);
    struct value_reader *const reader =
        value_reader_open(s->arena, s->world, s->table, end - first);
    size_t n = 0;

    for (int64_t r = first; r < end && n < most; r += STORED_CHUNK) {
        const size_t count =
            (size_t)(end - r < STORED_CHUNK ? end - r : STORED_CHUNK);
        const int32_t *const slices =
            stored_slices_at(from, s, reader, r, count);
        for (size_t i = 0; i < count && n < most; i++)
            if (slices[i] == slice)
                rows[n++] = r + (int64_t)i;
    }
    return n;
}

/* The neighbours of `first` on its slice, in order of arrival. */
static size_t rows_from(const struct sampler *s, int64_t first, int64_t *rows,
                        size_t most)
{
    const int64_t furthest =
        first + (int64_t)most * 8 * s->world->cluster.slices + 1024;
    const int64_t end = furthest < s->t->rows ? furthest : s->t->rows;
    const int slice = s->slice >= 0 ? s->slice : stored_slice_of(s, first);

    return rows_on(s, slice, first, end, rows, most);
}

/* Unsorted, and loaded in no order: any rows are neighbours. */
static void sample_shuffled(struct sampler *s)
{
    s->count = (size_t)fmin(s->slice_rows, STORED_ROWS);
    for (size_t i = 0; i < s->count; i++)
        s->rows[i] =
            (int64_t)rng_below(rng_bits(s->jitter, i), (uint64_t)s->t->rows);
}

/*
 * A window of rows as they arrive. Where the table is sorted by what rises
 * with the row, it is sorted in itself: that puts rows that came late, and the
 * later keys, where they belong among their neighbours. Rows at either end
 * have lost some of theirs to beyond, so these are cut off.
 */
static size_t sorted_window(struct sampler *s, int64_t first, int64_t *rows,
                            size_t most)
{
    const size_t margin = s->design->sortkey_count > 0 ? most / 2 : 0;
    int64_t *wide = ARENA_ARRAY(s->arena, most + 2 * margin, int64_t);
    const size_t found = rows_from(s, first, wide, most + 2 * margin);

    stored_sort(s, wide, found);
    const size_t skip = found > margin ? margin : 0;
    const size_t n = found - skip < most ? found - skip : most;
    memcpy(rows, wide + skip, n * sizeof(*rows));
    return n;
}

static void sample_arrival(struct sampler *s)
{
    size_t n = 0;

    if (s->t->arrival.random && s->design->sortkey_count == 0) {
        sample_shuffled(s);
        return;
    }
    if (s->slice_rows <= STORED_ROWS) {
        s->count = rows_from(s, 0, s->rows, STORED_ROWS);
        stored_sort(s, s->rows, s->count);
        return;
    }
    /* How much the late ones are in the way depends on the season. */
    if (s->design->sortkey_count > 0 && s->t->arrival.late_frac > 0 &&
        s->places == NULL)
        s->windows = STORED_WINDOWS_MANY;
    const size_t window = STORED_ROWS / (size_t)s->windows;
    for (int k = 0; k < s->windows; k++) {
        const int64_t first = (int64_t)(place_of(s, k) * (double)s->t->rows);
        n += sorted_window(s, first, s->rows + n, window);
    }
    s->count = n;
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

bool stored_colocated(const struct table_design *d)
{
    return d->diststyle == DIST_KEY && d->sortkey_count > 0 &&
           d->distkey == d->sortkeys[0];
}

/*
 * Rows among which the runs of the first key lie: those of the slice, or all
 * where the table is distributed by that key. Then a slice has a few values
 * with all their rows, and the sample goes through the values of all slices.
 */
static double key_rows(const struct sampler *s)
{
    return stored_colocated(s->design) ? s->all_rows : s->slice_rows;
}

/* How far the rows of one run of equal keys have come. */
struct run_walk {
    double first; /* rank at which the run begins */
    double share; /* of the run's rows, which came in any order, 0..1 */
};

/*
 * The next of the rows that the run has left, and that stand in order of
 * arrival: they are as many points drawn from what is left of the table, and
 * the next is the smallest of them (order statistics of uniform numbers).
 */
static int64_t walk_run(const struct sampler *s, struct run_walk *walk,
                        double first, double length, double place, double u,
                        double step)
{
    const double left = fmax(first + length - place, 1);

    if (walk->first != first) {
        walk->first = first;
        walk->share = fmin(fmax(place - first, 0) / length, 1);
    }
    walk->share = 1 - (1 - walk->share) * pow(1 - u, step / left);
    const int64_t row = (int64_t)(walk->share * (double)s->row_count);
    return s->first_row + (row < s->row_count ? row : s->row_count - 1);
}

/*
 * Key values of consecutive ranks from `rank` on. Fills codes of the key
 * columns and, in rows[], rows that rise inside a run as their density says.
 */
static void sample_ranks(struct sampler *s, double rank, size_t at, size_t most)
{
    const int depth = s->design->sortkey_count;
    const int order = stored_orders_column(s->t);
    const int first_key = s->design->sortkeys[0];
    const bool clumps =
        order >= 0 && stored_orders_share(&s->t->columns[first_key], order);
    const double rows = key_rows(s);
    const struct marginal **m =
        ARENA_ARRAY(s->arena, depth, const struct marginal *);
    struct run_walk walk = { .first = -1 };
    size_t i = 0, step = 1;

    for (int k = 0; k < depth; k++)
        m[k] = known_marginal(s->known, s->table, s->design->sortkeys[k]);

    struct run run = { 0 };
    double run_end = -1;
    while (i < most) {
        double place = rank + (double)i;
        if (place >= run_end) {
            run = run_at(m[0], place, rows);
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
        const uint64_t draw = rng_bits(s->jitter, at + i);
        s->rows[at + i] = walk_run(s, &walk, first, length, place,
                                   rng_unit_of(draw), (double)step);
        step = 1;
        if (clumps)
            step = stored_orders_pick(s, order, s->rows[at + i], draw,
                                      s->rows + at + i, most - i);
        for (size_t j = 1; j < step; j++)
            for (int k = 0; k < depth; k++)
                s->codes[s->design->sortkeys[k]][at + i + j] =
                    s->codes[s->design->sortkeys[k]][at + i];
        i += step;
    }
}

/* Does the key trail what rises as rows arrive? Then so do other columns that
   rise with the row. */
static bool trails_arrival(const struct table *t, const struct table_design *d)
{
    const int arrives = t->arrival.column;

    return !t->arrival.random && arrives >= 0 &&
           order_root(t, d->sortkeys[0]) == arrives;
}

static void sample_compound(struct sampler *s)
{
    for (int k = 0; k < s->design->sortkey_count; k++)
        s->codes[s->design->sortkeys[k]] =
            ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);

    if (stored_colocated(s->design) && s->places == NULL)
        s->windows = STORED_WINDOWS_MANY;
    const size_t window = STORED_ROWS / (size_t)s->windows;
    const double last = fmax(key_rows(s) - (double)window, 0);
    for (int k = 0; k < s->windows; k++)
        sample_ranks(s, fmin(place_of(s, k) * key_rows(s), last),
                     (size_t)k * window, window);
    s->count = STORED_ROWS;
    if (!trails_arrival(s->t, s->design))
        return;
    stored_resolve(s, s->t->arrival.column);
    stored_rows_by_arrival(s);
}

/* Rows of a file in stored order: as many as lie on the slice, or, where it
   holds whole runs of the first key, all. */
static void sample_file(struct sampler *s)
{
    const int64_t all = (int64_t)fmax(round(key_rows(s)), 1);
    const int64_t *const rows =
        observed_rows(s->arena, s->world, s->table, s->design, all);

    if (stored_colocated(s->design))
        s->windows = STORED_WINDOWS_MANY;
    s->count = (size_t)(all < STORED_ROWS ? all : STORED_ROWS);
    const size_t window = STORED_ROWS / (size_t)s->windows;
    for (size_t i = 0; i < s->count; i++) {
        const double place = ((double)(i / window) + 0.5) / s->windows;
        const int64_t first =
            all <= STORED_ROWS
                ? 0
                : (int64_t)(place * (double)all) - (int64_t)(window / 2);
        s->rows[i] = rows[all <= STORED_ROWS ? (int64_t)i
                                             : first + (int64_t)(i % window)];
    }
    for (int c = 0; c < stored_columns(s->t); c++) {
        s->codes[c] = ARENA_ARRAY(s->arena, s->count, int64_t);
        value_batch(s->world, s->table, c, s->rows, s->count, s->codes[c]);
    }
}

static size_t all_rows(struct sampler *s)
{
    s->rows = ARENA_ARRAY(s->arena, s->t->rows, int64_t);
    return rows_on(s, stored_slice_of(s, 0), 0, s->t->rows, s->rows,
                   (size_t)s->t->rows);
}

/* Small tables: all rows of one slice, sorted by the last key first. */
static void sample_whole(struct sampler *s)
{
    s->count = all_rows(s);
    stored_sort(s, s->rows, s->count);
    for (int c = 0; c < stored_columns(s->t); c++) {
        s->codes[c] = ARENA_ARRAY(s->arena, s->count, int64_t);
        value_batch(s->world, s->table, c, s->rows, s->count, s->codes[c]);
    }
}

/* Do rows stand as they arrive, when the design sorts them by that? */
static bool keeps_arrival(const struct table *t, const struct table_design *d)
{
    return d->sortkey_count == 0 ||
           (d->sort == SORT_COMPOUND &&
            (stored_rises_with_row(t, d->sortkeys[0]) ||
             t->arrival.column == d->sortkeys[0]));
}

bool stored_by_ranks(const struct table *t, const struct table_design *d)
{
    return d->sort == SORT_COMPOUND && d->sortkey_count > 0 &&
           !keeps_arrival(t, d) && !observed_can(t, d) &&
           t->rows > STORED_EXACT;
}

bool stored_thins(const struct table *t, const struct table_design *d)
{
    return stored_by_ranks(t, d) && !stored_colocated(d);
}

static struct sampler sampler_of(struct arena *a, struct known *k, int table,
                                 const struct table_design *d,
                                 double slice_rows)
{
    const struct world *const w = k->world;
    const struct table *const t = &w->catalog.tables[table];

    return (struct sampler){
        .arena = a,
        .known = k,
        .world = w,
        .table = table,
        .t = t,
        .design = d,
        .slice_rows = slice_rows,
        .all_rows = (double)t->rows,
        .windows = STORED_WINDOWS,
        .slice = -1,
        .row_count = t->rows,
        .jitter = rng_stream(w->seed, "stored.jitter", (uint64_t)table),
    };
}

/* The columns that are wanted, all if NULL, at the rows that were taken. */
static struct stored resolved(struct sampler *s, const bool *wanted)
{
    for (int c = 0; c < stored_columns(s->t); c++)
        if (wanted == NULL || wanted[c])
            stored_resolve(s, c);
    return (struct stored){
        .codes = s->codes,
        .count = s->count,
        .window = s->count == STORED_ROWS ? STORED_ROWS / (size_t)s->windows
                                          : s->count,
        .whole = s->t->rows <= STORED_EXACT,
    };
}

/* Of all columns, or of those that are wanted; in places of its own, or in
   evenly spaced ones. */
static struct stored sample(struct arena *a, struct known *k, int table,
                            const struct table_design *d, double slice_rows,
                            const double *places, int slice, const bool *wanted)
{
    const struct table *t = &k->world->catalog.tables[table];
    struct sampler s = sampler_of(a, k, table, d, slice_rows);

    s.places = places;
    s.slice = slice;

    CHECK(slice_rows >= 1);
    s.codes = ARENA_ARRAY(a, stored_columns(t), int64_t *);
    s.rows = ARENA_ARRAY(a, STORED_ROWS, int64_t);
    if (t->rows <= STORED_EXACT)
        sample_whole(&s);
    else if (d->sortkey_count > 0 && observed_can(t, d))
        sample_file(&s);
    else if (keeps_arrival(t, d))
        sample_arrival(&s);
    else if (d->sort == SORT_COMPOUND)
        sample_compound(&s);
    else
        stored_walk_z(&s);
    return resolved(&s, wanted);
}

struct stored stored_sample_part(struct arena *a, struct known *k, int table,
                                 const struct table_design *d,
                                 struct stored_part part, const bool *wanted)
{
    struct sampler s = sampler_of(a, k, table, d, part.slice_rows);

    CHECK(stored_by_ranks(s.t, d));
    CHECK(part.slice_rows > STORED_ROWS && part.rows >= part.slice_rows);
    CHECK(part.first >= 0 && part.count > 0 &&
          part.first + part.count <= s.t->rows);
    s.all_rows = part.rows;
    s.first_row = part.first;
    s.row_count = part.count;
    s.codes = ARENA_ARRAY(a, stored_columns(s.t), int64_t *);
    s.rows = ARENA_ARRAY(a, STORED_ROWS, int64_t);
    sample_compound(&s);
    return resolved(&s, wanted);
}

struct stored stored_sample(struct arena *a, struct known *k, int table,
                            const struct table_design *d, double slice_rows)
{
    return sample(a, k, table, d, slice_rows, NULL, -1, NULL);
}

struct stored stored_sample_tied(struct arena *a, struct known *k, int table,
                                 const struct table_design *d,
                                 double slice_rows)
{
    const struct table *const t = &k->world->catalog.tables[table];
    bool *const tied = ARENA_ARRAY(a, stored_columns(t), bool);

    CHECK(d->sortkey_count > 0);
    for (int c = 0; c < stored_columns(t); c++)
        tied[c] = order_root(t, c) == order_root(t, d->sortkeys[0]);
    return sample(a, k, table, d, slice_rows, NULL, -1, tied);
}

bool stored_moves(const struct table *t, const struct table_design *d,
                  int column)
{
    const int arrives = value_arrival_column(t);
    const int root = order_root(t, column);

    if (d->sortkey_count > 0 && d->sort == SORT_COMPOUND &&
        root == order_root(t, d->sortkeys[0]))
        return true;
    return keeps_arrival(t, d) && !t->arrival.random &&
           (root == arrives || stored_rises_with_row(t, root));
}

struct stored stored_sample_at(struct arena *a, struct known *k, int table,
                               const struct table_design *d, double slice_rows,
                               const double *places, const bool *wanted)
{
    CHECK(slice_rows > STORED_ROWS);
    return sample(a, k, table, d, slice_rows, places, -1, wanted);
}

/* The value that is most often drawn is on the fullest slice. */
static int fullest_slice(struct known *k, int table,
                         const struct table_design *d)
{
    const struct known_rows *const rows = known_rows(k, table);
    const int64_t *const keys = known_codes(k, table, d->distkey);
    const int slices = k->world->cluster.slices;
    const struct arena_mark mark = arena_mark(k->scratch);
    int *const count = ARENA_ARRAY(k->scratch, slices, int);
    int fullest = 0;

    for (size_t i = 0; i < rows->count; i++)
        count[stored_slice(k->world, table, d, rows->rows[i], keys[i])]++;
    for (int s = 1; s < slices; s++)
        if (count[s] > count[fullest])
            fullest = s;
    arena_rewind(k->scratch, mark);
    return fullest;
}

bool stored_sample_fullest(struct arena *a, struct known *k, int table,
                           const struct table_design *d, double slice_rows,
                           const bool *wanted, struct stored *out)
{
    const struct table *const t = &k->world->catalog.tables[table];

    if (d->diststyle != DIST_KEY || !keeps_arrival(t, d) ||
        observed_can(t, d) || t->rows <= STORED_EXACT ||
        known_marginal(k, table, d->distkey)->hot_share *
                k->world->cluster.slices <
            1)
        return false;
    *out = sample(a, k, table, d, slice_rows, NULL, fullest_slice(k, table, d),
                  wanted);
    return true;
}
