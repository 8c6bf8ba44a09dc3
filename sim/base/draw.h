#ifndef BASE_DRAW_H
#define BASE_DRAW_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/rng.h"

/*
 * draw - fast random variates in sequence, for simulations of many events.
 *
 * A counter-based stream (rng.h) costs a block cipher a number. A simulation
 * draws its numbers in order anyway, so a `draw` is seeded from such a stream
 * and then runs a small sequential generator.
 *
 * Exponentials and normals come from ziggurats. Logarithms and powers are computed here
 * with additions, multiplications and divisions alone, so that they have the
 * same bits with every compiler, C library and processor.
 *
 * Units    none.
 * Memory   none.
 * Errors   parameters out of range are bugs (CHECK).
 * Source   xoshiro256++: Blackman, Vigna, "Scrambled linear pseudorandom
 *          number generators", ACM TOMS 47(4), 2021. Ziggurat: draw_table.c.
 *          Gamma: Marsaglia, Tsang, ACM TOMS 26(3), 2000. Tail of the normal:
 *          Marsaglia, Technometrics 6(1), 1964.
 */
struct draw {
    uint64_t state[4];
};

enum { DRAW_LAYERS = 256 };

/* Of the ziggurats under e^-x and e^(-x^2 / 2): draw_table.c. */
extern const double draw_layers[DRAW_LAYERS + 1];
extern const double draw_bell_layers[DRAW_LAYERS + 1];

struct draw draw_begin(struct rng_stream stream);

static inline uint64_t draw_rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static inline uint64_t draw_bits(struct draw *d)
{
    uint64_t *const s = d->state;
    const uint64_t result = draw_rotate(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = draw_rotate(s[3], 45);
    return result;
}

/* The upper 53 bits as a number in [0, 1): rng_unit_of, in the line. */
static inline double draw_unit_of(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

/* Uniform in [0, 1). */
static inline double draw_unit(struct draw *d)
{
    return draw_unit_of(draw_bits(d));
}

/* Natural logarithm of a normal x > 0, within 2 units of the last place. */
double draw_log(double x);

/* e to the x, for |x| <= 700, within 4 units of the last place. */
double draw_exp(double x);

/* Where the ziggurat's rectangles end: one draw in 70 or so. */
double draw_exponential_beyond(struct draw *d, int layer, double x);

/* Mean 1. */
static inline double draw_exponential(struct draw *d)
{
    const uint64_t bits = draw_bits(d);
    const int layer = (int)(bits & (DRAW_LAYERS - 1));
    const double x = draw_unit_of(bits) * draw_layers[layer];

    return x < draw_layers[layer + 1] ? x
                                      : draw_exponential_beyond(d, layer, x);
}

/* As draw_exponential_beyond, for x >= 0 under the bell. */
double draw_normal_beyond(struct draw *d, int layer, double x);

/* Mean 0, variance 1. */
static inline double draw_normal(struct draw *d)
{
    const uint64_t bits = draw_bits(d);
    const int layer = (int)(bits & (DRAW_LAYERS - 1));
    const double sign = (bits & DRAW_LAYERS) != 0 ? -1 : 1;
    const double x = draw_unit_of(bits) * draw_bell_layers[layer];

    return sign * (x < draw_bell_layers[layer + 1]
                       ? x
                       : draw_normal_beyond(d, layer, x));
}

/* Gamma variates of mean 1, prepared: what only the coefficient of variation
   decides. */
struct draw_gamma {
    double cv;
    double a, c; /* of Marsaglia and Tsang, for a shape >= 1 */
    double scale;
    double power; /* 1 / shape where that is below 1, else 0 */
};

/* This coefficient of variation (0..100); 1 is the exponential, 0 the
   constant. */
struct draw_gamma draw_gamma_of(double cv);

/* Any that is not the exponential. */
double draw_gamma_other(struct draw *d, const struct draw_gamma *g);

static inline double draw_gamma(struct draw *d, const struct draw_gamma *g)
{
    return g->cv == 1 ? draw_exponential(d) : draw_gamma_other(d, g);
}

/* Median 1; its logarithm has this standard deviation (>= 0). */
double draw_lognormal(struct draw *d, double sigma);

#endif
