#ifndef CLI_DRILL_H
#define CLI_DRILL_H

#include "cli/lines.h"
#include "cli/rehearse/journal.h"
#include "cli/rehearse/round.h"

/*
 * drill - a round as a conversation: the question, what the candidate asks, his
 * choices and predictions, the verdict, the follow-ups, the card.
 *
 * Each line that is typed is kept at once, so that a round can be broken off at
 * any prompt and resumed: the same lines are typed again in silence.
 *
 * Units    limit_s: seconds, of the monotonic clock; 0 is no limit. When they
 *          are over, what has not been answered stays as it was.
 * Memory   the session's arena.
 * Errors   what cannot be kept is said, with the result, so that a finished
 *          round is never lost; STATUS_WRITE.
 */
struct drill_options {
    double limit_s;
    const char *dir; /* for the card and its pictures; or NULL */
    bool resume;     /* what was broken off, if there is something */
};

enum exit_status drill_run(struct round *r, struct journal *j, struct lines *l,
                           struct drill_options o);

/* The seed of the round of this question that was broken off; false when there
   is none. */
bool drill_kept_seed(struct journal *j, const char *question, uint64_t *seed);

#endif
