#ifndef TESTS_STAYS_H
#define TESTS_STAYS_H

#include "tests/near.h"
#include "tests/plant.h"

/*
 * stays - queries at given times, and what became of each, for tests of rules.
 */

/* A class of `count` queries at given times, each so long, and a record. */
static inline void give(struct plant *t, int class, const double *times,
                        int count, double seconds)
{
    t->classes[class].arrivals.times = times;
    t->classes[class].arrivals.time_count = count;
    t->classes[class].service_cv = 0;
    t->demands[class].alone_s = seconds;
    if (class >= t->p.class_count)
        t->p.class_count = class + 1;
}

static inline void begin(struct plant *t, int slots)
{
    static const char *const names[] = { "a", "b", "c", "d" };

    plant_init(t, slots, 0, 0);
    t->p.records_max = 1000;
    for (int i = 0; i < 4; i++)
        t->classes[i].name = names[i];
}

static inline const struct wlm_tally *simulate(struct arena *a,
                                               const struct plant *t)
{
    return wlm_simulate(a, &t->p, 1, 0);
}

/* The n-th stay of this class with this outcome. */
static inline const struct wlm_record *
stay(const struct wlm_tally *r, int class, enum wlm_outcome outcome, int n)
{
    for (size_t i = 0; i < r->record_count; i++)
        if (r->records[i].class == class && r->records[i].outcome == outcome &&
            n-- == 0)
            return &r->records[i];
    fail_msg("no such stay");
    return NULL;
}

#endif
