/* Sequential variates: base/draw. */
#include "base/draw.h"

#include "base/stat.h"
#include "tests/near.h"

/* The C library's own functions are the witness. */
static void test_log_and_exp(void **state)
{
    (void)state;
    const struct rng_stream s = rng_stream(3, "log", 0);

    for (uint64_t i = 0; i < 200000; i++) {
        const double u = rng_unit(s, i) + 0x1p-60;
        assert_near(draw_log(u), log(u), 1e-15);
        assert_near(draw_log(u * 1e9 + 1.37), log(u * 1e9 + 1.37), 1e-15);
        const double x = (u - 0.5) * 1380;
        assert_near(draw_exp(x), exp(x), 2e-15);
    }
    assert_true(draw_log(1) == 0);
    assert_near(draw_log(1 - 0x1p-53), -0x1p-53, 1e-15);
    assert_true(draw_exp(0) == 1);
}

/* What the reference implementation gives for the state 1, 2, 3, 4. */
static void test_bits(void **state)
{
    (void)state;
    struct draw d = { .state = { 1, 2, 3, 4 } };
    const uint64_t want[] = { 41943041, 58720359, 3588806011781223,
                              3591011842654386 };

    for (int i = 0; i < 4; i++)
        assert_true(draw_bits(&d) == want[i]);
}

/* n draws of mean 1: four standard errors either side. */
static void check_moments(double cv, double fourth)
{
    struct draw d = draw_begin(rng_stream(11, "gamma", (uint64_t)(cv * 100)));
    const struct draw_gamma g = draw_gamma_of(cv);
    const int n = 400000;
    struct stat_moments m = { 0 };

    for (int i = 0; i < n; i++)
        stat_add(&m, draw_gamma(&d, &g));
    assert_within(m.mean, 1, 4 * cv / sqrt(n) + 1e-15);
    /* Variance of a sample variance: (mu4 - sigma^4) / n. */
    const double v = cv * cv;
    assert_within(stat_variance(&m), v,
                  4 * sqrt(fmax(fourth - v * v, 0) / n) + 1e-15);
}

/* mu4 of a gamma with mean 1 and variance v: 3 v^2 + 6 v^3. */
static void test_gamma(void **state)
{
    (void)state;
    const double cvs[] = { 0, 0.31, 1, 1.7, 2 };

    for (size_t i = 0; i < 5; i++) {
        const double v = cvs[i] * cvs[i];
        check_moments(cvs[i], 3 * v * v + 6 * v * v * v);
    }
}

static void test_normal_and_lognormal(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(12, "normal", 0));
    struct stat_moments m = { 0 };
    int below = 0;
    const int n = 400000;

    for (int i = 0; i < n; i++)
        stat_add(&m, draw_normal(&d));
    assert_within(m.mean, 0, 4 / sqrt(n));
    assert_within(stat_variance(&m), 1, 4 * sqrt(2.0 / n));
    for (int i = 0; i < n; i++)
        below += draw_lognormal(&d, 0.7) < 1;
    assert_within(below / (double)n, 0.5, 2 / sqrt(n));
    assert_true(draw_lognormal(&d, 0) == 1);
}

/* The table by its recurrence, in long double. */
static void test_layers(void **state)
{
    (void)state;
    const long double r = 7.69711747013104972L;
    const long double v = (r + 1) * expl(-r);
    long double x = r;

    assert_near(draw_layers[0], (double)(v * expl(r)), 1e-15);
    for (int i = 1; i < DRAW_LAYERS; i++) {
        assert_near(draw_layers[i], (double)x, 1e-14);
        x = -logl(expl(-x) + v / x);
    }
    assert_true(draw_layers[DRAW_LAYERS] == 0);
}

/* Shares below some points, among them in the tail: 1 - e^-x. */
static void test_exponential(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(13, "exponential", 0));
    const double points[] = { 0.01, 0.3, 1.1, 2.7, 6, 7.5, 8.2, 10 };
    enum { N = 2000000 };
    int below[8] = { 0 };

    for (int i = 0; i < N; i++) {
        const double x = draw_exponential(&d);
        for (int k = 0; k < 8; k++)
            below[k] += x < points[k];
    }
    for (int k = 0; k < 8; k++) {
        const double p = 1 - exp(-points[k]);
        assert_within(below[k] / (double)N, p, 4 * sqrt(p * (1 - p) / N));
    }
}

/* The bell's layers likewise. */
static void test_bell_layers(void **state)
{
    (void)state;
    const long double r = 3.65415288536100877165L;
    const long double v =
        r * expl(-r * r / 2) + sqrtl(acosl(-1) / 2) * erfcl(r / sqrtl(2));
    long double x = r;

    assert_near(draw_bell_layers[0], (double)(v * expl(r * r / 2)), 1e-15);
    for (int i = 1; i < DRAW_LAYERS; i++) {
        assert_near(draw_bell_layers[i], (double)x, 1e-13);
        x = sqrtl(-2 * logl(fminl(expl(-x * x / 2) + v / x, 1)));
    }
    assert_true(draw_bell_layers[DRAW_LAYERS] == 0);
}

/* Shares below some points on both sides, among them in the tails. */
static void test_normal_shares(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(14, "bell", 0));
    const double points[] = { -4, -3.7, -2.1, -0.4, 0, 0.03, 1.3, 3.5, 3.9 };
    enum { N = 4000000, POINTS = sizeof(points) / sizeof(points[0]) };
    int below[POINTS] = { 0 };

    for (int i = 0; i < N; i++) {
        const double x = draw_normal(&d);
        for (int k = 0; k < POINTS; k++)
            below[k] += x < points[k];
    }
    for (int k = 0; k < POINTS; k++) {
        const double p = erfc(-points[k] / sqrt(2)) / 2;
        assert_within(below[k] / (double)N, p, 4 * sqrt(p * (1 - p) / N));
    }
}

/* Shares of a gamma: shape 4 (cv 0.5) has 1 - e^-y sum of y^k / k!, k < 4,
   at y = 4 x; shape 1/4 is held by its moments. */
static void test_gamma_shares(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(15, "gamma", 0));
    const struct draw_gamma g = draw_gamma_of(0.5);
    const double points[] = { 0.1, 0.4, 0.9, 1.7, 3 };
    enum { N = 1000000 };
    int below[5] = { 0 };

    for (int i = 0; i < N; i++) {
        const double x = draw_gamma(&d, &g);
        for (int k = 0; k < 5; k++)
            below[k] += x < points[k];
    }
    for (int k = 0; k < 5; k++) {
        const double y = 4 * points[k];
        const double p = 1 - exp(-y) * (1 + y + y * y / 2 + y * y * y / 6);
        assert_within(below[k] / (double)N, p, 4 * sqrt(p * (1 - p) / N));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log_and_exp),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_exponential),
        cmocka_unit_test(test_bell_layers),
        cmocka_unit_test(test_normal_shares),
        cmocka_unit_test(test_gamma),
        cmocka_unit_test(test_gamma_shares),
        cmocka_unit_test(test_normal_and_lognormal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
