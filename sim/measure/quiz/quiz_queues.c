#include "measure/quiz/quiz_queues.h"

#include <math.h>

#include "base/check.h"
#include "base/units.h"
#include "measure/wlm/wlm.h"
#include "measure/wlm/wlm_engine.h"

/* What is simulated once: a variant of the world on a design. */
struct pair {
    const struct world *world;
    const struct wlm_plant *plant;
    struct queues_outcome outcome;
};

struct queues {
    int64_t designs;
    int *variant_at;    /* per variant: the first that is the same world */
    struct pair *pairs; /* variant_at x designs */
};

/* The number of the answer's design among all of them, of tables alone. */
static int64_t design_number(const struct choices *c, const int *answer)
{
    int64_t number = 0;

    for (int i = 0; i < c->count; i++)
        if (choice_designs(&c->items[i]))
            number = number * c->items[i].option_count + answer[i];
    return number;
}

/* All designs, by their numbers. */
static struct design **all_designs(struct quiz *q, int64_t *count)
{
    const struct choices *const c = q->choices;
    int *const answer = ARENA_ARRAY(q->arena, c->count, int);
    struct design **designs;

    *count = 1;
    for (int i = 0; i < c->count; i++)
        if (choice_designs(&c->items[i]))
            *count *= c->items[i].option_count;
    designs = ARENA_ARRAY(q->arena, *count, struct design *);
    for (int64_t d = 0; d < *count; d++) {
        int64_t number = d;
        for (int i = c->count - 1; i >= 0; i--) {
            answer[i] = 0;
            if (!choice_designs(&c->items[i]))
                continue;
            answer[i] = (int)(number % c->items[i].option_count);
            number /= c->items[i].option_count;
        }
        designs[d] = quiz_design(q->arena, q, answer, "");
    }
    return designs;
}

/* ---- plants -------------------------------------------------------------- */

static bool same_workload(const struct world *a, const struct world *b)
{
    return a->workload.classes == b->workload.classes &&
           a->history == b->history;
}

/* Every variant of the workload of variant `first` on every design, built as
   configurations of one world, whose demands are shared. */
static void build_like(struct quiz *q, struct queues *s, int64_t first,
                       int64_t variants, struct design **designs)
{
    const struct world *const like = q->world->variants[first];
    struct world *const w = ARENA_NEW(q->arena, struct world);
    int64_t *const at = ARENA_ARRAY(q->arena, variants, int64_t);
    int64_t count = 0;

    for (int64_t v = first; v < variants; v++)
        if (s->variant_at[v] == v && same_workload(q->world->variants[v], like))
            at[count++] = v;
    *w = *like;
    w->designs = designs;
    w->design_count = (int)s->designs;
    w->wlm_count = (int)(count * s->designs);
    w->wlm = ARENA_ARRAY(q->arena, w->wlm_count, struct wlm_config);
    for (int i = 0; i < w->wlm_count; i++) {
        w->wlm[i] = q->world->variants[at[i / s->designs]]->wlm[0];
        w->wlm[i].design = (int)(i % s->designs);
    }
    struct wlm_plant *const plants = wlm_build(q->arena, w);
    for (int i = 0; i < w->wlm_count; i++) {
        plants[i].warmup_s = like->workload.warmup_s;
        s->pairs[at[i / s->designs] * s->designs + i % s->designs] =
            (struct pair){ .world = w, .plant = &plants[i] };
    }
}

static void build(struct quiz *q, struct queues *s, int64_t variants,
                  struct design **designs)
{
    for (int64_t v = 0; v < variants; v++) {
        s->variant_at[v] = (int)v;
        for (int64_t i = v - 1; i >= 0; i--)
            if (q->world->variants[i] == q->world->variants[v])
                s->variant_at[v] = s->variant_at[i];
    }
    for (int64_t v = 0; v < variants; v++)
        if (s->variant_at[v] == v && s->pairs[v * s->designs].plant == NULL)
            build_like(q, s, v, variants, designs);
}

/* ---- what a simulation says ---------------------------------------------- */

static double per(double sum, double count)
{
    return count > 0 ? sum / count : 0;
}

/* Of one class, over all replications. */
static struct queues_class class_of(struct arena *a,
                                    struct wlm_tally *const *tallies, int count,
                                    const struct wlm_plant *p, int class)
{
    static const double ranks[] = {
        [CHOICE_P50] = 0.5, [CHOICE_P95] = 0.95, [CHOICE_P99] = 0.99
    };
    struct stat_sketch *const response = ARENA_NEW(a, struct stat_sketch);
    struct stat_sketch *const wait = ARENA_NEW(a, struct stat_sketch);
    const int queue = p->classes[class].route[0];
    double completed = 0, wait_s = 0, spilled = 0, used_s = 0, watched_s = 0;
    double done_s = 0, left = 0, left_s = 0;

    for (int i = 0; i < count; i++) {
        const struct wlm_class_tally *const t = &tallies[i]->classes[class];
        completed += (double)t->completed;
        wait_s += t->wait_s;
        done_s += t->response_s;
        spilled += (double)t->spilled;
        left += (double)t->left;
        stat_sketch_merge(wait, &t->wait);
        stat_sketch_merge(response, &t->response);
        for (int64_t k = 0; k < t->left; k++) {
            left_s += t->left_s[k];
            stat_sketch_add(response, t->left_s[k]);
        }
        used_s += tallies[i]->queues[queue].slots_area;
        watched_s += tallies[i]->measured_s;
    }
    struct queues_class c = {
        .wait_s = per(wait_s, completed),
        .wait_p95_s = completed > 0 ? stat_sketch_quantile(wait, 0.95) : 0,
        .run_s = per(done_s - wait_s, completed),
        .response_s = { per(done_s + left_s, completed + left) },
        .spill_frac = per(spilled, completed),
        .used_frac = used_s / watched_s / p->queues[queue].slots,
    };
    for (int k = CHOICE_P50; k <= CHOICE_P99; k++)
        c.response_s[k] =
            completed + left > 0 ? stat_sketch_quantile(response, ranks[k]) : 0;
    return c;
}

static void settle(const struct quiz *q, const struct workload *load,
                   struct queues_outcome *o)
{
    const struct choice_cost *const cost = &q->choices->cost;
    double sum = 0;

    for (int i = 0; i < load->class_count; i++)
        sum += choice_weight(cost, load->classes[i].name) *
               o->classes[i].response_s[cost->of];
    /* What takes no time costs something all the same: a cost is above 0. */
    o->cost_s = fmax(sum, 1e-3) + cost->dollar_s * o->usd_per_h;
}

static void simulate(const struct quiz *q, struct pair *p)
{
    const struct workload *const load = &p->world->workload;
    struct arena *const a = arena_begin();
    struct wlm_tally **const tallies =
        ARENA_ARRAY(a, load->replications, struct wlm_tally *);
    double billed_s = 0;

    for (int i = 0; i < load->replications; i++) {
        tallies[i] = wlm_simulate(a, p->plant, p->world->seed, (uint64_t)i);
        billed_s += tallies[i]->cluster_billed_s / load->replications;
    }
    p->outcome.usd_per_h =
        wlm_scaling_usd(&p->world->cluster, p->plant, billed_s) *
        SECONDS_PER_HOUR / (p->plant->warmup_s + p->plant->duration_s);
    for (int i = 0; i < load->class_count; i++)
        p->outcome.classes[i] =
            class_of(a, tallies, load->replications, p->plant, i);
    settle(q, load, &p->outcome);
    arena_done(a);
}

struct queues *queues_begin(struct quiz *q)
{
    struct queues *const s = ARENA_NEW(q->arena, struct queues);
    const int64_t variants = choices_variants(q->choices);

    CHECK(q->world->variants != NULL);
    struct design **const designs = all_designs(q, &s->designs);
    const int64_t count = variants * s->designs;
    s->variant_at = ARENA_ARRAY(q->arena, variants, int);
    s->pairs = ARENA_ARRAY(q->arena, count, struct pair);
    build(q, s, variants, designs);
    for (int64_t i = 0; i < count; i++)
        if (s->pairs[i].plant != NULL)
            s->pairs[i].outcome.classes =
                ARENA_ARRAY(q->arena, s->pairs[i].world->workload.class_count,
                            struct queues_class);
#pragma omp parallel for schedule(dynamic, 1)
    for (int64_t i = 0; i < count; i++)
        if (s->pairs[i].plant != NULL)
            simulate(q, &s->pairs[i]);
    return s;
}

const struct queues_outcome *queues_of(const struct queues *s,
                                       const struct quiz *q, const int *answer)
{
    const int variant = s->variant_at[choices_variant(q->choices, answer)];

    return &s->pairs[variant * s->designs + design_number(q->choices, answer)]
                .outcome;
}

struct world *queues_world(struct arena *a, const struct quiz *q,
                           const int *answer, const char *name)
{
    struct world *const w = ARENA_NEW(a, struct world);

    *w = *q->world->variants[choices_variant(q->choices, answer)];
    w->designs = ARENA_ARRAY(a, 1, struct design *);
    w->designs[0] = quiz_design(a, q, answer, name);
    w->design_count = 1;
    struct wlm_config *const config = ARENA_NEW(a, struct wlm_config);
    *config = w->wlm[0];
    config->name = name;
    config->design = 0;
    w->wlm = config;
    w->wlm_count = 1;
    return w;
}
