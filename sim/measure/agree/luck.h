#ifndef MEASURE_LUCK_H
#define MEASURE_LUCK_H

#include "estimate/prune.h"

/*
 * luck - how far the blocks that a scan reads may stray from what is expected,
 * for what nobody knows beforehand: which slice a key hashes to, and where on a
 * slice one run of equal keys ends and the next begins.
 *
 * A slice that has more rows than the mean has every run of equal keys a little
 * further on, so its pieces cross the edges of other blocks. On each slice that
 * is a block more or less for each piece; a condition on a second sort column
 * has a piece in every run of the first, and eight slices with seven pieces
 * each stray by many blocks more than one for each slice.
 *
 * Runs themselves are longer or shorter than expected: of R rows, each in a run
 * with the chance p, R p +- sqrt(R p (1 - p)). A run that ends 40 rows later
 * than a block does makes one more block that spans two runs and is read.
 *
 * Slices of so many sizes are looked at, at even quantiles of a normal
 * distribution with the layout's own spread, each in ways of falling of its own
 * (dealt.h). With b blocks read on a slice of R rows,
 *
 *      Var b  =  E Var(b | R)  +  Var E(b | R)
 *                runs              slices
 *
 * The first is half the mean square of what two ways of one size differ by. Of
 * the second, the straight line over R is no luck, for what one slice has more
 * another has less: it is the mean square off that line. Slices are alike and
 * independent, so the variances of all are so many times that of one; the
 * copies of a table on ALL nodes are the same rows, and stray together.
 *
 *      sd = sqrt(populated * Var b)                          KEY, EVEN
 *      sd = populated * sqrt(Var b)                          ALL
 *
 * Nothing is luck where each row has its place: a range of the first sort
 * column, rows in order of arrival. Of rows of a file a mean slice is looked at,
 * and nothing is said.
 *
 * Units    blocks, rows, of all slices together.
 * Memory   the arena given.
 * Errors   none.
 * Result   one standard deviation; 0 where a scan reads all. Of a sample of
 *          2 LUCK_SIZES slices: itself within a fifth.
 * Source   the law of total variance; tests/unit/test_luck.c draws slices row by
 *          row.
 */
enum { LUCK_SIZES = 64 };

struct luck_sd {
    double slices; /* keys fall on slices */
    double runs;   /* rows fall into runs and cells of the sort key */
};

struct luck {
    struct luck_sd *blocks; /* per column, the hidden ones behind */
    struct luck_sd rows;    /* in the ranges read */
};

struct luck luck_of_scan(struct arena *a, struct known *k,
                         const struct table_layout *l,
                         struct condition *const *filters, int count);

/* Both together. */
double luck_sd(struct luck_sd of);

/*
 * What is expected of the scan once it is known how many rows each of so many
 * slices got: only the luck of runs is left. Sets blocks of each column, the
 * hidden ones behind, and returns the rows in the ranges read. Of a table that
 * a key distributes, without a past.
 */
double luck_filled(struct known *k, const struct table_layout *l,
                   struct condition *const *filters, int count,
                   const double *slice_rows, int slices, double *blocks);

#endif
