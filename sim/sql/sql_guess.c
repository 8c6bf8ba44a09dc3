#include "sql/sql_condition.h"

#include <string.h>

#include "sql/sql_type.h"

static double guess_operation(const PgQuery__AExpr *x)
{
    const char *const op = sql_last_name(x->name, x->n_name);
    const bool not = op[0] == '!' || strcmp(op, "<>") == 0;
    double share = SQL_GUESS_INEQUAL;

    switch (x->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
        if (x->rexpr != NULL &&
            x->rexpr->node_case == PG_QUERY__NODE__NODE_LIST)
            share = SQL_GUESS_EQUAL * (double)x->rexpr->list->n_items;
        share = share < 1 ? share : 1;
        return not ? 1 - share : share;
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
        return SQL_GUESS_RANGE;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
        return 1 - SQL_GUESS_RANGE;
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
        return not ? 1 - SQL_GUESS_MATCH : SQL_GUESS_MATCH;
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
        return 1 - SQL_GUESS_EQUAL;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
        return SQL_GUESS_EQUAL;
    default:
        break;
    }
    if (strcmp(op, "=") == 0)
        return SQL_GUESS_EQUAL;
    if (strcmp(op, "<>") == 0)
        return 1 - SQL_GUESS_EQUAL;
    if (op[0] == '~' || op[0] == '!')
        return not ? 1 - SQL_GUESS_MATCH : SQL_GUESS_MATCH;
    return share;
}

static double guess_boolean(const PgQuery__BoolExpr *x)
{
    const bool or = x->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR;
    double all = 1;

    if (x->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
        return x->n_args > 0 ? sql_guess_of(x->args[0], true) : 1;
    for (size_t i = 0; i < x->n_args; i++)
        all *= sql_guess_of(x->args[i], or);
    return or ? 1 - all : all;
}

double sql_guess_of(const PgQuery__Node *node, bool negate)
{
    double share = SQL_GUESS_INEQUAL;

    if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR)
        share = guess_operation(node->a_expr);
    else if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR)
        share = guess_boolean(node->bool_expr);
    else if (node->node_case == PG_QUERY__NODE__NODE_NULL_TEST)
        share =
            node->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
                ? SQL_GUESS_EQUAL
                : 1 - SQL_GUESS_EQUAL;
    return negate ? 1 - share : share;
}
