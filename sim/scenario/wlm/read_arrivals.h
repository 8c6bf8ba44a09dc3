#ifndef SCENARIO_READ_ARRIVALS_H
#define SCENARIO_READ_ARRIVALS_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "world/world.h"

/*
 * read_arrivals - when the queries of a class come: a rate with bursts, a
 * profile of hours and days, a spike; or given times; or a trace.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting, or at the line of the trace.
 */
bool arrivals_read(struct world *w, struct workload_class *c,
                   const struct tree_node *n, struct input_folder *folder,
                   struct faults *faults);

/* The index of a query of the world; -1 after a fault. */
int workload_query(const struct world *w, const char *name,
                   const struct tree_node *n, struct faults *faults);

void arrivals_schema(struct frame *frame);

#endif
