#include "sql/sql_where.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_lift.h"
#include "sql/sql_simplify_parts.h"
#include "sql/sql_type.h"

static struct sql_source *source(const struct sql_scope *scope)
{
    return scope->build->r->s;
}

/* --- SELECT list --- */

static bool add_output(struct sql_scope *scope, struct output output,
                       int location)
{
    if (scope->build->q->output_count == SQL_OUTPUTS_MAX)
        return sql_fault_at(source(scope), location,
                            "more than %d columns in 'select'",
                            (int)SQL_OUTPUTS_MAX);
    output.name = text_copy(source(scope)->a, output.name);
    sql_add_output(scope->build, output);
    return true;
}

static bool add_item(struct sql_scope *scope, const struct sql_item *item,
                     bool hidden, int location)
{
    for (int i = 0; i < item->columns; i++) {
        const struct output output = { .name = item->names[i],
                                       .ref = { item->relation, i } };

        if (item->hidden[i] && !hidden)
            continue;
        if (!add_output(scope, output, location))
            return false;
    }
    return true;
}

/* SELECT *, t.* */
static bool read_star(struct sql_scope *scope, const PgQuery__ColumnRef *ref)
{
    const char *const alias =
        ref->n_fields > 1 ? sql_last_name(ref->fields, ref->n_fields - 1)
                          : NULL;
    bool found = false;

    for (int i = 0; i < scope->count; i++) {
        if (alias != NULL && strcmp(scope->items[i].alias, alias) != 0)
            continue;
        found = true;
        if (!add_item(scope, &scope->items[i], alias != NULL, ref->location))
            return false;
    }
    if (found)
        return true;
    if (alias == NULL)
        return sql_fault_at(source(scope), ref->location,
                            "'*' needs a table in 'from'");
    return sql_fault_at(source(scope), ref->location,
                        "no table or alias '%s' in 'from'",
                        text_quoted(source(scope)->scratch, alias));
}

static const char *default_name(const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return sql_last_name(node->column_ref->fields,
                             node->column_ref->n_fields);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return sql_function_name(node->func_call);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return node->type_cast->arg != NULL &&
                       node->type_cast->arg->node_case ==
                           PG_QUERY__NODE__NODE_COLUMN_REF
                   ? default_name(node->type_cast->arg)
                   : "?column?";
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return "case";
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return "coalesce";
    default:
        return "?column?";
    }
}

static bool is_star(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
           node->column_ref->n_fields > 0 &&
           node->column_ref->fields[node->column_ref->n_fields - 1]
                   ->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static struct column_ref ref_of(struct sql_scope *scope,
                                const PgQuery__Node *node,
                                const struct sql_uses *uses)
{
    struct sql_column column;

    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
        sql_find(scope, node->column_ref, &column) == SQL_FOUND &&
        column.build == scope->build)
        return (struct column_ref){ column.relation, column.column };
    return (struct column_ref){ sql_first_of(uses->relations), -1 };
}

/* count(*), or count of a column of this query; nothing around it. */
static bool is_count(struct sql_scope *scope, const PgQuery__Node *node,
                     const struct sql_uses *uses, struct column_ref *counted)
{
    if (node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL || !uses->aggregate)
        return false;
    const PgQuery__FuncCall *const call = node->func_call;
    if (strcmp(sql_function_name(call), "count") != 0 || call->agg_distinct ||
        call->agg_filter != NULL || call->over != NULL)
        return false;
    *counted = (struct column_ref){ -1, -1 };
    if (call->agg_star)
        return true;
    if (call->n_args != 1)
        return false;
    *counted = ref_of(scope, call->args[0], uses);
    return counted->relation >= 0 && counted->column >= 0;
}

static bool read_target(struct sql_scope *scope, const PgQuery__ResTarget *t)
{
    const bool named = t->name != NULL && t->name[0] != '\0';
    struct sql_uses uses;

    if (is_star(t->val))
        return read_star(scope, t->val->column_ref);
    struct output output = { .name = named ? t->name : default_name(t->val) };

    sql_begin_target(scope->build);
    const bool ok = sql_walk(scope, SQL_IN_TARGET, t->val, &uses);
    sql_end_target(scope->build, &output);
    if (!ok)
        return false;
    output.ref = ref_of(scope, t->val, &uses);
    output.aggregate = uses.aggregate;
    output.counts = is_count(scope, t->val, &uses, &output.counted);
    return add_output(scope, output, t->location);
}

bool sql_read_targets(struct sql_scope *scope,
                      const PgQuery__SelectStmt *select)
{
    bool ok = true;

    for (size_t i = 0; i < select->n_target_list; i++) {
        const PgQuery__Node *const t = select->target_list[i];

        if (t->node_case == PG_QUERY__NODE__NODE_RES_TARGET &&
            t->res_target->val != NULL)
            ok = read_target(scope, t->res_target) && ok;
    }
    return ok;
}

/* --- GROUP BY and ORDER BY: an ordinal, an alias or an expression --- */

static bool ordinal_of(const PgQuery__Node *node, int *ordinal)
{
    if (node->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        node->a_const->isnull ||
        node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
        return false;
    *ordinal = node->a_const->ival->ival;
    return true;
}

/*
 * The expression behind an ordinal. A * counts as the columns that it stands
 * for; where the ordinal falls on one of these, the node itself is returned.
 * NULL and a fault when there are not so many.
 */
static const PgQuery__Node *target_at(struct sql_scope *scope, int ordinal,
                                      const PgQuery__Node *node,
                                      const char *clause)
{
    const int outputs = scope->build->q->output_count;

    if (ordinal < 1 || ordinal > outputs) {
        sql_fault_at(source(scope), sql_location(node),
                     "'%s %d': 'select' has %d column%s", clause, ordinal,
                     outputs, outputs == 1 ? "" : "s");
        return NULL;
    }
    if ((size_t)ordinal > scope->target_count)
        return node;
    for (int i = 0; i < ordinal; i++)
        if (is_star(scope->targets[i]->res_target->val))
            return node;
    return scope->targets[ordinal - 1]->res_target->val;
}

/* An ordinal that falls on a column of a *. */
static bool star_column(struct sql_scope *scope, const PgQuery__Node *node,
                        struct column_ref *ref)
{
    int ordinal;

    if (!ordinal_of(node, &ordinal) || ordinal < 1 ||
        ordinal > scope->build->q->output_count)
        return false;
    *ref = scope->build->q->outputs[ordinal - 1].ref;
    return true;
}

/* GROUP BY prefers a column of FROM, ORDER BY an alias of SELECT. */
static const PgQuery__Node *resolve(struct sql_scope *scope,
                                    const PgQuery__Node *node, bool order)
{
    struct sql_column column;
    int ordinal;

    if (ordinal_of(node, &ordinal))
        return target_at(scope, ordinal, node, order ? "order by" : "group by");
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        return node;
    const PgQuery__Node *const target =
        sql_find_target(scope, node->column_ref);
    const bool found = sql_find(scope, node->column_ref, &column) == SQL_FOUND;
    return target != NULL && (order || !found) ? target : node;
}

static bool read_group(struct sql_scope *scope, const PgQuery__Node *node);

static bool read_group_list(struct sql_scope *scope,
                            PgQuery__Node *const *nodes, size_t n)
{
    bool ok = true;

    for (size_t i = 0; i < n; i++)
        ok = read_group(scope, nodes[i]) && ok;
    return ok;
}

static bool read_group(struct sql_scope *scope, const PgQuery__Node *node)
{
    struct sql_uses uses;

    if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET) {
        if (node->grouping_set->kind !=
            PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_EMPTY)
            sql_note(scope->build->r,
                     "grouping sets are taken as one grouping by all their "
                     "columns");
        return read_group_list(scope, node->grouping_set->content,
                               node->grouping_set->n_content);
    }
    if (node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR)
        return read_group_list(scope, node->row_expr->args,
                               node->row_expr->n_args);
    if (node->node_case == PG_QUERY__NODE__NODE_LIST)
        return read_group_list(scope, node->list->items, node->list->n_items);

    const PgQuery__Node *const of = resolve(scope, node, false);
    if (of == NULL || !sql_walk(scope, SQL_IN_GROUP, of, &uses))
        return false;
    struct column_ref ref = ref_of(scope, of, &uses);
    if (uses.relations == 0 && !star_column(scope, of, &ref))
        return true; /* a constant, or of a query around: one group */
    const char *const text =
        ref.column < 0 ? text_copy(source(scope)->a,
                                   sql_wording(scope->build->r, of, true))
                       : NULL;
    sql_add_group(scope->build, ref, text);
    if (text != NULL)
        sql_note(scope->build->r, "the number of different '%s' is guessed",
                 text);
    return true;
}

/* --- HAVING --- */

static bool is_grouped(const struct query *q, const struct sql_column *column)
{
    for (int i = 0; i < q->group_count; i++)
        if (q->groups[i].relation == column->relation &&
            q->groups[i].column == column->column)
            return true;
    return false;
}

static bool read_having(struct sql_scope *scope, const PgQuery__Node *node)
{
    struct sql_build *const b = scope->build;
    struct sql_uses uses;
    bool ok = true;

    if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
        node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) {
        for (size_t i = 0; i < node->bool_expr->n_args; i++)
            ok = read_having(scope, node->bool_expr->args[i]) && ok;
        return ok;
    }
    if (!sql_walk(scope, SQL_IN_HAVING, node, &uses))
        return false;
    if (!uses.aggregate && !uses.subquery && uses.one_column &&
        uses.column.build == b && is_grouped(b->q, &uses.column) &&
        !sql_is_nullable(b, uses.column.relation)) {
        /* On a group's own column: the same as in WHERE. */
        struct condition *const c = sql_read_condition(scope, node, false);
        return c != NULL &&
               sql_add_filter(b, uses.column.relation, c, sql_location(node));
    }
    const double guess = sql_guess_of(node, false);
    b->q->having_guess *= guess;
    sql_note(b->r, "'having %s' is guessed to keep %.4g %% of groups",
             sql_wording(b->r, node, false), 100 * guess);
    return true;
}

/* --- columns that are neither grouped nor aggregated --- */

static bool only_columns(const struct query *q)
{
    for (int i = 0; i < q->group_count; i++)
        if (q->groups[i].column < 0)
            return false;
    return true;
}

static bool check_ungrouped(struct sql_scope *scope,
                            const PgQuery__SelectStmt *select)
{
    const struct query *const q = scope->build->q;
    bool ok = true;

    if (!only_columns(q))
        return true;
    for (size_t i = 0; i < select->n_target_list; i++) {
        const PgQuery__Node *const node =
            select->target_list[i]->res_target->val;
        struct sql_column column;

        if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF ||
            is_star(node) ||
            sql_find(scope, node->column_ref, &column) != SQL_FOUND ||
            column.build != scope->build || is_grouped(q, &column))
            continue;
        ok = sql_fault_at(
            source(scope), node->column_ref->location,
            "column '%s' must stand in 'group by' or in an "
            "aggregate",
            text_quoted(source(scope)->scratch, default_name(node)));
    }
    return ok;
}

bool sql_read_groups(struct sql_scope *scope, const PgQuery__SelectStmt *select)
{
    struct query *const q = scope->build->q;
    bool ok =
        read_group_list(scope, select->group_clause, select->n_group_clause);

    if (ok && select->having_clause != NULL)
        ok = read_having(scope, select->having_clause);
    q->distinct = select->n_distinct_clause > 0;
    q->grouped = select->n_group_clause > 0 || q->aggregate_count > 0 ||
                 select->having_clause != NULL;
    if (ok && q->grouped)
        ok = check_ungrouped(scope, select);
    if (q->distinct && !q->grouped)
        for (int i = 0; i < q->output_count; i++)
            if (q->outputs[i].ref.relation >= 0)
                sql_add_group(scope->build, q->outputs[i].ref,
                              q->outputs[i].name);
    q->grouped = q->grouped || q->distinct;
    return ok;
}

/* --- ORDER BY, LIMIT --- */

/* An ordinal by the name of the output that it counts to. */
static const char *order_text(struct sql_scope *scope, const PgQuery__Node *key)
{
    int ordinal;

    if (ordinal_of(key, &ordinal))
        return scope->build->q->outputs[ordinal - 1].name;
    return text_copy(source(scope)->a,
                     sql_wording(scope->build->r, key, false));
}

bool sql_read_order(struct sql_scope *scope, const PgQuery__SelectStmt *select)
{
    bool ok = true;

    for (size_t i = 0; i < select->n_sort_clause; i++) {
        if (select->sort_clause[i]->node_case != PG_QUERY__NODE__NODE_SORT_BY)
            continue;
        const PgQuery__Node *const key = select->sort_clause[i]->sort_by->node;
        const PgQuery__Node *const node = resolve(scope, key, true);
        struct sql_uses uses;

        if (node == NULL || !sql_walk(scope, SQL_IN_ORDER, node, &uses)) {
            ok = false;
            continue;
        }
        struct column_ref ref = ref_of(scope, node, &uses);
        if (uses.aggregate || ref.relation >= 0 ||
            star_column(scope, node, &ref))
            sql_add_order(scope->build, ref,
                          ref.column < 0 ? order_text(scope, key) : NULL);
    }
    scope->build->q->grouped =
        scope->build->q->grouped || scope->build->q->aggregate_count > 0;
    return ok;
}

static bool read_count(struct sql_reader *r, const PgQuery__Node *node,
                       const char *clause, int64_t *rows)
{
    const struct sql_evaluator e = { .s = r->s };
    struct sql_constant c;

    *rows = -1;
    if (node == NULL)
        return true;
    const enum constant_state state = sql_constant_of(&e, node, &c);
    if (state == CONSTANT_FAULT)
        return false;
    if (state == CONSTANT_KNOWN && c.kind == CONSTANT_NULL)
        return true; /* LIMIT ALL */
    if (state != CONSTANT_KNOWN || !sql_constant_integer(&c, rows) || *rows < 0)
        return sql_fault_at(r->s, sql_location(node),
                            "'%s' must be a whole number from 0", clause);
    return true;
}

bool sql_read_limit(struct sql_reader *r, struct query *q,
                    const PgQuery__SelectStmt *select)
{
    int64_t offset;

    if (!read_count(r, select->limit_count, "limit", &q->limit) ||
        !read_count(r, select->limit_offset, "offset", &offset))
        return false;
    if (q->limit < 0 && select->n_target_list > 0)
        q->limit = sql_top_of(
            r->lifts,
            sql_offset(r->s,
                       (size_t)select->target_list[0]->res_target->location));
    /* Rows that are skipped are produced all the same. */
    if (offset > 0 && q->limit >= 0 &&
        __builtin_add_overflow(q->limit, offset, &q->limit))
        q->limit = INT64_MAX;
    return true;
}
