#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/*
 * rng - named, counter-based random streams from one seed.
 *
 * A stream is a key; its i-th number is a pure function of (key, i). So a
 * value can be drawn in any order, by any thread, and a new consumer never
 * shifts the numbers of another.
 *
 * Memory   none: a stream is two words, passed by value.
 * Errors   none.
 * Source   Threefry2x64, 13 rounds: Salmon, Moraes, Dror, Shaw, "Parallel
 *          random numbers: as easy as 1, 2, 3", SC 2011; through Random123.
 */
struct rng_stream {
    uint64_t key[2];
};

enum { RNG_ROUNDS = 13 };

/* The stream of this name; `index` tells replicas, tables or columns apart. */
struct rng_stream rng_stream(uint64_t seed, const char *name, uint64_t index);

/* 64 uniform bits at counter i. */
uint64_t rng_bits(struct rng_stream s, uint64_t i);

/* Two independent 64-bit words at counter i. */
void rng_bits2(struct rng_stream s, uint64_t i, uint64_t out[2]);

/* Uniform in [0, 1), 53 bits. */
double rng_unit(struct rng_stream s, uint64_t i);
double rng_unit_of(uint64_t bits);

/*
 * A 64-bit value mixed to a 64-bit hash: the finaliser of MurmurHash3
 * (Appleby, public domain). A bijection.
 */
uint64_t rng_mix(uint64_t x);

/* bits scaled to 0 .. n-1 by multiply-high; n >= 1. */
uint64_t rng_below(uint64_t bits, uint64_t n);

/*
 * The same for many, several lanes at a time: out[i] of counter at[i], of
 * bits[i], of codes[i]. rng_below_many takes 1 <= n <= INT64_MAX.
 */
void rng_bits_many(struct rng_stream s, const uint64_t *at, size_t count,
                   uint64_t *out);
void rng_bits2_many(struct rng_stream s, const uint64_t *at, size_t count,
                    uint64_t *first, uint64_t *second);
void rng_units_of(const uint64_t *bits, size_t count, double *u);
void rng_units(struct rng_stream s, const uint64_t *at, size_t count,
               double *u);
void rng_below_many(const uint64_t *bits, size_t count, uint64_t n,
                    int64_t *out);
void rng_mix_many(const int64_t *codes, size_t count, uint64_t *out);

#endif
