/*
 * Following many schedules: what is remembered must not be seen in the results.
 * Maintenance, loads and changes are those of `upkeep` itself, which prices
 * more times and remembers nothing.
 */
#include "measure/upkeep/upkeep_follow.h"

#include "scenario/load.h"
#include "tests/near.h"

static struct arena *arena;
static struct world *world;

static int begin(void **state)
{
    struct faults faults;

    (void)state;
    arena = arena_begin();
    faults_init(&faults, arena);
    world = scenario_load(arena, "scenarios/stale-statistics", &faults);
    return world == NULL || world->history == NULL;
}

static int end(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static struct upkeep_run follow(struct upkeep_follow *f, int design,
                                const struct history *h)
{
    return upkeep_follow(f, arena, world->designs[design], h, NULL);
}

/* The same history, but nobody analyses. */
static const struct history *without_analyze(void)
{
    struct history *const h = ARENA_NEW(arena, struct history);
    int n = 0;

    *h = *world->history;
    h->operations =
        ARENA_ARRAY(arena, world->history->operation_count, struct operation);
    for (int i = 0; i < world->history->operation_count; i++)
        if (world->history->operations[i].kind != DO_ANALYZE)
            h->operations[n++] = world->history->operations[i];
    h->operation_count = n;
    return h;
}

static void what_is_done_is_what_upkeep_does(void **state)
{
    const struct upkeep *const u = upkeep_measure(arena, world, NULL, 0);
    struct upkeep_follow *const f = upkeep_follow_begin(arena, world);

    (void)state;
    for (int d = 0; d < world->design_count; d++) {
        const struct upkeep_run got = follow(f, d, world->history);
        const struct upkeep_run *const want = &u->runs[d];
        assert_near(got.maintenance_s, want->maintenance_s, 0);
        assert_near(got.load_s, want->load_s, 0);
        assert_near(got.change_s, want->change_s, 0);
        assert_near(got.visible, want->visible, 0);
        /* A third of the prices: means over time lie near each other. */
        assert_near(got.mean_query_s, want->mean_query_s,
                    0.1 * want->mean_query_s);
    }
}

static void means_of_queries_add_up(void **state)
{
    struct upkeep_follow *const f = upkeep_follow_begin(arena, world);
    const struct upkeep_run run = follow(f, 0, world->history);
    double sum = 0;

    (void)state;
    for (int q = 0; q < world->query_count; q++)
        sum += world->queries[q]->weight * run.queries[q].seconds;
    assert_near(sum, run.mean_query_s, 1e-9 * sum);
}

static void nothing_depends_on_what_was_asked_before(void **state)
{
    const struct history *const blind = without_analyze();
    struct upkeep_follow *const f = upkeep_follow_begin(arena, world);
    struct upkeep_follow *const g = upkeep_follow_begin(arena, world);
    double forth[8], back[8];
    int differ = 0;

    (void)state;
    assert_true(world->design_count <= 4);
    assert_true(blind->operation_count < world->history->operation_count);
    for (int i = 0; i < 2 * world->design_count; i++)
        forth[i] =
            follow(f, i / 2, i % 2 ? blind : world->history).mean_query_s;
    for (int i = 2 * world->design_count - 1; i >= 0; i--)
        back[i] = follow(g, i / 2, i % 2 ? blind : world->history).mean_query_s;
    for (int i = 0; i < 2 * world->design_count; i++) {
        assert_near(forth[i], back[i], 0);
        differ += i % 2 && (forth[i] < forth[i - 1] || forth[i] > forth[i - 1]);
    }
    /* Else nothing was believed that could be remembered wrongly. */
    assert_true(differ > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_done_is_what_upkeep_does),
        cmocka_unit_test(means_of_queries_add_up),
        cmocka_unit_test(nothing_depends_on_what_was_asked_before),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
