#include "measure/wlm.h"

#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "base/units.h"
#include "measure/wlm_engine.h"
#include "measure/wlm_sweep.h"

enum {
    PILOTS = 5,
    PILOT_BINS = 200,
    BINS_MOST = 1440,
    BLOCK = 16, /* replications whose tallies are held at once */
    CLASSES_MOST = 64,
};

#define CONFIDENCE 0.95
#define DRIFT_CONFIDENCE 0.99
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
struct collector {
    struct arena *arena;
    const struct world *world;
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

static void collector_init(struct collector *c, struct arena *a,
                           const struct world *w, struct wlm_result *r)
{
    const int classes = r->plant->class_count + 1;
    const int room = w->workload.replications_most + BLOCK;

    *c = (struct collector){ .arena = a, .world = w, .result = r };
    c->room = room;
    c->classes = ARENA_ARRAY(a, classes, struct class_series);
    for (int i = 0; i < classes; i++) {
        for (int k = 0; k < 4; k++) {
            c->classes[i].wait[k] = series_new(a, room);
            c->classes[i].response[k] = series_new(a, room);
        }
        c->classes[i].throughput = series_new(a, room);
        c->classes[i].spill = series_new(a, room);
        c->classes[i].drift = series_new(a, room);
    }
    c->queues = ARENA_ARRAY(a, place_count(r->plant), struct queue_series);
    for (int i = 0; i < place_count(r->plant); i++) {
        c->queues[i].utilisation = series_new(a, room);
        c->queues[i].waiting = series_new(a, room);
        c->queues[i].running = series_new(a, room);
    }
    r->classes = ARENA_ARRAY(a, classes, struct wlm_class_result);
    r->queues = ARENA_ARRAY(a, place_count(r->plant), struct wlm_queue_result);
    r->rules = ARENA_ARRAY(a, r->plant->queue_count * WLM_RULES_MAX,
                           struct wlm_rule_tally);
    r->bins = ARENA_ARRAY(a, r->plant->bins, struct wlm_bin);
}

/* ---- collecting ------------------------------------------------------------ */

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

static void add_class(struct collector *c, int class,
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

static void add_queue(struct collector *c, int queue,
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

static void add_tally(struct collector *c, struct arena *scratch,
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

/* ---- replications ---------------------------------------------------------- */

/* `count` more, on all cores, added in their order. */
static void replicate(struct collector *c, int count)
{
    struct arena *arenas[BLOCK];
    struct wlm_tally *tallies[BLOCK];
    const struct wlm_plant *const p = c->result->plant;
    const uint64_t seed = c->world->seed;
    const int first = c->result->replications;

    CHECK(count <= BLOCK);
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < count; i++) {
        struct wlm_plant own = *p;
        if (first + i > 0)
            own.records_max = 0;
        arenas[i] = arena_begin();
        tallies[i] = wlm_simulate(arenas[i], &own, seed, (uint64_t)(first + i));
    }
    for (int i = 0; i < count; i++) {
        add_tally(c, arenas[i], tallies[i]);
        arena_done(arenas[i]);
    }
}

static bool is_precise(const struct collector *c)
{
    const struct wlm_result *const r = c->result;
    const double asked = c->world->workload.precision_frac;

    for (int i = 0; i < r->plant->class_count && asked > 0; i++) {
        const struct stat_interval s =
            interval(c->classes[i].response[0], r->replications);
        if (s.count > 0 && !(s.half <= asked * s.mean))
            return false;
    }
    return true;
}

/* Does the same go on for ever? Rates stay, and what queries find. */
static bool is_steady(const struct world *w)
{
    if (w->history != NULL)
        return false;
    for (int i = 0; i < w->workload.class_count; i++)
        if (w->workload.classes[i].changes_rate)
            return false;
    return true;
}

/* Does the number of this class's queries grow, as surely as that? */
static bool grows(const struct collector *c, int class, double confidence)
{
    const struct stat_interval s =
        stat_interval_of(c->classes[class].drift.items,
                         (size_t)c->result->replications, confidence);

    return s.mean - s.half > 0;
}

/* All together, then each class: one that starves among many that do not is
   no part of the sum. The more are asked, the surer an answer must be. */
static void judge_drift(struct collector *c)
{
    struct wlm_result *const r = c->result;
    const int count = r->plant->class_count;

    if (r->unstable || !is_steady(c->world))
        return;
    if (grows(c, count, DRIFT_CONFIDENCE)) {
        r->unstable = true;
        r->verdict = "the queues grow as long as they are watched";
    }
    for (int i = 0; i < count && !r->unstable; i++)
        if (grows(c, i, 1 - (1 - DRIFT_CONFIDENCE) / count)) {
            r->unstable = true;
            r->verdict = text_format(c->arena,
                                     "the queries of class '%s' grow in number "
                                     "as long as they are watched",
                                     r->plant->classes[i].name);
        }
}

static void judge_load(struct arena *a, struct wlm_result *r)
{
    static const char *const names[] = { "disks", "processors", "network" };
    const struct wlm_offered *const o = &r->offered;
    const struct wlm_plant *const p = r->plant;
    const bool relieved = p->clusters_max > 0;

    if (o->resource >= 1 && !relieved) {
        r->unstable = true;
        r->verdict = text_format(a,
                                 "the %s are offered %.2f times what they "
                                 "can do",
                                 names[o->what], o->resource);
    } else if (o->slots >= 1 && !relieved && !p->sqa) {
        r->unstable = true;
        r->verdict = text_format(a,
                                 "the slots of queue '%s' are offered %.2f "
                                 "times what they can do",
                                 p->queues[o->queue].name, o->slots);
    }
}

/* Pilot runs, and where their mean number in the system settles. */
static double find_warmup(const struct world *w, const struct wlm_plant *p)
{
    double series[PILOT_BINS] = { 0 };
    struct wlm_tally *tallies[PILOTS];
    struct arena *arenas[PILOTS];
    struct wlm_plant pilot = *p;

    pilot.warmup_s = 0;
    pilot.bins = PILOT_BINS;
    pilot.bin_s = p->duration_s / PILOT_BINS;
    pilot.records_max = 0;
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < PILOTS; i++) {
        arenas[i] = arena_begin();
        /* Replications that the study itself does not use. */
        tallies[i] = wlm_simulate(arenas[i], &pilot, w->seed,
                                  UINT64_C(1) << 32 | (unsigned)i);
    }
    for (int i = 0; i < PILOTS; i++) {
        for (int k = 0; k < PILOT_BINS; k++)
            series[k] +=
                tallies[i]->bins[k].running + tallies[i]->bins[k].waiting;
        arena_done(arenas[i]);
    }
    return (double)stat_warmup(series, PILOT_BINS) * pilot.bin_s;
}

static void set_bins(struct wlm_plant *p)
{
    const double whole_s = p->warmup_s + p->duration_s;

    p->bin_s = 60 * ceil(whole_s / BINS_MOST / 60);
    p->bins = (int)ceil(whole_s / p->bin_s - 1e-9);
}

static void close_class(struct collector *c, int class)
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

double wlm_bin_width_s(const struct wlm_plant *p, int bin)
{
    return fmin(p->bin_s, p->warmup_s + p->duration_s - bin * p->bin_s);
}

static void close_result(struct collector *c)
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

static void run_one(struct arena *a, const struct world *w,
                    struct wlm_result *r)
{
    const struct workload *const load = &w->workload;
    struct collector c;

    r->verdict = "";
    r->offered = wlm_offered_load(r->plant);
    judge_load(a, r);
    if (load->warmup_s >= 0)
        r->plant->warmup_s = load->warmup_s;
    else if (is_steady(w) && !r->unstable)
        r->plant->warmup_s = find_warmup(w, r->plant);
    set_bins(r->plant);
    collector_init(&c, a, w, r);
    while (!r->unstable && !progress_interrupted()) {
        const int left = load->replications - r->replications;
        if (left <= 0 &&
            (is_precise(&c) || r->replications >= load->replications_most))
            break;
        replicate(&c, left > 0 && left < BLOCK ? left : BLOCK);
        if (left <= 0 || left <= BLOCK)
            judge_drift(&c);
    }
    r->reached = is_precise(&c);
    if (r->replications > 0)
        close_result(&c);
}

/* ---- configurations ------------------------------------------------------ */

/* What is simulated: the configurations, or one of them many times. */
static struct wlm_plant *plants_of(struct wlm_study *s, const struct world *w,
                                   const struct wlm_options *o)
{
    struct arena *const a = s->arena;

    s->world = w;
    s->sweep = o->slots_lo > 0  ? WLM_SWEEP_SLOTS
               : o->load_lo > 0 ? WLM_SWEEP_LOAD
                                : WLM_SWEEP_NONE;
    if (s->sweep == WLM_SWEEP_SLOTS)
        s->world = wlm_slots_world(a, w, o->queue, o->slots_lo, o->slots_hi);
    if (s->sweep == WLM_SWEEP_LOAD)
        s->world = wlm_load_world(a, w);
    s->count = s->world->wlm_count;
    struct wlm_plant *const plants = wlm_build(a, s->world);
    if (s->sweep != WLM_SWEEP_LOAD)
        return plants;
    s->count = wlm_load_count(o->load_lo, o->load_hi);
    return wlm_load_plants(a, plants, o->load_lo, o->load_hi);
}

struct wlm_study *wlm_run(struct arena *a, const struct world *w,
                          const struct wlm_options *o)
{
    struct wlm_study *const s = ARENA_NEW(a, struct wlm_study);
    struct progress progress;

    s->arena = a;
    s->records = o->records;
    s->queue = o->queue;
    struct wlm_plant *const plants = plants_of(s, w, o);
    s->results = ARENA_ARRAY(a, s->count, struct wlm_result);
    progress_begin(&progress, "simulate", s->count);
    for (int i = 0; i < s->count && !progress_interrupted(); i++) {
        const int config = s->sweep == WLM_SWEEP_LOAD ? 0 : i;
        plants[i].records_max =
            s->sweep == WLM_SWEEP_NONE ? WLM_RECORDS_MAX : 0;
        s->results[i] = (struct wlm_result){
            .config = &s->world->wlm[config],
            .plant = &plants[i],
        };
        run_one(a, s->world, &s->results[i]);
        progress_step(&progress, i + 1);
    }
    progress_done(&progress);
    return s;
}
