#ifndef MEASURE_WLM_PLANT_H
#define MEASURE_WLM_PLANT_H

#include <stdbool.h>
#include <stdint.h>

#include "world/workload.h"

/*
 * wlm_plant - one configuration of the queues as numbers: what the engine
 * simulates. Names are there for the frames alone.
 *
 * A query (struct wlm_work) has a demand for each memory grant: seconds alone
 * on the cluster, and the share of each resource that it keeps busy meanwhile.
 * Its bottleneck is the resource it keeps busiest. Classes send queries; the
 * queues hold slots and memory; everything else is a rule of WLM.
 *
 * Units    seconds, bytes; blocks of 1 MB; shares 0..1.
 * Memory   the caller's; constant while it is simulated.
 * Errors   none: the readers and the builder have checked it.
 */
enum wlm_resource { WLM_DISK, WLM_COMPUTE, WLM_NETWORK, WLM_RESOURCES };

struct wlm_demand {
    double alone_s;
    double use[WLM_RESOURCES]; /* 0..1 while it runs alone */
    int group;                 /* its bottleneck; WLM_RESOURCES: none */
    double spill_blocks;
};

struct wlm_work {
    const char *name;
    int level_count;           /* at least 1 */
    const double *grant_bytes; /* rising */
    const struct wlm_demand *demands;
    double need_bytes;           /* with so much nothing spills */
    double metrics[WLM_METRICS]; /* totals of a whole run */
    bool scalable;               /* may run on a scaling cluster */
};

struct wlm_class {
    const char *name;
    enum wlm_kind kind;
    const int *works;     /* of the plant */
    const double *shares; /* cumulative; the last is 1 */
    int work_count;
    double service_cv; /* of a factor of mean 1 on the demand */
    struct wlm_arrivals arrivals;
    int users;
    double think_s, think_cv;
    double cached_frac;        /* answered by the result cache */
    int texts;                 /* or: so many texts, */
    const double *text_shares; /* cumulative popularity, */
    double refresh_s;          /* data changes so often */
    int slot_count;            /* wlm_query_slot_count */
    int route[WLM_QUEUES_MAX]; /* matching queues, in order; default last */
    int route_count;
    bool by_default; /* the last of the route is only the default queue */
    bool critical;
};

/* Documented: service class 5 is the superuser's queue, 14 that of short
   queries (redshift.md 6). */
enum { WLM_SUPERUSER_CLASS = 5, WLM_SHORT_CLASS = 14 };

struct wlm_queue {
    const char *name;
    int service_class;
    int slots;
    double memory_bytes;
    double timeout_s; /* 0: none */
    bool scaling;
    enum wlm_priority priority;
    struct wlm_rule *rules;
    int rule_count;
};

/* From then on a queue has these slots and this memory. */
struct wlm_change {
    double at_s;
    int queue, slots;
    double memory_bytes;
};

/* Who comes next among priorities. */
enum wlm_order {
    WLM_STRICT,  /* the highest that waits */
    WLM_WEIGHTED /* turns in proportion to a weight; nobody starves */
};

struct wlm_plant {
    const char *name;
    bool automatic;
    enum wlm_order order;
    struct wlm_queue *queues;
    int queue_count;
    const struct wlm_class *classes;
    int class_count;
    const struct wlm_work *works;
    int work_count;
    /* As tables change: in epoch i, from i * epoch_s on, a work is the work
       epoch_works[i * work_count + work]. None: always itself. */
    const int *epoch_works;
    int epoch_count;
    double epoch_s;
    const struct wlm_change *changes; /* rising times */
    int change_count;
    double memory_bytes; /* of all slots */

    /* Automatic WLM (our reading). */
    int concurrency_max;
    double load_max; /* of the busiest resource, in queries that saturate it */
    double priority_ratio; /* WLM_WEIGHTED: turns over the next lower's */
    double lost_most_frac; /* of the work, by who is stopped; 0: nobody is */

    bool sqa;
    double sqa_limit_s;       /* 0: dynamic, */
    double sqa_limit_every_s; /* renewed so often */
    int sqa_slots;
    double prediction_sigma; /* of the log of predicted over true time */

    int clusters_max; /* for concurrency scaling */
    bool scales_writes;
    double cluster_start_s, cluster_idle_s;
    int cluster_slots;

    double cache_s;  /* to answer from the result cache */
    double commit_s; /* of one commit; commits queue */

    double warmup_s, duration_s; /* measured: [warmup, warmup + duration) */
    double bin_s;                /* of the timeline */
    int bins;                    /* 0: no timeline */
    int records_max;             /* 0: no records */
};

/* The demand at this grant: that of the largest grant not above it. */
const struct wlm_demand *wlm_demand_at(const struct wlm_work *w,
                                       double grant_bytes);

/* Of the timeline: the last bin may be cut short by the end. */
double wlm_bin_width_s(const struct wlm_plant *p, int bin);

extern const char *const wlm_kind_names[], *const wlm_priority_names[],
                                               *const wlm_metric_names[],
                                                   *const wlm_action_names[];

#endif
