#ifndef TESTS_TERMINAL_TERMINAL_H
#define TESTS_TERMINAL_TERMINAL_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tests/near.h"
#include "tests/terminal/screen.h"

/*
 * terminal - somebody who sits at a terminal: a program is started on a
 * pseudo-terminal, keys are typed, the screen is read.
 *
 * Nothing waits for ever: each wait ends after PATIENCE_S at most, and then the
 * test fails and shows the screen. The program is a process group of its own,
 * which terminal_end kills.
 *
 *     terminal_begin_of(&t, 80, argv);
 *     terminal_prompt(&t, "ask> ");
 *     terminal_type(&t, "rows\r");
 *     terminal_sees(&t, "380,000 rows");
 *     assert_int_equal(terminal_exit(&t), 0);
 *     terminal_end(&t);
 *
 * Memory   the caller's; none is allocated.
 * Errors   what is not seen in time fails the running test.
 */
enum { PATIENCE_S = 30, TERMINAL_ROWS = 24 };

struct terminal {
    pid_t pid; /* 0: none */
    int master;
    int status; /* of waitpid, once ended */
    bool ended;
    int from; /* the row on which the last keys were typed */
    struct screen screen;
};

/* The program that is tested. */
static inline const char *terminal_program(void)
{
    const char *const given = getenv("STARSLICE");

    return given != NULL ? given : "./starslice";
}

static inline double terminal_clock_s(void)
{
    struct timespec t = { .tv_sec = 0 };

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline void terminal_end(struct terminal *t)
{
    if (t->pid > 0 && !t->ended) {
        kill(-t->pid, SIGKILL);
        kill(t->pid, SIGKILL);
        waitpid(t->pid, &t->status, 0);
    }
    if (t->pid > 0)
        close(t->master);
    t->pid = 0;
}

static inline void terminal_fail(struct terminal *t, const char *what,
                                 const char *text)
{
    const int last = t->screen.row;

    print_error("%s '%s'; the screen:\n", what, text);
    for (int r = last > 40 ? last - 40 : 0; r <= last; r++)
        print_error("  |%s\n", screen_row(&t->screen, r));
    terminal_end(t);
    fail();
}

/* `argv` of the program, its name first; NULL at the end. */
static inline void terminal_begin_of(struct terminal *t, int columns,
                                     const char *const *argv)
{
    struct winsize size = { .ws_row = TERMINAL_ROWS,
                            .ws_col = (unsigned short)columns };

    memset(t, 0, sizeof(*t));
    screen_begin(&t->screen, columns);
    t->pid = forkpty(&t->master, NULL, NULL, &size);
    assert_true(t->pid >= 0);
    if (t->pid == 0) {
        execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    fcntl(t->master, F_SETFL, O_NONBLOCK);
    fcntl(t->master, F_SETFD, FD_CLOEXEC);
}

/* What the program has written by now; false when it can write no more. */
static inline bool terminal_read(struct terminal *t, int wait_ms)
{
    struct pollfd in = { .fd = t->master, .events = POLLIN };
    char bytes[4096];

    if (poll(&in, 1, wait_ms) <= 0)
        return true;
    const ssize_t n = read(t->master, bytes, sizeof(bytes));
    for (ssize_t i = 0; i < n; i++)
        screen_byte(&t->screen, bytes[i]);
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/* True when it was seen, at the latest after PATIENCE_S. */
static inline bool terminal_until(struct terminal *t,
                                  bool (*seen)(const struct terminal *t,
                                               const char *text),
                                  const char *text)
{
    const double ends_s = terminal_clock_s() + PATIENCE_S;
    bool open = true;

    while (!seen(t, text)) {
        if (!open || terminal_clock_s() >= ends_s)
            return false;
        open = terminal_read(t, 100);
    }
    return true;
}

static inline bool terminal_shows(const struct terminal *t, const char *text)
{
    for (int r = t->from; r <= t->screen.row; r++)
        if (strstr(screen_row(&t->screen, r), text) != NULL)
            return true;
    return false;
}

static inline bool terminal_is_at(const struct terminal *t, const char *text)
{
    const size_t bytes = strlen(text);
    const char *const row = t->screen.cells[t->screen.row];

    return t->screen.column == (int)bytes && memcmp(row, text, bytes) == 0;
}

/* Since the last keys, on one row. */
static inline void terminal_sees(struct terminal *t, const char *text)
{
    if (!terminal_until(t, terminal_shows, text))
        terminal_fail(t, "never seen:", text);
}

/* The cursor stands at the end of just this, at the beginning of a row. */
static inline void terminal_prompt(struct terminal *t, const char *text)
{
    if (!terminal_until(t, terminal_is_at, text))
        terminal_fail(t, "the cursor never stands behind", text);
}

static inline void terminal_type(struct terminal *t, const char *keys)
{
    const double ends_s = terminal_clock_s() + PATIENCE_S;
    size_t left = strlen(keys);

    t->from = t->screen.row;
    while (left > 0 && terminal_clock_s() < ends_s) {
        const ssize_t n = write(t->master, keys, left);
        if (n > 0) {
            keys += n;
            left -= (size_t)n;
        } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
            break;
        }
        /* A program that echoes must find a reader. */
        terminal_read(t, n > 0 ? 0 : 10);
    }
    if (left > 0)
        terminal_fail(t, "nobody reads", keys);
}

/* Another width, which the program is told. */
static inline void terminal_resize(struct terminal *t, int columns)
{
    const struct winsize size = { .ws_row = TERMINAL_ROWS,
                                  .ws_col = (unsigned short)columns };

    t->screen.columns = columns;
    assert_int_equal(ioctl(t->master, TIOCSWINSZ, &size), 0);
}

/* The program takes key after key again, not whole lines. */
static inline void terminal_edits(struct terminal *t)
{
    const double ends_s = terminal_clock_s() + PATIENCE_S;
    struct termios modes = { .c_lflag = ICANON };

    while ((modes.c_lflag & ICANON) != 0) {
        if (terminal_clock_s() >= ends_s)
            terminal_fail(t, "takes whole lines:", terminal_program());
        terminal_read(t, 10);
        assert_int_equal(tcgetattr(t->master, &modes), 0);
    }
}

/* The exit status, or 128 and the signal; the program must end by itself. */
static inline int terminal_exit(struct terminal *t)
{
    const double ends_s = terminal_clock_s() + PATIENCE_S;
    bool open = true;

    while (!t->ended && terminal_clock_s() < ends_s) {
        if (open)
            open = terminal_read(t, 20);
        else
            poll(NULL, 0, 10);
        t->ended = waitpid(t->pid, &t->status, WNOHANG) == t->pid;
    }
    if (!t->ended)
        terminal_fail(t, "does not end:", terminal_program());
    while (open && terminal_clock_s() < ends_s)
        open = terminal_read(t, 20);
    return WIFEXITED(t->status) ? WEXITSTATUS(t->status)
                                : 128 + WTERMSIG(t->status);
}

#endif
