#ifndef SCENARIO_READ_DATA_H
#define SCENARIO_READ_DATA_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "scenario/law/law_asks.h"
#include "world/world.h"

/*
 * read_data - the section `data:`: rows, order of arrival, and the laws of
 * all columns.
 *
 * Columns are read in the order of their dependence: a parent's key before
 * what refers to it, a date before what lags behind it. Columns without a
 * law get a default, and a note says so.
 *
 * Units    rows; shares 0..1.
 * Memory   the world's arena.
 * Errors   faults for unknown tables and columns (with the nearest name),
 *          circles (printed whole), laws that do not fit. A column whose law
 *          is at fault has a default, so that the rest can be checked too.
 * Result   every column of the catalog has a law and, for texts, a form.
 */

/* `data` may be NULL; `root` is the place of what is missing. `asks` may be
   NULL: what queries look for in columns without a law. */
bool data_read(struct world *w, const struct tree_node *data,
               const struct tree_node *root, struct input_folder *folder,
               const struct law_asks *asks, struct faults *faults);

/* The sections of `data:`, for the manual. */
void data_schema(struct frame *frame);

#endif
