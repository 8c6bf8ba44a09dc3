#ifndef MEASURE_WLM_SOURCE_H
#define MEASURE_WLM_SOURCE_H

#include "base/draw.h"
#include "measure/wlm/wlm_plant.h"

/*
 * wlm_source - when the queries of a class arrive.
 *
 * Gaps of mean 1 are drawn in a time of their own that runs as fast as the
 * rate: within an hour of the profile, a burst or a spike the rate is
 * constant, and a gap that reaches over such an edge is consumed piece by
 * piece. So any law of the gaps meets any profile, and two configurations see
 * the same arrivals.
 *
 * Memory   none of its own.
 * Errors   none.
 */
struct wlm_source {
    const struct wlm_arrivals *a;
    struct draw gaps, bursts;
    struct draw_gamma gap; /* of mean 1 */
    double now_s;
    double rate, gap_s, until_s; /* constant until then; gap_s: 1 / rate */
    double burst_until_s;
    bool bursting;
    int next_time; /* of given times */
};

void wlm_source_init(struct wlm_source *s, const struct wlm_arrivals *a,
                     uint64_t seed, const char *name, uint64_t replication);

/* The next arrival; HUGE_VAL when there is none. */
double wlm_source_next(struct wlm_source *s);

/* Mean rate over [from, to), bursts at their mean. */
double wlm_source_mean_rate(const struct wlm_arrivals *a, double from_s,
                            double to_s);

#endif
