/* Tests of models/zone. Numbers are deliberately not round. */
#include "models/zone.h"

#include "tests/abort.h"
#include "tests/near.h"

enum { COUNT_MAX = 4096 };

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* 7 blocks of 137 rows, the last one short. */
static const struct zone_region R = { .rows = 901, .rows_per_block = 137 };

static void test_blocks(void **state)
{
    (void)state;
    assert_near(zone_blocks(R), 7.0, 0);
    assert_near(zone_blocks((struct zone_region){ 959, 137 }), 7.0, 0);
    assert_near(zone_blocks((struct zone_region){ 960, 137 }), 8.0, 0);
    assert_within(zone_blocks((struct zone_region){ 0, 137 }), 0.0, 0);
    assert_aborts(zone_blocks((struct zone_region){ 901, 0.5 }));
}

static void test_sorted(void **state)
{
    static const struct {
        double hit_rows, want;
        const char *source;
    } cases[] = {
        { 1, 1, "one row is one block" },
        { 0, 136.0 / 137.0, "by hand: (m - 1) / m spanned" },
        { 275, 3, "by hand: 1 + 274/137" },
        { 57, 193.0 / 137.0, "counted over the 137 starts of a run of 57" },
        { 901, 7, "never more than there are" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_near(zone_read_sorted(R, cases[i].hit_rows), cases[i].want,
                    1e-15);
    assert_aborts(zone_read_sorted(R, 902));
}

/* theory.md 7.2: blocks of 16 rows, a run of w rows at a random offset. */
static void test_sorted_vectors(void **state)
{
    static const double w[] = { 1, 4, 16, 40 };
    static const double want[] = { 1, 1.1875, 1.9375, 3.4375 };
    const struct zone_region r = { .rows = 1600, .rows_per_block = 16 };

    (void)state;
    for (size_t i = 0; i < LENGTH(w); i++)
        assert_near(zone_read_sorted(r, w[i]), want[i], 1e-15);
}

static void test_banded(void **state)
{
    static const struct {
        double hit, band, want, rel;
        const char *source;
    } cases[] = {
        { 0.013, 1, 7, 0, "no order reads everything" },
        { 0.31, 0, 2.17, 1e-12, "by hand: 7 * 0.31" },
        { 0, 0.0625, 0.4375, 1e-12, "by hand: 7 * 0.0625" },
        { 0.27, 0.18, 3.46257935182091, 1e-14,
          "bc, scale=30: 7 * (1 - .3025 / .5986)" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_near(zone_read_banded(R, cases[i].hit, cases[i].band),
                    cases[i].want, cases[i].rel);
}

static void test_banded_bounds(void **state)
{
    (void)state;
    for (double w = 0; w <= 1; w += 1.0 / 64) {
        double before = -1;
        for (double s = 0; s <= 1; s += 1.0 / 64) {
            const double got = zone_read_banded(R, s, w);
            assert_true(got >= 0 && got <= zone_blocks(R));
            assert_true(got >= before); /* a wider range reads no less */
            before = got;
        }
    }
}

static void test_unsorted(void **state)
{
    (void)state;
    /* theory.md 7.2: s = .001 in the middle, n = 10 -> .998066 */
    assert_within(zone_hit_unsorted(0.4995, 0.001, 10), 0.998066, 5e-7);
    /* By hand: one value hits with the range's own probability. */
    assert_near(zone_hit_unsorted(0.37, 0.21, 1), 0.21, 1e-12);
    /* By hand: at the edge only a^n remains: 1 - .875^3 = .330078125. */
    assert_near(zone_hit_unsorted(0.875, 0.125, 3), 0.330078125, 1e-14);
    assert_near(zone_hit_unsorted(0, 1, 17), 1.0, 0);
    /* By hand: 2 blocks of 3 values and one of 1; a = .5, s = .25:
       2 (1 - .125 - .015625) + .25 = 1.96875. */
    assert_near(zone_read_unsorted((struct zone_region){ 7, 3 }, 0.5, 0.25),
                1.96875, 1e-14);
    /* And with one of 2: 2 * .859375 + 1 - .25 - .0625 = 2.40625. */
    assert_near(zone_read_unsorted((struct zone_region){ 8, 3 }, 0.5, 0.25),
                2.40625, 1e-14);
    assert_within(zone_read_unsorted((struct zone_region){ 0, 3 }, 0.5, 0.25),
                  0.0, 0);
    assert_aborts(zone_hit_unsorted(0.7, 0.4, 10));
}

static void test_round_out(void **state)
{
    static const struct {
        double first, last, want_first, want_last;
    } cases[] = {
        { 138, 139, 137, 274 }, /* inside one block */
        { 137, 274, 137, 274 }, /* exactly one block */
        { 136, 275, 0, 411 },   /* one row over on both sides */
        { 800, 880, 685, 901 }, /* the last block is short */
        { 300, 300, 274, 411 }, /* between two rows of a block */
        { 274, 274, 274, 274 }, /* between two blocks: nothing */
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct zone_range got = zone_round_out(
            R, (struct zone_range){ cases[i].first, cases[i].last });
        assert_within(got.first, cases[i].want_first, 0);
        assert_within(got.last, cases[i].want_last, 0);
        assert_within(zone_range_rows(got),
                      cases[i].want_last - cases[i].want_first, 0);
    }
    assert_aborts(zone_round_out(R, (struct zone_range){ 5, 902 }));
    assert_aborts(zone_round_out(R, (struct zone_range){ 6, 5 }));
}

/* Against counting every row's block. */
static void test_overlap_counted(void **state)
{
    (void)state;
    for (int first = 0; first < 901; first += 13)
        for (int last = first; last <= 901; last += 29) {
            int blocks = 0, before = -1;
            for (int row = first; row < last; row++) {
                blocks += row / 137 != before;
                before = row / 137;
            }
            assert_within(zone_overlap(R, (struct zone_range){ first, last }),
                          blocks, 0);
        }
}

/* A sort column with 4 times the rows per block makes the other read more. */
static void test_read_through(void **state)
{
    const struct zone_region wide = { .rows = 901, .rows_per_block = 548 };
    const struct zone_range hit = { .first = 40, .last = 47 };

    (void)state;
    assert_within(zone_read_through(R, hit, R), 1, 0);
    assert_within(zone_read_through(wide, hit, R), 4, 0);
    assert_within(zone_read_through(R, hit, wide), 1, 0);
}

/* Against all multiples of the grain as offsets within a block. */
static void test_overlap_random(void **state)
{
    static const struct {
        int grain, pieces, block;
    } cases[] = {
        { 5, 7, 12 }, { 8, 3, 12 }, { 12, 4, 12 }, { 9, 2, 4 }, { 5, 1, 12 }
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const int g = cases[i].grain, w = cases[i].block;
        const int length = g * cases[i].pieces;
        double sum = 0;
        for (int k = 0; k < w; k++) { /* k * g runs through all residues */
            const int first = k * g;
            sum += (first + length - 1) / w - first / w + 1;
        }
        const struct zone_region r = { .rows = 1e6, .rows_per_block = w };
        assert_near(zone_overlap_random(r, length, g), sum / w, 1e-13);
    }
    /* Parts of a row are ignored: gcd(8, 12) = 4. */
    assert_near(zone_overlap_random((struct zone_region){ 1e6, 12.5 }, 24, 8.9),
                1 + 20 / 12.5, 1e-14);
    assert_near(zone_overlap_random(R, 3, 137), 1.0, 0);
    assert_within(zone_overlap_random(R, 0, 5), 0, 0);
    assert_near(zone_overlap_random(R, 901, 1), 7.0, 0);
}

static void test_scattered(void **state)
{
    const struct zone_region r = { .rows = 700, .rows_per_block = 7 };

    (void)state;
    /* By hand: each of 7 rows survives alone: 100 (1 - .9^7). */
    assert_near(zone_read_scattered(r, 1, 0.1), 52.17031, 1e-12);
    /* By hand: pieces of 4 rows over blocks of 7: 2.5 pieces on average,
       2 or 3 with equal chance: 100 (1 - .8^2 (.5 + .5 * .8)) = 42.4. */
    assert_near(zone_read_scattered(r, 4, 0.2), 42.4, 1e-12);
    assert_near(zone_read_scattered(r, 4, 1), 100.0, 0);
    assert_within(zone_read_scattered(r, 4, 0), 0, 0);
}

static void test_keep_joint(void **state)
{
    static const double keep[] = { 0.37, 0.59, 0.83 };

    (void)state;
    assert_near(zone_keep_joint(keep, 3), 0.181189, 1e-12); /* bc */
    assert_near(zone_keep_joint(keep, 0), 1.0, 0);
}

/*
 * The oracle lays out `runs` runs of r rows in blocks of m, keeps min and max
 * of the position within the run, and counts blocks that a segment of h
 * positions touches; averaged over all places of the segment.
 */
static double counted_second(int runs, int r, int m, int h)
{
    static int low[COUNT_MAX], high[COUNT_MAX];
    const int blocks = (runs * r + m - 1) / m;
    double sum = 0;

    assert_true(blocks <= COUNT_MAX);
    for (int b = 0; b < blocks; b++) {
        low[b] = r;
        high[b] = -1;
    }
    for (int row = 0; row < runs * r; row++) {
        const int b = row / m, at = row % r;
        low[b] = at < low[b] ? at : low[b];
        high[b] = at > high[b] ? at : high[b];
    }
    for (int x = 0; x + h <= r; x++)
        for (int b = 0; b < blocks; b++)
            sum += high[b] >= x && low[b] < x + h;
    return sum / (r - h + 1);
}

static void test_second_counted(void **state)
{
    static const struct {
        int runs, r, m, h;
    } cases[] = {
        { 1, 1000, 7, 30 }, { 8, 300, 7, 1 },     { 70, 300, 7, 1 },
        { 84, 101, 7, 13 }, { 60, 53, 10, 5 },    { 95, 47, 19, 2 },
        { 216, 17, 12, 1 }, { 55, 400, 11, 200 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const int runs = cases[i].runs, r = cases[i].r, m = cases[i].m;
        const struct zone_region region = { (double)runs * r, m };
        /* 1 %: the formula takes the offset within a block as uniform and
           the straddling blocks as spanning the whole domain. */
        assert_near(zone_read_second(region, runs, cases[i].h / (double)r),
                    counted_second(runs, r, m, cases[i].h), 0.01);
    }
}

static void test_second_edges(void **state)
{
    const struct zone_region r = { .rows = 9010, .rows_per_block = 137 };
    double before = 0;

    (void)state;
    /* One run is a plain sorted column. */
    assert_near(zone_read_second(r, 1, 0.25), 1 + 2251.5 / 137, 1e-13);
    /* More values than blocks: no pruning (theory.md 7.4). */
    assert_near(zone_read_second(r, 67, 1e-4), zone_blocks(r), 0);
    for (double runs = 1; runs < 70; runs++) {
        const double got = zone_read_second(r, runs, 0.02);
        assert_true(got >= before && got <= zone_blocks(r));
        before = got;
    }
}

/* theory.md 7.4: B^(1 - j/d); the first is AWS's published claim. */
static void test_interleaved_vectors(void **state)
{
    static const struct {
        double blocks;
        int d, j;
        double want;
    } cases[] = {
        { 1e6, 2, 0, 1e6 },      { 1e6, 2, 1, 1000 }, { 1e6, 2, 2, 1 },
        { 1048576, 2, 1, 1024 }, { 4096, 2, 1, 64 },  { 4096, 3, 1, 256 },
        { 4096, 3, 2, 16 },      { 4096, 3, 3, 1 },   { 4096, 4, 1, 512 },
        { 4096, 4, 2, 64 },      { 4096, 4, 3, 8 },   { 4096, 4, 4, 1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct zone_axis axes[4];
        for (int a = 0; a < 4; a++)
            axes[a] = (struct zone_axis){ 1e7, a < cases[i].j ? 1 : 1e7 };
        assert_near(zone_read_interleaved(cases[i].blocks, axes, cases[i].d),
                    cases[i].want, 1e-9);
    }
}

static void test_interleaved_ranges(void **state)
{
    /* theory.md 7.4: w of s values a cell multiply 1 by (w - 1)/s + 1: 64
       cells an axis of 6,400 values, s = 100; w = 251 -> 3.5 * 64. */
    const struct zone_axis wide[] = { { 6400, 251 }, { 6400, 6400 } };
    /* By hand: 5 regions take 5 of 1,000 cells, the other axis 200. */
    const struct zone_axis few[] = { { 5, 1 }, { 1e6, 1e6 } };
    const struct zone_axis few_other[] = { { 5, 5 }, { 1e6, 1 } };
    /* By hand: 3 x 4 different keys in 120 blocks: 10 blocks each. */
    const struct zone_axis tiny[] = { { 3, 1 }, { 4, 1 } };

    (void)state;
    assert_near(zone_read_interleaved(4096, wide, 2), 224.0, 1e-12);
    assert_near(zone_read_interleaved(1000, few, 2), 200.0, 1e-12);
    assert_near(zone_read_interleaved(1000, few_other, 2), 5.0, 1e-12);
    assert_near(zone_read_interleaved(120, tiny, 2), 10.0, 1e-12);
    assert_aborts(zone_read_interleaved(120, tiny, 9));
}

static void test_interleaved_bounds(void **state)
{
    (void)state;
    for (double blocks = 1; blocks < 1e5; blocks *= 3.7)
        for (double d1 = 1; d1 < 1e4; d1 *= 5.3) {
            double before = 0;
            for (double hit = 1; hit <= d1; hit = hit * 1.9 + 1) {
                const struct zone_axis axes[] = { { d1, hit }, { 77, 77 } };
                const double got = zone_read_interleaved(blocks, axes, 2);
                assert_true(got > 0 && got <= blocks * (1 + 1e-12));
                assert_true(got >= before * (1 - 1e-12));
                before = got;
            }
        }
}

/* 1 - .98^137; half of the places reach: 1 - .98^68.5; by bc. */
static void test_late_rows(void **state)
{
    static const double all[] = { 1, 1, 1 }, half[] = { 1, 0 }, none[] = { 0 };
    static const double parts[] = { 0.25, 0.75 };

    (void)state;
    assert_near(zone_hit_late(0.02, all, 3, 137), 0.937198159744, 1e-10);
    assert_near(zone_hit_late(0.02, half, 2, 137), 0.749397046593, 1e-10);
    assert_near(zone_hit_late(0.02, none, 1, 137), 0, 0);
    /* 1 - .995^68.5 .985^68.5 */
    assert_near(zone_hit_late(0.02, parts, 2, 137), 0.748079899915, 1e-10);
    assert_near(zone_hit_late(1, all, 3, 1), 1, 0);
}

/* The binomial sum, term by term by exact integers; between whole numbers it goes between
   them. Above a variance of 1,000 the normal distribution stands in. */
static void test_at_most(void **state)
{
    static const struct {
        double rows, frac, most, want;
    } cases[] = {
        { 7, 0.3, 2, 0.6470695 },
        { 40, 0.02, 0, 0.44570040395095 },
        { 137, 0.45, 61, 0.49087537101314 },
        { 900, 0.01, 14, 0.95934451029276 },
    };
    const double between = zone_at_most(7, 0.3, 1.5);

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_near(zone_at_most(cases[i].rows, cases[i].frac, cases[i].most),
                    cases[i].want, 1e-9);
    assert_within(zone_at_most(9000, 0.25, 2199), 0.10927554260, 5e-4);
    assert_within(zone_at_most(9000, 0.25, 2310), 0.92927811682, 5e-4);
    assert_true(between > zone_at_most(7, 0.3, 1));
    assert_true(between < zone_at_most(7, 0.3, 2));
    assert_within(zone_at_most(7, 0.3, -1), 0, 0);
    assert_within(zone_at_most(7, 0.3, 7), 1, 0);
    assert_within(zone_at_most(7, 0, 0), 1, 0);
    assert_within(zone_at_most(7, 1, 6), 0, 0);
    assert_within(zone_at_most(1e9, 1e-4, 2e5), 1, 0);
    assert_within(zone_at_most(1e9, 1e-4, 5e4), 0, 0);
    assert_aborts(zone_at_most(7, 1.5, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_late_rows),
        cmocka_unit_test(test_at_most),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_sorted),
        cmocka_unit_test(test_sorted_vectors),
        cmocka_unit_test(test_banded),
        cmocka_unit_test(test_banded_bounds),
        cmocka_unit_test(test_unsorted),
        cmocka_unit_test(test_round_out),
        cmocka_unit_test(test_overlap_counted),
        cmocka_unit_test(test_read_through),
        cmocka_unit_test(test_overlap_random),
        cmocka_unit_test(test_scattered),
        cmocka_unit_test(test_keep_joint),
        cmocka_unit_test(test_second_counted),
        cmocka_unit_test(test_second_edges),
        cmocka_unit_test(test_interleaved_vectors),
        cmocka_unit_test(test_interleaved_ranges),
        cmocka_unit_test(test_interleaved_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
