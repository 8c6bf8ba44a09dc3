#ifndef SCENARIO_LAW_TEXTS_H
#define SCENARIO_LAW_TEXTS_H

#include "scenario/law/read_laws.h"

/*
 * law_texts - the texts that a column's law can write, and their ranks.
 *
 * Codes of a text column are ranks among all its texts, which are known only
 * when the whole law has been read. Until then a law notes which texts it
 * uses; law_texts_finish sorts them and fills in the codes.
 *
 * Memory   the world's arena.
 * Errors   faults at the texts.
 */

/* Add one text to the pool; it must fit the column. */
bool law_texts_add(struct law_reader *r, const struct tree_node *n,
                   const char *text);

/* `law` uses the `count` texts added last; `weights` may be NULL. */
void law_texts_use(struct law_reader *r, struct law *law, size_t count,
                   double *weights, const struct tree_node *n);

/* Sort the pool into the column's form and give every use its codes. */
bool law_texts_finish(struct law_reader *r);

#endif
