/*
 * What a block of chunks loses at its end. The oracle is a block that is
 * filled, value by value, with other values of the same law than those that
 * were measured.
 */
#include <string.h>

#include "base/rng.h"
#include "codec/codec.h"
#include "tests/near.h"

enum { SAMPLE = 16384, FILLED = 2000000, COUPONS = 397, COUPON_BYTES = 12 };

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

/* Coupons: 85 of 100 orders have none, the others one of 397. */
static struct codec_batch coupons(uint64_t stream, size_t count)
{
    const struct rng_stream s = rng_stream(29, "test.coupons", stream);
    const struct rng_stream names = rng_stream(29, "test.names", 0);
    unsigned char *const bytes =
        ARENA_ARRAY(arena, count * COUPON_BYTES, unsigned char);
    int32_t *const lengths = ARENA_ARRAY(arena, count, int32_t);
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        const uint64_t bits = rng_bits(s, i);
        const uint64_t which = rng_below(rng_mix(bits), COUPONS);
        if (rng_unit_of(bits) < 0.85)
            continue;
        lengths[i] = 6 + (int32_t)rng_below(rng_bits(names, which), 7);
        for (int32_t k = 0; k < lengths[i]; k++)
            bytes[used++] =
                (unsigned char)('a' + rng_mix(which * 16 + (uint64_t)k) % 26);
    }
    return (struct codec_batch){ .count = count,
                                 .bytes = bytes,
                                 .lengths = lengths };
}

static struct codec_batch prices(uint64_t stream, size_t count)
{
    const struct rng_stream s = rng_stream(29, "test.prices", stream);
    int64_t *const codes = ARENA_ARRAY(arena, count, int64_t);

    for (size_t i = 0; i < count; i++)
        codes[i] = (int64_t)rng_below(rng_bits(s, i), 41000);
    return (struct codec_batch){ .count = count, .codes = codes };
}

/* Mean values of full blocks. */
static double filled(const struct codec *c, struct codec_type t,
                     struct codec_batch b, int64_t limit)
{
    struct codec_stream *const s = codec_open(arena, c, t);
    double values = 0, blocks = 0;

    for (;;) {
        codec_start(s);
        const size_t n = codec_fill(s, &b, limit);
        if (n == b.count)
            break;
        values += (double)n;
        blocks++;
        b = codec_batch_skip(b, n);
    }
    assert_true(blocks >= 1);
    return values / blocks;
}

static double expected(const struct codec *c, struct codec_type t,
                       const struct codec_batch *b, int64_t limit)
{
    struct codec_size size = codec_measure(arena, c, t, b);

    size.fixed_bytes += codec_end_bytes(arena, c, t, b, size, limit);
    return (double)codec_values_per_block(size, limit, 0);
}

static void test_end(void **state)
{
    static const char *const names[] = { "lzo", "zstd" };
    static const int64_t limits[] = { 40961, 65391, 131071, 261995, 1048431 };
    static const struct codec_type text = { CODEC_VARCHAR, 0, true };
    static const struct codec_type number = { CODEC_NUMBER, 8, true };
    const struct codec_batch some = coupons(1, SAMPLE);
    const struct codec_batch many = coupons(2, FILLED);
    const struct codec_batch few = prices(1, SAMPLE);
    const struct codec_batch most = prices(2, FILLED);
    (void)state;

    for (int i = 0; i < 10; i++) {
        const struct codec *const c = codec_find(names[i % 2]);
        const int64_t limit = limits[i / 2];
        assert_near(expected(c, text, &some, limit),
                    filled(c, text, many, limit), 0.02);
        assert_near(expected(c, number, &few, limit),
                    filled(c, number, most, limit), 0.02);
    }
}

/* Encodings without chunks fill a block to the last value; a sample of less
   than a chunk would find its own values again. */
static void test_no_end(void **state)
{
    static const struct codec_type number = { CODEC_NUMBER, 8, false };
    const struct codec_batch b = prices(1, SAMPLE);
    const struct codec_batch few = prices(1, 8191);
    (void)state;

    for (int i = 0; i < codec_count(); i++) {
        const struct codec *const c = codec_at(i);
        const bool chunks = strcmp(codec_name(c), "lzo") == 0 ||
                            strcmp(codec_name(c), "zstd") == 0;
        if (!codec_allows(c, number))
            continue;
        const struct codec_size size = codec_measure(arena, c, number, &b);
        const double end = codec_end_bytes(arena, c, number, &b, size, 65391);
        if (chunks)
            assert_true(end > 0);
        else
            assert_true(end == 0);
        assert_true(codec_end_bytes(arena, c, number, &few, size, 65391) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_end, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
