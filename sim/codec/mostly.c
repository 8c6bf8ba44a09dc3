#include "codec/encoder.h"

/*
 * MOSTLY8, MOSTLY16, MOSTLY32: a value that fits takes 1, 2 or 4 bytes, any
 * other its full width; one bit tells which.
 */
static size_t mostly_add(struct codec_stream *s, const struct codec_batch *b,
                         int small_bytes)
{
    struct codec_tally *t = &s->tally;
    const int64_t small = 8 * small_bytes + 1 + s->null_bits;
    const int64_t full = 8 * (int64_t)s->type.width + 1 + s->null_bits;
    const uint64_t half = (uint64_t)1 << (8 * small_bytes - 1);
    size_t i;

    for (i = 0; i < b->count; i++) {
        const bool fits = (uint64_t)b->codes[i] + half < 2 * half;
        const int64_t bits = fits ? small : full;
        if (!encoder_fits(s, bits))
            break;
        t->values++;
        t->value_bits += bits;
    }
    return i;
}

static size_t mostly8_add(struct codec_stream *s, const struct codec_batch *b)
{
    return mostly_add(s, b, 1);
}

static size_t mostly16_add(struct codec_stream *s, const struct codec_batch *b)
{
    return mostly_add(s, b, 2);
}

static size_t mostly32_add(struct codec_stream *s, const struct codec_batch *b)
{
    return mostly_add(s, b, 4);
}

static bool mostly8_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 2;
}

static bool mostly16_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 4;
}

static bool mostly32_allows(struct codec_type t)
{
    return t.form == CODEC_NUMBER && t.width >= 8;
}

const struct codec codec_mostly8 = {
    .name = "mostly8",
    .state_bytes = sizeof(struct codec_stream),
    .allows = mostly8_allows,
    .add = mostly8_add,
};

const struct codec codec_mostly16 = {
    .name = "mostly16",
    .state_bytes = sizeof(struct codec_stream),
    .allows = mostly16_allows,
    .add = mostly16_add,
};

const struct codec codec_mostly32 = {
    .name = "mostly32",
    .state_bytes = sizeof(struct codec_stream),
    .allows = mostly32_allows,
    .add = mostly32_add,
};
