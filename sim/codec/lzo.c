#include "codec/chunk.h"

#include <lzo/lzo1x.h>

#include "base/check.h"

/*
 * LZO: lzo1x_1, the fast level. lo_shipmode was published with 62 blocks;
 * lzo1x_1 gives 62, lzo1x_999 would give 26.
 */
static size_t lzo_compress(struct chunk_stream *c)
{
    lzo_uint bytes = c->out_room;
    const int result =
        lzo1x_1_compress(c->raw, c->raw_bytes, c->out, &bytes, c->work);

    CHECK(result == LZO_E_OK);
    return bytes;
}

static void lzo_open(struct codec_stream *s)
{
    struct chunk_stream *c = (struct chunk_stream *)s;

    CHECK(lzo_init() == LZO_E_OK);
    chunk_open(s);
    c->work = arena_alloc(s->arena, LZO1X_1_MEM_COMPRESS);
    c->compress = lzo_compress;
}

static bool lzo_allows(struct codec_type t)
{
    return codec_is_text(t) || (t.form == CODEC_NUMBER && t.width >= 2);
}

const struct codec codec_lzo = {
    .name = "lzo",
    .state_bytes = sizeof(struct chunk_stream),
    .allows = lzo_allows,
    .open = lzo_open,
    .start = chunk_start,
    .add = chunk_add,
    .sum = chunk_sum,
    .chunk_bytes = CHUNK_BYTES,
};
