#ifndef CLI_PRACTICE_H
#define CLI_PRACTICE_H

#include "cli/rehearse/journal.h"

/*
 * practice - what to rehearse next, by spaced repetition: first what is overdue,
 * the most overdue before the others; then what was never tried, the easiest
 * before the others; then what will be due next.
 *
 * Memory   the arena given.
 * Errors   none; a question that cannot be read is passed over.
 * Source   journal_due: weak questions come back soonest.
 */
struct practice {
    const char *path, *name;
    const char *because; /* "never tried", "37 points 8 days ago" */
};

/* False when there is no question. */
bool practice_next(struct arena *a, const struct journal *j,
                   struct practice *out);

#endif
