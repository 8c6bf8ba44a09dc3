#ifndef SCENARIO_LAW_DEFAULT_H
#define SCENARIO_LAW_DEFAULT_H

#include "scenario/law/read_laws.h"

/*
 * law_default - what a column holds when the scenario does not say.
 *
 * By key, name and type: a foreign key refers to its parent, a primary key
 * or the first integer column named ...key or ...id counts, everything else
 * is uniform over a range that suits its type and what the queries look for
 * (law_asks.h).
 *
 * Memory   the world's arena.
 * Errors   none of its own: what is asked of `need` may fail, and then the
 *          type alone decides.
 * Result   a law; *words says it for the notes.
 * Source   guess, all of it: the notes name every column.
 */
struct law *law_default(struct law_reader *r, const char **words);

/* By type alone: needs no other column and never fails. */
struct law *law_default_of_type(struct law_reader *r, const char **words);

#endif
