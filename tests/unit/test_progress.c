/* The words of base/progress; when they are printed is left to the clock. */
#include "base/progress.h"

#include "tests/near.h"

struct text_case {
    double total, done, elapsed_s;
    bool bar;
    const char *want;
};

static void test_text(void **state)
{
    static const struct text_case cases[] = {
        { 400, 100, 7.2, false, "search: 25 %, 0:07 so far, 0:22 to go" },
        { 400, 100, 7.2, true,
          "search: [#######.......................] 25 %, 0:07 so far, "
          "0:22 to go" },
        { 3, 3, 61, true,
          "search: [##############################] 100 %, 1:01 so far, "
          "0:00 to go" },
        /* 3 s for 0.1 % leaves 2997 s; 30 s leaves 29970 s. */
        { 1000, 1, 3, false, "search: 0 %, 0:03 so far, 49:57 to go" },
        { 1000, 1, 30, false, "search: 0 %, 0:30 so far, 8:19:30 to go" },
        { 1000, 0, 3, true, "search: 0:03 so far" },
        { 0, 77, 3, true, "search: 0:03 so far" },
        { 10, 11, 5, false, "search: 100 %, 0:05 so far, 0:00 to go" },
    };
    char got[160];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct progress p = { .what = "search", .total = cases[i].total };
        progress_text(&p, cases[i].done, cases[i].elapsed_s, cases[i].bar, got,
                      sizeof(got));
        assert_string_equal(got, cases[i].want);
    }
}

static void test_short_room(void **state)
{
    const struct progress p = { .what = "search", .total = 400 };
    char got[12];

    (void)state;
    progress_text(&p, 100, 7, false, got, sizeof(got));
    assert_string_equal(got, "search: 25 ");
}

static void test_short_work_is_silent(void **state)
{
    struct progress p;

    (void)state;
    progress_begin(&p, "search", 5000);
    for (int i = 0; i < 5000; i++)
        progress_step(&p, i);
    assert_false(p.shown);
    progress_done(&p);
}

static void test_interrupt(void **state)
{
    (void)state;
    assert_false(progress_interrupted());
    progress_interrupt();
    assert_true(progress_interrupted());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_short_room),
        cmocka_unit_test(test_short_work_is_silent),
        cmocka_unit_test(test_interrupt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
