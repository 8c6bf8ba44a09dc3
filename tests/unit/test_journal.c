/* What a drill keeps between runs, and what happens when it cannot. */
#include "cli/rehearse/journal.h"

#include <fcntl.h>

#include "cli/rehearse/practice.h"
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

/* After a crash a block of zeros may stand in the middle. */
static void zeros_hide_nothing_that_follows(void **state)
{
    static const char zeros[700];
    FILE *out;

    (void)state;
    add(journal_open(arena), sample("clv", 62.5));
    out = fopen(log_path(), "a");
    assert_non_null(out);
    assert_int_equal(fwrite(zeros, 1, sizeof(zeros), out), sizeof(zeros));
    fclose(out);
    add(journal_open(arena), sample("broadcast", 99.5));
    const struct journal *const j = journal_open(arena);
    assert_int_equal(j->count, 2);
    assert_string_equal(j->rounds[1].question, "broadcast");
}

/* A cell at a time is what no round can have. */
static void impossible_lines_are_passed_over(void **state)
{
    static const char *const lines[] = {
        "1\tclv\t2\t50\t1\t1\t1\t2\tinf", "1\tclv\t2\t50\t1\t1\t1\tinf\t1",
        "1\tclv\t2\t50\tnan\t1\t1\t2\t1", "1\tclv\t2\t50\t1\t-1\t1\t2\t1",
        "1\tclv\t2\t50\t1\t1\t101\t2\t1", "1\tclv\t2\tnan\t1\t1\t1\t2\t1",
        "1\tclv\t2\t50\t1\t1\t1\t0.9\t1", "1\tclv\t2\t50\t1\t1\t1\t2\t-1",
        "-1\tclv\t2\t50\t1\t1\t1\t2\t1",  "1\tclv\t-2\t50\t1\t1\t1\t2\t1",
        "1\tcl/v\t2\t50\t1\t1\t1\t2\t1",  "1\tclv\t2\t50\t1\t1\t1\t2\t1\t1",
        "1\tclv\t2\t50\t1\t1\t1\t2",
    };
    struct journal_round r;

    (void)state;
    assert_true(journal_parse(arena, "1\tclv\t2\t50\t1\t1\t1\t2\t1", &r));
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        assert_false(journal_parse(arena, lines[i], &r));
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

/* The questions that come with the program; broadcast is the only easy one. */
static void what_is_overdue_comes_before_what_is_new(void **state)
{
    struct journal *const j = journal_open(arena);
    struct journal_round r = sample("broadcast", 97);
    struct practice next;

    (void)state;
    assert_true(practice_next(arena, j, &next));
    assert_string_equal(next.name, "broadcast");
    assert_string_equal(next.because, "never tried");
    r.when_s = journal_now_s() - 3 * 86400; /* of an interval of 12 days */
    add(j, r);
    r = sample("slots", 80); /* 4 days of 5 */
    r.when_s = journal_now_s() - 4 * 86400;
    add(j, r);
    assert_true(practice_next(arena, j, &next));
    assert_string_equal(next.because, "never tried");
    assert_string_equal(next.name, "conversion"); /* first of level 2 */
    r = sample("clv", 60);                        /* 3 days of 2 */
    r.when_s = journal_now_s() - 3 * 86400;
    add(j, r);
    assert_true(practice_next(arena, j, &next));
    assert_string_equal(next.name, "clv");
    assert_string_equal(next.because, "60 points 3 days ago");
    r = sample("hot-seller", 30); /* 5 hours of 12 */
    r.when_s = journal_now_s() - 5 * 3600;
    add(j, r);
    r = sample("glue-load", 30); /* a day of half a day: more overdue */
    r.when_s = journal_now_s() - 86400;
    add(j, r);
    assert_true(practice_next(arena, j, &next));
    assert_string_equal(next.name, "glue-load");
    assert_string_equal(next.because, "30 points 1 day ago");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rounds_come_back, begin, end),
        cmocka_unit_test_setup_teardown(torn_lines_are_passed_over, begin, end),
        cmocka_unit_test_setup_teardown(zeros_hide_nothing_that_follows, begin,
                                        end),
        cmocka_unit_test_setup_teardown(impossible_lines_are_passed_over, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_round_can_be_put_aside, begin, end),
        cmocka_unit_test_setup_teardown(no_home_is_a_fault, begin, end),
        cmocka_unit_test_setup_teardown(weak_and_old_rounds_are_due, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            what_is_overdue_comes_before_what_is_new, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
