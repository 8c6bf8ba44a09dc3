#include "codec/chunk.h"

#include <zstd.h>

#include "base/check.h"

/* TUNING: guess. AWS does not say which level; 1 is made for loading fast. */
enum { ZSTD_LEVEL = 1 };

static size_t zstd_compress(struct chunk_stream *c)
{
    const size_t bytes = ZSTD_compressCCtx(c->work, c->out, c->out_room, c->raw,
                                           c->raw_bytes, ZSTD_LEVEL);

    CHECK(!ZSTD_isError(bytes));
    return bytes;
}

static void zstd_release(void *context)
{
    ZSTD_freeCCtx(context);
}

static void zstd_open(struct codec_stream *s)
{
    struct chunk_stream *c = (struct chunk_stream *)s;

    chunk_open(s);
    c->work = ZSTD_createCCtx();
    CHECK(c->work != NULL);
    arena_defer(s->arena, zstd_release, c->work);
    c->compress = zstd_compress;
}

static bool zstd_allows(struct codec_type t)
{
    (void)t;
    return true;
}

const struct codec codec_zstd = {
    .name = "zstd",
    .state_bytes = sizeof(struct chunk_stream),
    .allows = zstd_allows,
    .open = zstd_open,
    .start = chunk_start,
    .add = chunk_add,
    .sum = chunk_sum,
    .chunk_bytes = CHUNK_BYTES,
};
