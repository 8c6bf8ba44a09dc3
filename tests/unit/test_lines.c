/*
 * What the user types: from a pipe as it is, cut where it is too long; and when
 * there is nothing more: at the end of the file, when a terminal goes away, after
 * Ctrl-C.
 */
#define _XOPEN_SOURCE 700 /* posix_openpt and its kin */

#include "cli/lines.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/progress.h"
#include "tests/near.h"

static struct arena *arena;

/* Longer than any of this takes on a machine that does much else: a test that
   waits for ever has failed. */
enum { PATIENCE_S = 600 };

static int begin(void **state)
{
    (void)state;
    alarm(PATIENCE_S);
    arena = arena_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

/* ---- from a file -------------------------------------------------------- */

/* A file with these bytes, at its beginning. */
static FILE *file_of(const char *bytes, size_t count)
{
    FILE *const f = tmpfile();

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, count, f), count);
    rewind(f);
    return f;
}

/* All that was written to the file. */
static const char *text_of(FILE *f)
{
    static char text[4 * LINES_BYTES_MAX];

    rewind(f);
    text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
    return text;
}

static void lines_come_without_their_ends(void **state)
{
    static const char typed[] = "one\r\n\n  two \nlast";
    FILE *const in = file_of(typed, sizeof(typed) - 1), *const out = tmpfile();
    struct lines *const l = lines_begin(arena, in, out);

    (void)state;
    assert_string_equal(lines_next(l, "a> "), "one");
    assert_string_equal(lines_next(l, "b> "), "");
    assert_string_equal(lines_next(l, "c> "), "  two ");
    assert_string_equal(lines_next(l, "d> "), "last");
    assert_null(lines_next(l, "e> "));
    assert_null(lines_next(l, "f> "));
    /* A transcript reads as at a terminal; after the end nothing is asked. */
    assert_string_equal(text_of(out), "a> one\nb> \nc>   two \nd> last\ne> \n");
    fclose(in);
    fclose(out);
}

static void a_long_line_is_cut_and_the_next_is_whole(void **state)
{
    static char typed[3 * LINES_BYTES_MAX];
    const size_t tail = sizeof(typed) - 6;
    FILE *const out = tmpfile();

    (void)state;
    memset(typed, 'x', sizeof(typed));
    memcpy(typed + tail, "\nnext\n", 6);
    FILE *const in = file_of(typed, sizeof(typed));
    struct lines *const l = lines_begin(arena, in, out);
    assert_int_equal(strlen(lines_next(l, "> ")), LINES_BYTES_MAX);
    assert_string_equal(lines_next(l, "> "), "next");
    assert_null(lines_next(l, "> "));
    fclose(in);
    fclose(out);
}

/* One byte less, as much, one byte more than fits. */
static void a_line_of_just_the_length_is_whole(void **state)
{
    static char typed[LINES_BYTES_MAX + 8];

    (void)state;
    for (int more = -1; more <= 1; more++) {
        const size_t bytes = (size_t)(LINES_BYTES_MAX + more);
        FILE *const out = tmpfile();
        memset(typed, 'x', bytes);
        memcpy(typed + bytes, "\nok\n", 4);
        FILE *const in = file_of(typed, bytes + 4);
        struct lines *const l = lines_begin(arena, in, out);
        assert_int_equal(strlen(lines_next(l, "> ")),
                         more > 0 ? LINES_BYTES_MAX : bytes);
        assert_string_equal(lines_next(l, "> "), "ok");
        fclose(in);
        fclose(out);
    }
}

static void after_the_end_nothing_is_read(void **state)
{
    static const char typed[] = "one\ntwo\n";
    FILE *const in = file_of(typed, sizeof(typed) - 1), *const out = tmpfile();
    struct lines *const l = lines_begin(arena, in, out);

    (void)state;
    assert_string_equal(lines_next(l, "> "), "one");
    lines_done(l);
    assert_null(lines_next(l, "> "));
    lines_done(l); /* twice does no harm */
    fclose(in);
    fclose(out);
}

/* ---- at a terminal ------------------------------------------------------ */

/* The end of a new terminal that a program has; *master is the user's. */
static FILE *open_terminal(int *master)
{
    *master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(*master >= 0 && grantpt(*master) == 0 &&
                unlockpt(*master) == 0);
    const int slave = open(ptsname(*master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    FILE *const f = fdopen(slave, "r+");
    assert_non_null(f);
    setvbuf(f, NULL, _IONBF, 0);
    return f;
}

static void a_terminal_that_goes_away_is_the_end(void **state)
{
    int master;
    FILE *const f = open_terminal(&master);
    struct lines *const l = lines_begin(arena, f, f);

    (void)state;
    close(master);
    assert_null(lines_next(l, "> "));
    lines_done(l);
    fclose(f);
}

/* Last: what was interrupted stays so. */
static void who_interrupts_is_at_the_end(void **state)
{
    static const char typed[] = "one\ntwo\n";
    FILE *const in = file_of(typed, sizeof(typed) - 1), *const out = tmpfile();
    struct lines *const l = lines_begin(arena, in, out);

    (void)state;
    assert_string_equal(lines_next(l, "> "), "one");
    progress_interrupt();
    assert_null(lines_next(l, "> "));
    assert_string_equal(text_of(out), "> one\n\n");
    fclose(in);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_without_their_ends),
        cmocka_unit_test(a_long_line_is_cut_and_the_next_is_whole),
        cmocka_unit_test(a_line_of_just_the_length_is_whole),
        cmocka_unit_test(after_the_end_nothing_is_read),
        cmocka_unit_test(a_terminal_that_goes_away_is_the_end),
        cmocka_unit_test(who_interrupts_is_at_the_end),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
