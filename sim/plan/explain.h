#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "plan/plan.h"

/*
 * explain - a plan as text, the way Redshift's EXPLAIN prints it.
 *
 *     XN Merge  (cost=1000.00..1000.07 rows=28 width=20)
 *       Merge Key: d_year
 *       [28 rows, 0.051 s]
 *       ->  XN Network  (cost=1000.00..1000.07 rows=28 width=20)
 *             Send to leader
 *             [28 rows, 0.000 s]
 *
 * In parentheses is what the planner believes, as Redshift prints it. In
 * brackets is what the simulation says of the step: rows it returns, blocks
 * it reads of those stored, what it moves, builds and spills, its seconds.
 *
 * Units    seconds; bytes in powers of ten; costs are the planner's own.
 * Memory   the arena given.
 * Errors   none. Control characters in conditions become blanks.
 * Result   a newline after each line; what stands below a step is broken at
 *          blanks to EXPLAIN_WIDTH bytes, the step's own line never is.
 * Source   layout: Database Developer Guide, "Query plan".
 */
enum { EXPLAIN_WIDTH = 100 };

enum explain_detail {
    EXPLAIN_SHAPE, /* operators, labels, conditions; no number at all */
    EXPLAIN_ALL,
};

const char *explain_text(struct arena *a, const struct plan *p,
                         enum explain_detail detail);

/* "1,234", "0.25", "3.2e+15": a count that may be an expectation. */
const char *explain_count(struct arena *a, double count);

/* "512 bytes", "1.2 MB". */
const char *explain_bytes(struct arena *a, double bytes);

/* "0.051 s", "12.81 s". */
const char *explain_seconds(struct arena *a, double seconds);

#endif
