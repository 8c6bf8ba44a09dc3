#include "world/law/marginal.h"

#include <math.h>

#include "base/check.h"
#include "world/frequency.h"
#include "world/law/marginal_build.h"
#include "world/law/pmf.h"
#include "world/sequence.h"

/* The distance b - a, a <= b. */
static double distance(int64_t a, int64_t b)
{
    return (double)((uint64_t)b - (uint64_t)a);
}

/* The largest code that is no orphan's. */
static int64_t last_code(const struct marginal *m)
{
    return m->orphan_frac > 0 ? m->orphan_lo - 1 : m->hi;
}

static double dense_cdf(const struct marginal *m, int64_t code)
{
    if (code < m->lo)
        return 0;
    if (code >= last_code(m))
        return 1;
    const double k = floor(distance(m->lo, code) / m->step) + 1;
    return fmin(1, k / (double)m->count);
}

/* The number of table codes that are <= code. */
static int64_t table_count(const struct marginal *m, int64_t code)
{
    int64_t lo = 0, hi = m->count;

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (m->codes[middle] > code)
            hi = middle;
        else
            lo = middle + 1;
    }
    return lo;
}

/* The cdf of the codes that are no orphans'. */
static double base_cdf(const struct marginal *m, int64_t code)
{
    switch (m->kind) {
    case MARGINAL_DENSE:
        return dense_cdf(m, code);
    case MARGINAL_TABLE: {
        const int64_t below = table_count(m, code);
        return below == 0 ? 0 : m->cumulative[below - 1];
    }
    case MARGINAL_LAW:
        return m->late ? marginal_late_cdf(m, code) : law_cdf(m->law, code);
    }
    CHECK(m->kind <= MARGINAL_LAW);
    return 0;
}

double marginal_cdf(const struct marginal *m, int64_t code)
{
    if (m->orphan_frac <= 0)
        return base_cdf(m, code);
    if (code < m->orphan_lo)
        return (1 - m->orphan_frac) * base_cdf(m, code);
    if (code >= m->hi)
        return 1;
    return 1 - m->orphan_frac * distance(code, m->hi) /
                   (distance(m->orphan_lo, m->hi) + 1);
}

double marginal_between(const struct marginal *m, int64_t lo, int64_t hi)
{
    if (lo > hi)
        return 0;
    /* A single code of a law keeps its digits. */
    if (lo == hi && m->kind == MARGINAL_LAW && !m->late && m->orphan_frac <= 0)
        return law_share(m->law, lo);
    const double below = lo == INT64_MIN ? 0 : marginal_cdf(m, lo - 1);
    return fmax(0, marginal_cdf(m, hi) - below);
}

/* A code that the doubles of a large table may overshoot. */
static int64_t code_at(const struct marginal *m, double k)
{
    const double by = ceil(k * m->step);

    if (by >= distance(m->lo, last_code(m)))
        return last_code(m);
    return (int64_t)((uint64_t)m->lo + (uint64_t)by);
}

static int64_t dense_quantile(const struct marginal *m, double u)
{
    const double k = floor(u * (double)m->count);
    const int64_t code = code_at(m, k);

    if (dense_cdf(m, code) <= u)
        return code_at(m, k + 1);
    if (k >= 1 && dense_cdf(m, code_at(m, k - 1)) > u)
        return code_at(m, k - 1);
    return code;
}

static int64_t table_quantile(const struct marginal *m, double u)
{
    int64_t lo = 0, hi = m->count - 1;

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (m->cumulative[middle] > u)
            hi = middle;
        else
            lo = middle + 1;
    }
    return m->codes[lo];
}

static int64_t base_quantile(const struct marginal *m, double u)
{
    switch (m->kind) {
    case MARGINAL_DENSE:
        return dense_quantile(m, u);
    case MARGINAL_TABLE:
        return table_quantile(m, u);
    case MARGINAL_LAW:
        return m->late ? marginal_late_quantile(m, u) : law_quantile(m->law, u);
    }
    CHECK(m->kind <= MARGINAL_LAW);
    return 0;
}

int64_t marginal_quantile(const struct marginal *m, double u)
{
    const double keys = 1 - m->orphan_frac;

    CHECK(u >= 0 && u < 1);
    if (m->orphan_frac <= 0)
        return base_quantile(m, u);
    if (u < keys)
        return base_quantile(m, fmin(u / keys, 1 - 0x1p-53));
    const double by =
        (u - keys) / m->orphan_frac * (distance(m->orphan_lo, m->hi) + 1);
    if (by >= distance(m->orphan_lo, m->hi))
        return m->hi;
    return (int64_t)((uint64_t)m->orphan_lo + (uint64_t)by);
}

static size_t table_top(const struct marginal *m, double *shares, size_t most)
{
    struct pmf_top top = { .shares = shares, .most = most };

    for (int64_t i = 0; i < m->count; i++)
        pmf_top_add(&top,
                    m->cumulative[i] - (i > 0 ? m->cumulative[i - 1] : 0));
    return pmf_top_done(&top);
}

static size_t picks_top(const struct law *picks, double *shares, size_t most)
{
    if (picks->kind == LAW_ZIPF)
        return frequency_top(picks, shares, most);
    if (picks->kind != LAW_HOT)
        return 0;
    shares[0] = picks->share + (1 - picks->share) / (double)picks->count;
    return 1;
}

size_t marginal_top(struct arena *a, const struct marginal *m, double *shares,
                    size_t most)
{
    size_t count = 0;

    (void)a; /* the shares themselves are room enough */
    if (most == 0)
        return 0;
    if (m->picks)
        count = picks_top(m->picks, shares, most);
    else if (m->kind == MARGINAL_TABLE)
        count = table_top(m, shares, most);
    else if (m->kind == MARGINAL_LAW)
        count = frequency_top(m->law, shares, most);
    for (size_t i = 0; i < count; i++)
        shares[i] *= 1 - m->orphan_frac;
    return count;
}

/*
 * Orders of L lines, L = lo..hi equally often: sum of (L / rows)^2 over the
 * orders is E[L^2] / E[L]^2 / orders, with E[L^2] = E[L]^2 + (n^2 - 1) / 12.
 */
static double lines_concentration(const struct law *law, double orders)
{
    const double lo = (double)sequence_line_lo(law);
    const double n = (double)sequence_line_hi(law) - lo + 1;
    const double mean = lo + (n - 1) / 2;

    return (1 + (n * n - 1) / 12 / (mean * mean)) / orders;
}

static double picks_concentration(const struct marginal *m)
{
    const struct law *picks = m->picks;

    if (picks->kind == LAW_ZIPF)
        return frequency_concentration(picks);
    if (picks->kind != LAW_HOT)
        return fmin(1, lines_concentration(picks, (double)m->count));
    const double others = (double)picks->count - 1;
    const double other = (1 - picks->share) / (double)picks->count;
    const double hot = picks->share + other;
    return hot * hot + others * other * other;
}

static double base_concentration(const struct marginal *m)
{
    double sum = 0;

    if (m->picks)
        return picks_concentration(m);
    if (m->kind == MARGINAL_LAW)
        return frequency_concentration(m->law);
    if (m->kind == MARGINAL_DENSE)
        return 1 / (double)m->count;
    for (int64_t i = 0; i < m->count; i++) {
        const double share =
            m->cumulative[i] - (i > 0 ? m->cumulative[i - 1] : 0);
        sum += share * share;
    }
    return sum;
}

double marginal_concentration(const struct marginal *m)
{
    const double keys = 1 - m->orphan_frac;
    const double base = base_concentration(m);

    if (m->orphan_frac <= 0)
        return base;
    return keys * keys * base + m->orphan_frac * m->orphan_frac /
                                    (distance(m->orphan_lo, m->hi) + 1);
}

/* Of `values` values with this share each, those that `draws` draws hit. */
static double values_hit(double values, double share, double draws)
{
    return share >= 1 ? values : -values * expm1(draws * log1p(-share));
}

static double table_hit(const struct marginal *m, double draws)
{
    double hit = 0;

    for (int64_t i = 0; i < m->count; i++) {
        const double below = i > 0 ? m->cumulative[i - 1] : 0;
        hit += values_hit(1, m->cumulative[i] - below, draws);
    }
    return hit;
}

static double base_hit(const struct marginal *m, double draws)
{
    const struct law *const picks = m->picks;

    if (picks && picks->kind == LAW_ZIPF)
        return frequency_distinct(picks, draws);
    if (picks && picks->kind == LAW_HOT) {
        const double other = (1 - picks->share) / (double)picks->count;
        return values_hit(1, picks->share + other, draws) +
               values_hit((double)picks->count - 1, other, draws);
    }
    if (m->kind == MARGINAL_LAW)
        return frequency_distinct(m->law, draws);
    if (m->kind == MARGINAL_TABLE && !m->sampled)
        return table_hit(m, draws);
    const double values =
        m->kind == MARGINAL_DENSE ? (double)m->count : m->distinct;
    return values_hit(values, 1 / values, draws);
}

double marginal_hit(const struct marginal *m, double draws)
{
    const double orphans = draws * m->orphan_frac;
    const double places = distance(m->orphan_lo, m->hi) + 1;
    double hit = base_hit(m, draws - orphans);

    CHECK(draws >= 0);
    if (orphans > 0)
        hit += values_hit(places, 1 / places, orphans);
    return fmin(hit, m->distinct);
}

double marginal_match(const struct marginal *a, const struct marginal *b)
{
    const int64_t lo = a->lo > b->lo ? a->lo : b->lo;
    const int64_t hi = a->hi < b->hi ? a->hi : b->hi;
    double sum = 0;

    if (lo > hi)
        return 0;
    const double codes = distance(lo, hi) + 1;
    const int cells = codes < MARGINAL_MATCH ? (int)codes : MARGINAL_MATCH;
    const double width = codes / cells;
    int64_t from = lo;
    for (int i = 0; i < cells; i++) {
        const double end = (i + 1) * width; /* codes from lo on */
        const int64_t to =
            i == cells - 1 ? hi : (int64_t)((uint64_t)lo + (uint64_t)end - 1);
        const double share = marginal_between(a, from, to);
        if (share > 0)
            sum += share * marginal_between(b, from, to) /
                   (distance(from, to) + 1);
        from = (int64_t)((uint64_t)to + 1);
    }
    return sum;
}
