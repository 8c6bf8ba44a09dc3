#include "measure/wlm_share.h"

#include <math.h>

void wlm_share_init(struct wlm_share *s, struct arena *a)
{
    *s = (struct wlm_share){ .now_s = 0 };
    for (int b = 0; b < WLM_GROUPS; b++) {
        heap_init(&s->groups[b].ends, a);
        s->groups[b].rate = 1;
    }
}

void wlm_share_advance(struct wlm_share *s, double now_s)
{
    const double gone_s = now_s - s->now_s;

    if (gone_s == 0)
        return;
    s->now_s = now_s;
    for (int b = 0; b < WLM_GROUPS; b++) {
        struct wlm_group *const g = &s->groups[b];
        if (g->count == 0)
            continue;
        const double step_s = gone_s * g->rate;
        g->clock += step_s;
        s->done_s += step_s * g->count;
    }
}

/* The pace of a group, were there no others. */
static double own_pace(const struct wlm_group *g, int b)
{
    return g->load[b] > 1 ? 1 / g->load[b] : 1;
}

static void set_rates(struct wlm_share *s)
{
    double asked[WLM_RESOURCES] = { 0 };
    int crowded = 0;

    for (int b = 0; b < WLM_RESOURCES; b++) {
        const struct wlm_group *const g = &s->groups[b];
        if (g->count == 0)
            continue;
        const double pace = own_pace(g, b);
        for (int r = 0; r < WLM_RESOURCES; r++)
            asked[r] += r == b ? g->load[r] : pace * g->load[r];
        crowded++;
    }
    if (crowded == 0)
        return;
    for (int b = 0; b < WLM_RESOURCES; b++)
        s->groups[b].rate = asked[b] > 1 ? 1 / asked[b] : 1;
}

double wlm_share_start(struct wlm_share *s, const struct wlm_demand *d,
                       double work_s, uint32_t job, uint32_t generation)
{
    struct wlm_group *const g = &s->groups[d->group];

    if (g->count++ == 0)
        g->clock = 0; /* small numbers keep their digits */
    s->count++;
    for (int r = 0; r < WLM_RESOURCES; r++)
        g->load[r] += d->use[r];
    if (d->group < WLM_RESOURCES)
        set_rates(s);
    const double end = g->clock + work_s;
    heap_push(&g->ends, end, 0, generation, job);
    return end;
}

void wlm_share_leave(struct wlm_share *s, const struct wlm_demand *d)
{
    struct wlm_group *const g = &s->groups[d->group];

    s->count--;
    if (--g->count == 0) {
        heap_clear(&g->ends);
        for (int r = 0; r < WLM_RESOURCES; r++)
            g->load[r] = 0; /* not what rounding left */
    } else
        for (int r = 0; r < WLM_RESOURCES; r++)
            g->load[r] = fmax(0, g->load[r] - d->use[r]);
    if (d->group < WLM_RESOURCES)
        set_rates(s);
}

double wlm_share_next(const struct wlm_share *s, int *group)
{
    double next = HUGE_VAL;

    for (int b = 0; b < WLM_GROUPS; b++) {
        const struct wlm_group *const g = &s->groups[b];
        const struct heap_item *const top = heap_top(&g->ends);
        if (top == NULL)
            continue;
        const double left = top->time - g->clock;
        const double at =
            left <= 0 ? s->now_s
                      : s->now_s + (g->rate == 1 ? left : left / g->rate);
        if (at < next) {
            next = at;
            *group = b;
        }
    }
    return next;
}

double wlm_share_load(const struct wlm_share *s)
{
    double most = 0;

    for (int r = 0; r < WLM_RESOURCES; r++)
        most = fmax(most, s->groups[r].load[r]);
    return most;
}
