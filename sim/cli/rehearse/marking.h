#ifndef CLI_MARKING_H
#define CLI_MARKING_H

#include "cli/rehearse/round.h"

/*
 * marking - the sheet that an interviewer marks by.
 *
 * Memory   the session's arena.
 * Errors   STATUS_WRITE.
 */

/* Prompt, facts, hints, answers by their points, follow-ups, proofs. Follow-ups
   must have been searched. */
enum exit_status marking_print(struct round *r);

#endif
