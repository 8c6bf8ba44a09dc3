#ifndef MEASURE_COST_EXACT_H
#define MEASURE_COST_EXACT_H

#include "base/fault.h"
#include "measure/cost/cost.h"

/*
 * cost_exact - the same costs from counts: `compare --exact`, `--sample`.
 *
 * The plans stay those of the planner. Exact: every table is laid out row by
 * row (store.h) and every plan carried out on all rows (run.h); storage,
 * slices, blocks, rows, motion and groups are counts, and price.h turns them
 * into seconds.
 *
 * A sample of N rows looks at N rows of the table that streams through a
 * query's joins, drawn without putting back, and at all rows of what is
 * hashed. Rows, motion and what a slice has of it are scaled up. It cannot
 * tell how rows lie in blocks, which is left as the estimate has it; nor
 * how many groups there are: those of the sample are given, a lower bound.
 * The error of a step's rows comes from the spread of 32 parts of the sample
 * (random groups, 95 %, with the correction for a finite table).
 *
 * Memory   the cost's arena; stores and rows while they are needed.
 * Errors   a sort or a hash table that does not fit is a fault that says how
 *          much it needs.
 * Result   the same for any number of threads. After Ctrl-C incomplete.
 * Source   random groups: Wolter, "Introduction to variance estimation",
 *          2007, chapter 2.
 */

/* Replaces what `c` estimated by counts. `sample_rows` 0 counts all rows;
   `limit_bytes` 0 is half of the machine's memory. */
bool cost_exact(struct cost *c, int64_t sample_rows, double limit_bytes,
                struct faults *faults);

#endif
