/* Tests of models/motion. Numbers are deliberately not round. */
#include "models/motion.h"

#include "tests/abort.h"
#include "tests/near.h"

static const struct motion_side INNER = { 1130, 24, 1 };
static const struct motion_side OUTER = { 70937, 36, 1 };

/* By hand on 5 nodes; 4/5 of redistributed rows travel. */
static void test_by_hand(void **state)
{
    static const struct {
        enum motion_kind kind;
        double handled, rows, bytes, busiest;
    } cases[] = {
        { MOVE_NONE, 0, 0, 0, 0 },
        { MOVE_ALL_NONE, 0, 0, 0, 0 },
        { MOVE_INNER, 1130, 904, 21696, 4339.2 },
        { MOVE_OUTER, 70937, 56749.6, 2042985.6, 408597.12 },
        { MOVE_BCAST_INNER, 5650, 4520, 108480, 21696 },
        { MOVE_ALL_INNER, 1130, 904, 21696, 21696 },
        { MOVE_BOTH, 72067, 57653.6, 2064681.6, 412936.32 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct motion m = motion_of(cases[i].kind, INNER, OUTER, 5);
        assert_near(m.rows_handled, cases[i].handled, 1e-14);
        assert_near(m.rows_moved, cases[i].rows, 1e-14);
        assert_near(m.bytes_moved, cases[i].bytes, 1e-14);
        assert_near(m.busiest_bytes, cases[i].busiest, 1e-14);
    }
    assert_aborts(
        motion_of((enum motion_kind)(MOVE_BOTH + 1), INNER, OUTER, 5));
    assert_aborts(motion_of(MOVE_BOTH, INNER, OUTER, 0.5));
}

static void test_one_node(void **state)
{
    (void)state;
    for (int kind = MOVE_NONE; kind <= MOVE_BOTH; kind++) {
        const struct motion m =
            motion_of((enum motion_kind)kind, INNER, OUTER, 1);
        assert_within(m.bytes_moved, 0, 0);
        assert_within(m.busiest_bytes, 0, 0);
    }
}

/* By hand: half of the rows on one of 5 nodes is a skew of 2.5. */
static void test_skew(void **state)
{
    struct motion_side outer = OUTER;

    (void)state;
    outer.node_skew = 2.5;
    const struct motion m = motion_of(MOVE_OUTER, INNER, outer, 5);
    assert_near(m.bytes_moved, 2042985.6, 1e-14); /* as without skew */
    assert_near(m.busiest_bytes, 0.5 * 0.8 * 70937 * 36, 1e-14);
    outer.node_skew = 5.1;
    assert_aborts(motion_of(MOVE_OUTER, INNER, outer, 5));
    outer.node_skew = 0.9;
    assert_aborts(motion_of(MOVE_OUTER, INNER, outer, 5));
}

/* ALL never moves the inner side: nothing does that depends on inner rows. */
static void test_keeps_inner(void **state)
{
    struct motion_side more = INNER;

    (void)state;
    more.rows *= 3;
    for (int k = MOVE_NONE; k <= MOVE_BOTH; k++) {
        const enum motion_kind kind = (enum motion_kind)k;
        const double few = motion_of(kind, INNER, OUTER, 5).bytes_moved;
        const double many = motion_of(kind, more, OUTER, 5).bytes_moved;
        if (motion_keeps_inner(kind))
            assert_within(many, few, 0);
        else
            assert_true(many > few);
    }
    assert_true(motion_keeps_inner(MOVE_ALL_NONE));
    assert_within(motion_of(MOVE_ALL_NONE, more, OUTER, 5).rows_handled, 0, 0);
}

static void test_bounds(void **state)
{
    (void)state;
    for (int k = MOVE_NONE; k <= MOVE_BOTH; k++)
        for (double nodes = 1; nodes < 130; nodes = nodes * 2 + 1)
            for (double skew = 1; skew <= nodes; skew *= 1.7) {
                const struct motion_side in = { 1130, 24, skew };
                const struct motion_side out = { 70937, 36, skew };
                const struct motion m =
                    motion_of((enum motion_kind)k, in, out, nodes);
                assert_true(m.bytes_moved >= 0 && m.busiest_bytes >= 0);
                assert_true(m.busiest_bytes <= m.bytes_moved * (1 + 1e-12));
                assert_true(m.busiest_bytes * nodes >=
                            m.bytes_moved * (1 - 1e-12));
                assert_true(m.rows_moved <= m.rows_handled * (1 + 1e-12));
            }
}

/* Broadcast against moving both: equal where outer = inner (nodes - 1). */
static void test_crossing(void **state)
{
    const struct motion_side inner = { 1000, 24, 1 };
    const struct motion_side outer = { 7000, 24, 1 };

    (void)state;
    assert_near(motion_of(MOVE_BCAST_INNER, inner, outer, 8).bytes_moved,
                motion_of(MOVE_BOTH, inner, outer, 8).bytes_moved, 1e-14);
}

static void test_node_skew(void **state)
{
    (void)state;
    /* By hand: one of 2 slices holds 3 times the mean, the other the mean:
       the node 2 times. */
    assert_near(motion_hot_node_skew(3, 2), 2.0, 1e-14);
    assert_near(motion_hot_node_skew(1, 16), 1.0, 0);
    assert_near(motion_chance_node_skew(1.4, 16), 1.1, 1e-14);
    assert_aborts(motion_hot_node_skew(0.9, 2));
}

static void test_seconds(void **state)
{
    struct motion_side outer = OUTER;

    (void)state;
    /* By hand: 408,597.12 bytes at 1e6 a second. */
    assert_near(motion_seconds(motion_of(MOVE_OUTER, INNER, outer, 5), 5, 1e6),
                0.40859712, 1e-13);
    outer.node_skew = 2.5;
    assert_near(motion_seconds(motion_of(MOVE_OUTER, INNER, outer, 5), 5, 1e6),
                1.0214928, 1e-13);
    assert_aborts(motion_seconds(motion_of(MOVE_OUTER, INNER, outer, 5), 5, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),   cmocka_unit_test(test_one_node),
        cmocka_unit_test(test_skew),      cmocka_unit_test(test_keeps_inner),
        cmocka_unit_test(test_bounds),    cmocka_unit_test(test_crossing),
        cmocka_unit_test(test_node_skew), cmocka_unit_test(test_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
