#ifndef MEASURE_WLM_H
#define MEASURE_WLM_H

#include "base/frame.h"
#include "measure/wlm/wlm_build.h"
#include "measure/wlm/wlm_tally.h"

/*
 * wlm - who waits, how long, under which configuration of the queues: the
 * measure behind `wlm`.
 *
 * Method. Each configuration is simulated in independent replications; a
 * number's interval is Student's, from the replications' own values, so that
 * it holds for means and for quantiles alike. The same replication of two
 * configurations sees the same arrivals and the same work (common random
 * numbers). Where rates are constant the warm-up is found on pilot runs by
 * MSER and left out. Replications are added until the mean response of every
 * class is as precise as asked, or their number is used up, which is said.
 *
 * A configuration whose queues grow without end has no mean wait. It is
 * recognised by what is offered (load >= 1), or by what is seen (the last
 * third of the watched time holds more than the second, significantly and by
 * half, of all queries or of those of a class), and its numbers are left out.
 *
 * Memory   the arena given; a replication's own is released at once.
 * Errors   none; the world was checked and has a workload.
 * Result   the same bytes for any number of threads.
 */
enum { WLM_RECORDS_MAX = 100000 }; /* of the first replication */

struct wlm_options {
    int slots_lo, slots_hi;  /* sweep the slots of `queue`; 0: no */
    int queue;               /* of wlm_sweep_config (wlm_sweep.h) */
    double load_lo, load_hi; /* or sweep the arrivals; 0: no */
    bool records;            /* a row for every query */
};

struct wlm_class_result {
    struct stat_interval wait_mean_s, wait_p50_s, wait_p95_s, wait_p99_s;
    struct stat_interval response_mean_s, response_p50_s, response_p95_s,
        response_p99_s;
    struct stat_interval throughput_per_h, spill_frac;
    double arrivals, completed, aborted, cached, accelerated, evicted, scaled,
        hopped, restarted;       /* means of a replication */
    struct stat_sketch response; /* of all replications */
};

struct wlm_queue_result {
    struct stat_interval utilisation, waiting, running;
    double completed; /* mean of a replication */
    int most_waiting, most_slots;
};

struct wlm_result {
    const struct wlm_config *config;
    struct wlm_plant *plant;
    struct wlm_offered offered;
    struct wlm_class_result *classes; /* the last one: all of them */
    struct wlm_queue_result *queues;  /* the plant's, then WLM_PLACES */
    struct wlm_rule_tally *rules;     /* sums over replications */
    struct wlm_bin *bins;             /* means of a replication */
    struct wlm_record *records;
    size_t record_count;
    int replications;
    double cluster_busy_s, cluster_billed_s; /* means of a replication */
    bool unstable, reached;
    const char *verdict; /* why it is unstable; else "" */
};

enum wlm_sweep { WLM_SWEEP_NONE, WLM_SWEEP_SLOTS, WLM_SWEEP_LOAD };

struct wlm_study {
    struct arena *arena;
    const struct world *world;
    struct wlm_result *results;
    int count;
    enum wlm_sweep sweep;
    int queue;    /* whose slots are swept */
    bool records; /* were asked for */
};

struct wlm_study *wlm_run(struct arena *a, const struct world *w,
                          const struct wlm_options *o);

/* What scaling clusters cost in a run that bills them so long, beyond the
   credits that it earns. */
double wlm_scaling_usd(const struct cluster *c, const struct wlm_plant *p,
                       double billed_s);

/* wlm, queues, timeline, classes' ECDF (responses), rules, scaling; the pair
   of before and after, and ten minutes of slots (gantt); after a sweep slots,
   or hockey_stick and erlang_c; queries when records were asked for. */
void wlm_frames(const struct wlm_study *s, struct frames *out);

#endif
