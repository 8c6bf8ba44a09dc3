/* Tests of models/device. */
#include "models/device.h"

#include "tests/abort.h"
#include "tests/near.h"

static const struct device_rate RATE = { 200, 125, 2 };

static void test_slowest(void **state)
{
    static const struct {
        struct device_work work;
        double want, serial;
        enum device_bound bound;
    } cases[] = {
        /* By hand: 3.5, 2 and 3 seconds; and two permutations. */
        { { 700, 250, 6 }, 3.5, 8.5, DEVICE_DISK },
        { { 700, 500, 6 }, 4, 10.5, DEVICE_NETWORK },
        { { 700, 250, 9 }, 4.5, 10, DEVICE_COMPUTE },
        { { 0, 0, 0 }, 0, 0, DEVICE_DISK },
        { { 200, 125, 2 }, 1, 3, DEVICE_DISK }, /* all equal */
        { { 0, 125, 2 }, 1, 2, DEVICE_NETWORK },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_near(device_seconds(cases[i].work, RATE), cases[i].want, 1e-14);
        assert_near(device_serial_seconds(cases[i].work, RATE), cases[i].serial,
                    1e-14);
        assert_int_equal(device_bound_of(cases[i].work, RATE), cases[i].bound);
    }
}

static void test_contracts(void **state)
{
    const struct device_work work = { 700, 250, 6 };

    (void)state;
    assert_aborts(device_seconds(work, (struct device_rate){ 0, 1, 1 }));
    assert_aborts(device_seconds(work, (struct device_rate){ 1, 0, 1 }));
    assert_aborts(device_seconds(work, (struct device_rate){ 1, 1, 0 }));
    assert_aborts(device_seconds((struct device_work){ -1, 0, 0 }, RATE));
    assert_aborts(device_shared_Bps(100, 0.5));
}

static void test_shared(void **state)
{
    (void)state;
    assert_near(device_shared_Bps(375e6, 2), 187.5e6, 0);
    assert_near(device_shared_Bps(375e6, 1), 375e6, 0);
}

static void test_scan(void **state)
{
    (void)state;
    /* By hand: 5 s of disk against 3 s and 7 s of decoding. */
    assert_near(device_scan_s(1000, 200, 300, 0.01), 5.0, 1e-14);
    assert_near(device_scan_s(1000, 200, 700, 0.01), 7.0, 1e-14);
}

static void test_sort(void **state)
{
    (void)state;
    assert_within(device_sort_compares(0), 0, 0);
    assert_within(device_sort_compares(1), 0, 0);
    assert_near(device_sort_compares(2), 2.0, 0);
    assert_near(device_sort_compares(1024), 10240.0, 1e-14);
}

/* More of anything never takes less time. */
static void test_rising(void **state)
{
    (void)state;
    for (double disk = 0; disk < 3000; disk += 317)
        for (double net = 0; net < 3000; net += 211)
            for (double cpu = 0; cpu < 30; cpu += 2.3) {
                const double s = device_seconds(
                    (struct device_work){ disk, net, cpu }, RATE);
                assert_true(
                    s <= device_seconds(
                             (struct device_work){ disk + 7, net, cpu }, RATE));
                assert_true(
                    s <= device_seconds(
                             (struct device_work){ disk, net + 7, cpu }, RATE));
                assert_true(
                    s <= device_seconds(
                             (struct device_work){ disk, net, cpu + 1 }, RATE));
                assert_true(s <=
                            device_serial_seconds(
                                (struct device_work){ disk, net, cpu }, RATE));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slowest), cmocka_unit_test(test_contracts),
        cmocka_unit_test(test_shared),  cmocka_unit_test(test_scan),
        cmocka_unit_test(test_sort),    cmocka_unit_test(test_rising),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
