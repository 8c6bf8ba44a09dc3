#include "world/workload.h"

#include <stddef.h>

#include "base/text.h"

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

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The last star is retried one character further: O(length squared). */
static bool glob(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL;

    while (*name != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            retry = name;
        } else if (*pattern == '?' || lower(*pattern) == lower(*name)) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star + 1;
            name = ++retry;
        } else
            return false;
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

bool wlm_group_matches(const char *pattern, const char *name, bool wildcards)
{
    if (name[0] == '\0')
        return false;
    return wildcards ? glob(pattern, name) : text_equal_nocase(pattern, name);
}

static bool any_matches(const char **patterns, int count, const char *name,
                        bool wildcards)
{
    for (int i = 0; i < count; i++)
        if (wlm_group_matches(patterns[i], name, wildcards))
            return true;
    return false;
}

int wlm_route(const struct wlm_config *c, const struct workload_class *class,
              int route[WLM_QUEUES_MAX], bool *by_default)
{
    int count = 0;

    *by_default = false;
    if (class->superuser &&
        text_equal_nocase(class->query_group, "superuser")) {
        route[0] = c->queue_count;
        return 1;
    }
    for (int i = 0; i < c->queue_count - 1; i++) {
        const struct wlm_queue_config *const q = &c->queues[i];
        if (any_matches(q->user_groups, q->user_group_count, class->user_group,
                        c->wildcards) ||
            any_matches(q->query_groups, q->query_group_count,
                        class->query_group, c->wildcards))
            route[count++] = i;
    }
    if (count == 0) {
        *by_default = true;
        route[count++] = c->queue_count - 1;
    }
    return count;
}
