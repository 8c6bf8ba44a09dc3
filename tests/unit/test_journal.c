/* What a drill keeps between runs, and what happens when it cannot. */
#include "cli/journal.h"

#include <fcntl.h>

#include "tests/near.h"
#include "tests/unit/folder.h"

static struct arena *arena;
static const char *home;

static int begin(void **state)
{
    (void)state;
    arena = arena_begin();
    home = folder_begin(arena);
    setenv("XDG_DATA_HOME", home, 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    folder_remove(arena, home);
    arena_done(arena);
    return 0;
}

static const char *log_path(void)
{
    return text_format(arena, "%s/starslice/rehearse.log", home);
}

static void write_file(const char *path, const char *text)
{
    FILE *const out = fopen(path, "w");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static struct journal_round sample(const char *question, double total)
{
    return (struct journal_round){ .when_s = 1795850068,
                                   .question = question,
                                   .seed = 8134,
                                   .total = total,
                                   .design = 43.5,
                                   .predictions = 11.5,
                                   .followups = 7.25,
                                   .regret = 1.0898,
                                   .error = 0.1393 };
}

static void add(struct journal *j, struct journal_round r)
{
    struct faults faults;

    faults_init(&faults, arena);
    assert_true(journal_add(j, &r, &faults));
}

static void rounds_come_back(void **state)
{
    struct journal_round none = sample("hot-seller", 31.5);

    (void)state;
    none.error = (double)NAN;
    add(journal_open(arena), sample("clv", 62.5));
    add(journal_open(arena), none);
    const struct journal *const j = journal_open(arena);
    assert_int_equal(j->count, 2);
    assert_string_equal(j->rounds[0].question, "clv");
    assert_int_equal(j->rounds[0].seed, 8134);
    assert_int_equal(j->rounds[0].when_s, 1795850068);
    assert_near(j->rounds[0].total, 62.5, 0);
    assert_near(j->rounds[0].regret, 1.0898, 0);
    assert_near(j->rounds[0].error, 0.1393, 0);
    assert_string_equal(j->rounds[1].question, "hot-seller");
    assert_true(isnan(j->rounds[1].error));
}

/* A full disk leaves half a line, an editor rubbish: the rest is kept. */
static void torn_lines_are_passed_over(void **state)
{
    struct faults faults;
    struct journal *j;

    (void)state;
    faults_init(&faults, arena);
    add(journal_open(arena), sample("clv", 62.5));
    write_file(log_path(),
               text_format(arena,
                           "%s\nrubbish\n\n1\tclv\t2\t300\t1\t1\t1\t1\t1\n"
                           "179585\tcl",
                           journal_line(arena, &(struct journal_round){
                                                   .when_s = 17,
                                                   .question = "clv",
                                                   .total = 5,
                                                   .regret = 3 })));
    j = journal_open(arena);
    assert_int_equal(j->count, 1);
    add(j, sample("broadcast", 99.5));
    j = journal_open(arena);
    assert_int_equal(j->count, 2);
    assert_string_equal(j->rounds[1].question, "broadcast");
}

static void a_round_can_be_put_aside(void **state)
{
    struct journal *const j = journal_open(arena);
    struct faults faults;

    (void)state;
    faults_init(&faults, arena);
    assert_null(journal_kept(j, "clv"));
    assert_true(journal_keep(j, "clv", "seed 7\ngo\n", &faults));
    assert_true(journal_keep(j, "clv", "seed 7\ngo\n2\n", &faults));
    assert_string_equal(journal_kept(j, "clv"), "seed 7\ngo\n2\n");
    assert_null(journal_kept(j, "other"));
    journal_drop(j, "clv");
    assert_null(journal_kept(j, "clv"));
}

/* A home that is no folder: a fault each time, and nothing else. */
static void no_home_is_a_fault(void **state)
{
    const struct journal_round r = sample("clv", 62.5);
    const char *const file = text_format(arena, "%s/file", home);
    struct journal *j;
    struct faults faults;

    (void)state;
    write_file(file, "");
    setenv("XDG_DATA_HOME", file, 1);
    faults_init(&faults, arena);
    j = journal_open(arena);
    assert_int_equal(j->count, 0);
    assert_false(journal_add(j, &r, &faults));
    assert_false(journal_keep(j, "clv", "seed 7\n", &faults));
    assert_null(journal_kept(j, "clv"));
    assert_int_equal(faults.count, 2);
    setenv("XDG_DATA_HOME", home, 1);
}

static void weak_and_old_rounds_are_due(void **state)
{
    struct journal *const j = journal_open(arena);
    const int64_t now_s = 1795850068 + 86400;

    (void)state;
    assert_true(isinf(journal_due(j, "clv", now_s)));
    add(j, sample("weak", 12));
    add(j, sample("good", 80));
    add(j, sample("best", 97));
    /* A day ago, at intervals of a half, five and twelve days. */
    assert_near(journal_due(j, "weak", now_s), 2, 1e-12);
    assert_near(journal_due(j, "good", now_s), 0.2, 1e-12);
    assert_near(journal_due(j, "best", now_s), 1.0 / 12, 1e-12);
    /* The last round counts, not the best. */
    add(j, sample("best", 20));
    assert_near(journal_due(j, "best", now_s), 2, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rounds_come_back, begin, end),
        cmocka_unit_test_setup_teardown(torn_lines_are_passed_over, begin, end),
        cmocka_unit_test_setup_teardown(a_round_can_be_put_aside, begin, end),
        cmocka_unit_test_setup_teardown(no_home_is_a_fault, begin, end),
        cmocka_unit_test_setup_teardown(weak_and_old_rounds_are_due, begin,
                                        end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
