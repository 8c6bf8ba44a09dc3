/*
 * The encodings by their documented rules: the guide's own worked examples,
 * values counted by hand, and what must hold for any values.
 */
#include "codec/codec.h"

#include <string.h>

#include "base/rng.h"
#include "tests/near.h"

enum { MANY = 40000, TEXT_ROOM = 64 };

static const struct codec_type INT4 = { CODEC_NUMBER, 4, false };
static const struct codec_type INT8 = { CODEC_NUMBER, 8, false };
static const struct codec_type VARYING = { CODEC_VARCHAR, 0, false };

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

static struct codec_batch numbers(const int64_t *codes, size_t count)
{
    return (struct codec_batch){ .count = count, .codes = codes };
}

/* Texts from a list that ends in NULL. */
static struct codec_batch texts(const char *const *list)
{
    struct codec_batch b = { 0 };
    size_t bytes = 0;

    while (list[b.count] != NULL)
        bytes += strlen(list[b.count++]);
    unsigned char *to = arena_alloc(arena, bytes);
    int32_t *lengths = ARENA_ARRAY(arena, b.count, int32_t);
    b.bytes = to;
    b.lengths = lengths;
    for (size_t i = 0; i < b.count; i++) {
        lengths[i] = (int32_t)strlen(list[i]);
        memcpy(to, list[i], (size_t)lengths[i]);
        to += lengths[i];
    }
    return b;
}

static int64_t bytes_of(const char *codec, struct codec_type t,
                        struct codec_batch b)
{
    struct codec_stream *s = codec_open(arena, codec_find(codec), t);

    codec_add(s, &b);
    assert_int_equal(codec_values(s), b.count);
    return codec_bytes(s);
}

static void test_names(void **state)
{
    static const char *const all[] = {
        "raw",     "az64",    "bytedict", "delta",    "delta32k",
        "lzo",     "mostly8", "mostly16", "mostly32", "runlength",
        "text255", "text32k", "zstd",
    };
    (void)state;

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        assert_string_equal(codec_name(codec_find(all[i])), all[i]);
    assert_int_equal(codec_count(), 13);
    for (int i = 1; i < codec_count(); i++)
        assert_true(
            strcmp(codec_name(codec_at(i - 1)), codec_name(codec_at(i))) < 0);
    assert_null(codec_find("RAW"));
    assert_null(codec_find("gzip"));
}

struct allow_case {
    const char *codec;
    struct codec_type type;
    bool want;
};

/* "Compression encodings", table of encodings and data types. */
static void test_allows(void **state)
{
    static const struct codec_type int2 = { CODEC_NUMBER, 2, false };
    static const struct codec_type real = { CODEC_REAL, 8, false };
    static const struct codec_type padded = { CODEC_CHAR, 7, false };
    const struct allow_case cases[] = {
        { "delta", int2, true },      { "delta32k", int2, false },
        { "delta32k", INT4, true },   { "mostly8", int2, true },
        { "mostly16", int2, false },  { "mostly16", INT4, true },
        { "mostly32", INT4, false },  { "mostly32", INT8, true },
        { "delta", real, false },     { "lzo", real, false },
        { "zstd", real, true },       { "bytedict", real, true },
        { "az64", padded, false },    { "runlength", padded, true },
        { "text255", padded, false }, { "text255", VARYING, true },
        { "text32k", INT8, false },   { "raw", real, true },
        { "delta", VARYING, false },  { "lzo", padded, true },
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(
            codec_allows(codec_find(cases[i].codec), cases[i].type),
            cases[i].want);
}

/* "Delta encoding": the guide's table, 28 bytes become 15. */
static void test_delta_guide(void **state)
{
    static const int64_t values[] = { 1, 5, 50, 200, 185, 220, 221 };
    static const int64_t rising[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
    (void)state;

    assert_int_equal(bytes_of("raw", INT4, numbers(values, 7)), 28);
    assert_int_equal(bytes_of("delta", INT4, numbers(values, 7)), 15);
    /* "the first are stored as a 4-byte integer (plus a 1-byte flag), the
       next nine each as a byte" */
    assert_int_equal(bytes_of("delta", INT4, numbers(rising, 10)), 14);
}

/* By hand: limits are -127..127 and -32767..32767, both included. */
static void test_delta_limits(void **state)
{
    static const int64_t near[] = { 1000, 1127, 1000, 1128, 1000 };
    static const int64_t far[] = { -7, 32760, -7, 32761, -7 };
    static const int64_t edges[] = { INT64_MIN, INT64_MAX, INT64_MIN };
    (void)state;

    assert_int_equal(bytes_of("delta", INT8, numbers(near, 5)), 9 + 2 + 18);
    assert_int_equal(bytes_of("delta32k", INT8, numbers(far, 5)), 9 + 4 + 18);
    /* The difference wraps to -1 and back. */
    assert_int_equal(bytes_of("delta", INT8, numbers(edges, 3)), 9 + 2);
}

/* By hand, with one bit a value: 3 of 6 fit MOSTLY8, 5 fit MOSTLY16. */
static void test_mostly(void **state)
{
    static const int64_t v[] = { 127, -128, 128, 32767, -32768, 32768, -129 };
    (void)state;

    assert_int_equal(bytes_of("mostly8", INT4, numbers(v, 7)),
                     2 * 1 + 5 * 4 + 1);
    assert_int_equal(bytes_of("mostly16", INT4, numbers(v, 7)),
                     6 * 2 + 1 * 4 + 1);
    assert_int_equal(bytes_of("mostly32", INT8, numbers(v, 7)), 7 * 4 + 1);
    static const int64_t wide[] = { 2147483647, 2147483648, -2147483649 };
    assert_int_equal(bytes_of("mostly32", INT8, numbers(wide, 3)), 4 + 16 + 1);
}

/*
 * "Run length encoding": {2,Blue} {3,Green} {1,Blue} {4,Yellow} are 23 bytes
 * of text and counts; our VARCHAR has its length of 4 bytes besides.
 */
static void test_runlength(void **state)
{
    static const char *const colours[] = {
        "Blue",   "Blue",   "Green",  "Green",  "Green", "Blue",
        "Yellow", "Yellow", "Yellow", "Yellow", NULL,
    };
    static int64_t same[700];
    (void)state;

    assert_int_equal(bytes_of("runlength", VARYING, texts(colours)),
                     23 + 4 * 4);
    /* By hand: 700 = 255 + 255 + 190, three tokens of 8 + 1. */
    for (int i = 0; i < 700; i++)
        same[i] = -17;
    assert_int_equal(bytes_of("runlength", INT8, numbers(same, 700)), 27);
}

/* "Byte dictionary encoding": six countries of CHAR(30), ten rows: 190. */
static void test_bytedict_guide(void **state)
{
    static const char *const country[] = {
        "England",
        "England",
        "United States of America",
        "United States of America",
        "Venezuela",
        "Sri Lanka",
        "Argentina",
        "Japan",
        "Sri Lanka",
        "Argentina",
    };
    unsigned char padded[10 * 30];
    int32_t lengths[10];
    (void)state;

    memset(padded, ' ', sizeof(padded));
    for (int i = 0; i < 10; i++) {
        memcpy(padded + 30 * i, country[i], strlen(country[i]));
        lengths[i] = 30;
    }
    const struct codec_batch b = { .count = 10,
                                   .bytes = padded,
                                   .lengths = lengths };
    const struct codec_type t = { CODEC_CHAR, 30, false };
    assert_int_equal(bytes_of("bytedict", t, b), 190);
    assert_int_equal(bytes_of("raw", t, b), 300);
}

/* By hand: 300 values of 8 bytes, twice; 256 enter, 44 overflow twice. */
static void test_bytedict_overflow(void **state)
{
    static int64_t v[600];
    (void)state;

    for (int i = 0; i < 600; i++)
        v[i] = (i % 300) * 1000003;
    const struct codec_batch b = numbers(v, 600);
    assert_int_equal(bytes_of("bytedict", INT8, b), 256 * 8 + 600 + 88 * 8);

    /* After the dictionary has filled: 44 + 300 values, 88 overflow. */
    const struct codec_size size =
        codec_measure(arena, codec_find("bytedict"), INT8, &b);
    assert_near(size.bytes_per_value, 1 + 88.0 * 8 / 344, 1e-12);
    assert_near(size.fixed_bytes + 600 * size.bytes_per_value,
                256 * 8 + 600 + 88 * 8, 1e-12);
}

struct word_case {
    const char *text;
    int64_t indexes; /* codes: indexes, escapes and the end */
    int64_t plain;   /* bytes of words outside the dictionary */
    int64_t entries; /* bytes that enter the dictionary, lengths included */
};

/* By hand from the five rules in sim/codec/words.c; dictionary empty. */
static void test_words(void **state)
{
    static const struct word_case cases[] = {
        { "Arena", 2, 0, 6 },   { "Arena Arena Arena", 4, 0, 6 },
        { "REG AIR", 3, 0, 8 }, { "Theatre ", 2, 0, 8 },
        { " Center", 3, 0, 8 }, { "", 1, 0, 0 },
        { "a  b", 4, 0, 5 },    { " ", 2, 0, 1 },
    };
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct word_case *c = &cases[i];
        const char *const one[] = { c->text, NULL };
        assert_int_equal(bytes_of("text255", VARYING, texts(one)),
                         c->indexes + c->plain + c->entries);
        assert_int_equal(bytes_of("text32k", VARYING, texts(one)),
                         2 * c->indexes + c->plain + c->entries);
    }
}

/* 245 words of three letters fill TEXT255's dictionary. */
static void test_words_overflow(void **state)
{
    static char words[250][4];
    const char *list[251] = { 0 };
    (void)state;

    for (int i = 0; i < 250; i++) {
        words[i][0] = (char)('a' + i / 26);
        words[i][1] = (char)('a' + i % 26);
        words[i][2] = 'x';
        list[i] = words[i];
    }
    /* Five remain outside: an escape, three letters, no blank, the end. */
    assert_int_equal(bytes_of("text255", VARYING, texts(list)),
                     245 * (2 + 4) + 5 * (1 + 3 + 1));
    /* Followed by a word, each of them has its blank. */
    char lines[5][TEXT_ROOM];
    for (int i = 0; i < 5; i++) {
        snprintf(lines[i], sizeof(lines[i]), "%s aax", words[245 + i]);
        list[245 + i] = lines[i];
    }
    assert_int_equal(bytes_of("text255", VARYING, texts(list)),
                     245 * (2 + 4) + 5 * (1 + 3 + 1 + 1 + 1));
    assert_int_equal(bytes_of("text32k", VARYING, texts(list)),
                     245 * (4 + 4) + 5 * (2 * 3 + 4));
}

/* By hand: one form byte, the first value, and n * bits. */
static void test_az64(void **state)
{
    int64_t v[64];
    (void)state;

    for (int i = 0; i < 64; i++)
        v[i] = 100 + 3 * i; /* steps are equal: another value, no bits */
    assert_int_equal(bytes_of("az64", INT4, numbers(v, 64)), 5 + 4);
    for (int i = 0; i < 64; i++)
        v[i] = 5000 + i % 2 * 7; /* 3 bits above the minimum */
    assert_int_equal(bytes_of("az64", INT4, numbers(v, 64)), 5 + 64 * 3 / 8);
    for (int i = 0; i < 64; i++)
        v[i] = i % 2 ? INT64_MAX : INT64_MIN; /* steps wrap to -1 and 1 */
    assert_int_equal(bytes_of("az64", INT8, numbers(v, 64)),
                     9 + 8 + 64 * 2 / 8);
}

/*
 * Columns that may be NULL pay a bit a value, a raw VARCHAR a byte (Redshift
 * Observatory, "Introduction to Encodings, and the Raw Encoding", 2021).
 */
static void test_nullable(void **state)
{
    static const char *const list[] = { "AIR", "AIR", "RAIL", "AIR", "AIR",
                                        "AIR", "AIR", "AIR",  NULL };
    static const struct codec_type null_text = { CODEC_VARCHAR, 0, true };
    static const struct codec_type null_int = { CODEC_NUMBER, 4, true };
    static const int64_t v[] = { 3, 3, 3, 3, 4, 4, 4, 4 };
    const struct codec_batch b = texts(list);
    (void)state;

    assert_int_equal(bytes_of("raw", VARYING, b), 8 * 4 + 25);
    assert_int_equal(bytes_of("raw", null_text, b), 8 * 4 + 25 + 8);
    assert_int_equal(bytes_of("bytedict", null_text, b), 7 + 8 + 8 + 1);
    assert_int_equal(bytes_of("runlength", null_text, b), 8 + 9 + 8 + 1);
    assert_int_equal(bytes_of("text255", null_text, b), 4 + 5 + 16 + 1);
    assert_int_equal(bytes_of("raw", null_int, numbers(v, 8)), 33);
    assert_int_equal(bytes_of("delta", null_int, numbers(v, 8)), 5 + 7 + 1);
    assert_int_equal(bytes_of("mostly8", null_int, numbers(v, 8)), 8 + 2);
}

/* Values that are not like each other: what compresses, what does not. */
static const int64_t *random_codes(uint64_t below)
{
    const struct rng_stream s = rng_stream(7, "test.codec", below);
    int64_t *codes = ARENA_ARRAY(arena, MANY, int64_t);

    for (uint64_t i = 0; i < MANY; i++)
        codes[i] = (int64_t)rng_below(rng_bits(s, i), below);
    return codes;
}

static void test_general_compression(void **state)
{
    static const char *const both[] = { "lzo", "zstd" };
    (void)state;

    for (int i = 0; i < 2; i++) {
        const struct codec *c = codec_find(both[i]);
        const struct codec_batch noise = numbers(random_codes(1u << 31), MANY);
        const struct codec_batch flat = numbers(random_codes(1), MANY);
        const double raw =
            codec_measure(arena, c, INT4, &noise).bytes_per_value;
        const double none =
            codec_measure(arena, c, INT4, &flat).bytes_per_value;
        /* A bit a value, and at most 1 % for what cannot be compressed. */
        assert_in_range((int)(raw * 1000), 4000 - 60, 4125 + 40);
        assert_within(none, 0.125, 0.04);
    }
}

static struct codec_batch sample_of(const char *codec, struct codec_type t)
{
    static const char *const list[] = { "REG AIR", "AIR", "RAIL", "TRUCK" };
    const int64_t *codes = random_codes(strcmp(codec, "az64") ? 40000 : 900);
    const char **texts_of = ARENA_ARRAY(arena, MANY + 1, const char *);

    if (t.form != CODEC_VARCHAR)
        return numbers(codes, MANY);
    for (int i = 0; i < MANY; i++)
        texts_of[i] = list[codes[i] % 4];
    return texts(texts_of);
}

/*
 * Blocks keep within their limit, lose no value, and cost what adding costs.
 * LZO and ZSTD leave a few hundred bytes of a block unused, and cut their last chunks
 * short; the others fill it to the last value.
 */
static void fill_blocks(const struct codec *c, struct codec_type t)
{
    const bool library =
        strcmp(codec_name(c), "lzo") == 0 || strcmp(codec_name(c), "zstd") == 0;
    const int64_t limit = library ? 100000 : 20000;
    struct codec_batch b = sample_of(codec_name(c), t);
    const struct codec_size size = codec_measure(arena, c, t, &b);
    const double expected = (double)codec_values_per_block(size, limit, 0);
    struct codec_stream *fill = codec_open(arena, c, t);
    struct codec_stream *add = codec_open(arena, c, t);
    size_t first = 0, total = 0;

    while (b.count > 0) {
        struct codec_batch block = b;
        codec_start(fill);
        codec_start(add);
        block.count = codec_fill(fill, &b, limit);
        codec_add(add, &block);
        assert_true(block.count > 0);
        assert_true(codec_bytes(fill) <= limit);
        if (!library)
            assert_int_equal(codec_bytes(fill), codec_bytes(add));
        first = first ? first : block.count;
        total += block.count;
        b = codec_batch_skip(b, block.count);
    }
    assert_int_equal(total, MANY);
    if (expected < MANY)
        assert_near((double)first, expected, library ? 0.08 : 0.03);
}

static void test_fill(void **state)
{
    static const struct codec_type types[] = {
        { CODEC_NUMBER, 4, false },
        { CODEC_NUMBER, 8, true },
        { CODEC_VARCHAR, 0, false },
        { CODEC_VARCHAR, 0, true },
    };
    (void)state;

    for (int c = 0; c < codec_count(); c++)
        for (int t = 0; t < 4; t++)
            if (codec_allows(codec_at(c), types[t]))
                fill_blocks(codec_at(c), types[t]);
}

/* One value is taken however small the block is. */
static void test_fill_tiny(void **state)
{
    static const int64_t v[] = { 123456, 7, 9999999 };
    (void)state;

    for (int c = 0; c < codec_count(); c++) {
        if (!codec_allows(codec_at(c), INT8))
            continue;
        struct codec_stream *s = codec_open(arena, codec_at(c), INT8);
        const struct codec_batch b = numbers(v, 3);
        assert_int_equal(codec_fill(s, &b, 0), 1);
    }
}

/* theory.md 4: 1,048,427 values in a DELTA block of 4-byte values. */
static void test_values_per_block(void **state)
{
    const int64_t *v = random_codes(50);
    const struct codec_batch b = numbers(v, MANY);
    const struct codec_size delta =
        codec_measure(arena, codec_find("delta"), INT4, &b);
    const struct codec_size raw =
        codec_measure(arena, codec_find("raw"), INT8, &b);
    (void)state;

    assert_near(delta.bytes_per_value, 1, 1e-15);
    assert_near(delta.fixed_bytes, 4, 1e-12);
    assert_int_equal(
        codec_values_per_block(delta, CODEC_BLOCK_BYTES, CODEC_HEADER_BYTES),
        1048427);
    assert_int_equal(
        codec_values_per_block(raw, CODEC_BLOCK_BYTES, CODEC_HEADER_BYTES),
        131053);
    /* A value larger than the block still is one value. */
    assert_int_equal(
        codec_values_per_block((struct codec_size){ 0, 5000 }, 4096, 145), 1);
}

/* A single value has a size too. */
static void test_measure_one(void **state)
{
    static const int64_t one[] = { 4711 };
    const struct codec_batch b = numbers(one, 1);
    (void)state;

    for (int c = 0; c < codec_count(); c++)
        if (codec_allows(codec_at(c), INT4))
            assert_true(
                codec_measure(arena, codec_at(c), INT4, &b).bytes_per_value >
                0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_allows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_delta_guide, setup, teardown),
        cmocka_unit_test_setup_teardown(test_delta_limits, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mostly, setup, teardown),
        cmocka_unit_test_setup_teardown(test_runlength, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bytedict_guide, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bytedict_overflow, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words_overflow, setup, teardown),
        cmocka_unit_test_setup_teardown(test_az64, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nullable, setup, teardown),
        cmocka_unit_test_setup_teardown(test_general_compression, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_fill, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fill_tiny, setup, teardown),
        cmocka_unit_test_setup_teardown(test_values_per_block, setup, teardown),
        cmocka_unit_test_setup_teardown(test_measure_one, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
