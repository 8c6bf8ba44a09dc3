#include "measure/upkeep/upkeep_jobs.h"

#include <limits.h>

#include "base/check.h"
#include "measure/cost/cost.h"
#include "measure/upkeep/upkeep_step.h"

/* All that a run has worked so far, waits apart. */
static double worked_s(const struct upkeep_run *r)
{
    return r->load_s + r->change_s + r->maintenance_s;
}

/* What files cost that leave slices idle. */
static double idle_s(const struct stepper *s, const struct history_event *e)
{
    const struct table_layout *const l = s->tables[e->op->table].base;
    const double rows = (double)(e->new_last - e->new_first);

    return e->op->kind != DO_COPY
               ? 0
               : cost_copy_s(s->world, l, rows, e->op->files, false) -
                     cost_copy_s(s->world, l, rows, 0, false);
}

/* Before the first event of a history. */
static void begin(struct stepper *s, struct arena *a, const struct world *w,
                  const struct design *d, struct upkeep_run *run)
{
    CHECK(w->history != NULL);
    *run = (struct upkeep_run){ .design = d, .full_h = -1 };
    *s = (struct stepper){
        .arena = a,
        .scratch = arena_begin(),
        .world = w,
        .history = w->history,
        .known = step_known(a, w),
        .run = run,
        .vacuums_priced_each = INT_MAX,
    };
    step_begin(s, d);
}

struct upkeep_jobs upkeep_jobs(struct arena *a, const struct world *w,
                               const struct design *d, double from_h,
                               double to_h)
{
    struct upkeep_jobs jobs = { NULL, 0, 0 };
    struct upkeep_run run;
    struct stepper s;

    begin(&s, a, w, d, &run);
    for (int64_t i = 0; i < s.events.count; i++) {
        const struct history_event *const e = &s.events.items[i];
        const double before_s = worked_s(&run);
        if (e->time_h >= to_h)
            break;
        step_event(&s, e);
        const double seconds = worked_s(&run) - before_s;
        if (e->time_h < from_h || e->op->automatic || seconds <= 0)
            continue;
        ARENA_GROW(a, jobs.items, jobs.count, jobs.room);
        jobs.items[jobs.count++] =
            (struct upkeep_job){ e->time_h, seconds, seconds - idle_s(&s, e),
                                 e->op };
    }
    arena_done(s.scratch);
    return jobs;
}

static struct upkeep_state state_now(struct stepper *s)
{
    struct upkeep_state state = { .known = *s->known };

    state.known.world = step_world(s, s->arena);
    state.known.cards = NULL;
    state.known.layouts = NULL;
    state.layout = step_layout(s, state.known.world, s->arena);
    for (int t = 0; t < s->world->catalog.table_count; t++)
        if (s->tables[t].regions != NULL)
            state.layout->tables[t] =
                step_freeze(s, s->arena, state.known.world, t);
    return state;
}

struct upkeep_state *upkeep_states(struct arena *a, const struct world *w,
                                   const struct design *d, double from_h,
                                   double each_h, int count)
{
    struct upkeep_state *const states =
        ARENA_ARRAY(a, count, struct upkeep_state);
    struct upkeep_run run;
    struct stepper s;
    int64_t at = 0;

    begin(&s, a, w, d, &run);
    for (int i = 0; i < count; i++) {
        for (; at < s.events.count &&
               s.events.items[at].time_h < from_h + i * each_h;
             at++)
            step_event(&s, &s.events.items[at]);
        states[i] = state_now(&s);
    }
    arena_done(s.scratch);
    return states;
}
