#ifndef SCENARIO_READ_WORLD_H
#define SCENARIO_READ_WORLD_H

#include "scenario/field.h"
#include "world/world.h"

/*
 * read_world - the top of a scenario: title, seed, cluster, engine; and what
 * sections there are.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting.
 */
struct scenario_settings {
    const char *title;
    int64_t seed;
    const struct tree_node *today;
    const struct tree_node *cluster, *schema, *data, *designs, *queries,
        *history, *workload, *wlm, *engine, *study;
};

/* All keys of the file; false when one of them is at fault. */
bool scenario_read_settings(const struct tree_node *root,
                            struct scenario_settings *s, struct faults *faults);

/* Title, seed, cluster and engine into the world. */
bool scenario_read_cluster(struct world *w, const struct scenario_settings *s,
                           struct faults *faults);

void scenario_schema_top(struct frame *frame);

#endif
