#ifndef SCENARIO_CIRCLE_H
#define SCENARIO_CIRCLE_H

#include "base/fault.h"
#include "world/world.h"

/*
 * circle - references that lead back to where they began.
 *
 * Memory   texts in the arena given.
 * Errors   one fault for each circle of tables.
 */
struct circle_step {
    int table, column;
};

/* "a.x -> b.y -> a.x" */
const char *circle_text(struct arena *a, const struct catalog *c,
                        const struct circle_step *steps, int count);

/* Where a column's reference was written. */
typedef struct where circle_place(void *context, int table, int column);

/* Tables that refer to each other through foreign keys. A table that refers
   to itself is none of these: its column-level circles are found before. */
bool circle_check_tables(const struct world *w, circle_place *place,
                         void *context, struct faults *faults);

#endif
