#include "base/rng.h"

#include <Random123/threefry.h>

#include "base/check.h"
#include "base/text.h"

static void threefry(const uint64_t key[2], uint64_t c0, uint64_t c1,
                     uint64_t out[2])
{
    const threefry2x64_key_t k = { { key[0], key[1] } };
    const threefry2x64_ctr_t c = { { c0, c1 } };
    const threefry2x64_ctr_t r = threefry2x64_R(RNG_ROUNDS, c, k);

    out[0] = r.v[0];
    out[1] = r.v[1];
}

/* Threefry is a bijection of its counter, so that streams of one seed differ
   whenever (hash of name, index) differs. */
struct rng_stream rng_stream(uint64_t seed, const char *name, uint64_t index)
{
    const uint64_t key[2] = { seed, 0 };
    struct rng_stream s;

    threefry(key, text_hash(name), index, s.key);
    return s;
}

uint64_t rng_bits(struct rng_stream s, uint64_t i)
{
    uint64_t out[2];

    threefry(s.key, i, 0, out);
    return out[0];
}

void rng_bits2(struct rng_stream s, uint64_t i, uint64_t out[2])
{
    threefry(s.key, i, 0, out);
}

double rng_unit_of(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

double rng_unit(struct rng_stream s, uint64_t i)
{
    return rng_unit_of(rng_bits(s, i));
}

uint64_t rng_mix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdU;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53U;
    x ^= x >> 33;
    return x;
}

#ifdef __SIZEOF_INT128__

/* The high half of the 128-bit product, as the machine has it. */
uint64_t rng_below(uint64_t bits, uint64_t n)
{
    __extension__ typedef unsigned __int128 wide;

    ASSERT(n >= 1);
    return (uint64_t)((wide)bits * n >> 64);
}

#else

/* The same from 32-bit halves: ISO C has no 128-bit integer. */
uint64_t rng_below(uint64_t bits, uint64_t n)
{
    ASSERT(n >= 1);
    const uint64_t a = bits >> 32, b = bits & 0xffffffffU;
    const uint64_t c = n >> 32, d = n & 0xffffffffU;
    const uint64_t low = b * d, left = a * d, right = b * c;
    const uint64_t middle =
        (low >> 32) + (left & 0xffffffffU) + (right & 0xffffffffU);

    return a * c + (left >> 32) + (right >> 32) + (middle >> 32);
}

#endif
