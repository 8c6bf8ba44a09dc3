#include "measure/wlm/wlm.h"

#include <math.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "measure/wlm/wlm_collect.h"
#include "measure/wlm/wlm_engine.h"
#include "measure/wlm/wlm_sweep.h"

enum {
    PILOTS = 5,
    PILOT_BINS = 200,
    BINS_MOST = 1440,
    BLOCK = 16, /* replications whose tallies are held at once */
};

#define DRIFT_CONFIDENCE 0.99

/* A configuration while it is simulated. */
struct trial {
    struct arena *arena;
    const struct world *world;
    struct wlm_result *result;
    struct wlm_collector *collector;
};

/* ---- replications ---------------------------------------------------------- */

/* `count` more, on all cores, added in their order. */
static void replicate(struct trial *t, int count)
{
    struct arena *arenas[BLOCK];
    struct wlm_tally *tallies[BLOCK];
    const struct wlm_plant *const p = t->result->plant;
    const uint64_t seed = t->world->seed;
    const int first = t->result->replications;

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
        wlm_collect_add(t->collector, arenas[i], tallies[i]);
        arena_done(arenas[i]);
    }
}

static bool is_precise(const struct trial *t)
{
    const struct wlm_result *const r = t->result;
    const double asked = t->world->workload.precision_frac;

    for (int i = 0; i < r->plant->class_count && asked > 0; i++) {
        const struct stat_interval s = wlm_collect_response(t->collector, i);
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
static bool grows(const struct trial *t, int class, double confidence)
{
    const struct stat_interval s =
        wlm_collect_drift(t->collector, class, confidence);

    return s.mean - s.half > 0;
}

/* All together, then each class: one that starves among many that do not is
   no part of the sum. The more are asked, the surer an answer must be. */
static void judge_drift(struct trial *t)
{
    struct wlm_result *const r = t->result;
    const int count = r->plant->class_count;

    if (r->unstable || !is_steady(t->world))
        return;
    if (grows(t, count, DRIFT_CONFIDENCE)) {
        r->unstable = true;
        r->verdict = "the queues grow as long as they are watched";
    }
    for (int i = 0; i < count && !r->unstable; i++)
        if (grows(t, i, 1 - (1 - DRIFT_CONFIDENCE) / count)) {
            r->unstable = true;
            r->verdict = text_format(t->arena,
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

static void run_one(struct arena *a, const struct world *w,
                    struct wlm_result *r)
{
    const struct workload *const load = &w->workload;
    struct trial t = { .arena = a, .world = w, .result = r };

    r->verdict = "";
    r->offered = wlm_offered_load(r->plant);
    judge_load(a, r);
    if (load->warmup_s >= 0)
        r->plant->warmup_s = load->warmup_s;
    else if (is_steady(w) && !r->unstable)
        r->plant->warmup_s = find_warmup(w, r->plant);
    set_bins(r->plant);
    t.collector = wlm_collect_begin(a, r, load->replications_most + BLOCK);
    while (!r->unstable && !progress_interrupted()) {
        const int left = load->replications - r->replications;
        if (left <= 0 &&
            (is_precise(&t) || r->replications >= load->replications_most))
            break;
        replicate(&t, left > 0 && left < BLOCK ? left : BLOCK);
        if (left <= 0 || left <= BLOCK)
            judge_drift(&t);
    }
    r->reached = is_precise(&t);
    if (r->replications > 0)
        wlm_collect_end(t.collector);
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
