#include "sql/sql_condition.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"
#include "world/value/value.h"

static struct arena *arena_of(const struct sql_scope *scope)
{
    return scope->build->r->s->a;
}

/* --- bare columns --- */

static bool is_number(struct type t)
{
    return type_is_integer(t) || t.kind == TYPE_DECIMAL ||
           t.kind == TYPE_REAL || t.kind == TYPE_DOUBLE;
}

/* Does a cast keep all values, and so their comparisons? */
static bool keeps_values(struct type from, struct type to)
{
    if (type_is_string(from) && type_is_string(to))
        return to.length >= from.length;
    if (from.kind == TYPE_DATE)
        return to.kind == TYPE_DATE || to.kind == TYPE_TIMESTAMP;
    if (from.kind == TYPE_TIMESTAMP)
        return to.kind == TYPE_TIMESTAMP || to.kind == TYPE_TIMESTAMPTZ;
    if (!is_number(from) || !is_number(to))
        return from.kind == to.kind;
    if (to.kind == TYPE_DOUBLE || to.kind == TYPE_REAL)
        return true;
    if (to.kind == TYPE_DECIMAL)
        return from.kind != TYPE_DOUBLE && from.kind != TYPE_REAL &&
               to.scale >= from.scale;
    return type_is_integer(from) && to.kind >= from.kind;
}

bool sql_bare_column(struct sql_scope *scope, const PgQuery__Node *node,
                     struct sql_column *column)
{
    struct type to;

    if (node == NULL)
        return false;
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
        return sql_find(scope, node->column_ref, column) == SQL_FOUND;
    if (node->node_case != PG_QUERY__NODE__NODE_TYPE_CAST ||
        node->type_cast->type_name == NULL)
        return false;
    const PgQuery__TypeName *const name = node->type_cast->type_name;
    if (!sql_bare_column(scope, node->type_cast->arg, column) ||
        column->origin == NULL ||
        !sql_read_type(scope->build->r->s, name, false, &to))
        return false;
    if (to.kind == TYPE_VARCHAR && name->n_typmods == 0)
        to.length = VARCHAR_LENGTH_MAX; /* or (max), which was lifted out */
    return keeps_values(column->origin->type, to);
}

static int location_of(const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return node->column_ref->location;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return location_of(node->type_cast->arg);
    default:
        return -1;
    }
}

static bool is_range(enum compare op)
{
    return op != COMPARE_EQ && op != COMPARE_NE;
}

static void note_unordered(const struct sql_scope *scope,
                           const struct column *column)
{
    sql_note(scope->build->r,
             "the order of the texts of '%s' is not known: a range of them is "
             "guessed",
             text_quoted(scope->build->r->s->scratch, column->name));
}

static void note_no_value(const struct sql_scope *scope,
                          const struct column *column,
                          const struct sql_constant *c)
{
    struct sql_source *const s = scope->build->r->s;

    sql_note(scope->build->r, "'%s' is no value of '%s': nothing equals it",
             text_quoted(s->scratch, sql_constant_text(s, c)),
             text_quoted(s->scratch, column->name));
}

static enum sql_reading refuse(const struct sql_scope *scope,
                               const PgQuery__Node *node,
                               const struct column *column,
                               const struct sql_constant *c)
{
    struct sql_source *const s = scope->build->r->s;

    sql_fault_at(s, location_of(node), "cannot compare '%s' (%s) with '%s'",
                 text_quoted(s->scratch, column->name),
                 type_text(s->scratch, column->type),
                 text_quoted(s->scratch, sql_constant_text(s, c)));
    return SQL_REFUSED;
}

static enum sql_reading
compare_column(struct sql_scope *scope, const PgQuery__Node *node,
               const struct column *column, enum compare op,
               const struct sql_constant *c, struct sql_set *set)
{
    const bool text = type_is_string(column->type);
    int64_t code;
    bool exact;

    *set = sql_set_none();
    if (c->kind == CONSTANT_NULL)
        return SQL_READ; /* nothing is known to stand so to NULL */
    sql_ask(scope->build->r, column, sql_constant_text(scope->build->r->s, c),
            false);
    if (text && is_range(op) && !column->form.ordered) {
        note_unordered(scope, column);
        return SQL_GUESSED;
    }
    if (!sql_constant_code(scope->build->r->s, c, column, &code, &exact)) {
        if (!text || c->kind == CONSTANT_INTERVAL)
            return refuse(scope, node, column, c);
        note_unordered(scope, column);
        return SQL_GUESSED;
    }
    if (text && op == COMPARE_EQ && !exact)
        note_no_value(scope, column, c);
    *set = sql_set_compare(arena_of(scope), op, code, exact);
    return SQL_READ;
}

/* --- numbers: x + k, k - x, x * k, x / k --- */

static enum sql_reading compare_node(struct sql_scope *scope,
                                     const PgQuery__Node *node, enum compare op,
                                     const struct sql_constant *c,
                                     struct sql_reading_of *reading);

static struct sql_constant number_constant(struct sql_number n)
{
    return (struct sql_constant){ .kind = CONSTANT_NUMBER, .number = n };
}

static struct sql_number whole(int64_t n)
{
    return (struct sql_number){ true, n, 0, (double)n };
}

/* Is what a node computes a whole number? Only then does / truncate. */
static bool is_whole(struct sql_scope *scope, const PgQuery__Node *node)
{
    const struct sql_evaluator e = { .s = scope->build->r->s };
    struct sql_column column;
    struct sql_constant c;
    int64_t n;

    if (sql_bare_column(scope, node, &column))
        return column.origin != NULL && type_is_integer(column.origin->type);
    if (sql_constant_of(&e, node, &c) == CONSTANT_KNOWN)
        return sql_constant_integer(&c, &n);
    return node->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
           node->a_expr->lexpr != NULL && node->a_expr->rexpr != NULL &&
           is_whole(scope, node->a_expr->lexpr) &&
           is_whole(scope, node->a_expr->rexpr);
}

/*
 * x / k <op> c for whole numbers and k > 0, c >= 0 or x >= 0 assumed nowhere:
 * the quotient is cut towards zero, so that
 *
 *      x / k >= c   is   x >= c * k                for c > 0
 *                        x >= (c - 1) * k + 1      for c <= 0
 *      x / k <= c   is   x <= (c + 1) * k - 1      for c >= 0
 *                        x <= c * k                for c < 0
 */
static bool quotient_bound(int64_t c, int64_t k, bool at_least, int64_t *bound)
{
    const bool away = at_least ? c <= 0 : c >= 0;
    int64_t steps = c;

    if (away && __builtin_add_overflow(c, (int64_t)(at_least ? -1 : 1), &steps))
        return false;
    if (__builtin_mul_overflow(steps, k, bound))
        return false;
    if (!away)
        return true;
    return !__builtin_add_overflow(*bound, (int64_t)(at_least ? 1 : -1), bound);
}

static enum sql_reading compare_bound(struct sql_scope *scope,
                                      const PgQuery__Node *x, int64_t c,
                                      int64_t k, bool at_least,
                                      struct sql_reading_of *reading)
{
    int64_t bound;

    if (!quotient_bound(c, k, at_least, &bound))
        return SQL_GUESSED;
    const struct sql_constant limit = number_constant(whole(bound));
    return compare_node(scope, x, at_least ? COMPARE_GE : COMPARE_LE, &limit,
                        reading);
}

static enum sql_reading compare_quotient(struct sql_scope *scope,
                                         const PgQuery__Node *x, int64_t k,
                                         enum compare op,
                                         const struct sql_constant *c,
                                         struct sql_reading_of *reading)
{
    struct arena *const a = arena_of(scope);
    struct sql_reading_of below;
    int64_t n;

    if (k <= 0 || !sql_constant_integer(c, &n) || n == INT64_MAX ||
        n == INT64_MIN)
        return SQL_GUESSED;
    if (op == COMPARE_LT || op == COMPARE_LE)
        return compare_bound(scope, x, op == COMPARE_LT ? n - 1 : n, k, false,
                             reading);
    if (op == COMPARE_GT || op == COMPARE_GE)
        return compare_bound(scope, x, op == COMPARE_GT ? n + 1 : n, k, true,
                             reading);

    enum sql_reading state = compare_bound(scope, x, n, k, true, reading);
    if (state == SQL_READ)
        state = compare_bound(scope, x, n, k, false, &below);
    if (state != SQL_READ)
        return state;
    reading->set = sql_set_and(a, reading->set, below.set);
    if (op == COMPARE_NE)
        reading->set = sql_set_not(a, reading->set);
    return SQL_READ;
}

/* x <op> c where k stands beside x: the constant takes k over. */
static enum sql_reading
turn_number(struct sql_scope *scope, const PgQuery__Node *x, char sign,
            struct sql_number k, bool k_first, enum compare op,
            const struct sql_constant *c, struct sql_reading_of *reading)
{
    struct sql_number n;
    char inverse = sign == '+' ? '-' : sign == '-' ? '+' : '/';

    if (c->kind != CONSTANT_NUMBER)
        return SQL_GUESSED;
    if (sign == '/')
        inverse = '*';
    if (k_first && sign == '-') { /* k - x <op> c: x <flip op> k - c */
        if (!sql_number_apply('-', k, c->number, &n))
            return SQL_GUESSED;
        const struct sql_constant turned = number_constant(n);
        return compare_node(scope, x, sql_compare_flip(op), &turned, reading);
    }
    if (k_first && sign == '/')
        return SQL_GUESSED;
    struct sql_number from = c->number;
    if (inverse == '/' && from.exact && k.exact && from.scale == 0 &&
        k.scale == 0 && k.digits != 0 && from.digits % k.digits != 0) {
        /* Not cut to a whole number: no whole x equals it. */
        from.exact = false;
    }
    if (!sql_number_apply(inverse, from, k, &n))
        return SQL_GUESSED;
    const struct sql_constant turned = number_constant(n);
    const bool flips = (sign == '*' || sign == '/') && k.approx < 0;
    return compare_node(scope, x, flips ? sql_compare_flip(op) : op, &turned,
                        reading);
}

/* x + k <op> c for days: x <op> c - k. */
static enum sql_reading turn_date(struct sql_scope *scope,
                                  const PgQuery__Node *x, int sign,
                                  const struct sql_constant *k, enum compare op,
                                  const struct sql_constant *c,
                                  struct sql_reading_of *reading)
{
    const struct column day = { .type = { .kind = TYPE_DATE } };
    struct sql_constant turned = *c;
    int64_t days;
    bool exact;

    if (c->kind == CONSTANT_TEXT && value_parse(&day, c->text, &days, &exact) &&
        exact)
        turned = (struct sql_constant){ .kind = CONSTANT_DATE, .days = days };
    if (turned.kind != CONSTANT_DATE && turned.kind != CONSTANT_TIMESTAMP)
        return SQL_GUESSED;
    if (k->kind == CONSTANT_INTERVAL) {
        if (k->months != 0 || !sql_add_interval(k, -sign, &turned))
            return SQL_GUESSED;
    } else if (!sql_constant_integer(k, &days) || days == INT64_MIN ||
               !sql_add_part(PART_DAY, -sign * days, &turned)) {
        return SQL_GUESSED;
    }
    return compare_node(scope, x, op, &turned, reading);
}

static bool is_when_node(struct sql_scope *scope, const PgQuery__Node *node)
{
    struct sql_column column;

    return sql_bare_column(scope, node, &column) && column.origin != NULL &&
           (column.origin->type.kind == TYPE_DATE ||
            column.origin->type.kind == TYPE_TIMESTAMP ||
            column.origin->type.kind == TYPE_TIMESTAMPTZ);
}

static enum sql_reading compare_operation(struct sql_scope *scope,
                                          const PgQuery__AExpr *x,
                                          enum compare op,
                                          const struct sql_constant *c,
                                          struct sql_reading_of *reading)
{
    const struct sql_evaluator e = { .s = scope->build->r->s };
    const char *const name = sql_last_name(x->name, x->n_name);
    struct sql_constant k;
    int64_t n;

    if (x->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || strlen(name) != 1 ||
        strchr("+-*/", name[0]) == NULL || x->rexpr == NULL)
        return SQL_GUESSED;
    reading->zone_map = false;
    if (x->lexpr == NULL) /* -x is 0 - x */
        return turn_number(scope, x->rexpr, name[0], whole(0), name[0] == '-',
                           op, c, reading);

    const bool k_first = sql_constant_of(&e, x->lexpr, &k) == CONSTANT_KNOWN;
    if (!k_first && sql_constant_of(&e, x->rexpr, &k) != CONSTANT_KNOWN)
        return SQL_GUESSED;
    const PgQuery__Node *const rest = k_first ? x->rexpr : x->lexpr;
    if (is_when_node(scope, rest) && (name[0] == '+' || !k_first))
        return turn_date(scope, rest, name[0] == '-' ? -1 : 1, &k, op, c,
                         reading);
    if (k.kind != CONSTANT_NUMBER)
        return SQL_GUESSED;
    if (name[0] == '/' && !k_first && is_whole(scope, rest) &&
        sql_constant_integer(&k, &n))
        return compare_quotient(scope, rest, n, op, c, reading);
    return turn_number(scope, rest, name[0], k.number, k_first, op, c, reading);
}

static bool holds(enum compare op, int order)
{
    switch (op) {
    case COMPARE_EQ:
        return order == 0;
    case COMPARE_NE:
        return order != 0;
    case COMPARE_LT:
        return order < 0;
    case COMPARE_LE:
        return order <= 0;
    case COMPARE_GT:
        return order > 0;
    case COMPARE_GE:
        break;
    }
    return order >= 0;
}

/* coalesce(x, k) <op> c: what NULL stands for is compared by itself. */
static enum sql_reading compare_default(struct sql_scope *scope,
                                        PgQuery__Node *const *args,
                                        enum compare op,
                                        const struct sql_constant *c,
                                        struct sql_reading_of *reading)
{
    const struct sql_evaluator e = { .s = scope->build->r->s };
    struct sql_constant k;
    int order;

    if (sql_constant_of(&e, args[1], &k) != CONSTANT_KNOWN ||
        !sql_constant_compare(k, *c, &order))
        return SQL_GUESSED;
    const enum sql_reading state = compare_node(scope, args[0], op, c, reading);
    reading->zone_map = false;
    reading->set.null = holds(op, order) ? SET_NULL_PASSES : SET_NULL_FAILS;
    return state;
}

static enum sql_reading compare_node(struct sql_scope *scope,
                                     const PgQuery__Node *node, enum compare op,
                                     const struct sql_constant *c,
                                     struct sql_reading_of *reading)
{
    if (sql_bare_column(scope, node, &reading->column)) {
        if (reading->column.origin == NULL)
            return SQL_GUESSED;
        return compare_column(scope, node, reading->column.origin, op, c,
                              &reading->set);
    }
    if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR)
        return compare_operation(scope, node->a_expr, op, c, reading);
    if (node->node_case == PG_QUERY__NODE__NODE_COALESCE_EXPR &&
        node->coalesce_expr->n_args == 2)
        return compare_default(scope, node->coalesce_expr->args, op, c,
                               reading);
    if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL &&
        node->func_call->n_args == 2 &&
        strcmp(sql_function_name(node->func_call), "nvl") == 0)
        return compare_default(scope, node->func_call->args, op, c, reading);
    return SQL_GUESSED;
}

enum sql_reading sql_read_compare(struct sql_scope *scope,
                                  const PgQuery__Node *node, enum compare op,
                                  const struct sql_constant *c,
                                  struct sql_reading_of *reading)
{
    *reading = (struct sql_reading_of){ .zone_map = true };
    return compare_node(scope, node, op, c, reading);
}

enum sql_reading sql_read_like(struct sql_scope *scope,
                               const PgQuery__Node *node, const char *pattern,
                               struct sql_reading_of *reading)
{
    const size_t prefix = strcspn(pattern, "%_\\");
    struct arena *const a = arena_of(scope);
    int64_t lo, hi;

    *reading = (struct sql_reading_of){ .zone_map = true };
    if (!sql_bare_column(scope, node, &reading->column) ||
        reading->column.origin == NULL ||
        !type_is_string(reading->column.origin->type))
        return SQL_GUESSED;
    if (pattern[prefix] == '\0') { /* no wildcard: an equality */
        const struct sql_constant c = { .kind = CONSTANT_TEXT,
                                        .text = pattern };
        return sql_read_compare(scope, node, COMPARE_EQ, &c, reading);
    }
    if (pattern[prefix] != '%' ||
        strspn(pattern + prefix, "%") != strlen(pattern + prefix))
        return SQL_GUESSED;
    if (prefix == 0) {
        reading->set = sql_set_all(a); /* all but NULL */
        return SQL_READ;
    }
    const char *const text =
        text_copy_n(scope->build->r->s->scratch, pattern, prefix);
    sql_ask(scope->build->r, reading->column.origin, text, true);
    if (!form_prefix(&reading->column.origin->form, text, &lo, &hi))
        return SQL_GUESSED;
    reading->set = sql_set_between(a, lo, hi);
    return SQL_READ;
}
