#ifndef SCENARIO_LAW_GIVEN_H
#define SCENARIO_LAW_GIVEN_H

#include "scenario/read_laws.h"
#include "scenario/read_rows.h"

/*
 * law_given - laws out of the user's own data: the rows of a file as they
 * are, and the distribution of a sample.
 *
 * Memory   the world's arena.
 * Errors   faults; NULL or false after one.
 */

/* {sample: keys.csv}: every value of the file with its frequency. */
law_reading law_read_sample;

extern const struct section law_sample_section;

/* The law of a file's column, whose texts are ranks of `form` by now. */
struct law *law_of_rows(struct law_reader *r, const struct given_column *given,
                        int64_t rows);

/*
 * Its values are keys of this parent: finds the parent's row of each. The
 * parent's law has been read. A parent has at most LAW_PARENTS_MAX rows; keys
 * of a parent's own file must not repeat.
 */
enum { LAW_PARENTS_MAX = 16 * 1024 * 1024 };
bool law_link_rows(struct law_reader *r, struct law *law, int table, int column,
                   struct where where);

#endif
