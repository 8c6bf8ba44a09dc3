/*
 * What DELETE and UPDATE do to the regions of a table.
 */
#include <math.h>
#include <string.h>

#include "estimate/regions/regions_bins.h"
#include "estimate/regions/regions_xids.h"

/* Rows of [hit_first, hit_last) die, this share of them; where they lay is
   kept by `fresh`, which will hold them again, or NULL. */
struct killing {
    const struct regions *r;
    double first, last, share;
    struct regions_batch *fresh;
};

/* fmin and fmax of numbers, in place: deletes ask for millions. */
static inline double least(double a, double b)
{
    return a < b ? a : b;
}

static inline double most(double a, double b)
{
    return a > b ? a : b;
}

/* So many rows, even over [first, last), into the parts of a batch. */
static void spread_into_parts(struct regions_batch *b, double first,
                              double last, double rows)
{
    const double w = (b->last - b->first) / REGIONS_PARTS;
    const double from = (first - b->first) / w, to = (last - b->first) / w;

    if (rows <= 0 || w <= 0)
        return;
    const int end = (int)least(ceil(to), REGIONS_PARTS);
    for (int i = (int)least(most(from, 0), REGIONS_PARTS - 1); i < end; i++) {
        const double in = least(to, i + 1) - most(from, i);
        b->live_part[i] += rows * least(most(in / (to - from), 0), 1);
    }
}

/* Of *live rows even over [from, to) those hit become dead; how many. Live
   rows lie above what is gone. */
static double kill(const struct killing *k, double from, double to,
                   double *live, double *dead)
{
    const double begin = most(from, k->r->gone);
    const double lo = most(begin, k->first), hi = least(to, k->last);

    if (hi <= lo || *live <= 0)
        return 0;
    const double n = *live * (hi - lo) / (to - begin) * k->share;
    *live -= n;
    *dead += n;
    if (k->fresh != NULL)
        spread_into_parts(k->fresh, lo, hi, n);
    return n;
}

/* The same of all bins. */
static double kill_bins(const struct killing *k, double *live, double *dead,
                        double *killed)
{
    const double w = regions_bin_width(k->r);
    const int end = (int)fmin(ceil(k->last / w), REGIONS_BINS);
    double total = 0;

    for (int i = (int)(k->first / w); i < end; i++) {
        /* Below what has not come. */
        const double to = least((i + 1) * w, most(k->r->arrived, i * w));
        killed[i] = kill(k, i * w, to, &live[i], &dead[i]);
        total += killed[i];
    }
    return total;
}

/* The same in the head, whose transactions are kept. */
static double kill_head(struct regions *r, const struct killing *k)
{
    double live[REGIONS_BINS], dead[REGIONS_BINS], killed[REGIONS_BINS] = { 0 };

    memcpy(live, r->live, sizeof(live));
    memcpy(dead, r->dead, sizeof(dead));
    const double total = kill_bins(k, live, dead, killed);
    regions_xids_delete(r, killed);
    memcpy(r->live, live, sizeof(live));
    memcpy(r->dead, dead, sizeof(dead));
    return total;
}

static double kill_parts(const struct killing *k, struct regions_batch *b)
{
    const double w = (b->last - b->first) / REGIONS_PARTS;
    double total = 0;

    if (b->last <= k->first || b->first >= k->last)
        return 0;
    /* From the part of the first row hit to that of the last, and one more on
       each side for what rounding may cut off. */
    const double from = (k->first - b->first) / w - 1;
    const double to = (k->last - b->first) / w + 2;
    const int end = (int)least(to, REGIONS_PARTS);
    for (int i = (int)most(from, 0); i < end; i++)
        total += kill(k, b->first + i * w, b->first + (i + 1) * w,
                      &b->live_part[i], &b->dead_part[i]);
    return total;
}

static double kill_batch(const struct killing *k, struct regions_batch *b)
{
    double killed[REGIONS_BINS];
    const double n = b->live_bins
                         ? kill_bins(k, b->live_bins, b->dead_bins, killed)
                         : kill_parts(k, b);

    regions_xids_delete_batch(b, n);
    b->live = fmax(b->live - n, 0);
    b->dead += n;
    return n;
}

static double kill_all(struct regions *r, const struct killing *k)
{
    if (k->last <= k->first || k->share <= 0)
        return 0;
    double total = kill_head(r, k);
    for (size_t i = 0; i < r->tail_count; i++)
        total += kill_batch(k, &r->tail[i]);
    r->deleted += total;
    return total;
}

double regions_delete(struct regions *r, double first, double last,
                      double share)
{
    const struct killing k = { r, first, last, share, NULL };
    const double total = kill_all(r, &k);

    if (first <= r->gone && share >= 1)
        r->gone = fmax(r->gone, last);
    return total;
}

double regions_update(struct regions *r, double first, double last,
                      double share)
{
    struct regions_batch b = { .first = fmax(first, r->gone),
                               .last = fmax(last, r->gone) };
    const struct killing k = { r, first, last, share, &b };

    b.live = kill_all(r, &k);
    if (b.live <= 0)
        return 0;
    r->loaded += b.live;
    if (r->sorted)
        regions_push(r, b);
    else
        regions_spread(r, r->live, b.first, b.last, b.live);
    return b.live;
}

void regions_join(struct regions *r, size_t from)
{
    for (size_t i = from + 1; i < r->tail_count; i++)
        r->tail[i].joined = true;
}
