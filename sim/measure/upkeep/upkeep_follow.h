#ifndef MEASURE_UPKEEP_FOLLOW_H
#define MEASURE_UPKEEP_FOLLOW_H

#include "measure/upkeep/upkeep.h"

/*
 * upkeep_follow - many designs and schedules under the history of one world.
 *
 * For whoever tries hundreds: queries are priced at UPKEEP_FOLLOWED even times
 * alone, and how many rows their joins and groups have is worked out once for
 * all that have the same rows at the same time, as all schedules have.
 *
 * What happens to a table does not depend on how other tables lie, nor on what
 * is asked. So the last past is kept: another design of the tables that nothing
 * happens to, and another ON of a merge, are priced on it, and each query once
 * for all designs that agree in the tables that it reads. Who tries such answers
 * one after the other has them for little.
 *
 * Units    as of upkeep.h.
 * Memory   what a run points to is there until the next one is followed; what is
 *          remembered beyond that grows with the times, not with what is
 *          followed.
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
