/* Reading argv by a table. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/near.h"

struct wanted {
    const char *scenario, *out;
    struct option_list names;
    int form;
    double limit;
    bool quick;
};

static const char *const forms[] = { "table", "csv", NULL };

static const struct option_spec specs[] = {
    { .name = "name",
      .kind = OPTION_LIST,
      .offset = offsetof(struct wanted, names),
      .value = "NAME",
      .help = "may be given again" },
    { .name = "out",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct wanted, out),
      .value = "DIR",
      .help = "where the results go, which is said here in so many words that "
              "they have to be broken" },
    { .name = "form",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct wanted, form),
      .value = "FORM",
      .choices = forms,
      .help = "table or csv" },
    { .name = "fail-if-worse",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct wanted, limit),
      .value = "PERCENT",
      .min = 0,
      .max = 1000,
      .help = "a limit" },
    { .name = "quick",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct wanted, quick),
      .help = "no value" },
};

static const struct option_table table = {
    .command = "try",
    .question = "Does it work?",
    .about = "",
    .argument = "SCENARIO",
    .argument_help = "a folder",
    .argument_offset = offsetof(struct wanted, scenario),
    .options = specs,
    .count = sizeof(specs) / sizeof(specs[0]),
};

struct fixture {
    struct arena *arena;
    struct faults faults;
    struct wanted got;
    bool help;
};

static int set_up(void **state)
{
    struct arena *const a = arena_begin();
    struct fixture *const f = ARENA_NEW(a, struct fixture);

    f->arena = a;
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

/* Parse words parted by single blanks; "_" stands for an empty one. */
static bool parse(struct fixture *f, const char *line)
{
    char *argv[32] = { (char *)text_copy(f->arena, "try") };
    int argc = 1;

    f->got = (struct wanted){ .limit = -1 };
    faults_init(&f->faults, f->arena);
    while (*line != '\0') {
        const size_t bytes = strcspn(line, " ");
        const char *const word = text_copy_n(f->arena, line, bytes);

        argv[argc++] =
            (char *)(text_equal(word, "_") ? text_copy(f->arena, "") : word);
        line += bytes;
        line += *line == ' ';
    }
    return options_parse(&table, argc, argv, &f->got, &f->help, &f->faults);
}

static void expect_fault(struct fixture *f, const char *line, const char *want)
{
    assert_false(parse(f, line));
    assert_true(f->faults.count > 0);
    assert_string_equal(f->faults.items[0].text, want);
}

static void test_options_stand_before_and_after(void **state)
{
    struct fixture *const f = *state;

    assert_true(parse(f, "--name b --quick case --form=csv --name a "
                         "--fail-if-worse 2.5 --out dir"));
    assert_false(f->help);
    assert_string_equal(f->got.scenario, "case");
    assert_int_equal(f->got.names.count, 2);
    assert_string_equal(f->got.names.items[0], "b");
    assert_string_equal(f->got.names.items[1], "a");
    assert_int_equal(f->got.form, 1);
    assert_near(f->got.limit, 2.5, 0);
    assert_string_equal(f->got.out, "dir");
    assert_true(f->got.quick);
}

static void test_defaults_stay(void **state)
{
    struct fixture *const f = *state;

    assert_true(parse(f, "case"));
    assert_int_equal(f->got.names.count, 0);
    assert_int_equal(f->got.form, 0);
    assert_near(f->got.limit, -1, 0);
    assert_null(f->got.out);
    assert_false(f->got.quick);
}

/* The order of words must not depend on the user's environment. */
static void test_environment_does_not_count(void **state)
{
    setenv("POSIXLY_CORRECT", "1", 1);
    test_options_stand_before_and_after(state);
    unsetenv("POSIXLY_CORRECT");
}

static void test_two_dashes_end_the_options(void **state)
{
    struct fixture *const f = *state;

    assert_true(parse(f, "--name x -- --quick"));
    assert_string_equal(f->got.scenario, "--quick");
    assert_false(f->got.quick);
    expect_fault(f, "a -- b", "unexpected argument 'b'");
}

static void test_names_can_be_shortened(void **state)
{
    struct fixture *const f = *state;

    assert_true(parse(f, "case --fail 7 --q"));
    assert_near(f->got.limit, 7, 0);
    assert_true(f->got.quick);
    expect_fault(f, "case --f csv",
                 "option '--f' is short for several: --form, --fail-if-worse");
}

static void test_unknown_options_get_a_suggestion(void **state)
{
    struct fixture *const f = *state;

    expect_fault(f, "case --nmae x",
                 "unknown option '--nmae', did you mean '--name'?");
    expect_fault(f, "case --ofrm=csv",
                 "unknown option '--ofrm', did you mean '--form'?");
    expect_fault(f, "case --hlep",
                 "unknown option '--hlep', did you mean '--help'?");
    expect_fault(f, "case --zzz", "unknown option '--zzz'");
    expect_fault(f, "case -x", "unknown option '-x'");
    expect_fault(f, "case --\x1b[1m", "unknown option '--\\x1b[1m'");
}

static void test_values_are_checked(void **state)
{
    struct fixture *const f = *state;

    expect_fault(f, "case --form xml",
                 "'--form' is one of table, csv, not 'xml'");
    expect_fault(f, "case --fail-if-worse -0.5",
                 "'--fail-if-worse' is a number from 0 to 1000, not '-0.5'");
    expect_fault(f, "case --fail-if-worse nan",
                 "'--fail-if-worse' is a number from 0 to 1000, not 'nan'");
    expect_fault(f, "case --fail-if-worse 1e3x",
                 "'--fail-if-worse' is a number from 0 to 1000, not '1e3x'");
    expect_fault(f, "case --fail-if-worse _",
                 "'--fail-if-worse' is a number from 0 to 1000, not ''");
    expect_fault(f, "case --out _", "'--out' is empty");
    expect_fault(f, "case --out", "'--out' needs a value: DIR");
    expect_fault(f, "case --quick=1", "'--quick' takes no value");
    expect_fault(f, "case --help=1", "'--help' takes no value");
    expect_fault(f, "case --out a --out b", "'--out' is given twice");
}

static void test_all_mistakes_are_told(void **state)
{
    struct fixture *const f = *state;

    expect_fault(f, "--form xml --out _",
                 "'--form' is one of table, csv, not 'xml'");
    assert_int_equal(f->faults.count, 3);
    assert_string_equal(f->faults.items[2].text, "SCENARIO is missing: a "
                                                 "folder");
}

static void test_help_forgives(void **state)
{
    struct fixture *const f = *state;

    assert_true(parse(f, "--form xml --help"));
    assert_true(f->help);
    assert_int_equal(f->faults.count, 0);
    assert_true(parse(f, "-h"));
    assert_true(f->help);
}

static void test_help_is_made_from_the_table(void **state)
{
    struct fixture *const f = *state;

    assert_string_equal(
        options_help(f->arena, &table),
        "usage: starslice try SCENARIO [OPTION]...\n"
        "\n"
        "Does it work?\n"
        "\n"
        "  SCENARIO              a folder\n"
        "  --name NAME           may be given again\n"
        "  --out DIR             where the results go, which is said here in "
        "so many\n"
        "                        words that they have to be broken\n"
        "  --form FORM           table or csv\n"
        "  --fail-if-worse PERCENT\n"
        "                        a limit\n"
        "  --quick               no value\n"
        "  --help, -h            this text\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_options_stand_before_and_after),
        TEST(test_defaults_stay),
        TEST(test_environment_does_not_count),
        TEST(test_two_dashes_end_the_options),
        TEST(test_names_can_be_shortened),
        TEST(test_unknown_options_get_a_suggestion),
        TEST(test_values_are_checked),
        TEST(test_all_mistakes_are_told),
        TEST(test_help_forgives),
        TEST(test_help_is_made_from_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
