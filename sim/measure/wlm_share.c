#include "measure/wlm_share.h"

void wlm_share_init(struct wlm_share *s, struct arena *a)
{
    *s = (struct wlm_share){ .done_s = 0 };
    for (int b = 0; b < WLM_GROUPS; b++) {
        heap_init(&s->groups[b].ends, a);
        s->groups[b].rate = 1;
        s->groups[b].due_s = HUGE_VAL;
    }
}

double wlm_share_used(const struct wlm_share *s, int resource)
{
    double used = 0;

    for (int b = 0; b < WLM_RESOURCES; b++)
        used += s->groups[b].rate * s->groups[b].load[resource];
    return used;
}

/*
 * The level at which the sum over queries of min(what it asks, level) is 1.
 * Who asks less keeps it, the others share what is left; as that raises the
 * level, more of them may be below it.
 */
static double level_of(const struct wlm_share *s, int resource)
{
    bool below[WLM_RESOURCES] = { false };

    for (;;) {
        double left = 1, queries = 0;
        bool settled = true;
        for (int b = 0; b < WLM_RESOURCES; b++) {
            const struct wlm_group *const g = &s->groups[b];
            if (below[b])
                left -= g->rate * g->load[resource];
            else if (g->load[resource] > 0)
                queries += g->count;
        }
        const double level = queries > 0 ? left / queries : left;
        for (int b = 0; b < WLM_RESOURCES; b++) {
            const struct wlm_group *const g = &s->groups[b];
            if (!below[b] && g->load[resource] > 0 &&
                g->rate * g->load[resource] < level * g->count) {
                below[b] = true;
                settled = false;
            }
        }
        if (settled)
            return level;
    }
}

static void share_out(struct wlm_share *s, int resource)
{
    const double level = level_of(s, resource);

    for (int b = 0; b < WLM_RESOURCES; b++) {
        struct wlm_group *const g = &s->groups[b];
        if (g->load[resource] > 0)
            g->rate = fmin(g->rate, level * g->count / g->load[resource]);
    }
}

/* Faster, as far as all that it needs has something left. */
static void raise_rate(struct wlm_share *s, struct wlm_group *g)
{
    double most = 1;

    for (int r = 0; r < WLM_RESOURCES; r++)
        if (g->load[r] > 0)
            most =
                fmin(most, g->rate + (1 - wlm_share_used(s, r)) / g->load[r]);
    g->rate = fmax(g->rate, most);
}

/* The resource that is asked most beyond what it has; -1 when none is. */
static int most_asked(const struct wlm_share *s)
{
    double most = 1 + 1e-9;
    int busiest = -1;

    for (int r = 0; r < WLM_RESOURCES; r++) {
        const double used = wlm_share_used(s, r);
        if (used > most) {
            most = used;
            busiest = r;
        }
    }
    return busiest;
}

/* Each resource is shared out once: afterwards it is asked less and less. */
static void share_among_groups(struct wlm_share *s)
{
    bool slowed = false;

    for (int b = 0; b < WLM_RESOURCES; b++)
        s->groups[b].rate = 1;
    for (int r = most_asked(s); r >= 0; r = most_asked(s)) {
        share_out(s, r);
        slowed = true;
    }
    for (int b = 0; b < WLM_RESOURCES && slowed; b++)
        if (s->groups[b].count > 0)
            raise_rate(s, &s->groups[b]);
}

void wlm_share_set_rates(struct wlm_share *s, double now_s)
{
    const unsigned shared = s->busy & ((1U << WLM_RESOURCES) - 1);

    s->stale |= shared;
    for (int b = 0; b < WLM_RESOURCES; b++) {
        struct wlm_group *const g = &s->groups[b];
        if (shared == 1U << b) {
            /* A group alone is bound by its own bottleneck. */
            wlm_share_advance(s, g, now_s);
            g->rate = g->load[b] > 1 ? 1 / g->load[b] : 1;
            return;
        }
    }
    for (int b = 0; b < WLM_RESOURCES; b++)
        wlm_share_advance(s, &s->groups[b], now_s);
    if (shared != 0)
        share_among_groups(s);
}

double wlm_share_load(const struct wlm_share *s)
{
    double most = 0;

    for (int r = 0; r < WLM_RESOURCES; r++)
        most = fmax(most, s->groups[r].load[r]);
    return most;
}
