/* Marginals of columns that follow another one: LAG, FROM and CUT. */
#include <math.h>

#include "world/day.h"
#include "world/law/marginal_build.h"
#include "world/sequence.h"

/* Products in one convolution: a quarter of a second at most. */
static const double CONVOLVED = 5e7;

/* Codes of a map's result that are found through the source's cdf. */
enum { MAPPED = 65536 };

double marginal_null(double p, double q)
{
    return 1 - (1 - p) * (1 - q);
}

/* Hot codes lie somewhere among the others: the cdf does not tell where. */
static bool is_scattered(const struct marginal *m)
{
    return m->picks && m->picks->kind != LAW_SEQUENTIAL;
}

bool marginal_list(struct arena *a, const struct marginal *m, struct pmf *p)
{
    if (m->sampled || m->orphan_frac > 0 || m->late)
        return false;
    if (m->kind == MARGINAL_LAW)
        return pmf_of_law(a, m->law, p);
    if (m->count > PMF_CODES_MAX || m->runs || is_scattered(m))
        return false;
    *p = pmf_new(a, m->count);
    for (int64_t i = 0; i < m->count; i++) {
        if (m->kind == MARGINAL_DENSE) {
            p->codes[i] = m->lo + i * (int64_t)m->step;
            p->shares[i] = 1 / (double)m->count;
        } else {
            p->codes[i] = m->codes[i];
            p->shares[i] =
                m->cumulative[i] - (i > 0 ? m->cumulative[i - 1] : 0);
        }
    }
    return true;
}

static void convert_codes(struct pmf *p, int64_t (*convert)(int64_t))
{
    for (int64_t i = 0; i < p->count; i++)
        p->codes[i] = convert(p->codes[i]);
}

/* Codes lo, lo+1, ..: the sum of two independent values, one by one. */
static struct pmf convolve(struct arena *a, const struct pmf *x,
                           const struct pmf *y, int64_t lo, int64_t width)
{
    struct pmf sum = pmf_new(a, width);

    for (int64_t k = 0; k < width; k++)
        sum.codes[k] = lo + k;
    for (int64_t i = 0; i < x->count; i++)
        for (int64_t j = 0; j < y->count; j++)
            sum.shares[x->codes[i] + y->codes[j] - lo] +=
                x->shares[i] * y->shares[j];
    pmf_sort(a, &sum);
    return sum;
}

/* The span of the sum of two distributions; 0 when it is too wide. */
static int64_t sum_width(const struct pmf *x, const struct pmf *y, int64_t *lo)
{
    *lo = law_add(x->codes[0], y->codes[0]);
    const int64_t hi = law_add(x->codes[x->count - 1], y->codes[y->count - 1]);
    const double width = (double)((uint64_t)hi - (uint64_t)*lo) + 1;

    if (width > PMF_CODES_MAX ||
        (double)x->count * (double)y->count > CONVOLVED)
        return 0;
    return (int64_t)width;
}

void marginal_set_lag(struct marginal_build *b)
{
    const bool calendar = b->law->calendar == CALENDAR_YYYYMMDD;
    const struct marginal *source =
        marginal_of(b->arena, b->w, b->table, b->law->source);
    const struct arena_mark before = arena_mark(b->arena);
    struct pmf x, lag;
    int64_t lo, width = 0;

    if (marginal_list(b->arena, source, &x) &&
        pmf_of_law(b->arena, b->law->inner, &lag)) {
        if (calendar)
            convert_codes(&x, day_from_yyyymmdd);
        pmf_sort(b->arena, &x);
        pmf_sort(b->arena, &lag);
        width = sum_width(&x, &lag, &lo);
    }
    if (width == 0) {
        arena_rewind(b->arena, before);
        marginal_set_sampled(b);
        return;
    }
    const struct pmf room = pmf_new(b->arena, width);
    const struct arena_mark mark = arena_mark(b->arena);
    struct pmf sum = convolve(b->arena, &x, &lag, lo, width);
    if (calendar)
        convert_codes(&sum, day_to_yyyymmdd);
    marginal_set_table(b->m, &sum, &room, marginal_draws(b));
    b->m->null_frac = marginal_null(b->c->null_frac, source->null_frac);
    arena_rewind(b->arena, mark);
}

/* Every value of a counting column is there, so every value of a map of it
   is, too: no matter of chance. */
static bool is_complete(const struct marginal_build *b)
{
    const struct law *law = b->law;
    const int columns = b->t->column_count + b->t->virtual_count;

    for (int i = 0; law->kind == LAW_FROM && i < columns; i++)
        law = b->t->columns[law->source].law;
    return sequence_counts(law) || law->kind == LAW_LINE;
}

/*
 * A division keeps the order, so the cdf of the source gives that of the
 * result, however many codes the source has:
 *
 *      P(floor((x - o) / d) + base <= y)  =  F((y - base + 1) d + o - 1)
 */
static bool set_divided(struct marginal_build *b, const struct marginal *source)
{
    const struct law *law = b->law;
    const int64_t lo = law_map(law, source->lo), hi = law_map(law, source->hi);
    const double width = (double)((uint64_t)hi - (uint64_t)lo) + 1;
    double before = 0;

    if (law->map != MAP_DIVIDE || width > MAPPED || is_scattered(source))
        return false;
    struct pmf p = pmf_new(b->arena, (int64_t)width);
    const struct pmf room = pmf_new(b->arena, (int64_t)width);
    for (int64_t i = 0; i < p.count; i++) {
        const int64_t whole = law_add(law_add(lo + i, 1), -law->base);
        const int64_t edge = law_add(law_multiply(whole, law->divisor),
                                     law_add(law->offset, -1));
        const double cdf = i == p.count - 1 ? 1 : marginal_cdf(source, edge);
        p.codes[i] = lo + i;
        p.shares[i] = fmax(0, cdf - before);
        before = cdf;
    }
    pmf_sort(b->arena, &p);
    marginal_set_table(b->m, &p, &room,
                       is_complete(b) ? MARGINAL_ALL_DRAWS : marginal_draws(b));
    b->m->sampled = source->sampled;
    return true;
}

/* Map code by code, where the source can be listed. */
static bool set_mapped(struct marginal_build *b, const struct marginal *source)
{
    struct pmf p;

    if (!marginal_list(b->arena, source, &p))
        return false;
    const struct pmf room = pmf_new(b->arena, p.count);
    for (int64_t i = 0; i < p.count; i++)
        p.codes[i] = law_map(b->law, p.codes[i]);
    pmf_sort(b->arena, &p);
    marginal_set_table(b->m, &p, &room,
                       is_complete(b) ? MARGINAL_ALL_DRAWS : marginal_draws(b));
    return true;
}

void marginal_set_from(struct marginal_build *b)
{
    const struct marginal *source =
        marginal_of(b->arena, b->w, b->table, b->law->source);

    if (!set_mapped(b, source) && !set_divided(b, source)) {
        marginal_set_sampled(b);
        return;
    }
    b->m->null_frac = marginal_null(b->c->null_frac, source->null_frac);
    b->m->distinct = fmax(1, fmin(b->m->distinct, source->distinct));
}

/* All pieces' codes, one piece after the other; false when they are many. */
static bool list_pieces(struct arena *a, const struct law *law,
                        const struct marginal *source, struct pmf *all)
{
    struct pmf *pieces = ARENA_ARRAY(a, law->cut_count + 1, struct pmf);
    int64_t count = 0, at = 0;
    double before = 0;

    for (int i = 0; i <= law->cut_count; i++) {
        if (!pmf_of_law(a, law->pieces[i], &pieces[i]))
            return false;
        count += pieces[i].count;
    }
    if (count > PMF_CODES_MAX)
        return false;
    *all = pmf_new(a, count);
    for (int i = 0; i <= law->cut_count; i++) {
        const double cdf =
            i == law->cut_count
                ? 1
                : marginal_cdf(source, law_add(law->cuts[i], -1));
        for (int64_t k = 0; k < pieces[i].count; k++, at++) {
            all->codes[at] = pieces[i].codes[k];
            all->shares[at] = pieces[i].shares[k] * fmax(0, cdf - before);
        }
        before = cdf;
    }
    return true;
}

void marginal_set_cut(struct marginal_build *b)
{
    const struct marginal *source =
        marginal_of(b->arena, b->w, b->table, b->law->source);
    struct pmf p;

    if (is_scattered(source) || !list_pieces(b->arena, b->law, source, &p)) {
        marginal_set_sampled(b);
        return;
    }
    pmf_sort(b->arena, &p);
    const struct pmf room = pmf_new(b->arena, p.count);
    marginal_set_table(b->m, &p, &room, marginal_draws(b));
    b->m->null_frac = marginal_null(b->c->null_frac, source->null_frac);
    b->m->sampled = source->sampled;
}
