#include "sql/sql_predicate.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

static bool compare_of(const char *op, enum compare *compare)
{
    static const struct {
        const char *name;
        enum compare compare;
    } ops[] = {
        { "=", COMPARE_EQ },  { "<>", COMPARE_NE }, { "<", COMPARE_LT },
        { "<=", COMPARE_LE }, { ">", COMPARE_GT },  { ">=", COMPARE_GE }
    };

    for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
        if (strcmp(op, ops[i].name) == 0) {
            *compare = ops[i].compare;
            return true;
        }
    return false;
}

static bool same_items(const struct form *a, const struct form *b)
{
    if (a->kind != FORM_LIST || b->kind != FORM_LIST || a->count != b->count)
        return false;
    for (int64_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

/* Do equal codes of two columns mean equal values, in the same order? */
static bool same_codes(const struct column *a, const struct column *b)
{
    if (a == NULL || b == NULL)
        return false;
    if (type_is_integer(a->type) && type_is_integer(b->type))
        return true;
    if (type_is_string(a->type) && type_is_string(b->type))
        return same_items(&a->form, &b->form);
    return a->type.kind == b->type.kind && a->type.scale == b->type.scale;
}

static struct condition *
compare_columns(struct sql_scope *x, const PgQuery__Node *left, enum compare op,
                const PgQuery__Node *right, const char *text)
{
    struct sql_column a, b;

    if (!sql_bare_column(x, left, &a) || !sql_bare_column(x, right, &b) ||
        a.build != b.build || a.relation != b.relation ||
        !same_codes(a.origin, b.origin))
        return NULL;

    struct condition *const c = ARENA_NEW(x->build->r->s->a, struct condition);
    *c = (struct condition){ .kind = COND_COMPARE,
                             .column = a.column,
                             .other = b.column,
                             .op = op,
                             .text = text };
    return c;
}

/* left <op> right; `node` is the whole predicate, for its words. */
static struct condition *
read_compare(struct sql_scope *x, const PgQuery__Node *left, enum compare op,
             const PgQuery__Node *right, const PgQuery__Node *node, bool negate)
{
    const struct sql_evaluator e = { .s = x->build->r->s };
    struct sql_reading_of reading;
    struct sql_constant c;
    enum sql_reading state = SQL_GUESSED;

    const enum constant_state of_right = sql_constant_of(&e, right, &c);
    if (of_right == CONSTANT_FAULT)
        return NULL;
    if (of_right == CONSTANT_KNOWN) {
        state = sql_read_compare(x, left, op, &c, &reading);
    } else {
        const enum constant_state of_left = sql_constant_of(&e, left, &c);
        if (of_left == CONSTANT_FAULT)
            return NULL;
        if (of_left == CONSTANT_KNOWN)
            state =
                sql_read_compare(x, right, sql_compare_flip(op), &c, &reading);
    }
    if (state != SQL_GUESSED)
        return sql_make_reading(x, state, &reading, node, negate);

    struct condition *const columns =
        compare_columns(x, left, negate ? sql_compare_not(op) : op, right,
                        sql_condition_text(x, node, negate));
    return columns != NULL ? columns : sql_read_domain(x, node, negate);
}

/* One side of BETWEEN; SQL_GUESSED when it is neither of the two. */
static enum sql_reading read_bound(struct sql_scope *x,
                                   const PgQuery__Node *left, enum compare op,
                                   const PgQuery__Node *right,
                                   struct condition **part)
{
    const struct sql_evaluator e = { .s = x->build->r->s };
    struct sql_reading_of reading;
    struct sql_constant c;

    switch (sql_constant_of(&e, right, &c)) {
    case CONSTANT_FAULT:
        return SQL_REFUSED;
    case CONSTANT_UNKNOWN:
        *part = compare_columns(x, left, op, right, "");
        return *part == NULL ? SQL_GUESSED : SQL_READ;
    case CONSTANT_KNOWN:
        break;
    }
    const enum sql_reading state = sql_read_compare(x, left, op, &c, &reading);
    if (state == SQL_READ)
        *part = sql_make_set(x, reading.column.column, reading.set,
                             reading.zone_map, "");
    return state;
}

static struct condition *read_between(struct sql_scope *x,
                                      const PgQuery__Node *node, bool negate)
{
    const PgQuery__AExpr *const e = node->a_expr;
    const bool not = e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN;
    const bool outside = negate != not ;
    const PgQuery__Node *const bounds = e->rexpr;

    if (bounds == NULL || bounds->node_case != PG_QUERY__NODE__NODE_LIST ||
        bounds->list->n_items != 2)
        return sql_make_guess(x, node, negate);

    struct condition **const parts =
        ARENA_ARRAY(x->build->r->s->a, 2, struct condition *);
    enum sql_reading state =
        read_bound(x, e->lexpr, outside ? COMPARE_LT : COMPARE_GE,
                   bounds->list->items[0], &parts[0]);
    if (state == SQL_READ)
        state = read_bound(x, e->lexpr, outside ? COMPARE_GT : COMPARE_LE,
                           bounds->list->items[1], &parts[1]);
    if (state == SQL_REFUSED)
        return NULL;
    if (state == SQL_GUESSED)
        return sql_read_domain(x, node, negate);
    parts[0]->text = parts[1]->text = sql_condition_text(x, node, negate);
    return sql_combine(x, !outside, parts, 2, parts[0]->text);
}

/* One value of an IN list as a set; SQL_GUESSED when it is no constant. */
static enum sql_reading read_item(struct sql_scope *x,
                                  const PgQuery__Node *left,
                                  const PgQuery__Node *item, bool *has_null,
                                  struct sql_reading_of *reading)
{
    const struct sql_evaluator e = { .s = x->build->r->s };
    struct sql_constant c;

    switch (sql_constant_of(&e, item, &c)) {
    case CONSTANT_FAULT:
        return SQL_REFUSED;
    case CONSTANT_UNKNOWN:
        return SQL_GUESSED;
    case CONSTANT_KNOWN:
        break;
    }
    *has_null = *has_null || c.kind == CONSTANT_NULL;
    return sql_read_compare(x, left, COMPARE_EQ, &c, reading);
}

/* All ranges of an IN list at once: it may be long. */
static enum sql_reading read_items(struct sql_scope *x, const PgQuery__AExpr *e,
                                   bool *has_null, struct sql_reading_of *all)
{
    const PgQuery__List *const list = e->rexpr->list;
    struct arena *const a = x->build->r->s->a;
    struct code_range *ranges = NULL;
    size_t room = 0;
    int count = 0;
    enum sql_reading state = SQL_GUESSED;

    for (size_t i = 0; i < list->n_items; i++) {
        struct sql_reading_of one;

        state = read_item(x, e->lexpr, list->items[i], has_null, &one);
        if (state != SQL_READ)
            return state;
        *all = one;
        for (int k = 0; k < one.set.count; k++) {
            ARENA_GROW(a, ranges, count, room);
            ranges[count++] = one.set.ranges[k];
        }
    }
    if (state == SQL_READ)
        all->set = sql_set_of(ranges, count);
    return state;
}

static struct condition *read_in(struct sql_scope *x, const PgQuery__Node *node,
                                 bool negate)
{
    const PgQuery__AExpr *const e = node->a_expr;
    const bool not = strcmp(sql_last_name(e->name, e->n_name), "<>") == 0;
    struct sql_reading_of reading = { 0 };
    bool has_null = false;

    if (e->rexpr == NULL || e->rexpr->node_case != PG_QUERY__NODE__NODE_LIST)
        return sql_make_guess(x, node, negate);
    const enum sql_reading state = read_items(x, e, &has_null, &reading);
    if (state == SQL_REFUSED)
        return NULL;
    if (state == SQL_GUESSED)
        return sql_read_domain(x, node, negate);
    if (negate != not ) /* beside a NULL in the list nothing is not in it */
        reading.set = has_null ? sql_set_none()
                               : sql_set_not(x->build->r->s->a, reading.set);
    return sql_make_set(x, reading.column.column, reading.set, reading.zone_map,
                        sql_condition_text(x, node, negate));
}

static struct condition *read_like(struct sql_scope *x,
                                   const PgQuery__Node *node, bool negate)
{
    const PgQuery__AExpr *const e = node->a_expr;
    const struct sql_evaluator evaluator = { .s = x->build->r->s };
    const bool not = sql_last_name(e->name, e->n_name)[0] == '!';
    struct sql_reading_of reading;
    struct sql_constant pattern;
    enum sql_reading state = SQL_GUESSED;

    if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE &&
        sql_constant_of(&evaluator, e->rexpr, &pattern) == CONSTANT_KNOWN &&
        pattern.kind == CONSTANT_TEXT)
        state = sql_read_like(x, e->lexpr, pattern.text, &reading);
    if (state == SQL_GUESSED)
        return sql_read_domain(x, node, negate);
    if (state == SQL_READ && not )
        reading.set = sql_set_not(x->build->r->s->a, reading.set);
    return sql_make_reading(x, state, &reading, node, negate);
}

struct condition *sql_read_operation(struct sql_scope *x,
                                     const PgQuery__Node *node, bool negate)
{
    const PgQuery__AExpr *const e = node->a_expr;
    enum compare op;

    switch (e->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
        if (e->lexpr != NULL && e->rexpr != NULL &&
            compare_of(sql_last_name(e->name, e->n_name), &op))
            return read_compare(x, e->lexpr, op, e->rexpr, node, negate);
        return sql_read_domain(x, node, negate);
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
        return read_between(x, node, negate);
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
        return read_in(x, node, negate);
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
        return read_like(x, node, negate);
    default:
        return sql_read_domain(x, node, negate);
    }
}
