#include <math.h>

#include "base/check.h"
#include "measure/wlm/wlm_state.h"

/* Little's law and conservation hold to rounding. */
#define IDENTITY_ERROR 1e-6

/* ---- the timeline ------------------------------------------------------ */

/* All areas up to now, added to a bin with this sign. */
static void add_areas(const struct wlm_engine *e, struct wlm_bin *b,
                      double at_s, double sign)
{
    const int places = e->plant->queue_count + WLM_PLACES;

    for (int i = 0; i < places; i++) {
        const struct wlm_queue_state *const q = &e->queues[i];
        if (i != e->plant->queue_count + WLM_PLACE_COMMIT)
            b->running += sign * wlm_meter_area(&q->running, at_s);
        b->waiting += sign * wlm_meter_area(&q->waiting, at_s);
        b->slots += sign * wlm_meter_area(&q->slots, at_s);
    }
    b->clusters += sign * wlm_meter_area(&e->clusters_on, at_s);
}

/* Where a third begins or ends: after so many bins. */
static void mark_thirds(struct wlm_engine *e, int bins, double at_s)
{
    const int third = wlm_tally_third(e->plant);
    const int left = e->plant->bins - bins;

    if (third == 0 || left > 2 * third || left % third != 0)
        return;
    for (int i = 0; i < e->plant->class_count; i++) {
        struct wlm_class_tally *const t = &e->tally->classes[i];
        const double area = wlm_meter_area(&e->classes[i].present, at_s);

        if (left == 2 * third)
            t->middle_area -= area;
        else if (left == third) {
            t->middle_area += area;
            t->last_area -= area;
        } else
            t->last_area += area;
    }
}

static void close_bin(struct wlm_engine *e, double at_s)
{
    struct wlm_bin *const b = &e->tally->bins[e->bin];

    add_areas(e, b, at_s, 1);
    b->memory += e->held_bytes * e->plant->bin_s;
    mark_thirds(e, e->bin + 1, at_s);
}

void wlm_close_last_bin(struct wlm_engine *e, double end_s)
{
    wlm_close_bins(e, end_s);
    if (e->next_bin_s < HUGE_VAL)
        close_bin(e, end_s);
    e->next_bin_s = HUGE_VAL;
}

void wlm_close_bins(struct wlm_engine *e, double to_s)
{
    while (e->next_bin_s <= to_s && e->bin < e->plant->bins) {
        close_bin(e, e->next_bin_s);
        if (++e->bin == e->plant->bins) {
            e->bin--; /* what comes at the very end */
            e->next_bin_s = HUGE_VAL;
            return;
        }
        add_areas(e, &e->tally->bins[e->bin], e->next_bin_s, -1);
        e->next_bin_s += e->plant->bin_s;
    }
}

/* ---- the checks of a run ------------------------------------------------ */

static double relative(double a, double b)
{
    return fabs(a - b) / fmax(1e-9, fmax(fabs(a), fabs(b)));
}

/* Who came is gone or still here; what is held and waits is what they hold and
   how they wait. */
static void check_flow(const struct wlm_engine *e)
{
    int64_t present = 0;
    int slots = 0, used = 0, waiting = 0;

    for (size_t i = 0; i < e->job_count; i++) {
        const struct wlm_job *const j = &e->jobs[i];
        present += j->state != JOB_FREE;
        waiting += j->state == JOB_WAITING;
        if (j->state == JOB_RUNNING && j->queue < e->plant->queue_count)
            slots += j->slots;
    }
    for (int i = 0; i < e->plant->queue_count; i++)
        used += e->queues[i].used;
    CHECK(e->tasks == e->departed + present);
    CHECK(e->waiting == waiting);
    CHECK(used == slots);
}

/* Both sides of the two identities, with who is still there at the end. */
void wlm_check_identities(struct wlm_engine *e)
{
    double area_s = 0, done_s = 0;

    check_flow(e);
    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++)
        area_s += wlm_meter_area(&e->queues[i].running, e->now_s) +
                  wlm_meter_area(&e->queues[i].waiting, e->now_s);
    for (size_t i = 0; i < e->job_count; i++) {
        const struct wlm_job *const j = &e->jobs[i];
        if (j->state != JOB_FREE)
            e->stays_s += e->now_s - j->arrived_s;
        if (j->state == JOB_RUNNING)
            e->work_begun_s -= wlm_job_left_s(e, j);
    }
    for (int i = 0; i < e->cluster_count; i++) {
        for (int b = 0; b < WLM_GROUPS; b++)
            wlm_share_advance(&e->clusters[i].share,
                              &e->clusters[i].share.groups[b], e->now_s);
        done_s += e->clusters[i].share.done_s;
    }
    e->tally->little_error = relative(area_s, e->stays_s);
    e->tally->work_error = relative(done_s, e->work_begun_s);
    CHECK(e->tally->little_error < IDENTITY_ERROR);
    CHECK(e->tally->work_error < IDENTITY_ERROR);
}

void wlm_mark_warmup(struct wlm_engine *e)
{
    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++) {
        struct wlm_queue_state *const q = &e->queues[i];
        q->running.before = wlm_meter_area(&q->running, e->now_s);
        q->waiting.before = wlm_meter_area(&q->waiting, e->now_s);
        q->slots.before = wlm_meter_area(&q->slots, e->now_s);
        q->most_waiting = (int)q->waiting.value;
        q->most_slots = (int)q->slots.value;
    }
}

void wlm_close_classes(struct wlm_engine *e)
{
    for (size_t i = 0; i < e->job_count; i++)
        if (e->jobs[i].state != JOB_FREE && e->jobs[i].counted)
            e->tally->classes[e->jobs[i].class].left++;
    for (int c = 0; c < e->plant->class_count; c++) {
        struct wlm_class_tally *const t = &e->tally->classes[c];
        t->left_s = ARENA_ARRAY(e->arena, t->left, double);
        t->left = 0;
    }
    for (size_t i = 0; i < e->job_count; i++) {
        const struct wlm_job *const j = &e->jobs[i];
        struct wlm_class_tally *const t = &e->tally->classes[j->class];
        if (j->state != JOB_FREE && j->counted)
            t->left_s[t->left++] = e->now_s - j->arrived_s;
    }
}

void wlm_close_queues(struct wlm_engine *e)
{
    for (int i = 0; i < e->plant->queue_count + WLM_PLACES; i++) {
        const struct wlm_queue_state *const q = &e->queues[i];
        e->tally->queues[i] = (struct wlm_queue_tally){
            .slots_area = wlm_meter_area(&q->slots, e->now_s) - q->slots.before,
            .running_area =
                wlm_meter_area(&q->running, e->now_s) - q->running.before,
            .waiting_area =
                wlm_meter_area(&q->waiting, e->now_s) - q->waiting.before,
            .most_waiting = q->most_waiting,
            .most_slots = q->most_slots,
            .completed = q->completed,
        };
    }
    for (int i = 1; i < e->cluster_count; i++)
        if (e->clusters[i].state == CLUSTER_READY) {
            if (e->clusters[i].used > 0)
                e->clusters[i].activation_busy_s +=
                    e->now_s - e->clusters[i].busy_since_s;
            wlm_cluster_idle(e, i);
        }
}
