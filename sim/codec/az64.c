#include <string.h>

#include "base/clones.h"
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
    return span == 0 ? 0 : 64 - __builtin_clzll(span);
}

/* Least and greatest of values, or of steps from one to the next. */
struct span {
    int64_t lo, hi;
};

CLONES
static struct span values_span(const int64_t *codes, size_t n)
{
    int64_t lo = codes[0], hi = codes[0];

#pragma omp simd reduction(min : lo) reduction(max : hi)
    for (size_t i = 0; i < n; i++) {
        lo = codes[i] < lo ? codes[i] : lo;
        hi = codes[i] > hi ? codes[i] : hi;
    }
    return (struct span){ lo, hi };
}

CLONES
static struct span steps_span(const int64_t *codes, size_t n)
{
    int64_t lo = INT64_MAX, hi = INT64_MIN;

#pragma omp simd reduction(min : lo) reduction(max : hi)
    for (size_t i = 1; i < n; i++) {
        const int64_t step =
            (int64_t)((uint64_t)codes[i] - (uint64_t)codes[i - 1]);
        lo = step < lo ? step : lo;
        hi = step > hi ? step : hi;
    }
    return n < 2 ? (struct span){ 0, 0 } : (struct span){ lo, hi };
}

static int span_bits(struct span s)
{
    return bits_of((uint64_t)s.hi - (uint64_t)s.lo);
}

static int64_t group_bits(const struct az64_stream *z, int64_t n)
{
    const struct codec_stream *s = &z->stream;

    if (n == 0)
        return 0;
    const int64_t head = 8 * (1 + (int64_t)s->type.width);
    const int64_t offsets = n * span_bits(values_span(z->codes, (size_t)n));
    const int64_t steps = 8 * (int64_t)s->type.width +
                          n * span_bits(steps_span(z->codes, (size_t)n));
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

static void end_group(struct az64_stream *z)
{
    struct codec_tally *const t = &z->stream.tally;

    if (t->open_values < AZ64_GROUP)
        return;
    t->value_bits += group_bits(z, AZ64_GROUP);
    t->open_values = 0;
    t->open_bits = 0;
}

/* As many values as the open group takes. */
static size_t take_many(struct az64_stream *z, const int64_t *codes,
                        size_t count)
{
    struct codec_tally *const t = &z->stream.tally;
    const size_t room = (size_t)(AZ64_GROUP - t->open_values);
    const size_t n = count < room ? count : room;

    memcpy(z->codes + t->open_values, codes, n * sizeof(*codes));
    t->values += (int64_t)n;
    t->open_values += (int64_t)n;
    return n;
}

/* One, if the block has room for it. */
static size_t take_one(struct az64_stream *z, int64_t code)
{
    struct codec_tally *const t = &z->stream.tally;

    z->codes[t->open_values] = code;
    if (t->values > 0 && t->value_bits + group_bits(z, t->open_values + 1) >
                             z->stream.limit_bits)
        return 0;
    t->values++;
    t->open_values++;
    return 1;
}

static size_t az64_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct az64_stream *const z = (struct az64_stream *)s;
    const int64_t most = group_most_bits(s);
    size_t done = 0;

    while (done < b->count) {
        /* Only near the end of the block the open group is looked at. */
        const bool near_end = s->tally.value_bits > s->limit_bits - most;
        const size_t n = near_end
                             ? take_one(z, b->codes[done])
                             : take_many(z, b->codes + done, b->count - done);
        if (n == 0)
            break;
        done += n;
        end_group(z);
    }
    return done;
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
