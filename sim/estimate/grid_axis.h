#ifndef ESTIMATE_GRID_AXIS_H
#define ESTIMATE_GRID_AXIS_H

#include "estimate/regions/regions.h"

/*
 * grid_axis - one column of an interleaved key: where its values are cut, and
 * how many of the rows lie between two of them; for grid.c alone.
 *
 * Of most columns new rows have the values that old ones have: the law says
 * both. A column that rises with arrival is another matter in a table with a
 * past. Its values are then arrival numbers. They are cut where the index was
 * made to cut them, in the middle of the rows that it knew; which rows lie
 * between two cuts is a question to the head, or to the batch that is placed.
 * Whatever lies above all that the index knew is beyond the last cut.
 *
 *     index    |----:----|----:----|                       cuts
 *     head     ======================================      rows
 *
 * Units    values are codes, or arrival numbers; ranks and shares 0..1.
 * Memory   the arena given.
 * Errors   none.
 */
struct grid_axis {
    const struct marginal *m; /* of a law .. */
    /* .. or NULL: rows up to each bin's lower end, of REGIONS_BINS + 1. */
    const struct regions *past;
    double *index, *head;
    const double *rows;  /* head; or NULL: evenly over first..last */
    int64_t first, last; /* values of the rows that are placed */
};

/* Of the rows of the head, where the layout has a past, else of all. */
struct grid_axis grid_axis_of(struct arena *a, struct known *k,
                              const struct table_layout *l, int column);

/* Of a batch's. */
struct grid_axis grid_axis_batch(const struct grid_axis *head,
                                 const struct regions_batch *b);

/* The first value of at least this rank; beyond the last when there is none. */
int64_t grid_axis_from(const struct grid_axis *x, double rank);

/* Share of the rows that are placed, from one value to another. */
double grid_axis_share(const struct grid_axis *x, int64_t first, int64_t last);

/* Codes of the column as values of the axis. */
struct code_range grid_axis_range(const struct grid_axis *x, struct known *k,
                                  const struct table_layout *l, int column,
                                  struct code_range codes);

#endif
