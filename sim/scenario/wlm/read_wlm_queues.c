#include "scenario/wlm/read_wlm_part.h"

#include <string.h>

#include "base/text.h"
#include "scenario/wlm/read_rules.h"

static const char *const scaling_names[] = { "off", "auto", NULL };

/* DG:cm-c-defining-query-queues: slots of all user queues together. */
enum { SLOTS_MAX = 50, USER_QUEUES_MAX = 8, GROUPS_MAX = 50 };

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

static bool read_groups(const struct wlm_reader *r, const struct tree_node *n,
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

static bool read_queue(const struct wlm_reader *r, struct wlm_config *c,
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
static bool settle_memory(const struct wlm_reader *r, struct wlm_config *c,
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

static bool check_queues(const struct wlm_reader *r, struct wlm_config *c,
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

bool wlm_read_queues(const struct wlm_reader *r, struct wlm_config *c,
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
bool wlm_check_routes(const struct wlm_reader *r, const struct wlm_config *c,
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

static int find_queue(const struct wlm_reader *r, const struct wlm_config *c,
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

static bool read_change(const struct wlm_reader *r, struct wlm_config *c,
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

bool wlm_read_changes(const struct wlm_reader *r, struct wlm_config *c,
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

void wlm_queues_schema(struct frame *frame)
{
    field_schema(frame, &queue_section);
    rules_schema(frame);
}

void wlm_changes_schema(struct frame *frame)
{
    field_schema(frame, &change_section);
}
