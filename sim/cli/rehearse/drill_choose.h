#ifndef CLI_DRILL_CHOOSE_H
#define CLI_DRILL_CHOOSE_H

#include "cli/rehearse/drill_talk.h"

/*
 * drill_choose - the choices of a question, one after the other: by number, in
 * words, or as DDL for several at once.
 *
 * Memory   the session's arena.
 * Errors   what is none of the options is said, with what is nearly one; false
 *          when the candidate leaves.
 */

/* From choice number `from` on; `answer` has an option of each, and keeps what
   is not answered. */
bool drill_choose(struct drill *d, int from, int *answer);

/* Does the line begin a statement of DDL? */
bool drill_is_ddl(struct drill *d, const char *line);

/* The line and those after it, up to one that ends in a semicolon or is empty;
   what is wrong with them is said. */
bool drill_take_ddl(struct drill *d, const char *line, int *answer);

#endif
