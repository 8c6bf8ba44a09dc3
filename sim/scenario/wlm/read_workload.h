#ifndef SCENARIO_READ_WORKLOAD_H
#define SCENARIO_READ_WORKLOAD_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "world/world.h"

/*
 * read_workload - the section `workload:`: classes of queries, when they
 * arrive, how long is watched.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting; those of a trace at its own line.
 */
enum { WORKLOAD_CLASSES_MAX = 50, WORKLOAD_TIMES_MAX = 1000000 };

/* After the queries. `workload` may be NULL. */
bool workload_read(struct world *w, const struct tree_node *workload,
                   struct input_folder *folder, struct faults *faults);

void workload_schema(struct frame *frame);

#endif
