#include "sql/sql_where.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

static struct sql_build *build(const struct sql_context *x)
{
    return x->scope->build;
}

static struct sql_reader *reader(const struct sql_context *x)
{
    return x->scope->build->r;
}

int sql_location(const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_A_EXPR:
        return node->a_expr->location;
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return node->bool_expr->location;
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return node->column_ref->location;
    case PG_QUERY__NODE__NODE_A_CONST:
        return node->a_const->location;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return node->func_call->location;
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return node->sub_link->location;
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return node->null_test->location;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return node->type_cast->location;
    default:
        return -1;
    }
}

/* --- joins --- */

/* The column that one side of an equality is joined on. */
static bool join_column(struct sql_scope *scope, const PgQuery__Node *node,
                        const struct sql_uses *uses, struct sql_column *column)
{
    if (sql_bare_column(scope, node, column))
        return true;
    if (uses->references == 0 || !uses->one_column || uses->aggregate)
        return false;
    *column = uses->column;
    return true;
}

static void note_expression(struct sql_reader *r, struct sql_scope *scope,
                            const PgQuery__Node *node)
{
    struct sql_column column;

    if (node->node_case != PG_QUERY__NODE__NODE_SUB_LINK &&
        !sql_bare_column(scope, node, &column))
        sql_note(r, "the join on '%s' is taken as one on the column in it",
                 sql_wording(r, node, true));
}

static void add_correlation(struct sql_build *b, const struct sql_column *inner,
                            const struct sql_column *outer, const char *text)
{
    ARENA_GROW(b->r->s->scratch, b->correlations, b->correlation_count,
               b->correlation_room);
    b->correlations[b->correlation_count++] = (struct sql_correlation){
        .inner = { inner->relation, inner->column },
        .outer = { outer->relation, outer->column },
        .name = inner->origin != NULL ? inner->origin->name : text,
        .text = text,
    };
}

static enum join_kind join_kind_of(const struct sql_context *x, sql_mask both)
{
    /* Within the nullable side, or within the other, it joins as usual. */
    const bool across = (both & x->right) != 0 && (both & ~x->right) != 0;

    if (!across)
        return JOIN_INNER;
    switch (x->kind) {
    case CONTEXT_LEFT:
        return JOIN_LEFT;
    case CONTEXT_FULL:
        return JOIN_FULL;
    case CONTEXT_SEMI:
        return JOIN_SEMI;
    case CONTEXT_ANTI:
        return JOIN_ANTI;
    case CONTEXT_WHERE:
        break;
    }
    return JOIN_INNER;
}

static void add_join(struct sql_context *x, struct sql_column a,
                     struct sql_column b, const char *text)
{
    const enum join_kind kind =
        join_kind_of(x, SQL_BIT(a.relation) | SQL_BIT(b.relation));
    const bool swap =
        kind != JOIN_INNER && (SQL_BIT(a.relation) & x->right) != 0;
    const struct sql_column left = swap ? b : a, right = swap ? a : b;

    if (kind == JOIN_INNER && x->kind == CONTEXT_WHERE) {
        sql_reject_null(build(x), left.relation);
        sql_reject_null(build(x), right.relation);
    }
    sql_add_join(build(x),
                 (struct join){ .kind = kind,
                                .left = left.relation,
                                .right = right.relation,
                                .left_column = left.column,
                                .right_column = right.column,
                                .text = text },
                 kind == JOIN_INNER ? -1 : x->outer);
    x->joined += kind != JOIN_INNER || x->kind == CONTEXT_WHERE;
}

/* True when the equality became a join; *ok is false on a fault. */
static bool try_join(struct sql_context *x, struct sql_scope *left_scope,
                     const PgQuery__Node *left, struct sql_scope *right_scope,
                     const PgQuery__Node *right, const char *text, bool *ok)
{
    struct sql_uses l, r;
    struct sql_column a, b;

    *ok = sql_walk(left_scope, SQL_IN_WHERE, left, &l);
    *ok = sql_walk(right_scope, SQL_IN_WHERE, right, &r) && *ok;
    if (!*ok || !join_column(left_scope, left, &l, &a) ||
        !join_column(right_scope, right, &r, &b))
        return false;

    struct sql_build *const here = build(x);
    if (a.build == here && b.build == here) {
        if (a.relation == b.relation)
            return false;
        note_expression(reader(x), left_scope, left);
        note_expression(reader(x), right_scope, right);
        add_join(x, a, b, text);
        return true;
    }
    if (a.build == here && b.build == here->outer)
        add_correlation(here, &a, &b, text);
    else if (b.build == here && a.build == here->outer)
        add_correlation(here, &b, &a, text);
    else
        return false;
    x->joined++;
    return true;
}

/* --- conditions that are neither joins nor filters --- */

bool sql_add_guess(struct sql_context *x, const PgQuery__Node *node,
                   bool negate, const struct sql_uses *uses, double guess)
{
    struct sql_build *const b = build(x);
    const char *text = sql_wording(b->r, node, true);

    if (negate)
        text = sql_cut(b->r, text_format(b->r->s->scratch, "not (%s)", text));
    if (uses->outer_relations != 0 || uses->deeper_outer) {
        ARENA_GROW(b->r->s->scratch, b->outer_conditions,
                   b->outer_condition_count, b->outer_condition_room);
        b->outer_conditions[b->outer_condition_count++] =
            (struct sql_outer_condition){ uses->outer_relations, guess, text };
        return true;
    }
    if (x->kind == CONTEXT_LEFT || x->kind == CONTEXT_FULL ||
        (x->kind == CONTEXT_ANTI && (uses->relations & ~x->right) != 0)) {
        sql_note(b->r,
                 "'%s' only limits what an outer or anti join matches: taken "
                 "as true",
                 text);
        return true;
    }
    const bool or = node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR;
    if (!uses->keeps_null && ! or)
        for (sql_mask m = uses->relations; m != 0; m &= m - 1)
            sql_reject_null(b, sql_first_of(m));
    sql_add_cross(b, uses->relations, guess, text);
    sql_note(b->r,
             "'%s' is a condition on several tables and no equality: guessed "
             "to pass %.4g %% of their pairs",
             text, 100 * guess);
    return true;
}

/* --- filters --- */

static bool is_null_test(const struct condition *c)
{
    return c->kind == COND_SET && c->range_count == 0 && c->accepts_null;
}

static sql_mask joined_with(const struct sql_build *b, int relation)
{
    sql_mask mask = SQL_BIT(relation);

    for (int i = 0; i < b->q->join_count; i++)
        if (b->q->joins[i].right == relation)
            mask |= SQL_BIT(b->q->joins[i].left);
    return mask;
}

static bool add_filter(struct sql_context *x, const PgQuery__Node *node,
                       bool negate, const struct sql_uses *uses)
{
    struct sql_build *const b = build(x);
    const int relation = sql_first_of(uses->relations);
    const bool inside = (uses->relations & x->right) != 0;

    if ((x->kind == CONTEXT_LEFT && !inside) || x->kind == CONTEXT_FULL ||
        (x->kind == CONTEXT_ANTI && !inside))
        return sql_add_guess(x, node, negate, uses, 1);

    struct condition *const c = sql_read_condition(x->scope, node, negate);
    if (c == NULL)
        return false;
    if (c->constant && c->guess > 0) /* a < 5 or true */
        return true;
    if (x->kind == CONTEXT_WHERE && sql_is_nullable(b, relation)) {
        const bool guess = c->kind == COND_GUESS && !uses->keeps_null;

        if (is_null_test(c) && sql_try_anti(b, relation, c->column))
            return true;
        if (!guess && !sql_rejects_null(c)) {
            struct sql_uses wide = *uses;
            wide.relations = joined_with(b, relation);
            return sql_add_guess(x, node, negate, &wide,
                                 sql_guess_of(node, negate));
        }
        sql_reject_null(b, relation);
    }
    return sql_add_filter(b, relation, c, sql_location(node));
}

/* A condition without columns: it holds for all rows or for none, and then no
   table is read. */
static bool add_constant(struct sql_context *x, const PgQuery__Node *node,
                         bool negate)
{
    const struct condition *const c =
        sql_read_condition(x->scope, node, negate);
    struct sql_build *const b = build(x);

    if (c == NULL)
        return false;
    if (c->kind == COND_GUESS && c->guess >= 1)
        return true;
    sql_note(b->r, "'%s' is the same for all rows: taken to pass %.4g %%",
             c->text, 100 * c->guess);
    if (x->kind != CONTEXT_WHERE || b->q->relation_count == 0)
        return true;
    for (int r = 0; r < b->q->relation_count; r++) {
        struct condition *const copy = ARENA_NEW(b->r->s->a, struct condition);
        *copy = *c;
        if (!sql_add_filter(b, r, copy, sql_location(node)))
            return false;
    }
    return true;
}

/* --- one part of an AND --- */

static bool is_equality(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
           node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP &&
           node->a_expr->lexpr != NULL && node->a_expr->rexpr != NULL &&
           strcmp(sql_last_name(node->a_expr->name, node->a_expr->n_name),
                  "=") == 0;
}

static bool is_or(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
           node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR;
}

static bool clock_fault(struct sql_context *x, int location)
{
    return sql_fault_at(reader(x)->s, location,
                        "a simulation has no clock; say what day it is, as "
                        "study: {today: 1998-12-01}, or write the day, as date "
                        "'1998-12-01'");
}

static bool read_part(struct sql_context *x, const PgQuery__Node *node,
                      bool negate)
{
    struct sql_uses uses;
    bool ok;

    if (!negate && is_equality(node)) {
        const char *const text = sql_wording(reader(x), node, true);
        if (try_join(x, x->scope, node->a_expr->lexpr, x->scope,
                     node->a_expr->rexpr, text, &ok))
            return true;
        if (!ok)
            return false;
    }
    if (!sql_walk(x->scope, SQL_IN_WHERE, node, &uses))
        return false;
    if (uses.clock >= 0)
        return clock_fault(x, uses.clock);
    if (uses.outer_relations != 0 || uses.deeper_outer)
        return sql_add_guess(x, node, negate, &uses,
                             sql_guess_of(node, negate));
    if (uses.relations == 0)
        return add_constant(x, node, negate);
    if (sql_count_of(uses.relations) == 1 && !uses.subquery)
        return add_filter(x, node, negate, &uses);
    if (!negate && is_or(node))
        return sql_read_or(x, node, &uses);
    return sql_add_guess(x, node, negate, &uses, sql_guess_of(node, negate));
}

bool sql_read_equality(struct sql_context *x, struct sql_scope *left_scope,
                       const PgQuery__Node *left, struct sql_scope *right_scope,
                       const PgQuery__Node *right, const char *text)
{
    struct sql_reader *const r = reader(x);
    bool ok;

    if (try_join(x, left_scope, left, right_scope, right, text, &ok))
        return true;
    if (ok)
        sql_fault_at(r->s, sql_location(left),
                     "'%s' must be a column to be looked for in a subquery",
                     sql_wording(r, left, true));
    return false;
}

/* --- the whole --- */

static bool is_subquery(const PgQuery__Node *node, bool negate, bool *in)
{
    if (node->node_case != PG_QUERY__NODE__NODE_SUB_LINK)
        return false;
    const PgQuery__SubLink *const link = node->sub_link;
    const char *const op = sql_last_name(link->oper_name, link->n_oper_name);

    *in = link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK;
    if (!*in)
        return true;
    if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK)
        return op[0] == '\0' || strcmp(op, "=") == 0;
    /* <> ALL is NOT IN. */
    return link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK &&
           strcmp(op, "<>") == 0 && !negate;
}

static bool read_subquery(struct sql_context *x, const PgQuery__SubLink *link,
                          bool in, bool negate)
{
    const bool all =
        link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;

    if (x->kind != CONTEXT_WHERE)
        return sql_fault_at(reader(x)->s, link->location,
                            "a subquery in 'on' of an outer join, or in the "
                            "condition of another, is not read; join its "
                            "table instead");
    return in ? sql_read_in(x, link, negate || all)
              : sql_read_exists(x, link, negate);
}

bool sql_read_where(struct sql_context *x, const PgQuery__Node *node,
                    bool negate)
{
    bool in, ok = true;

    if (node == NULL)
        return true;
    if (is_subquery(node, negate, &in))
        return read_subquery(x, node->sub_link, in, negate);
    if (node->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR)
        return read_part(x, node, negate);

    const PgQuery__BoolExpr *const e = node->bool_expr;
    const bool and = e->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
    if (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR && e->n_args == 1)
        return sql_read_where(x, e->args[0], !negate);
    if (and == negate)
        return read_part(x, node, negate);
    for (size_t i = 0; i < e->n_args; i++)
        ok = sql_read_where(x, e->args[i], negate) && ok;
    return ok;
}
