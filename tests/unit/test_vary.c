/*
 * Settings changed before they are read: "x10" is so many times what stands
 * there, in the unit that it has.
 */
#include "scenario/vary.h"

#include "scenario/load.h"
#include "tests/near.h"
#include "world/history.h"

static const char *const path = "scenarios/orders-hourly";
static struct arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static struct vary_change times(const char *at, double factor)
{
    return (struct vary_change){
        .path = at,
        .times = factor,
        .where = { .file = "question.yaml", .line = 7, .column = 3 }
    };
}

/* What stands at `history.<key>` or at an operation's key. */
static const char *text_at(const struct tree_node *root, size_t operation,
                           const char *key)
{
    const struct tree_node *const h = tree_get(root, "history");
    const struct tree_node *const o = tree_get(h, "operations");

    return tree_get(operation == 0 ? h : o->items[operation - 1], key)->text;
}

static const struct tree_node *varied(const struct vary_change *c, size_t n)
{
    struct faults faults;

    faults_init(&faults, arena);
    const struct tree_node *const root =
        scenario_tree(arena, path, c, n, &faults);
    assert_int_equal(faults.count, 0);
    return root;
}

static void a_multiple_keeps_the_unit(void **state)
{
    const struct vary_change changes[] = {
        times("history.horizon", 2),            /* 30 d */
        times("history.operations.1.every", 6), /* 1 h */
        times("history.operations.1.jitter", 0.5),
        times("history.operations.1.rows", 10),
        times("history.operations.3.share", 0.1),
    };

    (void)state;
    const struct tree_node *const root = varied(changes, 5);
    assert_string_equal(text_at(root, 0, "horizon"), "5184000 s");
    assert_string_equal(text_at(root, 1, "every"), "21600 s");
    assert_string_equal(text_at(root, 1, "jitter"), "90 s");
    assert_string_equal(text_at(root, 1, "rows"), "600000");
    assert_string_equal(text_at(root, 3, "share"), "0.08");
}

static void the_reader_takes_it(void **state)
{
    const struct vary_change changes[] = {
        times("history.horizon", 0.1),
        times("history.operations.2.older", 3),
        times("cluster.nodes", 4),
    };
    struct faults faults;

    (void)state;
    faults_init(&faults, arena);
    const struct world *const w =
        scenario_load_varied(arena, path, changes, 3, &faults);
    assert_int_equal(faults.count, 0);
    assert_near(w->history->horizon_h, 72, 1e-12);
    assert_near(w->history->operations[1].older_h, 15 * 24, 1e-12);
    assert_int_equal(w->cluster.nodes, 8);
}

static void what_is_no_number_has_no_multiple(void **state)
{
    const struct vary_change changes[] = {
        times("cluster.node", 2),
        times("history.operations", 2),
        times("data.fact_orders.columns.order_ts.law.uniform.1", 2),
        times("history.operations.9.every", 2),
    };
    struct faults faults;

    (void)state;
    faults_init(&faults, arena);
    assert_null(scenario_tree(arena, path, changes, 4, &faults));
    assert_int_equal(faults.count, 4);
    for (size_t i = 0; i < faults.count; i++)
        assert_int_equal(faults.items[i].where.line, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_multiple_keeps_the_unit),
        cmocka_unit_test(the_reader_takes_it),
        cmocka_unit_test(what_is_no_number_has_no_multiple),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
