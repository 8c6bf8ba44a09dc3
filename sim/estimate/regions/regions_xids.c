#include "estimate/regions/regions_xids.h"

#include <math.h>

#include "estimate/regions/regions_bins.h"
#include "models/encoding.h"

/* Are the head's rows in order of their places? Else they are one list of
   loads. */
static bool by_place(const struct regions *r)
{
    return r->rising || r->index_rises || !r->sorted;
}

/* The chance after m rows more of one transaction, which lie on a share of the
   bin, beside n with a chance of their own; above 1 while the bin is not full. */
static double mixed(double same, double n, double m, double on)
{
    const double rows = n + m;

    return rows > 0 ? (same * n * n + m * m / on) / (rows * rows) : 1;
}

/* ---- loads by size ---------------------------------------------------- */

static void add_size(struct regions_loads *to, int size, double count,
                     double rows, double dead, double first, double last)
{
    const bool any = to->count[size] > 0;

    to->count[size] += count;
    to->rows[size] += rows;
    to->dead[size] += dead;
    to->first[size] = any ? fmin(to->first[size], first) : first;
    to->last[size] = any ? fmax(to->last[size], last) : last;
}

static void add_load(struct regions_loads *to, double rows, double dead,
                     double first, double last)
{
    const int size = (int)fmin(fmax(floor(log2(rows)), 0), REGIONS_SIZES - 1);

    add_size(to, size, 1, rows, dead, first, last);
}

/* What a batch brings: one load, or those that it was sorted from; with its
   dead rows or without. */
static void add_loads(struct regions_loads *to, const struct regions_batch *b,
                      bool keep_dead)
{
    const struct regions_loads *const l = b->loads;
    const double dead = keep_dead ? b->dead : 0, rows = b->live + dead;

    if (l == NULL && rows > 0)
        add_load(to, rows, dead, b->first, b->last);
    for (int i = 0; l != NULL && rows > 0 && i < REGIONS_SIZES; i++)
        if (l->count[i] > 0)
            add_size(to, i, l->count[i], l->rows[i], l->rows[i] * dead / rows,
                     l->first[i], l->last[i]);
}

static double sum_sizes(const double *sizes)
{
    double rows = 0;

    for (int i = 0; i < REGIONS_SIZES; i++)
        rows += sizes[i];
    return rows;
}

/* So many rows are left: what has gone were dead ones, if there are as many.
   Nothing left is no loads. */
static void leave_loads(struct regions_loads *l, double rows)
{
    const double all = sum_sizes(l->rows), dead = sum_sizes(l->dead);
    const double gone = fmin(fmax(all - rows, 0), dead);
    const double share = rows / fmax(all - gone, 1e-9);

    if (rows <= 0)
        *l = (struct regions_loads){ 0 };
    for (int i = 0; i < REGIONS_SIZES; i++) {
        const double went = dead > 0 ? l->dead[i] * gone / dead : 0;
        l->rows[i] = (l->rows[i] - went) * share;
        l->dead[i] = (l->dead[i] - went) * share;
    }
}

/* Rows of a bin died: of loads by how many of theirs live there. */
static void kill_in_loads(const struct regions *r, struct regions_loads *l,
                          int bin, double rows)
{
    double in[REGIONS_SIZES] = { 0 };

    for (int i = 0; i < REGIONS_SIZES; i++)
        if (l->rows[i] > l->dead[i])
            in[i] = (l->rows[i] - l->dead[i]) *
                    regions_overlap(r, bin, l->first[i], l->last[i]) /
                    fmax(l->last[i] - l->first[i], 1);
    const double all = sum_sizes(in);
    for (int i = 0; i < REGIONS_SIZES && all > 0; i++)
        l->dead[i] = fmin(l->dead[i] + rows * in[i] / all, l->rows[i]);
}

/* Tokens of so many rows of these loads, of which a slice has this share. */
static double loads_tokens(const struct regions *r, struct regions_loads l,
                           double rows, double share)
{
    double count[REGIONS_SIZES], each[REGIONS_SIZES];
    size_t n = 0;

    leave_loads(&l, rows);
    for (int i = 0; i < REGIONS_SIZES; i++) {
        if (l.rows[i] * share <= 0)
            continue;
        count[n] = l.count[i];
        each[n++] = l.rows[i] / l.count[i] * share;
    }
    return encoding_xid_merged(count, each, n,
                               r->keys_apart ? r->keys * share : r->keys);
}

/* ---- what happens ----------------------------------------------------- */

void regions_xids_merge(struct regions *r, const struct regions_batch *b,
                        bool keep_dead)
{
    const double rows = b->live + (keep_dead ? b->dead : 0);
    /* A tail that was sorted in itself is of many transactions. */
    const double own = b->live_bins ? fmax(1 - b->xid_tokens, 0) : 1;
    double bins[REGIONS_BINS] = { 0 };

    if (!by_place(r)) {
        leave_loads(&r->loads, regions_head(r));
        add_loads(&r->loads, b, keep_dead);
        if (keep_dead)
            r->dead_same[0] = mixed(r->dead_same[0], regions_sum(r->dead),
                                    b->dead, 1 / fmax(b->dead_same, 1e-9));
        return;
    }
    regions_spread(r, r->came, b->first, b->last, 1);
    if (b->live_bins)
        for (int i = 0; i < REGIONS_BINS; i++)
            bins[i] = b->live_bins[i] + (keep_dead ? b->dead_bins[i] : 0);
    else
        regions_spread_batch(r, bins, b, b->live_part, b->first);
    if (b->live_bins == NULL && keep_dead)
        regions_spread_batch(r, bins, b, b->dead_part, b->first);
    for (int i = 0; i < REGIONS_BINS; i++) {
        const double on = regions_overlap(r, i, b->first, b->last);
        if (bins[i] <= 0)
            continue;
        r->same[i] = mixed(r->same[i], r->live[i] + r->dead[i], bins[i],
                           on > 0 && !b->live_bins ? on : 1 / fmax(own, 1e-9));
        if (keep_dead && b->dead > 0)
            r->dead_same[i] =
                mixed(r->dead_same[i], r->dead[i], bins[i] * b->dead / rows,
                      1 / fmax(b->dead_same, 1e-9));
    }
}

void regions_xids_delete(struct regions *r, const double *rows)
{
    if (!by_place(r)) {
        r->dead_same[0] =
            mixed(r->dead_same[0], regions_sum(r->dead), regions_sum(rows), 1);
        for (int i = 0; i < REGIONS_BINS; i++)
            if (rows[i] > 0)
                kill_in_loads(r, &r->loads, i, rows[i]);
        return;
    }
    for (int i = 0; i < REGIONS_BINS; i++)
        if (rows[i] > 0)
            r->dead_same[i] = mixed(r->dead_same[i], r->dead[i], rows[i], 1);
}

void regions_xids_clean(struct regions *r)
{
    if (!by_place(r))
        leave_loads(&r->loads, regions_head(r));
}

void regions_xids_delete_batch(struct regions_batch *b, double rows)
{
    if (rows > 0)
        b->dead_same = mixed(b->dead_same, b->dead, rows, 1);
}

void regions_xids_renew(struct regions *r)
{
    for (int i = 0; i < REGIONS_BINS; i++) {
        const double on = regions_overlap(r, i, 0, r->arrived);
        r->same[i] = by_place(r) && on > 0 ? 1 / on : 1;
    }
    r->loads = (struct regions_loads){ 0 };
    if (regions_live(r) > 0)
        add_load(&r->loads, regions_live(r), 0, 0, r->arrived);
    regions_clear(r->came);
    regions_spread(r, r->came, 0, r->arrived, 1);
}

/* The bins of the tail, as a merge would leave them in an empty head. */
static double tail_tokens_by_place(const struct regions *r)
{
    double same[REGIONS_BINS] = { 0 }, rows[REGIONS_BINS] = { 0 };
    double tokens = 0;

    for (size_t k = 0; k < r->tail_count; k++) {
        const struct regions_batch *const b = &r->tail[k];
        const double own = b->live_bins ? fmax(1 - b->xid_tokens, 0) : 1;
        double bins[REGIONS_BINS] = { 0 };
        if (b->live_bins == NULL)
            regions_spread_batch(r, bins, b, b->live_part, b->first);
        for (int i = 0; i < REGIONS_BINS; i++) {
            const double m = b->live_bins ? b->live_bins[i] : bins[i];
            const double on = regions_overlap(r, i, b->first, b->last);
            if (m <= 0)
                continue;
            same[i] = mixed(same[i], rows[i], m,
                            on > 0 && !b->live_bins ? on : 1 / fmax(own, 1e-9));
            rows[i] += m;
        }
    }
    for (int i = 0; i < REGIONS_BINS; i++)
        tokens += rows[i] * encoding_xid_tokens(fmin(same[i], 1));
    return tokens / fmax(regions_sum(rows), 1e-9);
}

void regions_xids_recluster(const struct regions *r, struct regions_batch *b)
{
    if (by_place(r)) {
        b->xid_tokens = tail_tokens_by_place(r);
        return;
    }
    struct regions_loads *const loads =
        ARENA_NEW(r->arena, struct regions_loads);
    *loads = (struct regions_loads){ 0 };
    for (size_t i = 0; i < r->tail_count; i++)
        add_loads(loads, &r->tail[i], false);
    b->loads = loads;
}

/* Chance that two of so many living and dead rows have the same transaction
   that deleted them, or none. */
static double deleted_same(double live, double dead, double dead_same)
{
    return mixed(dead_same, dead, live, 1);
}

static double tokens_of(const struct regions *r, int hidden, int bin,
                        double live, double dead)
{
    const double same = hidden == HIDDEN_DELETE_XID
                            ? deleted_same(live, dead, r->dead_same[bin])
                        : r->sorted ? r->same[bin]
                                    : 1;

    return (live + dead) * encoding_xid_tokens(fmin(same, 1));
}

/* Share of a bin's rows that the index knows. */
static double known_frac(const struct regions *r, int bin)
{
    const double filled = regions_overlap(r, bin, 0, r->head_top);
    const double known = regions_overlap(r, bin, 0, r->index_top);

    return filled > 0 ? fmin(known / filled, 1) : 1;
}

/* Rows of the table that one load brought, in this bin. */
static double load_rows(const struct regions *r, int bin)
{
    const double rows = r->live[bin] + r->dead[bin];

    return r->came[bin] > 0 ? rows / r->came[bin] : rows;
}

/* Which column of an interleaved key rises with arrival; the last, if none. */
static int rising_axis(const struct regions *r)
{
    int axis = 0;

    while (axis + 1 < r->design->sortkey_count &&
           !regions_rises(r, r->design->sortkeys[axis]))
        axis++;
    return axis;
}

struct regions_curve regions_xids_curve(const struct regions *r, double share)
{
    const double rows = regions_head(r);
    const double on_slice = fmax(rows * share, 1);
    const int axes = r->design->sortkey_count, axis = rising_axis(r);
    struct regions_curve out = { 0, 0, 0, 0 };
    double squares = 0;

    for (int i = 0; i < REGIONS_BINS; i++) {
        const double n = r->live[i] + r->dead[i];
        const double known = n * known_frac(r, i);
        if (n <= 0)
            continue;
        const double same = fmin(r->same[i], 1);
        const double parted =
            encoding_curve_parted(axes, axis, on_slice, load_rows(r, i) / rows);
        out.known_rows += share * known;
        out.known_tokens +=
            share * known * encoding_xid_tokens(same * (1 - parted));
        out.beyond_rows += share * (n - known);
        squares += (n - known) * load_rows(r, i) * same;
    }
    const double beyond = out.beyond_rows / share;
    if (beyond > 0)
        out.beyond_tokens =
            out.beyond_rows *
            encoding_xid_tokens(fmin(squares / (beyond * beyond), 1));
    return out;
}

bool regions_xids_by_place(const struct regions *r)
{
    return r->rising || !r->sorted;
}

double regions_xids_bin_tokens(const struct regions *r, int hidden, int bin)
{
    return tokens_of(r, hidden, bin, r->live[bin], r->dead[bin]);
}

double regions_xids_head_tokens(const struct regions *r, int hidden,
                                double share)
{
    double tokens = 0;

    if (r->index_rises && hidden == HIDDEN_INSERT_XID) {
        const struct regions_curve c = regions_xids_curve(r, share);
        return c.known_tokens + c.beyond_tokens;
    }
    if (!by_place(r) && hidden == HIDDEN_INSERT_XID)
        return loads_tokens(r, r->loads, regions_head(r), share);
    if (!by_place(r))
        return share * tokens_of(r, hidden, 0, regions_sum(r->live),
                                 regions_sum(r->dead));
    for (int i = 0; i < REGIONS_BINS; i++)
        if (r->live[i] + r->dead[i] > 0)
            tokens += share * tokens_of(r, hidden, i, r->live[i], r->dead[i]);
    return tokens;
}

static double tokens_in_batch(const struct regions *r, int hidden,
                              const struct regions_batch *b, double share)
{
    const double rows = b->live + b->dead;

    if (hidden == HIDDEN_DELETE_XID)
        return rows * share *
               encoding_xid_tokens(
                   fmin(deleted_same(b->live, b->dead, b->dead_same), 1));
    if (b->loads != NULL)
        return loads_tokens(r, *b->loads, rows, share);
    return rows * share *
           (b->live_bins ? b->xid_tokens : encoding_xid_tokens(1));
}

double regions_xids_batch_tokens(const struct regions *r, int hidden,
                                 const struct regions_batch *b, double share)
{
    const double rows = (b->live + b->dead) * share;

    /* A batch is a run at least, where it reaches the slice. */
    return fmax(tokens_in_batch(r, hidden, b, share), fmin(rows, 1));
}
