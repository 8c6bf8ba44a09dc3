/*
 * What a scan finds in the regions of a table: ranges of stored rows, and the
 * blocks that hold them.
 */
#include <math.h>
#include <string.h>

#include "estimate/regions.h"
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
                            const double *dead, double place)
{
    const double w = r->span / REGIONS_BINS;
    double rows = 0;

    for (int i = 0; i < REGIONS_BINS && i * w < place; i++) {
        /* The last bin in use is filled only so far. */
        const double end = fmin((i + 1) * w, fmax(r->arrived, i * w));
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
        return below_in_bins(r, b->live_bins, b->dead_bins, place);
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
    return below_in_bins(r, r->live, r->dead, place);
}

int regions_ranges_most(const struct regions *r)
{
    return (int)r->tail_count + 1;
}

/* Does a batch, or a group of small ones in one block, meet the places? */
static bool meets(const struct regions *r, const struct regions_batch *b,
                  struct places p)
{
    if (!r->rising)
        return p.last > p.first;
    const double from =
        b->first - (b->late && r->late_frac > 0 ? r->shifts[0] : 0);
    return p.first < b->last && p.last > from;
}

static void round_out(struct zone_range *range, double base, double top,
                      double m)
{
    range->first = base + floor((range->first - base) / m) * m;
    range->last = fmin(base + ceil((range->last - base) / m) * m, top);
}

/* The tail: batches one behind the other; a small one shares its block with
   the next, and that block is read when either is hit. */
static int tail_ranges(const struct regions *r, double share, struct places p,
                       double head, double top, double m,
                       struct zone_range *out)
{
    double at = head;
    int n = 0;

    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        const double rows = (b->live + b->dead) * share;
        const double lo = below_in_batch(r, b, p.first) * share;
        const double hi = below_in_batch(r, b, p.last) * share;
        if (hi > lo || meets(r, b, p)) {
            out[n] = (struct zone_range){ at + lo, at + fmax(hi, lo + 1e-9) };
            if (rows < m)
                out[n] = (struct zone_range){ at, at + rows };
            round_out(&out[n], head, top, m);
            n++;
        }
        at += rows;
    }
    return n;
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
    return n + tail_ranges(r, share, p, head * share, slice_rows, block_rows,
                           out + n);
}

/* ---- layout ----------------------------------------------------------- */

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
    spread_slices(l, base, slices, rows);
    layout_sum_slices(l, slices, rows * base->copies);
    l->unsorted_frac = tail_frac;
    l->dead_frac = regions_dead(r) / least;
    count_blocks(k, l, tail_frac);
    return l;
}
