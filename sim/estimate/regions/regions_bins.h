#ifndef ESTIMATE_REGIONS_BINS_H
#define ESTIMATE_REGIONS_BINS_H

#include "estimate/regions/regions.h"

/*
 * regions_bins - histograms over the axis of arrival, which the parts of
 * regions share; for regions*.c alone.
 *
 * Units    rows; places are arrival numbers.
 * Memory   the regions' own arena.
 * Errors   none.
 * Result   rows are neither lost nor made: what is spread adds up again.
 */
double regions_bin_width(const struct regions *r);

/* Share of bin i that lies in [first, last). */
double regions_overlap(const struct regions *r, int i, double first,
                       double last);

double regions_sum(const double *bins);
void regions_clear(double *bins);

/* `rows` spread evenly over [first, last) into bins. */
void regions_spread(const struct regions *r, double *bins, double first,
                    double last, double rows);

/* The rows of a batch's parts, which arrived from `above` on, by their key: some
   of what is loaded is late. */
void regions_spread_batch(const struct regions *r, double *bins,
                          const struct regions_batch *b, const double *parts,
                          double above);

/* The index of an interleaved key is made of the head's live rows. */
void regions_learn(struct regions *r);

/* One more batch at the end of the tail. */
void regions_push(struct regions *r, struct regions_batch b);

#endif
