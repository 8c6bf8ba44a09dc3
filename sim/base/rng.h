#ifndef BASE_RNG_H
#define BASE_RNG_H

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

#endif
