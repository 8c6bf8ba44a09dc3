#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * progress - tell the user of work that takes over two seconds, and whether
 * he has asked to stop.
 *
 *     progress_begin(&p, "search", candidates);
 *     for (i = 0; i < candidates && !progress_interrupted(); i++) {
 *         ...
 *         progress_step(&p, i + 1);
 *     }
 *     progress_done(&p);
 *
 * On a terminal a bar with the time to go is redrawn in one line of stderr
 * and wiped at the end; elsewhere a plain line comes every ten seconds.
 * Shorter work leaves no trace. The clock decides only when to print, never
 * what is computed.
 *
 * Units    seconds of the monotonic clock; work in any unit of the caller.
 * Memory   none.
 * Errors   none: what cannot be printed is lost.
 */
struct progress {
    const char *what; /* "search": outlives the work */
    double total;     /* > 0; 0 = not known */
    double begun_s, shown_s;
    bool terminal, shown;
};

void progress_begin(struct progress *p, const char *what, double total);

/* `done` of the total is done. Cheap: a look at the clock. */
void progress_step(struct progress *p, double done);

void progress_done(struct progress *p);

/*
 * The line for `done` after `elapsed_s` seconds, as progress_step prints it,
 * without a newline; `bar` adds the bar. `out` has `room` bytes, NUL included.
 */
void progress_text(const struct progress *p, double done, double elapsed_s,
                   bool bar, char *out, size_t room);

/* For the handler of SIGINT that the command line installs: may be called
   from a signal handler. */
void progress_interrupt(void);

/* Long loops ask this and end early, with what they have. */
bool progress_interrupted(void);

#endif
