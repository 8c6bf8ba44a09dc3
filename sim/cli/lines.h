#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

/*
 * lines - what the user types, a line at a time.
 *
 * At a terminal with line editing, a history and completion (libedit); from a
 * pipe or a file as it is. Ctrl-C, Ctrl-D and the end of the file end the lines.
 * A terminal may change its width, or be left with Ctrl-Z and come back to.
 *
 * Memory   the arena given.
 * Errors   none: what cannot be read is the end.
 * Result   a line without its newline; a character outside ASCII becomes '?' at
 *          a terminal, and a line is cut after LINES_BYTES_MAX.
 * Source   editline(3), libedit 3.1.
 */
enum { LINES_BYTES_MAX = 4096 };

struct lines;

/* `in` is read; prompts go to `out`. */
struct lines *lines_begin(struct arena *a, FILE *in, FILE *out);

/* NULL at the end. Valid until the arena ends. */
const char *lines_next(struct lines *l, const char *prompt);

/* Is it a terminal, where somebody sits? */
bool lines_edited(const struct lines *l);

/*
 * What Tab completes from now on: to the whole line, or else to its last word,
 * in upper or lower case. Where several go on differently they are listed. The
 * texts must live as long as they are offered.
 */
void lines_offer(struct lines *l, const char *const *texts, size_t count);

/* A line of before that the arrow up brings back. */
void lines_remember(struct lines *l, const char *line);

/* Gives the terminal back; further lines are NULL. */
void lines_done(struct lines *l);

#endif
