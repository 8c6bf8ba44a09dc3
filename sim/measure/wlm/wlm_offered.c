#include "measure/wlm/wlm_build.h"

struct wlm_offered wlm_offered_load(const struct wlm_plant *p)
{
    double slots[WLM_QUEUES_MAX] = { 0 }, resources[WLM_RESOURCES] = { 0 };
    struct wlm_offered r = { 0, 0, 0, WLM_DISK };

    for (int i = 0; i < p->class_count; i++) {
        const struct wlm_class *const c = &p->classes[i];
        const struct wlm_queue *const q = &p->queues[c->route[0]];
        const bool steady = c->arrivals.times == NULL &&
                            !c->arrivals.profiled && c->arrivals.spike_s == 0;
        const double rate = c->arrivals.rate * (1 - c->cached_frac);
        if (!steady || c->texts > 0)
            continue;
        for (int k = 0; k < c->work_count; k++) {
            const double share = c->shares[k] - (k > 0 ? c->shares[k - 1] : 0);
            const struct wlm_work *const w = &p->works[c->works[k]];
            const double grant_bytes =
                p->automatic ? w->need_bytes
                             : q->memory_bytes / q->slots * c->slot_count;
            const struct wlm_demand *const d = wlm_demand_at(w, grant_bytes);
            const double work = rate * share * d->alone_s;
            slots[c->route[0]] += work * c->slot_count / q->slots;
            for (int m = 0; m < WLM_RESOURCES; m++)
                resources[m] += work * d->use[m];
        }
    }
    for (int i = 0; i < p->queue_count; i++)
        if (slots[i] > r.slots) {
            r.slots = slots[i];
            r.queue = i;
        }
    for (int m = 0; m < WLM_RESOURCES; m++)
        if (resources[m] > r.resource) {
            r.resource = resources[m];
            r.what = (enum wlm_resource)m;
        }
    return r;
}
