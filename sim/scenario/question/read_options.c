#include "scenario/question/read_choices_part.h"

#include "base/text.h"
#include "scenario/law/law_value.h"

static const char *quoted(const struct choices_reader *r, const char *s)
{
    return text_quoted(r->faults->arena, s);
}

bool choices_find_column(const struct choices_reader *r,
                         const struct tree_node *n, const char *name, int table,
                         int *column)
{
    const struct table *const t = &r->world->catalog.tables[table];

    *column = table_column(t, name);
    if (*column >= 0)
        return true;
    return tree_fault(n, r->faults, "table '%s' has no column '%s'%s",
                      quoted(r, t->name), quoted(r, name),
                      law_suggest_column(r->faults, t, name));
}

/* even, all, auto, or the column of a key. */
static bool read_distribution(const struct choices_reader *r,
                              const struct tree_node *n, int table,
                              struct choice_option *o)
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
    return choices_find_column(r, n, n->text, table, &o->distkey);
}

static bool read_keys(const struct choices_reader *r, const struct tree_node *n,
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
        good &= choices_find_column(r, c, c->text, table, &column);
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
static bool read_sortkey(const struct choices_reader *r,
                         const struct tree_node *n, int table,
                         struct choice_option *o)
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

static bool read_encoding(const struct choices_reader *r,
                          const struct tree_node *n, const struct choice *c,
                          struct choice_option *o)
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
static bool read_schedule(const struct choices_reader *r,
                          const struct tree_node *n, const struct choice *c,
                          struct choice_option *o)
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

static bool read_method(const struct choices_reader *r,
                        const struct tree_node *n, struct choice_option *o)
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
static bool read_on(const struct choices_reader *r, const struct tree_node *n,
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

bool choices_read_option(const struct choices_reader *r,
                         const struct tree_node *n, const struct choice *c,
                         struct choice_option *o)
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
