#include "scenario/question/read_choices_part.h"

#include "base/text.h"
#include "scenario/law/law_value.h"
#include "scenario/read_settings.h"

bool choices_find_table(const struct world *w, const struct tree_node *n,
                        const char *name, int *table, struct faults *faults)
{
    const struct catalog *const c = &w->catalog;
    const char *text;

    *table = catalog_table(c, name);
    if (*table >= 0)
        return true;
    text = text_format(faults->arena, "there is no table '%s'%s",
                       text_quoted(faults->arena, name),
                       law_suggest_table(faults, c, name));
    return name == n->key ? tree_fault_key(n, faults, "%s", text)
                          : tree_fault(n, faults, "%s", text);
}

bool choices_find_query(const struct world *w, const struct tree_node *n,
                        int *query, struct faults *faults)
{
    const char **const names =
        ARENA_ARRAY(faults->arena, w->query_count, const char *);

    for (int q = 0; q < w->query_count; q++) {
        names[q] = w->queries[q]->name;
        if (n->kind == TREE_SCALAR && text_equal(names[q], n->text)) {
            *query = q;
            return true;
        }
    }
    return tree_fault(
        n, faults, "there is no query '%s'%s",
        n->kind == TREE_SCALAR ? text_quoted(faults->arena, n->text) : "",
        n->kind == TREE_SCALAR
            ? field_suggestion(faults, n->text, names, (size_t)w->query_count)
            : "");
}

static bool add_choice(const struct choices_reader *r,
                       const struct tree_node *n, struct choice choice)
{
    struct choices *const all = &r->question->choices;
    bool good = true;

    if (all->count == QUESTION_CHOICES_MAX)
        return tree_fault(n, r->faults, "more than %d choices",
                          QUESTION_CHOICES_MAX);
    if (n->kind != TREE_LIST || n->count < 2 || n->count > QUESTION_OPTIONS_MAX)
        return tree_fault(n, r->faults,
                          "a choice is a list of 2 to %d options, the naive "
                          "one first",
                          QUESTION_OPTIONS_MAX);
    choice.options = ARENA_ARRAY(r->arena, n->count, struct choice_option);
    for (size_t i = 0; i < n->count; i++) {
        struct choice_option *const o = &choice.options[choice.option_count];
        if (!choices_read_option(r, n->items[i], &choice, o)) {
            good = false;
            continue;
        }
        for (int k = 0; k < choice.option_count; k++)
            if (text_equal(choice.options[k].text, o->text))
                good = tree_fault(n->items[i], r->faults,
                                  "the option '%s' stands twice",
                                  text_quoted(r->faults->arena, o->text));
        choice.option_count++;
    }
    all->items[all->count++] = choice;
    return good;
}

struct table_settings {
    const struct tree_node *distribution, *sortkey, *encodings, *vacuum,
        *analyze, *merge, *on;
};

static const struct field table_fields[] = {
    { .name = "distribution",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, distribution),
      .shape = "a list of options",
      .meaning = "Styles and keys: even, all, auto or a column.",
      .example = "[even, customer_id]" },
    { .name = "sortkey",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, sortkey),
      .shape = "a list of options",
      .meaning = "Sort keys: none, a column, a list, {interleaved: [..]}.",
      .example = "[none, order_date, [channel, order_date]]" },
    { .name = "encodings",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, encodings),
      .shape = "a mapping of columns to lists",
      .meaning = "Encodings to choose from, where it matters.",
      .example = "{order_date: [az64, raw]}" },
    { .name = "vacuum",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, vacuum),
      .shape = "a list of schedules",
      .meaning = "VACUUMs: full, sort only, delete only, reindex or "
                 "recluster, how often, and to which percentage; with judge: "
                 "upkeep.",
      .example = "[never, full every 1 d, delete only every 6 h to 99]" },
    { .name = "analyze",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, analyze),
      .shape = "a list of schedules",
      .meaning = "How often ANALYZE runs; with judge: upkeep.",
      .example = "[never, every 1 d, every 1 h threshold 0]" },
    { .name = "merge",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, merge),
      .shape = "a list of methods",
      .meaning = "How merges of the history replace rows; with judge: upkeep.",
      .example = "[update_insert, delete_insert]" },
    { .name = "on",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, on),
      .shape = "a list of names",
      .meaning = "By which ON of theirs; with judge: upkeep.",
      .example = "[order_id, 'order_id, dated']" },
};

static const struct section table_section =
    SECTION("question.choices.TABLE", table_fields);

static bool read_encodings(const struct choices_reader *r,
                           const struct tree_node *n, int table)
{
    const char *const name = r->world->catalog.tables[table].name;
    bool good = true;

    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a mapping of columns to lists is expected here");
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const c = n->items[i];
        struct choice choice = { .kind = CHOICE_ENCODING, .table = table };
        choice.name = text_format(r->arena, "%s.encodings.%s", name, c->key);
        good &= choices_find_column(r, c, c->key, table, &choice.column) &&
                add_choice(r, c, choice);
    }
    return good;
}

/* A choice about a table, unless it is left out. */
static bool add_of_table(const struct choices_reader *r,
                         const struct tree_node *n, int table,
                         enum choice_kind kind, const char *what)
{
    const char *const name = r->world->catalog.tables[table].name;

    return n == NULL ||
           add_choice(r, n,
                      (struct choice){
                          .kind = kind,
                          .table = table,
                          .column = -1,
                          .name = text_format(r->arena, "%s.%s", name, what) });
}

/* One that only the history's judge can price. */
static bool add_of_history(const struct choices_reader *r,
                           const struct tree_node *n, int table,
                           enum choice_kind kind, const char *what)
{
    bool merges = kind != CHOICE_MERGE && kind != CHOICE_ON;

    if (n == NULL)
        return true;
    if (r->question->judge != JUDGE_UPKEEP)
        return tree_fault_key(n, r->faults,
                              "'%s' is priced by a history alone: add judge: "
                              "upkeep",
                              what);
    if (r->world->history == NULL)
        return false; /* question_fit has said so */
    for (int i = 0; i < r->world->history->operation_count; i++)
        merges |= r->world->history->operations[i].kind == DO_MERGE &&
                  r->world->history->operations[i].table == table;
    if (!merges)
        return tree_fault_key(n, r->faults,
                              "the history merges nothing into this table");
    return add_of_table(r, n, table, kind, what);
}

static bool read_table(const struct choices_reader *r,
                       const struct tree_node *n)
{
    struct table_settings s = { .distribution = NULL };
    int table;

    if (!choices_find_table(r->world, n, n->key, &table, r->faults) ||
        !field_read(&table_section, n, n, &s, r->faults))
        return false;
    bool good = true;
    good &= add_of_table(r, s.distribution, table, CHOICE_DISTRIBUTION,
                         "distribution");
    good &= add_of_table(r, s.sortkey, table, CHOICE_SORTKEY, "sortkey");
    if (s.encodings != NULL)
        good &= read_encodings(r, s.encodings, table);
    good &= add_of_history(r, s.vacuum, table, CHOICE_VACUUM, "vacuum");
    good &= add_of_history(r, s.analyze, table, CHOICE_ANALYZE, "analyze");
    good &= add_of_history(r, s.merge, table, CHOICE_MERGE, "merge");
    good &= add_of_history(r, s.on, table, CHOICE_ON, "on");
    return good;
}

struct way_settings {
    const struct tree_node *runs, *loads;
};

static const struct field way_fields[] = {
    { .name = "runs",
      .type = FIELD_NODE,
      .offset = offsetof(struct way_settings, runs),
      .shape = "a list of queries",
      .meaning = "Queries that run this way; one that is named in no way runs "
                 "always.",
      .example = "[by_ship_copy]" },
    { .name = "loads",
      .type = FIELD_NODE,
      .offset = offsetof(struct way_settings, loads),
      .shape = "a list of tables",
      .meaning = "Tables that are loaded this way alone.",
      .example = "[orders_by_ship]" },
};

static const struct section way_section =
    SECTION("question.ways.NAME.WAY", way_fields);

static bool is_list(const struct choices_reader *r, const struct tree_node *n)
{
    if (n == NULL || n->kind == TREE_LIST)
        return true;
    return tree_fault(n, r->faults, "a list is expected here");
}

static bool read_way(const struct choices_reader *r, const struct tree_node *n,
                     struct choice_option *o)
{
    struct choices *const all = &r->question->choices;
    struct way_settings s = { .runs = NULL };
    bool good = field_read(&way_section, n, n, &s, r->faults) &&
                is_list(r, s.runs) && is_list(r, s.loads);
    int at;

    o->text = text_lower(r->arena, n->key);
    o->runs = ARENA_ARRAY(r->arena, r->world->query_count, bool);
    o->loads = ARENA_ARRAY(r->arena, r->world->catalog.table_count, bool);
    for (size_t i = 0; good && s.runs != NULL && i < s.runs->count; i++)
        if (choices_find_query(r->world, s.runs->items[i], &at, r->faults))
            all->named[at] = o->runs[at] = true;
        else
            good = false;
    for (size_t i = 0; good && s.loads != NULL && i < s.loads->count; i++) {
        const struct tree_node *const t = s.loads->items[i];
        if (t->kind == TREE_SCALAR &&
            choices_find_table(r->world, t, t->text, &at, r->faults))
            all->only[at] = o->loads[at] = true;
        else
            good = t->kind == TREE_SCALAR
                       ? false
                       : tree_fault(t, r->faults, "a table is expected here");
    }
    return good;
}

static bool read_ways(const struct choices_reader *r, const struct tree_node *n)
{
    struct choices *const all = &r->question->choices;
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults, "a mapping of choices is expected");
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const c = n->items[i];
        struct choice choice = {
            .kind = CHOICE_WAY, .name = c->key, .table = -1, .column = -1
        };
        if (c->kind != TREE_MAP || c->count < 2 ||
            c->count > QUESTION_OPTIONS_MAX ||
            all->count == QUESTION_CHOICES_MAX) {
            good = tree_fault(c, r->faults,
                              "a choice is a mapping of 2 to %d ways, the "
                              "naive one first; and there are at most %d "
                              "choices",
                              QUESTION_OPTIONS_MAX, QUESTION_CHOICES_MAX);
            continue;
        }
        choice.options = ARENA_ARRAY(r->arena, c->count, struct choice_option);
        for (size_t k = 0; k < c->count; k++)
            good &= read_way(r, c->items[k],
                             &choice.options[choice.option_count++]);
        all->items[all->count++] = choice;
    }
    return good;
}

static bool read_loads(const struct choices_reader *r,
                       const struct tree_node *n)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a mapping of tables to numbers is "
                          "expected here");
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const t = n->items[i];
        const char *why = "";
        double times = 0;
        int table;
        if (!choices_find_table(r->world, t, t->key, &table, r->faults)) {
            good = false;
            continue;
        }
        if (t->kind != TREE_SCALAR || t->text == NULL ||
            !quantity_number(t->text, QUANTITY_PLAIN, &times, &why) ||
            times < 0 || times > 1e6)
            good = tree_fault(t, r->faults,
                              "a number of loads from 0 to 1e6 is expected "
                              "here");
        r->question->choices.loads[table] = times;
    }
    return good;
}

bool question_fit(struct arena *a, struct question *q, const struct world *w,
                  struct faults *faults)
{
    const struct choices_reader r = { a, q, w, faults };
    const struct tree_node *const n = q->choices_node;
    bool good = true;

    q->choices = (struct choices){
        .judge = q->judge,
        .items = ARENA_ARRAY(a, QUESTION_CHOICES_MAX, struct choice),
        .named = ARENA_ARRAY(a, w->query_count, bool),
        .loads = ARENA_ARRAY(a, w->catalog.table_count, double),
        .only = ARENA_ARRAY(a, w->catalog.table_count, bool),
    };
    const struct where where = n == NULL ? (struct where){ .file = q->file }
                                         : tree_where(faults->arena, n);
    if (n == NULL ? q->settings_node == NULL
                  : n->kind != TREE_MAP || n->count == 0)
        return fault_add(faults, where,
                         "'choices' is a mapping of tables to what may be "
                         "chosen");
    if (q->judge == JUDGE_UPKEEP && w->history == NULL)
        good = fault_add(faults, where,
                         "judge: upkeep needs a scenario with a history");
    for (size_t i = 0; n != NULL && i < n->count; i++)
        good &= read_table(&r, n->items[i]);
    good &= read_ways(&r, q->ways_node);
    good &= read_loads(&r, q->loads_node);
    good &= settings_read(a, q, w, faults);
    good &= cost_read(a, q, w, faults);
    good &= predictions_read(a, q, w, faults);
    return good;
}

void choices_schema(struct frame *frame)
{
    field_schema(frame, &table_section);
    field_schema(frame, &way_section);
    settings_schema(frame);
    predictions_schema(frame);
}
