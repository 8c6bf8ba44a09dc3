/* The largest of n normals against tables and closed forms. */
#include "models/extreme.h"

#include <math.h>

#include "tests/near.h"

/* E[Z]: 1/sqrt(pi) for 2; Harter, Biometrika 48:151-165, 1961. */
static void test_mean(void **state)
{
    double m[3];

    (void)state;
    extreme_moments(1, m);
    assert_within(m[0], 0, 1e-9);
    extreme_moments(2, m);
    assert_near(m[0], 0.564189583547756, 1e-8);
    extreme_moments(8, m);
    assert_within(m[0], 1.42360, 5.1e-6);
    extreme_moments(100, m);
    assert_within(m[0], 2.50759, 5.1e-6);
}

/* One is a normal. Of two, by symmetry, E[Z^2] = 1 and, from the density
   2 phi(z) cdf(z), E[Z^3] = 5 / (2 sqrt(pi)). */
static void test_higher_moments(void **state)
{
    double m[3];

    (void)state;
    extreme_moments(1, m);
    assert_near(m[1], 1, 1e-8);
    assert_within(m[2], 0, 1e-8);
    extreme_moments(2, m);
    assert_near(m[1], 1, 1e-8);
    assert_near(m[2], 2.5 / sqrt(3.14159265358979324), 1e-8);
}

/* 1.959964 and 2.326348: the normal table. */
static void test_quantile(void **state)
{
    (void)state;
    assert_near(extreme_quantile(0.975), 1.959963984540054, 1e-9);
    assert_near(extreme_quantile(0.01), -2.326347874040841, 1e-9);
    assert_near(extreme_cdf(extreme_quantile(0.3)), 0.3, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_higher_moments),
        cmocka_unit_test(test_quantile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
