/*
 * What a scan finds in the regions of a table: the blocks that may hold what it
 * asks for, each with its chance.
 */
#include <math.h>
#include <string.h>

#include "estimate/regions.h"
#include "estimate/regions_xids.h"
#include "models/encoding.h"
#include "models/skew.h"
#include "models/storage.h"
#include "models/vacuum.h"

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
    for (int k = 0; k < REGIONS_SHIFTS && late > 0; k++)
        share +=
            late / REGIONS_SHIFTS * below_in_parts(b, place + r->shifts[k]);
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
    double share, block_rows; /* of the table's rows on the slice */
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
        .drawn = !r->rising || r->design->diststyle == DIST_KEY ||
                 (b != NULL && !b->late),
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
    const double m = g->block_rows, n = s->rows;
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
    const double m = g->block_rows, full = floor(s->rows / m) * m;
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

/* The tail, block by block: batches lie one behind the other, and a block
   spans from the lowest of its rows to the highest, whatever batch they are
   of. */
static void read_tail(const struct reading *g, double head)
{
    const int count = g->asked->count;
    const double m = g->block_rows;
    struct block b = { ARENA_ARRAY(g->arena, count, double),
                       ARENA_ARRAY(g->arena, count, double) };
    double begin = head, at = head;

    begin_block(&b, count);
    for (size_t i = 0; i < g->r->tail_count; i++) {
        const struct regions_batch *const batch = &g->r->tail[i];
        if (batch->live + batch->dead <= 0)
            continue;
        const struct sample s = sample_of(g, batch);
        for (double from = 0; from < s.rows;) {
            const double to = fmin(s.rows, from + begin + m - at);
            add_rows(&b, count, &s, from, to);
            at += to - from;
            from = to;
            if (at < begin + m * (1 - 1e-9))
                continue;
            add_piece(g, begin, at, hit_chance(&b, count), 0);
            begin = at;
            begin_block(&b, count);
        }
    }
    if (at > begin)
        add_piece(g, begin, at, hit_chance(&b, count), 0);
}

struct regions_pieces regions_read(struct arena *a, const struct regions *r,
                                   double slice_rows,
                                   const struct regions_asked *asked,
                                   double block_rows)
{
    const double rows = regions_rows(r);
    struct regions_pieces out = { .items = NULL };
    const struct reading g = { a,          r,
                               asked,      rows > 0 ? slice_rows / rows : 0,
                               block_rows, &out };

    if (rows <= 0)
        return out;
    read_head(&g);
    read_tail(&g, regions_head(r) * g.share);
    return out;
}

/* ---- layout ----------------------------------------------------------- */

/* Tokens of an XID column in one block, or 0 where a block is so many rows. */
static double xid_tokens(const struct engine *e)
{
    return e->rows_per_block > 0
               ? 0
               : floor(e->xid_rows_per_block * encoding_xid_tokens(1));
}

/* So many rows that take so many tokens, `each` of which fill a block. */
static double values_in_block(double rows, double tokens, double each)
{
    return fmax(rows * each / fmax(tokens, 1e-9), 1);
}

/* A hidden column of many transactions, on all slices. */
static void count_xids(const struct known *k, struct table_layout *l,
                       int hidden)
{
    struct column_layout *const c = &l->columns[l->t->column_count + hidden];
    const double each = xid_tokens(&k->world->cluster.engine);
    const double rows = regions_rows(l->past);
    /* Tokens grow with the rows: of the mean slice, and each one's share. */
    const double mean = l->slice_rows / fmax(rows, 1e-9);
    const double head = regions_xids_head_tokens(l->past, hidden, mean);
    const double tail = regions_xids_tail_tokens(l->past, hidden, mean);
    const double tail_rows = l->slice_rows * l->unsorted_frac;
    double tokens = 0;

    c->blocks = 0;
    c->segment_values[0] =
        values_in_block(l->slice_rows - tail_rows, head, each);
    c->segment_values[1] = values_in_block(tail_rows, tail, each);
    for (int s = 0; s < k->world->cluster.slices; s++) {
        const double part = l->rows_by_slice[s] / fmax(l->slice_rows, 1e-9);
        if (part <= 0)
            continue;
        c->blocks += storage_column_blocks(head * part, tail * part, each,
                                           l->segments > 1);
        tokens += (head + tail) * part;
    }
    c->values_per_block = values_in_block(rows * l->copies, tokens, each);
}

static void count_blocks(const struct known *k, struct table_layout *l,
                         double tail_frac)
{
    l->blocks = 0;
    for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++) {
        l->columns[c].blocks = 0;
        for (int i = 0; i < 2; i++)
            l->columns[c].segment_values[i] = l->columns[c].values_per_block;
        for (int s = 0; s < k->world->cluster.slices; s++) {
            const double rows = l->rows_by_slice[s];
            l->columns[c].blocks += storage_column_blocks(
                rows * (1 - tail_frac), rows * tail_frac,
                l->columns[c].values_per_block, l->segments > 1);
        }
        const int hidden = c - l->t->column_count;
        if ((hidden == HIDDEN_INSERT_XID || hidden == HIDDEN_DELETE_XID) &&
            xid_tokens(&k->world->cluster.engine) > 0)
            count_xids(k, l, hidden);
        if (l->past->vacuumed && c < l->t->column_count)
            l->columns[c].blocks += vacuum_growth_blocks(1, l->populated);
        l->blocks += l->columns[c].blocks;
    }
}

/* Slices that so few rows reach: in turn, or those that their keys hash to. */
static double slices_reached(const struct table_layout *base, double slices,
                             double rows)
{
    if (base->design.diststyle != DIST_KEY)
        return storage_populated_even(ceil(rows), slices);
    return fmin(fmax(round(slices - skew_empty_slices(rows, slices)), 1),
                base->populated);
}

/* The shares that the slices have of all rows that ever arrive; a KEY table's
   stand in falling order. */
static void spread_slices(struct table_layout *l,
                          const struct table_layout *base, int slices,
                          double rows)
{
    const int reached = (int)slices_reached(base, slices, rows);
    double all = 0;

    if (base->design.diststyle == DIST_ALL) {
        for (int s = 0; s < slices; s++)
            l->rows_by_slice[s] = base->rows_by_slice[s] > 0 ? rows : 0;
        return;
    }
    for (int s = 0; s < reached; s++)
        all += base->rows_by_slice[s];
    for (int s = 0; s < slices; s++)
        l->rows_by_slice[s] =
            s < reached && all > 0 ? rows * base->rows_by_slice[s] / all : 0;
}

struct table_layout *regions_layout(struct arena *a, const struct known *k,
                                    const struct table_layout *base,
                                    const struct regions *r)
{
    struct table_layout *const l = ARENA_NEW(a, struct table_layout);
    const int columns = base->t->column_count + HIDDEN_COLUMNS;
    const int slices = k->world->cluster.slices;
    const double rows = regions_rows(r), least = fmax(rows, 1e-9);
    const double tail_frac = fmin(regions_tail(r) / least, 1);

    *l = *base;
    l->past = r;
    l->columns = ARENA_ARRAY(a, columns, struct column_layout);
    l->rows_by_slice = ARENA_ARRAY(a, slices, double);
    memcpy(l->columns, base->columns, (size_t)columns * sizeof(*l->columns));
    /* Of regions loaded and merged one by one, the mean. */
    for (int c = 0; c < columns; c++) {
        l->columns[c].density = NULL;
        l->columns[c].fullest_values = 0;
    }
    spread_slices(l, base, slices, rows);
    layout_sum_slices(l, slices, rows * base->copies);
    l->unsorted_frac = tail_frac;
    l->dead_frac = regions_dead(r) / least;
    count_blocks(k, l, tail_frac);
    return l;
}
