#ifndef ESTIMATE_WIDTH_H
#define ESTIMATE_WIDTH_H

#include "estimate/known.h"

/*
 * width - bytes of the rows that a relation hands on.
 *
 * What a row weighs on the network depends on which rows pass: the nations of
 * one region have shorter names than all. So where a condition says something
 * about a column of strings, these are weighed as they pass. A planner does
 * not look so close: it keeps the mean of each column.
 *
 * Units    bytes; a string takes 4 for its length and its own.
 * Memory   the scratch of `known`, given back.
 * Errors   none.
 * Result   of all rows where the table has at most KNOWN_SAMPLE; else by the
 *          laws (evidence.h); else the mean of the column.
 */
enum { WIDTH_LENGTH_BYTES = 4 };

/* Mean bytes of a column's strings in the rows that meet the relation's
   conditions; `mean` is that of all rows. */
double width_text(struct known *k, const struct relation *r, int column,
                  double mean);

#endif
