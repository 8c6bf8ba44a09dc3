/* What the user asked for, out of a world and out of a result. */
#include "cli/pick.h"

#include "base/text.h"
#include "tests/near.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct fixture {
    struct arena *arena;
    struct faults faults;
    struct design designs[3];
    struct query queries[2];
    struct design *design_list[3];
    struct query *query_list[2];
    struct world world;
};

static int set_up(void **state)
{
    static const char *const names[] = { "before", "after", "worse" };
    struct arena *const a = arena_begin();
    struct fixture *const f = ARENA_NEW(a, struct fixture);

    f->arena = a;
    faults_init(&f->faults, a);
    for (int i = 0; i < 3; i++) {
        f->designs[i].name = names[i];
        f->design_list[i] = &f->designs[i];
    }
    f->queries[0].name = "q1";
    f->queries[1].name = "q2";
    f->query_list[0] = &f->queries[0];
    f->query_list[1] = &f->queries[1];
    f->world = (struct world){ .designs = f->design_list,
                               .design_count = 3,
                               .queries = f->query_list,
                               .query_count = 2 };
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *const f = *state;

    arena_done(f->arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct option_list nothing;

static void test_nothing_asked_is_everything(void **state)
{
    struct fixture *const f = *state;
    const struct world *const w =
        pick_world(f->arena, &f->world, &nothing, &nothing, &f->faults);

    assert_non_null(w);
    assert_int_equal(w->design_count, 3);
    assert_int_equal(w->query_count, 2);
    assert_ptr_equal(w->designs[2], &f->designs[2]);
}

/* The first design asked for is the base line; asking twice changes nothing. */
static void test_order_is_the_users(void **state)
{
    struct fixture *const f = *state;
    const char *names[] = { "worse", "before", "worse" };
    const char *query[] = { "q2" };
    const struct option_list designs = { names, COUNT(names), 0 };
    const struct option_list queries = { query, COUNT(query), 0 };
    const struct world *const w =
        pick_world(f->arena, &f->world, &designs, &queries, &f->faults);

    assert_non_null(w);
    assert_int_equal(w->design_count, 2);
    assert_ptr_equal(w->designs[0], &f->designs[2]);
    assert_ptr_equal(w->designs[1], &f->designs[0]);
    assert_int_equal(w->query_count, 1);
    assert_ptr_equal(w->queries[0], &f->queries[1]);
    assert_int_equal(f->world.design_count, 3);
    assert_ptr_equal(f->world.designs[0], &f->designs[0]);
}

static void test_wrong_names_are_all_told(void **state)
{
    struct fixture *const f = *state;
    const char *names[] = { "aftre", "before", "x\ny" };
    const char *query[] = { "q9999" };
    const struct option_list designs = { names, COUNT(names), 0 };
    const struct option_list queries = { query, COUNT(query), 0 };

    assert_null(
        pick_world(f->arena, &f->world, &designs, &queries, &f->faults));
    assert_int_equal(f->faults.count, 3);
    assert_string_equal(f->faults.items[0].text,
                        "no design 'aftre', did you mean 'after'?");
    assert_string_equal(f->faults.items[1].text,
                        "no design 'x\\ny'; there is before, after, worse");
    assert_string_equal(f->faults.items[2].text,
                        "no query 'q9999'; there is q1, q2");
}

static const struct frame_column columns[] = {
    { "design", "", "name", CELL_TEXT, 0 },
};

static void test_frames_keep_their_order_and_notes(void **state)
{
    struct fixture *const f = *state;
    const char *some[] = { "scans", "summary" }, *all[] = { "all" };
    const char *wrong[] = { "sumary" };
    const struct option_list two = { some, COUNT(some), 0 };
    const struct option_list every = { all, COUNT(all), 0 };
    const struct option_list none = { wrong, COUNT(wrong), 0 };
    struct frames fs, got;

    frames_init(&fs, f->arena);
    frame_begin(&fs, "summary", "", columns, COUNT(columns));
    frame_begin(&fs, "plan", "", columns, COUNT(columns));
    frame_begin(&fs, "scans", "", columns, COUNT(columns));
    frames_note(&fs, "a note");

    assert_true(pick_frames(&fs, &two, &got, &f->faults));
    assert_int_equal(got.count, 2);
    assert_string_equal(got.items[0]->name, "summary");
    assert_string_equal(got.items[1]->name, "scans");
    assert_int_equal(got.note_count, 1);
    assert_int_equal(fs.count, 3);

    assert_true(pick_frames(&fs, &every, &got, &f->faults));
    assert_int_equal(got.count, 3);

    assert_false(pick_frames(&fs, &none, &got, &f->faults));
    assert_string_equal(f->faults.items[0].text,
                        "no frame 'sumary', did you mean 'summary'?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_asked_is_everything),
        TEST(test_order_is_the_users),
        TEST(test_wrong_names_are_all_told),
        TEST(test_frames_keep_their_order_and_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
