#include "scenario/read_choices.h"

#include "base/text.h"
#include "scenario/law_value.h"
#include "scenario/read_settings.h"

struct reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

static const char *quoted(const struct reader *r, const char *s)
{
    return text_quoted(r->faults->arena, s);
}

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

static bool find_column(const struct reader *r, const struct tree_node *n,
                        const char *name, int table, int *column)
{
    const struct table *const t = &r->world->catalog.tables[table];

    *column = table_column(t, name);
    if (*column >= 0)
        return true;
    return tree_fault(n, r->faults, "table '%s' has no column '%s'%s",
                      quoted(r, t->name), quoted(r, name),
                      law_suggest_column(r->faults, t, name));
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

/* even, all, auto, or the column of a key. */
static bool read_distribution(const struct reader *r, const struct tree_node *n,
                              int table, struct choice_option *o)
{
    if (n->kind != TREE_SCALAR || tree_is_null(n))
        return tree_fault(n, r->faults,
                          "even, all, auto or a column is expected here");
    o->distkey = -1;
    o->diststyle = text_equal_nocase(n->text, "even")   ? DIST_EVEN
                   : text_equal_nocase(n->text, "all")  ? DIST_ALL
                   : text_equal_nocase(n->text, "auto") ? DIST_AUTO
                                                        : DIST_KEY;
    if (o->diststyle != DIST_KEY) {
        o->text = text_lower(r->arena, n->text);
        return true;
    }
    o->text = text_format(r->arena, "key(%s)", text_lower(r->arena, n->text));
    return find_column(r, n, n->text, table, &o->distkey);
}

static bool read_keys(const struct reader *r, const struct tree_node *n,
                      int table, struct choice_option *o)
{
    const size_t count = n->kind == TREE_LIST ? n->count : 1;
    struct text_buffer b;
    bool good = true;

    if (count == 0 || count > INTERLEAVED_COLUMNS_MAX)
        return tree_fault(n, r->faults, "a sort key has 1 to %d columns here",
                          INTERLEAVED_COLUMNS_MAX);
    text_buffer_init(&b, r->arena);
    text_add(&b, o->sort == SORT_INTERLEAVED ? "interleaved(" : "sort(");
    o->sortkeys = ARENA_ARRAY(r->arena, count, int);
    for (size_t i = 0; i < count; i++) {
        const struct tree_node *const c =
            n->kind == TREE_LIST ? n->items[i] : n;
        int column = -1;
        if (c->kind != TREE_SCALAR || tree_is_null(c)) {
            good = tree_fault(c, r->faults, "a column is expected here");
            continue;
        }
        good &= find_column(r, c, c->text, table, &column);
        for (int k = 0; k < o->sortkey_count; k++)
            if (column >= 0 && o->sortkeys[k] == column)
                good = tree_fault(c, r->faults,
                                  "the column '%s' stands twice in the sort "
                                  "key",
                                  quoted(r, c->text));
        o->sortkeys[o->sortkey_count++] = column;
        text_addf(&b, "%s%s", i == 0 ? "" : ",", text_lower(r->arena, c->text));
    }
    text_add(&b, ")");
    o->text = text_buffer_text(&b);
    return good;
}

/* none, a column, a list of columns, or {interleaved: [..]}. */
static bool read_sortkey(const struct reader *r, const struct tree_node *n,
                         int table, struct choice_option *o)
{
    if (n->kind == TREE_SCALAR && !tree_is_null(n) &&
        text_equal_nocase(n->text, "none")) {
        o->sort = SORT_NONE;
        o->text = "none";
        return true;
    }
    o->sort = SORT_COMPOUND;
    if (n->kind == TREE_MAP) {
        const struct tree_node *const keys = tree_get(n, "interleaved");
        if (keys == NULL || n->count != 1)
            return tree_fault(n, r->faults,
                              "none, a column, a list of columns or "
                              "{interleaved: [..]} is expected here");
        o->sort = SORT_INTERLEAVED;
        return read_keys(r, keys, table, o);
    }
    return read_keys(r, n, table, o);
}

static bool read_encoding(const struct reader *r, const struct tree_node *n,
                          const struct choice *c, struct choice_option *o)
{
    const struct column *const column =
        &r->world->catalog.tables[c->table].columns[c->column];

    if (n->kind != TREE_SCALAR || tree_is_null(n) ||
        !encoding_parse(n->text, &o->encoding))
        return tree_fault(n, r->faults, "an encoding is expected here");
    if (!encoding_allows(o->encoding, column->type))
        return tree_fault(n, r->faults,
                          "the encoding '%s' is not allowed for type %s",
                          encoding_name(o->encoding),
                          type_text(r->faults->arena, column->type));
    o->text = encoding_name(o->encoding);
    return true;
}

static enum operation_kind scheduled(const struct choice *c)
{
    return c->kind == CHOICE_VACUUM ? DO_VACUUM : DO_ANALYZE;
}

/* As people say it: never, full every 1 d. */
static bool read_schedule(const struct reader *r, const struct tree_node *n,
                          const struct choice *c, struct choice_option *o)
{
    const char *why = "";

    if (n->kind != TREE_SCALAR || tree_is_null(n))
        return tree_fault(n, r->faults,
                          "a schedule is expected here, such as never or "
                          "every 1 d");
    if (!schedule_parse(r->arena, n->text, scheduled(c), &o->schedule, &why))
        return tree_fault(n, r->faults, "'%s' %s", quoted(r, n->text), why);
    const struct operation op = { .every_h = o->schedule.every_h,
                                  .start_h = o->schedule.every_h };
    if (history_occurrences(r->world->history, &op) > HISTORY_EVENTS_MAX)
        return tree_fault(n, r->faults,
                          "it would happen more than %d times within the "
                          "horizon; take a longer interval",
                          HISTORY_EVENTS_MAX);
    o->text = schedule_text(r->arena, scheduled(c), &o->schedule);
    return true;
}

static bool read_method(const struct reader *r, const struct tree_node *n,
                        struct choice_option *o)
{
    for (int i = 0; n->kind == TREE_SCALAR && merge_names[i] != NULL; i++)
        if (n->text != NULL && text_equal(n->text, merge_names[i])) {
            o->method = (enum merge_method)i;
            o->text = merge_names[i];
            return true;
        }
    return tree_fault(n, r->faults,
                      "delete_insert, update_insert or merge is expected here");
}

/* By the name that it has in the history. */
static bool read_on(const struct reader *r, const struct tree_node *n,
                    int table, struct choice_option *o)
{
    const struct history *const h = r->world->history;

    for (int i = 0; i < h->operation_count && n->kind == TREE_SCALAR; i++) {
        const struct merge_source *const from = h->operations[i].source;
        if (h->operations[i].table != table || from == NULL)
            continue;
        for (int k = 0; k < from->on_count; k++)
            if (n->text != NULL && text_equal(n->text, from->ons[k].name)) {
                o->text = from->ons[k].name;
                o->on = k;
                return true;
            }
    }
    return tree_fault(n, r->faults,
                      "the name of an 'on' is expected here, of a merge of the "
                      "history into this table");
}

static bool read_option(const struct reader *r, const struct tree_node *n,
                        const struct choice *c, struct choice_option *o)
{
    switch (c->kind) {
    case CHOICE_DISTRIBUTION:
        return read_distribution(r, n, c->table, o);
    case CHOICE_SORTKEY:
        return read_sortkey(r, n, c->table, o);
    case CHOICE_ENCODING:
        return read_encoding(r, n, c, o);
    case CHOICE_VACUUM:
    case CHOICE_ANALYZE:
        return read_schedule(r, n, c, o);
    case CHOICE_MERGE:
        return read_method(r, n, o);
    case CHOICE_ON:
        return read_on(r, n, c->table, o);
    case CHOICE_WAY:
    case CHOICE_SETTING:
        break;
    }
    return false;
}

static bool add_choice(const struct reader *r, const struct tree_node *n,
                       struct choice choice)
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
        if (!read_option(r, n->items[i], &choice, o)) {
            good = false;
            continue;
        }
        for (int k = 0; k < choice.option_count; k++)
            if (text_equal(choice.options[k].text, o->text))
                good = tree_fault(n->items[i], r->faults,
                                  "the option '%s' stands twice",
                                  quoted(r, o->text));
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

static bool read_encodings(const struct reader *r, const struct tree_node *n,
                           int table)
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
        good &= find_column(r, c, c->key, table, &choice.column) &&
                add_choice(r, c, choice);
    }
    return good;
}

/* A choice about a table, unless it is left out. */
static bool add_of_table(const struct reader *r, const struct tree_node *n,
                         int table, enum choice_kind kind, const char *what)
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
static bool add_of_history(const struct reader *r, const struct tree_node *n,
                           int table, enum choice_kind kind, const char *what)
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

static bool read_table(const struct reader *r, const struct tree_node *n)
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

static bool is_list(const struct reader *r, const struct tree_node *n)
{
    if (n == NULL || n->kind == TREE_LIST)
        return true;
    return tree_fault(n, r->faults, "a list is expected here");
}

static bool read_way(const struct reader *r, const struct tree_node *n,
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

static bool read_ways(const struct reader *r, const struct tree_node *n)
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

static bool read_loads(const struct reader *r, const struct tree_node *n)
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
    const struct reader r = { a, q, w, faults };
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
