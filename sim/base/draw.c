#include "base/draw.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"

/* ln 2 in two parts: the first is exact in products with an exponent. */
static const double ln2_high = 0x1.62e42fee00000p-1;
static const double ln2_low = 0x1.a39ef35793c76p-33;

struct draw draw_begin(struct rng_stream stream)
{
    struct draw d;

    rng_bits2(stream, 0, &d.state[0]);
    rng_bits2(stream, 1, &d.state[2]);
    d.state[0] |= 1; /* never all zero */
    return d;
}

/*
 * x = m 2^e with m in [sqrt(1/2), sqrt(2)), and with s = (m - 1) / (m + 1)
 * log m = 2 (s + s^3/3 + s^5/5 + ..). |s| < 0.172, so that the first term
 * left out, s^23/23, is below 2^-60 of the first.
 */
double draw_log(double x)
{
    uint64_t bits;
    double m;

    memcpy(&bits, &x, sizeof(bits));
    const uint64_t shifted = bits - 0x3fe6a09e667f3bcdU;
    const int e = (int)((int64_t)shifted >> 52);
    bits -= (uint64_t)(int64_t)e << 52;
    memcpy(&m, &bits, sizeof(m));

    const double f = m - 1, s = f / (m + 1), z = s * s, w = z * z;
    const double odd =
        1.0 / 3 +
        w * (1.0 / 7 + w * (1.0 / 11 + w * (1.0 / 15 + w * (1.0 / 19))));
    const double even =
        1.0 / 5 +
        w * (1.0 / 9 + w * (1.0 / 13 + w * (1.0 / 17 + w * (1.0 / 21))));
    const double series = z * (odd + z * even);
    /* log(1 + f) = f - s (f - 2 series): small terms last. */
    return e * ln2_high + (f - (s * (f - 2 * series) - e * ln2_low));
}

/* 1 / n! for n = 0 .. 13. */
static const double inverses[14] = {
    1.0,
    1.0,
    1.0 / 2,
    1.0 / 6,
    1.0 / 24,
    1.0 / 120,
    1.0 / 720,
    1.0 / 5040,
    1.0 / 40320,
    1.0 / 362880,
    1.0 / 3628800,
    1.0 / 39916800,
    1.0 / 479001600,
    1.0 / 6227020800.0,
};

/* 2^k, for a normal result. */
static double power_of_two(int k)
{
    const uint64_t bits = (uint64_t)(k + 1023) << 52;
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

/*
 * x = k ln 2 + r, |r| <= 0.35; the series of e^r, whose first term left out,
 * r^14 / 14!, is below 2^-57. The even and the odd terms by Horner's rule
 * apart, side by side in the processor.
 */
double draw_exp(double x)
{
    CHECK(x >= -700 && x <= 700);
    const double k = floor(x * 0x1.71547652b82fep+0 + 0.5);
    const double r = (x - k * ln2_high) - k * ln2_low, z = r * r;
    double even = inverses[12], odd = inverses[13];

    for (int i = 10; i >= 0; i -= 2) {
        even = inverses[i] + z * even;
        odd = inverses[i + 1] + z * odd;
    }
    return (even + r * odd) * power_of_two((int)k);
}

/* A wedge beside a rectangle, or the tail; if refused, all anew. */
double draw_exponential_beyond(struct draw *d, int layer, double x)
{
    if (layer == 0) /* the tail looks like the whole */
        return draw_layers[1] - draw_log(1 - draw_unit(d));
    const double low = draw_exp(-draw_layers[layer]);
    const double high = draw_exp(-draw_layers[layer + 1]);

    if (low + draw_unit(d) * (high - low) < draw_exp(-x))
        return x;
    return draw_exponential(d);
}

static double bell(double x)
{
    return draw_exp(-0.5 * x * x);
}

/* Two exponentials, the first of them narrow, until they fit under the bell. */
static double normal_tail(struct draw *d)
{
    const double r = draw_bell_layers[1];
    double x, y;

    do {
        x = draw_exponential(d) / r;
        y = draw_exponential(d);
    } while (2 * y < x * x);
    return r + x;
}

double draw_normal_beyond(struct draw *d, int layer, double x)
{
    if (layer == 0)
        return normal_tail(d);
    const double low = bell(draw_bell_layers[layer]);
    const double high = bell(draw_bell_layers[layer + 1]);

    if (low + draw_unit(d) * (high - low) < bell(x))
        return x;
    return fabs(draw_normal(d)); /* the caller has the sign */
}

struct draw_gamma draw_gamma_of(double cv)
{
    CHECK(cv >= 0 && cv <= 100);
    struct draw_gamma g = { .cv = cv };

    if (cv < 1e-6)
        return g;
    const double shape = 1 / (cv * cv);
    g.power = shape < 1 ? 1 / shape : 0;
    g.a = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    g.c = 1 / sqrt(9 * g.a);
    g.scale = g.a / shape;
    return g;
}

/* A gamma of shape a + 1/3, over a. */
static double gamma_over(struct draw *d, double a, double c)
{
    for (;;) {
        const double x = draw_normal(d), t = 1 + c * x;
        if (t <= 0)
            continue;
        const double v = t * t * t, u = 1 - draw_unit(d), z = x * x;
        if (u < 1 - 0.0331 * (z * z)) /* inside the curve, 98 times of 100 */
            return v;
        if (draw_log(u) < 0.5 * z + a - a * v + a * draw_log(v))
            return v;
    }
}

double draw_gamma_other(struct draw *d, const struct draw_gamma *g)
{
    if (g->a == 0) /* the constant */
        return 1;
    if (g->power == 0)
        return gamma_over(d, g->a, g->c) * g->scale;
    /* Gamma(k) = Gamma(k + 1) U^(1/k); below e^-700 nothing is left. */
    const double power = draw_log(1 - draw_unit(d)) * g->power;
    return gamma_over(d, g->a, g->c) * g->scale * draw_exp(fmax(power, -700));
}

double draw_lognormal(struct draw *d, double sigma)
{
    CHECK(sigma >= 0 && sigma <= 10);
    return sigma == 0 ? 1 : draw_exp(sigma * draw_normal(d));
}
