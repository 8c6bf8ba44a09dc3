#ifndef ESTIMATE_EVIDENCE_H
#define ESTIMATE_EVIDENCE_H

#include "estimate/known.h"

/*
 * evidence - the chance that conditions on columns that follow one another
 * hold, without a sample.
 *
 * A ship date is the order date and a lag, a receipt date the ship date and
 * another lag, a flag is decided by the receipt date: the columns are a tree,
 * and each draws independently of the others once its source is known. So the
 * chance of all conditions is summed from the leaves to the root,
 *
 *     f_c(x) = [x meets c's own conditions] * product over the columns d that
 *              follow c of  sum over y of P(d = y | c = x) f_d(y)
 *
 * and over the root by its own distribution. Behind one column may stand the
 * tree of a child table that looks this column up; then f is also multiplied
 * by the chance there, of one line or of at least one of an order's lines.
 *
 * Memory   the scratch of `known`, until the caller rewinds it.
 * Errors   none. NULL is returned where this way is closed: a condition that
 *          compares columns, a column with NULLs, late rows, a column drawn
 *          once for many rows, or more codes than EVIDENCE_CODES.
 * Result   exact for the laws, so an expectation over their draws; 0..1.
 * Source   the sum-product rule on a tree: J. Pearl, "Reverend Bayes on
 *          inference engines", AAAI 1982; models/README.md, "Selectivity".
 */
enum { EVIDENCE_CODES = 1 << 18 };

struct evidence;

/* The one column on which all columns rest that the filters read; -1 when they
   read none, or rest on several. */
int evidence_root(const struct table *t, struct condition *const *filters,
                  int count);

/* Filters that read the column `root` or columns that follow it, and no
   others; COND_GUESS counts as 1. */
struct evidence *evidence_of(struct known *k, int table, int root,
                             struct condition *const *filters, int count);

/* What stands behind a column: rows of a child, which look it up; or a weight,
   and chances are then expected weights. */
struct evidence_door {
    int column;
    struct evidence *beyond; /* NULL: nothing hangs on the column there */
    const double *weights;   /* by code, from 0 on; NULL: all 1 */
    double pass_frac;        /* of a line's other conditions, 0..1 */
    int line_lo, line_hi;    /* at least one of so many; 0: of one line */
};

/* False when the door's column does not follow the root. */
bool evidence_open(struct evidence *e, struct evidence_door door);

/* P(all conditions | the root is `code`). */
double evidence_at(struct evidence *e, int64_t code);

/* P(all conditions), over the rows of the root's table. False when the root's
   codes cannot be listed. */
bool evidence_share(struct evidence *e, double *share);

#endif
