#include "base/units.h"
#include "measure/wlm/wlm_frames.h"
#include "measure/wlm/wlm_sweep.h"
#include "models/queueing.h"

/* ---- before and after ---------------------------------------------------- */

static const struct wlm_class_result *all_of(const struct wlm_result *r)
{
    return &r->classes[r->plant->class_count];
}

int wlm_after(const struct wlm_study *s)
{
    int best = -1;

    for (int i = 1; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        if (r->unstable || r->replications == 0)
            continue;
        if (best < 0 || all_of(r)->response_mean_s.mean <
                            all_of(&s->results[best])->response_mean_s.mean)
            best = i;
    }
    return best;
}

static const struct frame_column pair_columns[] = {
    { "class", "", "the class of queries; 'all' for every one", CELL_TEXT, 0 },
    { "before", "", "the first configuration", CELL_TEXT, 0 },
    { "after", "", "the one that answers soonest", CELL_TEXT, 0 },
    { "before_wait_s", "s", "mean wait before", CELL_NUMBER, FRAME_ROUNDED },
    { "after_wait_s", "s", "mean wait after", CELL_NUMBER, FRAME_ROUNDED },
    { "before_response_s", "s", "mean response before", CELL_NUMBER,
      FRAME_ROUNDED },
    { "after_response_s", "s", "mean response after", CELL_NUMBER,
      FRAME_ROUNDED },
    { "times", "", "response before over response after", CELL_NUMBER,
      FRAME_ROUNDED },
};

static void pair_row(struct frame *f, const struct wlm_result *before,
                     const struct wlm_result *after, int class)
{
    const struct wlm_class_result *const b = &before->classes[class];
    const struct wlm_class_result *const a = &after->classes[class];
    const double times = b->response_mean_s.mean / a->response_mean_s.mean;

    frame_row(f);
    frame_text(f, wlm_class_name(before, class));
    frame_text(f, before->plant->name);
    frame_text(f, after->plant->name);
    frame_number(f, wlm_shown(before, b->wait_mean_s.mean));
    frame_number(f, wlm_shown(after, a->wait_mean_s.mean));
    frame_number(f, wlm_shown(before, b->response_mean_s.mean));
    frame_number(f, wlm_shown(after, a->response_mean_s.mean));
    frame_number(f, wlm_shown(before, isfinite(times) ? times : (double)NAN));
}

void wlm_pair_frame(const struct wlm_study *s, struct frames *out)
{
    const int after = wlm_after(s);

    if (s->sweep != WLM_SWEEP_NONE || after < 0)
        return;
    struct frame *const f =
        frame_begin(out, "before_after", "Before and after", pair_columns,
                    WLM_COUNT_OF(pair_columns));
    for (int i = 0; i < wlm_class_rows(&s->results[0]); i++)
        pair_row(f, &s->results[0], &s->results[after], i);
}

/* ---- slots --------------------------------------------------------------- */

static const struct frame_column slots_columns[] = {
    { "slots", "", "of the queue that is swept", CELL_COUNT, 0 },
    { "wait_s", "s", "mean wait, all classes", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_s", "s"),
    { "response_s", "s", "mean response", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("response_s", "s"),
    { "p95_s", "s", "95 % are answered within", CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("p95_s", "s"),
    { "spill_share", "", "share of queries that spill", CELL_NUMBER, 3 },
    { "best", "", "by the mean, by p95, or both; 'unstable': no steady state",
      CELL_TEXT, 0 },
};

static const char *best_text(const struct wlm_study *s, int i)
{
    bool by_mean = true, by_p95 = true;
    const struct wlm_class_result *const own = all_of(&s->results[i]);

    if (s->results[i].unstable)
        return "unstable";
    for (int k = 0; k < s->count; k++) {
        const struct wlm_class_result *const other = all_of(&s->results[k]);
        if (s->results[k].unstable)
            continue;
        by_mean &= own->response_mean_s.mean <= other->response_mean_s.mean;
        by_p95 &= own->response_p95_s.mean <= other->response_p95_s.mean;
    }
    return by_mean && by_p95 ? "mean, p95"
           : by_mean         ? "mean"
           : by_p95          ? "p95"
                             : "";
}

void wlm_slots_frame(const struct wlm_study *s, struct frames *out)
{
    if (s->sweep != WLM_SWEEP_SLOTS)
        return;
    struct frame *const f =
        frame_begin(out, "slots", "How many slots are best", slots_columns,
                    WLM_COUNT_OF(slots_columns));

    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        frame_row(f);
        frame_count(f, r->plant->queues[s->queue].slots);
        wlm_put_interval(f, r, all_of(r)->wait_mean_s);
        wlm_put_interval(f, r, all_of(r)->response_mean_s);
        wlm_put_interval(f, r, all_of(r)->response_p95_s);
        frame_number(f, wlm_shown(r, all_of(r)->spill_frac.mean));
        frame_text(f, best_text(s, i));
    }
}

/* ---- hockey stick -------------------------------------------------------- */

static const struct frame_column hockey_columns[] = {
    { "load", "", "of the busiest slots or resource: offered over possible",
      CELL_NUMBER, 3 },
    { "per_h", "1/h", "arrivals at the queue", CELL_NUMBER, FRAME_ROUNDED },
    { "wait_s", "s", "mean wait: the mean number waiting over the arrivals",
      CELL_NUMBER, FRAME_ROUNDED },
    HALF_COLUMN("wait_s", "s"),
    { "erlang_c_s", "s", "what Erlang C says: M/M/c with these slots",
      CELL_NUMBER, FRAME_ROUNDED },
    { "response_s", "s", "mean response, all classes", CELL_NUMBER,
      FRAME_ROUNDED },
    HALF_COLUMN("response_s", "s"),
};

static const struct frame_column erlang_columns[] = {
    { "load", "", "of the busiest slots or resource", CELL_NUMBER, 3 },
    { "wait_s", "s", "mean wait in M/M/c", CELL_NUMBER, FRAME_ROUNDED },
};

/* Mean wait in the textbook's queue; NaN without one. */
static double erlang_s(const struct wlm_station *q)
{
    if (!(q->rate > 0) || !(q->load > 0) || q->load >= q->servers)
        return (double)NAN;
    return queueing_mmm_wait_s(q->servers, q->rate, q->rate / q->load);
}

static double load_of(const struct wlm_plant *p)
{
    const struct wlm_offered o = wlm_offered_load(p);

    return fmax(o.slots, o.resource);
}

/* By Little's law, from the mean number that waits. */
static struct stat_interval wait_of(const struct wlm_result *r,
                                    const struct wlm_station *q)
{
    struct stat_interval i = r->queues[q->queue].waiting;

    i.mean /= q->rate;
    i.half /= q->rate;
    return i;
}

static void hockey_row(struct frame *f, const struct wlm_result *r)
{
    const struct wlm_station q = wlm_station_of(r->plant);

    frame_row(f);
    frame_number(f, load_of(r->plant));
    frame_number(f, q.rate * SECONDS_PER_HOUR);
    wlm_put_interval(f, r, wait_of(r, &q));
    frame_number(f, erlang_s(&q));
    wlm_put_interval(f, r, all_of(r)->response_mean_s);
}

/* The line through the points, from their first load to their last. */
static void erlang_rows(struct frame *f, const struct wlm_study *s)
{
    const struct wlm_plant *const p = s->results[0].plant;
    const struct wlm_station q = wlm_station_of(p);
    const double lo = load_of(p);
    const double hi = load_of(s->results[s->count - 1].plant);
    enum { STEPS = 100 };

    for (int i = 0; i <= STEPS && lo > 0; i++) {
        const double load = lo + (hi - lo) * i / STEPS;
        struct wlm_station at = q;

        at.rate *= load / lo;
        at.load *= load / lo;
        frame_row(f);
        frame_number(f, load);
        frame_number(f, erlang_s(&at));
    }
}

void wlm_hockey_frames(const struct wlm_study *s, struct frames *out)
{
    if (s->sweep != WLM_SWEEP_LOAD)
        return;
    struct frame *const f =
        frame_begin(out, "hockey_stick", "Wait against load", hockey_columns,
                    WLM_COUNT_OF(hockey_columns));

    for (int i = 0; i < s->count; i++)
        hockey_row(f, &s->results[i]);
    erlang_rows(frame_begin(out, "erlang_c", "What Erlang C says",
                            erlang_columns, WLM_COUNT_OF(erlang_columns)),
                s);
}
