#include "models/skew.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/check.h"
#include "models/extreme.h"

static const double TWO_PI = 6.283185307179586477;

/* ---- exact occupancy ---------------------------------------------------
 *
 * Let X_1..X_p be independent Poisson counts with the mean n/p. Given that
 * they sum to n they are multinomial, so
 *
 *      P(all X_i <= k | sum = n) = S_k(n) / S(n),
 *
 * with S_k(n) the coefficient of x^n in (sum over j <= k of pmf(j) x^j)^p.
 * Coefficients are read off the polynomial's values on the unit circle: a
 * sum over M roots of unity returns S(n) + S(n +- M) + .., and the Poisson
 * total lies beyond 12 standard deviations of n with a chance of 1e-30, so
 * M = 12 sqrt(n) suffices instead of the polynomial's degree. Values at
 * conjugate roots are conjugate: half of them are kept. Adding one count k
 * to the polynomial is one term per root, which makes the sum over k cheap.
 * A direct convolution costs n p per k and loses small chances.
 */
enum { ROOTS_MAX = 5398, HALF_MAX = ROOTS_MAX / 2 + 1 }; /* 200,000 keys */

struct spectrum {
    int64_t roots;          /* M, odd */
    double n, slices, mean; /* keys, slices, keys per slice */
    int64_t base;           /* exponents are counted from this k */
    double re[HALF_MAX], im[HALF_MAX];
    double cosine[ROOTS_MAX], sine[ROOTS_MAX];
};

static void spectrum_init(struct spectrum *s, double n, double slices)
{
    s->roots = ((int64_t)ceil(12 * sqrt(n)) + 30) | 1;
    s->n = n;
    s->slices = slices;
    s->mean = n / slices;
    s->base = (int64_t)fmax(0, floor(s->mean - 12 * sqrt(s->mean) - 30));
    CHECK(s->roots <= ROOTS_MAX);
    for (int64_t t = 0; t < s->roots; t++) {
        const double angle = TWO_PI * (double)t / (double)s->roots;
        s->cosine[t] = cos(angle);
        s->sine[t] = sin(angle);
    }
    for (int64_t t = 0; t <= s->roots / 2; t++)
        s->re[t] = s->im[t] = 0;
}

/*
 * By Stirling's formula with its exact remainder:
 * k^k e^-k / k! = 1 / (sqrt(2 pi k) Gamma*(k)). Differences of large logarithms
 * would cost the digits that the tail needs.
 */
double skew_poisson(double k, double mean)
{
    CHECK(k >= 0 && mean >= 0);
    if (k == 0 || mean == 0) /* exact: whole counts, and none at all */
        return k == 0 ? exp(-mean) : 0;
    return exp(k * gsl_sf_log_1plusx_mx((mean - k) / k)) /
           (sqrt(TWO_PI * k) * gsl_sf_gammastar(k));
}

/* Allow the count k on every slice. */
static void spectrum_allow(struct spectrum *s, double k)
{
    const double pmf = skew_poisson(k, s->mean);
    const int64_t step = ((int64_t)k - s->base) % s->roots;
    int64_t at = 0;

    for (int64_t t = 0; t <= s->roots / 2; t++) {
        s->re[t] += pmf * s->cosine[at];
        s->im[t] += pmf * s->sine[at];
        at += step;
        at -= at >= s->roots ? s->roots : 0;
    }
}

/* Real part of (re + i im)^power * (cosine - i sine). */
static double turned_power(double re, double im, int64_t power, double cosine,
                           double sine)
{
    double a = cosine, b = -sine;

    for (; power > 0; power >>= 1) {
        if (power & 1) {
            const double next = a * re - b * im;
            b = a * im + b * re;
            a = next;
        }
        const double square = re * re - im * im;
        im = 2 * re * im;
        re = square;
    }
    return a;
}

/* Chance that the sum is n and all counts are allowed ones; not normalised. */
static double spectrum_chance(const struct spectrum *s)
{
    const int64_t power = (int64_t)s->slices;
    const int64_t target =
        ((int64_t)s->n - power * s->base) % s->roots; /* may be negative */
    const int64_t step = (target + s->roots) % s->roots;
    /* Below this the power is under 1e-20: not worth raising. */
    const double small = pow(1e-20, 2 / s->slices);
    double sum = 0;
    int64_t at = 0;

    for (int64_t t = 0; t <= s->roots / 2; t++) {
        const double re = s->re[t], im = s->im[t];
        if (re * re + im * im > small) {
            const double real =
                turned_power(re, im, power, s->cosine[at], s->sine[at]);
            sum += t == 0 ? real : 2 * real;
        }
        at += step;
        at -= at >= s->roots ? s->roots : 0;
    }
    return sum / (double)s->roots;
}

/* The fullest of so many slices, of n keys. */
struct extreme {
    double n, slices, expected, variance;
};

enum { EXTREMES = 64, EXTREMES_STEP = 31 };

/* E[max] = sum over k >= 0 of P(max > k); certain below k = ceil(n/p). The
   variance from E[X^2] = sum over j >= 0 of (2j + 1) P(X > j), of what the
   maximum has above that. */
static struct extreme sum_max(double n, double slices)
{
    struct spectrum s;
    const double whole = skew_poisson(n, n), first = ceil(n / slices);
    double expected = first, squares = 0;

    spectrum_init(&s, n, slices);
    for (double k = (double)s.base; k < first; k++)
        spectrum_allow(&s, k);
    for (double k = first; k < n; k++) {
        spectrum_allow(&s, k);
        const double above = 1 - spectrum_chance(&s) / whole;
        if (above < 1e-12 || skew_poisson(k, s.mean) < 1e-25)
            break;
        expected += above;
        squares += (2 * (k - first) + 1) * above;
    }
    return (struct extreme){
        .n = n,
        .slices = slices,
        .expected = expected,
        .variance = squares - (expected - first) * (expected - first),
    };
}

/* Plan after plan asks for the same few: they are kept, one in each place. */
static double exact_max(double n, double slices, double *variance)
{
    static _Thread_local struct extreme kept[EXTREMES];
    struct extreme *const e =
        &kept[((uint64_t)n * EXTREMES_STEP + (uint64_t)slices) % EXTREMES];

    if (e->n != n || e->slices != slices) /* exact: whole numbers */
        *e = sum_max(n, slices);
    *variance = e->variance;
    return e->expected;
}

/* E[min] = sum over k >= 1 of P(min >= k); nothing above floor(n/p). */
static double exact_min(double n, double slices)
{
    struct spectrum s;
    const double whole = skew_poisson(n, n), last = floor(n / slices);
    double expected = 0;

    spectrum_init(&s, n, slices);
    for (double k = ceil(s.mean + 12 * sqrt(s.mean) + 30); k > last; k--)
        spectrum_allow(&s, k);
    for (double k = last; k >= 1; k--) {
        spectrum_allow(&s, k);
        const double reached = spectrum_chance(&s) / whole;
        if (reached > 1 - 1e-12)
            return expected + k;
        expected += fmax(0, reached);
    }
    return expected;
}

/* ---- keys on slices ----------------------------------------------------- */

/* side is +1 for the fullest slice, -1 for the emptiest. */
static double normal_extreme(double keys, double slices, double side)
{
    const double mean = keys / slices, root = sqrt(mean);
    double e[3];

    extreme_moments(slices, e);
    return mean + side * root * e[0] + (e[1] - 1) / 6 +
           side * (e[0] - e[2]) / (72 * root);
}

static double whole_extreme(double keys, double slices, double side)
{
    if (keys == 0 || slices == 1) /* exact: both are whole here */
        return keys;
    double variance;
    return side > 0 ? exact_max(keys, slices, &variance)
                    : exact_min(keys, slices);
}

static bool small_enough(double keys, double slices)
{
    return keys <= SKEW_EXACT_KEYS ||
           (keys <= SKEW_EXACT_KEYS_MAX && keys / slices < SKEW_EXACT_MEAN);
}

static double expected_extreme(double keys, double slices, double side)
{
    const double low = floor(keys), part = keys - low;

    CHECK(keys >= 0 && slices >= 1 && slices == floor(slices));
    if (slices == 1) /* exact: one slice has all */
        return keys;
    if (!small_enough(keys, slices))
        return normal_extreme(keys, slices, side);

    const double here = whole_extreme(low, slices, side);
    if (part == 0) /* exact: a whole number of keys */
        return here;
    return here + part * (whole_extreme(low + 1, slices, side) - here);
}

double skew_expected_max(double keys, double slices)
{
    return expected_extreme(keys, slices, 1);
}

double skew_expected_min(double keys, double slices)
{
    return fmax(0, expected_extreme(keys, slices, -1));
}

static double whole_max_sd(double keys, double slices)
{
    double variance = 0;

    if (keys > 1)
        exact_max(keys, slices, &variance);
    return sqrt(fmax(variance, 0));
}

double skew_max_sd(double keys, double slices)
{
    const double low = floor(keys), part = keys - low;

    CHECK(keys >= 0 && slices >= 1 && slices == floor(slices));
    if (slices == 1) /* exact: one slice has all */
        return 0;
    if (small_enough(keys, slices)) {
        const double here = whole_max_sd(low, slices);
        return part == 0 /* exact: a whole number of keys */
                   ? here
                   : here + part * (whole_max_sd(low + 1, slices) - here);
    }
    double e[3];
    extreme_moments(slices, e);
    const double variance = e[1] - e[0] * e[0];
    return (sqrt(keys / slices) + e[0] / 3) *
           sqrt(fmax(variance - 1 / slices, 0));
}

double skew_empty_slices(double keys, double slices)
{
    CHECK(keys >= 0 && slices >= 1);
    return slices * pow(1 - 1 / slices, keys);
}

double skew_slice_sd(double keys, double rows_per_key, double rows_per_key_sd,
                     double slices)
{
    const double m = rows_per_key, s = rows_per_key_sd;
    const double share = 1 / slices;

    CHECK(keys >= 0 && m >= 0 && s >= 0 && slices >= 1);
    return sqrt(keys * (m * m * share * (1 - share) + s * s * share));
}

double skew_share_sd(double sum_squares, double slices)
{
    CHECK(sum_squares >= 0 && sum_squares <= 1 + 1e-9 && slices >= 1);
    return sqrt(sum_squares * (1 - 1 / slices) / slices);
}

double skew_ranked_rows(double rank, double slices, double mean, double sd)
{
    CHECK(rank >= 1 && rank <= slices && mean >= 0 && sd >= 0);
    if (slices == 1) /* exact: no other slice to differ from */
        return mean;
    const double z = extreme_quantile((rank - 0.375) / (slices + 0.25));
    return fmax(0, mean + sd * sqrt(slices / (slices - 1)) * z);
}

double skew_even_max(double rows, double slices)
{
    CHECK(rows >= 0 && slices >= 1);
    return ceil(rows / slices);
}

double skew_even_min(double rows, double slices)
{
    CHECK(rows >= 0 && slices >= 1);
    return floor(rows / slices);
}

double skew_hot_max_share(double hot_share, double slices)
{
    CHECK(hot_share >= 0 && hot_share <= 1 && slices >= 1);
    return hot_share + (1 - hot_share) / slices;
}

/* ---- heavy keys --------------------------------------------------------- */

/*
 * Expected maximum of `slices` normal numbers with the deviation sd: `groups`
 * of them have the means load[], the others 0. Simpson's rule from where no
 * slice can be to where none is any more.
 */
static double noisy_max(const double load[], int groups, double slices,
                        double sd)
{
    double top = slices > groups ? 0 : load[0];

    for (int g = 0; g < groups; g++)
        top = fmax(top, load[g]);
    if (sd == 0) /* exact: no noise */
        return top;

    const double reach = sd * extreme_reach(slices), step = reach / 64;
    double sum = 0;
    for (int i = -64; i <= 64; i++) {
        const double x = top + i * step;
        const double weight = i == -64 || i == 64 ? 1 : i % 2 != 0 ? 4 : 2;
        double below = pow(extreme_cdf(x / sd), slices - groups);
        for (int g = 0; g < groups; g++)
            below *= extreme_cdf((x - load[g]) / sd);
        sum += weight * below;
    }
    return top + reach - sum * step / 3;
}

/* Chance that given keys form exactly these groups: p (p-1) .. / p^count. */
static double grouping_chance(int groups, int count, double slices)
{
    double chance = 1;

    for (int i = 0; i < count; i++)
        chance *= i < groups ? (slices - i) / slices : 1 / slices;
    return chance;
}

/*
 * The next way to split keys into groups, as a restricted growth string:
 * group[i] <= 1 + the largest before it. False after the last one.
 */
static bool next_grouping(int group[], int count)
{
    for (int i = count - 1; i > 0; i--) {
        int largest = 0;
        for (int j = 0; j < i; j++)
            largest = group[j] > largest ? group[j] : largest;
        if (group[i] <= largest) {
            group[i]++;
            for (int j = i + 1; j < count; j++)
                group[j] = 0;
            return true;
        }
    }
    return false;
}

double skew_heavy_max_share(const double heavy_shares[], int count,
                            double rest_squares, double slices)
{
    int group[SKEW_HEAVY_MAX] = { 0 };
    const double sd = sqrt(rest_squares / slices);
    double rest = 1, expected = 0;

    CHECK(count >= 0 && count <= SKEW_HEAVY_MAX && slices >= 1);
    CHECK(rest_squares >= 0 && rest_squares <= 1 + 1e-9);
    for (int i = 0; i < count; i++) {
        CHECK(heavy_shares[i] >= 0);
        rest -= heavy_shares[i];
    }
    CHECK(rest >= -1e-9);
    if (slices == 1) /* exact: one slice has all */
        return 1;
    do {
        double load[SKEW_HEAVY_MAX] = { 0 };
        int groups = 0;
        for (int i = 0; i < count; i++) {
            load[group[i]] += heavy_shares[i];
            groups = group[i] + 1 > groups ? group[i] + 1 : groups;
        }
        if (groups <= slices)
            expected += grouping_chance(groups, count, slices) *
                        noisy_max(load, groups, slices, sd);
    } while (next_grouping(group, count));
    return fmin(1, fmax(0, rest) / slices + expected);
}

struct skew_summary skew_summary_of(const double rows[], int slices)
{
    struct skew_summary s = { .max = rows[0], .min = rows[0] };
    double sum = 0, squares = 0;

    CHECK(slices >= 1);
    for (int i = 0; i < slices; i++) {
        CHECK(rows[i] >= 0);
        s.max = fmax(s.max, rows[i]);
        s.min = fmin(s.min, rows[i]);
        s.empty_slices += rows[i] == 0; /* exact: no row at all */
        sum += rows[i];
    }
    s.mean = sum / slices;
    for (int i = 0; i < slices; i++)
        squares += (rows[i] - s.mean) * (rows[i] - s.mean);
    s.sd = sqrt(squares / slices);
    s.cv = s.mean > 0 ? s.sd / s.mean : 0;
    s.max_over_mean = s.mean > 0 ? s.max / s.mean : 1;
    s.skew_rows = s.min > 0 ? s.max / s.min : s.max > 0 ? HUGE_VAL : 1;
    return s;
}
