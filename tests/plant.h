#ifndef TESTS_PLANT_H
#define TESTS_PLANT_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/stat.h"
#include "measure/wlm_engine.h"

/*
 * plant - small configurations for tests of the queues: one queue, one class
 * of arrivals at random, one work of mean 1, to be changed by the test.
 */
struct plant {
    struct wlm_plant p;
    struct wlm_queue queues[WLM_QUEUES_MAX];
    struct wlm_class classes[4];
    struct wlm_work works[4];
    struct wlm_demand demands[4];
    double grants[4];
};

static const double plant_share = 1;
static const int plant_works[] = { 0, 1, 2, 3 };

/* `use`: of the disks, by one query alone. */
static inline void plant_init(struct plant *t, int slots, double rate,
                              double use)
{
    *t = (struct plant){ .grants = { 0 } };
    for (int i = 0; i < 4; i++) {
        t->demands[i] = (struct wlm_demand){
            .alone_s = 1,
            .use = { use, 0, 0 },
            .group = use > 0 ? WLM_DISK : WLM_RESOURCES,
        };
        t->works[i] = (struct wlm_work){ .name = "work",
                                         .level_count = 1,
                                         .grant_bytes = &t->grants[i],
                                         .demands = &t->demands[i],
                                         .need_bytes = 1 };
        t->classes[i] = (struct wlm_class){
            .name = "class",
            .works = &plant_works[i],
            .shares = &plant_share,
            .work_count = 1,
            .service_cv = 1,
            .arrivals = { .cv = 1 },
            .think_cv = 1,
            .slot_count = 1,
            .route_count = 1,
            .by_default = true,
        };
    }
    for (int i = 0; i < WLM_QUEUES_MAX; i++)
        t->queues[i] = (struct wlm_queue){ .name = "queue",
                                           .service_class = 6 + i,
                                           .slots = slots,
                                           .memory_bytes = slots,
                                           .priority = WLM_NORMAL };
    t->classes[0].arrivals.rate = rate;
    t->p = (struct wlm_plant){
        .name = "test",
        .order = WLM_STRICT,
        .queues = t->queues,
        .queue_count = 1,
        .classes = t->classes,
        .class_count = 1,
        .works = t->works,
        .work_count = 4,
        .memory_bytes = slots,
        .concurrency_max = slots,
        .load_max = 1e9,
        .duration_s = 1000,
    };
}

/* Replications from `first` on: mean wait, response and share that waited, of
   one class. */
struct plant_result {
    struct stat_interval wait_s, response_s, waited;
};

static inline struct plant_result plant_run(const struct plant *t, int class,
                                            uint64_t seed, int first,
                                            int replications, double confidence)
{
    double wait_s[256], response_s[256], waited[256];

#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic, 1)
#endif
    for (int i = 0; i < replications; i++) {
        struct arena *const a = arena_begin();
        const struct wlm_tally *const r =
            wlm_simulate(a, &t->p, seed, (uint64_t)(first + i));
        const struct wlm_class_tally *const c = &r->classes[class];
        wait_s[i] = c->wait_s / (double)c->completed;
        response_s[i] = c->response_s / (double)c->completed;
        waited[i] = (double)c->waited / (double)c->completed;
        arena_done(a);
    }
    const size_t n = (size_t)replications;
    return (struct plant_result){
        stat_interval_of(wait_s, n, confidence),
        stat_interval_of(response_s, n, confidence),
        stat_interval_of(waited, n, confidence),
    };
}

#endif
