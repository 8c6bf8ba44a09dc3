#ifndef MEASURE_UPKEEP_FOLLOW_H
#define MEASURE_UPKEEP_FOLLOW_H

#include "measure/upkeep.h"

/*
 * upkeep_follow - many designs and schedules under the history of one world.
 *
 * For whoever tries hundreds: queries are priced at UPKEEP_FOLLOWED even times
 * alone, and how many rows their joins and groups have is worked out once for
 * all that have the same rows at the same time, as all schedules have.
 *
 * Units    as of upkeep.h.
 * Memory   the arena given to each; what is remembered lies in that of begin,
 *          and grows with the times, not with what is followed.
 * Errors   none; the world has a history (CHECK).
 * Result   the same for any order of asking. Means differ from those of
 *          upkeep_measure by what it sees around each VACUUM.
 */
enum { UPKEEP_FOLLOWED = 16 };

struct upkeep_follow;

struct upkeep_follow *upkeep_follow_begin(struct arena *a,
                                          const struct world *w);

/* `h` loads the same rows at the same times as the world's own. `runs` says of
   each query whether it is run; NULL: all are. */
struct upkeep_run upkeep_follow(struct upkeep_follow *f, struct arena *a,
                                const struct design *d, const struct history *h,
                                const bool *runs);

#endif
