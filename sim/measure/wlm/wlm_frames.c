#include <math.h>

#include "base/text.h"
#include "base/units.h"
#include "measure/wlm/wlm_frames.h"
#include "measure/wlm/wlm_sweep.h"

static const struct frame_column summary_columns[] = {
    CONFIG_COLUMN,
    { "class", "", "the class of queries; 'all' for every one", CELL_TEXT, 0 },
    { "wait", "s", "mean wait for a slot", CELL_NUMBER, FRAME_ROUNDED },
    { "w95", "s", "95 % wait no longer", CELL_NUMBER, FRAME_ROUNDED },
    { "resp", "s", "mean from asking to the answer", CELL_NUMBER,
      FRAME_ROUNDED },
    { "+-", "s", "half the width of its 95 % interval", CELL_NUMBER,
      FRAME_ROUNDED },
    { "r95", "s", "95 % are answered within", CELL_NUMBER, FRAME_ROUNDED },
    { "per_h", "", "queries completed in an hour", CELL_NUMBER, FRAME_ROUNDED },
    { "spill", "%", "share of queries that spill", CELL_NUMBER, FRAME_ROUNDED },
};

static const struct frame_column wlm_columns[] = {
    CONFIG_COLUMN,
    { "class", "", "the class of queries; 'all' for every one", CELL_TEXT, 0 },
    { "arrivals", "", "mean of a replication", CELL_NUMBER, 1 },
    { "completed", "", "of those, in the watched time", CELL_NUMBER, 1 },
    { "aborted", "", "stopped by a timeout or a rule", CELL_NUMBER, 1 },
    { "cached", "", "answered by the result cache", CELL_NUMBER, 1 },
    { "accelerated", "", "begun in the short-query space", CELL_NUMBER, 1 },
    { "evicted", "", "of those, moved to their queue", CELL_NUMBER, 1 },
    { "scaled", "", "run on a scaling cluster", CELL_NUMBER, 1 },
    { "hopped", "", "moved to another queue", CELL_NUMBER, 1 },
    { "restarted", "", "of those, begun anew", CELL_NUMBER, 1 },
    { "wait_mean_s", "s", "mean wait for a slot", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_mean_s", "s"),
    { "wait_p50_s", "s", "median wait", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_p50_s", "s"),
    { "wait_p95_s", "s", "95 % wait no longer", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_p95_s", "s"),
    { "wait_p99_s", "s", "99 % wait no longer", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_p99_s", "s"),
    { "response_mean_s", "s", "mean from asking to the answer", CELL_NUMBER,
      FRAME_ROUNDED },
    HALF_COLUMN("response_mean_s", "s"),
    { "response_p50_s", "s", "median response", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("response_p50_s", "s"),
    { "response_p95_s", "s", "95 % are answered within", CELL_NUMBER,
      FRAME_ROUNDED },
    HALF_COLUMN("response_p95_s", "s"),
    { "response_p99_s", "s", "99 % are answered within", CELL_NUMBER,
      FRAME_ROUNDED },
    HALF_COLUMN("response_p99_s", "s"),
    { "throughput_per_h", "", "queries completed in an hour", CELL_NUMBER, 1 },
    HALF_COLUMN("throughput_per_h", ""),
    { "slot_utilisation", "", "of the class's first queue", CELL_NUMBER, 3 },
    HALF_COLUMN("slot_utilisation", ""),
    { "spill_share", "", "share of queries that spill", CELL_NUMBER, 3 },
    HALF_COLUMN("spill_share", ""),
    { "replications", "", "independent runs", CELL_COUNT, 0 },
    { "warmup_s", "s", "left out at the beginning", CELL_NUMBER, 0 },
    { "verdict", "", "steady, imprecise, or why there is no steady state",
      CELL_TEXT, 0 },
};

static const struct frame_column queue_columns[] = {
    CONFIG_COLUMN,
    { "queue", "", "its name", CELL_TEXT, 0 },
    { "service_class", "", "as STL_WLM_QUERY numbers it", CELL_COUNT, 0 },
    { "slots", "", "slots at the beginning; automatic WLM has none", CELL_COUNT,
      0 },
    { "slot_mb", "MB", "memory of a slot at the beginning", CELL_NUMBER, 0 },
    { "utilisation", "",
      "mean share of slots held (automatic: of the 50 at most)", CELL_NUMBER,
      3 },
    HALF_COLUMN("utilisation", ""),
    { "running", "", "mean number running", CELL_NUMBER, 2 },
    { "waiting", "", "mean number waiting", CELL_NUMBER, 2 },
    HALF_COLUMN("waiting", ""),
    { "most_waiting", "", "at one time, in any replication", CELL_COUNT, 0 },
    { "completed", "", "mean of a replication", CELL_NUMBER, 1 },
};

static const struct frame_column timeline_columns[] = {
    CONFIG_COLUMN,
    { "time_h", "h", "middle of the interval", CELL_NUMBER, 3 },
    { "arrivals_per_min", "1/min", "queries that arrive", CELL_NUMBER, 2 },
    { "running", "", "mean number running", CELL_NUMBER, 2 },
    { "waiting", "", "mean number waiting", CELL_NUMBER, 2 },
    { "slots", "", "mean number of slots held", CELL_NUMBER, 2 },
    { "memory_pct", "%", "of the query memory held, at its end", CELL_NUMBER,
      1 },
    { "clusters", "", "mean number of scaling clusters", CELL_NUMBER, 2 },
};

static const struct frame_column response_columns[] = {
    CONFIG_COLUMN,
    { "class", "", "the class of queries", CELL_TEXT, 0 },
    { "share", "", "of its queries", CELL_NUMBER, 3 },
    { "response_s", "s", "are answered within", CELL_NUMBER, 3 },
};

static const struct frame_column rule_columns[] = {
    CONFIG_COLUMN,
    { "queue", "", "the queue of the rule", CELL_TEXT, 0 },
    { "rule", "", "its name", CELL_TEXT, 0 },
    { "action", "", "what it does", CELL_TEXT, 0 },
    { "held", "", "queries for which it held, mean of a replication",
      CELL_NUMBER, 2 },
    { "acted", "", "for which it was the most severe and was carried out",
      CELL_NUMBER, 2 },
};

static const struct frame_column scaling_columns[] = {
    CONFIG_COLUMN,
    { "busy_s", "s", "queries ran on scaling clusters", CELL_NUMBER,
      FRAME_ROUNDED },
    { "billed_s", "s", "a minute at least for each activation", CELL_NUMBER,
      FRAME_ROUNDED },
    { "free_s", "s", "credits earned in the watched time: an hour a day",
      CELL_NUMBER, FRAME_ROUNDED },
    { "usd", "USD", "what is left, at the cluster's price", CELL_NUMBER, 2 },
};

const char *wlm_class_name(const struct wlm_result *r, int class)
{
    return class < r->plant->class_count ? r->plant->classes[class].name
                                         : "all";
}

int wlm_class_rows(const struct wlm_result *r)
{
    const int n = r->plant->class_count;

    return n == 1 ? 1 : n + 1;
}

double wlm_shown(const struct wlm_result *r, double x)
{
    return r->unstable || r->replications == 0 ? (double)NAN : x;
}

static void summary_row(struct frame *f, const struct wlm_result *r, int class)
{
    const struct wlm_class_result *const c = &r->classes[class];

    frame_row(f);
    frame_text(f, r->plant->name);
    frame_text(f, wlm_class_name(r, class));
    frame_number(f, wlm_shown(r, c->wait_mean_s.mean));
    frame_number(f, wlm_shown(r, c->wait_p95_s.mean));
    frame_number(f, wlm_shown(r, c->response_mean_s.mean));
    frame_number(f, wlm_shown(r, c->response_mean_s.half));
    frame_number(f, wlm_shown(r, c->response_p95_s.mean));
    frame_number(f, wlm_shown(r, c->throughput_per_h.mean));
    frame_number(f, wlm_shown(r, 100 * c->spill_frac.mean));
}

void wlm_put_interval(struct frame *f, const struct wlm_result *r,
                      struct stat_interval i)
{
    frame_number(f, wlm_shown(r, i.mean));
    frame_number(f, wlm_shown(r, i.half));
}

static void wlm_row(struct frame *f, const struct wlm_result *r, int class)
{
    const struct wlm_class_result *const c = &r->classes[class];
    const double counts[] = { c->arrivals, c->completed,   c->aborted,
                              c->cached,   c->accelerated, c->evicted,
                              c->scaled,   c->hopped,      c->restarted };
    const struct stat_interval intervals[] = {
        c->wait_mean_s,    c->wait_p50_s,      c->wait_p95_s,
        c->wait_p99_s,     c->response_mean_s, c->response_p50_s,
        c->response_p95_s, c->response_p99_s,  c->throughput_per_h
    };
    const struct stat_interval none = { (double)NAN, (double)NAN, 0 };

    frame_row(f);
    frame_text(f, r->plant->name);
    frame_text(f, wlm_class_name(r, class));
    for (size_t i = 0; i < WLM_COUNT_OF(counts); i++)
        frame_number(f, wlm_shown(r, counts[i]));
    for (size_t i = 0; i < WLM_COUNT_OF(intervals); i++)
        wlm_put_interval(f, r, intervals[i]);
    wlm_put_interval(
        f, r,
        class < r->plant->class_count
            ? r->queues[r->plant->classes[class].route[0]].utilisation
            : none);
    wlm_put_interval(f, r, c->spill_frac);
    frame_count(f, r->replications);
    frame_number(f, r->plant->warmup_s);
    frame_text(f, r->unstable   ? r->verdict
                  : !r->reached ? "imprecise"
                                : "steady");
}

static void queue_row(struct frame *f, const struct wlm_result *r, int queue)
{
    static const char *const places[] = { "short queries", "scaling clusters",
                                          "commit queue" };
    const struct wlm_plant *const p = r->plant;
    const struct wlm_queue_result *const q = &r->queues[queue];
    const bool own = queue < p->queue_count;

    frame_row(f);
    frame_text(f, p->name);
    frame_text(f, own ? p->queues[queue].name : places[queue - p->queue_count]);
    if (own) {
        const bool set = !p->automatic || queue == p->queue_count - 1;
        frame_count(f, p->queues[queue].service_class);
        if (set)
            frame_count(f, p->queues[queue].slots);
        else
            frame_null(f);
        frame_number(f, set ? p->queues[queue].memory_bytes /
                                  p->queues[queue].slots / BYTES_PER_MIB
                            : (double)NAN);
    } else {
        frame_null(f);
        frame_null(f);
        frame_null(f);
    }
    wlm_put_interval(f, r, q->utilisation);
    frame_number(f, wlm_shown(r, q->running.mean));
    wlm_put_interval(f, r, q->waiting);
    frame_count(f, q->most_waiting);
    frame_number(f, wlm_shown(r, q->completed));
}

static void timeline_rows(struct frame *f, const struct wlm_result *r)
{
    const struct wlm_plant *const p = r->plant;

    for (int i = 0; i < p->bins; i++) {
        const struct wlm_bin *const b = &r->bins[i];
        const double width_s = wlm_bin_width_s(p, i);
        frame_row(f);
        frame_text(f, p->name);
        frame_number(f, (i * p->bin_s + width_s / 2) / SECONDS_PER_HOUR);
        frame_number(f, b->arrivals / width_s * 60);
        frame_number(f, b->running);
        frame_number(f, b->waiting);
        frame_number(f, b->slots);
        frame_number(f, 100 * b->memory / p->memory_bytes);
        frame_number(f, b->clusters);
    }
}

static void response_rows(struct frame *f, const struct wlm_result *r)
{
    for (int c = 0; c < r->plant->class_count; c++)
        for (int i = 1; i <= 100; i++) {
            const double share = i < 100 ? i / 100.0 : 0.999;
            frame_row(f);
            frame_text(f, r->plant->name);
            frame_text(f, r->plant->classes[c].name);
            frame_number(f, share);
            frame_number(f,
                         stat_sketch_quantile(&r->classes[c].response, share));
        }
}

static void rule_rows(struct frame *f, const struct wlm_result *r)
{
    for (int q = 0; q < r->plant->queue_count; q++)
        for (int i = 0; i < r->plant->queues[q].rule_count; i++) {
            const struct wlm_rule *const rule = &r->plant->queues[q].rules[i];
            const struct wlm_rule_tally *const t =
                &r->rules[q * WLM_RULES_MAX + i];
            const double n = r->replications > 0 ? r->replications : 1;
            frame_row(f);
            frame_text(f, r->plant->name);
            frame_text(f, r->plant->queues[q].name);
            frame_text(f, rule->name);
            frame_text(f, wlm_action_names[rule->action]);
            frame_number(f, (double)t->fired[WLM_LOG] / n);
            frame_number(f, (double)t->fired[rule->action] / n);
        }
}

/* Credits: an hour for each day that the main cluster is in use (redshift.md
   6). */
static double free_of(const struct wlm_plant *p)
{
    return (p->warmup_s + p->duration_s) / 24;
}

double wlm_scaling_usd(const struct cluster *c, const struct wlm_plant *p,
                       double billed_s)
{
    return fmax(0, billed_s - free_of(p)) / SECONDS_PER_HOUR * c->nodes *
           c->node.usd_per_h;
}

static void scaling_row(struct frame *f, const struct wlm_study *s,
                        const struct wlm_result *r)
{
    frame_row(f);
    frame_text(f, r->plant->name);
    frame_number(f, r->cluster_busy_s);
    frame_number(f, r->cluster_billed_s);
    frame_number(f, free_of(r->plant));
    frame_number(
        f, wlm_scaling_usd(&s->world->cluster, r->plant, r->cluster_billed_s));
}

/* ---- the study ----------------------------------------------------------- */

static void class_frames(const struct wlm_study *s, struct frames *out)
{
    struct frame *const summary =
        frame_begin(out, "wlm_summary", "Who waits, how long", summary_columns,
                    WLM_COUNT_OF(summary_columns));
    struct frame *const wlm =
        frame_begin(out, "wlm", "Waits and responses by class", wlm_columns,
                    WLM_COUNT_OF(wlm_columns));

    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        const int rows = wlm_class_rows(r);
        if (rows > 1)
            summary_row(summary, r, rows - 1);
        for (int c = 0; c < r->plant->class_count; c++)
            summary_row(summary, r, c);
        for (int c = 0; c < rows; c++)
            wlm_row(wlm, r, c);
    }
}

/* A queue, or a place that the configuration has. */
static bool is_used(const struct wlm_result *r, int queue)
{
    const struct wlm_plant *const p = r->plant;

    switch (queue - p->queue_count) {
    case WLM_PLACE_SQA:
        return p->sqa;
    case WLM_PLACE_SCALING:
        return p->clusters_max > 0;
    case WLM_PLACE_COMMIT:
        return r->queues[queue].running.mean > 0;
    default:
        return true;
    }
}

static void queue_frames(const struct wlm_study *s, struct frames *out)
{
    struct frame *const queues =
        frame_begin(out, "queues", "The queues", queue_columns,
                    WLM_COUNT_OF(queue_columns));
    struct frame *const rules =
        frame_begin(out, "rules", "Monitoring rules", rule_columns,
                    WLM_COUNT_OF(rule_columns));
    struct frame *const scaling =
        frame_begin(out, "scaling", "Concurrency scaling and its price",
                    scaling_columns, WLM_COUNT_OF(scaling_columns));

    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        for (int q = 0; q < r->plant->queue_count + WLM_PLACES; q++)
            if (is_used(r, q))
                queue_row(queues, r, q);
        rule_rows(rules, r);
        if (r->plant->clusters_max > 0)
            scaling_row(scaling, s, r);
    }
}

static void time_frames(const struct wlm_study *s, struct frames *out)
{
    struct frame *const timeline =
        frame_begin(out, "timeline", "What happened when", timeline_columns,
                    WLM_COUNT_OF(timeline_columns));
    struct frame *const responses =
        frame_begin(out, "responses", "How many are answered within",
                    response_columns, WLM_COUNT_OF(response_columns));

    for (int i = 0; i < s->count; i++)
        if (!s->results[i].unstable) {
            timeline_rows(timeline, &s->results[i]);
            response_rows(responses, &s->results[i]);
        }
}

void wlm_frames(const struct wlm_study *s, struct frames *out)
{
    class_frames(s, out);
    wlm_pair_frame(s, out);
    queue_frames(s, out);
    time_frames(s, out);
    wlm_slots_frame(s, out);
    wlm_hockey_frames(s, out);
    wlm_gantt_frame(s, out);
    wlm_queries_frame(s, out);
    wlm_notes(s, out);
}
