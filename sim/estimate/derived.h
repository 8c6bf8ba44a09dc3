#ifndef ESTIMATE_DERIVED_H
#define ESTIMATE_DERIVED_H

#include "estimate/known.h"

/*
 * derived - columns of inner queries, as far as they are columns of tables.
 *
 * An output that hands on a column of a table has its values; how often each
 * comes is as in the table while rows are handed on, and once a group where
 * the inner query groups. Conditions that could stand inside have been moved
 * there (sql_simplify.h); what is left are those on queries that two places
 * read, or that window, limit or combine.
 *
 * Units    shares 0..1 of the rows of the inner query; values >= 1.
 * Memory   that of `known`.
 * Errors   none.
 * Result   expectations that take columns as independent, joins and conditions
 *          inside as blind to them. A condition on what is computed passes the
 *          share that was guessed for it when it was read.
 * Source   PostgreSQL looks through subqueries for statistics likewise
 *          (examine_variable in selfuncs.c); defaults: models/select.h.
 */

/* The column of a table that a column of a relation is; NULL where it is
   computed, or comes from a set operation. */
const struct marginal *derived_origin(struct known *k, const struct relation *r,
                                      int column);

/* Share of rows whose value lies in a COND_SET. */
double derived_set_share(const struct marginal *m, const struct condition *c);

/* Share of an inner query's rows that pass the relation's filters. */
double derived_share(struct known *k, const struct relation *r);

/* Different values of a column among `rows` of an inner query. */
double derived_distinct(struct known *k, const struct relation *r, int column,
                        double rows);

#endif
