/*
 * The curve of an interleaved key against its definition, bit by bit and
 * number by number; and the words that rows sort by against the order of the
 * rows themselves.
 */
#include "exact/curve.h"
#include "exact/sorting.h"
#include "tests/trial.h"

enum { NUMBERS = 1733, ASKED = 5000 };

/* Bit b of the share, from the highest, is at every columns-th place. */
static void a_lane_takes_each_columns_th_place(void **state)
{
    const struct rng_stream draws = rng_stream(7, "test_curve.lane", 0);

    (void)state;
    for (int columns = 2; columns <= 8; columns++)
        for (int axis = 0; axis < columns; axis++)
            for (int bits = 1; bits * columns <= 64 && bits <= 32; bits++) {
                const struct curve_lane l = curve_lane_of(axis, columns, bits);
                const uint32_t share = (uint32_t)rng_bits(
                    draws, (uint64_t)(columns * 10000 + axis * 100 + bits));
                uint64_t z = 0;
                for (int b = 0; b < bits; b++)
                    if (share >> (31 - b) & 1)
                        z |= UINT64_C(1) << (63 - axis - b * columns);
                assert_true(curve_spread(&l, share) == z);
            }
}

/* Shares of n rows are multiples of 1 / (2 n): so many bits tell them apart. */
static void bits_tell_shares_apart(void **state)
{
    (void)state;
    for (size_t n = 1; n < 3000; n += 7) {
        const int bits = curve_bits(n, 2);
        for (size_t i = 0; i + 1 < 2 * n; i++)
            assert_true(curve_share(i, i, 2 * n) >> (32 - bits) <
                        curve_share(i + 1, i + 1, 2 * n) >> (32 - bits));
    }
    assert_int_equal(curve_bits(1000000, 8), 8); /* 64 places, no more */
    assert_int_equal(curve_share(5, 5, 5), UINT32_MAX);
    assert_int_equal(curve_share(0, 0, 0), 0);
    assert_int_equal(curve_share(3, 5, 16), UINT32_C(1) << 30);
}

static int compare(const void *x, const void *y)
{
    const uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

/* Counted anew for every number that is asked for. */
static uint32_t share_by_count(const uint64_t *numbers, size_t count,
                               uint64_t number)
{
    size_t below = 0, upto = 0;

    for (size_t i = 0; i < count; i++) {
        below += numbers[i] < number;
        upto += numbers[i] <= number;
    }
    return curve_share(below, upto, count);
}

/* Numbers of so many bits, spread evenly, or crowded at one end. */
static void check_axis(size_t count, int bits, bool crowded)
{
    const struct rng_stream draws = rng_stream(11, "test_curve", count);
    struct arena *const a = arena_begin();
    uint64_t *const numbers = ARENA_ARRAY(a, count, uint64_t);
    const uint64_t most = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;

    for (size_t i = 0; i < count; i++)
        numbers[i] = (rng_bits(draws, i) & most) >>
                     (crowded && i % 5 != 0 ? bits * 3 / 4 : 0);
    qsort(numbers, count, sizeof(*numbers), compare);
    const struct curve_axis *const x =
        curve_axis_of(a, numbers, 1, count, bits);
    assert_int_equal(curve_axis_rows(x), count);
    for (size_t i = 0; i < ASKED; i++) {
        const uint64_t drawn = rng_bits(draws, NUMBERS + i);
        const uint64_t number =
            i < count ? numbers[i] + drawn % 2 : drawn >> (drawn % 5);
        if (number <= most)
            assert_int_equal(curve_axis_share(x, number),
                             share_by_count(numbers, count, number));
    }
    assert_int_equal(curve_axis_share(x, most),
                     share_by_count(numbers, count, most));
    assert_int_equal(curve_axis_share(x, 0), share_by_count(numbers, count, 0));
    arena_done(a);
}

static void an_axis_knows_all_shares(void **state)
{
    static const size_t counts[] = { 0, 1, 2, 37, NUMBERS };
    static const int widths[] = { 1, 2, 7, 21, 63, 64 };

    (void)state;
    for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++)
        for (size_t w = 0; w < sizeof(widths) / sizeof(*widths); w++) {
            check_axis(counts[c], widths[w], false);
            check_axis(counts[c], widths[w], true);
        }
}

/* ---- words ------------------------------------------------------------ */

static const char *const schema =
    "create table t (k bigint, v bigint not null, w bigint not null)\n"
    "diststyle even;\n";

static const char *const scenario =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 3000\n"
    "    columns:\n"
    "      k: {law: {uniform: [-90, 90]}, nulls: 0.1}\n"
    "      v: {law: {zipf: {values: 400, theta: 1.1}}}\n"
    "      w: {law: {uniform: [-4000000000000000000, 4000000000000000000]}}\n"
    "designs:\n"
    "  compound: {t: {sortkey: [v, k]}}\n"
    "  grid: {t: {sort: interleaved, sortkey: [k, v]}}\n"
    "  wide: {t: {sortkey: [k, w]}}\n"
    "  wide_grid: {t: {sort: interleaved, sortkey: [w, k, v]}}\n"
    "  none: {t: {}}\n";

static const struct table_design *design_of(const struct world *w,
                                            const char *name)
{
    for (int d = 0; d < w->design_count; d++)
        if (text_equal(w->designs[d]->name, name))
            return &w->designs[d]->tables[0];
    fail_msg("no design %s", name);
    return NULL;
}

/* By words, equal ones as they came, is as sorting_rows has it. */
static void check_words(const struct world *w, const char *name)
{
    const struct table_design *const d = design_of(w, name);
    struct arena *const a = arena_begin();
    const size_t count = (size_t)w->catalog.tables[0].rows;
    int64_t *const rows = ARENA_ARRAY(a, count, int64_t);
    uint64_t *const words = ARENA_ARRAY(a, count, uint64_t);
    const struct sorting_index *index = NULL;

    for (size_t i = 0; i < count; i++)
        rows[i] = (int64_t)i;
    if (d->sort == SORT_INTERLEAVED)
        index = sorting_index_of(a, w, 0, d, rows, count);
    assert_true(sorting_has_words(w, 0, d));
    sorting_words(index, w, 0, d, rows, count, words);
    sorting_rows(w, 0, d, rows, count);
    for (size_t i = 1; i < count; i++) {
        const uint64_t x = words[rows[i - 1]], y = words[rows[i]];
        assert_true(x < y || (x == y && rows[i - 1] < rows[i]));
    }
    arena_done(a);
}

static void rows_sort_by_their_words(void **state)
{
    struct trial t = trial_read(schema, scenario);

    (void)state;
    check_words(t.world, "compound");
    check_words(t.world, "grid");
    check_words(t.world, "wide_grid");
    assert_false(sorting_has_words(t.world, 0, design_of(t.world, "wide")));
    assert_false(sorting_has_words(t.world, 0, design_of(t.world, "none")));
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_takes_each_columns_th_place),
        cmocka_unit_test(bits_tell_shares_apart),
        cmocka_unit_test(an_axis_knows_all_shares),
        cmocka_unit_test(rows_sort_by_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
