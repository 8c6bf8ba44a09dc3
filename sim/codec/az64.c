#include "codec/encoder.h"

/*
 * AZ64: groups of 64 values, each packed in as few bits as its span needs:
 * either above the group's minimum or as differences, whichever is smaller.
 * A group pays a byte for its form and one value in full.
 *
 * TUNING: guess. AWS publishes only that AZ64 "compresses smaller groups of
 * data values" with SIMD; this is the textbook way to do that (Lemire,
 * Boytsov, "Decoding billions of integers per second through vectorization",
 * Software: Practice and Experience 45(1), 2015).
 */
enum { AZ64_GROUP = 64 };

struct az64_stream {
    struct codec_stream stream;
    int64_t codes[AZ64_GROUP]; /* the open group */
};

static int bits_of(uint64_t span)
{
    int bits = 0;

    for (; span != 0; span >>= 1)
        bits++;
    return bits;
}

static int64_t group_bits(const struct az64_stream *z, int64_t n)
{
    const struct codec_stream *s = &z->stream;
    int64_t lo = z->codes[0], hi = lo, step_lo = 0, step_hi = 0;

    if (n == 0)
        return 0;
    for (int64_t i = 1; i < n; i++) {
        const int64_t code = z->codes[i];
        const int64_t step =
            (int64_t)((uint64_t)code - (uint64_t)z->codes[i - 1]);
        lo = code < lo ? code : lo;
        hi = code > hi ? code : hi;
        if (i == 1)
            step_lo = step_hi = step;
        step_lo = step < step_lo ? step : step_lo;
        step_hi = step > step_hi ? step : step_hi;
    }

    const int64_t head = 8 * (1 + (int64_t)s->type.width);
    const int64_t offsets = n * bits_of((uint64_t)hi - (uint64_t)lo);
    const int64_t steps = 8 * (int64_t)s->type.width +
                          n * bits_of((uint64_t)step_hi - (uint64_t)step_lo);
    return head + (offsets < steps ? offsets : steps) + n * s->null_bits;
}

/* As much as a group can take: every value in full. */
static int64_t group_most_bits(const struct codec_stream *s)
{
    return 8 * (1 + (int64_t)s->type.width) +
           AZ64_GROUP * (int64_t)(64 + s->null_bits);
}

static void az64_sum(struct codec_stream *s)
{
    s->tally.open_bits =
        group_bits((struct az64_stream *)s, s->tally.open_values);
}

static size_t az64_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct az64_stream *z = (struct az64_stream *)s;
    struct codec_tally *t = &s->tally;
    const int64_t most = group_most_bits(s);
    size_t i;

    for (i = 0; i < b->count; i++) {
        /* Only near the end of the block the open group is looked at. */
        const bool near_end = t->value_bits > s->limit_bits - most;
        z->codes[t->open_values] = b->codes[i];
        if (near_end && t->values > 0 &&
            t->value_bits + group_bits(z, t->open_values + 1) > s->limit_bits)
            break;
        t->values++;
        if (++t->open_values == AZ64_GROUP) {
            t->value_bits += group_bits(z, AZ64_GROUP);
            t->open_values = 0;
            t->open_bits = 0;
        }
    }
    return i;
}

static bool az64_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 2;
}

const struct codec codec_az64 = {
    .name = "az64",
    .state_bytes = sizeof(struct az64_stream),
    .allows = az64_allows,
    .add = az64_add,
    .sum = az64_sum,
};
