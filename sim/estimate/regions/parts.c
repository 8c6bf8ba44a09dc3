#include "estimate/regions/parts.h"

#include <math.h>

#include "base/check.h"
#include "base/rng.h"
#include "estimate/encode.h"
#include "estimate/observed.h"
#include "estimate/order.h"
#include "estimate/stored/stored_sort.h"
#include "world/value/value.h"

/* Kinds by rows on the slice, and by rows that arrived for each of the part: so
   many in an octave, so many octaves. */
enum { KINDS_OCTAVE = 8, OCTAVES = 44, KINDS = KINDS_OCTAVE * OCTAVES };

/* A sample has so many rows, of one part or of several small ones. */
enum { SAMPLE_ROWS = 4096, CHUNK = 512 };

struct parts {
    struct parts *next; /* of those that `known` has */
    struct known *known;
    const struct table_layout *base;
    const struct table *t;
    const struct table_design *design;
    uint64_t hash;    /* of the design */
    bool *differs;    /* per column */
    bool *wanted;     /* the same, of real and virtual ones */
    bool apart;       /* the distribution key keeps some rows together */
    bool trailing;    /* the sort key hangs on what rises with arrival */
    double ***values; /* per kind of rows, and of arrival; then per column */
};

/* ---- which columns ---------------------------------------------------- */

static bool rises(const struct table *t, int column)
{
    return !t->arrival.random &&
           (t->arrival.column == column || stored_rises_with_row(t, column));
}

static bool is_of_the_key(const struct parts *p, int column)
{
    for (int i = 0; i < p->design->sortkey_count; i++)
        if (order_root(p->t, p->design->sortkeys[i]) ==
            order_root(p->t, column))
            return true;
    return false;
}

static bool takes_other_room(const struct parts *p, int column)
{
    const enum encoding e = p->base->columns[column].encoding;
    const int root = order_root(p->t, column);

    return e != ENCODE_RAW &&
           (is_of_the_key(p, column) || rises(p->t, root) ||
            (!p->t->arrival.random && root == value_arrival_column(p->t)));
}

/* Do rows of one slice hang together by their distribution key, in a way that
   the stored order shows? */
static bool keeps_together(const struct parts *p)
{
    const int key = p->design->distkey;

    return p->design->diststyle == DIST_KEY &&
           (is_of_the_key(p, key) ||
            p->t->columns[key].law->kind == LAW_SEQUENTIAL);
}

/* A layout with what is read of it, which outlives the one given. */
static const struct table_layout *copy_layout(struct arena *a,
                                              const struct table_layout *l)
{
    struct table_layout *const copy = ARENA_NEW(a, struct table_layout);
    const int columns = l->t->column_count + HIDDEN_COLUMNS;

    *copy = *l;
    copy->columns = ARENA_ARRAY(a, columns, struct column_layout);
    for (int c = 0; c < columns; c++)
        copy->columns[c] = l->columns[c];
    return copy;
}

static struct parts *new_parts(struct known *k, const struct table_layout *l)
{
    struct arena *const a = k->arena;
    struct parts *const p = ARENA_NEW(a, struct parts);
    const int columns = l->t->column_count + l->t->virtual_count;
    const struct table_layout *const base = copy_layout(a, l);

    *p = (struct parts){
        .known = k,
        .base = base,
        .t = base->t,
        .design = &base->design,
        .hash = design_hash(l->t, &l->design),
        .differs = ARENA_ARRAY(a, l->t->column_count, bool),
        .wanted = ARENA_ARRAY(a, columns, bool),
        .values = ARENA_ARRAY(a, KINDS, double **),
    };
    if (l->design.sortkey_count == 0 || l->design.sort != SORT_COMPOUND ||
        observed_can(l->t, &l->design) ||
        k->world->cluster.engine.rows_per_block > 0)
        return p;
    p->apart = keeps_together(p);
    p->trailing = !l->t->arrival.random && l->t->arrival.column >= 0 &&
                  order_root(l->t, l->design.sortkeys[0]) ==
                      order_root(l->t, l->t->arrival.column);
    for (int c = 0; c < l->t->column_count; c++)
        p->differs[c] = p->wanted[c] = takes_other_room(p, c);
    return p;
}

struct parts *parts_of(struct known *k, const struct table_layout *l)
{
    const uint64_t hash = design_hash(l->t, &l->design);

    for (struct parts *p = k->parts; p != NULL; p = p->next)
        if (p->base->table == l->table && p->hash == hash)
            return p;
    struct parts *const p = new_parts(k, l);
    p->next = k->parts;
    k->parts = p;
    return p;
}

bool parts_differ(const struct parts *p, int column)
{
    return p->differs[column];
}

/* ---- rows of one part ------------------------------------------------- */

/* A part of some kind, wherever it lies. */
struct part {
    double slice_rows, rows, arrived;
};

/* Those of the table's rows from `first` on that are of the part, as they
   arrived: every one with the chance p. */
struct picking {
    const struct parts *p;
    double chance, step; /* step: from one row of the slice to its next */
    bool by_key;         /* rows of the slice are told by their key */
    int slice;
    struct rng_stream draws;
    uint64_t drawn;
};

/* The place of the next row hit: the gap is geometric. */
static double next_place(struct picking *k, double place)
{
    if (k->chance >= 1)
        return place + k->step;
    const double u = rng_unit(k->draws, k->drawn++);
    return place + k->step * (1 + floor(log1p(-u) / log1p(-k->chance)));
}

/* Of these rows those of the slice, to out. */
static size_t keep_slice(const struct picking *k, const int64_t *rows, size_t n,
                         int64_t *out, size_t most)
{
    const struct parts *const p = k->p;
    int64_t keys[CHUNK];
    size_t kept = 0;

    if (k->by_key)
        value_batch(p->known->world, p->base->table, p->design->distkey, rows,
                    n, keys);
    for (size_t i = 0; i < n && kept < most; i++)
        if (!k->by_key || stored_slice(p->known->world, p->base->table,
                                       p->design, rows[i], keys[i]) == k->slice)
            out[kept++] = rows[i];
    return kept;
}

static size_t pick_rows(struct picking *k, double first, double end,
                        int64_t *out, size_t most)
{
    int64_t rows[CHUNK];
    double place = next_place(k, first - k->step);
    size_t kept = 0;

    while (place < end && kept < most) {
        size_t n = 0;
        for (; place < end && n < CHUNK; place = next_place(k, place))
            rows[n++] = (int64_t)place;
        kept += keep_slice(k, rows, n, out + kept, most - kept);
    }
    return kept;
}

static struct picking picking_of(const struct parts *p, const struct part *part,
                                 double first)
{
    const struct world *const w = p->known->world;
    const double share = fmin(part->rows / part->arrived, 1);
    struct picking k = {
        .p = p,
        .chance = share,
        .step = p->design->diststyle == DIST_EVEN ? w->cluster.slices : 1,
        .by_key = p->apart,
        .draws = rng_stream(w->seed, "parts.rows", (uint64_t)p->base->table),
        .drawn = (uint64_t)first,
    };

    if (k.by_key)
        k.slice = stored_slice(
            w, p->base->table, p->design, (int64_t)first,
            value_at(w, p->base->table, p->design->distkey, (int64_t)first));
    else if (p->design->diststyle == DIST_KEY)
        k.chance = fmin(part->slice_rows / part->arrived, 1);
    return k;
}

/* ---- samples ---------------------------------------------------------- */

struct sampled {
    int64_t *rows;
    size_t count;
};

/* Parts one behind the other, each sorted in itself, from the middle of the
   table's time on. */
static struct sampled sample_parts(const struct parts *p,
                                   const struct part *part)
{
    struct arena *const scratch = p->known->scratch;
    const double all = (double)p->t->rows;
    const double room = fmax(all - part->arrived, 0);
    const size_t most = (size_t)fmax(ceil(part->slice_rows), 1);
    const size_t parts = most < SAMPLE_ROWS ? SAMPLE_ROWS / most : 1;
    struct sampler sorter = {
        .arena = scratch,
        .world = p->known->world,
        .table = p->base->table,
        .design = p->design,
    };
    struct sampled out = { ARENA_ARRAY(scratch, parts * most, int64_t), 0 };

    for (size_t i = 0; i < parts; i++) {
        const double first =
            room > 0 ? fmod(room / 2 + (double)i * part->arrived, room) : 0;
        struct picking k = picking_of(p, part, floor(first));
        const size_t n =
            pick_rows(&k, floor(first), fmin(first + part->arrived, all),
                      out.rows + out.count, most);
        stored_sort(&sorter, out.rows + out.count, n);
        out.count += n;
    }
    return out;
}

static double block_values(const struct parts *p, int column,
                           const int64_t *codes, size_t count, size_t window)
{
    const struct engine *const e = &p->known->world->cluster.engine;
    const struct codec_size size =
        encode_sample(p->known->scratch, e, &p->t->columns[column],
                      p->base->columns[column].encoding, codes, count, window);

    return (double)codec_values_per_block(size, (int64_t)e->block_bytes,
                                          (int64_t)e->block_header_bytes);
}

/* Parts of few rows, as they are; of a key that rises, also a stretch of a
   large one, as all its stretches are alike. */
static void measure_rows(const struct parts *p, struct part part,
                         double *values)
{
    struct arena *const scratch = p->known->scratch;
    const double least = fmin(STORED_ROWS / part.slice_rows, 1);

    part.slice_rows *= least;
    part.rows *= least;
    part.arrived *= least;
    const struct sampled s = sample_parts(p, &part);
    int64_t *const codes = ARENA_ARRAY(scratch, s.count + 1, int64_t);
    for (int c = 0; c < p->t->column_count; c++) {
        if (!p->differs[c] || s.count == 0)
            continue;
        value_batch(p->known->world, p->base->table, c, s.rows, s.count, codes);
        values[c] = block_values(p, c, codes, s.count, s.count);
    }
}

/* Large parts in the order of a key that says nothing about arrival. OPEN: the
   key's own steps are taken as even there, as in the table's sample; those of
   a key with an encoding are drawn wider. */
static void measure_ranks(const struct parts *p, struct part part,
                          double *values)
{
    const double all = (double)p->t->rows;
    const double count = fmin(fmax(floor(part.arrived), 1), all);
    const struct stored_part stored = { part.slice_rows,
                                        fmax(part.rows, part.slice_rows),
                                        (int64_t)((all - count) / 2),
                                        (int64_t)count };
    const struct stored s =
        stored_sample_part(p->known->scratch, p->known, p->base->table,
                           p->design, stored, p->wanted);

    for (int c = 0; c < p->t->column_count; c++)
        if (p->differs[c])
            values[c] = block_values(p, c, s.codes[c], s.count, s.window);
}

static double *measure(const struct parts *p, struct part part)
{
    struct arena *const scratch = p->known->scratch;
    const struct arena_mark mark = arena_mark(scratch);
    double *const values =
        ARENA_ARRAY(p->known->arena, p->t->column_count, double);

    for (int c = 0; c < p->t->column_count; c++)
        values[c] = p->base->columns[c].values_per_block;
    if (part.slice_rows > STORED_ROWS && !p->trailing &&
        stored_by_ranks(p->t, p->design))
        measure_ranks(p, part, values);
    else
        measure_rows(p, part, values);
    arena_rewind(scratch, mark);
    return values;
}

/* ---- kinds ------------------------------------------------------------ */

static int kind_of(double ratio)
{
    const double at = round(log2(fmax(ratio, 1)) * KINDS_OCTAVE);

    return (int)fmin(at, KINDS - 1);
}

static double ratio_of(int kind)
{
    return exp2((double)kind / KINDS_OCTAVE);
}

const double *parts_values(struct parts *p, double slice_rows, double rows,
                           double arrived)
{
    const int i = kind_of(slice_rows), j = kind_of(arrived / fmax(rows, 1));

    if (p->values[i] == NULL)
        p->values[i] = ARENA_ARRAY(p->known->arena, KINDS, double *);
    if (p->values[i][j] == NULL) {
        const double all = (double)p->t->rows;
        const double on = ratio_of(i);
        const double slices = all / fmax(p->base->slice_rows, 1);
        const double of = fmin(on * slices, all);
        const struct part part = { on, of, fmin(of * ratio_of(j), all) };
        p->values[i][j] = measure(p, part);
    }
    return p->values[i][j];
}
