/* Closed forms of waiting: models/queueing. Sources: theory.md 6. */
#include "models/queueing.h"

#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/near.h"

/* theory.md 6.3: Erlang C, service rate 1, six decimals. */
static void test_erlang_c(void **state)
{
    (void)state;
    static struct csv c;
    static const struct measured waits = { "queueing",
                                           "chance to wait, Erlang C",
                                           "tables, six decimals", 0 };

    csv_read(&c, "tests/truth/erlang_c.csv");
    assert_true(c.row_count >= 19);
    for (int i = 0; i < c.row_count; i++) {
        const int m = (int)csv_number_at(&c, i, "servers");
        const double rho = csv_number_at(&c, i, "rho");
        measured(&waits, queueing_erlang_c(m, m * rho),
                 csv_number_at(&c, i, "wait_probability"));
        assert_within(queueing_erlang_c(m, m * rho),
                      csv_number_at(&c, i, "wait_probability"), 5.1e-7);
        assert_within(queueing_mmm_wait_s(m, m * rho, 1),
                      csv_number_at(&c, i, "mean_wait"), 5.1e-7);
    }
}

/* theory.md 6.3: exact fractions. */
static void test_fractions(void **state)
{
    (void)state;
    assert_near(queueing_erlang_c(2, 1), 1.0 / 3, 1e-14);
    assert_near(queueing_erlang_c(2, 1.5), 9.0 / 14, 1e-14);
    assert_near(queueing_erlang_c(3, 2), 4.0 / 9, 1e-14);
    assert_near(queueing_erlang_c(3, 2.5), 125.0 / 178, 1e-14);
    assert_near(queueing_erlang_c(5, 4), 128.0 / 231, 1e-14);
    assert_near(queueing_erlang_c(10, 6), 1458.0 / 14393, 1e-14);
}

/* theory.md 6.2: M/M/2, M/M/4 (mean response), finite rooms. */
static void test_published(void **state)
{
    (void)state;
    assert_near(queueing_mmm_wait_s(2, 9, 5) + 0.2, 20.0 / 19, 1e-14);
    assert_within(queueing_mmm_wait_s(2, 9, 5) * 9, 7.6736842, 5e-8);
    assert_within(queueing_mmm_wait_s(4, 9, 5) + 0.2, 0.2116849, 5e-8);
    assert_within(queueing_mmm_state(3, 7, 40.0 / 30, 0), 0.255037, 5e-7);
    assert_within(queueing_mmm_state(4, 6, 5, 6), 0.293543, 5e-7);
    assert_within(queueing_mmm_state(2, 5, 1.5, 0), 0.1793345, 5e-8);
    assert_within(queueing_mmm_state(2, 5, 1.5, 5), 0.0851138, 5e-8);
    assert_true(queueing_mmm_state(2, 5, 1.5, 6) == 0);
}

static void test_states(void **state)
{
    (void)state;
    const double want[] = { .4321329639889196,    .3601108033240997,
                            .1500461680517082,    .041679491125474505,
                            .011577636423742918,  .003216010117706367,
                            .0008933361438073241, .0002481489288353678,
                            6.89302580098244e-05 };

    for (int n = 0; n < 9; n++)
        assert_near(queueing_mmm_state(3, -1, 10.0 / 12, n), want[n], 1e-12);
}

/* theory.md 6.4: E[S] = 1. */
static void test_pollaczek_khinchine(void **state)
{
    (void)state;
    const double cv2[] = { 0, 0.5, 1, 4, 100 };
    const double rho[] = { .2, .5, .8, .9, .95, .99 };
    const double want[6][5] = { { .125, .1875, .25, .625, 12.625 },
                                { .5, .75, 1, 2.5, 50.5 },
                                { 2, 3, 4, 10, 202 },
                                { 4.5, 6.75, 9, 22.5, 454.5 },
                                { 9.5, 14.25, 19, 47.5, 959.5 },
                                { 49.5, 74.25, 99, 247.5, 4999.5 } };

    for (int r = 0; r < 6; r++)
        for (int c = 0; c < 5; c++)
            assert_near(queueing_mg1_wait_s(rho[r], 1, cv2[c]), want[r][c],
                        1e-12);
    /* The same load of services that are half as long waits half as long. */
    assert_near(queueing_mg1_wait_s(1.6, 0.5, 4), 5, 1e-12);
}

static void test_priorities(void **state)
{
    (void)state;
    const double rate[] = { .2, .3, .3 }, s[] = { 1, 1, 1 }, s2[] = { 2, 2, 2 };

    assert_near(queueing_priority_wait_s(3, rate, s, s2, 0), 1, 1e-12);
    assert_near(queueing_priority_wait_s(3, rate, s, s2, 1), 2, 1e-12);
    assert_near(queueing_priority_wait_s(3, rate, s, s2, 2), 8, 1e-12);
}

static void test_sharing(void **state)
{
    (void)state;
    assert_near(queueing_ps_response_s(3 / 5.0, 1 / 5.0), 0.5, 1e-12);
    assert_near(queueing_ps_response_s(4 / 5.0, 1 / 5.0), 1, 1e-12);
    assert_within(queueing_allen_cunneen_wait_s(5, 4, 1, 1, 4), 1.385281, 5e-7);
}

static void test_closed(void **state)
{
    (void)state;
    struct queueing_closed c = queueing_closed_slots(16, 2, 1, 5);

    assert_within(c.throughput, 4.640456, 5e-7);
    assert_within(c.response_s, 1.447937, 5e-7);
    assert_within(c.wait_s, .447937, 5e-7);
    assert_within(c.utilisation, .928091, 5e-7);
    c = queueing_closed_slots(50, 10, 5, 15);
    assert_within(c.throughput, 2.943314, 5e-7);
    assert_within(c.response_s, 6.987653, 5e-7);
    assert_within(c.wait_s, 1.987653, 5e-7);
    assert_within(c.utilisation, .981105, 5e-7);
}

/* Jain p. 577 and Bolch 8.3, as printed to three decimals. */
static void test_mva(void **state)
{
    (void)state;
    double r[4], q[4];
    const double s1[] = { .125, .3, .2 }, v1[] = { 16, 10, 5 };
    const double r1[] = { .373, 4.854, .300 }, q1[] = { 1.991, 16.177, .500 };

    queueing_mva(3, s1, v1, 20, 4, r, q);
    for (int i = 0; i < 3; i++) {
        assert_within(r[i], r1[i], 5.1e-4);
        assert_within(q[i], q1[i], 5.1e-4);
    }
    const double s2[] = { .02, .2, .4, .6 }, v2[] = { 1, .4, .2, .1 };
    const double r2[] = { .025, .570, 1.140, 1.244 };
    const double q2[] = { .244, 2.261, 2.261, 1.234 };
    const double u2[] = { .198, .794, .794, .595 };
    const double x = queueing_mva(4, s2, v2, 6, 0, r, q);
    assert_within(x, 9.920, 5.1e-4);
    for (int i = 0; i < 4; i++) {
        assert_within(r[i], r2[i], 5.1e-4);
        assert_within(q[i], q2[i], 5.1e-4);
        assert_within(x * v2[i] * s2[i], u2[i], 5.1e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erlang_c),
        cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_pollaczek_khinchine),
        cmocka_unit_test(test_priorities),
        cmocka_unit_test(test_sharing),
        cmocka_unit_test(test_closed),
        cmocka_unit_test(test_mva),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
