#include "sql/sql_constant.h"
#include "sql/sql_reader.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

/* Candidates for "did you mean" that are looked at. */
enum { CANDIDATES_MAX = 4096 };

static const char *field_name(const PgQuery__ColumnRef *ref, size_t i)
{
    return sql_last_name(ref->fields + i, 1);
}

/* The parts of [schema.][alias.]column; NULL where missing. */
struct name_parts {
    const char *schema, *alias, *column;
};

static struct name_parts parts_of(const PgQuery__ColumnRef *ref)
{
    const size_t n = ref->n_fields;

    return (struct name_parts){
        .schema = n > 2 ? field_name(ref, n - 3) : NULL,
        .alias = n > 1 ? field_name(ref, n - 2) : NULL,
        .column = n > 0 ? field_name(ref, n - 1) : "",
    };
}

static int column_of(const struct sql_item *item, const char *name)
{
    for (int i = 0; i < item->columns; i++)
        if (strcmp(item->names[i], name) == 0)
            return i;
    return -1;
}

/* The # of a temporary table is _ to the parser. */
static bool same_alias(const char *alias, const char *name)
{
    if (strcmp(alias, name) == 0)
        return true;
    return alias[0] == '#' && name[0] == '_' &&
           strcmp(alias + 1, name + 1) == 0;
}

static bool names_item(const struct sql_item *item, struct name_parts p)
{
    return p.alias == NULL ||
           (same_alias(item->alias, p.alias) &&
            (p.schema == NULL ||
             (item->schema != NULL && strcmp(item->schema, p.schema) == 0)));
}

static void set_column(const struct sql_scope *scope,
                       const struct sql_item *item, int number,
                       struct sql_column *column)
{
    *column = (struct sql_column){
        .build = scope->build,
        .relation = item->relation,
        .column = number,
        .origin = sql_origin(scope->build->r->catalog, scope->build->q,
                             item->relation, number),
    };
}

static enum sql_found find_here(const struct sql_scope *scope,
                                struct name_parts p, struct sql_column *column)
{
    enum sql_found found = SQL_NOT_FOUND;

    for (int i = 0; i < scope->count; i++) {
        const struct sql_item *const item = &scope->items[i];
        const int number = names_item(item, p) ? column_of(item, p.column) : -1;

        if (number < 0 || (p.alias == NULL && item->hidden[number]))
            continue;
        if (found == SQL_FOUND)
            return SQL_AMBIGUOUS;
        found = SQL_FOUND;
        set_column(scope, item, number, column);
    }
    return found;
}

PgQuery__Node *sql_find_target(const struct sql_scope *scope,
                               const PgQuery__ColumnRef *ref)
{
    if (ref->n_fields != 1)
        return NULL;
    for (size_t i = 0; i < scope->target_count; i++) {
        const PgQuery__Node *const t = scope->targets[i];

        if (t->node_case == PG_QUERY__NODE__NODE_RES_TARGET &&
            t->res_target->name != NULL &&
            strcmp(t->res_target->name, field_name(ref, 0)) == 0)
            return t->res_target->val;
    }
    return NULL;
}

enum sql_found sql_find(const struct sql_scope *scope,
                        const PgQuery__ColumnRef *ref,
                        struct sql_column *column)
{
    const struct name_parts p = parts_of(ref);

    if (ref->n_fields == 0)
        return SQL_NOT_FOUND;
    for (const struct sql_scope *at = scope; at != NULL; at = at->outer) {
        const enum sql_found found = find_here(at, p, column);

        if (found != SQL_NOT_FOUND)
            return found;
        if (at == scope && sql_find_target(at, ref) != NULL)
            return SQL_FOUND_TARGET;
    }
    return p.alias == NULL && sql_is_clock(p.column) ? SQL_FOUND_CLOCK
                                                     : SQL_NOT_FOUND;
}

static const struct sql_item *find_item(const struct sql_scope *scope,
                                        struct name_parts p)
{
    for (; scope != NULL; scope = scope->outer)
        for (int i = 0; i < scope->count; i++)
            if (names_item(&scope->items[i], p))
                return &scope->items[i];
    return NULL;
}

static const char *nearest_column(const struct sql_scope *scope,
                                  struct name_parts p)
{
    struct arena *const scratch = scope->build->r->s->scratch;
    const char **const names =
        ARENA_ARRAY(scratch, CANDIDATES_MAX, const char *);
    size_t count = 0;

    for (; scope != NULL; scope = scope->outer)
        for (int i = 0; i < scope->count; i++)
            for (int k = 0; k < scope->items[i].columns; k++)
                if (names_item(&scope->items[i], p) && count < CANDIDATES_MAX)
                    names[count++] = scope->items[i].names[k];
    return text_nearest(p.column, names, count);
}

static const char *nearest_alias(const struct sql_scope *scope,
                                 const char *alias)
{
    const char *names[64];
    size_t count = 0;

    for (; scope != NULL; scope = scope->outer)
        for (int i = 0; i < scope->count && count < 64; i++)
            names[count++] = scope->items[i].alias;
    return text_nearest(alias, names, count);
}

static bool with_nearest(const struct sql_source *s, int location,
                         const char *text, const char *near)
{
    if (near == NULL)
        return sql_fault_at(s, location, "%s", text);
    return sql_fault_at(s, location, "%s, did you mean '%s'?", text,
                        text_quoted(s->scratch, near));
}

bool sql_find_fault(const struct sql_scope *scope,
                    const PgQuery__ColumnRef *ref, enum sql_found found)
{
    const struct sql_source *const s = scope->build->r->s;
    const struct name_parts p = parts_of(ref);
    const char *const column = text_quoted(s->scratch, p.column);

    if (found == SQL_AMBIGUOUS)
        return sql_fault_at(s, ref->location,
                            "column '%s' is ambiguous, put its table's name "
                            "and a point before it",
                            column);
    if (p.alias != NULL && find_item(scope, p) == NULL)
        return with_nearest(s, ref->location,
                            text_format(s->scratch,
                                        "no table or alias '%s' in 'from'",
                                        text_quoted(s->scratch, p.alias)),
                            nearest_alias(scope, p.alias));
    const char *const where =
        p.alias == NULL
            ? "the tables of 'from'"
            : text_format(s->scratch, "'%s'", text_quoted(s->scratch, p.alias));
    return with_nearest(
        s, ref->location,
        text_format(s->scratch, "no column '%s' in %s", column, where),
        nearest_column(scope, p));
}

const struct column *sql_origin(const struct catalog *catalog,
                                const struct query *q, int relation, int column)
{
    while (relation >= 0 && column >= 0) {
        const struct relation *const r = &q->relations[relation];

        if (r->kind == RELATION_TABLE)
            return &catalog->tables[r->table].columns[column];
        q = r->query;
        while (q->set != SET_NONE)
            q = q->branches[0];
        relation = q->outputs[column].ref.relation;
        column = q->outputs[column].ref.column;
    }
    return NULL;
}

struct sql_item *sql_add_item(struct sql_scope *scope, int relation,
                              const char *alias, const char **names,
                              int columns)
{
    struct arena *const scratch = scope->build->r->s->scratch;

    ARENA_GROW(scratch, scope->items, scope->count, scope->room);
    scope->items[scope->count] =
        (struct sql_item){ .relation = relation,
                           .alias = alias,
                           .names = names,
                           .columns = columns,
                           .hidden = ARENA_ARRAY(scratch, columns, bool) };
    return &scope->items[scope->count++];
}

const struct sql_cte *sql_find_cte(const struct sql_scope *scope,
                                   const char *name)
{
    for (; scope != NULL; scope = scope->outer)
        for (const struct sql_cte *c = scope->ctes; c != NULL; c = c->next)
            if (strcmp(c->name, name) == 0)
                return c;
    return NULL;
}
