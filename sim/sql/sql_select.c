#include "sql/sql_where.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "sql/sql_lift.h"
#include "sql/sql_type.h"

static bool read_simple(struct sql_reader *r, struct sql_scope *outer,
                        const struct sql_cte *ctes,
                        const PgQuery__SelectStmt *select, bool exists,
                        struct sql_subquery *sub);

void sql_note_lost(struct sql_reader *r, const struct sql_subquery *sub)
{
    static const char *const format =
        "'%s' ties a subquery to the query around it where it cannot be "
        "joined: taken as true";

    if (sub->build == NULL)
        return;
    for (int i = 0; i < sub->build->correlation_count; i++)
        sql_note(r, format, sub->build->correlations[i].text);
    for (int i = 0; i < sub->build->outer_condition_count; i++)
        sql_note(r, format, sub->build->outer_conditions[i].text);
}

/* --- common table expressions --- */

static const char **cte_names(struct sql_reader *r,
                              const PgQuery__CommonTableExpr *c,
                              const struct query *q)
{
    const char **const names =
        ARENA_ARRAY(r->s->scratch, q->output_count, const char *);
    for (int i = 0; i < q->output_count; i++)
        names[i] = (size_t)i < c->n_aliascolnames
                       ? sql_last_name(c->aliascolnames + i, 1)
                       : q->outputs[i].name;
    return names;
}

static bool read_cte(struct sql_reader *r, struct sql_scope *around,
                     const PgQuery__CommonTableExpr *c, struct sql_cte *cte)
{
    struct sql_subquery sub;

    if (c->ctequery == NULL ||
        c->ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return sql_fault_at(r->s, c->location,
                            "'with' of something else than a select");

    const int before = r->relations;
    const bool ok =
        sql_read_select(r, around, c->ctequery->select_stmt, false, &sub);
    /* What it reads counts where it is referred to. */
    cte->relations = r->relations - before;
    r->relations = before;
    if (!ok)
        return false;
    sql_note_lost(r, &sub);
    cte->query = sub.query;
    cte->names = cte_names(r, c, sub.query);
    return true;
}

/* Each sees those before it; *ctes is the list that the select sees. */
static bool read_with(struct sql_reader *r, struct sql_scope *outer,
                      const PgQuery__WithClause *with,
                      const struct sql_cte **ctes)
{
    bool ok = true;

    if (with == NULL)
        return true;
    if (with->recursive)
        ok = sql_fault_at(r->s, with->location,
                          "'with recursive' is not read; nothing says how "
                          "often it repeats");
    for (size_t i = 0; i < with->n_ctes; i++) {
        struct sql_cte *const cte = ARENA_NEW(r->s->scratch, struct sql_cte);
        struct sql_scope around = { .outer = outer,
                                    .build = outer->build,
                                    .ctes = *ctes };

        if (with->ctes[i]->node_case != PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR)
            continue;
        cte->name = with->ctes[i]->common_table_expr->ctename;
        if (!with->recursive)
            ok = read_cte(r, &around, with->ctes[i]->common_table_expr, cte) &&
                 ok;
        cte->next = *ctes;
        *ctes = cte;
    }
    return ok;
}

/* --- set operations --- */

/* MINUS went to the parser as a union. */
static bool is_minus(const struct sql_reader *r,
                     const PgQuery__SelectStmt *select)
{
    const PgQuery__SelectStmt *right = select->rarg;

    while (right != NULL && right->larg != NULL)
        right = right->larg;
    if (right == NULL || right->n_target_list == 0 || select->all)
        return false;
    const int location = right->target_list[0]->res_target->location;
    return sql_is_minus(r->lifts, sql_offset(r->s, (size_t)location));
}

static enum set_operation set_of(const struct sql_reader *r,
                                 const PgQuery__SelectStmt *select)
{
    switch (select->op) {
    case PG_QUERY__SET_OPERATION__SETOP_UNION:
        if (is_minus(r, select))
            return SET_EXCEPT;
        return select->all ? SET_UNION_ALL : SET_UNION;
    case PG_QUERY__SET_OPERATION__SETOP_INTERSECT:
        return SET_INTERSECT;
    case PG_QUERY__SET_OPERATION__SETOP_EXCEPT:
        return SET_EXCEPT;
    default:
        return SET_NONE;
    }
}

static void add_branch(struct sql_reader *r, struct query *q,
                       struct query *branch, size_t *room)
{
    ARENA_GROW(r->s->a, q->branches, q->branch_count, *room);
    q->branches[q->branch_count++] = branch;
}

/* A chain of the same operation is one: a union b union c. */
static bool chains(const struct query *branch, enum set_operation set)
{
    return branch->set == set && set != SET_EXCEPT && branch->limit < 0 &&
           branch->order_count == 0;
}

static bool read_branch(struct sql_reader *r, struct sql_scope *around,
                        const PgQuery__SelectStmt *select, struct query *q,
                        size_t *room)
{
    struct sql_subquery sub;

    if (!sql_read_select(r, around, select, false, &sub))
        return false;
    sql_note_lost(r, &sub);
    if (!chains(sub.query, q->set)) {
        add_branch(r, q, sub.query, room);
        return true;
    }
    for (int i = 0; i < sub.query->branch_count; i++)
        add_branch(r, q, sub.query->branches[i], room);
    return true;
}

/* ORDER BY of a set operation names its outputs, or counts them. */
static bool read_set_order(struct sql_reader *r, struct query *q,
                           const PgQuery__SelectStmt *select)
{
    struct sql_build b = { .r = r, .q = q };
    for (size_t i = 0; i < select->n_sort_clause; i++) {
        const PgQuery__Node *const node = select->sort_clause[i]->sort_by->node;
        int column = -1;

        if (node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
            node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
            column = node->a_const->ival->ival - 1;
        else if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
                 node->column_ref->n_fields == 1)
            for (int k = 0; k < q->output_count && column < 0; k++)
                if (strcmp(q->outputs[k].name,
                           sql_last_name(node->column_ref->fields, 1)) == 0)
                    column = k;
        if (column < 0 || column >= q->output_count)
            return sql_fault_at(r->s, sql_location(node),
                                "'order by' of a set operation must name one "
                                "of its columns");
        sql_add_order(&b, (struct column_ref){ -1, column },
                      q->branches[0]->outputs[column].name);
    }
    return true;
}

/* EXCEPT may have been MINUS in the text: then its start is cited. */
static const char *set_word(enum set_operation set)
{
    return set == SET_INTERSECT ? "intersect"
           : set == SET_EXCEPT  ? "except"
                                : "union";
}

/* They are named by the first part, and are columns of no relation. */
static void name_outputs(struct sql_reader *r, struct query *q)
{
    struct sql_build b = { .r = r, .q = q };

    for (int i = 0; i < q->branches[0]->output_count; i++)
        sql_add_output(&b,
                       (struct output){ .name = q->branches[0]->outputs[i].name,
                                        .ref = { -1, -1 } });
}

/* Redshift stops when it has rows enough; how early is chance. */
static void note_early_stop(struct sql_reader *r, const struct query *q)
{
    if (q->limit >= 0 && q->order_count == 0 && !q->grouped && !q->distinct &&
        q->window_count == 0)
        sql_note(r, "a limit without order by stops early: what is counted is "
                    "all the work that it could take");
}

static bool read_set(struct sql_reader *r, struct sql_scope *around,
                     const PgQuery__SelectStmt *select, struct query *q)
{
    size_t room = 0;

    q->set = set_of(r, select);
    if (select->all && q->set != SET_UNION_ALL)
        return sql_fault_word(r, "all",
                              "'intersect all' and 'except all' are "
                              "not in Redshift");
    bool ok = read_branch(r, around, select->larg, q, &room);
    ok = read_branch(r, around, select->rarg, q, &room) && ok;
    if (!ok)
        return false;
    for (int i = 1; i < q->branch_count; i++)
        if (q->branches[i]->output_count != q->branches[0]->output_count)
            return sql_fault_word(r, set_word(q->set),
                                  "the parts of a set operation have %d and %d "
                                  "columns",
                                  q->branches[0]->output_count,
                                  q->branches[i]->output_count);
    name_outputs(r, q);
    if (q->set != SET_UNION_ALL)
        sql_note(r, "'%s' is taken to return as many rows as it could at most",
                 set_word(q->set));
    return read_set_order(r, q, select) && sql_read_limit(r, q, select);
}

/* --- one SELECT --- */

static void note_unconnected(struct sql_build *b)
{
    sql_mask seen = b->q->relation_count > 0 ? 1 : 0;

    for (int pass = 0; pass < b->q->relation_count; pass++)
        for (int i = 0; i < b->q->join_count; i++) {
            const sql_mask both =
                SQL_BIT(b->q->joins[i].left) | SQL_BIT(b->q->joins[i].right);
            seen |= (both & seen) != 0 ? both : 0;
        }
    for (int i = 0; i < b->q->relation_count; i++)
        if (!(seen & SQL_BIT(i)) && b->q->relations[i].kind == RELATION_TABLE)
            sql_note(b->r, "'%s' is joined without an equality: all pairs",
                     b->q->relations[i].alias);
}

static bool has_refused(struct sql_reader *r, const PgQuery__SelectStmt *select)
{
    if (select->into_clause != NULL)
        return !sql_fault_word(r, "into",
                               "'select into' writes a table; leave "
                               "'into' out");
    if (select->n_values_lists > 0)
        return !sql_fault_word(r, "values", "'values' is not read");
    if (select->n_locking_clause > 0)
        return !sql_fault_word(r, "for", "'for update' is not read");
    for (size_t i = 0; i < select->n_distinct_clause; i++)
        if (select->distinct_clause[i]->node_case !=
            PG_QUERY__NODE__NODE__NOT_SET)
            return !sql_fault_at(r->s, sql_location(select->distinct_clause[i]),
                                 "'distinct on' is not in Redshift");
    return false;
}

static bool read_simple(struct sql_reader *r, struct sql_scope *outer,
                        const struct sql_cte *ctes,
                        const PgQuery__SelectStmt *select, bool exists,
                        struct sql_subquery *sub)
{
    struct sql_build *const b = ARENA_NEW(r->s->scratch, struct sql_build);
    struct sql_scope *const scope = ARENA_NEW(r->s->scratch, struct sql_scope);

    *b = (struct sql_build){ .r = r, .outer = outer->build, .q = sub->query };
    *scope = (struct sql_scope){ .outer = outer, .build = b, .ctes = ctes };
    b->windows = select->window_clause;
    b->window_definitions = select->n_window_clause;
    sub->build = b;
    if (has_refused(r, select) ||
        !sql_read_from(scope, select->from_clause, select->n_from_clause))
        return false;

    struct sql_context where = { .kind = CONTEXT_WHERE,
                                 .scope = scope,
                                 .outer = -1 };
    bool ok = sql_read_where(&where, select->where_clause, false);
    scope->targets = select->target_list;
    scope->target_count = select->n_target_list;
    if (!exists || select->n_group_clause > 0 || select->having_clause != NULL)
        ok = sql_read_targets(scope, select) && ok;
    ok = ok && sql_read_groups(scope, select);
    ok = ok && sql_read_order(scope, select);
    ok = sql_read_limit(r, sub->query, select) && ok;
    if (ok) {
        note_unconnected(b);
        note_early_stop(r, sub->query);
    }
    return ok;
}

static bool read_select(struct sql_reader *r, struct sql_scope *outer,
                        const PgQuery__SelectStmt *select, bool exists,
                        struct sql_subquery *sub)
{
    const struct sql_cte *ctes = NULL;
    /* The outermost select has nothing around it. */
    struct sql_scope nothing = { .outer = NULL };
    struct sql_scope *const around = outer != NULL ? outer : &nothing;

    const bool ok = read_with(r, around, select->with_clause, &ctes);
    if (set_of(r, select) == SET_NONE)
        return read_simple(r, around, ctes, select, exists, sub) && ok;
    if (select->larg == NULL || select->rarg == NULL)
        return sql_fault_at(r->s, -1, "a set operation of one part");

    struct sql_scope inside = { .outer = around,
                                .build = around->build,
                                .ctes = ctes };
    return read_set(r, &inside, select, sub->query) && ok;
}

bool sql_read_select(struct sql_reader *r, struct sql_scope *outer,
                     const PgQuery__SelectStmt *select, bool exists,
                     struct sql_subquery *sub)
{
    const int before = r->relations;

    *sub = (struct sql_subquery){ .query = ARENA_NEW(r->s->a, struct query) };
    *sub->query = (struct query){ .weight = 1,
                                  .where = sql_where_at(r->s, 0),
                                  .limit = -1,
                                  .having_guess = 1 };
    sub->query->where.file = text_copy(r->s->a, r->s->file);
    if (r->nesting == SQL_NESTING_MAX)
        return sql_fault_at(r->s, -1, "queries nested deeper than %d levels",
                            (int)SQL_NESTING_MAX);
    r->nesting++;
    const bool ok = read_select(r, outer, select, exists, sub);
    r->nesting--;
    sub->relations = r->relations - before;
    sub->columns = sub->query->output_count;
    return ok;
}
