#include "measure/wlm/wlm_share.h"

void wlm_share_init(struct wlm_share *s, struct arena *a)
{
    *s = (struct wlm_share){ .next_s = HUGE_VAL };
    for (int b = 0; b < WLM_GROUPS; b++) {
        heap_init(&s->groups[b].ends, a);
        s->groups[b].rate = s->groups[b].weight = 1;
        s->groups[b].due_s = HUGE_VAL;
    }
}

static int first_of(int level)
{
    return 1 + level * WLM_RESOURCES;
}

void wlm_share_weigh(struct wlm_share *s, int level, double weight)
{
    for (int r = 0; r < WLM_RESOURCES; r++)
        s->groups[first_of(level) + r].weight = weight;
}

/* What would be used of a resource if nobody were slowed, by some groups. */
static double asked_of(const struct wlm_share *s, int resource, int from,
                       int end)
{
    double asked = 0;

    for (int b = from; b < end && s->busy >> b != 0; b++)
        asked += s->groups[b].load[resource];
    return asked;
}

double wlm_share_used(const struct wlm_share *s, int resource)
{
    double used = 0;

    for (int b = 1; s->busy >> b != 0; b++)
        used += s->groups[b].rate * s->groups[b].load[resource];
    return used;
}

/* Rates while they are found, and what is used of each resource at them. */
struct rates {
    double of[WLM_GROUPS];
    double used[WLM_RESOURCES];
};

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static void set_rate(const struct wlm_share *s, struct rates *rates, int group,
                     double rate)
{
    const double change = rate - rates->of[group];

    rates->of[group] = rate;
    for (int r = 0; r < WLM_RESOURCES; r++)
        rates->used[r] += change * s->groups[group].load[r];
}

/*
 * The level at which the sum over queries of min(what it asks, level times its
 * weight) is 1. Who asks less keeps it, the others share what is left; as that
 * raises the level, more of them may be below it.
 */
static double level_of(const struct wlm_share *s, const struct rates *rates,
                       int resource)
{
    unsigned below = 0;

    for (;;) {
        double left = 1, parts = 0;
        for (int b = 1; s->busy >> b != 0; b++) {
            const struct wlm_group *const g = &s->groups[b];
            if (below >> b & 1)
                left -= rates->of[b] * g->load[resource];
            else if (g->load[resource] > 0)
                parts += g->weight * g->count;
        }
        const double level = parts > 0 ? left / parts : left;
        const unsigned before = below;
        for (int b = 1; s->busy >> b != 0; b++) {
            const struct wlm_group *const g = &s->groups[b];
            if (g->load[resource] > 0 &&
                rates->of[b] * g->load[resource] < level * g->weight * g->count)
                below |= 1U << b;
        }
        if (below == before)
            return level;
    }
}

static void share_out(const struct wlm_share *s, struct rates *rates,
                      int resource)
{
    const double level = level_of(s, rates, resource);

    for (int b = 1; s->busy >> b != 0; b++) {
        const struct wlm_group *const g = &s->groups[b];
        const double part = level * g->weight * g->count;
        if (rates->of[b] * g->load[resource] > part)
            set_rate(s, rates, b, part / g->load[resource]);
    }
}

/* Faster, as far as all that it needs has something left. */
static void raise_rate(const struct wlm_share *s, struct rates *rates,
                       int group)
{
    double more = 1 - rates->of[group];

    for (int r = 0; r < WLM_RESOURCES && more > 0; r++)
        if (s->groups[group].load[r] > 0)
            more =
                smaller(more, (1 - rates->used[r]) / s->groups[group].load[r]);
    if (more > 0)
        set_rate(s, rates, group, rates->of[group] + more);
}

/* The highest level first. */
static void raise_rates(const struct wlm_share *s, struct rates *rates)
{
    for (int level = WLM_LEVELS - 1; level >= 0; level--)
        for (int r = 0; r < WLM_RESOURCES; r++)
            if (s->groups[first_of(level) + r].count > 0)
                raise_rate(s, rates, first_of(level) + r);
}

/* The resource that is asked most beyond what it has; -1 when none is. */
static int most_asked(const struct rates *rates)
{
    double most = 1 + 1e-9;
    int busiest = -1;

    for (int r = 0; r < WLM_RESOURCES; r++)
        if (rates->used[r] > most) {
            most = rates->used[r];
            busiest = r;
        }
    return busiest;
}

/* Each resource is shared out once: afterwards it is asked less and less. */
static struct rates share_among_groups(const struct wlm_share *s)
{
    struct rates rates;
    bool slowed = false;

    for (int b = 1; s->busy >> b != 0; b++)
        rates.of[b] = 1;
    for (int r = 0; r < WLM_RESOURCES; r++)
        rates.used[r] = asked_of(s, r, 1, WLM_GROUPS);
    for (int r = most_asked(&rates); r >= 0; r = most_asked(&rates)) {
        share_out(s, &rates, r);
        slowed = true;
    }
    if (slowed)
        raise_rates(s, &rates);
    return rates;
}

/* A group whose rate stays needs no move. */
static void change_rate(struct wlm_share *s, int group, double rate)
{
    struct wlm_group *const g = &s->groups[group];

    if (rate == g->rate)
        return;
    wlm_share_advance(s, g, s->changed_s);
    g->rate = rate;
    s->stale |= 1U << group;
}

void wlm_share_settle(struct wlm_share *s)
{
    const unsigned shared = s->busy & ~1U;

    s->unsettled = false;
    if (shared == 0)
        return;
    if ((shared & (shared - 1)) == 0) {
        /* A group alone is bound by its own bottleneck. */
        int b = 1;
        while (shared >> b != 1)
            b++;
        const double load = s->groups[b].load[(b - 1) % WLM_RESOURCES];
        change_rate(s, b, load > 1 ? 1 / load : 1);
        return;
    }
    const struct rates rates = share_among_groups(s);
    for (int b = 1; shared >> b != 0; b++)
        if (shared >> b & 1)
            change_rate(s, b, rates.of[b]);
}

double wlm_share_load(const struct wlm_share *s, int level, int end)
{
    double most = 0;

    for (int r = 0; r < WLM_RESOURCES; r++) {
        const double asked = asked_of(s, r, first_of(level), first_of(end));
        most = most > asked ? most : asked;
    }
    return most;
}
