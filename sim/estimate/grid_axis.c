#include "estimate/grid_axis.h"

#include <math.h>

#include "estimate/regions/regions_bins.h"

/* ---- by law ------------------------------------------------------------ */

static double law_rank(const struct marginal *m, int64_t value)
{
    return marginal_between(m, m->lo, value - 1) +
           marginal_between(m, value, value) / 2;
}

static int64_t law_from(const struct marginal *m, double rank)
{
    if (rank <= 0)
        return m->lo;
    if (rank >= 1)
        return law_add(m->hi, 1);
    const int64_t value = marginal_quantile(m, rank);
    return law_rank(m, value) >= rank ? value : law_add(value, 1);
}

/* ---- by arrival -------------------------------------------------------- */

/* Rows below the lower end of each bin, and of all. */
static double *add_up(struct arena *a, const double *live, const double *dead)
{
    double *const below = ARENA_ARRAY(a, REGIONS_BINS + 1, double);

    for (int i = 0; i < REGIONS_BINS; i++)
        below[i + 1] = below[i] + live[i] + (dead ? dead[i] : 0);
    return below;
}

/* The bin's upper end; the last one in use is filled up to `top` alone. */
static double end_of(const struct regions *r, int bin, double top)
{
    const double w = regions_bin_width(r);

    return fmin((bin + 1) * w, fmax(top, bin * w));
}

static double rows_below(const struct regions *r, const double *below,
                         double top, double place)
{
    const double w = regions_bin_width(r);
    const int bin = (int)fmin(fmax(place / w, 0), REGIONS_BINS - 1);
    const double end = end_of(r, bin, top);
    const double part =
        end > bin * w ? fmin(fmax((place - bin * w) / (end - bin * w), 0), 1)
                      : 1;

    return below[bin] + part * (below[bin + 1] - below[bin]);
}

/* The place below which so many rows of the index lie. */
static double index_place(const struct grid_axis *x, double rows)
{
    const struct regions *const r = x->past;
    int lo = 0, hi = REGIONS_BINS - 1;

    while (lo < hi) {
        const int mid = (lo + hi) / 2;
        if (x->index[mid + 1] < rows)
            lo = mid + 1;
        else
            hi = mid;
    }
    const double from = lo * regions_bin_width(r);
    const double in = x->index[lo + 1] - x->index[lo];
    const double part = in > 0 ? fmin((rows - x->index[lo]) / in, 1) : 1;
    return from + part * (end_of(r, lo, r->index_top) - from);
}

/* ---- either ------------------------------------------------------------ */

struct grid_axis grid_axis_of(struct arena *a, struct known *k,
                              const struct table_layout *l, int column)
{
    const struct marginal *const m = known_marginal(k, l->table, column);
    const struct regions *const r = l->past;
    struct grid_axis x = { .m = m, .first = m->lo, .last = m->hi };

    if (r == NULL || !regions_rises(r, column))
        return x;
    x = (struct grid_axis){
        .past = r,
        .index = add_up(a, r->index, NULL),
        .head = add_up(a, r->live, r->dead),
        .last = (int64_t)ceil(r->head_top),
    };
    x.rows = x.head;
    return x;
}

struct grid_axis grid_axis_batch(const struct grid_axis *head,
                                 const struct regions_batch *b)
{
    struct grid_axis x = *head;

    if (x.past == NULL)
        return x;
    x.rows = NULL;
    x.first = (int64_t)floor(b->first);
    x.last = (int64_t)ceil(b->last) - 1;
    return x;
}

int64_t grid_axis_from(const struct grid_axis *x, double rank)
{
    if (x->past == NULL)
        return law_from(x->m, rank);
    const double all = x->index[REGIONS_BINS];
    return rank <= 0   ? 0
           : rank >= 1 ? INT64_MAX
                       : (int64_t)ceil(index_place(x, rank * all));
}

double grid_axis_share(const struct grid_axis *x, int64_t first, int64_t last)
{
    if (last < first)
        return 0;
    if (x->past == NULL)
        return marginal_between(x->m, first, last);
    const double from = (double)first, to = (double)last + 1;
    if (x->rows == NULL) {
        const double lo = fmax(from, (double)x->first);
        const double hi = fmin(to, (double)x->last + 1);
        return fmax(hi - lo, 0) / ((double)x->last + 1 - (double)x->first);
    }
    const double top = x->past->head_top, all = x->rows[REGIONS_BINS];
    return all > 0 ? (rows_below(x->past, x->rows, top, to) -
                      rows_below(x->past, x->rows, top, from)) /
                         all
                   : 0;
}

struct code_range grid_axis_range(const struct grid_axis *x, struct known *k,
                                  const struct table_layout *l, int column,
                                  struct code_range codes)
{
    if (x->past == NULL)
        return codes;
    const struct marginal *const m = known_marginal(k, l->table, column);
    const double below = marginal_between(m, m->lo, codes.lo - 1);
    const double within = marginal_between(m, codes.lo, codes.hi);
    const double arrived = x->past->arrived;
    return (struct code_range){
        (int64_t)floor(below * arrived),
        (int64_t)ceil((below + within) * arrived) - 1,
    };
}
