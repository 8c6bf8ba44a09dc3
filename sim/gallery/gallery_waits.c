#include "gallery/gallery_waits.h"

#include <math.h>

#include "measure/wlm/wlm_engine.h"

/* A tenth more goes before, until the queues are as full as they stay. */
#define WARMUP_FRAC 0.1

static struct wlm_plant plant_of(const struct wlm_plant *p, double queries)
{
    struct wlm_plant own = *p;
    double rate = 0;

    for (int i = 0; i < p->class_count; i++)
        rate += p->classes[i].arrivals.rate;
    own.duration_s = queries / rate;
    own.warmup_s = WARMUP_FRAC * own.duration_s;
    own.bins = own.records_max = 0;
    return own;
}

void gallery_waits(const struct wlm_plant *p, uint64_t seed, double queries,
                   double *wait_s)
{
    const struct wlm_plant own = plant_of(p, queries);
    struct arena *arenas[GALLERY_RUNS];
    struct wlm_tally *tallies[GALLERY_RUNS];

#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < GALLERY_RUNS; i++) {
        arenas[i] = arena_begin();
        tallies[i] = wlm_simulate(arenas[i], &own, seed, (uint64_t)i);
    }
    for (int c = 0; c < p->class_count; c++) {
        double sum_s = 0, count = 0;

        for (int i = 0; i < GALLERY_RUNS; i++) {
            sum_s += tallies[i]->classes[c].wait_s;
            count += (double)tallies[i]->classes[c].completed;
        }
        wait_s[c] = count > 0 ? sum_s / count : (double)NAN;
    }
    for (int i = 0; i < GALLERY_RUNS; i++)
        arena_done(arenas[i]);
}
