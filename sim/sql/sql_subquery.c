#include "sql/sql_where.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

static struct sql_reader *reader(const struct sql_scope *scope)
{
    return scope->build->r;
}

/* A name for the relation of a subquery that has none. */
static const char *subquery_name(struct sql_scope *scope)
{
    return text_format(reader(scope)->s->scratch, "subquery %d",
                       scope->build->q->relation_count + 1);
}

/* --- a table alone, which becomes a relation of the query around it --- */

static bool is_bare(const PgQuery__SelectStmt *select)
{
    return select->n_from_clause == 1 &&
           select->from_clause[0]->node_case ==
               PG_QUERY__NODE__NODE_RANGE_VAR &&
           select->n_group_clause == 0 && select->having_clause == NULL &&
           select->with_clause == NULL && select->limit_count == NULL &&
           select->limit_offset == NULL && select->n_window_clause == 0 &&
           select->n_values_lists == 0 && select->into_clause == NULL &&
           select->op == PG_QUERY__SET_OPERATION__SETOP_NONE;
}

static bool targets_are_columns(const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_target_list; i++) {
        const PgQuery__Node *const t = select->target_list[i];

        if (t->node_case != PG_QUERY__NODE__NODE_RES_TARGET ||
            t->res_target->val == NULL ||
            (t->res_target->val->node_case != PG_QUERY__NODE__NODE_COLUMN_REF &&
             t->res_target->val->node_case != PG_QUERY__NODE__NODE_A_CONST))
            return false;
    }
    return true;
}

static bool is_table_alone(struct sql_scope *scope,
                           const PgQuery__SelectStmt *select)
{
    return is_bare(select) && targets_are_columns(select) &&
           sql_find_cte(scope, select->from_clause[0]->range_var->relname) ==
               NULL &&
           !sql_has_subquery(select->where_clause);
}

static struct sql_context semi_context(const struct sql_scope *inner,
                                       int relation, bool negate)
{
    return (struct sql_context){ .kind = negate ? CONTEXT_ANTI : CONTEXT_SEMI,
                                 .scope = (struct sql_scope *)inner,
                                 .right = SQL_BIT(relation),
                                 .outer = -1 };
}

/* --- a subquery as a relation of its own --- */

/* The output of the inner query that is this column; a new one if need be. */
static int output_of(struct sql_build *inner, struct column_ref ref,
                     const char *name)
{
    struct query *const q = inner->q;

    for (int i = 0; i < q->output_count; i++)
        if (ref.column >= 0 && q->outputs[i].ref.relation == ref.relation &&
            q->outputs[i].ref.column == ref.column && !q->outputs[i].aggregate)
            return i;
    return sql_add_output(inner, (struct output){ .name = name, .ref = ref });
}

/* The inner side of each correlation becomes an output, and a group. */
static void expose_correlations(const struct sql_subquery *sub, int *outputs)
{
    struct sql_build *const b = sub->build;

    for (int i = 0; i < b->correlation_count; i++) {
        const struct column_ref ref = b->correlations[i].inner;

        outputs[i] = output_of(b, ref, b->correlations[i].name);
        if (b->q->grouped)
            sql_add_group(b, ref, NULL);
    }
    if (b->correlation_count > 0 && b->q->limit >= 0) {
        sql_note(b->r, "a limit in a correlated subquery is not applied");
        b->q->limit = -1;
    }
}

static void join_correlations(struct sql_scope *scope,
                              const struct sql_subquery *sub, int relation,
                              const int *outputs, enum join_kind kind,
                              int outer)
{
    const struct sql_build *const inner = sub->build;

    for (int i = 0; i < inner->correlation_count; i++) {
        const struct sql_correlation *const c = &inner->correlations[i];

        scope->build->q->relations[relation].reads[outputs[i]] = true;
        sql_add_join(scope->build,
                     (struct join){ .kind = kind,
                                    .left = c->outer.relation,
                                    .right = relation,
                                    .left_column = c->outer.column,
                                    .right_column = outputs[i],
                                    .text = c->text },
                     outer);
    }
    for (int i = 0; i < inner->outer_condition_count; i++) {
        const struct sql_outer_condition *const c = &inner->outer_conditions[i];

        if (kind != JOIN_ANTI)
            sql_add_cross(scope->build, c->outer | SQL_BIT(relation), c->guess,
                          c->text);
        sql_note(scope->build->r,
                 "'%s' ties a subquery to the query around it without an "
                 "equality: %s",
                 c->text, kind == JOIN_ANTI ? "taken as true" : "guessed");
    }
}

/* Read a subquery and make it a relation; its correlations' outputs too. */
static int add_subquery(struct sql_scope *scope, const PgQuery__SubLink *link,
                        bool exists, struct sql_subquery *sub, int **outputs)
{
    struct sql_reader *const r = reader(scope);

    if (link->subselect == NULL ||
        link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        sql_fault_at(r->s, link->location, "a subquery must be a select");
        return -1;
    }
    if (!sql_read_select(r, scope, link->subselect->select_stmt, exists, sub))
        return -1;
    const int correlations =
        sub->build == NULL ? 0 : sub->build->correlation_count;
    *outputs = ARENA_ARRAY(r->s->scratch, correlations, int);
    if (sub->build != NULL)
        expose_correlations(sub, *outputs);

    /* Not among the items: its columns have no names outside. */
    struct sql_scope hidden = { .outer = scope, .build = scope->build };
    return sql_add_query(&hidden, sub->query, subquery_name(scope), NULL, 0,
                         link->location);
}

static bool one_column(struct sql_reader *r, const PgQuery__SubLink *link,
                       int visible)
{
    if (visible == 1)
        return true;
    return sql_fault_at(r->s, link->location,
                        "a subquery here must select one column, not %d",
                        visible);
}

/* --- EXISTS --- */

static void keep_one_row(struct sql_reader *r, struct query *q)
{
    if (q->limit < 0 || q->limit > 1)
        q->limit = 1;
    sql_note(r, "'exists' that does not depend on the row: taken as true");
}

static bool exists_query(struct sql_context *x, const PgQuery__SubLink *link,
                         bool negate)
{
    struct sql_subquery sub;
    int *outputs;
    const int relation = add_subquery(x->scope, link, true, &sub, &outputs);

    if (relation < 0)
        return false;
    if (sub.build == NULL || sub.build->correlation_count == 0)
        keep_one_row(reader(x->scope), sub.query);
    if (sub.build != NULL)
        join_correlations(x->scope, &sub, relation, outputs,
                          negate ? JOIN_ANTI : JOIN_SEMI, -1);
    return true;
}

bool sql_read_exists(struct sql_context *x, const PgQuery__SubLink *link,
                     bool negate)
{
    const PgQuery__Node *const of = link->subselect;

    if (of == NULL || of->node_case != PG_QUERY__NODE__NODE_SELECT_STMT ||
        !is_table_alone(x->scope, of->select_stmt))
        return exists_query(x, link, negate);

    const PgQuery__SelectStmt *const select = of->select_stmt;
    struct sql_build *const b = x->scope->build;
    struct sql_scope inner = { .outer = x->scope, .build = b };
    const int relation =
        sql_read_table(&inner, select->from_clause[0]->range_var);
    if (relation < 0)
        return false;

    if (!sql_has_outer_column(&inner, select->where_clause)) {
        b->q->relation_count--; /* it is the last, and nothing refers to it */
        b->r->relations--;
        return exists_query(x, link, negate);
    }
    struct sql_context semi = semi_context(&inner, relation, negate);
    if (!sql_read_where(&semi, select->where_clause, false))
        return false;
    if (semi.joined == 0)
        sql_note(b->r,
                 "'%s' in 'exists' is joined without an equality: all pairs",
                 b->q->relations[relation].alias);
    return true;
}

/* --- IN --- */

static const PgQuery__Node *only_target(struct sql_scope *scope,
                                        const PgQuery__SubLink *link,
                                        const PgQuery__SelectStmt *select)
{
    if (select->n_target_list == 1)
        return select->target_list[0]->res_target->val;
    sql_fault_at(reader(scope)->s, link->location,
                 "a subquery after 'in' must select one column, not %zu",
                 select->n_target_list);
    return NULL;
}

static const char *in_text(struct sql_scope *scope, const PgQuery__Node *left,
                           const char *right)
{
    struct sql_reader *const r = reader(scope);

    return sql_cut(r, text_format(r->s->scratch, "%s = %s",
                                  sql_wording(r, left, true), right));
}

static bool in_table(struct sql_context *x, const PgQuery__SubLink *link,
                     const PgQuery__SelectStmt *select, bool negate)
{
    struct sql_reader *const r = reader(x->scope);
    struct sql_scope inner = { .outer = x->scope, .build = x->scope->build };
    const PgQuery__Node *const target = only_target(x->scope, link, select);

    if (target == NULL)
        return false;
    const int relation =
        sql_read_table(&inner, select->from_clause[0]->range_var);
    if (relation < 0)
        return false;
    struct sql_context semi = semi_context(&inner, relation, negate);
    const bool joined = sql_read_equality(
        &semi, x->scope, link->testexpr, &inner, target,
        in_text(x->scope, link->testexpr, sql_wording(r, target, true)));
    return sql_read_where(&semi, select->where_clause, false) && joined;
}

static bool in_query(struct sql_context *x, const PgQuery__SubLink *link,
                     bool negate)
{
    struct sql_scope *const scope = x->scope;
    struct sql_reader *const r = reader(scope);
    const enum join_kind kind = negate ? JOIN_ANTI : JOIN_SEMI;
    struct sql_subquery sub;
    struct sql_uses uses;
    struct sql_column left;
    int *outputs;
    const int relation = add_subquery(scope, link, false, &sub, &outputs);

    if (relation < 0 || !sql_walk(scope, SQL_IN_WHERE, link->testexpr, &uses))
        return false;
    if (!one_column(r, link, sub.columns))
        return false;
    if (!sql_bare_column(scope, link->testexpr, &left) ||
        left.build != scope->build)
        return sql_fault_at(r->s, sql_location(link->testexpr),
                            "'%s' must be a column to be looked for in a "
                            "subquery",
                            sql_wording(r, link->testexpr, true));
    scope->build->q->relations[relation].reads[0] = true;
    sql_add_join(
        scope->build,
        (struct join){ .kind = kind,
                       .left = left.relation,
                       .right = relation,
                       .left_column = left.column,
                       .right_column = 0,
                       .text = in_text(scope, link->testexpr, "(select ..)") },
        -1);
    if (sub.build != NULL)
        join_correlations(scope, &sub, relation, outputs, kind, -1);
    return true;
}

bool sql_read_in(struct sql_context *x, const PgQuery__SubLink *link,
                 bool negate)
{
    const PgQuery__Node *const of = link->subselect;

    if (negate)
        sql_note(reader(x->scope),
                 "'not in' is taken as 'not exists': no NULL among its values");
    if (link->testexpr == NULL)
        return sql_fault_at(reader(x->scope)->s, link->location,
                            "'in' without a left side");
    if (link->testexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR)
        return sql_fault_at(reader(x->scope)->s, link->location,
                            "several columns before 'in' are not read; write "
                            "'exists'");
    if (of != NULL && of->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
        is_table_alone(x->scope, of->select_stmt))
        return in_table(x, link, of->select_stmt, negate);
    return in_query(x, link, negate);
}

/* --- in the midst of an expression --- */

/* As a list of different keys, so that a left join to it repeats no row. */
static void make_distinct(struct sql_build *b)
{
    struct query *const q = b->q;

    if (q->grouped)
        return;
    q->grouped = q->distinct = true;
    for (int i = 0; i < q->output_count; i++)
        if (q->outputs[i].ref.relation >= 0)
            sql_add_group(b, q->outputs[i].ref, q->outputs[i].name);
}

static bool is_in(const PgQuery__SubLink *link)
{
    const char *const op = sql_last_name(link->oper_name, link->n_oper_name);

    return op[0] == '\0' || strcmp(op, "=") == 0;
}

/* x > all (..), x < any (..): the largest or smallest is what matters. */
static void make_scalar(struct query *q)
{
    if (q->grouped || q->set != SET_NONE)
        return;
    q->grouped = true;
    q->aggregate_count = 1;
}

static bool left_join_in(struct sql_scope *scope, const PgQuery__SubLink *link,
                         int relation, int outer)
{
    struct sql_column left;

    if (link->testexpr == NULL ||
        !sql_bare_column(scope, link->testexpr, &left) ||
        left.build != scope->build)
        return false;
    scope->build->q->relations[relation].reads[0] = true;
    sql_add_join(
        scope->build,
        (struct join){ .kind = JOIN_LEFT,
                       .left = left.relation,
                       .right = relation,
                       .left_column = left.column,
                       .right_column = 0,
                       .text = in_text(scope, link->testexpr, "(select ..)") },
        outer);
    return true;
}

static bool read_operand(struct sql_scope *scope, const PgQuery__SubLink *link,
                         int *relation)
{
    const bool scalar =
        link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK;
    const bool exists =
        link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK;
    struct sql_reader *const r = reader(scope);
    struct sql_subquery sub;
    int *outputs;

    *relation = add_subquery(scope, link, exists, &sub, &outputs);
    if (*relation < 0)
        return false;
    if (scalar && !one_column(r, link, sub.columns))
        return false;
    const int correlations =
        sub.build == NULL ? 0 : sub.build->correlation_count;
    const int outer = sql_add_outer(
        scope->build, (struct sql_outer){ .right = SQL_BIT(*relation) });
    const bool in = !scalar && !exists && is_in(link);
    if (!scalar && !exists && !in)
        make_scalar(sub.query);
    else if (!scalar && sub.build != NULL)
        make_distinct(sub.build);
    if (in && !left_join_in(scope, link, *relation, outer))
        sql_note(r, "a subquery in an expression is read for each query once; "
                    "how it is compared is not modelled");
    if (exists && correlations == 0)
        keep_one_row(r, sub.query);
    if (scalar && correlations == 0 && !sub.query->grouped &&
        sub.query->set == SET_NONE)
        sub.query->limit = 1; /* more than one row would be an error */
    if (sub.build != NULL)
        join_correlations(scope, &sub, *relation, outputs, JOIN_LEFT, outer);
    return true;
}

int sql_operand_relation(struct sql_scope *scope, enum sql_place place,
                         const PgQuery__SubLink *link)
{
    struct sql_build *const b = scope->build;
    int relation;

    (void)place;
    for (int i = 0; i < b->operand_count; i++)
        if (b->operands[i].node == link)
            return b->operands[i].relation;
    if (!read_operand(scope, link, &relation))
        relation = -1;
    ARENA_GROW(b->r->s->scratch, b->operands, b->operand_count,
               b->operand_room);
    b->operands[b->operand_count++] = (struct sql_operand){ link, relation };
    return relation;
}
