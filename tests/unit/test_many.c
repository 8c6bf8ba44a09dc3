/*
 * Every function that works on many values at a time against its twin that
 * takes one: the same bits, for any count, and at the values where a shortcut
 * could go wrong.
 */
#include "tests/near.h"

#include <math.h>

#include "tests/unit/lines.h"
#include "world/sequence.h"
#include "world/value/value_reader.h"

/* Counts around the widths of vectors, and one of a whole chunk. */
static const size_t counts[] = { 0, 1, 3, 7, 8, 9, 17, 31, 64, 101, 512 };

enum { MOST = 512 };

static const struct rng_stream stream = { { 0x9ddfea08eb382d69, 0x51 } };

/* Numbers of all sizes, the ends of 32 and 64 bits among them. */
static void numbers(uint64_t *out, size_t count)
{
    static const uint64_t ends[] = { 0,          1,
                                     UINT32_MAX, (uint64_t)UINT32_MAX + 1,
                                     INT64_MAX,  UINT64_MAX };

    for (size_t i = 0; i < count; i++)
        out[i] = i < COUNT(ends) ? ends[i]
                                 : rng_mix(i * 0x9e3779b97f4a7c15) >> i % 61;
}

static void test_draws(void **state)
{
    uint64_t at[MOST], bits[MOST], first[MOST], second[MOST];
    double u[MOST], of[MOST];

    (void)state;
    numbers(at, MOST);
    for (size_t c = 0; c < COUNT(counts); c++) {
        rng_bits_many(stream, at, counts[c], bits);
        rng_bits2_many(stream, at, counts[c], first, second);
        rng_units(stream, at, counts[c], u);
        rng_units_of(at, counts[c], of);
        for (size_t i = 0; i < counts[c]; i++) {
            uint64_t both[2];
            rng_bits2(stream, at[i], both);
            assert_true(bits[i] == rng_bits(stream, at[i]));
            assert_true(first[i] == both[0] && second[i] == both[1]);
            assert_true(u[i] == rng_unit(stream, at[i]));
            assert_true(of[i] == rng_unit_of(at[i]));
        }
    }
}

static void test_mix_and_below(void **state)
{
    static const uint64_t limits[] = { 1,
                                       2,
                                       2557,
                                       UINT32_MAX,
                                       (uint64_t)UINT32_MAX + 1,
                                       UINT64_C(600037902) << 7,
                                       INT64_MAX };
    uint64_t bits[MOST], mixed[MOST];
    int64_t codes[MOST], below[MOST];

    (void)state;
    numbers(bits, MOST);
    memcpy(codes, bits, sizeof(codes));
    for (size_t c = 0; c < COUNT(counts); c++) {
        rng_mix_many(codes, counts[c], mixed);
        for (size_t i = 0; i < counts[c]; i++)
            assert_true(mixed[i] == rng_mix(bits[i]));
        for (size_t n = 0; n < COUNT(limits); n++) {
            rng_below_many(bits, counts[c], limits[n], below);
            for (size_t i = 0; i < counts[c]; i++)
                assert_true((uint64_t)below[i] ==
                            rng_below(bits[i], limits[n]));
        }
    }
}

/* ---- laws ------------------------------------------------------------- */

static struct law *list_of(struct arena *a, int64_t count)
{
    int64_t *const codes = ARENA_ARRAY(a, count, int64_t);
    double *const weights = ARENA_ARRAY(a, count, double);

    for (int64_t i = 0; i < count; i++) {
        codes[i] = 3 * i * i - 40;
        weights[i] = 1 + (double)(i * 7 % 5);
    }
    return law_list(a, codes, weights, count);
}

/* One of each law that draws, and of each shortcut's two sides. */
static size_t make_laws(struct arena *a, struct law *laws)
{
    static const double weekly[7] = { 5, 4, 4, 4, 6, 1, 0 };
    struct law *const normal = ARENA_NEW(a, struct law);
    size_t n = 0;

    *normal = (struct law){
        .kind = LAW_NORMAL, .mean = 5, .sd = 40, .lo = -100, .hi = 100
    };
    laws[n++] = (struct law){ .kind = LAW_CONSTANT, .lo = -7 };
    laws[n++] = *law_uniform(a, 1, 50);
    laws[n++] = *law_uniform(a, 4, 4);
    laws[n++] = *law_uniform(a, -3, INT32_MAX - 4);
    laws[n++] = *law_uniform(a, -3, INT32_MAX - 3);
    laws[n++] = *law_uniform(a, 7, INT64_C(1) << 33);
    laws[n++] = *law_uniform(a, INT64_MIN / 4, INT64_MAX / 4);
    laws[n++] = *normal;
    laws[n++] =
        (struct law){ .kind = LAW_ZIPF, .lo = 10, .count = 5003, .theta = 1.1 };
    laws[n++] =
        (struct law){ .kind = LAW_ZIPF, .lo = 1, .count = 9, .theta = 0.5 };
    for (int64_t count = 1; count <= 300; count = count < 15   ? count * 5
                                                  : count < 17 ? count + 1
                                                               : count * 4)
        laws[n++] = *list_of(a, count);
    laws[n++] = (struct law){
        .kind = LAW_HOT, .lo = 3, .share = 0.21, .inner = normal
    };
    laws[n++] =
        *law_date(a, day_of(1992, 1, 1), day_of(1998, 12, 31), weekly, NULL);
    laws[n++] =
        *law_date(a, day_of(2024, 2, 26), day_of(2024, 3, 4), weekly, NULL);
    return n;
}

/* Draws next to k / n, where a product is next to an integer; and others. */
static void units_near(int64_t n, double *u)
{
    for (uint64_t i = 0; i < MOST; i++) {
        const double edge =
            (double)rng_below(rng_mix(i), (uint64_t)n) / (double)n;
        const double near = i % 4 == 0   ? edge
                            : i % 4 == 1 ? nextafter(edge, 1)
                            : i % 4 == 2 ? nextafter(edge, 0)
                                         : rng_unit(stream, i);
        /* As drawn: multiples of 2^-53 below 1. */
        u[i] = fmin(floor(near * 0x1p53) * 0x1p-53, 1 - 0x1p-53);
    }
}

static void test_laws(void **state)
{
    struct arena *const a = arena_begin();
    struct law laws[64];
    const size_t law_count = make_laws(a, laws);
    int64_t codes[MOST];
    double u[MOST];

    (void)state;
    for (size_t k = 0; k < law_count; k++) {
        struct law_sampler s;
        const double n = fmin(law_distinct(&laws[k]), 0x1p52);
        law_sampler_init(&s, &laws[k], 100000);
        for (size_t c = 0; c < COUNT(counts); c++) {
            units_near(c % 2 ? (int64_t)n : 365, u);
            law_sample_many(&s, u, counts[c], codes);
            for (size_t i = 0; i < counts[c]; i++) {
                assert_true(codes[i] == law_sample(&s, u[i]));
                assert_true(codes[i] == law_quantile(&laws[k], u[i]));
            }
        }
    }
    arena_done(a);
}

/* ---- sequences -------------------------------------------------------- */

static const struct law sequences[] = {
    { .kind = LAW_SEQUENTIAL, .lo = 1 },
    { .kind = LAW_SEQUENTIAL, .lo = -501, .step = -3 },
    { .kind = LAW_SEQUENTIAL, .lo = 1, .sparse_used = 8, .sparse_of = 32 },
    { .kind = LAW_SEQUENTIAL,
      .lo = 9,
      .step = 7,
      .sparse_used = 1,
      .sparse_of = 256 },
    { .kind = LAW_SEQUENTIAL, .lo = 9, .sparse_used = 8, .sparse_of = 257 },
    { .kind = LAW_SEQUENTIAL, .lo = 9, .sparse_used = 3, .sparse_of = 10 },
    { .kind = LAW_SEQUENTIAL,
      .lo = 9,
      .step = 1 << 20,
      .sparse_used = 4,
      .sparse_of = 9 },
    { .kind = LAW_SEQUENTIAL, .lo = INT64_MAX - 9, .step = 2 },
    { .kind = LAW_SEQUENTIAL, .lo = 0, .step = 1 << 29 },
    { .kind = LAW_SEQUENTIAL, .lo = 0, .step = INT64_C(1) << 40 },
    { .kind = LAW_CALENDAR, .lo = 8000 },
    { .kind = LAW_CALENDAR, .lo = -2922, .calendar = CALENDAR_YYYYMMDD },
};

static void test_sequence_keys(void **state)
{
    int64_t orders[MOST], keys[MOST];

    (void)state;
    for (int bits = 11; bits <= 45; bits += 17) /* short, 2^28, past 2^32 */
        for (size_t k = 0; k < COUNT(sequences); k++)
            for (size_t c = 0; c < COUNT(counts); c++) {
                const bool days = sequences[k].kind == LAW_CALENDAR;
                for (size_t i = 0; i < counts[c]; i++)
                    orders[i] =
                        (int64_t)(rng_mix(i) >> (days ? 48 : 64 - bits));
                sequence_keys(&sequences[k], orders, counts[c], keys);
                for (size_t i = 0; i < counts[c]; i++)
                    assert_true(keys[i] ==
                                sequence_key(&sequences[k], orders[i]));
            }
}

/* All cycles that a table takes, rows up to 2^32 - 1. */
static void test_sequence_tables(void **state)
{
    static struct sequence_table table;
    int64_t rows[MOST], orders[MOST], lines[MOST];
    int fitting = 0;

    (void)state;
    for (int lo = 1; lo <= 12; lo++)
        for (int hi = lo; hi <= 20; hi++) {
            const struct law law = {
                .kind = LAW_SEQUENTIAL, .lo = 1, .line_lo = lo, .line_hi = hi
            };
            if (!sequence_table_fits(&law))
                continue;
            fitting++;
            sequence_table_init(&table, &law, stream);
            for (uint64_t i = 0; i < MOST; i++)
                rows[i] = i == 0 ? UINT32_MAX
                                 : (int64_t)(rng_mix(i) >> (32 + i % 31));
            sequence_table_read(&table, rows, MOST, orders, lines);
            for (size_t i = 0; i < MOST; i++) {
                int line;
                assert_true(orders[i] ==
                            sequence_order(&law, stream, rows[i], &line));
                assert_int_equal(lines[i], line);
            }
            sequence_table_read(&table, rows, 13, lines, NULL);
            assert_memory_equal(lines, orders, 13 * sizeof(*lines));
        }
    assert_true(fitting > 20);
}

/* ---- a reader of many columns ----------------------------------------- */

/* Columns in the order in which they are asked for. */
static void assert_reads(const struct fixture *f, int table, int64_t expected,
                         int turns, bool backward)
{
    const struct table *const t = &f->tables[table];
    struct arena *const a = arena_begin();
    struct value_reader *const r =
        value_reader_open(a, &f->world, table, expected);
    int64_t rows[MOST];

    for (int turn = 0; turn < turns; turn++) {
        const size_t n = counts[1 + (size_t)turn % (COUNT(counts) - 1)];
        for (size_t i = 0; i < n; i++)
            rows[i] = (int64_t)rng_below(
                rng_bits(stream, i + MOST * (uint64_t)turn), (uint64_t)t->rows);
        value_reader_rows(r, rows, n);
        for (int c = 0; c < t->column_count; c++) {
            const int column = backward ? t->column_count - 1 - c : c;
            const int64_t *const codes = value_reader_codes(r, column);
            for (size_t i = 0; i < n; i++)
                assert_true(codes[i] ==
                            value_at(&f->world, table, column, rows[i]));
        }
    }
    arena_done(a);
}

/* Laws that the shared world leaves out, each in place of a column. */
static void add_other_laws(struct fixture *f)
{
    static int64_t cuts[] = { 1000, 3000000 }, to[] = { 5, VALUE_NULL, 9 };
    static int64_t from[] = { 0, 2, 6 }, given[LINE_ROWS];
    static struct law *pieces[3];

    pieces[0] = law_uniform(f->arena, 0, 9);
    pieces[1] = f->lines[LINE_MODE].law;
    pieces[2] = f->lines[LINE_RANK].law;
    for (int64_t i = 0; i < LINE_ROWS; i++)
        given[i] = i % 11 == 0 ? VALUE_NULL : i * i % 977;
    f->lines[LINE_PRICE].law = add_law(f, (struct law){ .kind = LAW_CUT,
                                                        .source = LINE_KEY,
                                                        .cuts = cuts,
                                                        .cut_count = 2,
                                                        .pieces = pieces });
    f->lines[LINE_SCORE].law = add_law(f, (struct law){ .kind = LAW_FROM,
                                                        .source = LINE_MODE,
                                                        .map = MAP_TABLE,
                                                        .from_codes = from,
                                                        .to_codes = to,
                                                        .map_count = 3,
                                                        .base = 1 });
    f->lines[LINE_RANK].law = add_law(f, (struct law){ .kind = LAW_LOOKUP,
                                                       .source = LINE_SHOP,
                                                       .table = SHOPS,
                                                       .column = SHOP_CITY });
    f->lines[LINE_HOT].law = add_law(
        f,
        (struct law){ .kind = LAW_ROWS, .count = LINE_ROWS, .values = given });
    f->lines[LINE_MODE].per = LINE_DAY;
}

static void assert_all_reads(const struct fixture *f)
{
    /* Few rows to come: no tables. Many: all that pay. */
    for (int table = 0; table < TABLES; table++) {
        assert_reads(f, table, 100, 7, false);
        assert_reads(f, table, INT64_C(1) << 40, 12, true);
    }
}

static void test_reader(void **state)
{
    assert_all_reads(*state);
}

static void test_reader_of_other_laws(void **state)
{
    add_other_laws(*state);
    assert_all_reads(*state);
}

/* Days in the order of their orders, some late, and no NULL but some. */
static void test_reader_of_arrivals(void **state)
{
    struct fixture *const f = *state;

    f->tables[LINES].arrival = (struct arrival){
        .column = LINE_DAY,
        .late_frac = 0.3,
        .late = law_uniform(f->arena, 1, 40),
    };
    f->lines[LINE_DAY].null_frac = 0.04;
    assert_all_reads(f);
    f->tables[LINES].arrival.column = LINE_SHIP;
    assert_all_reads(f);
}

static void test_reader_batch(void **state)
{
    const struct fixture *const f = *state;
    enum { ROWS = 3 * VALUE_READER_ROWS + 17 };
    int64_t rows[ROWS], codes[ROWS], same[ROWS];
    struct value_reader *const r =
        value_reader_open(f->arena, &f->world, LINES, LINE_ROWS);

    for (uint64_t i = 0; i < ROWS; i++)
        rows[i] = (int64_t)rng_below(rng_bits(stream, i), LINE_ROWS);
    for (int c = 0; c < LINE_COLUMNS; c++) {
        value_reader_batch(r, c, rows, ROWS, codes);
        value_batch(&f->world, LINES, c, rows, ROWS, same);
        assert_memory_equal(codes, same, sizeof(codes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws),
        cmocka_unit_test(test_mix_and_below),
        cmocka_unit_test(test_laws),
        cmocka_unit_test(test_sequence_keys),
        cmocka_unit_test(test_sequence_tables),
        TEST(test_reader),
        TEST(test_reader_of_other_laws),
        TEST(test_reader_of_arrivals),
        TEST(test_reader_batch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
