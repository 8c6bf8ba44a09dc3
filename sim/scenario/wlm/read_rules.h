#ifndef SCENARIO_READ_RULES_H
#define SCENARIO_READ_RULES_H

#include "scenario/field.h"
#include "world/workload.h"

/*
 * read_rules - the query monitoring rules of a queue.
 *
 *     rules:
 *       runaway: {when: [query_execution_time > 50], do: abort}
 *       greedy:
 *         when: [query_temp_blocks_to_disk > 1000000, query_priority = normal]
 *         do: lowest
 *
 * Memory   the arena given.
 * Errors   faults at the setting.
 * Source   at most 25 rules, three predicates each: DG:cm-c-wlm-query-
 *          monitoring-rules.
 */
bool rules_read(struct arena *a, struct wlm_queue_config *q, bool automatic,
                const struct tree_node *n, struct faults *faults);

void rules_schema(struct frame *frame);

#endif
