/*
 * Rows per slice, published and modelled: every published slice within 3
 * standard deviations of models/skew.
 */
#include "models/skew.h"
#include "models/storage.h"

#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/near.h"

enum { SLICES = 8 };

static struct csv slices;

static void read_slices(double rows[SLICES], const char *column)
{
    csv_read(&slices, "tests/truth/ssb_tutorial_slices.csv");
    assert_int_equal(slices.row_count, SLICES);
    for (int i = 0; i < SLICES; i++)
        rows[i] = csv_number_at(&slices, i, column);
}

/* PART: 1,400,000 keys, one row each, KEY(p_partkey). */
static void test_part(void **state)
{
    double rows[SLICES];
    const double keys = 1.4e6, sd = skew_slice_sd(keys, 1, 0, SLICES);

    (void)state;
    read_slices(rows, "part_rows");
    const struct skew_summary s = skew_summary_of(rows, SLICES);
    assert_near(s.mean * SLICES, keys, 0);
    for (int i = 0; i < SLICES; i++)
        assert_within(rows[i], keys / SLICES, 3 * sd);
    /* The fullest slice is a random number too; its own spread is below the
       spread of any slice. */
    assert_within(s.max, skew_expected_max(keys, SLICES), 3 * sd);
    assert_within(s.min, skew_expected_min(keys, SLICES), 3 * sd);
    assert_within(s.max_over_mean, 1.0025, 5e-5); /* redshift.md 9.1 */
}

static const struct measured ranked = {
    "skew", "rows of a slice, by its rank",
    "Developer Guide, tutorial on table design", 0
};

/*
 * LINEORDER: KEY(lo_partkey), 600,037,902 rows drawn uniformly over the parts:
 * a key has m = 428.6 rows, with the Poisson deviation sqrt(m).
 */
static void test_lineorder(void **state)
{
    double rows[SLICES];
    const double all = 600037902, keys = 1.4e6, m = all / keys;
    const double sd = skew_slice_sd(keys, m, sqrt(m), SLICES);

    (void)state;
    read_slices(rows, "lineorder_rows");
    const struct skew_summary s = skew_summary_of(rows, SLICES);
    assert_near(s.mean * SLICES, all, 0);
    for (int i = 0; i < SLICES; i++)
        assert_within(rows[i], all / SLICES, 3 * sd);
    /* The parts decide: without them rows would vary 20 times less. */
    assert_true(s.sd > 5 * sqrt(all / SLICES));
    assert_within(s.max / s.min, 1.0081, 5e-5);
    assert_within(s.max_over_mean, 1.0031, 5e-5);
    /* Each slice near its rank's expectation. */
    for (int i = 0; i < SLICES; i++) {
        int rank = 1;
        for (int j = 0; j < SLICES; j++)
            rank += rows[j] < rows[i];
        measured(&ranked, skew_ranked_rows(rank, SLICES, all / SLICES, sd),
                 rows[i]);
        assert_within(rows[i], skew_ranked_rows(rank, SLICES, all / SLICES, sd),
                      1.5 * sd);
    }
}

/* Sample of the Developer Guide (c_Distribution_examples): TICKIT USERS,
   49,990 rows on 4 slices, KEY(userid) and EVEN. */
static void test_users(void **state)
{
    static const double by_userid[] = { 12496, 12498, 12497, 12499 };
    static const double even[] = { 12497, 12498, 12498, 12497 };
    const double users = 49990, sd = skew_slice_sd(users, 1, 0, 4);

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_within(by_userid[i], users / 4, 3 * sd);
    const struct skew_summary s = skew_summary_of(even, 4);
    assert_within(s.max, skew_even_max(users, 4), 0);
    assert_within(s.min, skew_even_min(users, 4), 0);
}

/*
 * The same by KEY(state): 10,150 to 15,008. States are few and unequal; taken
 * as 50 equal keys of 999.8 rows a slice would have the deviation 3,061.
 */
static void test_states(void **state)
{
    static const double by_state[] = { 13587, 11245, 15008, 10150 };
    const double users = 49990, keys = 50;
    const double sd = skew_slice_sd(keys, users / keys, 0, 4);

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_within(by_state[i], users / 4, 3 * sd);
    /* And the spread is that of few keys, not of many rows. */
    assert_true(skew_summary_of(by_state, 4).sd >
                10 * skew_slice_sd(users, 1, 0, 4));
}

/* ALL tables: customer, supplier and dwdate on slices 0, 2, 4, 6 only. */
static void test_all(void **state)
{
    static const int published[] = { 1, 0, 1, 0, 1, 0, 1, 0 };

    (void)state;
    for (int slice = 0; slice < SLICES; slice++)
        assert_int_equal(storage_holds_all(slice, 2), published[slice]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_part),  cmocka_unit_test(test_lineorder),
        cmocka_unit_test(test_users), cmocka_unit_test(test_states),
        cmocka_unit_test(test_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
