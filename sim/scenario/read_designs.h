#ifndef SCENARIO_READ_DESIGNS_H
#define SCENARIO_READ_DESIGNS_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "world/world.h"

/*
 * read_designs - the section `designs:`: physical designs to compare.
 *
 * A design begins as what the schema's DDL says, or as another design above
 * it; then come its own DDL file, its encode mode, and settings per table.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting; contradictions of the finished design at
 *          its name (design_check).
 * Result   at least one design, the first of which is the baseline.
 */
enum { DESIGNS_MAX = 64 };

/* `base` is the design of the schema; `folder` holds the scenario's files. */
bool designs_read(struct world *w, const struct design *base,
                  const struct tree_node *designs, struct input_folder *folder,
                  struct faults *faults);

void designs_schema(struct frame *frame);

#endif
