/*
 * The judge of queues: how long people wait and how long their queries run, as
 * `wlm` says it of the first configuration of the scenario.
 *
 * Source   columns: Database Developer Guide, STV_WLM_SERVICE_CLASS_CONFIG,
 *          STV_WLM_SERVICE_CLASS_STATE, STL_WLM_QUERY,
 *          SVL_QUERY_METRICS_SUMMARY, SVCS_CONCURRENCY_SCALING_USAGE,
 *          STL_FILE_SCAN, STL_QUERY. Service class 14 is that of short queries.
 */
#include <math.h>

#include "base/check.h"
#include "base/text.h"
#include "measure/quiz/quiz_queues.h"
#include "measure/wlm/wlm.h"

static const struct frame_column columns[] = {
    { "wait_s", "s", "Mean wait for a slot of those answered, by weight.",
      CELL_NUMBER, FRAME_ROUNDED },
    { "p95_s", "s", "95 % of the class that counts most wait no longer.",
      CELL_NUMBER, FRAME_ROUNDED },
    { "spilled", "%", "Of the class that counts and spills most.", CELL_NUMBER,
      0 },
    { "usd_h", "USD/h", "What scaling clusters are billed.", CELL_NUMBER, 2 },
};

static const struct queues_outcome *outcome_of(const struct quiz *q,
                                               const int *answer)
{
    return queues_of(q->state, q, answer);
}

static void *begin(struct quiz *q)
{
    return queues_begin(q);
}

static double cost(struct quiz *q, const int *answer)
{
    return outcome_of(q, answer)->cost_s;
}

static double truth(struct quiz *q, const struct prediction *p,
                    const int *answer)
{
    const struct queues_class *const c =
        p->class < 0 ? NULL : &outcome_of(q, answer)->classes[p->class];

    switch (p->kind) {
    case PREDICT_WAIT_P95_S:
        return c->wait_p95_s;
    case PREDICT_RESPONSE_S:
        return c->response_s[CHOICE_MEAN];
    case PREDICT_SPILL_FRAC:
        return c->spill_frac;
    case PREDICT_USED_FRAC:
        return c->used_frac;
    case PREDICT_READ_FRAC:
    case PREDICT_MOVED_BYTES:
    case PREDICT_BUSIEST:
        return quiz_compare.truth(q, p, answer);
    case PREDICT_SECONDS:
    case PREDICT_UNSORTED_FRAC:
    case PREDICT_MAINTENANCE_S:
    case PREDICT_MERGE_S:
    case PREDICT_MERGE_BYTES:
    case PREDICT_KINDS:
        break; /* of other judges */
    }
    return 0;
}

/* ---- the verdict --------------------------------------------------------- */

static int class_count(const struct quiz *q)
{
    return q->world->workload.class_count;
}

static const char *class_name(const struct quiz *q, int class)
{
    return q->world->workload.classes[class].name;
}

static double weight_of(const struct quiz *q, int class)
{
    return choice_weight(&q->choices->cost, class_name(q, class));
}

/* Mean wait and run by weight; the wait of the class that counts most; and the
   worst spill of any that counts. */
static struct queues_class summed(const struct quiz *q, const int *answer)
{
    const struct queues_outcome *const o = outcome_of(q, answer);
    struct queues_class sum = { .wait_s = 0 };
    double most = 0;

    for (int i = 0; i < class_count(q); i++) {
        const double weight = weight_of(q, i);
        sum.wait_s += weight * o->classes[i].wait_s;
        sum.run_s += weight * o->classes[i].run_s;
        if (weight <= 0)
            continue;
        sum.spill_frac = fmax(sum.spill_frac, o->classes[i].spill_frac);
        if (weight <= most)
            continue;
        most = weight;
        sum.wait_p95_s = o->classes[i].wait_p95_s;
    }
    return sum;
}

/* Seconds as people say them: nobody waits for microseconds. */
static const char *seconds_text(struct arena *a, double s)
{
    if (s >= 100)
        return text_format(a, "%s s", text_grouped(a, llround(s)));
    return s < 0.005 ? "0 s" : text_format(a, "%.3g s", s);
}

static void row(struct quiz *q, const int *answer, struct frame *f)
{
    const struct queues_class sum = summed(q, answer);

    frame_number(f, sum.wait_s);
    frame_number(f, sum.wait_p95_s);
    frame_number(f, sum.spill_frac * 100);
    frame_number(f, outcome_of(q, answer)->usd_per_h);
}

/* Class by class: what became of wait, run and spill. */
static void why(struct quiz *q, const int *from, const int *to, struct frame *f)
{
    const enum choice_statistic of = q->choices->cost.of;

    for (int i = 0; i < class_count(q); i++) {
        const struct queues_class *const was = &outcome_of(q, from)->classes[i];
        const struct queues_class *const is = &outcome_of(q, to)->classes[i];
        struct text_buffer b;
        text_buffer_init(&b, f->arena);
        text_addf(&b, "waits %s, then %s; runs %s, then %s",
                  seconds_text(f->arena, was->wait_s),
                  seconds_text(f->arena, is->wait_s),
                  seconds_text(f->arena, was->run_s),
                  seconds_text(f->arena, is->run_s));
        if (was->spill_frac > 0 || is->spill_frac > 0)
            text_addf(&b, "; %.0f %% spill, then %.0f %%",
                      was->spill_frac * 100, is->spill_frac * 100);
        frame_row(f);
        frame_text(f, class_name(q, i));
        frame_number(f, weight_of(q, i) *
                            (is->response_s[of] - was->response_s[of]));
        frame_text(f, text_buffer_text(&b));
    }
}

/* ---- the answer ---------------------------------------------------------- */

/* "100 people of 'totals', 'best_sellers' from outside". */
static const char *people(struct arena *a, const struct quiz *q)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < class_count(q); i++) {
        const struct workload_class *const c = &q->world->workload.classes[i];
        if (weight_of(q, i) <= 0)
            continue;
        text_add(&b, b.count == 0 ? "" : ", ");
        if (c->users > 0)
            text_addf(&b, "%d users of '%s'", c->users, c->name);
        else if (c->arrivals.rate > 0)
            text_addf(&b, "'%s', %.3g an hour", c->name,
                      c->arrivals.rate * 3600);
        else
            text_addf(&b, "'%s'", c->name);
    }
    return text_buffer_text(&b);
}

static const char *situation(struct arena *a, struct quiz *q)
{
    const struct world *const w = q->world;
    const struct queues_class sum = summed(q, q->naive);

    const char *const spills =
        sum.spill_frac < 0.005
            ? "nothing spills"
            : text_format(a, "up to %.0f %% of a class spill",
                          sum.spill_frac * 100);
    return text_format(a,
                       "On %d nodes of %s: %s. As it is, an answer takes %s, "
                       "%.0f %% of it waiting for a slot; %s.",
                       w->cluster.nodes, w->cluster.node.name, people(a, q),
                       seconds_text(a, q->naive_cost),
                       100 * sum.wait_s / fmax(sum.wait_s + sum.run_s, 1e-9),
                       spills);
}

static const char *evidence(struct arena *a, struct quiz *q)
{
    const struct queues_outcome *const was = outcome_of(q, q->naive);
    const struct queues_outcome *const is = outcome_of(q, q->result.best);
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_addf(&b, "%s become %s (%.1f times faster).",
              seconds_text(a, was->cost_s), seconds_text(a, is->cost_s),
              was->cost_s / is->cost_s);
    for (int i = 0; i < class_count(q); i++)
        if (weight_of(q, i) > 0)
            text_addf(&b,
                      " '%s': 95 %% wait at most %s, not %s, and a query runs "
                      "%s, not %s.",
                      class_name(q, i),
                      seconds_text(a, is->classes[i].wait_p95_s),
                      seconds_text(a, was->classes[i].wait_p95_s),
                      seconds_text(a, is->classes[i].run_s),
                      seconds_text(a, was->classes[i].run_s));
    return text_buffer_text(&b);
}

/* The class that gets slower most, and what is paid. */
static const char *trade_off(struct arena *a, struct quiz *q)
{
    const struct queues_outcome *const was = outcome_of(q, q->naive);
    const struct queues_outcome *const is = outcome_of(q, q->result.best);
    double most = QUIZ_CLOSE;
    int slower = -1;

    for (int i = 0; i < class_count(q); i++) {
        const double ratio = is->classes[i].response_s[CHOICE_MEAN] /
                             was->classes[i].response_s[CHOICE_MEAN];
        if (!(ratio > most))
            continue;
        most = ratio;
        slower = i;
    }
    const char *const class =
        slower < 0 ? "Nobody is answered later for it"
                   : text_format(a, "'%s' is answered %.1f times slower for it",
                                 class_name(q, slower), most);
    if (is->usd_per_h <= 0 && was->usd_per_h <= 0)
        return text_format(a, "%s.", class);
    return text_format(a, "%s; scaling clusters cost $%.2f an hour, not $%.2f.",
                       class, is->usd_per_h, was->usd_per_h);
}

static bool loads(const struct quiz *q)
{
    for (int i = 0; i < class_count(q); i++)
        if (q->world->workload.classes[i].kind == WLM_COPY)
            return true;
    return false;
}

/* The queues of the answer, as they are configured. */
static const struct wlm_config *config_of(const struct quiz *q,
                                          const int *answer)
{
    return &q->world->variants[choices_variant(q->choices, answer)]->wlm[0];
}

static void proofs(struct quiz *q, struct frame *f)
{
    const struct wlm_config *const best = config_of(q, q->result.best);

    quiz_line(f, "the queues are as designed",
              "select service_class, trim(name) as name, num_query_tasks as "
              "slots, query_working_mem as mb_per_slot, query_priority, "
              "concurrency_scaling from stv_wlm_service_class_config "
              "where service_class > 4 order by service_class;");
    quiz_line(f, "who waits and who runs, hour by hour",
              "select date_trunc('hour', service_class_start_time) as hour, "
              "service_class, count(*) as queries, "
              "avg(total_queue_time) / 1e6 as wait_s, "
              "avg(total_exec_time) / 1e6 as run_s from stl_wlm_query "
              "where service_class > 4 group by 1, 2 order by 1, 2;");
    quiz_line(f, "what 95 of 100 wait at most",
              "select service_class, percentile_cont(0.95) within group "
              "(order by total_queue_time) / 1e6 as p95_s from stl_wlm_query "
              "where service_class > 4 group by 1 order by 1;");
    quiz_line(f, "who stands in line at this moment",
              "select service_class, num_queued_queries, "
              "num_executing_queries from stv_wlm_service_class_state "
              "where service_class > 4 order by 1;");
    quiz_line(f, "what spills, and how much",
              "select service_class, count(*) as queries, "
              "sum(query_temp_blocks_to_disk) as mb from "
              "svl_query_metrics_summary where query_temp_blocks_to_disk > 0 "
              "group by 1 order by 1;");
    if (best->sqa)
        quiz_line(f, "short queries pass by, and few are evicted",
                  "select trim(final_state) as state, count(*) from "
                  "stl_wlm_query where service_class = 14 group by 1;");
    if (best->clusters > 0)
        quiz_line(f, "what scaling clusters did, and for how long",
                  "select start_time, end_time, queries, usage_in_seconds "
                  "from svcs_concurrency_scaling_usage order by start_time "
                  "desc limit 20;");
    if (loads(q))
        quiz_line(f, "every slice reads its share of the files",
                  "select slice, count(*) as files, sum(lines) as lines from "
                  "stl_file_scan where query = pg_last_copy_id() "
                  "group by slice order by slice;");
    if (quiz_changes(q, CHOICE_SORTKEY) || quiz_changes(q, CHOICE_DISTRIBUTION))
        quiz_compare.proofs(q, f);
}

/* The tables of `wlm`: each answer a configuration, in its own workload. */
static void frames(struct quiz *q, const int *const *answers,
                   const char *const *names, int count, struct frames *out)
{
    struct arena *const a = out->arena;
    const struct wlm_options plain = { .slots_lo = 0 };
    struct wlm_study all = { .arena = a };

    all.results = ARENA_ARRAY(a, count, struct wlm_result);
    for (int i = 0; i < count; i++) {
        const struct wlm_study *const one =
            wlm_run(a, queues_world(a, q, answers[i], names[i]), &plain);
        all.world = one->world;
        all.results[all.count++] = one->results[0];
    }
    wlm_frames(&all, out);
}

const struct quiz_judge quiz_wlm = {
    .counts = "seconds until a query is answered, wait and run, the mean by "
              "weight over the classes that the question counts, and what it "
              "says a dollar an hour for scaling clusters is worth",
    .begin = begin,
    .cost = cost,
    .truth = truth,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .row = row,
    .why = why,
    .situation = situation,
    .evidence = evidence,
    .trade_off = trade_off,
    .proof =
        "STL_WLM_QUERY shows wait and run of every query by service class, "
        "STV_WLM_SERVICE_CLASS_CONFIG and _STATE slots, memory and who "
        "stands in line, SVL_QUERY_METRICS_SUMMARY what spills: before "
        "and after, in the same hours of the week.",
    .proofs = proofs,
    .frames = frames,
};
