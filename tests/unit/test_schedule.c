/*
 * Schedules as people say them. What is expected is what the words mean, and the
 * defaults that Redshift documents: FULL, TO 95 PERCENT, a threshold of 10.
 */
#include "world/schedule.h"

#include <math.h>

#include "base/text.h"
#include "tests/near.h"
#include "world/choice.h"

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

static struct schedule vacuum(double every_h, enum vacuum_kind kind, double to)
{
    return (struct schedule){ .every_h = every_h,
                              .vacuum = kind,
                              .to_pct = to,
                              .threshold_pct = SCHEDULE_THRESHOLD_PCT };
}

static void words_mean_what_they_say(void **state)
{
    const struct {
        const char *text;
        struct schedule want;
    } cases[] = {
        { "never", vacuum(HUGE_VAL, VACUUM_FULL, 95) },
        { "No VACUUM", vacuum(HUGE_VAL, VACUUM_FULL, 95) },
        { "daily", vacuum(24, VACUUM_FULL, 95) },
        { "VACUUM FULL every 24h", vacuum(24, VACUUM_FULL, 95) },
        { "full each day", vacuum(24, VACUUM_FULL, 95) },
        { "every 7 days, to 100 percent", vacuum(168, VACUUM_FULL, 100) },
        { "weekly to 100%", vacuum(168, VACUUM_FULL, 100) },
        { "DELETE ONLY every 6 h TO 99 PERCENT",
          vacuum(6, VACUUM_DELETE_ONLY, 99) },
        { "sort only every 30 min", vacuum(0.5, VACUUM_SORT_ONLY, 95) },
        { "reindex every 0.5 d", vacuum(12, VACUUM_REINDEX, 95) },
        { "recluster hourly", vacuum(1, VACUUM_RECLUSTER, 95) },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct schedule got, again;
        const char *why = "";
        if (!schedule_parse(arena, cases[i].text, DO_VACUUM, &got, &why))
            fail_msg("'%s' %s", cases[i].text, why);
        assert_true(schedule_same(&got, &cases[i].want));
        /* What is written is read back. */
        const char *const text = schedule_text(arena, DO_VACUUM, &got);
        assert_true(schedule_parse(arena, text, DO_VACUUM, &again, &why));
        assert_true(schedule_same(&got, &again));
        const char *const sql = schedule_sql(arena, DO_VACUUM, &got);
        assert_true(schedule_parse(arena, sql, DO_VACUUM, &again, &why));
        assert_true(schedule_same(&got, &again));
    }
}

static void an_analyze_has_a_threshold(void **state)
{
    struct schedule usual, all;
    const char *why = "";

    (void)state;
    assert_true(schedule_parse(arena, "every 1 d", DO_ANALYZE, &usual, &why));
    assert_true(schedule_parse(arena, "ANALYZE daily threshold 0", DO_ANALYZE,
                               &all, &why));
    assert_true(usual.threshold_pct > 9.99 && usual.threshold_pct < 10.01);
    assert_true(all.threshold_pct < 1e-9);
    assert_false(schedule_same(&usual, &all));
    assert_string_equal(schedule_text(arena, DO_ANALYZE, &all),
                        "every 1 d threshold 0");
}

static void nonsense_is_refused_with_a_reason(void **state)
{
    static const char *const wrong[] = { "",
                                         "sometimes",
                                         "every",
                                         "every 3",
                                         "every 1 fortnight",
                                         "every 0 h",
                                         "every 1 h 2 d",
                                         "to 99",
                                         "daily to 101",
                                         "daily never",
                                         "daily to",
                                         "threshold 5 1 d" };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct schedule s;
        const char *why = NULL;
        if (schedule_parse(arena, wrong[i], DO_VACUUM, &s, &why))
            fail_msg("'%s' was taken", wrong[i]);
        assert_non_null(why);
    }
}

/* A choice between the schedules of these texts. */
static struct choice choice_of(const char *const *texts, int count)
{
    struct choice c = { .kind = CHOICE_VACUUM,
                        .option_count = count,
                        .options =
                            ARENA_ARRAY(arena, count, struct choice_option) };

    for (int i = 0; i < count; i++) {
        const char *why;
        c.options[i].text = texts[i];
        assert_true(schedule_parse(arena, texts[i], DO_VACUUM,
                                   &c.options[i].schedule, &why));
    }
    return c;
}

static void what_is_left_open_is_the_only_one_there_is(void **state)
{
    static const char *const texts[] = {
        "full every 1 d to 100", "full every 7 d to 99",
        "full every 7 d to 100", "delete only every 1 d to 100", "never"
    };
    const struct choice c = choice_of(texts, 5);

    (void)state;
    assert_int_equal(choice_parse(arena, &c, "daily"), 0);
    assert_int_equal(choice_parse(arena, &c, "delete only every 24 h"), 3);
    assert_int_equal(choice_parse(arena, &c, "VACUUM FULL 7d TO 100 PERCENT"),
                     2);
    assert_int_equal(choice_parse(arena, &c, "weekly"), -1); /* to what? */
    assert_int_equal(choice_parse(arena, &c, "never"), 4);
    assert_int_equal(choice_parse(arena, &c, "4"), 3);
    assert_int_equal(choice_parse(arena, &c, "sort only daily"), -1);
}

/* The answer's schedule stands in the place of the user's, not of the
   cluster's. */
static void an_answer_becomes_a_history(void **state)
{
    static const char *const texts[] = { "never", "full every 6 h to 99" };
    struct choice c = choice_of(texts, 2);
    const struct choices all = { .items = &c, .count = 1 };
    struct operation operations[] = {
        { .kind = DO_COPY, .rows = 10, .every_h = 1, .start_h = 1 },
        { .kind = DO_VACUUM, .every_h = 24, .start_h = 24 },
        { .kind = DO_VACUUM, .every_h = 24, .start_h = 24, .automatic = true },
        { .kind = DO_VACUUM, .every_h = 24, .start_h = 24, .table = 1 },
    };
    const struct history h = { .horizon_h = 48,
                               .operations = operations,
                               .operation_count = 4 };
    const int never = 0, often = 1;

    (void)state;
    const struct history *const none = choices_history(arena, &all, &h, &never);
    assert_int_equal(none->operation_count, 3);
    assert_true(none->operations[1].automatic);
    assert_int_equal(none->operations[2].table, 1);
    const struct history *const six = choices_history(arena, &all, &h, &often);
    assert_int_equal(six->operation_count, 4);
    assert_int_equal(six->operations[3].kind, DO_VACUUM);
    assert_true(history_occurrences(six, &six->operations[3]) > 7.9 &&
                history_occurrences(six, &six->operations[3]) < 8.1);
    assert_int_equal(h.operation_count, 4);
}

static void a_way_to_merge_becomes_that_of_the_table(void **state)
{
    static struct choice_option options[] = {
        { .method = MERGE_DELETE_INSERT }, { .method = MERGE_UPDATE_INSERT }
    };
    struct choice c = {
        .kind = CHOICE_MERGE, .table = 1, .options = options, .option_count = 2
    };
    const struct choices all = { .items = &c, .count = 1 };
    struct operation operations[] = {
        { .kind = DO_MERGE, .rows = 10, .every_h = 1 },
        { .kind = DO_MERGE, .rows = 10, .every_h = 1, .table = 1 },
    };
    const struct history h = { .horizon_h = 48,
                               .operations = operations,
                               .operation_count = 2 };
    const int second = 1;

    (void)state;
    const struct history *const to = choices_history(arena, &all, &h, &second);
    assert_int_equal(to->operation_count, 2);
    assert_int_equal(to->operations[0].method, MERGE_DELETE_INSERT);
    assert_int_equal(to->operations[1].method, MERGE_UPDATE_INSERT);
    assert_int_equal(h.operations[1].method, MERGE_DELETE_INSERT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_mean_what_they_say),
        cmocka_unit_test(an_analyze_has_a_threshold),
        cmocka_unit_test(nonsense_is_refused_with_a_reason),
        cmocka_unit_test(what_is_left_open_is_the_only_one_there_is),
        cmocka_unit_test(an_answer_becomes_a_history),
        cmocka_unit_test(a_way_to_merge_becomes_that_of_the_table),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
