#ifndef SCENARIO_LAW_GIVEN_H
#define SCENARIO_LAW_GIVEN_H

#include "scenario/law/read_laws.h"
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

/*
 * The law of a file's column. Where it refers to a parent, by `references` or
 * the DDL, the parent's row of each value is found. A parent has at most
 * LAW_PARENTS_MAX rows; keys of a parent's own file must not repeat. `n` is
 * the column's settings or NULL, `where` the place of its faults.
 */
enum { LAW_PARENTS_MAX = 16 * 1024 * 1024 };
struct law *law_read_rows(struct law_reader *r, struct given_column *given,
                          int64_t rows, const struct tree_node *references,
                          const struct tree_node *n, struct where where);

#endif
