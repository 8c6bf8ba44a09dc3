#ifndef MEASURE_AGREE_HISTORY_H
#define MEASURE_AGREE_HISTORY_H

#include "measure/agree/agree.h"

/*
 * agree_history - both sides of a history, event after event.
 *
 * The estimate steps its regions as `upkeep` does, the exact side acts the
 * same events out on rows (exact/past/past.h). After an event the table that it
 * touched is compared: the unsorted and the dead share of its rows, its
 * blocks, and the blocks that each scan of it reads. Of a long history
 * AGREE_HISTORY_STEPS steps are compared, evenly, and each VACUUM, deep copy
 * and TRUNCATE with the step before it. Designs that treat a table alike are
 * compared once.
 *
 * Memory   the arena given; the exact side's own while it runs.
 * Errors   none.
 * Result   the same for any number of threads. After Ctrl-C incomplete.
 */
enum { AGREE_HISTORY_STEPS = 240 };

/* The world has a history (CHECK). Rows are added to `out`. */
void agree_history(const struct world *w, struct agreement *out);

#endif
