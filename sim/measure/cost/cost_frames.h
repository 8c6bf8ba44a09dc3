#ifndef MEASURE_COST_FRAMES_H
#define MEASURE_COST_FRAMES_H

#include "measure/cost/cost.h"

/*
 * cost_frames - the frames of a comparison, a family in each file.
 *
 * Memory   the arena of the frames.
 * Errors   none.
 */

/* summary, queries, why: what a person reads first. */
void frames_summary(const struct cost *c, struct frames *out);

/* storage, slices, columns, load. */
void frames_layout(const struct cost *c, struct frames *out);

/* cost, scans, scan_columns, plan, moves, alerts. */
void frames_plans(const struct cost *c, struct frames *out);

/* What the numbers lean on: defaults, guesses, samples. */
void frames_notes(const struct cost *c, struct frames *out);

/* The three largest differences of a design to the first, in words. */
void frames_why(const struct cost *c, struct frame *why);

#endif
