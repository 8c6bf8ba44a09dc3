#include "measure/wlm/wlm_plant.h"

#include <math.h>

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

double wlm_bin_width_s(const struct wlm_plant *p, int bin)
{
    return fmin(p->bin_s, p->warmup_s + p->duration_s - bin * p->bin_s);
}
