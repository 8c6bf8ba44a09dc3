#include "measure/wlm/wlm_tally.h"

int wlm_tally_third(const struct wlm_plant *p)
{
    return p->bins > 0 ? (p->bins - (int)(p->warmup_s / p->bin_s)) / 3 : 0;
}

struct wlm_tally *wlm_tally_new(struct arena *a, const struct wlm_plant *p)
{
    struct wlm_tally *const t = ARENA_NEW(a, struct wlm_tally);

    t->classes = ARENA_ARRAY(a, p->class_count, struct wlm_class_tally);
    t->queues =
        ARENA_ARRAY(a, p->queue_count + WLM_PLACES, struct wlm_queue_tally);
    t->rules =
        ARENA_ARRAY(a, p->queue_count * WLM_RULES_MAX, struct wlm_rule_tally);
    t->bins = ARENA_ARRAY(a, p->bins, struct wlm_bin);
    t->measured_s = p->duration_s;
    return t;
}

const char *const wlm_outcome_names[] = { "Completed",  "Evicted",
                                          "Reassigned", "Restarted",
                                          "Cancelled",  "Aborted",
                                          "Cached" };
