/*
 * What goes straight to the sorted region, on both sides: a COPY whose every
 * key lies above every stored one, and no other. The rule is the Developer
 * Guide's, "Loading your data in sort key order" (redshift.md 5); it speaks of
 * COPY, so the INSERT of a merge appends nothing. Shares are by hand.
 */
#include "measure/agree/agree_history.h"
#include "tests/trial.h"

/* 1,200 rows on 12 days, in order of the day: 100 each. */
static struct trial days(const char *operations)
{
    struct arena *const a = arena_begin();
    const struct trial t = trial_read(
        "create table t (d date not null, v bigint not null)\n"
        "diststyle even sortkey (d);\n",
        text_format(a,
                    "cluster: {node: dc2.large, nodes: 1}\n"
                    "data:\n"
                    "  t:\n"
                    "    rows: 1000\n"
                    "    order: {by: d}\n"
                    "    columns:\n"
                    "      d: {law: {uniform: [2024-03-01, 2024-03-12]}}\n"
                    "      v: {law: sequential}\n"
                    "designs: {one: {}}\n"
                    "history:\n"
                    "  horizon: 10 h\n"
                    "  operations:\n%s",
                    operations));
    arena_done(a);
    return t;
}

/* After the step both sides have this share of unsorted rows, in percent. */
static void assert_unsorted(const struct agreement *g, int64_t step, double pct)
{
    size_t seen = 0;

    for (size_t i = 0; i < g->count; i++) {
        const struct agreement_row *const r = &g->rows[i];
        if (r->what != AGREE_UNSORTED || r->step != step)
            continue;
        assert_near(r->exact, pct, 1e-12);
        assert_near(r->estimated, pct, 1e-12);
        seen++;
    }
    assert_int_equal(seen, 1);
}

/* The second COPY ends within the twelfth day, the third goes on with it: its
   first key is the last one that is stored, and not above it. */
static void a_key_that_is_there_is_not_above(void **state)
{
    struct trial t = days("    - {do: copy, table: t, rows: 100, start: 1 h}\n"
                          "    - {do: copy, table: t, rows: 50, start: 2 h}\n"
                          "    - {do: copy, table: t, rows: 50, start: 3 h}\n");
    struct agreement g = { .arena = t.arena };

    (void)state;
    agree_history(t.world, &g);
    assert_unsorted(&g, 1, 0);
    assert_unsorted(&g, 2, 0);
    assert_unsorted(&g, 3, 100 * 50.0 / 1200);
    trial_done(&t);
}

/* New rows alone, above all others: but a merge inserts. */
static void a_merge_appends_nothing(void **state)
{
    struct trial t =
        days("    - {do: copy, table: t, rows: 100, start: 1 h}\n"
             "    - {do: merge, table: t, rows: 100, share: 0, start: 2 h}\n");
    struct agreement g = { .arena = t.arena };

    (void)state;
    agree_history(t.world, &g);
    assert_unsorted(&g, 1, 0);
    assert_unsorted(&g, 2, 100 * 100.0 / 1200);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_is_there_is_not_above),
        cmocka_unit_test(a_merge_appends_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
