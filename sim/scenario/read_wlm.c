#include "scenario/read_wlm.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "scenario/read_arrivals.h"
#include "scenario/read_rules.h"

static const char *const mode_names[] = { "manual", "auto", NULL };
static const char *const switch_names[] = { "off", "on", NULL };
static const char *const scaling_names[] = { "off", "auto", NULL };

/* DG:cm-c-defining-query-queues: slots of all user queues together. */
enum { SLOTS_MAX = 50, USER_QUEUES_MAX = 8, GROUPS_MAX = 50 };

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
      .fallback = "0.617 s",
      .meaning = "One commit of a statement that writes; commits queue.",
      .example = "0.617 s" },
    { .name = "concurrency",
      .type = FIELD_INT,
      .offset = offsetof(struct config_settings, concurrency),
      .min = 1,
      .max = 50,
      .fallback = "50",
      .meaning = "Automatic WLM: queries at once, at most.",
      .example = "50" },
    { .name = "load",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct config_settings, load),
      .min = 0.01,
      .max = 1000,
      .fallback = "4",
      .meaning = "Automatic WLM: no more begin once the running ones ask so "
                 "many times what the busiest resource can do.",
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

struct queue_settings {
    double memory, timeout_s;
    int slots, scaling, priority;
    const struct tree_node *user_groups, *query_groups, *rules;
};

static const struct field queue_fields[] = {
    { .name = "slots",
      .type = FIELD_INT,
      .offset = offsetof(struct queue_settings, slots),
      .min = 1,
      .max = SLOTS_MAX,
      .fallback = "5",
      .meaning = "Queries that run at once (manual WLM).",
      .example = "5" },
    { .name = "memory",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct queue_settings, memory),
      .min = 0.0001,
      .max = 1,
      .meaning = "Share of the memory for queries; all queues or none has one. "
                 "Without, the queues share equally.",
      .example = "30 %" },
    { .name = "user_groups",
      .type = FIELD_NODE,
      .offset = offsetof(struct queue_settings, user_groups),
      .shape = "a list of groups",
      .meaning = "It takes the queries of these users.",
      .example = "[etl]" },
    { .name = "query_groups",
      .type = FIELD_NODE,
      .offset = offsetof(struct queue_settings, query_groups),
      .shape = "a list of groups",
      .meaning = "It takes the queries of these query groups.",
      .example = "[dash*]" },
    { .name = "timeout",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct queue_settings, timeout_s),
      .min = 0,
      .max = 1e8,
      .fallback = "0",
      .meaning =
          "The limit max_execution_time: a query that runs so long hops to the "
          "next matching queue, or is cancelled; 0: none.",
      .example = "50 s" },
    { .name = "scaling",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct queue_settings, scaling),
      .choices = scaling_names,
      .fallback = "off",
      .meaning = "Whether queries that would wait may go to a scaling cluster.",
      .example = "auto" },
    { .name = "priority",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct queue_settings, priority),
      .choices = wlm_priority_names,
      .fallback = "normal",
      .meaning = "Of its queries, in automatic WLM.",
      .example = "high" },
    { .name = "rules",
      .type = FIELD_NODE,
      .offset = offsetof(struct queue_settings, rules),
      .shape = "a mapping of rules",
      .meaning = "Query monitoring rules.",
      .example = "{runaway: {when: [query_execution_time > 50], do: abort}}" },
};

static const struct section queue_section =
    SECTION("wlm.NAME.queues.NAME", queue_fields);

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
      .fallback = "0.5",
      .meaning = "Standard deviation of the logarithm of predicted over true "
                 "time (a guess).",
      .example = "0.5" },
    { .name = "slots",
      .type = FIELD_INT,
      .offset = offsetof(struct sqa_settings, slots),
      .min = 1,
      .max = 50,
      .fallback = "5",
      .meaning = "Short queries at once (a guess: not documented).",
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
      .fallback = "60 s",
      .meaning = "Until a cluster is ready (a guess: not published).",
      .example = "60 s" },
    { .name = "idle",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct scaling_settings, idle_s),
      .min = 0,
      .max = 1e6,
      .fallback = "10 min",
      .meaning =
          "A cluster without queries is given back after this (a guess).",
      .example = "10 min" },
};

static const struct section scaling_section =
    SECTION("wlm.NAME.scaling", scaling_fields);

struct change_settings {
    double at_s, memory;
    int slots;
    const char *queue;
};

static const struct field change_fields[] = {
    { .name = "at",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct change_settings, at_s),
      .min = 0,
      .max = 1e8,
      .required = true,
      .meaning = "When, after the simulation's beginning.",
      .example = "1 h" },
    { .name = "queue",
      .type = FIELD_NAME,
      .offset = offsetof(struct change_settings, queue),
      .required = true,
      .meaning = "Which queue.",
      .example = "etl" },
    { .name = "slots",
      .type = FIELD_INT,
      .offset = offsetof(struct change_settings, slots),
      .min = 1,
      .max = SLOTS_MAX,
      .required = true,
      .meaning = "Its slots from then on.",
      .example = "3" },
    { .name = "memory",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct change_settings, memory),
      .min = 0.0001,
      .max = 1,
      .required = true,
      .meaning = "Its share of the memory from then on.",
      .example = "75 %" },
};

static const struct section change_section =
    SECTION("wlm.NAME.changes[N]", change_fields);

struct reader {
    struct world *world;
    struct faults *faults;
};

static bool read_groups(const struct reader *r, const struct tree_node *n,
                        const char ***groups, int *count)
{
    if (n == NULL)
        return true;
    if (n->kind != TREE_LIST || n->count > GROUPS_MAX)
        return tree_fault(n, r->faults,
                          "a list of up to %d groups is expected here",
                          GROUPS_MAX);
    *groups = ARENA_ARRAY(r->world->arena, n->count, const char *);
    for (size_t i = 0; i < n->count; i++) {
        if (n->items[i]->kind != TREE_SCALAR || tree_is_null(n->items[i]) ||
            strlen(n->items[i]->text) > 64)
            return tree_fault(n->items[i], r->faults,
                              "the name of a group is expected here");
        (*groups)[(*count)++] = n->items[i]->text;
    }
    return true;
}

static bool read_queue(const struct reader *r, struct wlm_config *c,
                       const struct tree_node *n)
{
    struct wlm_queue_config *const q = &c->queues[c->queue_count++];
    struct queue_settings s = { .memory = -1 };

    q->name = n->key;
    q->where = tree_where_key(r->world->arena, n);
    if (!field_is_name(n->key))
        return tree_fault_key(n, r->faults, "'%s' is no name for a queue",
                              text_quoted(r->faults->arena, n->key));
    if (!field_read(&queue_section, n, n, &s, r->faults))
        return false;
    q->memory_frac = s.memory;
    q->slots = s.slots;
    q->timeout_s = s.timeout_s;
    q->scaling = s.scaling != 0;
    q->priority = (enum wlm_priority)s.priority;
    bool good =
        read_groups(r, s.user_groups, &q->user_groups, &q->user_group_count);
    good &=
        read_groups(r, s.query_groups, &q->query_groups, &q->query_group_count);
    good &= rules_read(r->world->arena, q, c->automatic, s.rules, r->faults);
    if (q->priority == WLM_CRITICAL)
        good = tree_fault(n, r->faults,
                          "CRITICAL is no priority of a queue; a class is "
                          "raised to it with 'critical: on'");
    if (!c->automatic && tree_get(n, "priority") != NULL)
        good = tree_fault(tree_get(n, "priority"), r->faults,
                          "priorities are for 'mode: auto'");
    if (c->automatic && (tree_get(n, "slots") != NULL || s.memory >= 0))
        good = tree_fault(n, r->faults,
                          "with 'mode: auto' slots and memory are the "
                          "system's; leave 'slots' and 'memory' out");
    return good;
}

/* All queues or none: then they share equally. */
static bool settle_memory(const struct reader *r, struct wlm_config *c,
                          const struct tree_node *n)
{
    double sum = 0;
    int given = 0;

    for (int i = 0; i < c->queue_count; i++)
        if (c->queues[i].memory_frac >= 0) {
            given++;
            sum += c->queues[i].memory_frac;
        }
    if (given == 0)
        for (int i = 0; i < c->queue_count; i++)
            c->queues[i].memory_frac = 1.0 / c->queue_count;
    else if (given < c->queue_count)
        return tree_fault(n, r->faults,
                          "%d of %d queues have 'memory'; give it to all or to "
                          "none",
                          given, c->queue_count);
    return sum <= 1 + 1e-9 ||
           tree_fault(n, r->faults,
                      "the queues' memory adds up to %.4g %%; at most 100 %% "
                      "is there",
                      100 * sum);
}

static bool check_queues(const struct reader *r, struct wlm_config *c,
                         const struct tree_node *n)
{
    const struct wlm_queue_config *const last = &c->queues[c->queue_count - 1];
    bool good = settle_memory(r, c, n);
    int slots = 0;

    for (int i = 0; i < c->queue_count; i++)
        slots += c->queues[i].slots;
    if (slots > SLOTS_MAX && !c->automatic)
        good = tree_fault(n, r->faults,
                          "the queues have %d slots together; at most %d are "
                          "allowed",
                          slots, SLOTS_MAX);
    if (last->user_group_count + last->query_group_count > 0)
        good = tree_fault(n, r->faults,
                          "the last queue is the default queue and takes no "
                          "groups; put one without groups behind '%s'",
                          last->name);
    return good;
}

static bool read_queues(const struct reader *r, struct wlm_config *c,
                        const struct tree_node *n)
{
    struct arena *const a = r->world->arena;
    bool good = true;

    if (n == NULL) {
        c->queues = ARENA_NEW(a, struct wlm_queue_config);
        c->queues[0] = (struct wlm_queue_config){
            .name = "default",
            .memory_frac = 1,
            .slots = r->world->cluster.slots,
            .priority = WLM_NORMAL,
        };
        c->queue_count = 1;
        return true;
    }
    if (n->kind != TREE_MAP || n->count == 0)
        return tree_fault(n, r->faults,
                          "'queues' is a mapping of names to queues, such as "
                          "{default: {slots: 5}}");
    if (n->count > USER_QUEUES_MAX)
        return tree_fault(n, r->faults,
                          "%zu queues; at most %d are allowed, the default one "
                          "included",
                          n->count, USER_QUEUES_MAX);
    c->queues = ARENA_ARRAY(a, n->count, struct wlm_queue_config);
    for (size_t i = 0; i < n->count; i++)
        good &= read_queue(r, c, n->items[i]);
    return good && check_queues(r, c, n);
}

/* Every class finds a queue; does every queue find a class, and are the slots
   that a query asks for there? */
static bool check_routes(const struct reader *r, const struct wlm_config *c,
                         const struct tree_node *n)
{
    const struct workload *const load = &r->world->workload;
    bool used[WLM_QUEUES_MAX] = { false }, good = true;

    for (int i = 0; i < load->class_count; i++) {
        int route[WLM_QUEUES_MAX];
        bool by_default;
        const int count = wlm_route(c, &load->classes[i], route, &by_default);
        for (int k = 0; k < count; k++) {
            used[route[k]] = true;
            const int slots =
                route[k] < c->queue_count ? c->queues[route[k]].slots : 1;
            if (k == 0 && load->classes[i].slot_count > slots && !c->automatic)
                good = tree_fault(
                    n, r->faults,
                    "class '%s' asks for %d slots, and its queue "
                    "'%s' has %d: no queue takes it",
                    load->classes[i].name, load->classes[i].slot_count,
                    route[k] < c->queue_count ? c->queues[route[k]].name
                                              : "superuser",
                    slots);
        }
    }
    for (int i = 0; i < c->queue_count; i++)
        if (!used[i] && load->class_count > 0)
            world_note(r->world,
                       "wlm %s: no class is routed to the queue '%s'; its "
                       "memory lies idle",
                       c->name, c->queues[i].name);
    return good;
}

static bool read_sqa(const struct reader *r, struct wlm_config *c,
                     const struct tree_node *n)
{
    struct sqa_settings s = { 0 };

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

static bool read_scaling(const struct reader *r, struct wlm_config *c,
                         const struct tree_node *n)
{
    struct scaling_settings s = { .clusters = 1, .start_s = 60, .idle_s = 600 };
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

static int find_queue(const struct reader *r, const struct wlm_config *c,
                      const char *name, const struct tree_node *n)
{
    const char *names[USER_QUEUES_MAX];

    for (int i = 0; i < c->queue_count; i++) {
        names[i] = c->queues[i].name;
        if (text_equal(names[i], name))
            return i;
    }
    tree_fault(
        n, r->faults, "no queue '%s' here%s", name,
        field_suggestion(r->faults, name, names, (size_t)c->queue_count));
    return -1;
}

static bool read_change(const struct reader *r, struct wlm_config *c,
                        const struct tree_node *n)
{
    struct change_settings s = { 0 };

    if (!field_read(&change_section, n, n, &s, r->faults))
        return false;
    const int queue = find_queue(r, c, s.queue, n);
    if (queue < 0)
        return false;
    if (c->change_count > 0 && s.at_s < c->changes[c->change_count - 1].at_s)
        return tree_fault(n, r->faults, "changes must stand in order of time");
    c->changes[c->change_count++] =
        (struct wlm_change_config){ s.at_s, s.memory, queue, s.slots };
    return true;
}

static bool read_changes(const struct reader *r, struct wlm_config *c,
                         const struct tree_node *n)
{
    bool good = true;

    if (n == NULL)
        return true;
    if (n->kind != TREE_LIST || n->count > WLM_CHANGES_MAX || c->automatic)
        return tree_fault(n, r->faults,
                          c->automatic
                              ? "automatic WLM has no slots to change"
                              : "a list of up to 100 changes is expected here");
    c->changes =
        ARENA_ARRAY(r->world->arena, n->count, struct wlm_change_config);
    for (size_t i = 0; i < n->count; i++)
        good &= read_change(r, c, n->items[i]);
    return good;
}

static int find_design(const struct reader *r, const char *name,
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

static bool read_replace(const struct reader *r, struct wlm_config *c,
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

static bool read_config(const struct reader *r, const struct tree_node *n)
{
    struct world *const w = r->world;
    struct wlm_config *const c = &w->wlm[w->wlm_count++];
    struct config_settings s = { 0 };

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
    bool good = c->design >= 0 && read_queues(r, c, s.queues);
    if (!good)
        return false;
    good &= read_sqa(r, c, s.sqa);
    good &= read_scaling(r, c, s.scaling);
    good &= read_changes(r, c, s.changes);
    good &= read_replace(r, c, s.replace);
    return check_routes(r, c, s.queues != NULL ? s.queues : n) && good;
}

/* What a missing section stands for. */
static void default_config(struct world *w)
{
    const struct reader r = { w, NULL };

    w->wlm = ARENA_NEW(w->arena, struct wlm_config);
    w->wlm_count = 1;
    *w->wlm = (struct wlm_config){ .name = "default",
                                   .cache = true,
                                   .commit_s = 0.617,
                                   .concurrency_max = 50,
                                   .load_max = 4 };
    read_queues(&r, w->wlm, NULL);
}

bool wlm_read(struct world *w, const struct tree_node *wlm,
              struct faults *faults)
{
    const struct reader r = { w, faults };
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
    field_schema(frame, &queue_section);
    rules_schema(frame);
    field_schema(frame, &sqa_section);
    field_schema(frame, &scaling_section);
    field_schema(frame, &change_section);
}
