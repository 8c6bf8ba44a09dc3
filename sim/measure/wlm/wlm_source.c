#include "measure/wlm/wlm_source.h"

#include <math.h>

#include "base/text.h"

enum { HOUR_S = 3600, DAY_HOURS = 24, WEEK_DAYS = 7 };

static bool bursts(const struct wlm_arrivals *a)
{
    return a->burst_factor > 1;
}

/* Bursts are burst_factor times the calm; their mean is the rate. */
static double burst_rate(const struct wlm_arrivals *a, bool bursting)
{
    const double share = a->burst_s / (a->burst_s + a->calm_s);
    const double calm = 1 / (1 - share + share * a->burst_factor);

    return bursting ? calm * a->burst_factor : calm;
}

/* Profile and spike at a time, and until when they hold. */
static double factor_at(const struct wlm_arrivals *a, double now_s,
                        double *until_s)
{
    double factor = 1;

    *until_s = HUGE_VAL;
    if (a->profiled) {
        const double hour = floor((a->start_s + now_s) / HOUR_S);
        const int64_t of_week = (int64_t)hour % (DAY_HOURS * WEEK_DAYS);
        factor = a->hour_factor[of_week % DAY_HOURS] *
                 a->weekday_factor[of_week / DAY_HOURS];
        *until_s = (hour + 1) * HOUR_S - a->start_s;
    }
    if (a->spike_s > 0) {
        const double end_s = a->spike_at_s + a->spike_s;
        const bool in = now_s >= a->spike_at_s && now_s < end_s;
        factor *= in ? a->spike_factor : 1;
        if (now_s < end_s)
            *until_s = fmin(*until_s, in ? end_s : a->spike_at_s);
    }
    return factor;
}

static void set_rate(struct wlm_source *s)
{
    const struct wlm_arrivals *const a = s->a;

    s->rate = a->rate * factor_at(a, s->now_s, &s->until_s);
    s->gap_s = 1 / s->rate;
    if (!bursts(a))
        return;
    while (s->now_s >= s->burst_until_s) {
        s->bursting = !s->bursting;
        s->burst_until_s += draw_exponential(&s->bursts) *
                            (s->bursting ? a->burst_s : a->calm_s);
    }
    s->rate *= burst_rate(a, s->bursting);
    s->gap_s = 1 / s->rate;
    s->until_s = fmin(s->until_s, s->burst_until_s);
}

void wlm_source_init(struct wlm_source *s, const struct wlm_arrivals *a,
                     uint64_t seed, const char *name, uint64_t replication)
{
    const uint64_t own = seed ^ text_hash(name);

    *s = (struct wlm_source){ .a = a, .gap = draw_gamma_of(a->cv) };
    s->gaps = draw_begin(rng_stream(own, "wlm gaps", replication));
    s->bursts = draw_begin(rng_stream(own, "wlm bursts", replication));
    if (bursts(a)) {
        /* Begin in the long run's mix of bursts and calm. */
        const double share = a->burst_s / (a->burst_s + a->calm_s);
        s->bursting = draw_unit(&s->bursts) < share;
        s->burst_until_s = draw_exponential(&s->bursts) *
                           (s->bursting ? a->burst_s : a->calm_s);
    }
    set_rate(s);
}

double wlm_source_next(struct wlm_source *s)
{
    const struct wlm_arrivals *const a = s->a;

    if (a->times != NULL)
        return s->next_time < a->time_count ? a->times[s->next_time++]
                                            : HUGE_VAL;
    if (a->rate <= 0)
        return HUGE_VAL;
    double gap = draw_gamma(&s->gaps, &s->gap);
    while (gap > (s->until_s - s->now_s) * s->rate) {
        gap -= (s->until_s - s->now_s) * s->rate;
        s->now_s = s->until_s;
        set_rate(s);
    }
    s->now_s += gap * s->gap_s;
    return s->now_s;
}

double wlm_source_mean_rate(const struct wlm_arrivals *a, double from_s,
                            double to_s)
{
    double now_s = from_s, sum = 0;

    if (a->times != NULL) {
        for (int i = 0; i < a->time_count; i++)
            sum += a->times[i] >= from_s && a->times[i] < to_s;
        return sum / (to_s - from_s);
    }
    while (now_s < to_s) {
        double until_s;
        const double factor = factor_at(a, now_s, &until_s);
        const double end_s = fmin(until_s, to_s);
        sum += factor * (end_s - now_s);
        now_s = end_s;
    }
    return a->rate * sum / (to_s - from_s);
}
