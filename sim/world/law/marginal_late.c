/* Marginals of the column that rows arrive by, where some rows are late: they
   take a value smaller by a draw of the lateness. */
#include <math.h>

#include "world/law/marginal_build.h"

/* Places at which the cdf of the late rows is worked out, with straight lines
   between them, and quantiles of the lateness of which it is the mean. */
enum { NODES = 1024, DELAYS = 256 };

/* Products of two lists that are worked out, as of a lag. */
static const double PRODUCTS = 5e7;

struct marginal_late {
    double frac;
    double width; /* codes from one node to the next, from marginal.lo on */
    double cdf[NODES + 1]; /* of the late rows */
};

/* Distance in codes, b >= a. */
static double codes_between(int64_t a, int64_t b)
{
    return (double)((uint64_t)b - (uint64_t)a);
}

/* ---- few codes: all of them ------------------------------------------- */

static bool list_both(struct marginal_build *b, struct pmf *x, struct pmf *late)
{
    const struct arrival *const a = &b->t->arrival;

    return pmf_of_law(b->arena, b->law, x) &&
           pmf_of_law(b->arena, a->late, late) &&
           (double)x->count * (double)(late->count + 1) <= PRODUCTS &&
           (double)x->count * (double)(late->count + 1) <= PMF_CODES_MAX;
}

static bool set_listed(struct marginal_build *b)
{
    const double frac = b->t->arrival.late_frac;
    const double distinct = b->m->distinct;
    const struct arena_mark before = arena_mark(b->arena);
    struct pmf x, late;

    if (!list_both(b, &x, &late)) {
        arena_rewind(b->arena, before);
        return false;
    }
    const struct pmf room = pmf_new(b->arena, x.count * (late.count + 1));
    const struct arena_mark mark = arena_mark(b->arena);
    struct pmf sum = pmf_new(b->arena, x.count * (late.count + 1));
    int64_t n = 0;
    for (int64_t i = 0; i < x.count; i++) {
        sum.codes[n] = x.codes[i];
        sum.shares[n++] = (1 - frac) * x.shares[i];
        for (int64_t j = 0; j < late.count; j++) {
            sum.codes[n] = law_add(x.codes[i], -late.codes[j]);
            sum.shares[n++] = frac * x.shares[i] * late.shares[j];
        }
    }
    pmf_sort(b->arena, &sum);
    marginal_set_table(b->m, &sum, &room, marginal_draws(b));
    /* The punctual ones come at even steps: none is missed by chance. */
    b->m->distinct = fmax(b->m->distinct, distinct);
    arena_rewind(b->arena, mark);
    return true;
}

/* ---- many codes: lines between nodes ----------------------------------- */

static int64_t node_code(const struct marginal *m,
                         const struct marginal_late *late, int node)
{
    const double by = floor(node * late->width);

    return by >= codes_between(m->lo, m->hi)
               ? m->hi
               : (int64_t)((uint64_t)m->lo + (uint64_t)by);
}

static void set_lines(struct marginal_build *b)
{
    const struct arrival *const a = &b->t->arrival;
    struct marginal_late *const late =
        ARENA_NEW(b->arena, struct marginal_late);
    int64_t delays[DELAYS], least, most;

    law_range(a->late, &least, &most);
    for (int i = 0; i < DELAYS; i++)
        delays[i] = law_quantile(a->late, (i + 0.5) / DELAYS);
    if (most > 0)
        b->m->lo = law_add(b->m->lo, -most);
    if (least < 0)
        b->m->hi = law_add(b->m->hi, -least);
    late->frac = a->late_frac;
    late->width = codes_between(b->m->lo, b->m->hi) / NODES;
    for (int n = 0; n <= NODES; n++) {
        const int64_t code = node_code(b->m, late, n);
        double sum = 0;
        for (int i = 0; i < DELAYS; i++)
            sum += law_cdf(b->law, law_add(code, delays[i]));
        late->cdf[n] = sum / DELAYS;
    }
    b->m->late = late;
}

double marginal_late_cdf(const struct marginal *m, int64_t code)
{
    const struct marginal_late *const late = m->late;

    if (code < m->lo)
        return 0;
    if (code >= m->hi)
        return 1;
    const double place = codes_between(m->lo, code) / late->width;
    const int node = (int)fmin(floor(place), NODES - 1);
    const double line =
        late->cdf[node] +
        (place - node) * (late->cdf[node + 1] - late->cdf[node]);
    return (1 - late->frac) * law_cdf(m->law, code) +
           late->frac * fmin(line, 1);
}

int64_t marginal_late_quantile(const struct marginal *m, double u)
{
    int64_t lo = m->lo, hi = m->hi;

    while (lo < hi) {
        const int64_t middle =
            (int64_t)((uint64_t)lo + ((uint64_t)hi - (uint64_t)lo) / 2);
        if (marginal_late_cdf(m, middle) > u)
            hi = middle;
        else
            lo = middle + 1;
    }
    return lo;
}

void marginal_set_late(struct marginal_build *b)
{
    const struct arrival *const a = &b->t->arrival;

    if (a->late_frac <= 0 || a->late == NULL)
        return;
    struct marginal *const punctual = ARENA_NEW(b->arena, struct marginal);
    *punctual = *b->m;
    b->m->punctual = punctual;
    if (!set_listed(b))
        set_lines(b);
}

const struct marginal *marginal_punctual(const struct marginal *m)
{
    return m->punctual != NULL ? m->punctual : m;
}
