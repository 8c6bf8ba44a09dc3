#ifndef EXACT_RUN_ROWS_H
#define EXACT_RUN_ROWS_H

#include "exact/run/run_flow.h"

/*
 * run_rows - rows that are kept between two steps, by the slice they lie on.
 *
 * Units    rows; each stands for `weight` of them in a sample.
 * Memory   the run's arena.
 * Errors   none.
 */

/* All of them, and those of the fullest slice. */
struct amount run_by_slice(const struct run *run, const struct run_rows *r);

/* They are what the step puts out. */
void run_rows_out(const struct run *run, struct step *s,
                  const struct run_rows *r);

/* The rows of the set by slice; each counts once. */
void run_recount(const struct run *run, struct run_rows *r);

/* The rows anew: to the slice of some of their codes, or to slice 0 where the
   step is on one; one of each when they are united. Tallies what travels. */
void run_deal(struct run *run, struct step *s, struct run_rows *rows,
              const int *columns, int count, bool unite);

/* So many (0 or 1) without a code, on slice 0. */
struct run_rows run_one_row(struct run *run, double rows);

#endif
