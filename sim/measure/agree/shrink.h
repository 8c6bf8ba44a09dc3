#ifndef MEASURE_SHRINK_H
#define MEASURE_SHRINK_H

#include "base/frame.h"
#include "world/world.h"

/*
 * shrink - a smaller copy of a world, so that all its rows can be counted.
 *
 * Tables get fewer rows, laws stay as they are. Small tables (calendars,
 * countries) are left alone, because what they mean is in their few rows. The
 * blocks become smaller too, or else there would be one of each column on
 * each slice and nothing to skip: down to a sixteenth, below which a block's
 * header and its dictionary would count for more than its values. What a history
 * adds and changes shrinks with its table.
 *
 * Units    scale: share of the rows that stay, > 0.
 * Memory   the arena given; all but the tables is shared with the original.
 * Errors   none.
 */

/* Tables keep at least so many rows, or all that they have. */
enum { SHRINK_ROWS_LEAST = 10000 };

/* The largest table of a world is brought to about so many rows, when no
   scale is asked for. */
enum { SHRINK_ROWS_MOST = 1000000 };

/* 1 for a world of SHRINK_ROWS_MOST or fewer rows per table. */
double shrink_default_scale(const struct world *w);

/* The world itself for a scale of 1. */
const struct world *shrink_world(struct arena *a, const struct world *w,
                                 double scale);

/* What was shrunk and what that changes; nothing for the world itself. */
void shrink_notes(const struct world *from, const struct world *to,
                  double scale, struct frames *out);

#endif
