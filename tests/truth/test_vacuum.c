/*
 * VACUUM against what AWS publishes: the merge increments of CUSTSALES and the
 * documented rules.
 */
#include "models/decay.h"
#include "models/vacuum.h"
#include "tests/csv.h"
#include "tests/near.h"

/* The published counts: sort_partitions sorted by the VACUUM for each load, so
   k loads are merged as 3 k partitions. */
static void custsales_merge_increments(void **state)
{
    static struct csv published;
    double before = 0;

    (void)state;
    csv_read(&published, "tests/truth/custsales_vacuum.csv");
    for (int run = 1; run <= 6; run++) {
        char text[8];
        snprintf(text, sizeof(text), "%d", run);
        const double parts =
            csv_number(&published, "sort_partitions", "run", text);
        const double got = vacuum_increments(parts * run, 1);
        assert_within(
            got, csv_number(&published, "merge_increments", "run", text), 1);
        assert_true(got >= before);
        before = got;
    }
}

/* r_VACUUM_command: the thresholds, and which phase runs. */
static const struct {
    const char *name;
    double sorted_pct, dead_pct, to_pct;
    int sorts, deletes;
} thresholds[] = {
    { "default, 94 % sorted", 94, 0, 95, 1, 0 },
    { "default, 96 % sorted", 96, 0, 95, 0, 0 },
    { "default, 96 % live", 100, 4, 95, 0, 0 },
    { "default, 90 % live", 100, 10, 95, 0, 1 },
    { "to 75, 80 % sorted", 80, 20, 75, 0, 0 },
    { "to 75, 70 % sorted", 70, 0, 75, 1, 0 },
    { "to 100, nearly sorted", 99.9, 0.1, 100, 1, 1 },
    { "to 100, sorted and clean", 100, 0, 100, 0, 0 },
    { "to 0, all unsorted", 3, 60, 0, 0, 0 },
};

static void documented_thresholds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(thresholds) / sizeof(thresholds[0]); i++) {
        const double to = thresholds[i].to_pct;
        print_message("%s\n", thresholds[i].name);
        assert_int_equal(vacuum_sorts(thresholds[i].sorted_pct / 100, to),
                         thresholds[i].sorts);
        assert_int_equal(vacuum_deletes(thresholds[i].dead_pct / 100, to),
                         thresholds[i].deletes);
    }
}

/* After a delete phase n % of the rows that are left are alive. */
static void delete_reaches_its_target(void **state)
{
    (void)state;
    for (double dead = 0.07; dead < 1; dead += 0.117) {
        const double gone = vacuum_deleted_frac(dead, 95);
        assert_near((1 - dead) / (1 - gone), 0.95, 1e-12);
    }
}

/* r_VACUUM_command: 10 columns, 8 slices: no table shrinks unless more than
   80 blocks are reclaimed. */
static void documented_growth(void **state)
{
    (void)state;
    assert_near(vacuum_growth_blocks(10, 8), 80, 0);
}

/* vacuum-load-in-sort-key-order: all conditions, and each one failing. */
static void append_needs_every_condition(void **state)
{
    const struct vacuum_append all = { .compound = 1,
                                       .key_columns = 1,
                                       .not_null = 1,
                                       .rows_follow = 1,
                                       .key_bytes = 8 };
    struct vacuum_append a;

    (void)state;
    assert_true(vacuum_appends(all));
    a = all, a.compound = 0;
    assert_false(vacuum_appends(a));
    a = all, a.key_columns = 2;
    assert_false(vacuum_appends(a));
    a = all, a.not_null = 0;
    assert_false(vacuum_appends(a));
    a = all, a.unsorted_rows = 1;
    assert_false(vacuum_appends(a));
    a = all, a.rows_follow = 0;
    assert_false(vacuum_appends(a));
    a = all, a.key_bytes = 9;
    assert_false(vacuum_appends(a));
}

/* BOOST merges in one window, so it needs room for all of it at once. */
static void boost_needs_more_disk(void **state)
{
    (void)state;
    assert_near(vacuum_peak_blocks(37, 913, 5, 0), 37 + 913 / 5.0, 1e-12);
    assert_near(vacuum_peak_blocks(37, 913, 5, 1), 37 + 913, 1e-12);
}

/* Closed forms by hand. */
static void decay_forms(void **state)
{
    (void)state;
    assert_near(decay_unsorted_frac(700, 13, 9), 117.0 / 817, 1e-12);
    assert_near(decay_dead_frac(1), 0.5, 1e-12);
    assert_near(decay_stats_off_pct(17, 68), 25, 1e-12);
    assert_near(decay_stats_off_pct(17, 3), 100, 1e-12);
    assert_near(decay_tail_blocks(7, 1000, 100, 0.113), 7 * (1 + 112 / 100.0),
                1e-12);
    assert_near(decay_tail_blocks(11, 37, 100, 0.113), 5, 1e-12);
    assert_near(decay_interleaved_skew(0.5, 1), 1, 1e-12);
    assert_near(decay_interleaved_skew(0.5, 0.25), 2, 1e-12);
    assert_near(decay_sort_benefit_pct(300, 99), 67, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(custsales_merge_increments),
        cmocka_unit_test(documented_thresholds),
        cmocka_unit_test(delete_reaches_its_target),
        cmocka_unit_test(documented_growth),
        cmocka_unit_test(append_needs_every_condition),
        cmocka_unit_test(boost_needs_more_disk),
        cmocka_unit_test(decay_forms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
