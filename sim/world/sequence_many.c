/* Many rows of a column that counts (sequence.h). */
#include "base/check.h"
#include "base/clones.h"
#include "world/sequence.h"

/* Numbers whose products and sums stay far from the ends of int64. */
static bool is_small(int64_t x)
{
    return x > -(INT64_C(1) << 30) && x < INT64_C(1) << 30;
}

bool sequence_table_fits(const struct law *law)
{
    const int64_t lo = sequence_line_lo(law), hi = sequence_line_hi(law);
    const int64_t orders = hi - lo + 1;

    return orders >= 2 && orders <= SEQUENCE_TABLE_ORDERS &&
           orders * (lo + hi) / 2 <= SEQUENCE_TABLE_ROWS;
}

/* All rows of the cycle that begins at `first` and takes `step`, which is
   what a draw of `drawn` stands for. */
static void fill_cycle(struct sequence_table *t, int64_t lo, uint64_t first,
                       uint64_t drawn, uint64_t step)
{
    struct sequence_place *place =
        t->places + (first * t->orders + drawn) * t->rows;
    uint64_t at = first;

    for (uint64_t k = 0; k < t->orders; k++) {
        for (int64_t line = 1; line <= lo + (int64_t)at; line++)
            *place++ = (struct sequence_place){ (uint8_t)k, (uint8_t)line };
        at = (at + step) % t->orders;
    }
}

void sequence_table_init(struct sequence_table *t, const struct law *law,
                         struct rng_stream stream)
{
    struct sequence_reader r;

    CHECK(sequence_table_fits(law));
    sequence_reader_init(&r, law, stream);
    *t = (struct sequence_table){
        .law = law,
        .stream = stream,
        .orders = (uint64_t)r.orders,
        .rows = (uint64_t)r.rows,
        .reciprocal = UINT64_MAX / (uint64_t)r.rows + 1,
    };
    for (uint64_t first = 0; first < t->orders; first++)
        for (uint64_t drawn = 0; drawn + 1 < t->orders; drawn++)
            fill_cycle(
                t, r.lo, first, drawn,
                (uint64_t)sequence_step_from(r.orders, (int64_t)drawn + 1));
}

/*
 * Each row's cycle, and its place there. The product with a reciprocal that
 * is rounded up is exact for rows below 2^32 and divisors as small; its high
 * word comes from products of 32 bits.
 */
CLONES
static void split_rows(const struct sequence_table *t, const int64_t *rows,
                       size_t count, uint64_t *cycles, uint64_t *rest)
{
    const uint64_t low = t->reciprocal & 0xffffffffU;
    const uint64_t high = t->reciprocal >> 32;
    const uint64_t cycle_rows = t->rows;

    LOOP_SIMD
    for (size_t i = 0; i < count; i++) {
        const uint64_t row = (uint64_t)rows[i] & 0xffffffffU;
        cycles[i] = (row * high + (row * low >> 32)) >> 32;
        rest[i] = row - cycles[i] * cycle_rows;
    }
}

/* Where in t->places each row's order and line stand, into `rest`. */
CLONES
static void find_places(const struct sequence_table *t, const int64_t *first,
                        const int64_t *drawn, size_t count, uint64_t *rest)
{
    const uint64_t orders = t->orders, cycle_rows = t->rows;

    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        rest[i] +=
            ((uint64_t)first[i] * orders + (uint64_t)drawn[i]) * cycle_rows;
}

void sequence_table_read(const struct sequence_table *t, const int64_t *rows,
                         size_t count, int64_t *orders, int64_t *lines)
{
    uint64_t cycles[SEQUENCE_MANY], first[SEQUENCE_MANY], step[SEQUENCE_MANY];
    int64_t firsts[SEQUENCE_MANY], drawn[SEQUENCE_MANY];
    uint64_t places[SEQUENCE_MANY];

    CHECK(count <= SEQUENCE_MANY);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        ASSERT(rows[i] >= 0 && rows[i] <= UINT32_MAX);
    split_rows(t, rows, count, cycles, places);
    rng_bits2_many(t->stream, cycles, count, first, step);
    rng_below_many(first, count, t->orders, firsts);
    rng_below_many(step, count, t->orders - 1, drawn);
    find_places(t, firsts, drawn, count, places);
    for (size_t i = 0; i < count; i++) {
        const struct sequence_place place = t->places[places[i]];
        orders[i] = (int64_t)(cycles[i] * t->orders) + place.order;
        if (lines)
            lines[i] = place.line;
    }
}

CLONES
static void keys_by_step(int64_t lo, int64_t step, const int64_t *orders,
                         size_t count, int64_t *keys)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        keys[i] = lo + step * orders[i];
}

/* `used` is a power of two, 2^shift: no division. */
CLONES
static void keys_by_shift(const struct law *law, int shift,
                          const int64_t *orders, size_t count, int64_t *keys)
{
    const int64_t lo = law->lo, of = law->sparse_of;
    const int64_t step = sequence_step(law), mask = law->sparse_used - 1;

    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        keys[i] = lo + step * ((orders[i] >> shift) * of + (orders[i] & mask));
}

static int shift_of(int64_t used)
{
    for (int shift = 0; shift < 30; shift++)
        if (used == INT64_C(1) << shift)
            return shift;
    return -1;
}

CLONES
static int64_t bits_of_all(const int64_t *orders, size_t count)
{
    int64_t bits = 0;

#pragma omp simd reduction(| : bits)
    for (size_t i = 0; i < count; i++)
        bits |= orders[i];
    return bits;
}

/* Nothing can leave int64, and the key is a plain sum. */
static bool is_plain(const struct law *law, const int64_t *orders, size_t count)
{
    const int64_t most = bits_of_all(orders, count);

    return most >= 0 && most < INT64_C(1) << 32 &&
           (law->kind == LAW_SEQUENTIAL || law->calendar == CALENDAR_DAYS) &&
           law->lo > INT64_MIN / 4 && law->lo < INT64_MAX / 4 &&
           is_small(sequence_step(law));
}

void sequence_keys(const struct law *law, const int64_t *orders, size_t count,
                   int64_t *keys)
{
    const bool sparse = law->kind == LAW_SEQUENTIAL && law->sparse_used >= 1 &&
                        law->sparse_of > law->sparse_used;
    const int shift = sparse ? shift_of(law->sparse_used) : -1;
    const bool plain = is_plain(law, orders, count);

    if (plain && !sparse)
        keys_by_step(law->lo, sequence_step(law), orders, count, keys);
    else if (plain && shift >= 0 && law->sparse_of <= 256 &&
             sequence_step(law) < 1 << 20 && sequence_step(law) > -(1 << 20))
        keys_by_shift(law, shift, orders, count, keys);
    else
        for (size_t i = 0; i < count; i++)
            keys[i] = sequence_key(law, orders[i]);
}
