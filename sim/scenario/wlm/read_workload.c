#include "scenario/wlm/read_workload.h"

#include <math.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/wlm/read_arrivals.h"
#include "world/history.h"

static const char *const resource_names[] = { "disk", "compute", "network",
                                              "nothing", NULL };
static const char *const switch_names[] = { "off", "on", NULL };

struct workload_settings {
    const struct tree_node *warmup, *classes;
    double duration_s, precision, history_from_s;
    int replications, replications_most;
};

#define NUMBER_FIELD(type_, name_, member_, quantity_, min_, max_, fallback_,  \
                     meaning_, example_)                                       \
    {                                                                          \
        .name = (name_), .type = FIELD_NUMBER, .quantity = (quantity_),        \
        .offset = offsetof(struct type_, member_), .min = (min_),              \
        .max = (max_), .fallback = (fallback_), .meaning = (meaning_),         \
        .example = (example_)                                                  \
    }

static const struct field workload_fields[] = {
    NUMBER_FIELD(workload_settings, "duration", duration_s, QUANTITY_SECONDS, 1,
                 3.2e7, "1 h", "How long is watched, behind the warm-up.",
                 "40 min"),
    { .name = "warmup",
      .type = FIELD_NODE,
      .offset = offsetof(struct workload_settings, warmup),
      .shape = "a time, or 'auto'",
      .fallback = "auto",
      .meaning = "Left out at the beginning; 'auto' finds it where the rates "
                 "are constant, and is 0 where they are not.",
      .example = "10 min" },
    { .name = "replications",
      .type = FIELD_INT,
      .offset = offsetof(struct workload_settings, replications),
      .min = 2,
      .max = 10000,
      .fallback = "20",
      .meaning = "Independent runs behind each interval, at least.",
      .example = "20" },
    { .name = "replications_most",
      .type = FIELD_INT,
      .offset = offsetof(struct workload_settings, replications_most),
      .min = 2,
      .max = 10000,
      .fallback = "200",
      .meaning = "Runs at most, when 'precision' asks for more.",
      .example = "200" },
    NUMBER_FIELD(workload_settings, "precision", precision, QUANTITY_SHARE, 0,
                 10, "0.1",
                 "Runs are added until the 95 % interval of each class's mean "
                 "response is this share of it, either side; 0: never.",
                 "5 %"),
    NUMBER_FIELD(workload_settings, "history_from", history_from_s,
                 QUANTITY_SECONDS, 0, 3.2e9, "0",
                 "The time of the history at which the watch begins: its "
                 "operations are sent by classes with 'history', and queries "
                 "find the tables as it has left them, hour by hour.",
                 "30 d"),
    { .name = "classes",
      .type = FIELD_NODE,
      .offset = offsetof(struct workload_settings, classes),
      .required = true,
      .shape = "a mapping of classes",
      .meaning = "Who sends which queries.",
      .example = "{dashboards: {queries: [q1, q2], users: 20, think: 30 s}}" },
};

static const struct section workload_section =
    SECTION("workload", workload_fields);

/* The first, then enum operation_kind. */
static const char *const history_names[] = { "none",      "copy",   "update",
                                             "delete",    "merge",  "truncate",
                                             "deep_copy", "vacuum", "analyze",
                                             NULL };

_Static_assert(sizeof(history_names) / sizeof(history_names[0]) ==
                   OPERATION_KINDS + 2,
               "a name for each kind, 'none' and the end");

/* The statement that an operation is. */
static const enum wlm_kind statement_of[OPERATION_KINDS] = {
    [DO_COPY] = WLM_COPY,       [DO_UPDATE] = WLM_UPDATE,
    [DO_DELETE] = WLM_DELETE,   [DO_MERGE] = WLM_INSERT,
    [DO_TRUNCATE] = WLM_DELETE, [DO_DEEP_COPY] = WLM_CTAS,
    [DO_VACUUM] = WLM_VACUUM,   [DO_ANALYZE] = WLM_ANALYZE,
};

struct class_settings {
    const struct tree_node *queries, *arrivals;
    int history, kind, resource, users, texts, slot_count, superuser, critical;
    double service_s, use, memory_bytes, service_cv, think_s, think_cv, cached,
        text_theta, refresh_s;
    const char *user_group, *query_group;
};

static const struct field class_fields[] = {
    { .name = "queries",
      .type = FIELD_NODE,
      .offset = offsetof(struct class_settings, queries),
      .shape = "a list of queries, or a mapping to weights",
      .meaning = "Queries of the scenario that it sends, at random.",
      .example = "{q1: 5, q2: 1}" },
    { .name = "history",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct class_settings, history),
      .choices = history_names,
      .fallback = "none",
      .meaning = "Instead of queries and arrivals: the operations of this kind "
                 "in the section 'history', each when it is due and as long "
                 "as `upkeep` says; not the automatic ones, which take no "
                 "slot.",
      .example = "copy" },
    NUMBER_FIELD(class_settings, "service", service_s, QUANTITY_SECONDS, 0, 1e8,
                 "0",
                 "Instead of queries: seconds of other work, alone on the "
                 "cluster (a load, a VACUUM).",
                 "20 min"),
    { .name = "resource",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct class_settings, resource),
      .choices = resource_names,
      .fallback = "disk",
      .meaning = "What other work keeps busy.",
      .example = "disk" },
    NUMBER_FIELD(class_settings, "use", use, QUANTITY_SHARE, 0, 1, "1",
                 "Share of that resource, while it runs alone.", "0.6"),
    NUMBER_FIELD(class_settings, "memory", memory_bytes, QUANTITY_BYTES, 0,
                 1e16, "0", "Memory that other work wants.", "8 GiB"),
    NUMBER_FIELD(class_settings, "service_cv", service_cv, QUANTITY_PLAIN, 0,
                 20, "0",
                 "How much the work of one query varies: standard deviation "
                 "over mean.",
                 "0.3"),
    { .name = "kind",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct class_settings, kind),
      .choices = wlm_kind_names,
      .fallback = "select",
      .meaning = "The kind of statement, by which the rules of queues differ.",
      .example = "copy" },
    { .name = "arrivals",
      .type = FIELD_NODE,
      .offset = offsetof(struct class_settings, arrivals),
      .shape = "a mapping",
      .meaning = "When queries come from outside.",
      .example = "{per_hour: 120}" },
    { .name = "users",
      .type = FIELD_INT,
      .offset = offsetof(struct class_settings, users),
      .min = 0,
      .max = 100000,
      .fallback = "0",
      .meaning = "Instead of arrivals: so many users, each of whom waits for "
                 "an answer, thinks and asks again.",
      .example = "150" },
    NUMBER_FIELD(class_settings, "think", think_s, QUANTITY_SECONDS, 0, 1e8,
                 "10 s", "Mean time that a user thinks.", "10 s"),
    NUMBER_FIELD(class_settings, "think_cv", think_cv, QUANTITY_PLAIN, 0, 20,
                 "1", "How much that varies: standard deviation over mean.",
                 "1"),
    NUMBER_FIELD(class_settings, "cached", cached, QUANTITY_SHARE, 0, 1, "0",
                 "Share of queries that the result cache answers.", "34 %"),
    { .name = "texts",
      .type = FIELD_INT,
      .offset = offsetof(struct class_settings, texts),
      .min = 0,
      .max = 1000000,
      .fallback = "0",
      .meaning = "Instead of 'cached': so many different texts; one that was "
                 "answered since the data last changed is in the cache.",
      .example = "300" },
    NUMBER_FIELD(class_settings, "text_theta", text_theta, QUANTITY_PLAIN, 0,
                 10, "1", "Zipf's exponent of how popular the texts are.", "1"),
    NUMBER_FIELD(class_settings, "refresh", refresh_s, QUANTITY_SECONDS, 0.001,
                 1e9, "1 h", "The data behind the texts changes so often.",
                 "15 min"),
    { .name = "slot_count",
      .type = FIELD_INT,
      .offset = offsetof(struct class_settings, slot_count),
      .min = 1,
      .max = 50,
      .fallback = "1",
      .meaning = "Slots, and their memory, of a query: wlm_query_slot_count.",
      .example = "3" },
    { .name = "user_group",
      .type = FIELD_NAME,
      .offset = offsetof(struct class_settings, user_group),
      .meaning = "The group of its users, by which queues take it.",
      .example = "analysts" },
    { .name = "query_group",
      .type = FIELD_NAME,
      .offset = offsetof(struct class_settings, query_group),
      .meaning = "The query group that its sessions set.",
      .example = "dashboard" },
    { .name = "superuser",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct class_settings, superuser),
      .choices = switch_names,
      .fallback = "off",
      .meaning = "Sent by a superuser; with the query group 'superuser' it "
                 "runs in the superuser queue.",
      .example = "on" },
    { .name = "critical",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct class_settings, critical),
      .choices = switch_names,
      .fallback = "off",
      .meaning = "Raised to the priority CRITICAL (automatic WLM): before all "
                 "others, one at a time.",
      .example = "on" },
};

static const struct section class_section =
    SECTION("workload.classes.NAME", class_fields);

struct reader {
    struct world *world;
    struct input_folder *folder;
    struct faults *faults;
};

static bool add_query(const struct reader *r, struct workload_class *c,
                      const struct tree_node *n, const char *name,
                      double weight)
{
    const int query = workload_query(r->world, name, n, r->faults);

    if (query < 0)
        return false;
    ((int *)(uintptr_t)c->queries)[c->query_count] = query;
    ((double *)(uintptr_t)c->weights)[c->query_count++] = weight;
    return true;
}

static bool read_mix(const struct reader *r, struct workload_class *c,
                     const struct tree_node *n)
{
    bool good = true;

    if (n->kind == TREE_SCALAR || n->count == 0)
        return tree_fault(n, r->faults,
                          "a list of queries, or a mapping of queries to "
                          "weights is expected here");
    c->queries = ARENA_ARRAY(r->world->arena, n->count, int);
    c->weights = ARENA_ARRAY(r->world->arena, n->count, double);
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const item = n->items[i];
        double weight = 1;
        const char *why;
        if (item->kind != TREE_SCALAR)
            good = tree_fault(item, r->faults,
                              "the name of a query is expected here");
        else if (n->kind == TREE_LIST)
            good &= add_query(r, c, item, item->text, 1);
        else if (!quantity_number(item->text, QUANTITY_PLAIN, &weight, &why) ||
                 weight <= 0 || weight > 1e9)
            good = tree_fault(item, r->faults,
                              "a weight above 0 is expected here");
        else
            good &= add_query(r, c, item, item->key, weight);
    }
    return good;
}

/* An operation that takes a slot, of the kind that the class sends. */
static bool has_operation(const struct history *h, int kind)
{
    for (int i = 0; h != NULL && i < h->operation_count; i++)
        if ((int)h->operations[i].kind == kind && !h->operations[i].automatic)
            return true;
    return false;
}

static bool check_history_class(const struct reader *r,
                                const struct class_settings *s,
                                const struct tree_node *n)
{
    bool good = true;

    if (s->queries != NULL || s->service_s > 0 || s->arrivals != NULL ||
        s->users > 0)
        good = tree_fault(n, r->faults,
                          "a class with 'history' has its work and its times "
                          "from there; leave out 'queries', 'service', "
                          "'arrivals' and 'users'");
    if (s->kind != WLM_SELECT || s->cached > 0 || s->texts > 0)
        good = tree_fault(n, r->faults,
                          "the operation of 'history' is the statement, and "
                          "no result is cached; leave out 'kind', 'cached' "
                          "and 'texts'");
    if (!has_operation(r->world->history, s->history - 1))
        good = tree_fault(n, r->faults,
                          "the section 'history' has no operation '%s' that "
                          "takes a slot",
                          history_names[s->history]);
    return good;
}

/* Queries or other work; arrivals or users. */
static bool check_class(const struct reader *r, const struct class_settings *s,
                        const struct tree_node *n)
{
    bool good = true;

    if (s->history > 0)
        return check_history_class(r, s, n);
    if ((s->queries != NULL) == (s->service_s > 0))
        good = tree_fault(n, r->faults,
                          "a class needs 'queries' or 'service', and not both");
    if ((s->arrivals != NULL) == (s->users > 0))
        good = tree_fault(n, r->faults,
                          "a class needs 'arrivals' or 'users' above 0, and "
                          "not both");
    if (s->cached > 0 && s->texts > 0)
        good = tree_fault(n, r->faults,
                          "'cached' is a share of hits, 'texts' works it out; "
                          "give one of them");
    if (s->users > 0 && s->think_s == 0 && (s->cached > 0 || s->texts > 0))
        good = tree_fault(n, r->faults,
                          "users who never think and are answered from the "
                          "cache ask endlessly; give 'think'");
    if (s->kind != WLM_SELECT && (s->cached > 0 || s->texts > 0))
        good =
            tree_fault(n, r->faults, "the result cache answers SELECT alone");
    return good;
}

static void settle_class(struct workload_class *c,
                         const struct class_settings *s)
{
    c->from_history = s->history > 0;
    c->operation = s->history - 1;
    c->kind =
        c->from_history ? statement_of[c->operation] : (enum wlm_kind)s->kind;
    c->changes_rate = c->from_history;
    c->service_s = s->service_s;
    c->resource = (enum workload_resource)s->resource;
    c->use = s->resource == WORKLOAD_NOTHING ? 0 : s->use;
    c->memory_bytes = s->memory_bytes;
    c->service_cv = s->service_cv;
    c->users = s->users;
    c->think_s = s->think_s;
    c->think_cv = s->think_cv;
    c->cached_frac = s->cached;
    c->texts = s->texts;
    c->text_theta = s->text_theta;
    c->refresh_s = s->refresh_s;
    c->slot_count = s->slot_count;
    c->user_group = s->user_group != NULL ? s->user_group : "";
    c->query_group = s->query_group != NULL ? s->query_group : "";
    c->superuser = s->superuser != 0;
    c->critical = s->critical != 0;
}

static bool read_class(const struct reader *r, const struct tree_node *n)
{
    struct workload *const load = &r->world->workload;
    struct workload_class *const c = &load->classes[load->class_count];
    struct class_settings s = { 0 };

    if (!field_is_name(n->key))
        return tree_fault_key(n, r->faults, "'%s' is no name for a class",
                              text_quoted(r->faults->arena, n->key));
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a class is a mapping, such as {queries: [q1], "
                          "users: 20}");
    if (!field_read(&class_section, n, n, &s, r->faults))
        return false;
    bool good = check_class(r, &s, n);
    c->name = n->key;
    c->where = tree_where(r->world->arena, n);
    settle_class(c, &s);
    if (s.queries != NULL)
        good &= read_mix(r, c, s.queries);
    if (s.arrivals != NULL)
        good &= arrivals_read(r->world, c, s.arrivals, r->folder, r->faults);
    if (good && s.service_s > 0 && c->arrivals.works != NULL)
        good = tree_fault(n, r->faults,
                          "a trace names queries; give 'queries' instead of "
                          "'service'");
    load->class_count++;
    return good;
}

static bool read_warmup(struct workload *load, const struct tree_node *n,
                        struct faults *faults)
{
    const char *why;

    load->warmup_s = -1;
    if (n == NULL || (n->kind == TREE_SCALAR && text_equal(n->text, "auto")))
        return true;
    if (n->kind != TREE_SCALAR ||
        !quantity_number(n->text, QUANTITY_SECONDS, &load->warmup_s, &why) ||
        load->warmup_s < 0 || load->warmup_s > 3.2e7)
        return tree_fault(n, faults,
                          "a time is expected here, such as 10 min, or 'auto'");
    return true;
}

bool workload_read(struct world *w, const struct tree_node *workload,
                   struct input_folder *folder, struct faults *faults)
{
    const struct reader r = { w, folder, faults };
    struct workload *const load = &w->workload;
    struct workload_settings s = { 0 };

    if (workload == NULL)
        return true;
    if (!field_read(&workload_section, workload, workload, &s, faults))
        return false;
    bool good = read_warmup(load, s.warmup, faults);
    load->duration_s = s.duration_s;
    load->precision_frac = s.precision;
    load->history_from_s = s.history_from_s;
    load->replications = s.replications;
    load->replications_most = s.replications_most > s.replications
                                  ? s.replications_most
                                  : s.replications;
    if (s.classes->kind != TREE_MAP || s.classes->count == 0 ||
        s.classes->count > WORKLOAD_CLASSES_MAX)
        return tree_fault(s.classes, faults,
                          "'classes' is a mapping of 1 to %d names to classes",
                          WORKLOAD_CLASSES_MAX);
    load->classes =
        ARENA_ARRAY(w->arena, s.classes->count, struct workload_class);
    for (size_t i = 0; i < s.classes->count; i++)
        good &= read_class(&r, s.classes->items[i]);
    return good;
}

void workload_schema(struct frame *frame)
{
    field_schema(frame, &workload_section);
    field_schema(frame, &class_section);
    arrivals_schema(frame);
}
