#include "world/law/law.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "base/check.h"
#include "world/law/law_table.h"

/* From this many draws on, a guide table pays for itself. */
enum { GUIDED_DRAWS = LAW_GUIDE };

/* The distance b - a, a <= b, which may not fit int64_t. */
static uint64_t distance(int64_t a, int64_t b)
{
    return (uint64_t)b - (uint64_t)a;
}

/* The code at a distance from `lo`; the distance is never beyond int64_t. */
static int64_t advance(int64_t lo, uint64_t by)
{
    return (int64_t)((uint64_t)lo + by);
}

/*
 * Harmonic numbers.
 *
 * The first LAW_HEAD terms one by one, the others by the formula of Euler
 * and Maclaurin: with f(x) = x^-t and a = LAW_HEAD,
 *
 *      sum f(r), r = a+1..n  =  integral of f from a to n  +  g(n) - g(a)
 *      g(x) = f/2 + f'/12 - f'''/720 + f'''''/30240
 *           = f (1/2 - t/(12 x) + t(t+1)(t+2)/(720 x^3)
 *                  - t(t+1)(t+2)(t+3)(t+4)/(30240 x^5))
 *
 * The next term is below 1e-17 f at x = 64 for t up to 2.
 */
static double euler_maclaurin(double x, double t)
{
    const double t3 = t * (t + 1) * (t + 2);
    const double t5 = t3 * (t + 3) * (t + 4);

    return pow(x, -t) * (0.5 - t / (12 * x) + t3 / (720 * x * x * x) -
                         t5 / (30240 * x * x * x * x * x));
}

static struct law_tail tail_of(double theta)
{
    return (struct law_tail){
        .theta = theta,
        .power = pow(LAW_HEAD, 1 - theta),
        .begin = euler_maclaurin(LAW_HEAD, theta),
        .middle = pow(LAW_HEAD + 0.5, theta - 1),
    };
}

/* The integral of x^-t from LAW_HEAD to n, also where t is near 1. */
static double power_integral(const struct law_tail *tail, double n)
{
    const double t = tail->theta;
    const double log_ratio = log(n / LAW_HEAD);

    /* Exactly 1 is the removable pole; next to it expm1 is accurate. */
    if (t == 1)
        return log_ratio;
    return tail->power * expm1((1 - t) * log_ratio) / (1 - t);
}

/* Sum of r^-t for r = LAW_HEAD+1 .. n. */
static double harmonic_tail(const struct law_tail *tail, double n)
{
    return power_integral(tail, n) + euler_maclaurin(n, tail->theta) -
           tail->begin;
}

double law_harmonic(int64_t n, double theta)
{
    double sum = 0;

    CHECK(n >= 0 && theta >= 0);
    for (int64_t r = 1; r <= n && r <= LAW_HEAD; r++)
        sum += pow((double)r, -theta);
    if (n <= LAW_HEAD)
        return sum;
    const struct law_tail tail = tail_of(theta);
    return sum + harmonic_tail(&tail, (double)n);
}

static void zipf_init(struct law_sampler *s, const struct law *zipf)
{
    double sum = 0;

    CHECK(zipf->count >= 1 && zipf->theta >= 0);
    for (int r = 1; r <= LAW_HEAD && r <= zipf->count; r++)
        s->head[r - 1] = sum += pow(r, -zipf->theta);
    s->total = sum;
    if (zipf->count <= LAW_HEAD)
        return;
    s->tail = tail_of(zipf->theta);
    s->total += harmonic_tail(&s->tail, (double)zipf->count);
}

/* P(rank <= r), 1 <= r <= count. */
static double zipf_cdf(const struct law_sampler *s, const struct law *zipf,
                       uint64_t r)
{
    if (r >= (uint64_t)zipf->count)
        return 1;
    if (r <= LAW_HEAD)
        return s->head[r - 1] / s->total;
    return (s->head[LAW_HEAD - 1] + harmonic_tail(&s->tail, (double)r)) /
           s->total;
}

/* The first index whose value is > x in an ascending array. */
static int64_t first_above(const double *items, int64_t lo, int64_t hi,
                           double x)
{
    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (items[middle] > x)
            hi = middle;
        else
            lo = middle + 1;
    }
    return lo;
}

/*
 * Lists: the guide holds where u = k / LAW_GUIDE falls, which leaves a short
 * stretch to search (Chen and Asau, "On generating random variates from an
 * empirical distribution", AIIE Transactions 6, 1974).
 */
static void list_init(struct law_sampler *s, const struct law *list)
{
    int64_t at = 0;

    for (int k = 0; k <= LAW_GUIDE; k++) {
        at = first_above(list->cumulative, at, list->count - 1,
                         (double)k / LAW_GUIDE);
        s->guide[k] = at;
    }
    s->guided = true;
}

static int64_t list_index(const struct law_sampler *s, const struct law *list,
                          double u)
{
    int64_t lo = 0, hi = list->count - 1;

    if (s->guided) {
        const int k = (int)(u * LAW_GUIDE);
        lo = s->guide[k];
        hi = s->guide[k + 1];
    }
    return first_above(list->cumulative, lo, hi, u);
}

/* The number of listed codes that are <= code. */
static int64_t list_count(const struct law *list, int64_t code)
{
    int64_t lo = 0, hi = list->count;

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (list->values[middle] > code)
            hi = middle;
        else
            lo = middle + 1;
    }
    return lo;
}

/* The law inside all HOTs, to which the sampler's tables belong. */
static const struct law *leaf_of(const struct law *law)
{
    while (law->kind == LAW_HOT)
        law = law->inner;
    return law;
}

void law_sampler_init(struct law_sampler *s, const struct law *law,
                      size_t draws)
{
    CHECK(law_draws(law));
    s->law = law;
    s->guided = false;
    s->table = NULL;
    const struct law *leaf = leaf_of(law);
    if (leaf->kind == LAW_ZIPF)
        zipf_init(s, leaf);
    else if ((leaf->kind == LAW_LIST || leaf->kind == LAW_DATE) &&
             draws >= GUIDED_DRAWS)
        list_init(s, leaf);
}

/* The mass beyond lo and hi sits on the ends. */
static double normal_cdf(const struct law *law, int64_t code)
{
    const double above = ((double)code - law->mean) + 0.5;

    if (code < law->lo)
        return 0;
    if (code >= law->hi)
        return 1;
    if (law->sd <= 0)
        return above > 0 ? 1 : 0;
    return gsl_cdf_gaussian_P(above, law->sd);
}

static double uniform_cdf(const struct law *law, int64_t code)
{
    if (code < law->lo)
        return 0;
    if (code >= law->hi)
        return 1;
    return ((double)distance(law->lo, code) + 1) /
           ((double)distance(law->lo, law->hi) + 1);
}

static double cdf_of(const struct law_sampler *s, const struct law *law,
                     int64_t code)
{
    switch (law->kind) {
    case LAW_CONSTANT:
        return code >= law->lo ? 1 : 0;
    case LAW_UNIFORM:
        return uniform_cdf(law, code);
    case LAW_NORMAL:
        return normal_cdf(law, code);
    case LAW_ZIPF:
        return code < law->lo ? 0
                              : zipf_cdf(s, law, distance(law->lo, code) + 1);
    case LAW_LIST:
    case LAW_DATE: {
        const int64_t below = list_count(law, code);
        return below == 0 ? 0 : law->cumulative[below - 1];
    }
    case LAW_HOT:
        return fmin(1, (code >= law->lo ? law->share : 0) +
                           (1 - law->share) * cdf_of(s, law->inner, code));
    default:
        CHECK(law_draws(law));
        return 0;
    }
}

/*
 * The code where the cdf passes u, from a guess that is near: double the
 * stride until the code is bracketed, then halve. So quantile and cdf agree
 * to the last bit, however the guess was rounded.
 */
static int64_t settle(const struct law_sampler *s, const struct law *law,
                      int64_t guess, double u)
{
    int64_t lo, hi; /* cdf(lo) <= u < cdf(hi), or lo is below the range */

    law_range(law, &lo, &hi);
    guess = guess < lo ? lo : guess > hi ? hi : guess;
    lo--; /* never VALUE_NULL, so this is no overflow */
    const bool above = cdf_of(s, law, guess) > u;
    if (above)
        hi = guess;
    else
        lo = guess;
    for (uint64_t stride = 1; distance(lo, hi) > stride; stride *= 2) {
        const int64_t probe =
            above ? advance(hi, 0 - stride) : advance(lo, stride);
        const bool passed = cdf_of(s, law, probe) > u;
        if (passed)
            hi = probe;
        else
            lo = probe;
        if (passed != above || stride > UINT64_MAX / 2)
            break;
    }
    while (distance(lo, hi) > 1) {
        const int64_t middle = advance(lo, distance(lo, hi) / 2);
        if (cdf_of(s, law, middle) > u)
            hi = middle;
        else
            lo = middle;
    }
    return hi;
}

/* A double to a code between two codes. */
static int64_t code_within(double x, int64_t lo, int64_t hi)
{
    if (!(x > (double)lo))
        return lo;
    return x >= (double)hi ? hi : (int64_t)x;
}

static int64_t uniform_quantile(const struct law_sampler *s,
                                const struct law *law, double u)
{
    const uint64_t width = distance(law->lo, law->hi);
    const double n = (double)width + 1;
    const uint64_t k = (uint64_t)(u * n);

    /* Beyond 2^52 codes the cdf is coarser than the codes. */
    if (width < (UINT64_C(1) << 52)) {
        if ((double)(k + 1) / n <= u)
            return advance(law->lo, k + 1);
        return advance(law->lo, k > 0 && (double)k / n > u ? k - 1 : k);
    }
    return settle(s, law, advance(law->lo, k > width ? width : k), u);
}

static int64_t normal_quantile(const struct law_sampler *s,
                               const struct law *law, double u)
{
    const double z = law->sd > 0 ? gsl_cdf_gaussian_Pinv(u, law->sd) : 0;

    return settle(s, law,
                  code_within(ceil(law->mean + z - 0.5), law->lo, law->hi), u);
}

/*
 * Beyond the head: with F(x) the sum of the terms 65..x, also between whole
 * numbers, the place x where F(x) = rest, and how far it may be off.
 *
 * The integral from 64.5 to x + 1/2 is close to F(x); its inverse and one step
 * of Newton, with x^-t for F'(x), give the place. As F'(x) x^t is within t
 * (e + 1) / x of 1, twice over, for e = |x - place| < x / 64 and t < 3, the step
 * leaves at most 4 t e (e + 1) / x, and e is at most twice the step. The last
 * term is what rounding the sums may do.
 */
struct law_place law_zipf_place(const struct law_sampler *s, double rest,
                                double last)
{
    const double t = s->tail.theta, start = LAW_HEAD + 0.5;
    const double scaled = rest * s->tail.middle * (1 - t);
    const double grow =
        t == 1 ? rest : log1p(fmax(scaled, -1 + 1e-16)) / (1 - t);
    const double x = fmin(fmax(start * exp(grow) - 0.5, LAW_HEAD), last);
    const double power = pow(x, t);
    const double step = (harmonic_tail(&s->tail, x) - rest) * power;
    const double e = 2 * fabs(step);

    return (struct law_place){
        .x = x - step,
        .off = e < x / 64 && t < 3
                   ? 4 * t * e * (e + 1) / x + 0x1p-44 * s->total * power
                   : HUGE_VAL,
    };
}

static int64_t zipf_quantile(const struct law_sampler *s, const struct law *law,
                             double u)
{
    const double sum = u * s->total;
    const int64_t head = law->count < LAW_HEAD ? law->count : LAW_HEAD;

    if (sum < s->head[head - 1] || law->count <= LAW_HEAD) {
        const int64_t r = first_above(s->head, 0, head - 1, sum) + 1;
        return settle(s, law, law_add(law->lo, r - 1), u);
    }
    const struct law_place p =
        law_zipf_place(s, sum - s->head[LAW_HEAD - 1], (double)law->count);
    const double floored = floor(p.x), above = p.x - floored;
    const int64_t r = code_within(floored + 1, head, law->count);
    const bool sure = above > p.off && above < 1 - p.off && p.x > LAW_HEAD &&
                      p.x < (double)law->count;
    return sure ? law_add(law->lo, r - 1)
                : settle(s, law, law_add(law->lo, r - 1), u);
}

static int64_t quantile_of(const struct law_sampler *s, const struct law *law,
                           double u);

static int64_t hot_quantile(const struct law_sampler *s, const struct law *law,
                            double u)
{
    const double rest = 1 - law->share;
    const double before = rest * cdf_of(s, law->inner, law->lo - 1);
    double inner_u;

    if (u < before)
        inner_u = u / rest;
    else if (u < cdf_of(s, law, law->lo))
        return law->lo;
    else
        inner_u = (u - law->share) / rest;
    /* The largest double below 1. */
    inner_u = fmin(fmax(inner_u, 0), 1 - 0x1p-53);
    return settle(s, law, quantile_of(s, law->inner, inner_u), u);
}

static int64_t quantile_of(const struct law_sampler *s, const struct law *law,
                           double u)
{
    switch (law->kind) {
    case LAW_CONSTANT:
        return law->lo;
    case LAW_UNIFORM:
        return uniform_quantile(s, law, u);
    case LAW_NORMAL:
        return normal_quantile(s, law, u);
    case LAW_ZIPF:
        return zipf_quantile(s, law, u);
    case LAW_LIST:
    case LAW_DATE:
        return law->values[list_index(s, law, u)];
    case LAW_HOT:
        return hot_quantile(s, law, u);
    default:
        CHECK(law_draws(law));
        return 0;
    }
}

int64_t law_sample(const struct law_sampler *s, double u)
{
    ASSERT(u >= 0 && u < 1);
    return quantile_of(s, s->law, u);
}

int64_t law_quantile(const struct law *law, double u)
{
    struct law_sampler s;

    CHECK(u >= 0 && u < 1);
    law_sampler_init(&s, law, 1);
    return quantile_of(&s, law, u);
}

double law_cdf(const struct law *law, int64_t code)
{
    struct law_sampler s;

    law_sampler_init(&s, law, 1);
    return cdf_of(&s, law, code);
}

/* Each in its own terms: a difference of cdfs would lose the digits. */
double law_share(const struct law *law, int64_t code)
{
    int64_t lo, hi;

    law_range(law, &lo, &hi);
    if (code < lo || code > hi)
        return 0;
    switch (law->kind) {
    case LAW_UNIFORM:
        return 1 / ((double)distance(lo, hi) + 1);
    case LAW_ZIPF:
        return pow((double)distance(lo, code) + 1, -law->theta) /
               law_harmonic(law->count, law->theta);
    case LAW_HOT:
        return (code == law->lo ? law->share : 0) +
               (1 - law->share) * law_share(law->inner, code);
    default:
        return law_cdf(law, code) - law_cdf(law, code - 1);
    }
}
