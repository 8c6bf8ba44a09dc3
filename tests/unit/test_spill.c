/* Tests of models/spill. Numbers are deliberately not round. */
#include "models/spill.h"

#include "tests/abort.h"
#include "tests/near.h"

static void test_frac(void **state)
{
    (void)state;
    assert_near(spill_frac(800, 300), 0.625, 1e-14);
    assert_within(spill_frac(300, 300), 0, 0);
    assert_within(spill_frac(0, 300), 0, 0);
    assert_aborts(spill_frac(800, 0));
}

static void test_fits(void **state)
{
    const struct spill s[] = {
        spill_hash(300, 9e9, 300, 8),
        spill_aggregate(9e9, 299, 300, 8),
        spill_sort(300, 300, 8),
    };

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_within(s[i].frac, 0, 0);
        assert_within(s[i].passes, 0, 0);
        assert_within(s[i].write_bytes + s[i].read_bytes, 0, 0);
    }
}

static void test_hash(void **state)
{
    (void)state;
    /* By hand: 5/8 of the table and of the rows that probe it. */
    struct spill s = spill_hash(800, 4000, 300, 8);
    assert_near(s.frac, 0.625, 1e-14);
    assert_near(s.passes, 1.0, 0);
    assert_near(s.write_bytes, 3000.0, 1e-14);
    assert_near(s.read_bytes, 3000.0, 1e-14);
    /* By hand: 9,700 of 10,000 spill; 9,700 / 8 > 300, / 64 fits: 2. */
    s = spill_hash(10000, 0, 300, 8);
    assert_near(s.passes, 2.0, 0);
    assert_near(s.write_bytes, 19400.0, 1e-14);
    assert_near(s.read_bytes, 19400.0, 1e-14);
    /* The edge: 2,400 / 8 = 300 just fits in one pass. */
    assert_near(spill_hash(2700, 0, 300, 8).passes, 1.0, 0);
    assert_near(spill_hash(2701, 0, 300, 8).passes, 2.0, 0);
    assert_aborts(spill_hash(800, 1, 300, 1));
}

static void test_aggregate(void **state)
{
    (void)state;
    /* By hand: groups of 800 do not fit 300: 5/8 of the input travels. */
    const struct spill s = spill_aggregate(9600, 800, 300, 8);
    assert_near(s.write_bytes, 6000.0, 1e-14);
    assert_near(s.read_bytes, 6000.0, 1e-14);
}

static void test_sort(void **state)
{
    (void)state;
    /* One byte too much and everything travels. */
    struct spill s = spill_sort(301, 300, 8);
    assert_near(s.frac, 1.0, 0);
    assert_near(s.write_bytes, 301.0, 0);
    /* By hand: 9 runs of 300 need two levels of an 8-way merge. */
    s = spill_sort(2701, 300, 8);
    assert_near(s.passes, 2.0, 0);
    assert_near(s.read_bytes, 5402.0, 0);
    assert_near(s.write_bytes, 5402.0, 0);
    assert_near(spill_sort(2400, 300, 8).passes, 1.0, 0);
}

/* Half the memory never spills less; the number of passes is bounded. */
static void test_rising(void **state)
{
    double before = HUGE_VAL;

    (void)state;
    for (double memory = 1; memory < 6000; memory *= 1.3) {
        const struct spill s = spill_hash(3700, 910, memory, 2);
        assert_true(s.write_bytes <= before);
        before = s.write_bytes;
    }
    assert_within(before, 0, 0);
    assert_true(spill_sort(1e300, 1e-9, 2).passes <= SPILL_PASSES_MAX);
}

static void test_seconds(void **state)
{
    (void)state;
    assert_near(spill_seconds(spill_hash(800, 4000, 300, 8), 1500, 2000), 3.5,
                1e-14); /* by hand: 3000/1500 + 3000/2000 */
    assert_aborts(spill_seconds(spill_hash(1, 1, 300, 8), 0, 2000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frac),    cmocka_unit_test(test_fits),
        cmocka_unit_test(test_hash),    cmocka_unit_test(test_aggregate),
        cmocka_unit_test(test_sort),    cmocka_unit_test(test_rising),
        cmocka_unit_test(test_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
