/*
 * A sort key that trails arrival by a lag, on both sides: parcels that leave an
 * hour to five days after the order, loaded by the day of the order and sorted
 * by that of the shipment. The tail's zone maps are as narrow as a load and its
 * lags, and a VACUUM rewrites the newest days alone.
 */
#include <math.h>

#include "measure/agree/agree.h"
#include "measure/upkeep/upkeep.h"
#include "tests/trial.h"

enum { ROWS = 365000, DAY_ROWS = 1000, EACH_D = 4 };

static const char schema[] =
    "create table orders (id bigint not null, ordered timestamp not null,\n"
    "  shipped timestamp not null, amount decimal(12,2))\n"
    "distkey (id) sortkey (shipped);\n";

/* A thousand orders a day, before and after. */
static struct trial parcels(const char *updates)
{
    struct arena *const a = arena_begin();
    const struct trial t = trial_read(
        schema,
        text_format(
            a,
            "cluster: {node: dc2.large, nodes: 2}\n"
            "engine: {block_bytes: 16384}\n"
            "data:\n"
            "  orders:\n"
            "    rows: %d\n"
            "    order: {by: ordered}\n"
            "    columns:\n"
            "      id: {law: sequential}\n"
            "      ordered: {law: {uniform: [2025-01-01, 2025-12-31]}}\n"
            "      shipped: {law: {lag: {after: ordered,\n"
            "                            law: {uniform: [1 h, 5 d]}}}}\n"
            "      amount: {law: {uniform: [5.00, 900.00]}}\n"
            "designs: {by_shipped: {}}\n"
            "queries:\n"
            "  week: {text: \"select sum(amount) from orders\n"
            "                where shipped >= '2025-12-24'\"}\n"
            "  june: {text: \"select sum(amount) from orders where shipped\n"
            "                between '2025-06-01' and '2025-06-30'\"}\n"
            "  placed: {text: \"select sum(amount) from orders\n"
            "                  where ordered >= '2025-12-20'\"}\n"
            "history:\n"
            "  horizon: 17 d\n"
            "  span: {orders: 365 d}\n"
            "  operations:\n"
            "    - {do: copy, table: orders, rows: %d, every: 1 d}\n%s"
            "    - {do: vacuum, table: orders, to: 100, start: 97 h,\n"
            "       every: %d d}\n",
            ROWS, DAY_ROWS, updates, EACH_D));

    arena_done(a);
    return t;
}

/* Blocks read within a twentieth in the mean of all scans: taken as scattered,
   such a key was a fifth off. */
static void both_sides_agree(void **state)
{
    struct trial t = parcels("    - {do: update, table: orders, rows: 300,\n"
                             "       younger: 10 d, older: 40 d, start: 6 h,\n"
                             "       every: 1 d}\n");
    struct agreement g;
    struct faults faults;
    double scans = 0, error = 0;

    (void)state;
    faults_init(&faults, t.arena);
    assert_true(agree_run(t.arena, t.world, 0, &g, &faults));
    for (size_t i = 0; i < g.count; i++) {
        const struct agreement_row *const r = &g.rows[i];
        if (!agree_holds(r))
            fail_msg("%s, %s, step %lld: estimated %.6g, exact %.6g",
                     agree_what_name(r->what), r->query, (long long)r->step,
                     r->estimated, r->exact);
        if (r->what != AGREE_READ_THEN)
            continue;
        scans++;
        error += fabs(r->estimated - r->exact) / r->exact;
    }
    assert_true(scans >= 3 * 17 * 2);
    if (error > 0.05 * scans)
        fail_msg("mean error %.3f", error / scans);
    trial_done(&t);
}

/*
 * By hand: the first order since the last VACUUM leaves an hour later at the
 * soonest. Of the orders before it one that is h hours older leaves after that
 * with the chance (119 - h) / 119, for it has 1 to 120 hours; that is 119 / 2
 * hours' worth of orders in all. They are merged with the loads of four days.
 */
static void a_vacuum_rewrites_the_newest_days(void **state)
{
    struct trial t = parcels("");
    const struct upkeep *const u = upkeep_measure(t.arena, t.world, NULL, 0);
    const struct upkeep_run *const run = &u->runs[0];
    const double rows = DAY_ROWS * (EACH_D + 119.0 / 2 / 24);

    (void)state;
    assert_int_equal(run->vacuum_count, 4);
    for (size_t i = 1; i < (size_t)run->vacuum_count; i++)
        if (fabs(run->vacuums[i].did.merged_rows - rows) > 0.1 * rows)
            fail_msg("merged %.0f rows, by hand %.0f",
                     run->vacuums[i].did.merged_rows, rows);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_agree),
        cmocka_unit_test(a_vacuum_rewrites_the_newest_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
