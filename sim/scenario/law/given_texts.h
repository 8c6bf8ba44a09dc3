#ifndef SCENARIO_GIVEN_TEXTS_H
#define SCENARIO_GIVEN_TEXTS_H

#include "scenario/read_rows.h"

/*
 * given_texts - the codes of texts that stand in files.
 *
 * A text's code is its rank among all texts of its column. A key and the
 * columns that refer to it share their codes, so that equal texts are equal
 * codes on both sides of a join, also those of orphans.
 *
 * Memory   the world's arena.
 * Errors   none: wrong names are found when the laws are read.
 * Result   text columns of files have a form and ranks, but for those whose
 *          parent is drawn: their texts wait for the parent's form.
 */

/* Per table: the section `columns`, or NULL; the file, or NULL. */
void given_rank_texts(struct world *w, const struct tree_node *const *settings,
                      struct given_rows *const *given);

#endif
