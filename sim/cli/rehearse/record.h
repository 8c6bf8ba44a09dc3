#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include "cli/rehearse/journal.h"

/*
 * record - how a candidate gets on: past rounds, each question with when it is
 * due again, and topics.
 *
 * Memory   the session's arena.
 * Errors   STATUS_WRITE.
 */

/* With `dir` as files, too, and a picture of the rounds. */
enum exit_status record_print(struct session *s, struct journal *j,
                              const char *dir, enum report_format format);

#endif
