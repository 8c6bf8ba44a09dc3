#ifndef SCENARIO_READ_VIRTUALS_H
#define SCENARIO_READ_VIRTUALS_H

#include "base/fault.h"
#include "scenario/tree.h"
#include "world/world.h"

/*
 * read_virtuals - columns that are drawn but not stored, from YAML.
 *
 * A row may hang together by something that no column holds: the day of the
 * order that an item belongs to. A virtual column has a type and a law like
 * others, other columns follow it, and no block is written for it.
 *
 * Memory   the world's arena.
 * Errors   faults at the setting: a type that the DDL does not know, a name
 *          that a stored column has, more than TABLE_COLUMNS_MAX columns.
 */

/* Puts the virtual ones of the section `columns` (NULL: none) behind the
   columns that the DDL gives the table, in an array with room for all. */
bool virtuals_read(struct world *w, struct table *t,
                   const struct tree_node *settings, struct faults *faults);

#endif
