#ifndef SCENARIO_LOAD_H
#define SCENARIO_LOAD_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/frame.h"
#include "scenario/vary.h"
#include "world/world.h"

/*
 * load - a scenario from disk to a world, or all its mistakes at once.
 *
 * Memory   the world and all that it points to live in the arena given.
 * Errors   faults, each with its place. What is wrong in one section does
 *          not hide what is wrong in another, unless it cannot be told: with
 *          a broken schema nothing else is looked up in it.
 * Result   a world that the rest of the program need not doubt.
 */
enum {
    SCENARIO_TABLES_MAX = 1000,
    SCENARIO_COLUMNS_MAX = 100000, /* of all tables */
    SCENARIO_FILES_MAX = 100,      /* of the schema */
};

/* `path` is a folder with scenario.yaml, or such a file under any name. NULL
   when there is a fault. */
struct world *scenario_load(struct arena *a, const char *path,
                            struct faults *faults);

/* The same with these settings changed before they are read. */
struct world *scenario_load_varied(struct arena *a, const char *path,
                                   const struct vary_change *changes,
                                   size_t count, struct faults *faults);

/* What stands in the scenario's file after the changes; NULL after a fault. */
const struct tree_node *scenario_tree(struct arena *a, const char *path,
                                      const struct vary_change *changes,
                                      size_t count, struct faults *faults);

/* `w` with its queues read anew from a tree of its own file and, if `work`, its
   history and workload too; it shares all else with `w`. NULL after a fault. */
struct world *scenario_reread(struct arena *a, const struct world *w,
                              const struct tree_node *root, bool work,
                              struct faults *faults);

/* Frame `schema`: every key of the format, from the tables that check it. */
void scenario_schema(struct frames *fs);

#endif
