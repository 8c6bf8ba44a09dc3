#ifndef EXACT_RUN_GROUP_H
#define EXACT_RUN_GROUP_H

#include "exact/run/run_flow.h"

/*
 * run_group - GROUP BY, aggregates without it, and the groups of UNION.
 *
 * Each slice groups its own rows; where one group can lie on several slices,
 * the partial groups travel to the slice that the group hashes to.
 *
 * Units    rows, groups, bytes.
 * Memory   the run's arena.
 * Errors   as run_flow.
 */

/* The groups of the rows that flow into the step. With `outputs` the counts
   that an outer query reads are kept as columns behind them. */
struct run_rows run_aggregate(struct run *run, struct step *s, bool outputs);

/* Partial groups of the slices, made of so many rows, become groups. */
void run_finish_groups(struct run *run, struct step *s, struct run_rows *rows,
                       struct amount in);

#endif
