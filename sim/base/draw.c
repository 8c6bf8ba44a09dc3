#include "base/draw.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"

/* ln 2 in two parts: the first is exact in products with an exponent. */
static const double ln2_high = 0x1.62e42fee00000p-1;
static const double ln2_low = 0x1.a39ef35793c76p-33;

struct draw draw_begin(struct rng_stream stream)
{
    struct draw d = { .has_spare = false };

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

/* 1 / 14 .. 1 / 1: a product is many times as quick as a quotient. */
static const double inverses[14] = { 1.0 / 14, 1.0 / 13, 1.0 / 12, 1.0 / 11,
                                     1.0 / 10, 1.0 / 9,  1.0 / 8,  1.0 / 7,
                                     1.0 / 6,  1.0 / 5,  1.0 / 4,  1.0 / 3,
                                     1.0 / 2,  1.0 };

/* x = k ln 2 + r, |r| <= 0.35; the series of e^r, by Horner's rule. */
double draw_exp(double x)
{
    CHECK(x >= -700 && x <= 700);
    const double k = floor(x * 0x1.71547652b82fep+0 + 0.5);
    const double r = (x - k * ln2_high) - k * ln2_low;
    double sum = 1;

    for (int i = 0; i < 14; i++)
        sum = 1 + sum * (r * inverses[i]);
    return ldexp(sum, (int)k);
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

double draw_normal(struct draw *d)
{
    double x, y, r;

    d->has_spare = !d->has_spare;
    if (!d->has_spare)
        return d->spare;
    do {
        x = 2 * draw_unit(d) - 1;
        y = 2 * draw_unit(d) - 1;
        r = x * x + y * y;
    } while (r >= 1 || r < 0x1p-100);
    const double scale = sqrt(-2 * draw_log(r) / r);
    d->spare = y * scale;
    return x * scale;
}

/* A gamma of this shape (>= 1) and scale 1. */
static double gamma_of(struct draw *d, double shape)
{
    const double a = shape - 1.0 / 3, c = 1 / sqrt(9 * a);

    for (;;) {
        const double x = draw_normal(d), t = 1 + c * x;
        if (t <= 0)
            continue;
        const double v = t * t * t, u = 1 - draw_unit(d), z = x * x;
        if (u < 1 - 0.0331 * (z * z)) /* inside the curve, 98 times of 100 */
            return a * v;
        if (draw_log(u) < 0.5 * z + a - a * v + a * draw_log(v))
            return a * v;
    }
}

double draw_gamma_of(struct draw *d, double cv)
{
    CHECK(cv >= 0 && cv <= 100);
    if (cv < 1e-6)
        return 1;
    const double shape = 1 / (cv * cv);
    if (shape >= 1)
        return gamma_of(d, shape) / shape;
    /* Gamma(k) = Gamma(k + 1) U^(1/k); below e^-700 nothing is left. */
    const double power = draw_log(1 - draw_unit(d)) / shape;
    return gamma_of(d, shape + 1) * draw_exp(fmax(power, -700)) / shape;
}

double draw_lognormal(struct draw *d, double sigma)
{
    CHECK(sigma >= 0 && sigma <= 10);
    return sigma == 0 ? 1 : draw_exp(sigma * draw_normal(d));
}
