/*
 * Interleaved keys, block by block. One slice of 640,000 rows and x, y uniform
 * over 512 values: the curve's squares are known by hand.
 */
#include "estimate/grid.h"
#include "tests/trial.h"

static struct trial trial;
static struct known *known;

static const char schema[] =
    "create table t (x int not null, y int not null, few int not null)"
    " diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n" /* four slices */
    "data:\n"
    "  t:\n"
    "    rows: 2560000\n"
    "    columns:\n"
    "      x: {law: {uniform: [0, 511]}}\n"
    "      y: {law: {uniform: [0, 511]}}\n"
    "      few: {law: {list: {1: 80, 2: 20}}}\n"
    "designs:\n"
    "  xy: {t: {sort: interleaved, sortkey: [x, y]}, encode: none}\n"
    "  few: {t: {sort: interleaved, sortkey: [few, y]}, encode: none}\n";

static int begin(void **state)
{
    (void)state;
    trial = trial_read(schema, yaml);
    known = known_begin(trial.arena, trial.world);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

/* The blocks of a key column that lo..hi leaves, of 64 of 10,000 rows. */
static uint64_t kept(int design, int axis, int64_t lo, int64_t hi)
{
    struct table_layout *const l = layout_table(
        trial.arena, known, 0, &trial.world->designs[design]->tables[0]);
    const struct code_range set = { lo, hi };
    struct survivors_piece *pieces;
    uint64_t bits = 0;
    int count;

    for (int c = 0; c < 3; c++)
        l->columns[c].values_per_block = 10000;
    assert_near(l->slice_rows, 640000, 0);
    assert_true(grid_pieces(trial.arena, known, l, axis, &set, 1, NULL, &pieces,
                            &count));
    for (int i = 0; i < count; i++) {
        const struct zone_range rows = pieces[i].rows;
        const int first = (int)(rows.first / 10000 + 0.5);
        const int end = (int)(rows.last / 10000 + 0.5);
        assert_near(rows.first, first * 10000.0, 1e-9);
        assert_near(rows.last, end * 10000.0, 1e-9);
        assert_near(pieces[i].chance, 1, 0);
        for (int b = first; b < end; b++)
            bits |= UINT64_C(1) << b;
    }
    return bits;
}

/*
 * 64 blocks are an 8 by 8 grid; block b has x in eighth x2 x1 x0, y in eighth
 * y2 y1 y0, where b is the bits x2 y2 x1 y1 x0 y0.
 */
static uint64_t eighths(int axis, int first, int last)
{
    uint64_t bits = 0;

    for (int b = 0; b < 64; b++) {
        const int at = axis == 0 ? 1 : 0;
        const int eighth =
            (b >> (4 + at) & 1) * 4 + (b >> (2 + at) & 1) * 2 + (b >> at & 1);
        if (eighth >= first && eighth <= last)
            bits |= UINT64_C(1) << b;
    }
    return bits;
}

static void ranges_are_columns_of_the_grid(void **state)
{
    (void)state;
    for (int axis = 0; axis < 2; axis++) {
        assert_true(kept(0, axis, 70, 70) == eighths(axis, 1, 1));
        assert_true(kept(0, axis, 0, 63) == eighths(axis, 0, 0));
        assert_true(kept(0, axis, 63, 64) == eighths(axis, 0, 1));
        assert_true(kept(0, axis, 300, 600) == eighths(axis, 4, 7));
        assert_true(kept(0, axis, 512, 600) == 0);
    }
}

/*
 * Two values of 80 and 20 in 100 have the ranks 0.4 and 0.9: the first half of
 * the curve has 80 of 100 rows. So the value 2 is in the last 12.8 of 64
 * blocks, the 52nd (of both) among them, and 1 in the first 51.2.
 */
static void few_values_keep_their_weight(void **state)
{
    (void)state;
    assert_true(kept(1, 0, 2, 2) == ~UINT64_C(0) << 51);
    assert_true(kept(1, 0, 1, 1) == (UINT64_C(1) << 52) - 1);
}

static void very_many_blocks_are_left_to_the_formula(void **state)
{
    struct table_layout *const l = layout_table(
        trial.arena, known, 0, &trial.world->designs[0]->tables[0]);
    const struct code_range set = { 1, 1 };
    struct survivors_piece *pieces;
    int count;

    (void)state;
    l->columns[0].values_per_block = 640000.0 / (GRID_BLOCKS_MAX + 1);
    assert_false(
        grid_pieces(trial.arena, known, l, 0, &set, 1, NULL, &pieces, &count));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_columns_of_the_grid),
        cmocka_unit_test(few_values_keep_their_weight),
        cmocka_unit_test(very_many_blocks_are_left_to_the_formula),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
