#include "scenario/wlm/read_wlm_part.h"

struct sqa_settings {
    double limit_s, error;
    int slots;
};

static const struct field sqa_fields[] = {
    { .name = "limit",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct sqa_settings, limit_s),
      .min = 0,
      .max = 20,
      .fallback = "0",
      .meaning = "Queries predicted to be shorter are accelerated; 0: a limit "
                 "that follows the queries, from 2 s to 20 s.",
      .example = "5 s" },
    { .name = "error",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct sqa_settings, error),
      .min = 0,
      .max = 5,
      .meaning = "Standard deviation of the logarithm of predicted over true "
                 "time. Without it engine.wlm_short_error.",
      .example = "0.5" },
    { .name = "slots",
      .type = FIELD_INT,
      .offset = offsetof(struct sqa_settings, slots),
      .min = 1,
      .max = 50,
      .meaning = "Short queries at once. Without it engine.wlm_short_slots.",
      .example = "5" },
};

static const struct section sqa_section = SECTION("wlm.NAME.sqa", sqa_fields);

struct scaling_settings {
    int clusters;
    double start_s, idle_s;
};

static const struct field scaling_fields[] = {
    { .name = "clusters",
      .type = FIELD_INT,
      .offset = offsetof(struct scaling_settings, clusters),
      .min = 0,
      .max = 10,
      .fallback = "1",
      .meaning = "How many at most: max_concurrency_scaling_clusters.",
      .example = "1" },
    { .name = "start",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct scaling_settings, start_s),
      .min = 0,
      .max = 1e6,
      .meaning = "Until a cluster is ready. Without it "
                 "engine.wlm_cluster_start_s.",
      .example = "60 s" },
    { .name = "idle",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct scaling_settings, idle_s),
      .min = 0,
      .max = 1e6,
      .meaning = "A cluster without queries is given back after this. "
                 "Without it engine.wlm_cluster_idle_s.",
      .example = "10 min" },
};

static const struct section scaling_section =
    SECTION("wlm.NAME.scaling", scaling_fields);

bool wlm_read_sqa(const struct wlm_reader *r, struct wlm_config *c,
                  const struct tree_node *n)
{
    const struct engine *const g = &r->world->cluster.engine;
    struct sqa_settings s = { .error = g->wlm_short_error,
                              .slots = g->wlm_short_slots };

    if (n == NULL)
        return true;
    if (!field_read(&sqa_section, n, n, &s, r->faults))
        return false;
    if (s.limit_s > 0 && s.limit_s < 1)
        return tree_fault(
            n, r->faults,
            "'limit' is from 1 s to 20 s, or 0 for a dynamic one");
    c->sqa = true;
    c->sqa_limit_s = s.limit_s;
    c->sqa_error = s.error;
    c->sqa_slots = s.slots;
    return true;
}

bool wlm_read_scaling(const struct wlm_reader *r, struct wlm_config *c,
                      const struct tree_node *n)
{
    const struct engine *const g = &r->world->cluster.engine;
    struct scaling_settings s = { .clusters = 1,
                                  .start_s = g->wlm_cluster_start_s,
                                  .idle_s = g->wlm_cluster_idle_s };
    bool good = true, any = false;

    if (n != NULL)
        good = field_read(&scaling_section, n, n, &s, r->faults);
    for (int i = 0; i < c->queue_count; i++)
        any |= c->queues[i].scaling;
    if (n != NULL && !any)
        good = tree_fault(n, r->faults,
                          "no queue has 'scaling: auto', so nothing would use "
                          "the clusters");
    c->clusters = any ? s.clusters : 0;
    c->cluster_start_s = s.start_s;
    c->cluster_idle_s = s.idle_s;
    return good;
}

void wlm_diverts_schema(struct frame *frame)
{
    field_schema(frame, &sqa_section);
    field_schema(frame, &scaling_section);
}
