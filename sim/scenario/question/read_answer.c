#include "base/text.h"
#include "scenario/input.h"
#include "scenario/question/read_answers_part.h"
#include "scenario/read_designs.h"
#include "sql/sql.h"

static const char *options_text(struct arena *a, const struct choice *c)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < c->option_count; i++)
        text_addf(&b, "%s%s", i == 0 ? "" : ", ", c->options[i].text);
    return text_buffer_text(&b);
}

/* "key(a) sort(b)" of the table, less what nobody chose. */
static bool refuse(const struct answers_reader *r, struct where where,
                   const struct choice *c, const struct design *d)
{
    struct arena *const a = r->faults->arena;

    return fault_add(
        r->faults, where,
        "'%s' is none of the legal options of %s; there is %s",
        text_quoted(a, design_text(a, &r->world->catalog.tables[c->table],
                                   &d->tables[c->table])),
        text_quoted(a, c->name), options_text(a, c));
}

/* The design as options; what no choice is about must stay as it was. */
static bool take_design(const struct answers_reader *r, struct where where,
                        const struct design *d, int *answer)
{
    const struct choices *const c = &r->question->choices;
    struct arena *const a = r->faults->arena;
    bool good = true;

    for (int i = 0; i < c->count; i++) {
        if (!choice_designs(&c->items[i]))
            continue;
        const int option = choice_of_design(&c->items[i], d);
        if (option < 0)
            good = refuse(r, where, &c->items[i], d);
        else
            answer[i] = option;
    }
    if (!good)
        return false;
    const struct design *const same = choices_design(
        a, &r->world->catalog, c, r->world->designs[0], answer, "");
    for (int t = 0; t < r->world->catalog.table_count; t++) {
        const struct table *const table = &r->world->catalog.tables[t];
        struct table_design given = d->tables[t];
        /* DDL that names an encoding takes the others out of ENCODE AUTO, which
           nobody meant who chose this one. */
        if (given.mode == ENCODE_MODE_RULES)
            given.mode = same->tables[t].mode;
        if (design_hash(table, &same->tables[t]) != design_hash(table, &given))
            good = fault_add(r->faults, where,
                             "table '%s': more changes than there is to "
                             "choose; '%s' is not '%s'",
                             text_quoted(a, table->name),
                             design_text(a, table, &d->tables[t]),
                             design_text(a, table, &same->tables[t]));
    }
    return good;
}

static struct design *design_so_far(const struct answers_reader *r,
                                    const int *answer)
{
    return choices_design(r->arena, &r->world->catalog, &r->question->choices,
                          r->world->designs[0], answer, "answer");
}

/* `design:` through the reader of designs: as one named by its key. */
static bool read_design(const struct answers_reader *r,
                        const struct tree_node *n, int *answer)
{
    struct input_folder nothing = { .path = ".", .left = 0 };
    struct tree_node *const item = ARENA_NEW(r->arena, struct tree_node);
    struct tree_node *const map = ARENA_NEW(r->arena, struct tree_node);
    struct world w = *r->world;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults, "a mapping of tables is expected here");
    if (tree_get(n, "ddl") != NULL || tree_get(n, "from") != NULL)
        return tree_fault(n, r->faults,
                          "an answer takes neither 'from' nor a file of DDL; "
                          "'ddl:' beside 'design:' takes statements");
    *item = *n;
    *map = *n;
    map->items = ARENA_ARRAY(r->arena, 1, struct tree_node *);
    map->items[0] = item;
    map->count = 1;
    w.arena = r->arena;
    w.designs = NULL;
    w.design_count = 0;
    if (!designs_read(&w, design_so_far(r, answer), map, &nothing, r->faults))
        return false;
    return take_design(r, tree_where(r->faults->arena, n), w.designs[0],
                       answer);
}

bool answers_ddl(struct arena *a, const char *text, const char *file,
                 const struct question *q, const struct world *w, int *answer,
                 struct faults *faults)
{
    const struct answers_reader r = { a, q, w, faults };
    struct design *const d = design_so_far(&r, answer);

    return sql_read_design(a, text, file, &w->catalog, d, faults) &&
           take_design(&r, (struct where){ .file = file }, d, answer);
}

static bool read_ddl(const struct answers_reader *r, const struct tree_node *n,
                     int *answer)
{
    struct design *d;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_SCALAR)
        return tree_fault(n, r->faults, "statements of DDL are expected here");
    d = design_so_far(r, answer);
    return sql_read_design(
               r->arena, n->text,
               text_format(r->arena, "%s: %s", n->file, tree_path(r->arena, n)),
               &r->world->catalog, d, r->faults) &&
           take_design(r, tree_where(r->faults->arena, n), d, answer);
}

/* One option of a choice that is no design. */
static bool take_option(const struct answers_reader *r,
                        const struct tree_node *n, int at, int *answer)
{
    struct arena *const a = r->faults->arena;
    const struct choice *const c = &r->question->choices.items[at];
    const int option = n->kind == TREE_SCALAR && n->text != NULL
                           ? choice_parse(a, c, n->text)
                           : -1;

    if (option < 0)
        return tree_fault(n, r->faults, "one of %s is expected here",
                          text_quoted(a, options_text(a, c)));
    answer[at] = option;
    return true;
}

/* Choices by their names: `ways` or `settings`. */
static bool read_named(const struct answers_reader *r,
                       const struct tree_node *n, enum choice_kind kind,
                       int *answer)
{
    const struct choices *const c = &r->question->choices;
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults, "a mapping of choices is expected");
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const way = n->items[i];
        const int at = choices_find(c, way->key);
        if (at < 0 || c->items[at].kind != kind)
            good =
                tree_fault_key(way, r->faults, "there is no choice '%s' of %s",
                               text_quoted(r->faults->arena, way->key),
                               kind == CHOICE_WAY ? "ways" : "settings");
        else
            good &= take_option(r, way, at, answer);
    }
    return good;
}

/* `schedule: {fact_orders: {vacuum: never}}` is the choice
   "fact_orders.vacuum". */
static bool read_scheduled(const struct answers_reader *r,
                           const struct tree_node *table,
                           const struct tree_node *n, int *answer)
{
    struct arena *const a = r->faults->arena;
    const struct choices *const c = &r->question->choices;
    const char *const name = text_format(a, "%s.%s", table->key, n->key);
    const int at = choices_find(c, name);

    if (at < 0 || choice_designs(&c->items[at]) || c->items[at].table < 0)
        return tree_fault_key(n, r->faults, "there is no choice '%s' to make",
                              text_quoted(a, name));
    return take_option(r, n, at, answer);
}

static bool read_schedule(const struct answers_reader *r,
                          const struct tree_node *n, int *answer)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults, "a mapping of tables is expected here");
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const table = n->items[i];
        if (table->kind != TREE_MAP) {
            good = tree_fault(table, r->faults,
                              "a mapping with vacuum, analyze or merge is "
                              "expected here");
            continue;
        }
        for (size_t k = 0; k < table->count; k++)
            good &= read_scheduled(r, table, table->items[k], answer);
    }
    return good;
}

bool answers_read_choices(const struct answers_reader *r,
                          const struct answers_nodes *n, int *answer)
{
    bool good = read_design(r, n->design, answer);

    good &= read_ddl(r, n->ddl, answer);
    good &= read_named(r, n->ways, CHOICE_WAY, answer);
    good &= read_schedule(r, n->schedule, answer);
    good &= read_named(r, n->settings, CHOICE_SETTING, answer);
    return good;
}
