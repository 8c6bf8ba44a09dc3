/*
 * Column sizes that AWS published: the lo_shipmode experiment of the tuning
 * tutorial, and every column of TPC-H LINEITEM sorted by l_shipdate. The
 * values are drawn here by the benchmarks' own laws, in stored order.
 */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "codec/codec.h"
#include "models/encoding.h"
#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/near.h"
#include "tests/prose.h"

enum { VALUES = 400000 };

/*
 * Rows of a slice. lo_shipmode: a third of the 600,037,902 rows (order keys
 * below 200,000,000 of 600,000,000) on 8 slices. LINEITEM: 6 slices.
 */
static const double SHIPMODE_ROWS = 600037902 / 3.0 / 8;
static const double LINEITEM_ROWS = 600037902 / 6.0;

static struct arena *arena;
static struct rng_stream rng;
static uint64_t rng_at;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    rng = rng_stream(1, "truth.encodings", 0);
    rng_at = 0;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

/* Uniform on lo..hi. */
static int64_t draw(int64_t lo, int64_t hi)
{
    return lo +
           (int64_t)rng_below(rng_bits(rng, rng_at++), (uint64_t)(hi - lo + 1));
}

static double blocks_of(struct codec_size size, double rows)
{
    return ceil(rows / (double)codec_values_per_block(size, CODEC_BLOCK_BYTES,
                                                      CODEC_HEADER_BYTES));
}

static double measured_blocks(const char *codec, struct codec_type t,
                              const struct codec_batch *b, double rows)
{
    const struct arena_mark mark = arena_mark(arena);
    const struct codec_size size =
        codec_measure(arena, codec_find(codec), t, b);

    arena_rewind(arena, mark);
    return blocks_of(size, rows);
}

/* `count` texts picked from a list of `choices`, each padded to `width`. */
static struct codec_batch pick_texts(const char *const *list, int choices,
                                     int width)
{
    unsigned char *bytes = arena_alloc(arena, (size_t)VALUES * 32);
    int32_t *lengths = ARENA_ARRAY(arena, VALUES, int32_t);
    size_t used = 0;

    for (int i = 0; i < VALUES; i++) {
        const char *text = list[draw(0, choices - 1)];
        const size_t n = strlen(text);
        memcpy(bytes + used, text, n);
        lengths[i] = width > 0 ? width : (int32_t)n;
        if (width > 0)
            memset(bytes + used + n, ' ', (size_t)width - n);
        used += (size_t)lengths[i];
    }
    return (struct codec_batch){ .count = VALUES,
                                 .bytes = bytes,
                                 .lengths = lengths };
}

static const char *const ship_modes[] = { "REG AIR", "AIR", "RAIL", "TRUCK",
                                          "MAIL",    "FOB", "SHIP" };

static const struct measured mode_blocks = {
    "codec", "blocks of lo_shipmode in one encoding",
    "Developer Guide, tutorial on table design", 0
};
static const struct measured drawn_blocks = {
    "codec", "blocks of a slice of a column, from drawn values",
    "AWS, amazon-redshift-utils, EarlyMaterialization.md", 0
};

/*
 * The experiment's table is CREATE TABLE .. (moderaw varchar(22) encode raw,
 * ..) without NOT NULL, so its columns may be NULL. Blocks are max(blocknum)
 * + 1. All six come out to the block; the tolerance, one block, is for the
 * sampling error of a column that happens to end near a block's end.
 */
static void test_shipmode(void **state)
{
    const struct codec_type t = { CODEC_VARCHAR, 0, true };
    const struct codec_batch b = pick_texts(ship_modes, 7, 0);
    struct csv published;
    (void)state;

    csv_read(&published, "tests/truth/lo_shipmode_encodings.csv");
    assert_int_equal(published.row_count, 6);
    for (int i = 0; i < published.row_count; i++) {
        const char *codec = csv_text_at(&published, i, "encoding");
        const double want = csv_number_at(&published, i, "max_blocknum") + 1;
        const double got = measured_blocks(codec, t, &b, SHIPMODE_ROWS);
        print_message("lo_shipmode %-9s %4.0f blocks, published %4.0f\n", codec,
                      got, want);
        measured(&mode_blocks, got, want);
        assert_within(got, want, 1);
    }
}

static struct csv lineitem;

static void check_column(const char *column, double got, double blocks_off)
{
    const double want =
        csv_number(&lineitem, "blocks_6_slices", "column", column) / 6;

    print_message("%-15s %6.0f blocks a slice, published %6.1f\n", column, got,
                  want);
    measured(&drawn_blocks, got, want);
    assert_within(got, want, blocks_off);
}

/* A column of numbers drawn from lo..hi, in no order. */
static void check_uniform(const char *column, const char *codec, int width,
                          int64_t lo, int64_t hi)
{
    const struct codec_type t = { CODEC_NUMBER, width, false };
    int64_t *codes = ARENA_ARRAY(arena, VALUES, int64_t);

    for (int i = 0; i < VALUES; i++)
        codes[i] = draw(lo, hi);
    const struct codec_batch b = { .count = VALUES, .codes = codes };
    check_column(column, measured_blocks(codec, t, &b, LINEITEM_ROWS), 0);
}

/* TPC-H 2.17.3, clause 4.2.3, at scale factor 100; columns as published. */
static void test_lineitem_numbers(void **state)
{
    (void)state;

    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    check_uniform("l_orderkey", "mostly32", 8, 1, 600000000);
    check_uniform("l_partkey", "mostly32", 8, 1, 20000000);
    check_uniform("l_suppkey", "raw", 4, 1, 1000000);
    check_uniform("l_linenumber", "delta", 4, 1, 7);
    check_uniform("l_quantity", "bytedict", 8, 100, 5000 / 100 + 99);
    check_uniform("l_extendedprice", "mostly32", 8, 90100, 10494950);
    check_uniform("l_discount", "delta", 8, 0, 10);
    check_uniform("l_tax", "delta", 8, 0, 8);
    check_uniform("ROW_ID", "raw", 8, 0, 600037901);

    const double xid = blocks_of((struct codec_size){ 0, encoding_xid_bytes() },
                                 LINEITEM_ROWS);
    check_column("INSERT_XID", xid, 0);
    check_column("DELETE_XID", xid, 0);
}

/*
 * Rows in order of l_shipdate: inside the range each date holds about 41,000
 * rows a slice, and the order date lies U[1,121] days before. Commit date is
 * order date + U[30,90], receipt date ship date + U[1,30].
 */
static void test_lineitem_dates(void **state)
{
    const struct codec_type t = { CODEC_NUMBER, 4, false };
    const int rows_a_day = 41400;
    int64_t *ship = ARENA_ARRAY(arena, VALUES, int64_t);
    int64_t *commit = ARENA_ARRAY(arena, VALUES, int64_t);
    int64_t *receipt = ARENA_ARRAY(arena, VALUES, int64_t);
    (void)state;

    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    for (int i = 0; i < VALUES; i++) {
        ship[i] = -1700 + i / rows_a_day;
        commit[i] = ship[i] - draw(1, 121) + draw(30, 90);
        receipt[i] = ship[i] + draw(1, 30);
    }
    const struct codec_batch ships = { .count = VALUES, .codes = ship };
    const struct codec_batch commits = { .count = VALUES, .codes = commit };
    const struct codec_batch receipts = { .count = VALUES, .codes = receipt };
    check_column("l_shipdate",
                 measured_blocks("delta", t, &ships, LINEITEM_ROWS), 0);
    check_column("l_commitdate",
                 measured_blocks("delta", t, &commits, LINEITEM_ROWS), 0);
    check_column("l_receiptdate",
                 measured_blocks("delta", t, &receipts, LINEITEM_ROWS), 0);
}

/*
 * The same from the exact distribution of U[30,90] - U[1,121]: the share of
 * differences beyond 127 must lie in (.0121, .0147] for 101 blocks a slice.
 */
static void test_commitdate_exact(void **state)
{
    enum {
        COMMIT_DAYS = 61,
        LAG_DAYS = 121,
        SPAN = COMMIT_DAYS + LAG_DAYS - 1
    };
    double shares[SPAN] = { 0 };
    (void)state;

    for (int c = 0; c < COMMIT_DAYS; c++)
        for (int s = 0; s < LAG_DAYS; s++)
            shares[c + s] += 1.0 / (COMMIT_DAYS * LAG_DAYS);
    const double fits = encoding_step_share(shares, SPAN, 127);
    const double each = encoding_delta_bytes(fits, 1, 4);
    print_message("l_commitdate: %.5f overflow, %.5f bytes a value\n", 1 - fits,
                  each);
    assert_in_range((int64_t)((1 - fits) * 1e6), 12100, 14700);
    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    check_column("l_commitdate",
                 blocks_of((struct codec_size){ 4, each }, LINEITEM_ROWS), 0);
}

static void test_lineitem_lists(void **state)
{
    static const char *const instructions[] = { "DELIVER IN PERSON",
                                                "COLLECT COD",
                                                "TAKE BACK RETURN", "NONE" };
    const struct codec_type mode = { CODEC_CHAR, 10, false };
    const struct codec_type instruct = { CODEC_CHAR, 25, false };
    const struct codec_batch modes = pick_texts(ship_modes, 7, 10);
    const struct codec_batch instructs = pick_texts(instructions, 4, 25);
    (void)state;

    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    check_column("l_shipmode",
                 measured_blocks("bytedict", mode, &modes, LINEITEM_ROWS), 0);
    check_column(
        "l_shipinstruct",
        measured_blocks("bytedict", instruct, &instructs, LINEITEM_ROWS), 0);
}

/* Bytes per value of `count` letters drawn from `choices`. */
static double lzo_letters(const char *const *choices, int count)
{
    const struct codec_type t = { CODEC_CHAR, 1, false };
    const struct codec_batch b = pick_texts(choices, count, 1);

    return codec_measure(arena, codec_find("lzo"), t, &b).bytes_per_value;
}

/*
 * l_returnflag is R or A where the receipt date is not after 1995-06-17, day
 * 1263 of the 2406 order dates, else N; l_linestatus F where the ship date is
 * not after it, else O. Sorted by ship date the flags are a mixed half and a
 * constant half. A receipt follows its order by U[1,121] + U[1,30] days, 76.5
 * in the mean, so R and A make up (1263 - 76.5) / 2406 of the rows.
 */
static void test_lineitem_flags(void **state)
{
    static const char *const flags[] = { "R", "A" };
    const double mixed = (1263 - 76.5) / 2406;
    const double flag = lzo_letters(flags, 2), same = lzo_letters(flags, 1);
    (void)state;

    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    check_column("l_linestatus",
                 blocks_of((struct codec_size){ 0, same }, LINEITEM_ROWS), 0);
    check_column(
        "l_returnflag",
        blocks_of((struct codec_size){ 0, mixed * flag + (1 - mixed) * same },
                  LINEITEM_ROWS),
        0);
}

/*
 * l_comment: text of U[10,43] bytes cut from TPC-H's running text. A block's
 * dictionary depends on its first lines, so the size is a mean over 40 of
 * them. Published 7083 blocks, 1180.5 a slice.
 */
static void test_lineitem_comment(void **state)
{
    enum { POOL = 1 << 24, BLOCKS = 40, LINES = 10000 };
    const struct codec_type t = { CODEC_VARCHAR, 0, false };
    char *pool = arena_alloc(arena, POOL);
    const size_t used = prose_write(rng_stream(2, "prose", 0), pool, POOL);
    unsigned char *bytes = arena_alloc(arena, (size_t)LINES * 43);
    int32_t *lengths = ARENA_ARRAY(arena, LINES, int32_t);
    double values = 0;
    (void)state;

    for (int k = 0; k < BLOCKS; k++) {
        size_t at = 0;
        for (int i = 0; i < LINES; i++) {
            lengths[i] = (int32_t)draw(10, 43);
            memcpy(bytes + at, pool + draw(0, (int64_t)used - 44),
                   (size_t)lengths[i]);
            at += (size_t)lengths[i];
        }
        const struct codec_batch b = { .count = LINES,
                                       .bytes = bytes,
                                       .lengths = lengths };
        const struct arena_mark mark = arena_mark(arena);
        values += (double)codec_values_per_block(
            codec_measure(arena, codec_find("text255"), t, &b),
            CODEC_BLOCK_BYTES, CODEC_HEADER_BYTES);
        arena_rewind(arena, mark);
    }
    csv_read(&lineitem, "tests/truth/lineitem_delta_blocks.csv");
    check_column("l_comment", LINEITEM_ROWS / (values / BLOCKS),
                 0.012 * 1180.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_shipmode, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lineitem_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lineitem_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(test_commitdate_exact, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lineitem_lists, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lineitem_flags, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lineitem_comment, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
