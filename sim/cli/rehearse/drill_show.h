#ifndef CLI_DRILL_SHOW_H
#define CLI_DRILL_SHOW_H

#include "cli/rehearse/drill_talk.h"

/*
 * drill_show - what a drill has to show: the question, a design in words, the
 * verdict, what a follow-up came to, the card. In pieces that fit a small
 * screen; at a terminal each waits for Enter.
 *
 * Memory   the session's arena.
 * Errors   those of drill_talk; false when the candidate leaves at a pause.
 */

/* The question, and what is given at once. */
void drill_show_prompt(struct drill *d);

/* How a round goes on from there. */
void drill_show_way(struct drill *d);

/* An answer in words. */
void drill_show_answer(struct drill *d, const char *lead, const int *answer);

bool drill_show_verdict(struct drill *d);

/* Follow-up number i, which has been answered. */
bool drill_show_followup(struct drill *d, size_t i);

/* Points alone, so that they are seen whatever comes next. */
void drill_show_score(struct drill *d);

/* The answer to give, its proof, and what to practise next. */
bool drill_show_card(struct drill *d);

#endif
