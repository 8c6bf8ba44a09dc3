#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

/*
 * lines - what the user types, a line at a time.
 *
 * At a terminal with line editing and a history (libedit); from a pipe or a
 * file as it is. Ctrl-C, Ctrl-D and the end of the file end the lines.
 *
 * Memory   the arena given.
 * Errors   none: what cannot be read is the end.
 * Result   a line without its newline; bytes outside ASCII become '?' at a
 *          terminal, and a line is cut after LINES_BYTES_MAX.
 * Source   editline(3), libedit 3.1.
 */
enum { LINES_BYTES_MAX = 4096 };

struct lines;

/* `in` is read; prompts go to `out`. */
struct lines *lines_begin(struct arena *a, FILE *in, FILE *out);

/* NULL at the end. Valid until the arena ends. */
const char *lines_next(struct lines *l, const char *prompt);

/* Gives the terminal back; further lines are NULL. */
void lines_done(struct lines *l);

#endif
