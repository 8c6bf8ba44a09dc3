#include "estimate/regions.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "estimate/stored.h"
#include "models/decay.h"
#include "models/storage.h"
#include "models/vacuum.h"

/* ---- the axis --------------------------------------------------------- */

static double bin_width(const struct regions *r)
{
    return r->span / REGIONS_BINS;
}

/* Share of bin i that lies in [first, last). */
static double overlap(const struct regions *r, int i, double first, double last)
{
    const double w = bin_width(r);
    const double from = fmax(first, i * w), to = fmin(last, (i + 1) * w);

    return to > from ? (to - from) / w : 0;
}

static double sum(const double *bins)
{
    double total = 0;

    for (int i = 0; i < REGIONS_BINS; i++)
        total += bins[i];
    return total;
}

/* `rows` spread evenly over [first, last) into bins. */
static void spread(const struct regions *r, double *bins, double first,
                   double last, double rows)
{
    const double w = bin_width(r);

    if (rows <= 0)
        return;
    first = fmin(fmax(first, 0), r->span);
    last = fmin(last, r->span);
    if (last <= first) {
        const int at = (int)fmin(first / w, REGIONS_BINS - 1);
        bins[at] += rows;
        return;
    }
    const int end = (int)fmin(ceil(last / w), REGIONS_BINS);
    for (int i = (int)(first / w); i < end; i++)
        bins[i] += rows * overlap(r, i, first, last) * w / (last - first);
}

/* The same by key: some of what is loaded is late. */
static void spread_batch(const struct regions *r, double *bins,
                         const struct regions_batch *b, double rows)
{
    const double late = b->late && r->rising ? r->late_frac : 0;

    spread(r, bins, b->first, b->last, rows * (1 - late));
    for (int k = 0; k < REGIONS_SHIFTS && late > 0; k++)
        spread(r, bins, b->first - r->shifts[k], b->last - r->shifts[k],
               rows * late / REGIONS_SHIFTS);
}

/* ---- sums ------------------------------------------------------------- */

double regions_tail(const struct regions *r)
{
    double rows = 0;

    for (size_t i = 0; i < r->tail_count; i++)
        rows += r->tail[i].live + r->tail[i].dead;
    return rows;
}

double regions_head(const struct regions *r)
{
    return sum(r->live) + sum(r->dead);
}

double regions_live(const struct regions *r)
{
    double rows = sum(r->live);

    for (size_t i = 0; i < r->tail_count; i++)
        rows += r->tail[i].live;
    return rows;
}

double regions_dead(const struct regions *r)
{
    double rows = sum(r->dead);

    for (size_t i = 0; i < r->tail_count; i++)
        rows += r->tail[i].dead;
    return rows;
}

double regions_rows(const struct regions *r)
{
    return regions_live(r) + regions_dead(r);
}

/* ---- beginning -------------------------------------------------------- */

static void set_shifts(struct regions *r, struct known *k, int table)
{
    const struct arrival *arrival = &r->t->arrival;

    if (!r->rising || arrival->late_frac <= 0 || arrival->late == NULL)
        return;
    const struct marginal *m = known_marginal(k, table, r->design->sortkeys[0]);
    const double codes = fmax((double)m->hi - (double)m->lo + 1, 1);
    r->late_frac = arrival->late_frac;
    for (int i = 0; i < REGIONS_SHIFTS; i++) {
        const double u = 1 - (i + 0.5) / REGIONS_SHIFTS;
        r->shifts[i] = (double)law_quantile(arrival->late, u) / codes * r->span;
    }
}

struct regions *regions_begin(struct arena *a, struct known *k,
                              const struct table_layout *l, double span)
{
    struct regions *const r = ARENA_NEW(a, struct regions);
    const double rows = (double)l->t->rows;

    *r = (struct regions){
        .arena = a,
        .t = l->t,
        .design = &l->design,
        .sorted = l->design.sortkey_count > 0,
        .span = fmax(span, rows),
        .arrived = rows,
        .live = ARENA_ARRAY(a, REGIONS_BINS, double),
        .dead = ARENA_ARRAY(a, REGIONS_BINS, double),
        .index_rows = rows,
        .index_top = rows,
        .loaded = rows,
    };
    r->rising = r->sorted && l->design.sort == SORT_COMPOUND &&
                !l->t->arrival.random &&
                (stored_rises_with_row(l->t, l->design.sortkeys[0]) ||
                 l->t->arrival.column == l->design.sortkeys[0]);
    set_shifts(r, k, l->table);
    spread(r, r->live, 0, rows, rows);
    return r;
}

/* ---- loads, deletes, updates ------------------------------------------ */

static void push(struct regions *r, struct regions_batch b)
{
    ARENA_GROW(r->arena, r->tail, r->tail_count, r->tail_room);
    r->tail[r->tail_count++] = b;
}

/* May these rows go straight to the head? */
static bool appends(const struct regions *r)
{
    const struct column *key = &r->t->columns[r->design->sortkeys[0]];
    const struct vacuum_append a = {
        .compound = r->design->sort == SORT_COMPOUND,
        .key_columns = r->design->sortkey_count,
        .not_null = key->not_null,
        .unsorted_rows = regions_tail(r),
        .rows_follow = r->rising && r->late_frac <= 0,
        .key_bytes = type_bytes(key->type, key->type.length),
    };

    return vacuum_appends(a);
}

bool regions_load(struct regions *r, double first, double last)
{
    const struct regions_batch b = {
        .first = first, .last = last, .live = last - first, .late = true
    };
    const bool direct =
        !r->sorted || regions_rows(r) <= 0 || (b.live > 0 && appends(r));

    if (b.live <= 0)
        return false;
    r->arrived = fmax(r->arrived, last);
    r->loaded += b.live;
    if (direct)
        spread_batch(r, r->live, &b, b.live);
    else
        push(r, b);
    return direct;
}

/* What the range takes of rows that lie in [from, to). */
static double part(double from, double to, double first, double last)
{
    const double lo = fmax(from, first), hi = fmin(to, last);

    return hi > lo ? (hi - lo) / (to - from) : 0;
}

/* Moves the share of each bin's live rows to its dead ones. */
static double kill_bins(const struct regions *r, double *live, double *dead,
                        double first, double last, double share)
{
    const double w = bin_width(r);
    const int end = (int)fmin(ceil(last / w), REGIONS_BINS);
    double total = 0;

    for (int i = (int)(first / w); i < end; i++) {
        const double of = overlap(r, i, first, last);
        /* The last bin in use is filled only so far. */
        const double filled = overlap(r, i, 0, r->arrived);
        const double n =
            live[i] * fmin(filled > 0 ? of / filled : 0, 1) * share;
        live[i] -= n;
        dead[i] += n;
        total += n;
    }
    return total;
}

double regions_delete(struct regions *r, double first, double last,
                      double share)
{
    double total = 0;

    if (last <= first || share <= 0)
        return 0;
    total += kill_bins(r, r->live, r->dead, first, last, share);
    for (size_t i = 0; i < r->tail_count; i++) {
        struct regions_batch *b = &r->tail[i];
        if (b->live_bins) {
            const double n =
                kill_bins(r, b->live_bins, b->dead_bins, first, last, share);
            b->live -= n;
            b->dead += n;
            total += n;
            continue;
        }
        const double n = b->live * part(b->first, b->last, first, last) * share;
        b->live -= n;
        b->dead += n;
        total += n;
    }
    r->deleted += total;
    return total;
}

double regions_update(struct regions *r, double first, double last,
                      double share)
{
    const double n = regions_delete(r, first, last, share);
    const struct regions_batch b = { .first = first, .last = last, .live = n };

    if (n <= 0)
        return 0;
    r->loaded += n;
    if (r->sorted)
        push(r, b);
    else
        spread(r, r->live, first, last, n);
    return n;
}

static void clear_bins(double *bins)
{
    memset(bins, 0, REGIONS_BINS * sizeof(*bins));
}

void regions_truncate(struct regions *r)
{
    r->deleted += regions_live(r);
    clear_bins(r->live);
    clear_bins(r->dead);
    r->tail_count = 0;
}

/* ---- VACUUM ----------------------------------------------------------- */

/* The lowest key of the tail, as a place; of scattered keys the lowest of n
   is 1 / (n + 1) of the way. */
static double lowest_key(const struct regions *r)
{
    double lowest = r->span;

    if (!r->rising)
        return r->arrived / (regions_tail(r) + 1);
    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        double first = b->first;
        if (b->live + b->dead <= 0)
            continue;
        if (b->late && r->late_frac * (b->live + b->dead) >= REGIONS_SHIFTS)
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
        rows += (r->live[i] + r->dead[i]) * overlap(r, i, place, r->span);
    return rows;
}

static void add_bins(double *to, const double *from)
{
    for (int i = 0; i < REGIONS_BINS; i++)
        to[i] += from[i];
}

/* The tail's rows by key into these bins. */
static void gather(struct regions *r, double *live, double *dead)
{
    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        if (b->live_bins) {
            add_bins(live, b->live_bins);
            add_bins(dead, b->dead_bins);
        } else {
            spread_batch(r, live, b, b->live);
            spread_batch(r, dead, b, b->dead);
        }
    }
}

static void merge_tail(struct regions *r, bool keep_dead)
{
    gather(r, r->live, r->dead);
    r->tail_count = 0;
    if (!keep_dead)
        clear_bins(r->dead);
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
    for (size_t i = 0; i < r->tail_count && left > 0; i++) {
        struct regions_batch *b = &r->tail[i];
        const double n = fmin(b->dead, left);
        if (n <= 0)
            continue;
        if (b->live_bins)
            for (int j = 0; j < REGIONS_BINS; j++)
                b->dead_bins[j] *= 1 - n / b->dead;
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
    gather(r, b.live_bins, b.dead_bins);
    clear_bins(b.dead_bins);
    b.live = sum(b.live_bins);
    r->tail_count = 0;
    push(r, b);
}

struct regions_vacuum regions_vacuum(struct regions *r, enum vacuum_kind kind,
                                     double to_pct, double block_rows,
                                     double slices)
{
    struct regions_vacuum out = { 0 };
    const double tail = regions_tail(r), rows = regions_rows(r);
    const double sorted_frac = rows > 0 ? 1 - tail / rows : 1;

    CHECK(block_rows >= 1 && slices >= 1);
    (void)slices;
    if (kind == VACUUM_REINDEX) {
        to_pct = 100;
        out.analysed_rows = rows;
    }
    const bool wants = kind != VACUUM_DELETE_ONLY && r->sorted;
    if (kind == VACUUM_RECLUSTER) {
        out.sorted = r->tail_count > 1;
        if (out.sorted) {
            out.sorted_rows = tail;
            out.removed_rows = regions_dead(r) - sum(r->dead);
            recluster(r);
        }
        return out;
    }
    if (wants && (kind == VACUUM_REINDEX ||
                  vacuum_sorts(fmin(sorted_frac, 1), to_pct))) {
        out.sorted = true;
        out.sorted_rows = tail;
        const double from = kind == VACUUM_REINDEX ? 0 : lowest_key(r);
        out.merged_rows = head_above(r, from) + tail;
        if (kind != VACUUM_SORT_ONLY) {
            out.removed_rows = regions_dead(r);
            out.merged_rows -=
                out.removed_rows * fmin(1, out.merged_rows / rows);
        }
        merge_tail(r, kind == VACUUM_SORT_ONLY);
        if (kind == VACUUM_REINDEX) {
            r->index_rows = regions_live(r);
            r->index_top = r->arrived;
        }
        return out;
    }
    if (kind != VACUUM_SORT_ONLY)
        clean(r, to_pct, block_rows, &out);
    return out;
}

void regions_deep_copy(struct regions *r)
{
    merge_tail(r, false);
    r->index_rows = regions_live(r);
    r->index_top = r->arrived;
}

double regions_interleaved_skew(const struct regions *r)
{
    if (r->design->sort != SORT_INTERLEAVED)
        return (double)NAN;
    const double growth =
        fmax(regions_live(r) - r->index_rows, 0) / fmax(r->index_rows, 1);
    /* Keys that rise with the row all fall beyond the index's last cell. */
    bool rises = false;
    for (int i = 0; i < r->design->sortkey_count; i++)
        rises |= r->t->arrival.column == r->design->sortkeys[i] ||
                 stored_rises_with_row(r->t, r->design->sortkeys[i]);
    const double cells =
        pow(fmax(r->index_rows, 1), 1.0 / r->design->sortkey_count);
    return decay_interleaved_skew(growth, rises ? 1 / fmin(cells, 16) : 1);
}
