#include "codec/chunk.h"

/* A chunk, and the longest value that may begin in its last byte. */
enum { RAW_ROOM = CHUNK_BYTES + 4 + 65535 };

void chunk_open(struct codec_stream *s)
{
    struct chunk_stream *c = (struct chunk_stream *)s;

    c->raw = arena_alloc(s->arena, RAW_ROOM);
    /* More than LZO's n + n/16 + 67 and ZSTD_COMPRESSBOUND. */
    c->out_room = RAW_ROOM + RAW_ROOM / 8 + 1024;
    c->out = arena_alloc(s->arena, c->out_room);
}

void chunk_start(struct codec_stream *s)
{
    ((struct chunk_stream *)s)->raw_bytes = 0;
}

void chunk_sum(struct codec_stream *s)
{
    struct chunk_stream *c = (struct chunk_stream *)s;

    s->tally.open_bits = s->tally.open_values;
    if (c->raw_bytes > 0)
        s->tally.open_bits += 8 * (int64_t)c->compress(c);
}

static void chunk_close(struct chunk_stream *c)
{
    struct codec_tally *t = &c->stream.tally;

    chunk_sum(&c->stream);
    t->value_bits += t->open_bits;
    t->open_bits = 0;
    t->open_values = 0;
    c->raw_bytes = 0;
}

/*
 * Bits the block takes at most if `bytes` more were serialised. What cannot be
 * compressed grows: by n/16 + 67 at most in LZO (lzo1x's documentation), by
 * less in ZSTD.
 */
static int64_t chunk_bound_bits(const struct chunk_stream *c, size_t bytes)
{
    const struct codec_tally *t = &c->stream.tally;
    const size_t n = c->raw_bytes + bytes;

    return t->value_bits + 8 * (int64_t)(n + n / 16 + 67) + t->open_values + 1;
}

/*
 * Near the end of a block the chunk is closed early, to see how much room
 * compression leaves; below 256 bytes the block counts as full.
 */
static bool chunk_has_room(struct chunk_stream *c, size_t bytes)
{
    const struct codec_stream *s = &c->stream;

    if (chunk_bound_bits(c, bytes) <= s->limit_bits || s->tally.values == 0)
        return true;
    if (c->raw_bytes == 0)
        return false;
    chunk_close(c);
    return chunk_bound_bits(c, bytes + CHUNK_SLACK_BYTES) <= s->limit_bits;
}

static void put_number(struct chunk_stream *c, int64_t code)
{
    const size_t width = (size_t)c->stream.type.width;
    unsigned char *to = c->raw + c->raw_bytes;
    uint64_t bits = (uint64_t)code;

    for (size_t i = 0; i < width && i < 8; i++, bits >>= 8)
        to[i] = (unsigned char)bits;
    if (width > 8)
        memset(to + 8, code < 0 ? 0xff : 0, width - 8);
    c->raw_bytes += width;
}

static void put_text(struct chunk_stream *c, const unsigned char *text,
                     int32_t length)
{
    if (c->stream.type.form == CODEC_VARCHAR) {
        uint32_t bits = (uint32_t)length;
        for (int i = 0; i < 4; i++, bits >>= 8)
            c->raw[c->raw_bytes++] = (unsigned char)bits;
    }
    if (length > 0)
        memcpy(c->raw + c->raw_bytes, text, (size_t)length);
    c->raw_bytes += (size_t)length;
}

size_t chunk_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct chunk_stream *c = (struct chunk_stream *)s;
    const bool texts = codec_is_text(s->type);
    const unsigned char *bytes = b->bytes;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const int32_t length = texts ? b->lengths[i] : 0;
        const size_t raw = (size_t)codec_raw_bytes(s->type, length);
        if (!chunk_has_room(c, raw))
            break;
        if (texts) {
            put_text(c, bytes, length);
            bytes += length;
        } else {
            put_number(c, b->codes[i]);
        }
        s->tally.values++;
        s->tally.open_values++;
        if (c->raw_bytes >= CHUNK_BYTES)
            chunk_close(c);
    }
    return i;
}
