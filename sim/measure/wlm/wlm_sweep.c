#include "measure/wlm/wlm_sweep.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"

const struct wlm_config *wlm_sweep_config(const struct world *w)
{
    for (int i = 0; i < w->wlm_count; i++)
        if (!w->wlm[i].automatic)
            return &w->wlm[i];
    return NULL;
}

static void with_slots(struct arena *a, struct wlm_config *c,
                       const struct wlm_config *base, int queue, int slots)
{
    *c = *base;
    c->name = text_format(a, "%d slots", slots);
    c->queues = ARENA_ARRAY(a, c->queue_count, struct wlm_queue_config);
    for (int q = 0; q < c->queue_count; q++)
        c->queues[q] = base->queues[q];
    c->queues[queue].slots = slots;
}

struct world *wlm_slots_world(struct arena *a, const struct world *w, int queue,
                              int lo, int hi)
{
    const struct wlm_config *const base = wlm_sweep_config(w);
    struct world *const swept = ARENA_NEW(a, struct world);

    CHECK(base != NULL && queue >= 0 && queue < base->queue_count);
    *swept = *w;
    swept->wlm_count = hi - lo + 1;
    swept->wlm = ARENA_ARRAY(a, swept->wlm_count, struct wlm_config);
    for (int i = 0; i < swept->wlm_count; i++)
        with_slots(a, &swept->wlm[i], base, queue, lo + i);
    return swept;
}

/* ---- load ---------------------------------------------------------------- */

bool wlm_can_load(const struct world *w)
{
    const struct workload *const load = &w->workload;
    bool any = false;

    for (int i = 0; i < load->class_count; i++) {
        any |= load->classes[i].arrivals.rate > 0;
        if (load->classes[i].changes_rate || load->classes[i].users > 0 ||
            load->classes[i].texts > 0)
            return false;
    }
    return any;
}

int wlm_load_count(double lo, double hi)
{
    enum { LEAST = 5 };

    return (int)fmax(LEAST, floor((hi - lo) / 0.05 + 1.5));
}

struct world *wlm_load_world(struct arena *a, const struct world *w)
{
    struct world *const alone = ARENA_NEW(a, struct world);
    struct wlm_config *const config = ARENA_NEW(a, struct wlm_config);

    *alone = *w;
    *config = *wlm_sweep_config(w);
    alone->wlm = config;
    alone->wlm_count = 1;
    return alone;
}

static const struct wlm_class *faster(struct arena *a,
                                      const struct wlm_plant *p, double factor)
{
    struct wlm_class *const classes =
        ARENA_ARRAY(a, p->class_count, struct wlm_class);

    for (int i = 0; i < p->class_count; i++) {
        classes[i] = p->classes[i];
        classes[i].arrivals.rate *= factor;
    }
    return classes;
}

struct wlm_plant *wlm_load_plants(struct arena *a, const struct wlm_plant *p,
                                  double lo, double hi)
{
    const struct wlm_offered o = wlm_offered_load(p);
    const double now = fmax(o.slots, o.resource);
    const int count = wlm_load_count(lo, hi);
    struct wlm_plant *const plants = ARENA_ARRAY(a, count, struct wlm_plant);

    for (int i = 0; i < count; i++) {
        const double load = lo + (hi - lo) * i / (count - 1);
        plants[i] = *p;
        plants[i].name = text_format(a, "load %.3g", load);
        plants[i].classes = faster(a, p, now > 0 ? load / now : 1);
    }
    return plants;
}

struct wlm_station wlm_station_of(const struct wlm_plant *p)
{
    const struct wlm_offered o = wlm_offered_load(p);
    struct wlm_station s = { .queue = o.queue };

    s.servers = p->queues[o.queue].slots;
    s.load = o.slots * s.servers;
    for (int i = 0; i < p->class_count; i++)
        if (p->classes[i].route[0] == o.queue)
            s.rate +=
                p->classes[i].arrivals.rate * (1 - p->classes[i].cached_frac);
    return s;
}
