#include "exact/curve.h"

#include "base/check.h"

/* ---- shares ----------------------------------------------------------- */

uint32_t curve_share(size_t below, size_t upto, size_t count)
{
    const double middle = ((double)below + (double)upto) / 2;
    const double share = count > 0 ? middle / (double)count : 0;

    return share < 1 ? (uint32_t)(share * 4294967296.0) : UINT32_MAX;
}

/*
 * Shares are multiples of 1 / (2 count): two of them differ first in one of so
 * many bits, and what is behind it never decides.
 */
int curve_bits(size_t count, int columns)
{
    const int most = 64 / columns;
    int bits = 1;

    while (bits < 32 && (size_t)1 << bits < 2 * count)
        bits++;
    return bits < most ? bits : most;
}

/* ---- lanes ------------------------------------------------------------ */

enum { BYTE_BITS = 8, SHARE_BITS = 32 };

struct curve_lane curve_lane_of(int axis, int columns, int bits)
{
    struct curve_lane l = { .columns = columns };

    CHECK(bits >= 1 && bits <= SHARE_BITS && bits * columns <= 64);
    CHECK(axis >= 0 && axis < columns);
    l.mask = UINT32_MAX << (SHARE_BITS - bits);
    for (unsigned byte = 0; byte < 256; byte++)
        for (int b = 0; b < BYTE_BITS && axis + b * columns < 64; b++)
            l.spread[byte] |= (uint64_t)(byte >> (BYTE_BITS - 1 - b) & 1)
                              << (63 - axis - b * columns);
    return l;
}

uint64_t curve_spread(const struct curve_lane *l, uint32_t share)
{
    const uint32_t own = share & l->mask;
    const int step = BYTE_BITS * l->columns;
    uint64_t z = l->spread[own >> 24];

    for (int byte = 1; byte < 4 && byte * step < 64; byte++)
        z |= l->spread[own >> (24 - byte * BYTE_BITS) & 0xff] >> (byte * step);
    return z;
}

/* ---- axes ------------------------------------------------------------- */

struct known_number {
    uint64_t number;
    uint32_t before, own; /* shares: just below the number, and of itself */
};

/* A number above all others ends the list: all rows lie below it. */
struct curve_axis {
    struct known_number *known;
    uint32_t *first; /* of each bucket: its first number, or the next */
    size_t rows;
    int shift; /* a number's bucket is its bits from here on */
    int bits;
};

static void list_known(struct curve_axis *x, const uint64_t *numbers,
                       size_t stride, size_t count, uint32_t *distinct)
{
    size_t end = 0;

    *distinct = 0;
    for (size_t i = 0; i < count; i = end) {
        const uint64_t number = numbers[i * stride];
        for (end = i + 1; end < count && numbers[end * stride] == number;)
            end++;
        x->known[(*distinct)++] = (struct known_number){
            .number = number,
            .before = curve_share(i, i, count),
            .own = curve_share(i, end, count),
        };
    }
    x->known[*distinct].before = x->known[*distinct].own =
        curve_share(count, count, count);
}

/* About as many buckets as numbers. */
static void list_buckets(struct arena *a, struct curve_axis *x,
                         uint32_t distinct)
{
    int bits = x->bits > 0;

    while (bits < x->bits && (uint32_t)1 << bits < distinct)
        bits++;
    const size_t buckets = (size_t)1 << bits;
    x->shift = x->bits - bits;
    x->first = ARENA_ARRAY(a, buckets + 1, uint32_t);
    for (uint32_t i = 0; i < distinct; i++)
        x->first[(x->known[i].number >> x->shift) + 1] = i + 1;
    for (size_t b = 1; b <= buckets; b++)
        if (x->first[b] < x->first[b - 1])
            x->first[b] = x->first[b - 1];
}

struct curve_axis *curve_axis_of(struct arena *a, const uint64_t *numbers,
                                 size_t stride, size_t count, int bits)
{
    struct curve_axis *const x = ARENA_NEW(a, struct curve_axis);
    uint32_t distinct;

    CHECK(count < UINT32_MAX / 2 && bits >= 0 && bits <= 64);
    *x = (struct curve_axis){ .rows = count, .bits = bits };
    x->known = ARENA_ARRAY(a, count + 1, struct known_number);
    list_known(x, numbers, stride, count, &distinct);
    list_buckets(a, x, distinct);
    return x;
}

size_t curve_axis_rows(const struct curve_axis *x)
{
    return x->rows;
}

uint32_t curve_axis_share(const struct curve_axis *x, uint64_t number)
{
    const size_t bucket = (size_t)(number >> x->shift);
    uint32_t lo = x->first[bucket];
    const uint32_t end = x->first[bucket + 1];
    uint32_t hi = end;

    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (x->known[mid].number < number)
            lo = mid + 1;
        else
            hi = mid;
    }
    const struct known_number *const k = &x->known[lo];
    return lo < end && k->number == number ? k->own : k->before;
}
