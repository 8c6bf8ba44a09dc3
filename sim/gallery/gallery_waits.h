#ifndef GALLERY_GALLERY_WAITS_H
#define GALLERY_GALLERY_WAITS_H

#include "measure/wlm/wlm_plant.h"

/*
 * gallery_waits - mean waits for a point of a picture: a few replications
 * without intervals, where `wlm` would run until each is narrow.
 *
 * Units    seconds.
 * Memory   its own, released at once.
 * Errors   none.
 * Result   the same for any number of threads.
 */
enum { GALLERY_RUNS = 16 };

/* Mean wait of each class, over GALLERY_RUNS replications in each of which
   about `queries` queries are counted. NaN for a class that had no answer. */
void gallery_waits(const struct wlm_plant *p, uint64_t seed, double queries,
                   double *wait_s);

#endif
