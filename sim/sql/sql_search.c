#include "sql/sql_where.h"

/* Which of two things to look for in an expression. */
struct search {
    const struct sql_scope *inner; /* columns of queries around this scope */
    bool subqueries;
    int depth;
};

static bool search_node(struct search *x, const PgQuery__Node *node);

static bool search_list(struct search *x, PgQuery__Node *const *nodes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (search_node(x, nodes[i]))
            return true;
    return false;
}

static bool is_outer_column(const struct search *x,
                            const PgQuery__ColumnRef *ref)
{
    const struct sql_scope alone = { .build = x->inner->build,
                                     .items = x->inner->items,
                                     .count = x->inner->count };
    struct sql_column column;

    return sql_find(&alone, ref, &column) == SQL_NOT_FOUND &&
           sql_find(x->inner, ref, &column) == SQL_FOUND;
}

static bool search_known(struct search *x, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return x->inner != NULL && is_outer_column(x, node->column_ref);
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return x->subqueries;
    case PG_QUERY__NODE__NODE_A_EXPR:
        return search_node(x, node->a_expr->lexpr) ||
               search_node(x, node->a_expr->rexpr);
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return search_list(x, node->bool_expr->args, node->bool_expr->n_args);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return search_list(x, node->func_call->args, node->func_call->n_args);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return search_node(x, node->type_cast->arg);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return search_node(x, node->null_test->arg);
    case PG_QUERY__NODE__NODE_LIST:
        return search_list(x, node->list->items, node->list->n_items);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return search_list(x, node->coalesce_expr->args,
                           node->coalesce_expr->n_args);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return x->subqueries; /* not worth taking apart */
    default:
        return false;
    }
}

static bool search_node(struct search *x, const PgQuery__Node *node)
{
    if (node == NULL || x->depth == 64)
        return false;
    x->depth++;
    const bool found = search_known(x, node);
    x->depth--;
    return found;
}

bool sql_has_subquery(const PgQuery__Node *node)
{
    struct search x = { .subqueries = true };

    return search_node(&x, node);
}

bool sql_has_outer_column(const struct sql_scope *inner,
                          const PgQuery__Node *node)
{
    struct search x = { .inner = inner };

    return search_node(&x, node);
}
