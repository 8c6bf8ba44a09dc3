#ifndef SCENARIO_READ_QUERIES_H
#define SCENARIO_READ_QUERIES_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "world/world.h"

/*
 * read_queries - the section `queries:`: SQL and how often it runs.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting, or in the SQL at its own line and column.
 */
enum { QUERIES_MAX = 500 };

/* `queries` may be NULL: a scenario may ask about storage alone. */
bool queries_read(struct world *w, const struct tree_node *queries,
                  struct input_folder *folder, struct faults *faults);

void queries_schema(struct frame *frame);

#endif
