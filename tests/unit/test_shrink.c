/* A world made smaller: rows, blocks, and what stays. */
#include "measure/agree/shrink.h"

#include "tests/trial.h"

static struct trial trial;

static const char schema[] = "create table big (k int not null);"
                             "create table mid (k int not null);"
                             "create table days (k int not null);";

static const char yaml[] = "cluster: {node: dc2.large, nodes: 2}\n"
                           "data:\n"
                           "  big: {rows: 40000000}\n"
                           "  mid: {rows: 130000}\n"
                           "  days: {rows: 2556}\n";

static int begin(void **state)
{
    (void)state;
    trial = trial_read(schema, yaml);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

static void rows_shrink_to_a_floor(void **state)
{
    const struct world *const w =
        shrink_world(trial.arena, trial.world, 0.0123);

    (void)state;
    assert_int_equal(w->catalog.tables[0].rows, 492000);
    assert_int_equal(w->catalog.tables[1].rows, 10000);
    assert_int_equal(w->catalog.tables[2].rows, 2556);
    assert_int_equal(trial.world->catalog.tables[0].rows, 40000000);
    /* 1 MiB / 16; (65,536 - 145) / 9 runs of 255 rows. */
    assert_near(w->cluster.engine.block_bytes, 65536, 0);
    assert_near(w->cluster.engine.xid_rows_per_block, 7265 * 255, 0);
}

static void blocks_shrink_with_the_rows(void **state)
{
    const struct world *const w = shrink_world(trial.arena, trial.world, 0.3);

    (void)state;
    assert_near(w->cluster.engine.block_bytes, 314572, 0);
    assert_near(w->cluster.engine.xid_rows_per_block, 34936 * 255, 0);
}

static void row_groups_shrink_with_the_rows(void **state)
{
    struct world groups = *trial.world;

    (void)state;
    groups.cluster.engine.rows_per_block = 122880;
    assert_int_equal(
        shrink_world(trial.arena, &groups, 0.25)->cluster.engine.rows_per_block,
        30720);
    /* A sixteenth at most. */
    assert_int_equal(shrink_world(trial.arena, &groups, 0.001)
                         ->cluster.engine.rows_per_block,
                     7680);
}

static void the_whole_is_itself(void **state)
{
    struct frames notes;

    (void)state;
    assert_ptr_equal(shrink_world(trial.arena, trial.world, 1), trial.world);
    frames_init(&notes, trial.arena);
    shrink_notes(trial.world, trial.world, 1, &notes);
    assert_int_equal(notes.note_count, 0);
}

static void a_million_rows_by_default(void **state)
{
    (void)state;
    assert_near(shrink_default_scale(trial.world), 0.025, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_shrink_to_a_floor),
        cmocka_unit_test(blocks_shrink_with_the_rows),
        cmocka_unit_test(row_groups_shrink_with_the_rows),
        cmocka_unit_test(the_whole_is_itself),
        cmocka_unit_test(a_million_rows_by_default),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
