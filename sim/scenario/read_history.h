#ifndef SCENARIO_READ_HISTORY_H
#define SCENARIO_READ_HISTORY_H

#include "scenario/field.h"
#include "world/history.h"

/*
 * read_history - the section `history:`: what is loaded, changed and tidied
 * up, and when.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting: what the operation does not take, a table
 *          that is not there, a VACUUM that no design of the scenario allows,
 *          a history that does not end.
 * Result   world->history, or NULL when there is no such section.
 */
enum { HISTORY_OPERATIONS_MAX = 200 };

/* After the designs, whose sort keys decide which VACUUM is possible. */
bool history_read(struct world *w, const struct tree_node *history,
                  struct faults *faults);

void history_schema(struct frame *frame);

#endif
