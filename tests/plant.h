#ifndef TESTS_PLANT_H
#define TESTS_PLANT_H

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/stat.h"
#include "measure/wlm/wlm_engine.h"

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
        .priority_ratio = 2,
        .sqa_limit_every_s = 60,
        .duration_s = 1000,
    };
}

/* Replications: mean wait, response and share that waited, of one class. */
struct plant_result {
    struct stat_interval wait_s, response_s, waited;
};

enum { PLANT_RUNS_MAX = 2048, PLANT_CLASSES = 4 };

/* What replications saw: of each the answers, and the two controls. */
struct plant_series {
    double wait_s[PLANT_RUNS_MAX], response_s[PLANT_RUNS_MAX];
    double waited[PLANT_RUNS_MAX];
    double arrived[PLANT_RUNS_MAX], service_s[PLANT_RUNS_MAX]; /* of 1 */
};

/*
 * The mean of y with two control variates u, v of known mean 1.
 *
 * In a replication where more arrived than expected, or that drew longer
 * services, queries waited longer. Both means are known, so their part can be
 * taken out: y is regressed on (u - 1, v - 1), and the intercept estimates the
 * mean of y. It is unbiased for normal replications, and its variance is that
 * of the residuals, s^2 (1/n + d' S^-1 d), d the mean of the controls less
 * their known one, S their sums of squares and products, s^2 with n - 3
 * degrees of freedom. Lavenberg, Welch, Management Science 27(3), 1981.
 */
static inline struct stat_interval plant_controlled(const double *y,
                                                    const double *u,
                                                    const double *v, int count,
                                                    double confidence)
{
    const double n = count;
    double my = 0, mu = 0, mv = 0, uu = 0, vv = 0, uv = 0, uy = 0, vy = 0;
    double rest = 0;

    for (int i = 0; i < count; i++) {
        my += y[i] / n;
        mu += u[i] / n;
        mv += v[i] / n;
    }
    for (int i = 0; i < count; i++) {
        uu += (u[i] - mu) * (u[i] - mu);
        vv += (v[i] - mv) * (v[i] - mv);
        uv += (u[i] - mu) * (v[i] - mv);
        uy += (u[i] - mu) * (y[i] - my);
        vy += (v[i] - mv) * (y[i] - my);
    }
    const double det = uu * vv - uv * uv;
    const double bu = (vv * uy - uv * vy) / det;
    const double bv = (uu * vy - uv * uy) / det;
    for (int i = 0; i < count; i++) {
        const double e = y[i] - my - bu * (u[i] - mu) - bv * (v[i] - mv);
        rest += e * e;
    }
    const double du = mu - 1, dv = mv - 1;
    const double far = (du * du * vv - 2 * du * dv * uv + dv * dv * uu) / det;
    const double t = gsl_cdf_tdist_Pinv((1 + confidence) / 2, n - 3);
    return (struct stat_interval){
        .mean = my - bu * du - bv * dv,
        .half = t * sqrt(rest / (n - 3) * (1 / n + far)),
        .count = (size_t)count,
    };
}

static inline void plant_observe(struct plant_series *s, int i,
                                 const struct plant *t, int class,
                                 const struct wlm_tally *r)
{
    const struct wlm_class_tally *const c = &r->classes[class];
    const double completed = (double)c->completed;

    s->wait_s[i] = c->wait_s / completed;
    s->response_s[i] = c->response_s / completed;
    s->waited[i] = (double)c->waited / completed;
    s->arrived[i] = (double)c->arrivals /
                    (t->classes[class].arrivals.rate * t->p.duration_s);
    s->service_s[i] = c->exec_s / completed;
}

/* `count` replications from `first` on, behind the `have` of the series of
   each class. */
static inline void plant_series_of(struct plant_series *s, int have,
                                   const struct plant *t, uint64_t seed,
                                   int first, int count)
{
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic, 1)
#endif
    for (int i = 0; i < count; i++) {
        struct arena *const a = arena_begin();
        const struct wlm_tally *const r =
            wlm_simulate(a, &t->p, seed, (uint64_t)(first + i));
        for (int class = 0; class < t->p.class_count; class ++)
            plant_observe(&s[class], have + i, t, class, r);
        arena_done(a);
    }
}

static inline struct plant_result plant_result_of(const struct plant_series *s,
                                                  int count, double confidence)
{
    const size_t n = (size_t)count;

    return (struct plant_result){
        stat_interval_of(s->wait_s, n, confidence),
        stat_interval_of(s->response_s, n, confidence),
        stat_interval_of(s->waited, n, confidence),
    };
}

/* The same with what arrived and what was served as controls: for slots of
   one's own, where a query runs as long as its service takes. */
static inline struct plant_result
plant_controlled_of(const struct plant_series *s, int count, double confidence)
{
    return (struct plant_result){
        plant_controlled(s->wait_s, s->arrived, s->service_s, count,
                         confidence),
        plant_controlled(s->response_s, s->arrived, s->service_s, count,
                         confidence),
        plant_controlled(s->waited, s->arrived, s->service_s, count,
                         confidence),
    };
}

#endif
