/* Blocks that hold more rows in one place than in another. */
#include "models/density.h"

#include <math.h>

#include "tests/near.h"

/* A table of 1,000 rows: 10 to a block in the first 370, 70 in the rest. */
static const double first_frac[] = { 0, 0.37 };
static const double rows_per_block[] = { 10, 70 };
static const struct density two = { 2, first_frac, rows_per_block };

static const double nothing[] = { 0 };
static const double many[] = { 137 };
static const struct density flat = { 1, nothing, many };

static void test_places_by_hand(void **state)
{
    (void)state;
    assert_near(density_blocks(&two, 1000, 0), 0, 0);
    assert_near(density_blocks(&two, 1000, 125), 12.5, 1e-14);
    assert_near(density_blocks(&two, 1000, 370), 37, 1e-14);
    assert_near(density_blocks(&two, 1000, 405), 37.5, 1e-14);
    assert_near(density_blocks(&two, 1000, 1000), 46, 1e-14);
    assert_near(density_row(&two, 1000, 12), 120, 1e-14);
    assert_near(density_row(&two, 1000, 38), 440, 1e-14);
    assert_near(density_row(&two, 1000, 46), 1000, 1e-14);
    assert_near(density_row(&two, 1000, 99), 1000, 0);
    assert_near(density_full_rows(&two, 1000), 1000 / 46.0, 1e-14);
    /* 990 rows end within the 46th: 45 full ones hold 366.3 and the rest. */
    assert_near(density_full_rows(&two, 990),
                (0.37 * 990 + (45 - 36.63) * 70) / 45, 1e-12);
}

static void test_round_out_by_hand(void **state)
{
    const struct zone_range inside = { 123, 128 }, across = { 365, 380 };
    const struct zone_range empty = { 500, 500 }, edge = { 440, 440 };
    struct zone_range out;
    (void)state;

    out = density_round_out(&two, 1000, inside);
    assert_near(out.first, 120, 1e-12);
    assert_near(out.last, 130, 1e-12);
    out = density_round_out(&two, 1000, across);
    assert_near(out.first, 360, 1e-12);
    assert_near(out.last, 440, 1e-12);
    /* Between two values: the block that spans them; on an edge, nothing. */
    out = density_round_out(&two, 1000, empty);
    assert_near(out.first, 440, 1e-12);
    assert_near(out.last, 510, 1e-12);
    assert_near(zone_range_rows(density_round_out(&two, 1000, edge)), 0, 0);
}

/* One piece is zone.h. */
static void test_flat(void **state)
{
    const struct zone_region r = { 901, 137 };
    (void)state;

    assert_near(ceil(density_blocks(&flat, r.rows, r.rows)), zone_blocks(r), 0);
    for (double first = 0; first < 901; first += 41.7)
        for (double last = first; last <= 901; last += 73.3) {
            const struct zone_range hit = { first, last };
            const struct zone_range want = zone_round_out(r, hit);
            const struct zone_range got = density_round_out(&flat, r.rows, hit);
            assert_within(got.first, want.first, 1e-9);
            assert_within(got.last, want.last, 1e-9);
        }
    assert_near(density_full_rows(&flat, 901), 137, 1e-12);
    assert_near(density_full_rows(&flat, 90), 137, 1e-12);
}

/* Rising, and each the other's inverse, with many uneven pieces. */
static void test_inverse(void **state)
{
    double places[17], each[17], before = -1;
    const struct density d = { 17, places, each };
    (void)state;

    for (int i = 0; i < 17; i++) {
        places[i] = i * i / 290.0;
        each[i] = 3.7 + (i * 7919 % 13) * 11.3;
    }
    for (double row = 0; row <= 52711; row += 97.3) {
        const double blocks = density_blocks(&d, 52711, row);
        assert_true(blocks > before);
        assert_within(density_row(&d, 52711, blocks), row, 1e-6);
        before = blocks;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_by_hand),
        cmocka_unit_test(test_round_out_by_hand),
        cmocka_unit_test(test_flat),
        cmocka_unit_test(test_inverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
