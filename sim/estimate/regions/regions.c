#include "estimate/regions/regions.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "estimate/regions/regions_bins.h"
#include "estimate/regions/regions_xids.h"
#include "estimate/stored/stored.h"
#include "models/decay.h"
#include "models/vacuum.h"
#include "world/value/value.h"

/* ---- the axis --------------------------------------------------------- */

double regions_bin_width(const struct regions *r)
{
    return r->span / REGIONS_BINS;
}

/* Share of bin i that lies in [first, last). */
double regions_overlap(const struct regions *r, int i, double first,
                       double last)
{
    const double w = regions_bin_width(r);
    const double from = fmax(first, i * w), to = fmin(last, (i + 1) * w);

    return to > from ? (to - from) / w : 0;
}

/* Sums that do not wait for each other, always in the same order. */
enum { LANES = 8 };

double regions_sum(const double *bins)
{
    double part[LANES] = { 0 }, total = 0;

    for (int i = 0; i < REGIONS_BINS; i += LANES)
        for (int k = 0; k < LANES; k++)
            part[k] += bins[i + k];
    for (int k = 0; k < LANES; k++)
        total += part[k];
    return total;
}

/* `rows` spread evenly over [first, last) into bins. */
void regions_spread(const struct regions *r, double *bins, double first,
                    double last, double rows)
{
    const double w = regions_bin_width(r);

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
        bins[i] +=
            rows * regions_overlap(r, i, first, last) * w / (last - first);
}

/* The same by key: some of what is loaded is late. */
static void spread_by_key(const struct regions *r, double *bins,
                          const struct regions_batch *b, double first,
                          double last, double rows)
{
    const bool shifted = r->trailing || (b->late && r->rising);
    const double late = shifted ? r->late_frac : 0;

    regions_spread(r, bins, fmin(first, last), last, rows * (1 - late));
    for (int k = 0; k < r->shift_count && late > 0; k++)
        regions_spread(r, bins, fmin(first - r->shifts[k], r->arrived),
                       fmin(last - r->shifts[k], r->arrived),
                       rows * late / r->shift_count);
}

void regions_spread_batch(const struct regions *r, double *bins,
                          const struct regions_batch *b, const double *parts,
                          double above)
{
    const double w = (b->last - b->first) / REGIONS_PARTS;

    for (int i = 0; i < REGIONS_PARTS; i++) {
        const double last = b->first + (i + 1) * w;
        if (parts[i] > 0)
            spread_by_key(r, bins, b, fmin(fmax(last - w, above), last), last,
                          parts[i]);
    }
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
    return regions_sum(r->live) + regions_sum(r->dead);
}

double regions_live(const struct regions *r)
{
    double rows = regions_sum(r->live);

    for (size_t i = 0; i < r->tail_count; i++)
        rows += r->tail[i].live;
    return rows;
}

double regions_dead(const struct regions *r)
{
    double rows = regions_sum(r->dead);

    for (size_t i = 0; i < r->tail_count; i++)
        rows += r->tail[i].dead;
    return rows;
}

double regions_rows(const struct regions *r)
{
    return regions_live(r) + regions_dead(r);
}

/* ---- beginning -------------------------------------------------------- */

/* Of so many equally likely draws of the law, as places, the k-th largest. */
static double nth_shift(const struct regions *r, const struct law *law,
                        const struct marginal *m, int k, int count)
{
    const double codes = fmax((double)m->hi - (double)m->lo + 1, 1);
    const double u = 1 - (k + 0.5) / count;

    return (double)law_quantile(law, u) / codes * r->span;
}

static void set_late(struct regions *r, struct known *k)
{
    enum { SHIFTS = 8 };
    const struct arrival *const arrival = &r->t->arrival;

    if (arrival->late_frac <= 0 || arrival->late == NULL || arrival->column < 0)
        return;
    const struct marginal *m =
        marginal_punctual(known_marginal(k, r->table, arrival->column));
    r->late_frac = arrival->late_frac;
    r->shift_count = SHIFTS;
    for (int i = 0; i < SHIFTS; i++)
        r->shifts[i] = nth_shift(r, arrival->late, m, i, SHIFTS);
}

/* The law of the lag by which the sort key trails arrival; or NULL. */
static const struct law *lag_of_key(const struct regions *r)
{
    const struct table *const t = r->t;

    if (r->design->sort != SORT_COMPOUND || r->design->sortkey_count == 0 ||
        t->arrival.random || t->arrival.column < 0)
        return NULL;
    const struct law *const law = t->columns[r->design->sortkeys[0]].law;
    return law->kind == LAW_LAG && law->calendar != CALENDAR_YYYYMMDD &&
                   law->source == t->arrival.column
               ? law->inner
               : NULL;
}

/* A row of the mean lag lies where it arrived. Late rows, being fewer, are
   left out of it. */
static void set_trailing(struct regions *r, struct known *k)
{
    const struct law *const lag = lag_of_key(r);
    double longest[REGIONS_SHIFTS], mean = 0;

    if (lag == NULL)
        return;
    const struct marginal *m =
        marginal_punctual(known_marginal(k, r->table, r->t->arrival.column));
    r->trailing = r->rising = true;
    r->late_frac = 1;
    r->shift_count = REGIONS_SHIFTS;
    for (int i = 0; i < REGIONS_SHIFTS; i++) {
        longest[i] = nth_shift(r, lag, m, i, REGIONS_SHIFTS);
        mean += longest[i] / REGIONS_SHIFTS;
    }
    for (int i = 0; i < REGIONS_SHIFTS; i++)
        r->shifts[i] = mean - longest[REGIONS_SHIFTS - 1 - i];
}

/* Keys of unequal shares are as many equal ones as their shares' squares make
   of them. */
static void set_keys(struct regions *r, struct known *k, int table)
{
    const struct table_design *const d = r->design;

    r->keys = 1;
    for (int i = 0; i < d->sortkey_count; i++) {
        const struct marginal *m = known_marginal(k, table, d->sortkeys[i]);
        r->keys /= fmax(marginal_concentration(m), 1 / fmax(m->distinct, 1));
    }
    r->keys_apart = d->diststyle == DIST_KEY && d->sortkey_count > 0 &&
                    d->distkey == d->sortkeys[0];
}

struct regions *regions_begin(struct arena *a, struct known *k,
                              const struct table_layout *l, double rows)
{
    struct regions *const r = ARENA_NEW(a, struct regions);
    const double span = fmax((double)l->t->rows, 1);

    CHECK(rows <= span);
    *r = (struct regions){
        .arena = a,
        .world = k->world,
        .known = k,
        .table = l->table,
        .t = l->t,
        .design = &l->design,
        .sorted = l->design.sortkey_count > 0,
        .span = span,
        .arrived = rows,
        .head_top = rows,
        .live = ARENA_ARRAY(a, REGIONS_BINS, double),
        .dead = ARENA_ARRAY(a, REGIONS_BINS, double),
        .same = ARENA_ARRAY(a, REGIONS_BINS, double),
        .dead_same = ARENA_ARRAY(a, REGIONS_BINS, double),
        .came = ARENA_ARRAY(a, REGIONS_BINS, double),
        .index = ARENA_ARRAY(a, REGIONS_BINS, double),
        .loaded = rows,
    };
    r->rising = r->sorted && l->design.sort == SORT_COMPOUND &&
                !l->t->arrival.random &&
                (stored_rises_with_row(l->t, l->design.sortkeys[0]) ||
                 l->t->arrival.column == l->design.sortkeys[0]);
    for (int i = 0; i < l->design.sortkey_count; i++)
        r->index_rises |= l->design.sort == SORT_INTERLEAVED &&
                          regions_rises(r, l->design.sortkeys[i]);
    if (l->design.diststyle == DIST_KEY) {
        r->dist_rising = !l->t->arrival.random &&
                         stored_rises_with_row(l->t, l->design.distkey);
        r->dist_values =
            known_marginal(k, l->table, l->design.distkey)->distinct;
    }
    r->parts = parts_of(k, l);
    if (r->sorted)
        set_late(r, k);
    set_trailing(r, k);
    set_keys(r, k, l->table);
    regions_spread(r, r->live, 0, rows, rows);
    regions_xids_renew(r); /* one COPY */
    regions_learn(r);
    return r;
}

/* ---- loads ------------------------------------------------------------ */

void regions_push(struct regions *r, struct regions_batch b)
{
    ARENA_GROW(r->arena, r->tail, r->tail_count, r->tail_room);
    r->tail[r->tail_count++] = b;
}

/* Does the key of the row that arrives now lie above that of the last one? It
   may be of the same day. */
static bool follows(const struct regions *r, double first)
{
    const int key = r->design->sortkeys[0];
    const int64_t row = (int64_t)first;

    if (!r->rising || r->late_frac > 0)
        return false;
    return row <= 0 || row >= r->t->rows ||
           value_at(r->world, r->table, key, row) >
               value_at(r->world, r->table, key, row - 1);
}

/* May a COPY of rows from this place on go straight to the head? */
static bool appends(const struct regions *r, double first)
{
    const struct column *key = &r->t->columns[r->design->sortkeys[0]];
    const struct vacuum_append a = {
        .compound = r->design->sort == SORT_COMPOUND,
        .key_columns = r->design->sortkey_count,
        .not_null = key->not_null,
        .unsorted_rows = regions_tail(r),
        .rows_follow = follows(r, first),
        .key_bytes = type_bytes(key->type, key->type.length),
    };

    return vacuum_appends(a);
}

bool regions_load(struct regions *r, double first, double last, bool copy)
{
    struct regions_batch b = {
        .first = first, .last = last, .live = last - first, .late = true
    };
    const bool direct = !r->sorted || regions_rows(r) <= 0 ||
                        (copy && b.live > 0 && appends(r, first));

    if (b.live <= 0)
        return false;
    for (int i = 0; i < REGIONS_PARTS; i++)
        b.live_part[i] = b.live / REGIONS_PARTS;
    r->arrived = fmax(r->arrived, last);
    r->loaded += b.live;
    if (!direct) {
        regions_push(r, b);
        return false;
    }
    const bool first_rows = regions_rows(r) <= 0;
    regions_xids_merge(r, &b, false);
    r->head_top = last;
    regions_spread_batch(r, r->live, &b, b.live_part, first);
    if (first_rows) /* COPY into an empty table builds the index */
        regions_learn(r);
    return true;
}

void regions_clear(double *bins)
{
    memset(bins, 0, REGIONS_BINS * sizeof(*bins));
}

void regions_truncate(struct regions *r)
{
    r->deleted += regions_live(r);
    regions_clear(r->live);
    regions_clear(r->dead);
    r->tail_count = 0;
    r->gone = r->arrived;
    r->vacuumed = false;
    r->index_rows = 0;
}

/* ---- there and back ---------------------------------------------------- */

static double *copy_bins(struct arena *a, const double *bins)
{
    double *const out = ARENA_ARRAY(a, REGIONS_BINS, double);

    memcpy(out, bins, REGIONS_BINS * sizeof(*bins));
    return out;
}

struct regions regions_save(struct arena *a, const struct regions *r)
{
    struct regions out = *r;

    out.live = copy_bins(a, r->live);
    out.dead = copy_bins(a, r->dead);
    out.same = copy_bins(a, r->same);
    out.dead_same = copy_bins(a, r->dead_same);
    out.came = copy_bins(a, r->came);
    out.index = copy_bins(a, r->index);
    out.tail = ARENA_ARRAY(a, r->tail_count, struct regions_batch);
    for (size_t i = 0; i < r->tail_count; i++) {
        out.tail[i] = r->tail[i];
        if (r->tail[i].live_bins == NULL)
            continue;
        out.tail[i].live_bins = copy_bins(a, r->tail[i].live_bins);
        out.tail[i].dead_bins = copy_bins(a, r->tail[i].dead_bins);
    }
    return out;
}

void regions_restore(struct regions *r, const struct regions *saved)
{
    r->tail_count = 0;
    memcpy(r->live, saved->live, REGIONS_BINS * sizeof(*r->live));
    memcpy(r->dead, saved->dead, REGIONS_BINS * sizeof(*r->dead));
    memcpy(r->same, saved->same, REGIONS_BINS * sizeof(*r->same));
    memcpy(r->dead_same, saved->dead_same,
           REGIONS_BINS * sizeof(*r->dead_same));
    memcpy(r->came, saved->came, REGIONS_BINS * sizeof(*r->came));
    memcpy(r->index, saved->index, REGIONS_BINS * sizeof(*r->index));
    for (size_t i = 0; i < saved->tail_count; i++) {
        struct regions_batch b = saved->tail[i];
        if (b.live_bins != NULL) {
            b.live_bins = copy_bins(r->arena, b.live_bins);
            b.dead_bins = copy_bins(r->arena, b.dead_bins);
        }
        regions_push(r, b);
    }
    r->loads = saved->loads;
    r->vacuumed = saved->vacuumed;
    r->head_top = saved->head_top;
    r->index_rows = saved->index_rows;
    r->index_top = saved->index_top;
}

/* ---- interleaved ------------------------------------------------------ */

bool regions_rises(const struct regions *r, int column)
{
    return !r->t->arrival.random && (r->t->arrival.column == column ||
                                     stored_rises_with_row(r->t, column));
}

void regions_learn(struct regions *r)
{
    memcpy(r->index, r->live, REGIONS_BINS * sizeof(*r->index));
    r->index_rows = regions_sum(r->live);
    r->index_top = r->head_top;
}

double regions_interleaved_skew(const struct regions *r)
{
    if (r->design->sort != SORT_INTERLEAVED)
        return (double)NAN;
    const double growth =
        fmax(regions_live(r) - r->index_rows, 0) / fmax(r->index_rows, 1);
    /* Keys that rise with the row all fall beyond the index's last cell. */
    const double cells =
        pow(fmax(r->index_rows, 1), 1.0 / r->design->sortkey_count);
    return decay_interleaved_skew(growth,
                                  r->index_rises ? 1 / fmin(cells, 16) : 1);
}
