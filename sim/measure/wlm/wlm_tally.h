#ifndef MEASURE_WLM_TALLY_H
#define MEASURE_WLM_TALLY_H

#include "base/arena.h"
#include "base/stat.h"
#include "measure/wlm/wlm_plant.h"

/*
 * wlm_tally - what one simulated run saw.
 *
 * Counts and sums are over the measured time: a query belongs to it when it
 * arrived after the warm-up and ended before the end. The two checks are over
 * the whole run.
 *
 * Units    seconds; areas are a number times seconds.
 * Memory   the arena given; does not grow with the length of the run, but for
 *          the records that were asked for.
 */
struct wlm_class_tally {
    int64_t arrivals, completed, aborted;
    int64_t cached, accelerated, evicted, scaled, hopped, restarted, spilled;
    int64_t waited; /* that did not begin at once */
    double wait_s, response_s, exec_s;
    /* Its queries in the system times seconds, over the second and the last
       third of the bins of the measured time; 0 with fewer than three. */
    double middle_area, last_area;
    struct stat_sketch wait, response;
    /* Who came in the measured time and is still there when it ends: how many,
       and how long each has been there. */
    int64_t left;
    double *left_s;
};

struct wlm_queue_tally {
    double slots_area, running_area, waiting_area;
    int most_waiting, most_slots;
    int64_t completed;
};

/* Of the timeline; areas within the bin. */
struct wlm_bin {
    double arrivals;
    double running, waiting, slots, memory, clusters;
};

enum wlm_outcome {
    WLM_COMPLETED,
    WLM_EVICTED,    /* left the short-query space */
    WLM_REASSIGNED, /* hopped, and went on */
    WLM_RESTARTED,  /* hopped, and began anew */
    WLM_CANCELLED,  /* by a timeout */
    WLM_ABORTED,    /* by a rule */
    WLM_CACHED,
};

/* One stay in a service class, as STL_WLM_QUERY tells it. */
struct wlm_record {
    int64_t task;  /* survives restarts */
    int64_t query; /* does not */
    int class, work, service_class, slots;
    enum wlm_priority priority;
    double queue_start_s, exec_start_s, exec_end_s;
    double spill_blocks, est_peak_bytes;
    enum wlm_outcome outcome;
    int cluster; /* 0: main */
};

struct wlm_rule_tally {
    int64_t fired[WLM_ACTIONS]; /* what was done; LOG also for those outdone */
};

struct wlm_tally {
    struct wlm_class_tally *classes;
    struct wlm_queue_tally *queues; /* the plant's, then the three below */
    struct wlm_rule_tally *rules;   /* WLM_RULES_MAX per queue */
    struct wlm_bin *bins;
    struct wlm_record *records;
    size_t record_count, record_room;
    struct wlm_record last; /* the latest, of those that are not kept */
    double measured_s;
    double cluster_busy_s, cluster_billed_s;
    int64_t cluster_starts, events;
    size_t entry_room; /* of the heaps of events and ends, at the end */
    bool overflowed;   /* ended early: too many queries waited */
    /* Relative errors of Little's law and of work conservation. */
    double little_error, work_error;
};

/* Places behind the plant's queues. */
enum { WLM_PLACE_SQA, WLM_PLACE_SCALING, WLM_PLACE_COMMIT, WLM_PLACES };

/* Bins of a third of the measured time. */
int wlm_tally_third(const struct wlm_plant *p);

struct wlm_tally *wlm_tally_new(struct arena *a, const struct wlm_plant *p);

extern const char *const wlm_outcome_names[];

#endif
