#include "base/text.h"
#include "measure/wlm/wlm_frames.h"
#include "measure/wlm/wlm_sweep.h"

/* Beyond this share of questions without an answer a mean says too little. */
#define UNANSWERED_FRAC 0.05

static void note_unanswered(const struct wlm_study *s, struct frames *out)
{
    struct text_buffer list;
    bool any = false;

    text_buffer_init(&list, out->arena);
    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        const struct wlm_class_result *const all =
            &r->classes[r->plant->class_count];
        const double left = all->arrivals - all->completed - all->aborted;
        if (r->unstable || !(left > UNANSWERED_FRAC * all->arrivals))
            continue;
        text_addf(&list, "%s%s %.0f %%", any ? ", " : "", r->plant->name,
                  100 * left / all->arrivals);
        any = true;
    }
    if (any)
        frames_note(out,
                    "asked, but not yet answered when the time was up, and so "
                    "missing in the means, which are too short: %s",
                    text_buffer_text(&list));
}

static void note_result(const struct wlm_study *s, const struct wlm_result *r,
                        struct frames *out)
{
    if (r->unstable)
        frames_note(out, "%s has no steady state, so no means: %s",
                    r->plant->name, r->verdict);
    else if (!r->reached)
        frames_note(out,
                    "%s: the precision of %g %% was not reached within %d "
                    "replications",
                    r->plant->name, 100 * s->world->workload.precision_frac,
                    r->replications);
    if (r->config->clusters > 0 && r->plant->clusters_max == 0)
        frames_note(out,
                    "%s: this cluster cannot have scaling clusters (dc2, ds2 "
                    "or ra3, 2 to 32 nodes)",
                    r->plant->name);
}

/* Points of a sweep: said once, not fifty times. */
static void note_sweep(const struct wlm_study *s, struct frames *out)
{
    const struct wlm_result *first = NULL;
    int unstable = 0, imprecise = 0;

    for (int i = s->count - 1; i >= 0; i--) {
        const struct wlm_result *const r = &s->results[i];
        unstable += r->unstable;
        imprecise += !r->unstable && !r->reached;
        first = r->unstable ? r : first;
    }
    if (first != NULL)
        frames_note(out, "%d of %d points have no steady state; %s: %s",
                    unstable, s->count, first->plant->name, first->verdict);
    if (imprecise > 0)
        frames_note(out, "%d of %d points did not reach the precision of %g %%",
                    imprecise, s->count,
                    100 * s->world->workload.precision_frac);
    if (s->sweep == WLM_SWEEP_LOAD) {
        const struct wlm_plant *const p = s->results[0].plant;
        const struct wlm_station q = wlm_station_of(p);
        frames_note(out, "the waits are those in queue '%s', with %d slots",
                    p->queues[q.queue].name, q.servers);
        frames_note(out,
                    "Erlang C takes service at random, a slot for each and "
                    "nothing shared: what lies above it is sharing, spill and "
                    "long queries among short ones");
    }
}

void wlm_notes(const struct wlm_study *s, struct frames *out)
{
    if (s->sweep != WLM_SWEEP_NONE)
        note_sweep(s, out);
    for (int i = 0; i < s->count && s->sweep == WLM_SWEEP_NONE; i++)
        note_result(s, &s->results[i], out);
    note_unanswered(s, out);
    for (int i = 0; i < s->world->note_count; i++)
        frames_note(out, "%s", s->world->notes[i]);
    frames_note(out,
                "quantiles are within %.1f %% of themselves, besides their "
                "interval",
                100 * STAT_SKETCH_ERROR);
    frames_note(out,
                "running queries share the bottleneck resource; a query's "
                "seconds alone are those of `compare` at its slot's memory");
    if (s->world->history != NULL)
        frames_note(out,
                    "queries find the tables as the history has left them at "
                    "the hour at which they are asked, as in `upkeep`");
    for (int i = 0; i < s->world->workload.class_count; i++)
        if (s->world->workload.classes[i].from_history) {
            frames_note(out,
                        "operations of the history take as long as `upkeep` "
                        "says");
            break;
        }
}
