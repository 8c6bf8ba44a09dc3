#ifndef SCENARIO_READ_ARRIVAL_H
#define SCENARIO_READ_ARRIVAL_H

#include "scenario/law/read_laws.h"

/*
 * read_arrival - in which order the rows of a table arrive.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting.
 */

/* Before the laws are read: r->table is the table. `n` may be NULL. */
bool arrival_read(struct law_reader *r, const struct tree_node *n);

/* After all laws are read: can this column come in order? */
bool arrival_check(struct law_reader *r, const struct tree_node *n);

void arrival_schema(struct frame *frame);

#endif
