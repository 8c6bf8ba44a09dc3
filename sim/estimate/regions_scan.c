/*
 * What a scan finds in the regions of a table: ranges of stored rows, and the
 * blocks that hold them.
 */
#include <math.h>
#include <string.h>

#include "estimate/regions.h"
#include "estimate/regions_xids.h"
#include "models/encoding.h"
#include "models/skew.h"
#include "models/storage.h"
#include "models/vacuum.h"

/* A range of places of the key. */
struct places {
    double first, last;
};

static double below_in_range(double from, double to, double place)
{
    if (to <= from)
        return place > from;
    return fmin(fmax((place - from) / (to - from), 0), 1);
}

static double below_in_bins(const struct regions *r, const double *live,
                            const double *dead, double top, double place)
{
    const double w = r->span / REGIONS_BINS;
    double rows = 0;

    for (int i = 0; i < REGIONS_BINS && i * w < place; i++) {
        /* The last bin in use is filled only up to the newest row. */
        const double end = fmin((i + 1) * w, fmax(top, i * w));
        rows += (live[i] + dead[i]) * below_in_range(i * w, end, place);
    }
    return rows;
}

/* Rows of a batch below this place of the key. */
static double below_in_batch(const struct regions *r,
                             const struct regions_batch *b, double place)
{
    const double rows = b->live + b->dead;
    const double late = b->late ? r->late_frac : 0;

    if (!r->rising)
        return rows * fmin(fmax(place / fmax(r->arrived, 1), 0), 1);
    if (b->live_bins)
        return below_in_bins(r, b->live_bins, b->dead_bins, b->last, place);
    double share = (1 - late) * below_in_range(b->first, b->last, place);
    for (int k = 0; k < REGIONS_SHIFTS && late > 0; k++)
        share += late / REGIONS_SHIFTS *
                 below_in_range(b->first - r->shifts[k], b->last - r->shifts[k],
                                place);
    return rows * share;
}

static double below_in_head(const struct regions *r, double head, double place)
{
    if (!r->rising)
        return head * fmin(fmax(place / fmax(r->arrived, 1), 0), 1);
    return below_in_bins(r, r->live, r->dead, r->head_top, place);
}

/* In one batch a run of hit blocks and a block that it shares on each side. */
int regions_ranges_most(const struct regions *r)
{
    return 3 * (int)r->tail_count + 2;
}

static void round_out(struct zone_range *range, double base, double top,
                      double m)
{
    range->first = base + floor((range->first - base) / m) * m;
    range->last = fmin(base + ceil((range->last - base) / m) * m, top);
}

/* Place of the key below which so many of a RECLUSTERed batch's rows lie. */
static double place_in_bins(const struct regions *r,
                            const struct regions_batch *b, double rows)
{
    double lo = 0, hi = r->arrived;

    for (int i = 0; i < 40; i++) {
        const double mid = (lo + hi) / 2;
        if (below_in_batch(r, b, mid) < rows)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* Place of the i-th of a batch's n rows on a slice, in order of the key. */
static double place_of(const struct regions *r, const struct regions_batch *b,
                       double i, double n)
{
    const double late = b->late ? r->late_frac : 0;
    const double share = (i + 1) / (n + 1);

    if (!r->rising)
        return share * r->arrived;
    if (b->live_bins)
        return place_in_bins(r, b, share * (b->live + b->dead));
    if (share < late) /* those that come late are the first */
        return b->first - r->shifts[0] * (1 - share / late);
    return b->first + (share - late) / (1 - late) * (b->last - b->first);
}

/* Places of rows from..to - 1 of a batch's n, by key; or of when they arrived,
   where the key says nothing about that. */
static struct places portion(const struct regions *r,
                             const struct regions_batch *b, double from,
                             double to, double n, bool arrival)
{
    if (!arrival || b->live_bins)
        return (struct places){ place_of(r, b, from, n),
                                place_of(r, b, fmax(to - 1, from), n) };
    const double few = (b->last - b->first) / (to - from + 1);
    const double late = b->late ? r->late_frac * (to - from) : 0;
    return (struct places){ b->first + few - (late >= 1 ? r->shifts[0] : 0),
                            b->last - few };
}

/* The tail, block by block: batches lie one behind the other, and a block
   spans from the lowest of its rows to the highest, whatever batch they are
   of. */
struct walk {
    struct places block; /* what it spans so far */
    double begin, at;    /* rows of the slice */
    struct zone_range *out;
    int n;
};

static void end_block(struct walk *w, struct places p)
{
    const bool hit = w->block.first < p.last && w->block.last >= p.first;

    if (hit && w->n > 0 && w->out[w->n - 1].last >= w->begin)
        w->out[w->n - 1].last = w->at;
    else if (hit)
        w->out[w->n++] = (struct zone_range){ w->begin, w->at };
    w->begin = w->at;
    w->block = (struct places){ HUGE_VAL, -HUGE_VAL };
}

static int tail_ranges(const struct regions *r, double share, struct places p,
                       double head, double m, bool arrival,
                       struct zone_range *out)
{
    struct walk w = { { HUGE_VAL, -HUGE_VAL }, head, head, out, 0 };

    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        const double n = (b->live + b->dead) * share;
        for (double from = 0; from < n;) {
            const double to = fmin(n, from + w.begin + m - w.at);
            const struct places of = portion(r, b, from, to, n, arrival);
            w.block.first = fmin(w.block.first, of.first);
            w.block.last = fmax(w.block.last, of.last);
            w.at += to - from;
            if (w.at >= w.begin + m * (1 - 1e-9))
                end_block(&w, p);
            from = to;
        }
    }
    if (w.at > w.begin)
        end_block(&w, p);
    return w.n;
}

int regions_ranges(const struct regions *r, double slice_rows, double below,
                   double within, double block_rows, struct zone_range *out)
{
    const double rows = regions_rows(r);
    const struct places p = { below * r->arrived,
                              (below + within) * r->arrived };
    const double share = rows > 0 ? slice_rows / rows : 0;
    const double head = regions_head(r);
    int n = 0;

    if (rows <= 0)
        return 0;
    const double lo = below_in_head(r, head, p.first);
    const double hi = below_in_head(r, head, p.last);
    if (hi > lo) {
        out[n] = (struct zone_range){ floor(lo * share),
                                      fmin(ceil(hi * share), head * share) };
        round_out(&out[n], 0, head * share, block_rows);
        n++;
    }
    return n +
           tail_ranges(r, share, p, head * share, block_rows, false, out + n);
}

int regions_ranges_by_arrival(const struct regions *r, double slice_rows,
                              double below, double within, double block_rows,
                              struct zone_range *out)
{
    const double rows = regions_rows(r);
    const struct places p = { below * r->arrived,
                              (below + within) * r->arrived };
    const double share = rows > 0 ? slice_rows / rows : 0;
    const double head = regions_head(r);
    int n = 0;

    if (rows <= 0)
        return 0;
    const double lo = below_in_bins(r, r->live, r->dead, r->head_top, p.first);
    const double hi = below_in_bins(r, r->live, r->dead, r->head_top, p.last);
    if (hi > lo) {
        const struct zone_region in = { head * share, block_rows };
        const double read =
            zone_read_unsorted(in, lo / head, fmin(hi / head, 1) - lo / head);
        out[n++] = (struct zone_range){ 0, fmin(read * block_rows, in.rows) };
    }
    return n +
           tail_ranges(r, share, p, head * share, block_rows, true, out + n);
}

/* ---- layout ----------------------------------------------------------- */

/* Tokens of an XID column in one block, or 0 where a block is so many rows. */
static double xid_tokens(const struct engine *e)
{
    return e->rows_per_block > 0
               ? 0
               : floor(e->xid_rows_per_block * encoding_xid_tokens(1));
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
    double tokens = 0;

    c->blocks = 0;
    for (int s = 0; s < k->world->cluster.slices; s++) {
        const double part = l->rows_by_slice[s] / fmax(l->slice_rows, 1e-9);
        if (part <= 0)
            continue;
        c->blocks += storage_column_blocks(head * part, tail * part, each,
                                           l->segments > 1);
        tokens += (head + tail) * part;
    }
    c->values_per_block = fmax(rows * l->copies * each / fmax(tokens, 1e-9), 1);
}

static void count_blocks(const struct known *k, struct table_layout *l,
                         double tail_frac)
{
    l->blocks = 0;
    for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++) {
        l->columns[c].blocks = 0;
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
