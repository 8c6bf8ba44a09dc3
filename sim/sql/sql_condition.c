#include "sql/sql_predicate.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

static struct condition *read_node(struct sql_scope *x,
                                   const PgQuery__Node *node, bool negate);

const char *sql_condition_text(struct sql_scope *x, const PgQuery__Node *node,
                               bool negate)
{
    const char *const text = sql_wording(x->build->r, node, false);

    if (!negate)
        return text;
    return sql_cut(x->build->r,
                   text_format(x->build->r->s->scratch, "not (%s)", text));
}

/* --- leaves --- */

struct condition *sql_make_set(struct sql_scope *x, int column,
                               struct sql_set set, bool zone_map,
                               const char *text)
{
    struct condition *const c = ARENA_NEW(x->build->r->s->a, struct condition);

    *c = (struct condition){ .kind = COND_SET,
                             .column = column,
                             .other = -1,
                             .ranges = set.ranges,
                             .range_count = set.count,
                             .accepts_null = set.null == SET_NULL_PASSES,
                             .zone_map = zone_map,
                             .text = text };
    return c;
}

struct condition *sql_make_guess(struct sql_scope *x, const PgQuery__Node *node,
                                 bool negate)
{
    struct condition *const c = ARENA_NEW(x->build->r->s->a, struct condition);

    *c = (struct condition){ .kind = COND_GUESS,
                             .column = -1,
                             .other = -1,
                             .guess = sql_guess_of(node, negate),
                             .text = sql_condition_text(x, node, negate) };
    sql_note(x->build->r,
             "'%s' is not evaluated: guessed to pass %.4g %% of rows", c->text,
             100 * c->guess);
    return c;
}

static struct condition *make_truth(struct sql_scope *x, bool value,
                                    const char *text)
{
    struct condition *const c = ARENA_NEW(x->build->r->s->a, struct condition);

    *c = (struct condition){ .kind = COND_GUESS,
                             .column = -1,
                             .other = -1,
                             .guess = value ? 1 : 0,
                             .constant = true,
                             .text = text };
    return c;
}

/* What one column's predicate was read as; NULL for a fault. */
struct condition *sql_make_reading(struct sql_scope *x, enum sql_reading state,
                                   const struct sql_reading_of *reading,
                                   const PgQuery__Node *node, bool negate)
{
    if (state == SQL_REFUSED)
        return NULL;
    if (state == SQL_GUESSED)
        return sql_make_guess(x, node, negate);
    return sql_make_set(x, reading->column.column,
                        negate ? sql_set_not(x->build->r->s->a, reading->set)
                               : reading->set,
                        reading->zone_map, sql_condition_text(x, node, negate));
}

/* The last resort before a guess: all values of the only column. */
struct condition *sql_read_domain(struct sql_scope *x,
                                  const PgQuery__Node *node, bool negate)
{
    struct sql_reading_of reading;
    struct sql_uses uses;
    enum sql_reading state = SQL_GUESSED;

    if (!sql_walk(x, SQL_IN_WHERE, node, &uses))
        return NULL;
    if (uses.references > 0 && uses.one_column && !uses.subquery &&
        uses.clock < 0)
        state = sql_try_domain(x, node, &uses.column, &reading);
    return sql_make_reading(x, state, &reading, node, negate);
}

/* --- NULL and booleans --- */

static struct condition *read_null_test(struct sql_scope *x,
                                        const PgQuery__Node *node, bool negate)
{
    const bool is_null =
        node->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;
    struct sql_column column;

    if (!sql_bare_column(x, node->null_test->arg, &column))
        return sql_read_domain(x, node, negate);
    struct sql_set set = sql_set_none();
    set.null = SET_NULL_PASSES;
    if (is_null == negate)
        set = sql_set_not(x->build->r->s->a, set);
    return sql_make_set(x, column.column, set, true,
                        sql_condition_text(x, node, negate));
}

/* A column that is a condition by itself. */
static struct condition *read_flag(struct sql_scope *x,
                                   const PgQuery__Node *node, bool negate)
{
    struct sql_reading_of reading = { .zone_map = true };

    if (!sql_bare_column(x, node, &reading.column) ||
        reading.column.origin == NULL)
        return sql_make_guess(x, node, negate);
    if (reading.column.origin->type.kind != TYPE_BOOLEAN) {
        sql_fault_at(
            x->build->r->s,
            node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
                ? node->column_ref->location
                : -1,
            "'%s' is %s, not a condition",
            text_quoted(x->build->r->s->scratch, reading.column.origin->name),
            type_text(x->build->r->s->scratch, reading.column.origin->type));
        return NULL;
    }
    reading.set = sql_set_between(x->build->r->s->a, 1, 1);
    return sql_make_reading(x, SQL_READ, &reading, node, negate);
}

static struct condition *read_constant(struct sql_scope *x,
                                       const PgQuery__Node *node, bool negate)
{
    const struct sql_evaluator e = { .s = x->build->r->s };
    struct sql_constant c;

    switch (sql_constant_of(&e, node, &c)) {
    case CONSTANT_FAULT:
        return NULL;
    case CONSTANT_UNKNOWN:
        return sql_read_domain(x, node, negate);
    case CONSTANT_KNOWN:
        break;
    }
    if (c.kind == CONSTANT_BOOLEAN)
        return make_truth(x, c.flag != negate,
                          sql_condition_text(x, node, negate));
    if (c.kind == CONSTANT_NULL)
        return make_truth(x, false, sql_condition_text(x, node, negate));
    return sql_make_guess(x, node, negate);
}

static bool is_constant(struct sql_scope *x, const PgQuery__Node *node)
{
    const struct sql_evaluator e = { .s = x->build->r->s };
    struct sql_constant c;

    return sql_constant_of(&e, node, &c) == CONSTANT_KNOWN;
}

/* --- AND, OR --- */

static struct sql_set set_of(const struct condition *c)
{
    return (struct sql_set){ c->ranges, c->range_count,
                             c->accepts_null ? SET_NULL_PASSES
                                             : SET_NULL_UNKNOWN };
}

/* Put sets over the same column together; returns how many parts remain. */
static int merge_sets(struct sql_scope *x, bool and, struct condition **parts,
                      int count, const char *text)
{
    int kept = 0;

    for (int i = 0; i < count; i++) {
        int k = kept;

        if (parts[i]->kind == COND_SET)
            for (k = 0; k < kept; k++)
                if (parts[k]->kind == COND_SET &&
                    parts[k]->column == parts[i]->column &&
                    parts[k]->zone_map == parts[i]->zone_map)
                    break;
        if (k == kept) {
            parts[kept++] = parts[i];
            continue;
        }
        const struct sql_set a = set_of(parts[k]), b = set_of(parts[i]);
        const struct sql_set both = and? sql_set_and(x->build->r->s->a, a, b)
                                       : sql_set_or(x->build->r->s->a, a, b);
        parts[k] =
            sql_make_set(x, parts[k]->column, both, parts[k]->zone_map, text);
    }
    return kept;
}

/*
 * Constants among the parts: one that decides is left alone, others say
 * nothing and go. At least one part remains.
 */
static int fold_constants(bool and, struct condition **parts, int count)
{
    int kept = 0;

    for (int i = 0; i < count; i++) {
        if (parts[i]->constant && (parts[i]->guess <= 0) == and) {
            parts[0] = parts[i];
            return 1;
        }
        if (!parts[i]->constant || (kept == 0 && i == count - 1))
            parts[kept++] = parts[i];
    }
    return kept;
}

struct condition *sql_combine(struct sql_scope *x, bool and,
                              struct condition **parts, int count,
                              const char *text)
{
    count = merge_sets(x, and, parts, fold_constants(and, parts, count), text);
    if (count == 1) {
        parts[0]->text = text;
        return parts[0];
    }
    struct condition *const c = ARENA_NEW(x->build->r->s->a, struct condition);
    *c = (struct condition){ .kind = and? COND_AND : COND_OR,
                             .column = -1,
                             .other = -1,
                             .parts = parts,
                             .part_count = count,
                             .text = text };
    return c;
}

/* NOT goes inwards: it turns AND into OR. */
static struct condition *read_boolean(struct sql_scope *x,
                                      const PgQuery__Node *node, bool negate)
{
    const PgQuery__BoolExpr *const e = node->bool_expr;
    const bool and =
        (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) != negate;

    if (e->n_args == 0)
        return sql_make_guess(x, node, negate);
    if (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
        return read_node(x, e->args[0], !negate);

    struct condition **const parts =
        ARENA_ARRAY(x->build->r->s->a, e->n_args, struct condition *);
    bool ok = true;
    for (size_t i = 0; i < e->n_args; i++) {
        parts[i] = read_node(x, e->args[i], negate);
        ok = ok && parts[i] != NULL;
    }
    if (!ok)
        return NULL;
    return sql_combine(x, and, parts, (int)e->n_args,
                       sql_condition_text(x, node, negate));
}

static struct condition *read_node(struct sql_scope *x,
                                   const PgQuery__Node *node, bool negate)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return read_boolean(x, node, negate);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return is_constant(x, node) ? read_constant(x, node, negate)
                                    : sql_read_operation(x, node, negate);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return read_null_test(x, node, negate);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return read_flag(x, node, negate);
    case PG_QUERY__NODE__NODE_A_CONST:
        return read_constant(x, node, negate);
    default:
        return sql_read_domain(x, node, negate);
    }
}

struct condition *sql_read_condition(struct sql_scope *scope,
                                     const PgQuery__Node *node, bool negate)
{
    return read_node(scope, node, negate);
}
