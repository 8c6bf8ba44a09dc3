/*
 * What a VACUUM and a deep copy make of the regions of a table.
 */
#include <math.h>

#include "estimate/regions/regions_bins.h"
#include "estimate/regions/regions_xids.h"
#include "models/vacuum.h"

/* The lowest key of the tail, as a place; of scattered keys the lowest of
   the n on a slice is 1 / (n + 1) of the way. */
static double lowest_key(const struct regions *r, double slices)
{
    double lowest = r->span;

    if (!r->rising)
        return r->arrived / (regions_tail(r) / slices + 1);
    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        double first = b->first;
        if (b->live + b->dead <= 0)
            continue;
        if ((r->trailing || b->late) &&
            r->late_frac * (b->live + b->dead) >= r->shift_count)
            first -= r->shifts[0];
        lowest = fmin(lowest, fmax(first, 0));
    }
    return lowest;
}

/* Rows of the head from this place on. */
static double head_above(const struct regions *r, double place)
{
    double rows = 0;

    for (int i = 0; i < REGIONS_BINS; i++)
        rows +=
            (r->live[i] + r->dead[i]) * regions_overlap(r, i, place, r->span);
    return rows;
}

static void add_bins(double *to, const double *from)
{
    for (int i = 0; i < REGIONS_BINS; i++)
        to[i] += from[i];
}

/* A batch's rows by key into these bins. */
static void gather(const struct regions *r, const struct regions_batch *b,
                   double *live, double *dead)
{
    if (b->live_bins) {
        add_bins(live, b->live_bins);
        add_bins(dead, b->dead_bins);
    } else {
        regions_spread_batch(r, live, b, b->live_part, r->gone);
        regions_spread_batch(r, dead, b, b->dead_part, b->first);
    }
}

static void merge_tail(struct regions *r, bool keep_dead)
{
    double gone[REGIONS_BINS] = { 0 }; /* of no interest */

    if (!keep_dead)
        regions_clear(r->dead);
    for (size_t i = 0; i < r->tail_count; i++) {
        regions_xids_merge(r, &r->tail[i], keep_dead);
        r->head_top = fmax(r->head_top, r->tail[i].last);
        gather(r, &r->tail[i], r->live, keep_dead ? r->dead : gone);
    }
    r->tail_count = 0;
}

/* Chance that a block of m rows has a dead one when d of them are. */
static double touched(double live, double dead, double m)
{
    const double rows = live + dead;

    return rows > 0 ? 1 - pow(1 - fmin(dead / rows, 1), m) : 0;
}

/* Dead rows go from the front on, until `left` of them are out. */
static void clean_bins(double *live, double *dead, double m, double *left,
                       struct regions_vacuum *out)
{
    for (int i = 0; i<REGIONS_BINS && * left> 0; i++) {
        const double n = fmin(dead[i], *left);
        if (n <= 0)
            continue;
        out->cleaned_rows +=
            (live[i] + dead[i]) * touched(live[i], dead[i], m) * n / dead[i];
        dead[i] -= n;
        *left -= n;
        out->removed_rows += n;
    }
}

static void clean(struct regions *r, double to_pct, double m,
                  struct regions_vacuum *out)
{
    const double rows = regions_rows(r);
    double left =
        rows > 0
            ? vacuum_deleted_frac(fmin(regions_dead(r) / rows, 1), to_pct) *
                  rows
            : 0;

    out->deleted = left > 0;
    clean_bins(r->live, r->dead, m, &left, out);
    regions_xids_clean(r);
    for (size_t i = 0; i < r->tail_count && left > 0; i++) {
        struct regions_batch *b = &r->tail[i];
        const double n = fmin(b->dead, left);
        if (n <= 0)
            continue;
        for (int j = 0; b->live_bins && j < REGIONS_BINS; j++)
            b->dead_bins[j] *= 1 - n / b->dead;
        for (int j = 0; j < REGIONS_PARTS; j++)
            b->dead_part[j] *= 1 - n / b->dead;
        out->cleaned_rows +=
            (b->live + b->dead) * touched(b->live, b->dead, m) * n / b->dead;
        b->dead -= n;
        left -= n;
        out->removed_rows += n;
    }
}

static void recluster(struct regions *r)
{
    struct regions_batch b = { .last = r->arrived };

    b.live_bins = ARENA_ARRAY(r->arena, REGIONS_BINS, double);
    b.dead_bins = ARENA_ARRAY(r->arena, REGIONS_BINS, double);
    regions_xids_recluster(r, &b);
    for (size_t i = 0; i < r->tail_count; i++)
        gather(r, &r->tail[i], b.live_bins, b.dead_bins);
    regions_clear(b.dead_bins);
    b.live = regions_sum(b.live_bins);
    r->tail_count = 0;
    regions_push(r, b);
}

/* Busiest slice over the mean, of rows that came within these places. */
static double over_mean(const struct regions *r, const struct table_layout *now,
                        double first, double last)
{
    if (!r->dist_rising)
        return now->max_over_mean;
    const double share = fmin(fmax(last - first, 0) / r->span, 1);
    return fmax(layout_busiest(now->populated, r->dist_values * share, 0,
                               regions_rows(r) * share),
                1);
}

/* First place of the tail's batches; they end where arrival ends. */
static double tail_first(const struct regions *r)
{
    double first = r->arrived;

    for (size_t i = 0; i < r->tail_count; i++)
        first = fmin(first, r->tail[i].first);
    return first;
}

static double widest_block(const struct table_layout *l)
{
    double rows = 1;

    for (int c = 0; c < l->t->column_count; c++)
        rows = fmax(rows, l->columns[c].values_per_block);
    return rows;
}

/* Sort and merge, from the lowest new key on. */
static void sort_and_merge(struct regions *r, enum vacuum_kind kind,
                           const struct table_layout *now,
                           struct regions_vacuum *out)
{
    const double tail = regions_tail(r), rows = regions_rows(r);
    const double from =
        kind == VACUUM_REINDEX ? 0 : lowest_key(r, now->populated);

    out->sorted = true;
    out->sorted_rows = tail;
    out->sorted_over_mean = over_mean(r, now, tail_first(r), r->arrived);
    out->merged_rows = head_above(r, from) + tail;
    out->merged_over_mean = over_mean(r, now, r->rising ? from : 0, r->arrived);
    if (kind != VACUUM_SORT_ONLY) {
        out->removed_rows = regions_dead(r);
        out->merged_rows -=
            out->removed_rows * fmin(1, out->merged_rows / fmax(rows, 1));
    }
    merge_tail(r, kind == VACUUM_SORT_ONLY);
    if (kind == VACUUM_REINDEX)
        regions_learn(r);
}

/* Batches of the tail: one of less than half a row is not expected. */
static int batches(const struct regions *r)
{
    double rows = 0;
    int n = 0;

    for (size_t i = 0; i < r->tail_count; i++) {
        const double own = r->tail[i].live + r->tail[i].dead;
        const double with = r->tail[i].joined ? rows + own : own;
        n += with >= 0.5 && (!r->tail[i].joined || rows < 0.5);
        rows = with;
    }
    return n;
}

static void sort_tail_alone(struct regions *r, const struct table_layout *now,
                            struct regions_vacuum *out)
{
    out->sorted = batches(r) > 1;
    if (!out->sorted)
        return;
    out->sorted_rows = regions_tail(r);
    out->sorted_over_mean = over_mean(r, now, tail_first(r), r->arrived);
    out->removed_rows = regions_dead(r) - regions_sum(r->dead);
    recluster(r);
    r->vacuumed = true;
}

struct regions_vacuum regions_vacuum(struct regions *r, enum vacuum_kind kind,
                                     double to_pct,
                                     const struct table_layout *now)
{
    struct regions_vacuum out = { .sorted_over_mean = now->max_over_mean,
                                  .merged_over_mean = now->max_over_mean };
    const double tail = regions_tail(r), rows = regions_rows(r);
    const double sorted_frac = rows > 0 ? fmin(1 - tail / rows, 1) : 1;
    const bool reindex = kind == VACUUM_REINDEX;

    if (kind == VACUUM_RECLUSTER) {
        sort_tail_alone(r, now, &out);
        return out;
    }
    if (reindex)
        out.analysed_rows = rows;
    if (kind != VACUUM_DELETE_ONLY && r->sorted &&
        (reindex || vacuum_sorts(sorted_frac, to_pct)))
        sort_and_merge(r, kind, now, &out);
    else if (kind != VACUUM_SORT_ONLY)
        clean(r, to_pct, widest_block(now), &out);
    r->vacuumed |= out.sorted || out.deleted;
    return out;
}

void regions_deep_copy(struct regions *r)
{
    merge_tail(r, false);
    regions_xids_renew(r);
    r->vacuumed = false;
    regions_learn(r);
}
