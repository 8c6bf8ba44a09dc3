#ifndef WORLD_WORKLOAD_H
#define WORLD_WORKLOAD_H

#include <stdbool.h>

#include "base/fault.h"

/*
 * workload - who asks what and when, and the queues that he asks through:
 * the sections `workload:` and `wlm:` of a scenario.
 *
 * Units    seconds; shares 0..1; bytes.
 * Memory   the world's arena; constant after loading.
 * Errors   none: the readers have checked it.
 * Source   words and limits of WLM: Database Developer Guide, "Implementing
 *          workload management"; redshift.md 6.
 */
enum wlm_kind {
    WLM_SELECT,
    WLM_CTAS,
    WLM_INSERT,
    WLM_UPDATE,
    WLM_DELETE,
    WLM_UNLOAD,
    WLM_COPY,
    WLM_ANALYZE,
    WLM_VACUUM,
    WLM_KINDS
};

enum wlm_priority {
    WLM_LOWEST,
    WLM_LOW,
    WLM_NORMAL,
    WLM_HIGH,
    WLM_HIGHEST,
    WLM_CRITICAL,
    WLM_PRIORITIES
};

/* What a monitoring rule can look at (redshift.md 8.8). */
enum wlm_metric {
    WLM_CPU_TIME,
    WLM_BLOCKS_READ,
    WLM_SCAN_ROWS,
    WLM_EXECUTION_TIME,
    WLM_QUEUE_TIME,
    WLM_CPU_USAGE,
    WLM_TEMP_BLOCKS,
    WLM_CPU_SKEW,
    WLM_IO_SKEW,
    WLM_JOIN_ROWS,
    WLM_NESTED_ROWS,
    WLM_RETURN_ROWS,
    WLM_SEGMENT_TIME,
    WLM_PRIORITY,
    WLM_METRICS
};

/* In the order of severity. */
enum wlm_action {
    WLM_LOG,
    WLM_CHANGE_PRIORITY,
    WLM_HOP,
    WLM_ABORT,
    WLM_ACTIONS
};

/* Arrivals from outside; rate 0 and no times: none. */
struct wlm_arrivals {
    double rate;                          /* mean per second */
    double cv;                            /* of the gaps */
    double burst_factor, burst_s, calm_s; /* factor <= 1: no bursts */
    bool profiled;
    double hour_factor[24], weekday_factor[7]; /* means 1 */
    double start_s; /* of the week, Monday 0:00, at time 0 */
    double spike_at_s, spike_s, spike_factor; /* spike_s 0: none */
    const double *times; /* given times, rising; instead of a rate */
    const int *works;    /* of each time; NULL: by the mix */
    int time_count;
};

enum { WLM_QUEUES_MAX = 9, WLM_RULES_MAX = 25, WLM_PREDICATES_MAX = 3 };

struct wlm_predicate {
    enum wlm_metric metric;
    char comparison; /* '=', '<' or '>' */
    double value;
};

struct wlm_rule {
    const char *name;
    struct wlm_predicate predicates[WLM_PREDICATES_MAX];
    int predicate_count;
    enum wlm_action action;
    enum wlm_priority priority; /* CHANGE_PRIORITY */
};

extern const char *const wlm_kind_names[], *const wlm_priority_names[],
                                               *const wlm_metric_names[],
                                                   *const wlm_action_names[];

/* What work that is no query of the scenario keeps busy. */
enum workload_resource {
    WORKLOAD_DISK,
    WORKLOAD_COMPUTE,
    WORKLOAD_NETWORK,
    WORKLOAD_NOTHING
};

/* Queries of one kind from one group of people or programs. */
struct workload_class {
    const char *name;
    struct where where;
    enum wlm_kind kind;
    const int *queries; /* of the world; none: `service_s` */
    const double *weights;
    int query_count;
    double service_s; /* alone on the cluster */
    enum workload_resource resource;
    double use; /* of it, while it runs alone */
    double memory_bytes;
    double service_cv;
    struct wlm_arrivals arrivals;
    bool changes_rate; /* profile, spike, given times or history */
    /* Instead of queries and arrivals: the operations of this kind (enum
       operation_kind) of the scenario's history, when they are due. */
    bool from_history;
    int operation;
    int users;
    double think_s, think_cv;
    double cached_frac;
    int texts;
    double text_theta, refresh_s;
    int slot_count;
    const char *user_group, *query_group; /* "" for none */
    bool superuser, critical;
};

struct workload {
    struct workload_class *classes; /* none: no such section */
    int class_count;
    double warmup_s; /* below 0: to be found */
    double duration_s;
    int replications, replications_most;
    double precision_frac; /* of the mean response */
    double history_from_s; /* the history's time at time 0 */
};

struct wlm_queue_config {
    const char *name;
    struct where where;
    double memory_frac; /* settled: sums to at most 1 */
    int slots;
    const char **user_groups, **query_groups;
    int user_group_count, query_group_count;
    double timeout_s;
    bool scaling;
    enum wlm_priority priority;
    struct wlm_rule *rules;
    int rule_count;
};

struct wlm_change_config {
    double at_s, memory_frac;
    int queue, slots;
};

struct wlm_config {
    const char *name;
    struct where where;
    int design;
    const int *replaced; /* per query: which one is asked instead; or NULL */
    bool automatic, wildcards;
    struct wlm_queue_config *queues; /* the default queue last */
    int queue_count;
    bool sqa;
    double sqa_limit_s, sqa_error;
    int sqa_slots;
    int clusters;
    double cluster_start_s, cluster_idle_s;
    bool cache;
    double commit_s;
    int concurrency_max;
    double load_max;
    struct wlm_change_config *changes;
    int change_count;
};

/* Does a group's name match the pattern of a queue? Case does not count; with
   wildcards * stands for any characters and ? for one. */
bool wlm_group_matches(const char *pattern, const char *name, bool wildcards);

/*
 * The queues that a class matches, in order, then the default queue if none
 * does (*by_default); returns how many. A query of a superuser in the group
 * 'superuser' has the superuser's queue, `queue_count`.
 */
int wlm_route(const struct wlm_config *c, const struct workload_class *class,
              int route[WLM_QUEUES_MAX], bool *by_default);

#endif
