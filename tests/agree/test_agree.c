/*
 * Both sides of every scenario that is shipped, at a scale that takes seconds:
 * every number within its tolerance (measure/agree/tolerance.h). The bounds are the
 * program's own, as a user meets them with `starslice agree`.
 */
#include "measure/agree/agree.h"
#include "measure/agree/shrink.h"
#include "tests/trial.h"

/* Estimated, counted, and what may lie between them. */
static void print_miss(const struct agreement_row *row)
{
    print_error("%s, %s %s %s.%s: estimated %.6g, exact %.6g, allowed %.6g\n",
                agree_what_name(row->what), row->design, row->query, row->table,
                row->column, row->estimated, row->exact, row->allowed);
}

static size_t count_of(const struct agreement *g, enum agree_what what)
{
    size_t count = 0;

    for (size_t i = 0; i < g->count; i++)
        count += g->rows[i].what == what;
    return count;
}

/* At least so many numbers are compared, and so many scans of tables that a
   key distributes: none falls by the wayside. */
static void check_world(struct arena *a, const struct world *w, size_t least,
                        size_t busiest)
{
    struct agreement g;
    struct faults faults;

    faults_init(&faults, a);
    assert_true(agree_run(a, w, 0, &g, &faults));
    for (size_t i = 0; i < g.count; i++)
        if (!agree_holds(&g.rows[i]))
            print_miss(&g.rows[i]);
    assert_int_equal(agree_misses(&g), 0);
    assert_true(count_of(&g, AGREE_BUSIEST) >= busiest);
    assert_true(g.count >= least);
}

static void check_scenario(const char *path, double scale, size_t least,
                           size_t busiest)
{
    struct trial t = trial_load(path);

    if (scale == 0)
        scale = shrink_default_scale(t.world);
    check_world(t.arena, shrink_world(t.arena, t.world, scale), least, busiest);
    trial_done(&t);
}

static void ssb_tutorial(void **state)
{
    (void)state;
    check_scenario("scenarios/ssb-tutorial", 0, 300, 4);
}

static void ssb_all(void **state)
{
    (void)state;
    check_scenario("scenarios/ssb-all", 0, 1500, 122);
}

static void tpch_lineitem(void **state)
{
    (void)state;
    check_scenario("scenarios/tpch-lineitem", 0, 150, 6);
}

/* Rows of files: nothing is shrunk. */
static void own_keys(void **state)
{
    (void)state;
    check_scenario("scenarios/own-keys", 1, 140, 8);
}

static void tpch(void **state)
{
    (void)state;
    check_scenario("scenarios/tpch", 0, 500, 22);
}

static void orders_star(void **state)
{
    (void)state;
    check_scenario("scenarios/orders-star", 0, 500, 52);
}

/* Coupons that few orders have, under LZO in blocks of 64 KiB. */
static void glue_load(void **state)
{
    (void)state;
    check_scenario("scenarios/glue-load", 0, 140, 0);
}

/* Hot articles that fill a slice, and meet the large shops again and again. */
static void prime_day(void **state)
{
    (void)state;
    check_scenario("scenarios/prime-day", 0, 400, 12);
}

/* Rows that come up to a month late: of the last week some are missing. */
static void events_append(void **state)
{
    (void)state;
    check_scenario("scenarios/events-append", 0, 50, 2);
}

/* A range that no row meets, where one is expected. */
static void custsales(void **state)
{
    (void)state;
    check_scenario("scenarios/custsales", 0, 40, 0);
}

/* Six million lines by date: flags that are one thing before a day and another
   after it. */
static void tpch_by_date(void **state)
{
    struct trial t = trial_load("scenarios/tpch");
    struct world w = *shrink_world(t.arena, t.world, 0.01);

    (void)state;
    while (!text_equal(w.designs[0]->name, "dated") && w.design_count > 1) {
        w.designs++;
        w.design_count--;
    }
    check_world(t.arena, &w, 200, 0);
    trial_done(&t);
}

/* What PostgreSQL is a witness to: two of the tables have late rows. */
static void witness(void **state)
{
    (void)state;
    check_scenario("tests/witness/brin", 1, 200, 0);
}

/* Blocks as other engines have them: both sides must cut alike. Of bytes none
   below a sixteenth of 1 MiB (measure/agree/shrink.h says why). */
static void check_blocks(const struct engine *blocks)
{
    struct trial t = trial_load("scenarios/ssb-tutorial");
    struct world w =
        *shrink_world(t.arena, t.world, shrink_default_scale(t.world));

    w.cluster.engine.block_bytes = blocks->block_bytes;
    w.cluster.engine.rows_per_block = blocks->rows_per_block;
    w.cluster.engine.xid_rows_per_block = engine_xid_rows(&w.cluster.engine);
    check_world(t.arena, &w, 300, 0);
    trial_done(&t);
}

static void blocks_of_other_sizes(void **state)
{
    static const struct engine cases[] = {
        { .block_bytes = 256 * 1024 },
        { .block_bytes = 64 * 1024 },
        { .block_bytes = 1024 * 1024, .rows_per_block = 2048 },
        { .block_bytes = 4096, .rows_per_block = 12288 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_blocks(&cases[i]);
}

/* The sum of all numbers, to the last bit. */
static double checksum(const struct agreement *g)
{
    double sum = 0;

    for (size_t i = 0; i < g->count; i++)
        sum += g->rows[i].exact * (double)(i + 1);
    return sum;
}

/* A wrong estimate must be seen: blocks twice as large on one side alone. */
static void a_wrong_estimate_is_seen(void **state)
{
    struct agreement_row row = { .estimated = 103, .exact = 100, .allowed = 3 };

    (void)state;
    assert_true(agree_holds(&row));
    row.estimated = 103.01;
    assert_false(agree_holds(&row));
    row.estimated = 96.99;
    assert_false(agree_holds(&row));
    row.estimated = (double)NAN;
    assert_false(agree_holds(&row));
}

/* One slice at a time gives the same as all at once. */
static void memory_changes_nothing(void **state)
{
    struct trial t = trial_load("scenarios/ssb-tutorial");
    const struct world *const w = shrink_world(t.arena, t.world, 1e-4);
    struct agreement whole, slices;
    struct faults faults;

    (void)state;
    faults_init(&faults, t.arena);
    assert_true(agree_run(t.arena, w, 0, &whole, &faults));
    assert_true(agree_run(t.arena, w, 3e6, &slices, &faults));
    assert_int_equal(whole.count, slices.count);
    assert_near(checksum(&slices), checksum(&whole), 0);
    assert_false(agree_run(t.arena, w, 1e5, &slices, &faults));
    assert_non_null(strstr(faults.items[0].text, "--scale"));
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_estimate_is_seen),
        cmocka_unit_test(memory_changes_nothing),
        cmocka_unit_test(blocks_of_other_sizes),
        cmocka_unit_test(ssb_tutorial),
        cmocka_unit_test(ssb_all),
        cmocka_unit_test(tpch_lineitem),
        cmocka_unit_test(tpch),
        cmocka_unit_test(tpch_by_date),
        cmocka_unit_test(glue_load),
        cmocka_unit_test(prime_day),
        cmocka_unit_test(events_append),
        cmocka_unit_test(custsales),
        cmocka_unit_test(own_keys),
        cmocka_unit_test(orders_star),
        cmocka_unit_test(witness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
