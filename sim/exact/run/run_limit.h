#ifndef EXACT_RUN_LIMIT_H
#define EXACT_RUN_LIMIT_H

#include "exact/run/run_set.h"

/*
 * run_limit - which rows a LIMIT leaves.
 *
 * A row's turn is drawn from its codes and, where several have the same, from
 * how many came before it. So what stays does not hang on which thread came
 * first, and of rows that are equal as large a share stays as of all. What
 * ORDER BY would put first is not looked at: how many rows there are is
 * exact, which values they have is a draw.
 *
 * Memory   the arena given: the rows that stay, and 32 bytes for each row.
 * Errors   none; limit must be 0 .. rows->count.
 * Result   on slice 0; the same rows for any order of `rows`.
 */
struct run_set run_limit(struct arena *a, const struct run_set *rows,
                         int64_t limit);

#endif
