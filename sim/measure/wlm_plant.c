#include "measure/wlm_plant.h"

#include <stddef.h>

const struct wlm_demand *wlm_demand_at(const struct wlm_work *w,
                                       double grant_bytes)
{
    int lo = 0, hi = w->level_count;

    /* A hair below a level is that level: grants are quotients. */
    while (hi - lo > 1) {
        const int middle = (lo + hi) / 2;
        if (w->grant_bytes[middle] <= grant_bytes * (1 + 1e-9))
            lo = middle;
        else
            hi = middle;
    }
    return &w->demands[lo];
}

const char *const wlm_kind_names[] = { "select", "ctas",   "insert", "update",
                                       "delete", "unload", "copy",   "analyze",
                                       "vacuum", NULL };

const char *const wlm_priority_names[] = { "lowest", "low",     "normal",
                                           "high",   "highest", "critical",
                                           NULL };

const char *const wlm_metric_names[] = { "query_cpu_time",
                                         "query_blocks_read",
                                         "scan_row_count",
                                         "query_execution_time",
                                         "query_queue_time",
                                         "query_cpu_usage_percent",
                                         "query_temp_blocks_to_disk",
                                         "cpu_skew",
                                         "io_skew",
                                         "join_row_count",
                                         "nested_loop_join_row_count",
                                         "return_row_count",
                                         "segment_execution_time",
                                         "query_priority",
                                         NULL };

const char *const wlm_action_names[] = { "log", "change_priority", "hop",
                                         "abort", NULL };
