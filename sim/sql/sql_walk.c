#include "sql/sql_walk.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "sql/sql_constant.h"
#include "sql/sql_type.h"

/* References to columns in one text; aliases that refer to one another count
   each time they are followed. */
enum { REFERENCES_MAX = 20000 };

struct walk {
    struct sql_scope *scope;
    enum sql_place place;
    struct sql_uses *uses;
    int depth;
    bool in_aggregate;
};

static bool walk_node(struct walk *w, const PgQuery__Node *node);

static struct sql_source *source(const struct walk *w)
{
    return w->scope->build->r->s;
}

static bool walk_list(struct walk *w, PgQuery__Node *const *nodes, size_t n)
{
    bool ok = true;

    for (size_t i = 0; i < n; i++)
        ok = walk_node(w, nodes[i]) && ok;
    return ok;
}

static void use_column(struct walk *w, const struct sql_column *c)
{
    struct sql_uses *const u = w->uses;
    struct sql_build *const here = w->scope->build;

    if (w->place == SQL_IN_WHERE)
        sql_read_column(c);
    else
        sql_carry_column(c);
    if (c->build == here)
        u->relations |= SQL_BIT(c->relation);
    else if (c->build == here->outer)
        u->outer_relations |= SQL_BIT(c->relation);
    else
        u->deeper_outer = true;
    if (u->references++ == 0)
        u->column = *c;
    u->one_column =
        u->references == 1 ||
        (u->one_column && u->column.build == c->build &&
         u->column.relation == c->relation && u->column.column == c->column);
}

/* A clock that shows a time is a constant. */
static void see_clock(struct walk *w, int location)
{
    if (source(w)->now_us == SQL_NO_CLOCK)
        w->uses->clock = location;
}

static bool walk_column(struct walk *w, const PgQuery__ColumnRef *ref)
{
    struct sql_reader *const r = w->scope->build->r;
    struct sql_column column;

    if (++r->references > REFERENCES_MAX)
        return r->references == REFERENCES_MAX + 1 &&
               sql_fault_at(r->s, ref->location,
                            "more than %d references to columns",
                            (int)REFERENCES_MAX);
    const enum sql_found found = sql_find(w->scope, ref, &column);
    switch (found) {
    case SQL_FOUND:
        use_column(w, &column);
        return true;
    case SQL_FOUND_TARGET:
        return walk_node(w, sql_find_target(w->scope, ref));
    case SQL_FOUND_CLOCK:
        see_clock(w, ref->location);
        return true;
    default:
        return sql_find_fault(w->scope, ref, found);
    }
}

/* --- functions --- */

/* Count an aggregate once, however often the same is written. */
static bool is_new_aggregate(struct sql_build *b, const char *text)
{
    for (int i = 0; i < b->q->aggregate_count; i++)
        if (strcmp(b->aggregates[i], text) == 0)
            return false;
    ARENA_GROW(b->r->s->scratch, b->aggregates, b->q->aggregate_count,
               b->aggregate_text_room);
    b->aggregates[b->q->aggregate_count++] = text;
    return true;
}

static void count_aggregate(struct walk *w, const PgQuery__FuncCall *call,
                            const struct sql_uses *argument)
{
    const PgQuery__Node node = { .node_case = PG_QUERY__NODE__NODE_FUNC_CALL,
                                 .func_call = (PgQuery__FuncCall *)call };
    struct sql_build *const b = w->scope->build;
    struct query *const q = b->q;

    if (!is_new_aggregate(b, sql_wording_key(b->r, &node)) ||
        !call->agg_distinct)
        return;
    const bool plain = call->n_args == 1 && call->args[0]->node_case ==
                                                PG_QUERY__NODE__NODE_COLUMN_REF;
    ARENA_GROW(b->r->s->a, q->distinct_aggregates, q->distinct_aggregate_count,
               b->aggregate_room);
    q->distinct_aggregates[q->distinct_aggregate_count++] = (struct column_ref){
        sql_first_of(argument->relations),
        plain && argument->relations != 0 ? argument->column.column : -1
    };
    sql_note(b->r,
             "'%s' is taken to cost what it does without distinct: keeping "
             "each group's different values apart is not counted",
             sql_wording(b->r, &node, false));
}

static bool walk_aggregate(struct walk *w, const PgQuery__FuncCall *call)
{
    struct sql_uses argument = { .clock = -1 };
    struct walk inner = *w;

    if (w->place == SQL_IN_WHERE || w->place == SQL_IN_GROUP)
        return sql_fault_at(source(w), call->location,
                            "aggregate '%s' cannot stand in %s; a condition on "
                            "it belongs in 'having'",
                            sql_function_name(call),
                            w->place == SQL_IN_WHERE ? "'where'"
                                                     : "'group by'");
    if (w->in_aggregate)
        return sql_fault_at(source(w), call->location,
                            "aggregate '%s' inside an aggregate",
                            sql_function_name(call));
    inner.in_aggregate = true;
    inner.uses = &argument;
    bool ok = walk_list(&inner, call->args, call->n_args);
    ok = walk_list(&inner, call->agg_order, call->n_agg_order) && ok;
    ok = walk_node(&inner, call->agg_filter) && ok;
    if (!ok)
        return false;

    count_aggregate(w, call, &argument);
    if (w->uses->references == 0)
        w->uses->column = argument.column;
    w->uses->references += argument.references;
    w->uses->one_column = false;
    w->uses->relations |= argument.relations;
    w->uses->outer_relations |= argument.outer_relations;
    w->uses->aggregate = true;
    return true;
}

/* --- windows --- */

static bool window_refs(struct walk *w, PgQuery__Node *const *nodes, size_t n,
                        struct column_ref **refs, int *count)
{
    struct sql_build *const b = w->scope->build;

    *refs = ARENA_ARRAY(b->r->s->a, n, struct column_ref);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        const PgQuery__Node *const node =
            nodes[i]->node_case == PG_QUERY__NODE__NODE_SORT_BY
                ? nodes[i]->sort_by->node
                : nodes[i];
        struct sql_uses uses = { .clock = -1 };
        struct walk inner = *w;

        inner.uses = &uses;
        if (!walk_node(&inner, node))
            return false;
        w->uses->relations |= uses.relations;
        if (uses.relations == 0)
            continue; /* a constant orders nothing */
        const bool plain = node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
                           uses.references == 1;
        (*refs)[(*count)++] =
            (struct column_ref){ sql_first_of(uses.relations),
                                 plain ? uses.column.column : -1 };
    }
    return true;
}

static bool same_refs(const struct column_ref *x, int x_count,
                      const struct column_ref *y, int y_count)
{
    if (x_count != y_count)
        return false;
    for (int i = 0; i < x_count; i++)
        if (x[i].relation != y[i].relation || x[i].column != y[i].column)
            return false;
    return true;
}

static void add_window(struct sql_build *b, const struct window *window)
{
    struct query *const q = b->q;

    for (int i = 0; i < q->window_count; i++) {
        const struct window *const w = &q->windows[i];

        if (same_refs(w->partition, w->partition_count, window->partition,
                      window->partition_count) &&
            same_refs(w->order, w->order_count, window->order,
                      window->order_count))
            return; /* one sort serves both */
    }
    ARENA_GROW(b->r->s->a, q->windows, q->window_count, b->window_room);
    q->windows[q->window_count++] = *window;
}

/* OVER w: the definition of the WINDOW clause; NULL and a fault without. */
static const PgQuery__WindowDef *
named_window(const struct walk *w, const PgQuery__WindowDef *over, int location)
{
    const struct sql_build *const b = w->scope->build;
    const char *name = over->name;

    if (name == NULL || name[0] == '\0')
        name = over->refname;
    if (name == NULL || name[0] == '\0')
        return over;
    for (size_t i = 0; i < b->window_definitions; i++)
        if (strcmp(b->windows[i]->window_def->name, name) == 0)
            return b->windows[i]->window_def;
    sql_fault_at(source(w), location, "no window '%s'",
                 text_quoted(source(w)->scratch, name));
    return NULL;
}

static bool walk_window(struct walk *w, const PgQuery__FuncCall *call)
{
    struct window window = { 0 };
    const PgQuery__WindowDef *const over =
        named_window(w, call->over, call->location);

    if (over == NULL)
        return false;
    if (w->place == SQL_IN_WHERE || w->place == SQL_IN_GROUP ||
        w->place == SQL_IN_HAVING)
        return sql_fault_at(source(w), call->location,
                            "window function '%s' can stand only in 'select' "
                            "and 'order by'; filter it in an outer select",
                            sql_function_name(call));
    if (!walk_list(w, call->args, call->n_args) ||
        !window_refs(w, over->partition_clause, over->n_partition_clause,
                     &window.partition, &window.partition_count) ||
        !window_refs(w, over->order_clause, over->n_order_clause, &window.order,
                     &window.order_count))
        return false;
    add_window(w->scope->build, &window);
    w->uses->window = true;
    w->uses->one_column = false;
    return true;
}

static bool walk_date_part(struct walk *w, const PgQuery__FuncCall *call)
{
    const char *const name = sql_part_name(call->args[0]);
    enum date_part part;

    if (name == NULL)
        return walk_list(w, call->args, call->n_args);
    /* What no calendar of ours has (epoch, millennium) is still Redshift's. */
    if (!sql_date_part(name, &part))
        sql_note(w->scope->build->r, "date part '%s' is not evaluated",
                 text_quoted(source(w)->scratch, name));
    return walk_list(w, call->args + 1, call->n_args - 1);
}

static bool walk_call(struct walk *w, const PgQuery__FuncCall *call)
{
    const char *const name = sql_function_name(call);
    const struct sql_function *f;

    if (!sql_check_call(w->scope->build->r, call, &f))
        return false;
    if (call->over != NULL)
        return walk_window(w, call);
    if (f == NULL)
        return walk_list(w, call->args, call->n_args);

    switch (f->kind) {
    case FUNCTION_AGGREGATE:
        return walk_aggregate(w, call);
    case FUNCTION_WINDOW:
        return sql_fault_at(source(w), call->location,
                            "window function '%s' needs 'over (..)'", name);
    case FUNCTION_CLOCK:
        see_clock(w, call->location);
        return true;
    case FUNCTION_DATE_PART:
        return walk_date_part(w, call);
    default:
        if (strcmp(name, "nvl") == 0 || strcmp(name, "nvl2") == 0 ||
            strcmp(name, "decode") == 0)
            w->uses->keeps_null = true;
        return walk_list(w, call->args, call->n_args);
    }
}

/* --- the other nodes --- */

static bool walk_case(struct walk *w, const PgQuery__CaseExpr *c)
{
    bool ok = walk_node(w, c->arg);

    w->uses->keeps_null = true;
    for (size_t i = 0; i < c->n_args; i++) {
        const PgQuery__Node *const when = c->args[i];

        if (when->node_case != PG_QUERY__NODE__NODE_CASE_WHEN)
            continue;
        ok = walk_node(w, when->case_when->expr) && ok;
        ok = walk_node(w, when->case_when->result) && ok;
    }
    return walk_node(w, c->defresult) && ok;
}

static bool walk_subquery(struct walk *w, const PgQuery__SubLink *link)
{
    struct sql_build *const b = w->scope->build;
    bool ok = walk_node(w, link->testexpr);
    const int relation = sql_operand_relation(w->scope, w->place, link);

    if (relation < 0)
        return false;
    w->uses->subquery = true;
    w->uses->relations |= SQL_BIT(relation);
    if (link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK) {
        w->uses->one_column = false;
        w->uses->keeps_null = true; /* false, not NULL, without a match */
        w->uses->references++;
        return ok;
    }
    const struct sql_column column = {
        b, relation, 0, sql_origin(b->r->catalog, b->q, relation, 0)
    };
    use_column(w, &column);
    return ok;
}

static bool walk_cast(struct walk *w, const PgQuery__TypeCast *c)
{
    const PgQuery__TypeName *const name = c->type_name;
    struct type type;

    if (name != NULL &&
        strcmp(sql_last_name(name->names, name->n_names), "interval") != 0 &&
        !sql_read_type(source(w), name, false, &type))
        return false;
    return walk_node(w, c->arg);
}

static bool walk_clock(struct walk *w, const PgQuery__SQLValueFunction *f)
{
    if (f->op < PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE)
        see_clock(w, f->location);
    return true;
}

static bool walk_known(struct walk *w, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_A_CONST:
    case PG_QUERY__NODE__NODE__NOT_SET:
    case PG_QUERY__NODE__NODE_SET_TO_DEFAULT:
        return true;
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return walk_column(w, node->column_ref);
    case PG_QUERY__NODE__NODE_A_EXPR: {
        const bool left = walk_node(w, node->a_expr->lexpr);

        if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT ||
            node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT)
            w->uses->keeps_null = true;
        return walk_node(w, node->a_expr->rexpr) && left;
    }
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return walk_list(w, node->bool_expr->args, node->bool_expr->n_args);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return walk_call(w, node->func_call);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return walk_cast(w, node->type_cast);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        w->uses->keeps_null = true;
        return walk_node(w, node->null_test->arg);
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        w->uses->keeps_null = true;
        return walk_node(w, node->boolean_test->arg);
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return walk_subquery(w, node->sub_link);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return walk_case(w, node->case_expr);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        w->uses->keeps_null = true;
        return walk_list(w, node->coalesce_expr->args,
                         node->coalesce_expr->n_args);
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        return walk_list(w, node->min_max_expr->args,
                         node->min_max_expr->n_args);
    case PG_QUERY__NODE__NODE_LIST:
        return walk_list(w, node->list->items, node->list->n_items);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return walk_list(w, node->row_expr->args, node->row_expr->n_args);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return walk_list(w, node->a_array_expr->elements,
                         node->a_array_expr->n_elements);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return walk_node(w, node->collate_clause->arg);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return walk_clock(w, node->sqlvalue_function);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        return walk_list(w, node->grouping_func->args,
                         node->grouping_func->n_args);
    case PG_QUERY__NODE__NODE_SORT_BY:
        return walk_node(w, node->sort_by->node);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return sql_fault_at(source(w), -1,
                            "paths into SUPER values are not read");
    case PG_QUERY__NODE__NODE_PARAM_REF:
        return sql_fault_at(source(w), node->param_ref->location,
                            "a parameter has no value; write a literal");
    default:
        return sql_fault_at(source(w), -1,
                            "an expression of this kind is not read");
    }
}

static bool walk_node(struct walk *w, const PgQuery__Node *node)
{
    if (node == NULL)
        return true;
    if (w->depth == SQL_DEPTH_MAX)
        return sql_fault_at(source(w), -1,
                            "an expression nested deeper than %d levels",
                            (int)SQL_DEPTH_MAX);
    w->depth++;
    const bool ok = walk_known(w, node);
    w->depth--;
    return ok;
}

bool sql_walk(struct sql_scope *scope, enum sql_place place,
              const PgQuery__Node *node, struct sql_uses *uses)
{
    struct walk w = { .scope = scope, .place = place, .uses = uses };

    *uses = (struct sql_uses){ .clock = -1 };
    return walk_node(&w, node);
}
