#include "estimate/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/batch.h"
#include "estimate/observed.h"
#include "estimate/order.h"
#include "estimate/stored/stored.h"

/*
 * TUNING (guess): windows of 4,096 values whose bytes differ by less count as
 * alike; luck makes 1 or 2 %. Half of it would cut gradual changes finer and
 * now and then see one that is none; double would miss a quarter.
 */
static const double ALIKE = 1.1;

/* Places in the end; between two that differ, SPLIT more, until they are as
   near as FINEST. */
enum { PLACES_MOST = 64, SPLIT = 4 };
static const double FINEST = 1.0 / 64;

struct place {
    double at;       /* share of the slice's rows before it */
    int64_t **codes; /* per column, of `count` rows */
    size_t count;
};

struct profile {
    struct known *known;
    int table;
    const struct table *t;
    const struct table_design *design;
    double slice_rows;
    bool *wanted; /* columns that move */
    struct place windows[PLACES_MOST];
    int count; /* ascending */
};

struct profile *profile_begin(struct known *k, int table,
                              const struct table_design *d, double slice_rows)
{
    struct profile *const p = ARENA_NEW(k->scratch, struct profile);
    const struct table *const t = &k->world->catalog.tables[table];
    const int columns = t->column_count + t->virtual_count;

    *p = (struct profile){ .known = k,
                           .table = table,
                           .t = t,
                           .design = d,
                           .slice_rows = slice_rows,
                           .wanted = ARENA_ARRAY(k->scratch, columns, bool) };
    for (int c = 0; c < columns; c++)
        p->wanted[c] = stored_moves(t, d, c);
    return p;
}

static int compare_places(const void *a, const void *b)
{
    const struct place *const x = a, *const y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Takes windows at STORED_WINDOWS places. */
static void look(struct profile *p, const double *places)
{
    struct arena *const scratch = p->known->scratch;
    const int columns = p->t->column_count + p->t->virtual_count;
    const struct stored s =
        stored_sample_at(scratch, p->known, p->table, p->design, p->slice_rows,
                         places, p->wanted);

    for (int w = 0; w < STORED_WINDOWS; w++) {
        struct place *const to = &p->windows[p->count];
        const size_t first = (size_t)w * s.window;
        if (first >= s.count)
            break;
        *to = (struct place){
            .at = places[w],
            .codes = ARENA_ARRAY(scratch, columns, int64_t *),
            .count = s.count - first < s.window ? s.count - first : s.window,
        };
        for (int c = 0; c < columns; c++)
            to->codes[c] = s.codes[c] ? s.codes[c] + first : NULL;
        p->count++;
    }
    qsort(p->windows, (size_t)p->count, sizeof(*p->windows), compare_places);
}

static void look_everywhere(struct profile *p)
{
    double places[STORED_WINDOWS];

    for (int i = 0; i < PROFILE_PLACES; i += STORED_WINDOWS) {
        for (int w = 0; w < STORED_WINDOWS; w++)
            places[w] = (i + w + 0.5) / PROFILE_PLACES;
        look(p, places);
    }
}

/* ---- what the windows of a column take ---------------------------------- */

/* One column under one encoding. */
struct measuring {
    struct profile *profile;
    const struct column *column;
    int index;
    const struct codec *codec;
    bool neighbours;
};

/* The values of the windows from .. end - 1, one after the other; with what a
   block of so many bytes, if any, loses at its end. */
static struct codec_size measure(const struct measuring *m, int from, int end,
                                 int64_t block_bytes)
{
    const struct place *const windows = m->profile->windows;
    struct arena *const scratch = m->profile->known->scratch;
    const struct arena_mark mark = arena_mark(scratch);
    size_t count = 0;

    for (int i = from; i < end; i++)
        count += windows[i].count;
    int64_t *const codes = ARENA_ARRAY(scratch, count, int64_t);
    count = 0;
    for (int i = from; i < end; i++) {
        memcpy(codes + count, windows[i].codes[m->index],
               windows[i].count * sizeof(*codes));
        count += windows[i].count;
    }
    const struct codec_batch b = batch_of(scratch, m->column, codes, count);
    struct codec_size size =
        codec_measure(scratch, m->codec, batch_type(m->column), &b);
    if (block_bytes > 0)
        size.fixed_bytes += codec_end_bytes(
            scratch, m->codec, batch_type(m->column), &b, size, block_bytes);
    arena_rewind(scratch, mark);
    return size;
}

/* Of a piece: all together, or the mean of its windows where an encoding would
   see the ends of windows as neighbours. */
static double piece_rows(const struct measuring *m, int from, int end)
{
    const struct engine *const e = &m->profile->known->world->cluster.engine;
    const int64_t room = (int64_t)(e->block_bytes - e->block_header_bytes);
    struct codec_size size = { 0, 0 };

    if (!m->neighbours)
        size = measure(m, from, end, room);
    for (int i = from; m->neighbours && i < end; i++) {
        const struct codec_size one = measure(m, i, i + 1, room);
        size.fixed_bytes += one.fixed_bytes / (end - from);
        size.bytes_per_value += one.bytes_per_value / (end - from);
    }
    return (double)codec_values_per_block(size, (int64_t)e->block_bytes,
                                          (int64_t)e->block_header_bytes);
}

bool profile_differs(struct codec_size x, struct codec_size y)
{
    return fmax(x.bytes_per_value, y.bytes_per_value) >
           ALIKE * fmin(x.bytes_per_value, y.bytes_per_value);
}

/* More places between neighbours that differ; false when none were needed, or
   there is no room for more. */
static bool look_between(const struct measuring *m)
{
    struct profile *const p = m->profile;
    double firsts[PLACES_MOST], steps[PLACES_MOST];
    struct codec_size before = { 0, 0 };
    int gaps = 0;

    for (int i = 0; i < p->count; i++) {
        const struct codec_size size = measure(m, i, i + 1, 0);
        const double gap = i == 0 ? 0 : p->windows[i].at - p->windows[i - 1].at;
        if (gap > FINEST && profile_differs(before, size)) {
            firsts[gaps] = p->windows[i - 1].at;
            steps[gaps++] = gap / (SPLIT + 1);
        }
        before = size;
    }
    for (int g = 0; g < gaps; g++) {
        double places[SPLIT];
        if (p->count + SPLIT > PLACES_MOST)
            return false;
        for (int i = 0; i < SPLIT; i++)
            places[i] = firsts[g] + (i + 1) * steps[g];
        look(p, places);
    }
    return gaps > 0;
}

static const struct density *pieces_of(struct arena *a,
                                       const struct measuring *m)
{
    const struct profile *const p = m->profile;
    double *const first = ARENA_ARRAY(a, p->count, double);
    double *const rows = ARENA_ARRAY(a, p->count, double);
    struct density *const d = ARENA_NEW(a, struct density);
    struct codec_size begins = measure(m, 0, 1, 0);
    int from = 0;

    *d = (struct density){ 0, first, rows };
    for (int i = 1; i <= p->count; i++) {
        if (i < p->count && !profile_differs(begins, measure(m, i, i + 1, 0)))
            continue;
        first[d->pieces] =
            from == 0 ? 0 : (p->windows[from - 1].at + p->windows[from].at) / 2;
        rows[d->pieces++] = piece_rows(m, from, i);
        from = i;
        if (i < p->count)
            begins = measure(m, i, i + 1, 0);
    }
    return d->pieces > 1 ? d : NULL;
}

/* Is the column, or one that it follows, cut at a value? */
static bool is_cut(const struct table *t, int column)
{
    for (; column >= 0; column = order_source(t, column))
        if (t->columns[column].law->kind == LAW_CUT)
            return true;
    return false;
}

const struct density *profile_of(struct arena *a, struct profile *p, int column,
                                 const struct codec *codec, bool neighbours,
                                 bool windows_differ)
{
    const struct measuring m = { p, &p->t->columns[column], column, codec,
                                 neighbours };

    if (!p->wanted[column] || p->slice_rows <= STORED_ROWS ||
        observed_can(p->t, p->design) || p->t->rows <= STORED_EXACT ||
        p->known->world->cluster.engine.rows_per_block > 0 ||
        ((!windows_differ || stored_colocated(p->design)) &&
         !is_cut(p->t, column)))
        return NULL;
    if (p->count == 0)
        look_everywhere(p);
    while (look_between(&m))
        ;
    return pieces_of(a, &m);
}
