/* Tests of models/join. */
#include "models/join.h"

#include "tests/abort.h"
#include "tests/near.h"

static void test_probe(void **state)
{
    (void)state;
    assert_near(join_probe_s(0, 3e-8, 7e-9, 4096), 3e-8, 0);
    /* By hand: log2(1 + 1) = 1, and log2(1 + 7) = 3. */
    assert_near(join_probe_s(4096, 3e-8, 7e-9, 4096), 3.7e-8, 1e-14);
    assert_near(join_probe_s(28672, 3e-8, 7e-9, 4096), 5.1e-8, 1e-14);
    /* Far beyond the base each doubling adds the same. */
    const double once = join_probe_s(1e9, 3e-8, 7e-9, 4096);
    assert_near(join_probe_s(2e9, 3e-8, 7e-9, 4096) - once, 7e-9, 1e-4);
    assert_aborts(join_probe_s(10, 3e-8, 7e-9, 0));
    assert_aborts(join_probe_s(-1, 3e-8, 7e-9, 4096));
}

static void test_probes(void **state)
{
    (void)state;
    /* By hand: 1,000 probes of 3.7e-8, each with .5 match: none beyond. */
    assert_near(join_probes_s(1000, 0.5, 4096, 3e-8, 7e-9, 4096), 3.7e-5,
                1e-13);
    /* 4.5 matches: 3.5 more at base price. */
    assert_near(join_probes_s(1000, 4.5, 4096, 3e-8, 7e-9, 4096), 1.42e-4,
                1e-13);
}

static void test_work(void **state)
{
    (void)state;
    assert_near(join_build_s(70937, 2e-8), 1.41874e-3, 1e-13);
    assert_near(join_table_bytes(70937, 12, 16), 1986236.0, 0);
    assert_near(join_merge_s(70937, 1130, 5e-9), 3.60335e-4, 1e-13);
    assert_near(join_pairs(70937, 1130), 80158810.0, 0);
    assert_aborts(join_pairs(-1, 5));
}

/* Documented: less than 20 % unsorted on both sides. */
static void test_can_merge(void **state)
{
    (void)state;
    assert_true(join_can_merge(0.199, 0));
    assert_true(join_can_merge(0, 0.199));
    assert_false(join_can_merge(0.2, 0));
    assert_false(join_can_merge(0, 0.2));
}

static void test_matches(void **state)
{
    (void)state;
    assert_near(join_matches(1130, 226, 0.4), 2.0, 1e-14);
    assert_within(join_matches(0, 0, 0.4), 0, 0);
    assert_aborts(join_matches(5, 0, 0.4));
    assert_near(join_semi_frac(37, 148), 0.25, 1e-14);
    assert_near(join_semi_frac(370, 148), 1.0, 0);
}

static void test_partial_groups(void **state)
{
    (void)state;
    /* By hand: 280 (1 - (279/280)^2) = 2 - 1/280. */
    assert_near(join_partial_groups(2, 280), 2 - 1 / 280.0, 1e-12);
    assert_near(join_partial_groups(1e6, 280), 280.0, 1e-12);
}

static void test_rising(void **state)
{
    double before = 0;

    (void)state;
    for (double rows = 1; rows < 1e10; rows *= 1.7) {
        const double s = join_probe_s(rows, 3e-8, 7e-9, 4096);
        assert_true(s > before && isfinite(s));
        before = s;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe),   cmocka_unit_test(test_probes),
        cmocka_unit_test(test_work),    cmocka_unit_test(test_can_merge),
        cmocka_unit_test(test_matches), cmocka_unit_test(test_partial_groups),
        cmocka_unit_test(test_rising),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
