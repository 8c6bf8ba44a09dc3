#ifndef ESTIMATE_PARTS_H
#define ESTIMATE_PARTS_H

#include "estimate/layout.h"

/*
 * parts - how many values a block holds in a part of a table: a batch of the
 * tail, or a head that does not yet hold all rows.
 *
 * A part is sorted in itself. So what its values take is not what the whole
 * table's take:
 *
 *   a column that rises with arrival spans the days of the load, not those of
 *   the table; in a tail loaded day by day it is narrow, whatever the key;
 *   a column of the sort key has steps as wide as the rows are few: customers
 *   lie far apart in a small load;
 *   the last group of one small batch holds the first rows of the next, whose
 *   key begins anew.
 *
 * All three follow from two numbers: the rows of the part on a slice, and the
 * share that they are of the rows that arrived between the part's first and
 * last. So a part of that kind is drawn, from the laws, in the middle of the
 * table's time, and encoded: small ones several in a row, one behind the other.
 * Parts that differ by less than an eighth of an octave are one kind, and each
 * kind is drawn once.
 *
 *                  in the table         in a batch of an hour
 *      customer    4711 4711 4712       4711   9046   12003      steps
 *      ordered     2023 2025 2024       09:12  09:47   09:03     spans
 *
 * Units    rows; places are arrival numbers.
 * Memory   the arena of `known`; its scratch for a sample.
 * Errors   none.
 * Result   values >= 1. Columns of which all this is not true, and tables of a
 *          file, whose laws are not known, have those of the table's layout.
 * Source   sim/codec, on sampled values. Interleaved keys are taken as rows in
 *          no order: their columns are left as in the table.
 */
struct parts;

/* `l` is the table's layout with all rows that ever arrive. All histories of
   one design of a table share its parts. */
struct parts *parts_of(struct known *k, const struct table_layout *l);

/* Do the column's values take another room in another part? */
bool parts_differ(const struct parts *p, int column);

/* Values in a block of each column, where they differ: of a part that has so
   many rows on a slice, of `rows` in the table, between which `arrived` rows
   came in all (>= rows). */
const double *parts_values(struct parts *p, double slice_rows, double rows,
                           double arrived);

#endif
