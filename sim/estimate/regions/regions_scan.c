/*
 * What a scan finds in the regions of a table: the blocks that may hold what it
 * asks for, each with its chance.
 */
#include <math.h>

#include "estimate/regions/regions.h"

/* ---- where keys lie --------------------------------------------------- */

static double below_in_range(double from, double to, double place)
{
    if (to <= from)
        return place > from;
    return fmin(fmax((place - from) / (to - from), 0), 1);
}

/* Rows below this place. Bins are filled from what is gone to the newest. */
static double below_in_bins(const struct regions *r, const double *live,
                            const double *dead, double top, double place)
{
    const double w = r->span / REGIONS_BINS;
    double rows = 0;

    for (int i = 0; i < REGIONS_BINS && i * w < place; i++) {
        const double end = fmin((i + 1) * w, fmax(top, i * w));
        const double begin = fmin(fmax(i * w, r->gone), end);
        rows += (live[i] + dead[i]) * below_in_range(begin, end, place);
    }
    return rows;
}

/* Share of a batch's rows that arrived before. */
static double below_in_parts(const struct regions_batch *b, double place)
{
    const double w = (b->last - b->first) / REGIONS_PARTS;
    double rows = 0;

    if (place >= b->last)
        return 1;
    for (int i = 0; i < REGIONS_PARTS && b->first + i * w < place; i++)
        rows += (b->live_part[i] + b->dead_part[i]) *
                below_in_range(b->first + i * w, b->first + (i + 1) * w, place);
    return fmin(rows / (b->live + b->dead), 1);
}

/* Share of a batch's rows below this place; by arrival, or by the key. */
static double below_in_batch(const struct regions *r,
                             const struct regions_batch *b, double place,
                             bool arrival)
{
    const double late = b->live_bins ? 0 : r->late_frac;

    if (!r->rising && !arrival)
        return fmin(fmax(place / fmax(r->arrived, 1), 0), 1);
    if (b->live_bins)
        return fmin(
            below_in_bins(r, b->live_bins, b->dead_bins, b->last, place) /
                (b->live + b->dead),
            1);
    double share = (1 - late) * below_in_parts(b, place);
    for (int k = 0; k < r->shift_count && late > 0; k++)
        share +=
            late / r->shift_count * below_in_parts(b, place + r->shifts[k]);
    return fmin(share, 1);
}

static double below_in_head(const struct regions *r, double place, bool arrival)
{
    if (!r->rising && !arrival)
        return fmin(fmax(place / fmax(r->arrived, 1), 0), 1);
    return fmin(below_in_bins(r, r->live, r->dead, r->head_top, place) /
                    regions_head(r),
                1);
}

/* ---- chances ---------------------------------------------------------- */

/* Rows of a slice that came together, and what share of them lies below each
   range and at or below its end. */
struct sample {
    double rows;
    bool in_order; /* of what is asked for; else in none */
    bool drawn;    /* how many lie below a place varies */
    double *below, *upto;
};

/* Chance that at most `most` of the rows lie below a share. */
static double at_most(const struct sample *s, double share, double most)
{
    if (s->drawn)
        return zone_at_most(s->rows, share, most);
    return 1 - fmin(fmax(s->rows * share - most, 0), 1);
}

/* Of one block so far: chances that all its rows lie above a range's end, and
   that all lie below its beginning. */
struct block {
    double *above, *below;
};

static void begin_block(struct block *b, int count)
{
    for (int i = 0; i < count; i++)
        b->above[i] = b->below[i] = 1;
}

/* The sample's rows from .. to - 1, or so many of them, lie in the block. */
static void add_rows(struct block *b, int count, const struct sample *s,
                     double from, double to)
{
    for (int i = 0; i < count; i++) {
        if (s->in_order) {
            b->above[i] *= at_most(s, s->upto[i], from);
            b->below[i] *= 1 - at_most(s, s->below[i], to - 1);
        } else {
            b->above[i] *= pow(1 - s->upto[i], to - from);
            b->below[i] *= pow(s->below[i], to - from);
        }
    }
}

/* Chance that the zone map lets one of the ranges pass. */
static double hit_chance(const struct block *b, int count)
{
    double none = 1;

    for (int i = 0; i < count; i++)
        none *= fmin(b->above[i] + b->below[i], 1);
    return 1 - none;
}

/* ---- pieces ----------------------------------------------------------- */

struct reading {
    struct arena *arena;
    const struct regions *r;
    const struct regions_asked *asked;
    double share; /* of the table's rows on the slice */
    struct regions_blocks blocks;
    struct regions_pieces *out;
};

/* A chance below is none, one so near to 1 is certain. */
static const double SURE = 1e-6;

/* Pieces ascend; what overlaps the last one is of the same block. */
static void add_piece(const struct reading *g, double first, double last,
                      double chance, double grain_rows)
{
    struct regions_pieces *const out = g->out;
    struct survivors_piece *const before =
        out->count > 0 ? &out->items[out->count - 1] : NULL;

    chance = chance > 1 - SURE ? 1 : chance;
    if (before != NULL && first < before->rows.last) {
        before->chance = 1 - (1 - before->chance) * (1 - chance);
        first = before->rows.last;
    }
    if (first >= last || chance < SURE)
        return;
    if (before != NULL && before->rows.last >= first && before->chance >= 1 &&
        chance >= 1) {
        before->rows.last = last;
        return;
    }
    ARENA_GROW(g->arena, out->items, out->count, out->room);
    out->items[out->count++] =
        (struct survivors_piece){ { first, last }, chance, grain_rows };
}

static struct sample sample_of(const struct reading *g,
                               const struct regions_batch *b)
{
    const struct regions *const r = g->r;
    const int count = g->asked->count;
    const bool arrival = g->asked->by_arrival;
    const double rows = b ? b->live + b->dead : regions_head(r);
    struct sample s = {
        .rows = rows * g->share,
        .in_order = !arrival,
        /* Rows that are dealt in turn lie on each slice alike. */
        .drawn = !r->rising || r->trailing ||
                 r->design->diststyle == DIST_KEY || (b != NULL && !b->late),
        .below = ARENA_ARRAY(g->arena, count, double),
        .upto = ARENA_ARRAY(g->arena, count, double),
    };

    for (int i = 0; i < count; i++) {
        const struct regions_range in = g->asked->ranges[i];
        const double first = in.below * r->arrived;
        const double last = fmin(in.below + in.within, 1) * r->arrived;
        s.below[i] = b ? below_in_batch(r, b, first, arrival)
                       : below_in_head(r, first, arrival);
        s.upto[i] = b ? below_in_batch(r, b, last, arrival)
                      : below_in_head(r, last, arrival);
    }
    return s;
}

static double one_block(const struct sample *s, int range, double from,
                        double to)
{
    double above, below;
    struct block b = { &above, &below };
    struct sample one = *s;

    one.below += range;
    one.upto += range;
    begin_block(&b, 1);
    add_rows(&b, 1, &one, from, to);
    return hit_chance(&b, 1);
}

/* The head in order: certain blocks within a range, and at its ends those that
   it reaches by luck. */
static void read_in_order(const struct reading *g, const struct sample *s,
                          int range)
{
    const double m = g->blocks.head_rows, n = s->rows;
    const double lo = n * s->below[range], hi = n * s->upto[range];
    const double far = 1 + (s->drawn ? 6 * sqrt(fmax(lo, hi) + 1) : 0);
    const double end = ceil(fmin(hi + far, n) / m);
    const double sure = ceil((lo + far) / m), unsure = floor((hi - far) / m);

    for (double i = floor(fmax(lo - far, 0) / m); i < end; i++) {
        if (i >= sure && i < unsure) {
            add_piece(g, i * m, unsure * m, 1, 0);
            i = unsure;
        }
        const double to = fmin((i + 1) * m, n);
        if (to > i * m)
            add_piece(g, i * m, to, one_block(s, range, i * m, to), 0);
    }
}

/* The head in no order: full blocks alike, and the last one. */
static void read_in_no_order(const struct reading *g, const struct sample *s)
{
    const double m = g->blocks.head_rows, full = floor(s->rows / m) * m;
    const int count = g->asked->count;
    struct block b = { ARENA_ARRAY(g->arena, count, double),
                       ARENA_ARRAY(g->arena, count, double) };

    begin_block(&b, count);
    add_rows(&b, count, s, 0, m);
    add_piece(g, 0, full, hit_chance(&b, count), m);
    begin_block(&b, count);
    add_rows(&b, count, s, full, s->rows);
    add_piece(g, full, s->rows, hit_chance(&b, count), 0);
}

static void read_head(const struct reading *g)
{
    if (regions_head(g->r) <= 0)
        return;
    const struct sample s = sample_of(g, NULL);
    if (!s.in_order)
        read_in_no_order(g, &s);
    for (int i = 0; i < g->asked->count && s.in_order; i++)
        read_in_order(g, &s, i);
}

/* Rows of the tail, of so many, before its k-th block. */
static double block_edge(const struct reading *g, double rows, double k)
{
    return g->blocks.tail ? density_row(g->blocks.tail, rows, k)
                          : fmin(k * g->blocks.tail_rows, rows);
}

/* The tail, block by block: batches lie one behind the other, and a block
   spans from the lowest of its rows to the highest, whatever batch they are
   of. */
static void read_tail(const struct reading *g, double head, double rows)
{
    const int count = g->asked->count;
    struct block b = { ARENA_ARRAY(g->arena, count, double),
                       ARENA_ARRAY(g->arena, count, double) };
    double begin = 0, end = block_edge(g, rows, 1), at = 0, k = 1;

    begin_block(&b, count);
    for (size_t i = 0; i < g->r->tail_count; i++) {
        const struct regions_batch *const batch = &g->r->tail[i];
        if (batch->live + batch->dead <= 0)
            continue;
        const struct sample s = sample_of(g, batch);
        for (double from = 0; from < s.rows;) {
            const double to = fmin(s.rows, from + end - at);
            add_rows(&b, count, &s, from, to);
            at += to - from;
            from = to;
            if (at < end * (1 - 1e-9))
                continue;
            add_piece(g, head + begin, head + at, hit_chance(&b, count), 0);
            begin = at;
            end = fmax(block_edge(g, rows, ++k), at + 1);
            begin_block(&b, count);
        }
    }
    if (at > begin)
        add_piece(g, head + begin, head + at, hit_chance(&b, count), 0);
}

struct regions_pieces regions_read(struct arena *a, const struct regions *r,
                                   double slice_rows,
                                   const struct regions_asked *asked,
                                   struct regions_blocks blocks)
{
    const double rows = regions_rows(r);
    struct regions_pieces out = { .items = NULL };
    const double share = rows > 0 ? slice_rows / rows : 0;
    const struct reading g = { a, r, asked, share, blocks, &out };

    if (rows <= 0)
        return out;
    read_head(&g);
    read_tail(&g, regions_head(r) * share, regions_tail(r) * share);
    return out;
}
