#ifndef SCENARIO_READ_PARAMS_H
#define SCENARIO_READ_PARAMS_H

#include "base/frame.h"
#include "scenario/field.h"
#include "world/cluster.h"

/*
 * read_params - node types and engine constants, from models/params/.
 *
 * Every number there is a mapping of value, unit, kind and source. The unit
 * must be the one that the struct's member has; the kind says how far the
 * number can be trusted.
 *
 * Units    as world/cluster.h says for each member.
 * Memory   the arena given.
 * Errors   a mistake in the files is a fault like one in a scenario: they
 *          are part of the program, but people edit them.
 * Result   all members of every node type and of the engine are set.
 * Source   in the files, number by number.
 */
struct params {
    struct node_type *node_types;
    int node_type_count;
    struct engine engine;
    const struct tree_node *node_types_tree, *engine_tree; /* as read */
};

/* The texts that were built into the program. */
bool params_read(struct arena *a, struct params *params, struct faults *faults);

/* The same from texts given, for tests. */
bool params_read_texts(struct arena *a, const char *node_types,
                       const char *engine, struct params *params,
                       struct faults *faults);

/* The type of this name, or NULL. */
const struct node_type *params_node_type(const struct params *params,
                                         const char *name);

/* The members of struct engine: `engine:` of a scenario overrides them. */
extern const struct section params_engine_section;

/* Frame `constants`: every number with its unit, kind and source. */
void params_frame(const struct params *params, struct frames *fs);

#endif
