#ifndef CLI_MARKING_H
#define CLI_MARKING_H

#include "cli/journal.h"
#include "cli/round.h"

/*
 * marking - sheets about rounds: what an interviewer marks by, and how a
 * candidate gets on.
 *
 * Memory   the session's arena.
 * Errors   STATUS_WRITE.
 */

/* Prompt, facts, hints, answers by their points, follow-ups, proofs. Follow-ups
   must have been searched. */
enum exit_status marking_print(struct round *r);

/* Past rounds and topics, weakest first; with `dir` as files and a picture. */
enum exit_status marking_progress(struct session *s, struct journal *j,
                                  const char *dir, enum report_format format);

#endif
