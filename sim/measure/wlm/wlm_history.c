#include "measure/wlm/wlm_history.h"

#include <math.h>

#include "base/text.h"

struct upkeep_jobs wlm_history_jobs(struct wlm_builder *b, int design)
{
    const struct workload *const load = &b->world->workload;
    const double from_s = load->history_from_s;
    const double watched_s = load->duration_s + fmax(load->warmup_s, 0);
    bool any = false;

    for (int i = 0; i < load->class_count; i++)
        any |= load->classes[i].from_history;
    if (!any)
        return (struct upkeep_jobs){ NULL, 0, 0 };
    return upkeep_jobs(b->arena, b->world, b->world->designs[design],
                       from_s / 3600, (from_s + watched_s) / 3600);
}

static bool is_of(const struct upkeep_job *j, const struct workload_class *c)
{
    return c->from_history && (int)j->op->kind == c->operation;
}

static int first_work(const struct wlm_builder *b)
{
    return b->world->query_count + b->world->workload.class_count;
}

void wlm_history_works(struct wlm_builder *b, int design,
                       const struct workload_class *c)
{
    const struct upkeep_jobs *const jobs = &b->jobs[design];

    for (size_t i = 0; i < jobs->count; i++) {
        const struct upkeep_job *const j = &jobs->items[i];
        if (!is_of(j, c))
            continue;
        const char *const table = b->world->catalog.tables[j->op->table].name;
        struct workload_class own = *c;
        own.use *= j->least_s / j->seconds;
        wlm_build_other(
            b, &b->works[design][(size_t)first_work(b) + i], &own,
            text_format(b->arena, "%s %s", operation_name(j->op->kind), table),
            j->seconds);
    }
}

void wlm_history_arrivals(struct wlm_builder *b, int design,
                          const struct workload_class *c,
                          struct wlm_arrivals *out)
{
    const struct upkeep_jobs *const jobs = &b->jobs[design];
    double *const times = ARENA_ARRAY(b->arena, jobs->count, double);
    int *const works = ARENA_ARRAY(b->arena, jobs->count, int);
    int n = 0;

    for (size_t i = 0; i < jobs->count; i++) {
        if (!is_of(&jobs->items[i], c))
            continue;
        times[n] = fmax(jobs->items[i].time_h * 3600 -
                            b->world->workload.history_from_s,
                        0);
        works[n++] = first_work(b) + (int)i;
    }
    *out = (struct wlm_arrivals){ .times = times,
                                  .works = works,
                                  .time_count = n };
}
