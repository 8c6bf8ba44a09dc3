/* Texts by id take the very same bytes as the texts themselves. */
#include <string.h>

#include "base/rng.h"
#include "base/text.h"
#include "codec/codec.h"
#include "tests/near.h"

/* More than a dictionary holds, so that some stay raw. */
enum { TEXTS = 300, VALUES = 5000 };

struct both {
    struct codec_texts texts;
    int32_t ids[VALUES];
    int32_t lengths[VALUES];
    unsigned char *bytes;
};

/* Frequent and rare texts of 3 to 9 bytes, in runs of up to four. */
static void make(struct arena *a, struct both *b)
{
    const struct rng_stream s = rng_stream(7, "test.ids", 0);
    unsigned char *const listed = arena_alloc(a, TEXTS * 16);
    size_t *const offsets = ARENA_ARRAY(a, TEXTS, size_t);
    int32_t *const lengths = ARENA_ARRAY(a, TEXTS, int32_t);
    size_t used = 0;

    for (int i = 0; i < TEXTS; i++) {
        const char *const text = text_format(a, "%.*s%d", i % 6, "abcdef", i);
        offsets[i] = (size_t)i * 16;
        lengths[i] = (int32_t)strlen(text);
        memcpy(listed + offsets[i], text, strlen(text));
    }
    b->texts = (struct codec_texts){ TEXTS, listed, offsets, lengths };
    b->bytes = arena_alloc(a, VALUES * 16);
    for (int i = 0; i < VALUES; i++) {
        const uint64_t bits = rng_bits(s, (uint64_t)(i / 4));
        b->ids[i] = (int32_t)rng_below(bits, i % 8 < 4 ? TEXTS : 9);
        b->lengths[i] = lengths[b->ids[i]];
        memcpy(b->bytes + used, listed + offsets[b->ids[i]],
               (size_t)b->lengths[i]);
        used += (size_t)b->lengths[i];
    }
}

/* Values of each block, until all are taken; 0 ends the list. */
static void cut(struct arena *a, const char *codec, struct codec_batch batch,
                bool nullable, int64_t limit, size_t *counts)
{
    const struct codec_type type = { CODEC_VARCHAR, 0, nullable };
    struct codec_stream *const s = codec_open(a, codec_find(codec), type);
    size_t blocks = 0;

    while (batch.count > 0) {
        const size_t n = codec_fill(s, &batch, limit);
        assert_true(n > 0);
        counts[blocks++] = n;
        batch = codec_batch_skip(batch, n);
        codec_start(s);
    }
    counts[blocks] = 0;
}

static void test_blocks_are_the_same(void **state)
{
    static const char *const codecs[] = { "bytedict", "runlength" };
    static const int64_t limits[] = { 97, 1021, 6007, 1 << 20 };
    struct arena *const a = arena_begin();
    struct both *const b = ARENA_NEW(a, struct both);
    size_t *const want = ARENA_ARRAY(a, VALUES + 1, size_t);
    size_t *const got = ARENA_ARRAY(a, VALUES + 1, size_t);

    (void)state;
    make(a, b);
    const struct codec_batch by_text = { .count = VALUES,
                                         .bytes = b->bytes,
                                         .lengths = b->lengths };
    const struct codec_batch by_id = { .count = VALUES,
                                       .texts = &b->texts,
                                       .ids = b->ids };
    for (size_t c = 0; c < 2; c++)
        for (size_t l = 0; l < 4; l++)
            for (int nullable = 0; nullable < 2; nullable++) {
                assert_true(codec_takes_ids(codec_find(codecs[c])));
                cut(a, codecs[c], by_text, nullable, limits[l], want);
                cut(a, codecs[c], by_id, nullable, limits[l], got);
                for (size_t i = 0; want[i] > 0 || got[i] > 0; i++)
                    assert_int_equal(got[i], want[i]);
            }
    assert_false(codec_takes_ids(codec_find("lzo")));
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
