#include "measure/upkeep_jobs.h"

#include <limits.h>

#include "base/check.h"
#include "measure/cost.h"
#include "measure/upkeep_step.h"

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

struct upkeep_jobs upkeep_jobs(struct arena *a, const struct world *w,
                               const struct design *d, double from_h,
                               double to_h)
{
    struct upkeep_jobs jobs = { NULL, 0, 0 };

    CHECK(w->history != NULL);
    struct upkeep_run run = { .design = d, .full_h = -1 };
    struct stepper s = {
        .arena = a,
        .scratch = arena_begin(),
        .world = w,
        .history = w->history,
        .known = step_known(a, w),
        .run = &run,
        .vacuums_priced_each = INT_MAX,
    };
    step_begin(&s, d);
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
