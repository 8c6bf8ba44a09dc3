#ifndef CLI_FACTS_H
#define CLI_FACTS_H

#include "cli/rehearse/round.h"

/*
 * facts - what a candidate is told when he asks: the facts that the question's
 * author wrote down, and what the scenario itself says of rows, skew, queries,
 * columns, the cluster, the order of arrival and loads. So every answer is true
 * of the round's own world.
 *
 * Memory   the session's arena.
 * Errors   none: what is not understood is said to be so.
 */

/*
 * The answer to words such as "rows", "skew customer_id" or "how are the orders
 * distributed over customer_id?". *topic is what was asked, in few words, to be
 * noted ("skew customer_id"); NULL when it was not understood.
 */
const char *facts_answer(struct round *r, const char *words,
                         const char **topic);

/* What may be asked for, for those who cannot remember names: facts, tables and
   columns. Returns how many. */
size_t facts_names(struct round *r, const char ***names);

/* "I know nothing of 'seler_id', did you mean 'seller_id'?"; NULL where no word
   is nearly a name. Words are apart by blanks. */
const char *facts_nearly(struct round *r, const char *words);

#endif
