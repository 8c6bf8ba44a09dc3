#include "scenario/read_settings.h"

#include "base/text.h"

struct reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

struct setting_settings {
    const char *say;
    const struct tree_node *at, *pick, *options;
};

static const struct field setting_fields[] = {
    { .name = "say",
      .type = FIELD_TEXT,
      .offset = offsetof(struct setting_settings, say),
      .meaning = "What is to be decided, where the name does not tell.",
      .example = "Queries that run at once" },
    { .name = "at",
      .type = FIELD_NODE,
      .offset = offsetof(struct setting_settings, at),
      .shape = "a path, or a list of paths",
      .meaning = "The setting of the scenario, in wlm, workload or history; "
                 "with 'pick'.",
      .example = "wlm.today.queues.default.slots" },
    { .name = "pick",
      .type = FIELD_NODE,
      .offset = offsetof(struct setting_settings, pick),
      .shape = "a list of values",
      .meaning = "What may stand there, the naive value first.",
      .example = "[50, 15, 5]" },
    { .name = "options",
      .type = FIELD_NODE,
      .offset = offsetof(struct setting_settings, options),
      .shape = "a mapping of options to changes",
      .meaning = "Instead: options by name, the naive one first, each with the "
                 "paths that it changes.",
      .example = "{off: {}, on: {wlm.today.sqa: {limit: 10 s}}}" },
};

static const struct section setting_section =
    SECTION("question.settings.NAME", setting_fields);

static bool check_path(const struct reader *r, const struct vary_change *c)
{
    return text_starts(c->path, "wlm.") || text_starts(c->path, "workload.") ||
           text_starts(c->path, "history.") ||
           fault_add(r->faults, c->where,
                     "'%s' is no path into wlm, workload or history, and "
                     "nothing else may be chosen here",
                     text_quoted(r->faults->arena, c->path));
}

static bool is_text(const struct reader *r, const struct tree_node *n,
                    const char *what)
{
    return (n->kind == TREE_SCALAR && !tree_is_null(n)) ||
           tree_fault(n, r->faults, "%s is expected here", what);
}

/* The value, at each of the paths; those of the first option are checked. */
static bool read_pick(const struct reader *r, const struct tree_node *at,
                      const struct tree_node *value, bool first,
                      struct question_option *out)
{
    const bool list = at->kind == TREE_LIST;
    const size_t count = list ? at->count : 1;
    bool good = true;

    out->changes = ARENA_ARRAY(r->arena, count, struct vary_change);
    for (size_t i = 0; i < count; i++) {
        const struct tree_node *const path = list ? at->items[i] : at;
        if (!is_text(r, path, "a path"))
            return false;
        struct vary_change *const c = &out->changes[out->count++];
        *c =
            (struct vary_change){ .path = path->text,
                                  .value = value,
                                  .where = tree_where(r->faults->arena, path) };
        good &= !first || check_path(r, c);
    }
    return good;
}

static bool read_changes(const struct reader *r, const struct tree_node *n,
                         struct question_option *out)
{
    bool good = true;

    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a mapping of paths to values is expected here; {} "
                          "changes nothing");
    out->changes = ARENA_ARRAY(r->arena, n->count, struct vary_change);
    for (size_t i = 0; i < n->count; i++) {
        struct vary_change *const c = &out->changes[out->count++];
        good &=
            vary_read(r->arena, n->items[i], c, r->faults) && check_path(r, c);
    }
    return good;
}

/* Values or options, one by one. */
static bool read_options(const struct reader *r,
                         const struct setting_settings *s,
                         const struct tree_node *n, struct choice *c,
                         struct question_option *changes)
{
    bool good = true;

    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const item = n->items[i];
        if (s->pick != NULL && !is_text(r, item, "a value"))
            return false;
        const char *const text = s->pick != NULL ? item->text : item->key;
        for (int k = 0; k < c->option_count; k++)
            if (text_equal(c->options[k].text, text))
                good =
                    tree_fault(item, r->faults, "the option '%s' stands twice",
                               text_quoted(r->faults->arena, text));
        c->options[c->option_count].text = text;
        good &=
            s->pick != NULL
                ? read_pick(r, s->at, item, i == 0, &changes[c->option_count])
                : read_changes(r, item, &changes[c->option_count]);
        c->option_count++;
    }
    return good;
}

static bool read_setting(const struct reader *r, const struct tree_node *n)
{
    struct choices *const all = &r->question->choices;
    struct setting_settings s = { .say = NULL };

    if (!field_read(&setting_section, n, n, &s, r->faults))
        return false;
    if ((s.pick == NULL) == (s.options == NULL) ||
        (s.pick == NULL) != (s.at == NULL))
        return tree_fault(n, r->faults,
                          "a setting needs 'at' and 'pick', or 'options'");
    const struct tree_node *const list = s.pick != NULL ? s.pick : s.options;
    if (list->kind != (s.pick != NULL ? TREE_LIST : TREE_MAP) ||
        list->count < 2 || list->count > QUESTION_OPTIONS_MAX)
        return tree_fault(list, r->faults,
                          "2 to %d options, the naive one first, are expected "
                          "here",
                          QUESTION_OPTIONS_MAX);
    if (all->count == QUESTION_CHOICES_MAX)
        return tree_fault(n, r->faults, "more than %d choices",
                          QUESTION_CHOICES_MAX);
    struct choice *const c = &all->items[all->count];
    struct question_option *const changes =
        ARENA_ARRAY(r->arena, list->count, struct question_option);
    *c = (struct choice){
        .kind = CHOICE_SETTING,
        .name = n->key,
        .say = s.say,
        .table = -1,
        .column = -1,
        .options = ARENA_ARRAY(r->arena, list->count, struct choice_option),
    };
    r->question->options[all->count++] = changes;
    return read_options(r, &s, list, c, changes);
}

bool settings_read(struct arena *a, struct question *q, const struct world *w,
                   struct faults *faults)
{
    const struct reader r = { a, q, w, faults };
    const struct tree_node *const n = q->settings_node;
    bool good = true;

    if (n == NULL)
        return true;
    if (q->judge != JUDGE_WLM)
        return tree_fault(n, faults,
                          "settings of queues and workload are judged by "
                          "'judge: wlm'");
    if (n->kind != TREE_MAP || n->count == 0)
        return tree_fault(n, faults, "a mapping of choices is expected here");
    for (size_t i = 0; i < n->count; i++)
        good &= read_setting(&r, n->items[i]);
    if (good && choices_variants(&q->choices) > QUESTION_VARIANTS_MAX)
        return tree_fault(n, faults,
                          "%lld combinations of settings; at most %d are "
                          "simulated",
                          (long long)choices_variants(&q->choices),
                          QUESTION_VARIANTS_MAX);
    return good;
}

/* ---- cost ---------------------------------------------------------------- */

struct cost_settings {
    const struct tree_node *classes;
    int of;
    double dollar_s;
};

static const struct field cost_fields[] = {
    { .name = "classes",
      .type = FIELD_NODE,
      .offset = offsetof(struct cost_settings, classes),
      .required = true,
      .shape = "a mapping of classes to weights",
      .meaning = "Whose responses count, and how much: the cost is the mean by "
                 "these weights, in seconds. Others count nothing.",
      .example = "{dashboards: 3, reports: 1}" },
    { .name = "of",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct cost_settings, of),
      .choices = choice_statistic_names,
      .fallback = "mean",
      .meaning =
          "Which number of a class's responses. Who is not answered when "
          "the time is up counts with the time that he has waited.",
      .example = "p95" },
    { .name = "dollar",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct cost_settings, dollar_s),
      .min = 0,
      .max = 1e6,
      .fallback = "0 s",
      .meaning = "Seconds that are added for each dollar an hour that scaling "
                 "clusters are billed.",
      .example = "0.1 s" },
};

static const struct section cost_section =
    SECTION("question.cost", cost_fields);

bool settings_find_class(const struct world *w, const struct tree_node *n,
                         const char *name, int *class, struct faults *faults)
{
    const struct workload *const load = &w->workload;
    const char **const names =
        ARENA_ARRAY(faults->arena, load->class_count, const char *);

    for (int i = 0; i < load->class_count; i++) {
        names[i] = load->classes[i].name;
        if (name == NULL || !text_equal(names[i], name))
            continue;
        *class = i;
        return true;
    }
    const char *const text =
        text_format(faults->arena, "the workload has no class '%s'%s",
                    name == NULL ? "" : text_quoted(faults->arena, name),
                    name == NULL ? ""
                                 : field_suggestion(faults, name, names,
                                                    (size_t)load->class_count));
    return name == n->key ? tree_fault_key(n, faults, "%s", text)
                          : tree_fault(n, faults, "%s", text);
}

static bool read_weights(const struct reader *r, const struct tree_node *n)
{
    struct choice_cost *const cost = &r->question->choices.cost;
    bool good = true;

    if (n->kind != TREE_MAP || n->count == 0)
        return tree_fault(n, r->faults,
                          "a mapping of classes to weights is expected here");
    cost->classes = ARENA_ARRAY(r->arena, n->count, const char *);
    cost->weights = ARENA_ARRAY(r->arena, n->count, double);
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const item = n->items[i];
        const char *why = "";
        double weight = 0;
        int class;
        good &=
            settings_find_class(r->world, item, item->key, &class, r->faults);
        if (item->kind != TREE_SCALAR || item->text == NULL ||
            !quantity_number(item->text, QUANTITY_PLAIN, &weight, &why) ||
            !(weight > 0) || weight > 1e9)
            good = tree_fault(item, r->faults,
                              "a weight above 0 is expected here");
        cost->classes[cost->class_count] = item->key;
        cost->weights[cost->class_count++] = weight;
    }
    return good;
}

/* What the queues need to judge at all. */
static bool check_world(const struct reader *r)
{
    const struct question *const q = r->question;
    const struct workload *const load = &r->world->workload;
    bool good = true;

    if (q->ways_node != NULL || q->loads_node != NULL)
        good =
            tree_fault(q->ways_node ? q->ways_node : q->loads_node, r->faults,
                       "with 'judge: wlm' the workload says what runs; "
                       "'ways' and 'loads' are for the judge compare");
    if (load->class_count == 0)
        return tree_fault(q->cost_node, r->faults,
                          "the scenario has no 'workload' whose responses "
                          "could count");
    if (load->warmup_s < 0)
        good = tree_fault(q->cost_node, r->faults,
                          "the scenario's workload needs a 'warmup' in "
                          "numbers, such as 0 s, to be judged");
    return good;
}

bool cost_read(struct arena *a, struct question *q, const struct world *w,
               struct faults *faults)
{
    const struct reader r = { a, q, w, faults };
    struct cost_settings s = { .classes = NULL };

    if (q->judge != JUDGE_WLM)
        return q->cost_node == NULL ||
               tree_fault(q->cost_node, faults,
                          "'cost' is for 'judge: wlm'; other judges know what "
                          "they count");
    if (q->cost_node == NULL || q->settings_node == NULL)
        return fault_add(faults, (struct where){ .file = q->file },
                         "'judge: wlm' needs 'settings' to choose from and "
                         "'cost', which says whose responses count");
    const bool good = check_world(&r);
    if (!field_read(&cost_section, q->cost_node, q->cost_node, &s, faults))
        return false;
    q->choices.cost.of = (enum choice_statistic)s.of;
    q->choices.cost.dollar_s = s.dollar_s;
    return read_weights(&r, s.classes) && good;
}

void settings_schema(struct frame *frame)
{
    field_schema(frame, &setting_section);
    field_schema(frame, &cost_section);
}
