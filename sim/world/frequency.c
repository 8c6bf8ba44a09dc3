#include "world/frequency.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "base/check.h"
#include "world/law/pmf.h"

/* Values that are summed one by one; beyond, by quadrature. */
enum { SUMMED = 65536 };

/* Points of a quadrature. */
enum { POINTS = 4096 };

/* Beyond this many standard deviations a double has no normal mass. */
static const double NORMAL_REACH = 9;

/* From this many codes to a standard deviation on, the bell's sum of squares
   is its integral: the error falls as exp(-(2 pi sd)^2 / 2). */
static const double NORMAL_SMOOTH = 50;

/* Two ways to compute one share differ by less than this. */
static const double ROUNDED = 1e-12;

static double list_share(const struct law *law, int64_t i)
{
    return law->cumulative[i] - (i > 0 ? law->cumulative[i - 1] : 0);
}

/* The code nearest to the mean, within the law's ends. */
static int64_t normal_mode(const struct law *law)
{
    const double mode = floor(law->mean + 0.5);

    if (!(mode > (double)law->lo))
        return law->lo;
    return mode >= (double)law->hi ? law->hi : (int64_t)mode;
}

static double list_hottest(const struct law *law)
{
    double most = 0;

    for (int64_t i = 0; i < law->count; i++)
        most = fmax(most, list_share(law, i));
    return most;
}

double frequency_hottest(const struct law *law)
{
    CHECK(law_draws(law));
    switch (law->kind) {
    case LAW_NORMAL:
        return fmax(law_share(law, normal_mode(law)),
                    fmax(law_share(law, law->lo), law_share(law, law->hi)));
    case LAW_LIST:
    case LAW_DATE:
        return list_hottest(law);
    case LAW_HOT:
        return fmax(law_share(law, law->lo),
                    (1 - law->share) * frequency_hottest(law->inner));
    default: /* CONSTANT, UNIFORM, ZIPF: the first */
        return law_share(law, law->lo);
    }
}

/* Outwards from the mode, and the ends with what lies beyond them. */
static size_t normal_top(const struct law *law, double *shares, size_t most)
{
    struct pmf_top top = { .shares = shares, .most = most };
    const int64_t mode = normal_mode(law), reach = (int64_t)most;
    const int64_t first = law_add(mode, -reach), last = law_add(mode, reach);

    pmf_top_add(&top, law_share(law, law->lo));
    if (law->hi > law->lo)
        pmf_top_add(&top, law_share(law, law->hi));
    for (int64_t code = first > law->lo ? first : law->lo + 1;
         code < law->hi && code <= last; code++)
        pmf_top_add(&top, law_share(law, code));
    return pmf_top_done(&top);
}

static size_t list_top(const struct law *law, double *shares, size_t most)
{
    struct pmf_top top = { .shares = shares, .most = most };

    for (int64_t i = 0; i < law->count; i++)
        if (list_share(law, i) > 0)
            pmf_top_add(&top, list_share(law, i));
    return pmf_top_done(&top);
}

/* The shares of the rest, with the hot value in place of its own among them:
   found by its share, since the list has no codes. */
static size_t hot_top(const struct law *law, double *shares, size_t most)
{
    struct pmf_top top = { .shares = shares, .most = most };
    const double own = law_share(law->inner, law->lo);
    size_t count = frequency_top(law->inner, shares, most);

    for (size_t i = 0; i < count; i++) {
        if (own <= 0 || fabs(shares[i] - own) > ROUNDED * own)
            continue;
        shares[i] = shares[--count];
        break;
    }
    for (size_t i = 0; i < count; i++) {
        shares[i] *= 1 - law->share;
        pmf_top_add(&top, shares[i]);
    }
    pmf_top_add(&top, law->share + (1 - law->share) * own);
    return pmf_top_done(&top);
}

size_t frequency_top(const struct law *law, double *shares, size_t most)
{
    CHECK(law_draws(law));
    if (most == 0)
        return 0;
    switch (law->kind) {
    case LAW_NORMAL:
        return normal_top(law, shares, most);
    case LAW_LIST:
    case LAW_DATE:
        return list_top(law, shares, most);
    case LAW_HOT:
        return hot_top(law, shares, most);
    default:
        break;
    }
    const double n = law_distinct(law);
    if (n > (double)most && law->kind != LAW_ZIPF)
        return 0;
    const size_t count = n < (double)most ? (size_t)n : most;
    const double first = law_share(law, law->lo);
    for (size_t i = 0; i < count; i++)
        shares[i] = law->kind == LAW_ZIPF
                        ? first * pow((double)(i + 1), -law->theta)
                        : first;
    return count;
}

/*
 * Sum of squares of a rounded normal: one by one while it is narrow, else
 *
 *      integral of phi(z)^2 / sd dz  =  (1 / (2 sqrt(pi) sd)) P(Z sqrt 2 ..)
 *
 * over the codes between the ends, which count by themselves.
 */
static double normal_concentration(const struct law *law)
{
    const double low = law_share(law, law->lo);
    const double high = law->hi > law->lo ? law_share(law, law->hi) : 0;
    double sum = low * low + high * high;
    const double reach = NORMAL_REACH * law->sd + 1;
    const double first = fmax((double)law->lo + 1, floor(law->mean - reach));
    const double last = fmin((double)law->hi - 1, ceil(law->mean + reach));

    if (law->sd >= NORMAL_SMOOTH) {
        const double narrow = law->sd / sqrt(2);
        const double inside =
            gsl_cdf_gaussian_P(last + 0.5 - law->mean, narrow) -
            gsl_cdf_gaussian_P(first - 0.5 - law->mean, narrow);
        return sum + fmax(0, inside) / (2 * sqrt(acos(-1)) * law->sd);
    }
    for (double code = first; code <= last; code++) {
        const double share = law_share(law, (int64_t)code);
        sum += share * share;
    }
    return sum;
}

static double list_concentration(const struct law *law)
{
    double sum = 0;

    for (int64_t i = 0; i < law->count; i++)
        sum += list_share(law, i) * list_share(law, i);
    return sum;
}

double frequency_concentration(const struct law *law)
{
    CHECK(law_draws(law));
    switch (law->kind) {
    case LAW_ZIPF: {
        const double total = law_harmonic(law->count, law->theta);
        return law_harmonic(law->count, 2 * law->theta) / (total * total);
    }
    case LAW_NORMAL:
        return normal_concentration(law);
    case LAW_LIST:
    case LAW_DATE:
        return list_concentration(law);
    case LAW_HOT: {
        const double own = law_share(law->inner, law->lo);
        const double hot = law_share(law, law->lo), rest = 1 - law->share;
        return hot * hot +
               rest * rest *
                   fmax(0, frequency_concentration(law->inner) - own * own);
    }
    default:
        return 1 / law_distinct(law);
    }
}

/* Sum of f over ranks `from`..`to` as the integral over log rank, midpoint
   rule: the shares of a Zipf law are smooth in it. */
static double zipf_tail_distinct(const struct law *law, double total,
                                 double scale, double draws)
{
    const double from = log(SUMMED + 0.5), to = log((double)law->count + 0.5);
    const double step = (to - from) / POINTS;
    double sum = 0;

    for (int i = 0; i < POINTS; i++) {
        const double r = exp(from + (i + 0.5) * step);
        sum += pmf_hit(scale * pow(r, -law->theta) / total, draws) * r;
    }
    return sum * step;
}

static double zipf_distinct(const struct law *law, double scale, double draws)
{
    const double total = law_harmonic(law->count, law->theta);
    double sum = 0;

    for (int64_t r = 1; r <= law->count && r <= SUMMED; r++)
        sum += pmf_hit(scale * pow((double)r, -law->theta) / total, draws);
    if (law->count > SUMMED)
        sum += zipf_tail_distinct(law, total, scale, draws);
    return sum;
}

/* All codes of short lists; of long ones every k-th stands for k. */
static double list_distinct(const struct law *law, double scale, double draws)
{
    const int64_t stride = (law->count + SUMMED - 1) / SUMMED;
    double sum = 0;

    for (int64_t i = 0; i < law->count; i += stride)
        sum += pmf_hit(scale * list_share(law, i), draws) *
               (double)(law->count - i < stride ? law->count - i : stride);
    return sum;
}

/* The bell in steps of one code, or of many when it is wide. */
static double normal_distinct(const struct law *law, double scale, double draws)
{
    const double reach = NORMAL_REACH * law->sd + 1;
    const double first =
        fmax((double)law->lo + 1, floor(law->mean - reach)) - 0.5;
    const double last =
        fmin((double)law->hi - 1, ceil(law->mean + reach)) + 0.5;
    const double width = fmax(0, last - first);
    const double points = width < SUMMED ? width : POINTS;
    double sum = pmf_hit(scale * law_share(law, law->lo), draws);

    if (law->hi > law->lo)
        sum += pmf_hit(scale * law_share(law, law->hi), draws);
    for (double i = 0; i < points; i++) {
        const double codes = width / points;
        const double code = first + (i + 0.5) * codes;
        sum += codes *
               pmf_hit(scale * law_share(law, (int64_t)floor(code)), draws);
    }
    return sum;
}

/* Sum of 1 - (1 - scale share)^draws: a law inside a HOT is hit by `scale` of
   the draws. */
static double scaled_distinct(const struct law *law, double scale, double draws)
{
    switch (law->kind) {
    case LAW_ZIPF:
        return zipf_distinct(law, scale, draws);
    case LAW_NORMAL:
        return normal_distinct(law, scale, draws);
    case LAW_LIST:
    case LAW_DATE:
        return list_distinct(law, scale, draws);
    case LAW_HOT: {
        const double rest = scale * (1 - law->share);
        const double own = law_share(law->inner, law->lo);
        return scaled_distinct(law->inner, rest, draws) -
               pmf_hit(rest * own, draws) +
               pmf_hit(scale * law_share(law, law->lo), draws);
    }
    default: {
        const double n = law_distinct(law);
        return n * pmf_hit(scale / n, draws);
    }
    }
}

double frequency_distinct(const struct law *law, double draws)
{
    CHECK(law_draws(law));
    return scaled_distinct(law, 1, draws);
}
