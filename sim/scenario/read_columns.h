#ifndef SCENARIO_READ_COLUMNS_H
#define SCENARIO_READ_COLUMNS_H

#include "scenario/field.h"
#include "scenario/law/law_asks.h"
#include "scenario/read_rows.h"
#include "world/world.h"

/*
 * read_columns - the laws of all columns, in the order of their dependence.
 *
 * Memory   the world's arena; a recursion of at most LAW_CHAIN_MAX columns.
 * Errors   faults; see read_data.h.
 */

/* Per table: the section `columns` and the section `order`, or NULL; its
   file, or NULL. `asks` may be NULL. */
bool columns_read(struct world *w, const struct tree_node *const *settings,
                  const struct tree_node *const *orders,
                  struct given_rows *const *given, struct input_folder *folder,
                  const struct law_asks *asks, struct faults *faults);

void columns_schema(struct frame *frame);

#endif
