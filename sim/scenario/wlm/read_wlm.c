#include "scenario/wlm/read_wlm.h"

#include "base/text.h"
#include "scenario/wlm/read_arrivals.h"
#include "scenario/wlm/read_wlm_part.h"

static const char *const mode_names[] = { "manual", "auto", NULL };
static const char *const switch_names[] = { "off", "on", NULL };

struct config_settings {
    const char *design;
    int mode, wildcards, cache, concurrency;
    double commit_s, load;
    const struct tree_node *queues, *sqa, *scaling, *changes, *replace;
};

static const struct field config_fields[] = {
    { .name = "design",
      .type = FIELD_NAME,
      .offset = offsetof(struct config_settings, design),
      .meaning = "The design that the queries run on; without it the first.",
      .example = "after" },
    { .name = "mode",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct config_settings, mode),
      .choices = mode_names,
      .fallback = "manual",
      .meaning = "Manual WLM with slots, or automatic WLM with priorities.",
      .example = "auto" },
    { .name = "queues",
      .type = FIELD_NODE,
      .offset = offsetof(struct config_settings, queues),
      .shape = "a mapping of queues",
      .meaning = "The user queues in order; the last is the default queue. "
                 "Without it one default queue with the cluster's slots.",
      .example = "{etl: {slots: 3, user_groups: [etl]}, default: {slots: 5}}" },
    { .name = "wildcards",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct config_settings, wildcards),
      .choices = switch_names,
      .fallback = "off",
      .meaning = "Whether * and ? in the groups of queues stand for anything.",
      .example = "on" },
    { .name = "sqa",
      .type = FIELD_NODE,
      .offset = offsetof(struct config_settings, sqa),
      .shape = "a mapping",
      .meaning = "Short-query acceleration; without it there is none.",
      .example = "{limit: 5 s}" },
    { .name = "scaling",
      .type = FIELD_NODE,
      .offset = offsetof(struct config_settings, scaling),
      .shape = "a mapping",
      .meaning = "Clusters for queues with 'scaling: auto'.",
      .example = "{clusters: 2}" },
    { .name = "cache",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct config_settings, cache),
      .choices = switch_names,
      .fallback = "on",
      .meaning = "The result cache: with 'off' every query is carried out.",
      .example = "off" },
    { .name = "commit",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct config_settings, commit_s),
      .min = 0,
      .max = 1e6,
      .meaning = "One commit of a statement that writes; commits queue. "
                 "Without it engine.commit_s.",
      .example = "0.617 s" },
    { .name = "concurrency",
      .type = FIELD_INT,
      .offset = offsetof(struct config_settings, concurrency),
      .min = 1,
      .max = 50,
      .meaning = "Automatic WLM: queries at once, at most. Without it "
                 "engine.wlm_concurrency_max.",
      .example = "50" },
    { .name = "load",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct config_settings, load),
      .min = 0.01,
      .max = 1000,
      .meaning = "Automatic WLM: no more begin once the running ones of the "
                 "same and higher priorities ask so many times what the "
                 "busiest resource can do. Without it engine.wlm_load_max.",
      .example = "4" },
    { .name = "replace",
      .type = FIELD_NODE,
      .offset = offsetof(struct config_settings, replace),
      .shape = "a mapping of queries to queries",
      .meaning = "Queries that are asked in place of others here, as when a "
                 "summary table answers them.",
      .example = "{by_day: by_day_summary}" },
    { .name = "changes",
      .type = FIELD_NODE,
      .offset = offsetof(struct config_settings, changes),
      .shape = "a list of changes",
      .meaning = "Dynamic changes of slots and memory (manual WLM).",
      .example = "[{at: 1 h, queue: etl, slots: 3, memory: 75 %}]" },
};

static const struct section config_section = SECTION("wlm.NAME", config_fields);

static int find_design(const struct wlm_reader *r, const char *name,
                       const struct tree_node *n)
{
    const struct world *const w = r->world;
    const char **const names =
        ARENA_ARRAY(r->faults->arena, w->design_count, const char *);

    if (name == NULL)
        return 0;
    for (int i = 0; i < w->design_count; i++) {
        names[i] = w->designs[i]->name;
        if (text_equal(names[i], name))
            return i;
    }
    tree_fault(
        tree_get(n, "design"), r->faults, "no design '%s'%s", name,
        field_suggestion(r->faults, name, names, (size_t)w->design_count));
    return -1;
}

static bool read_replace(const struct wlm_reader *r, struct wlm_config *c,
                         const struct tree_node *n)
{
    struct world *const w = r->world;
    bool good = true;

    if (n == NULL)
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "'replace' is a mapping of queries to queries");
    int *const replaced = ARENA_ARRAY(w->arena, w->query_count, int);
    for (int i = 0; i < w->query_count; i++)
        replaced[i] = i;
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const item = n->items[i];
        const int from = workload_query(w, item->key, item, r->faults);
        const int to = item->kind == TREE_SCALAR
                           ? workload_query(w, item->text, item, r->faults)
                           : -1;
        if (item->kind != TREE_SCALAR)
            tree_fault(item, r->faults, "the name of a query is expected here");
        if (from >= 0 && to >= 0)
            replaced[from] = to;
        good &= from >= 0 && to >= 0;
    }
    c->replaced = replaced;
    return good;
}

static bool read_config(const struct wlm_reader *r, const struct tree_node *n)
{
    struct world *const w = r->world;
    struct wlm_config *const c = &w->wlm[w->wlm_count++];
    const struct engine *const g = &w->cluster.engine;
    struct config_settings s = { .commit_s = g->commit_s,
                                 .concurrency = g->wlm_concurrency_max,
                                 .load = g->wlm_load_max };

    if (!field_is_name(n->key))
        return tree_fault_key(n, r->faults,
                              "'%s' is no name for a configuration",
                              text_quoted(r->faults->arena, n->key));
    if (!field_read(&config_section, n, n, &s, r->faults))
        return false;
    c->name = n->key;
    c->where = tree_where(w->arena, n);
    c->design = find_design(r, s.design, n);
    c->automatic = s.mode != 0;
    c->wildcards = s.wildcards != 0;
    c->cache = s.cache != 0;
    c->commit_s = s.commit_s;
    c->concurrency_max = s.concurrency;
    c->load_max = s.load;
    bool good = c->design >= 0 && wlm_read_queues(r, c, s.queues);
    if (!good)
        return false;
    good &= wlm_read_sqa(r, c, s.sqa);
    good &= wlm_read_scaling(r, c, s.scaling);
    good &= wlm_read_changes(r, c, s.changes);
    good &= read_replace(r, c, s.replace);
    return wlm_check_routes(r, c, s.queues != NULL ? s.queues : n) && good;
}

/* What a missing section stands for. */
static void default_config(struct world *w)
{
    const struct wlm_reader r = { w, NULL };
    const struct engine *const g = &w->cluster.engine;

    w->wlm = ARENA_NEW(w->arena, struct wlm_config);
    w->wlm_count = 1;
    *w->wlm = (struct wlm_config){ .name = "default",
                                   .cache = true,
                                   .commit_s = g->commit_s,
                                   .concurrency_max = g->wlm_concurrency_max,
                                   .load_max = g->wlm_load_max };
    wlm_read_queues(&r, w->wlm, NULL);
}

bool wlm_read(struct world *w, const struct tree_node *wlm,
              struct faults *faults)
{
    const struct wlm_reader r = { w, faults };
    bool good = true;

    if (wlm == NULL) {
        if (w->workload.class_count > 0)
            default_config(w);
        return true;
    }
    if (wlm->kind != TREE_MAP || wlm->count == 0 ||
        wlm->count > WLM_CONFIGS_MAX)
        return tree_fault(wlm, faults,
                          "'wlm' is a mapping of 1 to %d names to "
                          "configurations, such as {today: {queues: {default: "
                          "{slots: 5}}}}",
                          WLM_CONFIGS_MAX);
    w->wlm = ARENA_ARRAY(w->arena, wlm->count, struct wlm_config);
    for (size_t i = 0; i < wlm->count; i++)
        good &= read_config(&r, wlm->items[i]);
    return good;
}

void wlm_schema(struct frame *frame)
{
    field_schema(frame, &config_section);
    wlm_queues_schema(frame);
    wlm_diverts_schema(frame);
    wlm_changes_schema(frame);
}
