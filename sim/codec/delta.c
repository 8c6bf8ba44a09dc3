#include "base/clones.h"
#include "codec/encoder.h"

/*
 * DELTA, DELTA32K: the difference to the value before in 1 or 2 bytes; a
 * value whose difference does not fit is stored in full behind a flag of
 * 1 byte, and so is a block's first. The limits are -127..127 and
 * -32767..32767: one of the codes of 1 or 2 bytes is the flag. Differences
 * wrap, as adding them up again does.
 */
struct delta_stream {
    struct codec_stream stream;
    int64_t last;
};

/* Values whose difference to the one before is small. */
CLONES
static int64_t count_small(const int64_t *codes, size_t count, uint64_t before,
                           uint64_t limit, uint64_t span)
{
    int64_t fit = (uint64_t)codes[0] - before + limit <= span;

#pragma omp simd reduction(+ : fit)
    for (size_t i = 1; i < count; i++)
        fit += (uint64_t)codes[i] - (uint64_t)codes[i - 1] + limit <= span;
    return fit;
}

/* A batch that has room even if no difference were small is counted at once.
 */
static size_t delta_add(struct codec_stream *s, const struct codec_batch *b,
                        int small_bytes, int64_t limit)
{
    struct delta_stream *d = (struct delta_stream *)s;
    struct codec_tally *t = &s->tally;
    const int64_t small = 8 * small_bytes + s->null_bits;
    const int64_t full = 8 * ((int64_t)s->type.width + 1) + s->null_bits;
    const uint64_t span = 2 * (uint64_t)limit;
    uint64_t last = (uint64_t)d->last;
    size_t i;

    if (b->count > 0 && t->values > 0 &&
        t->value_bits + (int64_t)b->count * full <= s->limit_bits) {
        const int64_t fit =
            count_small(b->codes, b->count, last, (uint64_t)limit, span);
        t->values += (int64_t)b->count;
        t->value_bits += fit * small + ((int64_t)b->count - fit) * full;
        d->last = b->codes[b->count - 1];
        return b->count;
    }

    for (i = 0; i < b->count; i++) {
        const uint64_t code = (uint64_t)b->codes[i];
        const bool fits =
            t->values > 0 && code - last + (uint64_t)limit <= span;
        const int64_t bits = fits ? small : full;
        if (!encoder_fits(s, bits))
            break;
        t->value_bits += bits;
        if (t->values++ == 0) {
            t->settled_values = 1;
            t->settled_bits = full;
        }
        last = code;
    }
    d->last = (int64_t)last;
    return i;
}

static size_t delta8_add(struct codec_stream *s, const struct codec_batch *b)
{
    return delta_add(s, b, 1, 127);
}

static size_t delta16_add(struct codec_stream *s, const struct codec_batch *b)
{
    return delta_add(s, b, 2, 32767);
}

static bool delta8_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 2;
}

static bool delta16_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 4;
}

const struct codec codec_delta = {
    .name = "delta",
    .state_bytes = sizeof(struct delta_stream),
    .allows = delta8_allows,
    .add = delta8_add,
};

const struct codec codec_delta32k = {
    .name = "delta32k",
    .state_bytes = sizeof(struct delta_stream),
    .allows = delta16_allows,
    .add = delta16_add,
};
