#include "sql/sql_where.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_ddl.h"
#include "sql/sql_type.h"

static struct sql_source *source(const struct sql_scope *scope)
{
    return scope->build->r->s;
}

/* Relations lo .. of the build so far. */
static sql_mask relations_from(const struct sql_scope *scope, int first)
{
    sql_mask mask = 0;

    for (int i = first; i < scope->count; i++)
        mask |= SQL_BIT(scope->items[i].relation);
    return mask;
}

/* --- tables --- */

static bool unknown_table(struct sql_scope *scope,
                          const PgQuery__RangeVar *table, const char *name)
{
    const struct catalog *const c = scope->build->r->catalog;
    struct sql_source *const s = source(scope);
    const char **const names =
        ARENA_ARRAY(s->scratch, c->table_count + 1, const char *);

    for (int i = 0; i < c->table_count; i++)
        names[i] = c->tables[i].name;
    const char *const near = text_nearest(name, names, (size_t)c->table_count);
    const char *const shown = text_quoted(s->scratch, name);
    if (near == NULL)
        return sql_fault_at(s, table->location, "no table '%s' in the schema",
                            shown);
    return sql_fault_at(s, table->location,
                        "no table '%s' in the schema, did you mean '%s'?",
                        shown, text_quoted(s->scratch, near));
}

/* The names of a relation's columns, some renamed by alias (a, b, ..). */
static bool rename_columns(struct sql_scope *scope, const PgQuery__Alias *alias,
                           const char **names, int columns, int location)
{
    if (alias == NULL || alias->n_colnames == 0)
        return true;
    if (alias->n_colnames > (size_t)columns)
        return sql_fault_at(
            source(scope), location, "%zu names for the %d columns of '%s'",
            alias->n_colnames, columns,
            text_quoted(source(scope)->scratch, alias->aliasname));
    for (size_t i = 0; i < alias->n_colnames; i++)
        names[i] = sql_last_name(alias->colnames + i, 1);
    return true;
}

static bool alias_is_free(struct sql_scope *scope, const char *alias,
                          int location)
{
    for (int i = 0; i < scope->count; i++)
        if (strcmp(scope->items[i].alias, alias) == 0)
            return sql_fault_at(source(scope), location,
                                "'%s' twice in 'from', give one an alias",
                                text_quoted(source(scope)->scratch, alias));
    return true;
}

static int read_base_table(struct sql_scope *scope,
                           const PgQuery__RangeVar *table, int number,
                           const char *alias)
{
    const struct table *const t = &scope->build->r->catalog->tables[number];
    const char **const names =
        ARENA_ARRAY(source(scope)->scratch, t->column_count, const char *);

    for (int i = 0; i < t->column_count; i++)
        names[i] = t->columns[i].name;
    if (!rename_columns(scope, table->alias, names, t->column_count,
                        table->location))
        return -1;
    const struct relation relation = {
        .kind = RELATION_TABLE,
        .alias = text_copy(source(scope)->a, alias),
        .table = number,
    };
    const int r = sql_add_relation(scope->build, relation, t->column_count, 0,
                                   table->location);
    if (r >= 0)
        sql_add_item(scope, r, alias, names, t->column_count)->schema =
            table->alias == NULL && table->schemaname != NULL &&
                    table->schemaname[0] != '\0'
                ? table->schemaname
                : t->schema;
    return r;
}

int sql_add_query(struct sql_scope *scope, struct query *q, const char *alias,
                  const char **names, int relations, int location)
{
    const struct relation relation = {
        .kind = RELATION_QUERY,
        .alias = text_copy(source(scope)->a, alias),
        .table = -1,
        .query = q,
    };
    const int columns = q->output_count;
    const char **own =
        ARENA_ARRAY(source(scope)->scratch, columns, const char *);

    for (int i = 0; i < columns; i++)
        own[i] = names != NULL ? names[i] : q->outputs[i].name;
    const int r =
        sql_add_relation(scope->build, relation, columns, relations, location);
    if (r >= 0)
        sql_add_item(scope, r, alias, own, columns);
    return r;
}

static int read_cte(struct sql_scope *scope, const PgQuery__RangeVar *table,
                    const struct sql_cte *cte, const char *alias)
{
    if (cte->query == NULL)
        return -1; /* its fault was reported where it stands */
    const int r = sql_add_query(scope, cte->query, alias, cte->names,
                                cte->relations, table->location);
    if (r < 0)
        return -1;
    struct sql_item *const item = &scope->items[scope->count - 1];
    return rename_columns(scope, table->alias, item->names, item->columns,
                          table->location)
               ? r
               : -1;
}

int sql_read_table(struct sql_scope *scope, const PgQuery__RangeVar *table)
{
    const bool plain =
        table->schemaname == NULL || table->schemaname[0] == '\0';
    const char *const name = sql_relation_name(source(scope), table);
    const char *const alias =
        table->alias != NULL ? table->alias->aliasname : name;

    if (!alias_is_free(scope, alias, table->location))
        return -1;
    const struct sql_cte *const cte = plain ? sql_find_cte(scope, name) : NULL;
    if (cte != NULL)
        return read_cte(scope, table, cte, alias);
    const int number = catalog_table(scope->build->r->catalog, name);
    if (number >= 0)
        return read_base_table(scope, table, number, alias);
    const struct view *const view = sql_find_view(scope->build->r, name);
    if (view == NULL) {
        unknown_table(scope, table, name);
        return -1;
    }
    return read_cte(scope, table,
                    sql_open_view(scope->build->r, view, table->location),
                    alias);
}

/* --- subqueries --- */

static bool read_subselect(struct sql_scope *scope,
                           const PgQuery__RangeSubselect *sub)
{
    static const char *const nameless = "subquery";
    const PgQuery__Alias *const alias = sub->alias;
    const char *const name = alias != NULL ? alias->aliasname : nameless;
    struct sql_subquery inner;

    if (sub->lateral)
        return sql_fault_word(
            scope->build->r, "lateral",
            "'lateral' is not read; join on a column instead");
    if (sub->subquery == NULL ||
        sub->subquery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return sql_fault_at(source(scope), -1, "a subquery must be a select");
    if (alias != NULL && !alias_is_free(scope, name, -1))
        return false;

    /* Siblings are not visible inside; queries around this one are. */
    struct sql_scope around = { .outer = scope->outer,
                                .build = scope->build,
                                .ctes = scope->ctes };
    if (!sql_read_select(scope->build->r, &around, sub->subquery->select_stmt,
                         false, &inner))
        return false;
    sql_note_lost(scope->build->r, &inner);
    if (sql_add_query(scope, inner.query, name, NULL, 0, -1) < 0)
        return false;
    struct sql_item *const item = &scope->items[scope->count - 1];
    return rename_columns(scope, alias, item->names, item->columns, -1);
}

/* --- joins --- */

static int find_in(const struct sql_scope *scope, int first, int end,
                   const char *name, int *column, bool *twice)
{
    int found = -1;

    *twice = false;
    for (int i = first; i < end; i++)
        for (int k = 0; k < scope->items[i].columns; k++) {
            if (scope->items[i].hidden[k] ||
                strcmp(scope->items[i].names[k], name) != 0)
                continue;
            *twice = *twice || found >= 0;
            found = i;
            *column = k;
        }
    return found;
}

static bool using_column(struct sql_context *x, int first, int middle,
                         const char *name, bool keep_right)
{
    struct sql_scope *const scope = x->scope;
    struct sql_source *const s = source(scope);
    bool twice_left, twice_right;
    int a = 0, b = 0;
    const int left = find_in(scope, first, middle, name, &a, &twice_left);
    const int right =
        find_in(scope, middle, scope->count, name, &b, &twice_right);
    const char *const shown = text_quoted(s->scratch, name);

    if (left < 0 || right < 0)
        return sql_fault_word(scope->build->r, "using",
                              "'using (%s)': no such column on the %s", shown,
                              left < 0 ? "left" : "right");
    if (twice_left || twice_right)
        return sql_fault_word(scope->build->r, "using",
                              "'using (%s)' is ambiguous, write 'on'", shown);

    struct sql_item *const l = &scope->items[left];
    struct sql_item *const r = &scope->items[right];
    const struct sql_column lc = { scope->build, l->relation, a, NULL };
    const struct sql_column rc = { scope->build, r->relation, b, NULL };
    const enum join_kind kind = x->kind == CONTEXT_LEFT   ? JOIN_LEFT
                                : x->kind == CONTEXT_FULL ? JOIN_FULL
                                                          : JOIN_INNER;
    const bool swap = keep_right; /* a right join keeps the right */

    sql_read_column(&lc);
    sql_read_column(&rc);
    sql_add_join(
        scope->build,
        (struct join){ .kind = kind,
                       .left = swap ? r->relation : l->relation,
                       .right = swap ? l->relation : r->relation,
                       .left_column = swap ? b : a,
                       .right_column = swap ? a : b,
                       .text = text_format(s->a, "%s.%s = %s.%s", l->alias,
                                           name, r->alias, name) },
        x->outer);
    *(keep_right ? &l->hidden[a] : &r->hidden[b]) = true;
    x->joined++;
    return true;
}

/* NATURAL: all names that both sides have. */
static bool natural_columns(struct sql_context *x, int first, int middle,
                            bool keep_right)
{
    struct sql_scope *const scope = x->scope;
    bool ok = true;

    for (int i = middle; i < scope->count; i++)
        for (int k = 0; k < scope->items[i].columns; k++) {
            const char *const name = scope->items[i].names[k];
            bool twice;
            int column;

            if (!scope->items[i].hidden[k] &&
                find_in(scope, first, middle, name, &column, &twice) >= 0)
                ok = using_column(x, first, middle, name, keep_right) && ok;
        }
    return ok;
}

static bool read_item(struct sql_scope *scope, const PgQuery__Node *node);

static bool read_condition(struct sql_context *x, const PgQuery__JoinExpr *j,
                           int first, int middle)
{
    const bool right = j->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT;
    bool ok = true;

    if (j->is_natural)
        return natural_columns(x, first, middle, right);
    for (size_t i = 0; i < j->n_using_clause; i++)
        ok = using_column(x, first, middle,
                          sql_last_name(j->using_clause + i, 1), right) &&
             ok;
    return sql_read_where(x, j->quals, false) && ok;
}

static bool read_join(struct sql_scope *scope, const PgQuery__JoinExpr *j)
{
    const int first = scope->count;
    struct sql_context x = { .kind = CONTEXT_WHERE,
                             .scope = scope,
                             .outer = -1 };

    if (j->alias != NULL)
        return sql_fault_word(scope->build->r, "join",
                              "an alias of a join is not read; give its tables "
                              "aliases");
    bool ok = read_item(scope, j->larg);
    const int middle = scope->count;
    ok = read_item(scope, j->rarg) && ok;
    if (!ok)
        return false;

    const sql_mask left =
        relations_from(scope, first) & ~relations_from(scope, middle);
    const sql_mask right = relations_from(scope, middle);
    const bool full = j->jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL;
    if (j->jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT || full)
        x.right = right;
    else if (j->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT)
        x.right = left;
    if (x.right != 0) {
        x.kind = full ? CONTEXT_FULL : CONTEXT_LEFT;
        x.outer = sql_add_outer(scope->build,
                                (struct sql_outer){ .full = full,
                                                    .left = full ? left : 0,
                                                    .right = x.right });
    }
    if (!read_condition(&x, j, first, middle))
        return false;
    if (x.outer >= 0 && x.joined == 0)
        sql_note(scope->build->r,
                 "an outer join without an equality: taken as all pairs");
    return true;
}

static bool read_item(struct sql_scope *scope, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        return sql_read_table(scope, node->range_var) >= 0;
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
        return read_subselect(scope, node->range_subselect);
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
        return read_join(scope, node->join_expr);
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
        return sql_fault_word(scope->build->r, "from",
                              "a function in 'from' is not read");
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
        return sql_fault_word(scope->build->r, "tablesample",
                              "'tablesample' is not read");
    default:
        return sql_fault_at(source(scope), -1,
                            "an element of 'from' is not read");
    }
}

bool sql_read_from(struct sql_scope *scope, PgQuery__Node *const *nodes,
                   size_t n)
{
    bool ok = true;

    for (size_t i = 0; i < n; i++)
        ok = read_item(scope, nodes[i]) && ok;
    return ok;
}
