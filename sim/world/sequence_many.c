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

/* All rows of the cycle that begins at `first` and takes this step. */
static void fill_cycle(struct sequence_table *t, int64_t lo, uint64_t first,
                       uint64_t step)
{
    struct sequence_place *place =
        t->places + (first * t->orders + step) * t->rows;
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
    for (uint64_t drawn = 1; drawn < t->orders; drawn++)
        t->starts[drawn] =
            (uint8_t)sequence_step_from(r.orders, (int64_t)drawn);
    for (uint64_t first = 0; first < t->orders; first++)
        for (uint64_t step = 1; step < t->orders; step++)
            fill_cycle(t, r.lo, first, step);
}

/* Each row's cycle, and its place there. The product with a reciprocal that
   is rounded up is exact for rows below 2^32 and divisors as small. */
static void split_rows(const struct sequence_table *t, const int64_t *rows,
                       size_t count, uint64_t *cycles, uint32_t *rest)
{
    for (size_t i = 0; i < count; i++) {
        ASSERT(rows[i] >= 0 && rows[i] <= UINT32_MAX);
        cycles[i] = rng_below((uint64_t)rows[i], t->reciprocal);
        rest[i] = (uint32_t)((uint64_t)rows[i] - cycles[i] * t->rows);
    }
}

void sequence_table_read(const struct sequence_table *t, const int64_t *rows,
                         size_t count, int64_t *orders, int64_t *lines)
{
    uint64_t cycles[SEQUENCE_MANY], first[SEQUENCE_MANY], step[SEQUENCE_MANY];
    int64_t firsts[SEQUENCE_MANY], drawn[SEQUENCE_MANY];
    uint32_t rest[SEQUENCE_MANY];

    CHECK(count <= SEQUENCE_MANY);
    if (count == 0)
        return;
    split_rows(t, rows, count, cycles, rest);
    rng_bits2_many(t->stream, cycles, count, first, step);
    rng_below_many(first, count, t->orders, firsts);
    rng_below_many(step, count, t->orders - 1, drawn);
    for (size_t i = 0; i < count; i++) {
        const uint64_t taken = t->starts[drawn[i] + 1];
        const struct sequence_place place =
            t->places[((uint64_t)firsts[i] * t->orders + taken) * t->rows +
                      rest[i]];
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

/* Nothing can leave int64, and the key is a plain sum. */
static bool is_plain(const struct law *law, const int64_t *orders, size_t count)
{
    int64_t most = 0;

    for (size_t i = 0; i < count; i++)
        most |= orders[i];
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
