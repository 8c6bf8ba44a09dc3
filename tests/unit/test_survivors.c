/*
 * Rows that are left with a chance, and the blocks that overlap them: by hand,
 * and against draws of the pieces.
 */
#include "estimate/survivors.h"

#include <math.h>
#include <stdbool.h>

#include "base/rng.h"
#include "tests/near.h"

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

/* 70 rows, of which the first 40 are the head; blocks of 7 rows there, and of
   13 behind. */
static const struct survivors_column column = {
    { 40, 7 }, { 30, 13 }, NULL, NULL
};

static double blocks_of(const struct survivors_piece *pieces, int count)
{
    struct survivors left = survivors_of(arena, 70);

    survivors_keep_pieces(arena, &left, pieces, count);
    return survivors_blocks(&left, &column);
}

/* Six blocks of the head, the last with 5 rows, and three behind. */
static void test_all(void **state)
{
    const struct survivors left = survivors_of(arena, 70);

    (void)state;
    assert_near(survivors_blocks(&left, &column), 9, 0);
    assert_near(survivors_rows(&left), 70, 0);
}

static void test_by_hand(void **state)
{
    /* Rows 8..16 overlap the blocks 7..13 and 14..20. */
    const struct survivors_piece one[] = { { { 8, 17 }, 0.3, 0 } };
    /* Both within one block: missed with 0.7 x 0.5. */
    const struct survivors_piece two[] = { { { 7, 9 }, 0.3, 0 },
                                           { { 11, 14 }, 0.5, 0 } };
    /* One event over the end of the head: a block there, and one behind. */
    const struct survivors_piece across[] = { { { 38, 45 }, 0.2, 0 } };
    /* Five grains of 7 rows are five blocks. */
    const struct survivors_piece grains[] = { { { 0, 35 }, 0.1, 7 } };

    (void)state;
    assert_near(blocks_of(one, 1), 2 * 0.3, 1e-15);
    assert_near(blocks_of(two, 2), 1 - 0.7 * 0.5, 1e-15);
    assert_near(blocks_of(across, 1), 2 * 0.2, 1e-15);
    assert_near(blocks_of(grains, 1), 5 * 0.1, 1e-15);
}

/* What is left of two conditions: the rows of both, with both chances. */
static void test_both(void **state)
{
    const struct survivors_piece pieces[] = { { { 3, 20 }, 0.5, 0 },
                                              { { 30, 60 }, 1, 0 } };
    struct zone_range ranges[] = { { 50, 70 }, { 10, 35 }, { 12, 13 } };
    struct survivors left = survivors_of(arena, 70);

    (void)state;
    survivors_keep_pieces(arena, &left, pieces, 2);
    survivors_keep(arena, &left, ranges, 3);
    assert_int_equal(left.count, 3);
    assert_near(survivors_rows(&left), 10 * 0.5 + 5 + 10, 1e-15);
    assert_near(left.pieces[0].rows.first, 10, 0);
    assert_near(left.pieces[0].chance, 0.5, 0);
    assert_near(left.pieces[2].rows.last, 60, 0);
}

/* An edge that is a rounding off makes no block more; a row does, in however
   large a block. */
static void test_rounding(void **state)
{
    const struct survivors_piece piece[] = {
        { { 13.999999999999, 28.0000000000001 }, 1, 0 }
    };

    (void)state;
    assert_near(blocks_of(piece, 1), 2, 1e-15);

    const struct survivors_column large = {
        { 3e6, 1e6 }, { 0, 1e6 }, NULL, NULL
    };
    const struct survivors_piece rows = { { 999999, 1000001 }, 1, 0 };
    struct survivors left = survivors_of(arena, 3e6);
    survivors_keep_pieces(arena, &left, &rows, 1);
    assert_near(survivors_blocks(&left, &large), 2, 1e-15);
}

/* ---- against draws ---------------------------------------------------- */

enum { PIECES = 5, DRAWS = 200000 };

static const struct survivors_piece pieces[PIECES] = {
    { { 1, 5 }, 0.35, 0 },   { { 5, 17 }, 0.6, 0 },   { { 19, 23 }, 0.15, 0 },
    { { 37, 44 }, 0.45, 0 }, { { 52, 70 }, 0.25, 0 },
};

static int counted_blocks(const bool *left)
{
    int blocks = 0;

    for (int b = 0; b < 9; b++) {
        const double first = b < 6 ? 7 * b : 40 + 13 * (b - 6);
        const double last = b < 6 ? fmin(first + 7, 40) : fmin(first + 13, 70);
        bool read = false;
        for (int i = 0; i < PIECES; i++)
            read |= left[i] && pieces[i].rows.first < last &&
                    pieces[i].rows.last > first;
        blocks += read;
    }
    return blocks;
}

/* The standard error of the mean is 0.004 blocks of 3.3. */
static void test_draws(void **state)
{
    const struct rng_stream s = rng_stream(23, "survivors", 0);
    double sum = 0;

    (void)state;
    for (uint64_t d = 0; d < DRAWS; d++) {
        bool left[PIECES];
        for (uint64_t i = 0; i < PIECES; i++)
            left[i] = rng_unit(s, d * PIECES + i) < pieces[i].chance;
        sum += counted_blocks(left);
    }
    assert_near(blocks_of(pieces, PIECES), sum / DRAWS, 0.004);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all, setup, teardown),
        cmocka_unit_test_setup_teardown(test_by_hand, setup, teardown),
        cmocka_unit_test_setup_teardown(test_both, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rounding, setup, teardown),
        cmocka_unit_test_setup_teardown(test_draws, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
