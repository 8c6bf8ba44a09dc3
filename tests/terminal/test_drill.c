/*
 * A round of `rehearse` at a terminal, as somebody who sits there has it: keys
 * that edit a line, the history, completion, leaving and coming back, a screen
 * that becomes wider, and what may not happen to a round that is finished.
 */
#define _XOPEN_SOURCE 700

#include "tests/terminal/terminal.h"

#include <sys/resource.h>
#include <termios.h>

#include "tests/unit/folder.h"

/* A question that is drawn and searched in milliseconds. */
static const char question[] = "broadcast";

static struct arena *arena;
static const char *home;
static struct terminal t;

static int begin(void **state)
{
    (void)state;
    /* Behind the deadlines of each wait, for those who wrote a wait wrong. */
    alarm(10 * PATIENCE_S);
    arena = arena_begin();
    home = folder_begin(arena);
    setenv("XDG_DATA_HOME", home, 1);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    return 0;
}

static int end(void **state)
{
    (void)state;
    terminal_end(&t);
    folder_remove(arena, home);
    arena_done(arena);
    alarm(0);
    return 0;
}

/* A key of the terminal, as xterm sends it. */
#define KEY_UP "\033[A"
#define KEY_LEFT "\033[D"
#define KEY_HOME "\001"
#define KEY_END "\005"

static void begin_round_of(int columns, const char *seed)
{
    const char *const argv[] = { terminal_program(), "rehearse", question,
                                 "--seed",           seed,       NULL };

    terminal_begin_of(&t, columns, argv);
    terminal_prompt(&t, "ask> ");
}

static void begin_round(void)
{
    begin_round_of(80, "9");
}

static void type(const char *keys)
{
    terminal_type(&t, keys);
}

/* Enter at a pause, which says so. */
static void go_on(const char *next)
{
    terminal_sees(&t, next);
    type("\r");
}

/* The naive answer of a round, up to the verdict. */
static void play_to_verdict(void)
{
    type("go\r");
    terminal_prompt(&t, "choose> ");
    type("done\r");
    for (int i = 0; i < 3; i++) {
        terminal_prompt(&t, "predict> ");
        type("\r");
    }
    terminal_sees(&t, "(Enter for the decisions)");
}

/* A fact, and its answer. */
static void ask_rows(void)
{
    type("rows\r");
    terminal_sees(&t, "380,000 rows");
    terminal_prompt(&t, "ask> ");
}

/* From the verdict on: nothing is changed in any follow-up. */
static void keep_all(void)
{
    type("keep\r");
    for (int i = 1; i < 4; i++) {
        terminal_sees(&t, "(Enter for the next)");
        type("keep\r");
    }
    go_on("(Enter for your card)");
}

static const char *kept(const char *name)
{
    return folder_read(arena, home, text_format(arena, "starslice/%s", name));
}

/* No row of the program's own goes on in the next, and none is wider; what it
   says of the folder that was named is as long as that name. */
static void assert_rows_fit(void)
{
    for (int r = 0; r <= t.screen.row; r++) {
        const char *const row = screen_row(&t.screen, r);
        if (strncmp(row, "wrote ", 6) == 0)
            break;
        if (!t.screen.wrapped[r])
            continue;
        print_error("wrapped: '%s'\n", row);
        fail();
    }
}

/* ---- editing ------------------------------------------------------------ */

static void a_line_is_edited_before_it_is_sent(void **state)
{
    (void)state;
    begin_round();
    type("xrws" KEY_LEFT KEY_LEFT "o" KEY_HOME);
    terminal_prompt(&t, "ask> ");
    type("\004" KEY_END "\177"
         "s"); /* Ctrl-D deletes, Backspace too */
    terminal_prompt(&t, "ask> rows");
    type("\r");
    terminal_sees(&t, "380,000 rows");
    terminal_prompt(&t, "ask> ");
    type("columns\025"
         "rows\r"); /* Ctrl-U clears the line */
    terminal_sees(&t, "380,000 rows");
}

static void arrow_up_brings_lines_back(void **state)
{
    (void)state;
    begin_round();
    ask_rows();
    type("cluster\r");
    terminal_sees(&t, "8 nodes");
    terminal_prompt(&t, "ask> ");
    type(KEY_UP);
    terminal_prompt(&t, "ask> cluster");
    type(KEY_UP);
    terminal_prompt(&t, "ask> rows");
    type("\r");
    terminal_sees(&t, "380,000 rows");
    terminal_prompt(&t, "ask> ");
    type("\022"
         "clu"); /* Ctrl-R looks for it */
    terminal_sees(&t, "ask> cluster");
    type("\r");
    terminal_sees(&t, "8 nodes");
}

static void tab_completes_names_and_lists_several(void **state)
{
    (void)state;
    begin_round();
    type("clu\t");
    terminal_prompt(&t, "ask> cluster");
    type("\025skew BAT\t"); /* the last word, in whatever case */
    terminal_prompt(&t, "ask> skew BATch_id");
    type("\r");
    terminal_sees(&t, "none stands out");
    terminal_prompt(&t, "ask> ");
    type("fact_\t");
    terminal_sees(&t, "fact_reading  fact_alarm");
    terminal_prompt(&t, "ask> fact_");
    type("\025go\r");
    terminal_prompt(&t, "choose> ");
    type("distst\t");
    terminal_prompt(&t, "choose> diststYLE ");
    type("a\t");
    terminal_prompt(&t, "choose> diststYLE aLL");
    type("\r");
    terminal_sees(&t, "2 of 4");
    terminal_prompt(&t, "choose> ");
}

static void what_is_not_ascii_is_one_question_mark(void **state)
{
    (void)state;
    begin_round();
    type("r\303\266ws \360\237\230\200!");
    terminal_prompt(&t, "ask> r?ws ?!");
    type("\r");
    terminal_sees(&t, "I can tell you of");
    terminal_prompt(&t, "ask> ");
}

static void a_line_without_end_is_cut(void **state)
{
    char keys[6001];

    (void)state;
    begin_round();
    memset(keys, 'x', sizeof(keys) - 1);
    keys[sizeof(keys) - 1] = '\0';
    for (size_t i = 9; i < sizeof(keys) - 1; i += 10)
        keys[i] = ' ';
    type(keys);
    type("\r");
    terminal_sees(&t, "I can tell you of");
    terminal_prompt(&t, "ask> ");
    type("rows\r");
    terminal_sees(&t, "380,000 rows");
}

/* ---- the terminal itself ------------------------------------------------ */

static void a_wider_terminal_is_followed(void **state)
{
    (void)state;
    begin_round_of(40, "9");
    /* Of 60 characters the last 25 stand on the row below. */
    type("123456789 123456789 123456789 123456789 123456789 123456789 ");
    terminal_prompt(&t, "6789 123456789 123456789 ");
    type("\025");
    terminal_prompt(&t, "ask> ");
    terminal_resize(&t, 100);
    type("123456789 123456789 123456789 123456789 123456789 123456789 ");
    terminal_prompt(
        &t,
        "ask> 123456789 123456789 123456789 123456789 123456789 123456789 ");
}

/* As a shell does it: it stops the program, has the terminal for itself with
   whole lines and echo, and lets the program go on. */
static void who_comes_back_from_the_shell_goes_on_editing(void **state)
{
    struct termios modes;

    (void)state;
    begin_round();
    type("clu");
    terminal_prompt(&t, "ask> clu");
    kill(t.pid, SIGSTOP);
    assert_int_equal(tcgetattr(t.master, &modes), 0);
    assert_int_equal(modes.c_lflag & ICANON, 0);
    modes.c_lflag |= ICANON | ECHO;
    assert_int_equal(tcsetattr(t.master, TCSANOW, &modes), 0);
    kill(t.pid, SIGCONT);
    terminal_edits(&t);
    type("\t");
    terminal_prompt(&t, "ask> cluster");
}

static void colour_is_left_out_where_it_is_not_wanted(void **state)
{
    static const char *const terms[] = { "xterm", "dumb", "xterm", "nonsense" };
    static const bool no_color[] = { false, false, true, false };

    (void)state;
    for (int i = 0; i < 4; i++) {
        setenv("TERM", terms[i], 1);
        if (no_color[i])
            setenv("NO_COLOR", "1", 1);
        else
            unsetenv("NO_COLOR");
        begin_round();
        type("quit\r"); /* nothing was said, so nothing is kept */
        assert_int_equal(terminal_exit(&t), 0);
        assert_int_equal(t.screen.styles > 0, i == 0 || i == 3);
        assert_int_equal(t.screen.unknown, 0);
        terminal_end(&t);
    }
}

/* ---- a whole round ------------------------------------------------------ */

static void a_round_goes_by_in_screens(void **state)
{
    const char *const card = text_format(arena, "%s/card", home);
    const char *const argv[] = { terminal_program(),
                                 "rehearse",
                                 question,
                                 "--seed",
                                 "9",
                                 "--out",
                                 card,
                                 NULL };

    (void)state;
    terminal_begin_of(&t, 80, argv);
    terminal_prompt(&t, "ask> ");
    play_to_verdict();
    go_on("(Enter for the decisions)");
    go_on("(Enter for where the difference comes from)");
    go_on("(Enter for your predictions)");
    go_on("(Enter for the follow-ups)");
    for (int i = 0; i < 4; i++) {
        terminal_prompt(&t, "keep or change> ");
        type("keep\r");
        go_on(i < 3 ? "(Enter for the next)" : "(Enter for your card)");
    }
    terminal_sees(&t, "The score");
    go_on("(Enter for an answer to give)");
    terminal_sees(&t, "situation");
    go_on("(Enter for its proof on a real cluster)");
    terminal_sees(&t, "The same round again: starslice rehearse broadcast");
    assert_int_equal(terminal_exit(&t), 0);
    assert_rows_fit();
    assert_non_null(folder_read(arena, card, "score.csv"));
    assert_non_null(kept("rehearse.log"));
    assert_null(kept("broadcast.round"));
}

static void who_does_not_wait_answers_ahead(void **state)
{
    (void)state;
    begin_round();
    play_to_verdict();
    type("change\r"); /* of the first follow-up */
    terminal_prompt(&t, "choose> ");
}

/* The prompt says what is left; what comes too late counts for nothing more. */
static void a_mock_interview_ends_in_time(void **state)
{
    const char *const argv[] = {
        terminal_program(), "rehearse", question, "--seed", "9",
        "--timed",          "1s",       NULL
    };

    (void)state;
    terminal_begin_of(&t, 80, argv);
    terminal_sees(&t, " s left] ask>");
    poll(NULL, 0, 1100);
    type("rows\r");
    terminal_sees(&t, "Time is up");
    terminal_sees(&t, "(Enter for the decisions)");
    assert_false(terminal_shows(&t, "choose>"));
}

/* ---- leaving ------------------------------------------------------------ */

/* What leaves, and the exit status then. */
static const struct {
    const char *keys;
    int status;
} ways_out[] = { { "quit\r", 0 }, { "\004", 0 }, { "\003", 130 } };

static void leave(int way)
{
    type(ways_out[way].keys);
    terminal_sees(&t, "The round is kept; go on with 'starslice rehearse");
    assert_int_equal(terminal_exit(&t), ways_out[way].status);
    terminal_end(&t);
}

static void resume(const char *prompt)
{
    const char *const argv[] = { terminal_program(), "rehearse", question,
                                 NULL };

    terminal_begin_of(&t, 80, argv);
    terminal_sees(&t, "You broke off a round of 'broadcast' (seed 9)");
    terminal_prompt(&t, prompt);
}

static void who_leaves_comes_back_to_the_same_place(void **state)
{
    static const char *const stages[] = { "ask> ", "choose> ", "predict> " };
    static const char *const steps[] = { "rows\r", "go\r", "done\r" };

    (void)state;
    begin_round();
    for (int i = 0; i < 3; i++) {
        type(steps[i]);
        terminal_prompt(&t, stages[i]);
        leave(i);
        resume(stages[i]);
    }
    /* The history of before is there, too. */
    type(KEY_UP);
    terminal_prompt(&t, "predict> done");
}

static void who_leaves_between_screens_comes_back_to_them(void **state)
{
    (void)state;
    begin_round();
    play_to_verdict();
    for (int i = 0; i < 3; i++) {
        leave(i);
        resume("(Enter for the decisions) ");
    }
}

static void who_leaves_his_card_has_finished(void **state)
{
    for (int way = 0; way < 3; way++) {
        (void)state;
        begin_round();
        play_to_verdict();
        keep_all();
        terminal_sees(&t, "(Enter for an answer to give)");
        const char *const log = kept("rehearse.log");
        assert_non_null(log);
        type(ways_out[way].keys);
        assert_int_equal(terminal_exit(&t), ways_out[way].status);
        assert_string_equal(kept("rehearse.log"), log);
        assert_null(kept("broadcast.round"));
        assert_false(terminal_shows(&t, "is kept; go on"));
        terminal_end(&t);
    }
}

/* ---- a home that cannot be written -------------------------------------- */

/* The naive answer of a round, from the start; it cannot be kept. */
static void play_in_vain(void)
{
    type("rows\r");
    terminal_sees(&t, "it cannot be resumed");
    terminal_prompt(&t, "ask> ");
    play_to_verdict();
    keep_all();
    terminal_sees(&t, "The round could not be kept. This is its line");
    go_on("(Enter for an answer to give)");
    go_on("(Enter for its proof on a real cluster)");
    assert_int_equal(terminal_exit(&t), 4);
}

static void a_round_without_a_home_is_told(void **state)
{
    (void)state;
    /* A file stands where the folder should be: root may write anywhere. */
    folder_write(arena, home, "starslice", "in the way");
    begin_round();
    play_in_vain();
}

/* As on a full disk: no file of the program may have a byte. */
static void a_round_on_a_full_disk_is_told(void **state)
{
    struct rlimit before, none;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    begin_round();
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    play_in_vain();
    assert_int_equal(folder_entries(text_format(arena, "%s/starslice", home)),
                     1); /* the log, empty */
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(a_line_is_edited_before_it_is_sent),
        CASE(arrow_up_brings_lines_back),
        CASE(tab_completes_names_and_lists_several),
        CASE(what_is_not_ascii_is_one_question_mark),
        CASE(a_line_without_end_is_cut),
        CASE(a_wider_terminal_is_followed),
        CASE(who_comes_back_from_the_shell_goes_on_editing),
        CASE(colour_is_left_out_where_it_is_not_wanted),
        CASE(a_round_goes_by_in_screens),
        CASE(who_does_not_wait_answers_ahead),
        CASE(a_mock_interview_ends_in_time),
        CASE(who_leaves_comes_back_to_the_same_place),
        CASE(who_leaves_between_screens_comes_back_to_them),
        CASE(who_leaves_his_card_has_finished),
        CASE(a_round_without_a_home_is_told),
        CASE(a_round_on_a_full_disk_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
