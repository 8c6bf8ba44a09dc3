/* Many numbers of one stream (rng.h): the same bits, lane by lane. */
#include <Random123/threefry.h>
#include <string.h>

#include "base/check.h"
#include "base/clones.h"
#include "base/rng.h"

CLONES
void rng_bits_many(struct rng_stream s, const uint64_t *at, size_t count,
                   uint64_t *out)
{
    const threefry2x64_key_t key = { { s.key[0], s.key[1] } };

    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        const threefry2x64_ctr_t counter = { { at[i], 0 } };
        out[i] = threefry2x64_R(RNG_ROUNDS, counter, key).v[0];
    }
}

CLONES
void rng_bits2_many(struct rng_stream s, const uint64_t *at, size_t count,
                    uint64_t *first, uint64_t *second)
{
    const threefry2x64_key_t key = { { s.key[0], s.key[1] } };

    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        const threefry2x64_ctr_t counter = { { at[i], 0 } };
        const threefry2x64_ctr_t drawn =
            threefry2x64_R(RNG_ROUNDS, counter, key);
        first[i] = drawn.v[0];
        second[i] = drawn.v[1];
    }
}

/*
 * A 53-bit integer as a double without the conversion that older vector units
 * lack: each half is put behind the exponent of 2^52 or 2^84, and the sum of
 * both less those powers is exact.
 */
static inline double unit_of(uint64_t bits)
{
    const uint64_t v = bits >> 11;
    const uint64_t low = (v & 0xffffffffU) | UINT64_C(0x4330000000000000);
    const uint64_t high = (v >> 32) | UINT64_C(0x4530000000000000);
    double l, h;

    memcpy(&l, &low, sizeof(l));
    memcpy(&h, &high, sizeof(h));
    return ((h - (0x1p84 + 0x1p52)) + l) * 0x1p-53;
}

CLONES
void rng_units_of(const uint64_t *bits, size_t count, double *u)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        u[i] = unit_of(bits[i]);
}

CLONES
void rng_units(struct rng_stream s, const uint64_t *at, size_t count, double *u)
{
    const threefry2x64_key_t key = { { s.key[0], s.key[1] } };

    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        const threefry2x64_ctr_t counter = { { at[i], 0 } };
        u[i] = unit_of(threefry2x64_R(RNG_ROUNDS, counter, key).v[0]);
    }
}

/* The high half of the product from products of 32 bits, as n has no more. */
CLONES
static void below_narrow(const uint64_t *bits, size_t count, uint64_t n,
                         int64_t *out)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        const uint64_t low = (bits[i] & 0xffffffffU) * n;
        out[i] = (int64_t)(((bits[i] >> 32) * n + (low >> 32)) >> 32);
    }
}

void rng_below_many(const uint64_t *bits, size_t count, uint64_t n,
                    int64_t *out)
{
    ASSERT(n >= 1 && n <= INT64_MAX);
    if (n <= UINT32_MAX) {
        below_narrow(bits, count, n, out);
        return;
    }
    for (size_t i = 0; i < count; i++)
        out[i] = (int64_t)rng_below(bits[i], n);
}

CLONES
void rng_mix_many(const int64_t *codes, size_t count, uint64_t *out)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        uint64_t x = (uint64_t)codes[i];
        x ^= x >> 33;
        x *= 0xff51afd7ed558ccdU;
        x ^= x >> 33;
        x *= 0xc4ceb9fe1a85ec53U;
        x ^= x >> 33;
        out[i] = x;
    }
}
