#ifndef BASE_STAT_H
#define BASE_STAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"

/*
 * stat - what a simulation saw: moments, quantiles, intervals.
 *
 * Means and variances are kept in one pass. Quantiles come from a sketch of
 * fixed size: counts in buckets that each span 1/128 of an octave, so that a
 * value is known to within STAT_SKETCH_ERROR of itself, and two sketches are
 * merged by adding counts, in any order. Intervals come from independent
 * values (one per replication) by Student's t.
 *
 * Units    those of the values.
 * Memory   a sketch has some 60 KiB, whatever it has seen.
 * Errors   no value, NaN or a confidence outside (0, 1) is a bug (CHECK).
 * Source   moments: Welford, Technometrics 4(3), 1962; merging: Chan, Golub,
 *          LeVeque, COMPSTAT 1982. Sketch: the bucket rule of DDSketch
 *          (Masson, Rim, Lee, PVLDB 12(12), 2019), with the octaves of the
 *          binary number. Warm-up: MSER, White, Simulation 69(6), 1997.
 */
struct stat_moments {
    uint64_t count;
    double mean, m2;
};

void stat_add(struct stat_moments *m, double x);
void stat_merge(struct stat_moments *m, const struct stat_moments *other);

/* Of a sample: divided by count - 1; 0 for fewer than 2. */
double stat_variance(const struct stat_moments *m);

enum {
    STAT_SUB_BITS = 7,
    STAT_OCTAVE_LOW = -24, /* 60 ns, if the unit is 1 s */
    STAT_OCTAVES = 60,
    STAT_BUCKETS = STAT_OCTAVES << STAT_SUB_BITS,
    STAT_MANTISSA_BITS = 52,
    STAT_EXPONENT_BIAS = 1023, /* of a double */
};

/* A quantile is within this share of the value that has the rank. */
#define STAT_SKETCH_ERROR (1.0 / 256)

/* Values >= 0; those below 2^STAT_OCTAVE_LOW count as 0. */
struct stat_sketch {
    uint64_t count, zeros;
    uint64_t buckets[STAT_BUCKETS];
};

/* The exponent and the first bits of the fraction, as one whole number; below
   0 for what counts as 0. */
static inline int64_t stat_bucket_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return (int64_t)(bits >> (STAT_MANTISSA_BITS - STAT_SUB_BITS)) -
           ((int64_t)(STAT_EXPONENT_BIAS + STAT_OCTAVE_LOW) << STAT_SUB_BITS);
}

static inline void stat_sketch_add(struct stat_sketch *s, double x)
{
    ASSERT(x >= 0);
    const int64_t bucket = stat_bucket_of(x);

    s->count++;
    if (bucket < 0)
        s->zeros++;
    else
        s->buckets[bucket < STAT_BUCKETS ? bucket : STAT_BUCKETS - 1]++;
}

void stat_sketch_merge(struct stat_sketch *s, const struct stat_sketch *other);

/* The middle of the bucket that holds the smallest value with a share >= p of
   all values at or below it; 0 <= p <= 1; NaN when there are none. */
double stat_sketch_quantile(const struct stat_sketch *s, double p);

/* Share of the values in buckets up to that of x. */
double stat_sketch_cdf(const struct stat_sketch *s, double x);

struct stat_interval {
    double mean, half; /* half is NaN for fewer than two values */
    size_t count;
};

/* mean +- t sd / sqrt(n); NaN among the values are left out. */
struct stat_interval stat_interval_of(const double *values, size_t count,
                                      double confidence);

/*
 * How many of the first values belong to the warm-up: the cut d that
 * minimises the squared standard error of the mean of the rest, in steps of
 * five values, at most half of the series.
 */
size_t stat_warmup(const double *values, size_t count);

#endif
