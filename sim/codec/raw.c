#include "codec/encoder.h"

/*
 * RAW: a value as it is. VARCHAR has a length of 4 bytes before it. A column
 * that may be NULL pays one bit a value; a VARCHAR one byte.
 */
static bool raw_allows(struct codec_type t)
{
    (void)t;
    return true;
}

static size_t raw_add_fixed(struct codec_stream *s, size_t count)
{
    struct codec_tally *t = &s->tally;
    const int64_t each = 8 * (int64_t)s->type.width + s->null_bits;
    const int64_t room = (s->limit_bits - t->value_bits) / each;
    int64_t n = (int64_t)count;

    if (n > room)
        n = room > 0 ? room : t->values == 0;
    t->values += n;
    t->value_bits += n * each;
    return (size_t)n;
}

static size_t raw_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct codec_tally *t = &s->tally;
    size_t i;

    if (s->type.form != CODEC_VARCHAR)
        return raw_add_fixed(s, b->count);
    for (i = 0; i < b->count; i++) {
        const int64_t bits =
            encoder_raw_bits(s, b->lengths[i]) + 8 * s->null_bits;
        if (!encoder_fits(s, bits))
            break;
        t->values++;
        t->value_bits += bits;
    }
    return i;
}

const struct codec codec_raw = {
    .name = "raw",
    .state_bytes = sizeof(struct codec_stream),
    .allows = raw_allows,
    .add = raw_add,
};
