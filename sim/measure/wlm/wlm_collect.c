#include "measure/wlm/wlm_collect.h"

#include <math.h>

#include "base/check.h"
#include "base/units.h"

#define CONFIDENCE 0.95
#define DRIFT_FACTOR 1.5

/* One number of each replication, for its interval. */
struct series {
    double *items;
};

struct class_series {
    struct series wait[4], response[4], throughput, spill; /* mean, quantiles */
    struct series drift;
};

struct queue_series {
    struct series utilisation, waiting, running;
};

/* A configuration while its replications are collected. */
struct wlm_collector {
    struct arena *arena;
    struct wlm_result *result;
    struct class_series *classes;
    struct queue_series *queues;
    int room;
};

static const double quantiles[] = { 0, 0.5, 0.95, 0.99 };

static struct series series_new(struct arena *a, int room)
{
    return (struct series){ ARENA_ARRAY(a, room, double) };
}

static struct stat_interval interval(struct series s, int count)
{
    return stat_interval_of(s.items, (size_t)count, CONFIDENCE);
}

static int place_count(const struct wlm_plant *p)
{
    return p->queue_count + WLM_PLACES;
}

struct wlm_collector *wlm_collect_begin(struct arena *a, struct wlm_result *r,
                                        int most)
{
    struct wlm_collector *const c = ARENA_NEW(a, struct wlm_collector);
    const int classes = r->plant->class_count + 1;

    *c = (struct wlm_collector){ .arena = a, .result = r, .room = most };
    c->classes = ARENA_ARRAY(a, classes, struct class_series);
    for (int i = 0; i < classes; i++) {
        for (int k = 0; k < 4; k++) {
            c->classes[i].wait[k] = series_new(a, most);
            c->classes[i].response[k] = series_new(a, most);
        }
        c->classes[i].throughput = series_new(a, most);
        c->classes[i].spill = series_new(a, most);
        c->classes[i].drift = series_new(a, most);
    }
    c->queues = ARENA_ARRAY(a, place_count(r->plant), struct queue_series);
    for (int i = 0; i < place_count(r->plant); i++) {
        c->queues[i].utilisation = series_new(a, most);
        c->queues[i].waiting = series_new(a, most);
        c->queues[i].running = series_new(a, most);
    }
    r->classes = ARENA_ARRAY(a, classes, struct wlm_class_result);
    r->queues = ARENA_ARRAY(a, place_count(r->plant), struct wlm_queue_result);
    r->rules = ARENA_ARRAY(a, r->plant->queue_count * WLM_RULES_MAX,
                           struct wlm_rule_tally);
    r->bins = ARENA_ARRAY(a, r->plant->bins, struct wlm_bin);
    return c;
}

static double per(double sum, double count)
{
    return count > 0 ? sum / count : (double)NAN;
}

static void add_counts(struct wlm_class_result *r,
                       const struct wlm_class_tally *t)
{
    r->arrivals += (double)t->arrivals;
    r->completed += (double)t->completed;
    r->aborted += (double)t->aborted;
    r->cached += (double)t->cached;
    r->accelerated += (double)t->accelerated;
    r->evicted += (double)t->evicted;
    r->scaled += (double)t->scaled;
    r->hopped += (double)t->hopped;
    r->restarted += (double)t->restarted;
    stat_sketch_merge(&r->response, &t->response);
}

/* In the system: the last third of the watched time, less half as much again
   as the second. Below 0 on average where nothing grows, however it
   fluctuates. */
static double drift_of(const struct wlm_class_tally *t)
{
    return t->last_area - DRIFT_FACTOR * t->middle_area;
}

static void add_class(struct wlm_collector *c, int class,
                      const struct wlm_class_tally *t, double measured_s)
{
    const int i = c->result->replications;
    struct class_series *const s = &c->classes[class];
    const double completed = (double)t->completed;

    s->wait[0].items[i] = per(t->wait_s, completed);
    s->response[0].items[i] = per(t->response_s, completed);
    for (int k = 1; k < 4; k++) {
        s->wait[k].items[i] = stat_sketch_quantile(&t->wait, quantiles[k]);
        s->response[k].items[i] =
            stat_sketch_quantile(&t->response, quantiles[k]);
    }
    s->throughput.items[i] = completed * SECONDS_PER_HOUR / measured_s;
    s->spill.items[i] = per((double)t->spilled, completed);
    s->drift.items[i] = drift_of(t);
    add_counts(&c->result->classes[class], t);
}

static void sum_classes(struct wlm_class_tally *all,
                        const struct wlm_class_tally *t)
{
    all->arrivals += t->arrivals;
    all->completed += t->completed;
    all->aborted += t->aborted;
    all->cached += t->cached;
    all->accelerated += t->accelerated;
    all->evicted += t->evicted;
    all->scaled += t->scaled;
    all->hopped += t->hopped;
    all->restarted += t->restarted;
    all->spilled += t->spilled;
    all->wait_s += t->wait_s;
    all->response_s += t->response_s;
    all->middle_area += t->middle_area;
    all->last_area += t->last_area;
    stat_sketch_merge(&all->wait, &t->wait);
    stat_sketch_merge(&all->response, &t->response);
}

static void add_queue(struct wlm_collector *c, int queue,
                      const struct wlm_queue_tally *t, double measured_s)
{
    const int i = c->result->replications;
    const struct wlm_plant *const p = c->result->plant;
    struct wlm_queue_result *const r = &c->result->queues[queue];
    struct queue_series *const s = &c->queues[queue];
    const double slots =
        queue < p->queue_count ? p->queues[queue].slots : (double)NAN;

    s->utilisation.items[i] = t->slots_area / measured_s / slots;
    s->waiting.items[i] = t->waiting_area / measured_s;
    s->running.items[i] = t->running_area / measured_s;
    r->completed += (double)t->completed;
    if (t->most_waiting > r->most_waiting)
        r->most_waiting = t->most_waiting;
    if (t->most_slots > r->most_slots)
        r->most_slots = t->most_slots;
}

static void add_bins(struct wlm_result *r, const struct wlm_tally *t)
{
    for (int i = 0; i < r->plant->bins; i++) {
        r->bins[i].arrivals += t->bins[i].arrivals;
        r->bins[i].running += t->bins[i].running;
        r->bins[i].waiting += t->bins[i].waiting;
        r->bins[i].slots += t->bins[i].slots;
        r->bins[i].memory += t->bins[i].memory;
        r->bins[i].clusters += t->bins[i].clusters;
    }
}

void wlm_collect_add(struct wlm_collector *c, struct arena *scratch,
                     const struct wlm_tally *t)
{
    struct wlm_result *const r = c->result;
    struct wlm_class_tally *const all =
        ARENA_NEW(scratch, struct wlm_class_tally);

    CHECK(r->replications < c->room);
    for (int i = 0; i < r->plant->class_count; i++) {
        add_class(c, i, &t->classes[i], t->measured_s);
        sum_classes(all, &t->classes[i]);
    }
    add_class(c, r->plant->class_count, all, t->measured_s);
    for (int i = 0; i < place_count(r->plant); i++)
        add_queue(c, i, &t->queues[i], t->measured_s);
    for (int i = 0; i < r->plant->queue_count * WLM_RULES_MAX; i++)
        for (int k = 0; k < WLM_ACTIONS; k++)
            r->rules[i].fired[k] += t->rules[i].fired[k];
    add_bins(r, t);
    r->cluster_busy_s += t->cluster_busy_s;
    r->cluster_billed_s += t->cluster_billed_s;
    if (t->overflowed) {
        r->unstable = true;
        r->verdict = "more than a million queries waited";
    }
    if (r->replications == 0 && t->record_count > 0) {
        r->records = ARENA_ARRAY(c->arena, t->record_count, struct wlm_record);
        for (size_t i = 0; i < t->record_count; i++)
            r->records[i] = t->records[i];
        r->record_count = t->record_count;
    }
    r->replications++;
}

struct stat_interval wlm_collect_response(const struct wlm_collector *c,
                                          int class)
{
    return interval(c->classes[class].response[0], c->result->replications);
}

struct stat_interval wlm_collect_drift(const struct wlm_collector *c, int class,
                                       double confidence)
{
    return stat_interval_of(c->classes[class].drift.items,
                            (size_t)c->result->replications, confidence);
}

static void close_class(struct wlm_collector *c, int class)
{
    struct wlm_class_result *const r = &c->result->classes[class];
    const struct class_series *const s = &c->classes[class];
    const int n = c->result->replications;
    struct stat_interval *const waits[] = { &r->wait_mean_s, &r->wait_p50_s,
                                            &r->wait_p95_s, &r->wait_p99_s };
    struct stat_interval *const responses[] = { &r->response_mean_s,
                                                &r->response_p50_s,
                                                &r->response_p95_s,
                                                &r->response_p99_s };
    double *const counts[] = { &r->arrivals, &r->completed,   &r->aborted,
                               &r->cached,   &r->accelerated, &r->evicted,
                               &r->scaled,   &r->hopped,      &r->restarted };

    for (int k = 0; k < 4; k++) {
        *waits[k] = interval(s->wait[k], n);
        *responses[k] = interval(s->response[k], n);
    }
    r->throughput_per_h = interval(s->throughput, n);
    r->spill_frac = interval(s->spill, n);
    for (size_t k = 0; k < sizeof(counts) / sizeof(counts[0]); k++)
        *counts[k] /= n;
}

void wlm_collect_end(struct wlm_collector *c)
{
    struct wlm_result *const r = c->result;
    const int n = r->replications;

    for (int i = 0; i <= r->plant->class_count; i++)
        close_class(c, i);
    for (int i = 0; i < place_count(r->plant); i++) {
        r->queues[i].utilisation = interval(c->queues[i].utilisation, n);
        r->queues[i].waiting = interval(c->queues[i].waiting, n);
        r->queues[i].running = interval(c->queues[i].running, n);
        r->queues[i].completed /= n;
    }
    for (int i = 0; i < r->plant->bins; i++) {
        struct wlm_bin *const bin = &r->bins[i];
        double *const areas[] = { &bin->running, &bin->waiting, &bin->slots,
                                  &bin->clusters };
        bin->arrivals /= n;
        for (int k = 0; k < 4; k++)
            *areas[k] /= n * wlm_bin_width_s(r->plant, i);
        /* As it is at the bin's end, times a whole bin. */
        bin->memory /= n * r->plant->bin_s;
    }
    r->cluster_busy_s /= n;
    r->cluster_billed_s /= n;
}
