#include "exact/radix.h"

#include <string.h>

enum {
    DIGIT_BITS = 11,
    BUCKETS = 1 << DIGIT_BITS,
    DIGITS = (64 + DIGIT_BITS - 1) / DIGIT_BITS,
};

static size_t digit_of(uint64_t key, int digit)
{
    return (size_t)(key >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* Bits in which some key differs from the first. */
static uint64_t varying_bits(const struct radix_pair *pairs, size_t n)
{
    uint64_t bits = 0;

    for (size_t i = 1; i < n; i++)
        bits |= pairs[i].key ^ pairs[0].key;
    return bits;
}

static void scatter(const struct radix_pair *from, struct radix_pair *to,
                    size_t n, int digit)
{
    size_t at[BUCKETS] = { 0 };
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        at[digit_of(from[i].key, digit)]++;
    for (size_t b = 0; b < BUCKETS; b++) {
        const size_t count = at[b];
        at[b] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[at[digit_of(from[i].key, digit)]++] = from[i];
}

void radix_sort(struct radix_pair *pairs, struct radix_pair *room, size_t n)
{
    const uint64_t varying = varying_bits(pairs, n);
    struct radix_pair *from = pairs, *to = room;

    for (int digit = 0; digit < DIGITS; digit++) {
        if (digit_of(varying, digit) == 0)
            continue;
        scatter(from, to, n, digit);
        struct radix_pair *const sorted = to;
        to = from;
        from = sorted;
    }
    if (from != pairs)
        memcpy(pairs, from, n * sizeof(*pairs));
}

/* Each word to its bucket; of a word `keep` is left. */
static void scatter_words(const int64_t *from, int64_t *to, size_t n, int low,
                          int bits, int64_t keep)
{
    const uint64_t mask = (UINT64_C(1) << bits) - 1;
    size_t at[BUCKETS] = { 0 };
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        at[(uint64_t)from[i] >> low & mask]++;
    for (size_t b = 0; b <= mask; b++) {
        const size_t count = at[b];
        at[b] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[at[(uint64_t)from[i] >> low & mask]++] = from[i] & keep;
}

/* As few digits as there can be, of equal width: fewer buckets, fewer misses.
   The last digit drops the key. */
void radix_sort_words(int64_t *words, int64_t *room, size_t n, int low,
                      int bits)
{
    const int digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    const int64_t below = (INT64_C(1) << low) - 1;
    int64_t *from = words, *to = room;

    for (int digit = 0; digit < digits; digit++) {
        const int begin = bits * digit / digits;
        const int end = bits * (digit + 1) / digits;
        scatter_words(from, to, n, low + begin, end - begin,
                      digit + 1 < digits ? -1 : below);
        int64_t *const sorted = to;
        to = from;
        from = sorted;
    }
    if (from != words)
        memcpy(words, from, n * sizeof(*words));
}
