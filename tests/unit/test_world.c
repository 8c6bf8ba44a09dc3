/* Notes of a world and the shape of a cluster: world/world, world/cluster. */
#include "world/world.h"

#include "tests/abort.h"
#include "tests/near.h"

static void test_notes(void **state)
{
    struct arena *const a = arena_begin();
    struct world w = { .arena = a };

    (void)state;
    world_note(&w, "column '%s': uniform 1..%d is assumed", "a", 1000);
    world_note(&w, "column '%s': sequential is assumed", "b");
    world_note(&w, "column 'a': uniform %d..1000 is assumed", 1);
    assert_int_equal(w.note_count, 2);
    assert_string_equal(w.notes[0], "column 'a': uniform 1..1000 is assumed");
    assert_string_equal(w.notes[1], "column 'b': sequential is assumed");
    for (int i = 0; i < 500; i++)
        world_note(&w, "note %d", i % 333);
    assert_int_equal(w.note_count, 335);
    assert_string_equal(w.notes[334], "note 332");
    arena_done(a);
}

static void test_slices_per_node(void **state)
{
    const struct cluster four = { .nodes = 4, .slices = 8 };
    const struct cluster resized = { .nodes = 3, .slices = 8 };
    const struct cluster none = { 0 };

    (void)state;
    assert_int_equal(cluster_slices_per_node(&four), 2);
    /* An elastic resize keeps the slices: 3 + 3 + 2. */
    assert_int_equal(cluster_slices_per_node(&resized), 3);
    assert_aborts(cluster_slices_per_node(&none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_slices_per_node),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
