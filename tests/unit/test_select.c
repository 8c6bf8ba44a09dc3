/* Tests of models/select. Numbers are deliberately not round. */
#include "models/select.h"

#include "tests/abort.h"
#include "tests/near.h"

static const double S[] = { 0.37, 0.0125, 0.81 };

static void test_and_or(void **state)
{
    (void)state;
    assert_near(select_and(S, 3), 0.00374625, 1e-13); /* bc */
    assert_near(select_and(S, 0), 1.0, 0);
    /* bc: 1 - .63 * .9875 * .19 */
    assert_near(select_or(S, 3), 0.88179625, 1e-13);
    assert_within(select_or(S, 0), 0, 0);
    /* De Morgan. */
    const double flipped[] = { 0.63, 0.9875, 0.19 };
    assert_near(select_or(S, 3), 1 - select_and(flipped, 3), 1e-14);
}

/* SSB Q1.1's published filter factor: 1/7 * .47 * 3/11 = .0194805 with the
   paper's .5 for quantity < 25 (O'Neil et al.; theory.md 5.1). */
static void test_ssb_factor(void **state)
{
    const double q11[] = { 1 / 7., 0.5, 3 / 11. };

    (void)state;
    assert_within(select_and(q11, 3), 0.0194805, 5e-8);
}

static void test_not(void **state)
{
    (void)state;
    assert_near(select_not(0.37, 0.08), 0.55, 1e-14);
    assert_within(select_not(0.95, 0.08), 0, 0); /* kept at 0 */
    assert_aborts(select_not(1.01, 0));
}

static void test_equal(void **state)
{
    (void)state;
    assert_near(select_equal(137, 0.315), 0.005, 1e-14); /* .685 / 137 */
    assert_aborts(select_equal(0.5, 0));
}

static void test_reference(void **state)
{
    (void)state;
    assert_near(select_reference(0.04, 0.93), 0.0372, 1e-14);
    /* By hand: 1,000 equal parents, .2 survive: sqrt(.16 / 1000). */
    assert_near(select_reference_sd(0.2, 0.001), 0.0126491106406735, 1e-13);
    /* One parent has everything: all or nothing. */
    assert_near(select_reference_sd(0.3, 1), 0.4582575694955840, 1e-14);
}

/* redshift.md 9.1: the planner keeps 600037888 / 25 lineorders = 24001515.52
   and prints costs that need 24001516; never less than one row. */
static void test_rows(void **state)
{
    (void)state;
    assert_within(select_rows(600037888 / 25.), 24001516, 0);
    assert_within(select_rows(0.2), 1, 0);
    assert_within(select_rows(2.5), 2, 0); /* rint: halves to even */
}

/* Public plans on tables "missing statistics": 1,200 join 1,200 rows = 7,200,
   and 1,000 join 1,200 = 6,000. */
static void test_join_rows(void **state)
{
    const double d = SELECT_DEFAULT_DISTINCT;

    (void)state;
    assert_near(select_join_rows(1200, d, 1200, d), 7200.0, 1e-13);
    assert_near(select_join_rows(1000, d, 1200, d), 6000.0, 1e-13);
    /* The larger key set decides, whichever side it is on. */
    assert_near(select_join_rows(913, 37, 217, 91), 913 * 217 / 91.0, 1e-13);
    assert_near(select_join_rows(913, 91, 217, 37), 913 * 217 / 91.0, 1e-13);
}

static void test_clamp(void **state)
{
    (void)state;
    assert_within(select_clamp(-1e-17), 0, 0);
    assert_within(select_clamp(1 + 1e-15), 1, 0);
    assert_within(select_clamp(0.73), 0.73, 0);
    assert_aborts(select_clamp(nan("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_and_or),    cmocka_unit_test(test_ssb_factor),
        cmocka_unit_test(test_not),       cmocka_unit_test(test_equal),
        cmocka_unit_test(test_reference), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_join_rows), cmocka_unit_test(test_clamp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
