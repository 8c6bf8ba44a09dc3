#include "sql/sql_constant.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"
#include "world/value/value.h"

/* Matching takes text times pattern. */
enum { PATTERN_BYTES_MAX = 1024 };

static enum constant_state truth(bool value, struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_BOOLEAN, .flag = value };
    return CONSTANT_KNOWN;
}

static enum constant_state null(struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_NULL };
    return CONSTANT_KNOWN;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_byte(char a, char b, bool any_case)
{
    return any_case ? lower(a) == lower(b) : a == b;
}

/* One character of UTF-8 further. */
static const char *next_character(const char *text)
{
    do
        text++;
    while (((unsigned char)*text & 0xc0) == 0x80);
    return text;
}

/*
 * The usual match with one point to return to: after a mismatch the last %
 * takes one more character. Time is at most text times pattern.
 */
bool sql_like(const char *text, const char *pattern, char escape, bool any_case)
{
    const char *retry_text = NULL, *retry_pattern = NULL;

    while (*text != '\0') {
        if (*pattern == '%') {
            retry_pattern = ++pattern;
            retry_text = text;
            continue;
        }
        if (*pattern == '_') {
            pattern++;
            text = next_character(text);
            continue;
        }
        const bool escaped =
            escape != '\0' && *pattern == escape && pattern[1] != '\0';
        if (same_byte(*text, pattern[escaped], any_case)) {
            pattern += 1 + escaped;
            text++;
            continue;
        }
        if (retry_pattern == NULL)
            return false;
        pattern = retry_pattern;
        text = retry_text = next_character(retry_text);
    }
    while (*pattern == '%')
        pattern++;
    return *pattern == '\0';
}

static int order_of_numbers(struct sql_number a, struct sql_number b)
{
    struct sql_number difference;

    if (a.exact && b.exact && sql_number_apply('-', a, b, &difference) &&
        difference.exact)
        return (difference.digits > 0) - (difference.digits < 0);
    return (a.approx > b.approx) - (a.approx < b.approx);
}

static bool is_when(const struct sql_constant *c)
{
    return c->kind == CONSTANT_DATE || c->kind == CONSTANT_TIMESTAMP;
}

/* A text beside another kind is read as that kind. */
static bool read_text_as(const struct sql_constant *other,
                         struct sql_constant *text)
{
    const struct column time = { .type = { .kind = TYPE_TIMESTAMP } };
    int64_t us;
    bool exact;

    if (other->kind == CONSTANT_NUMBER) {
        text->kind = CONSTANT_NUMBER;
        return sql_number_parse(text->text, &text->number);
    }
    if (!is_when(other) || !value_parse(&time, text->text, &us, &exact))
        return false;
    *text = (struct sql_constant){ .kind = CONSTANT_TIMESTAMP, .us = us };
    return true;
}

static int64_t us_of(const struct sql_constant *c)
{
    return c->kind == CONSTANT_DATE ? c->days * SQL_US_PER_DAY : c->us;
}

bool sql_constant_compare(struct sql_constant a, struct sql_constant b,
                          int *order)
{
    if (a.kind == CONSTANT_TEXT && b.kind != CONSTANT_TEXT &&
        !read_text_as(&b, &a))
        return false;
    if (b.kind == CONSTANT_TEXT && a.kind != CONSTANT_TEXT &&
        !read_text_as(&a, &b))
        return false;

    if (a.kind == CONSTANT_TEXT && b.kind == CONSTANT_TEXT) {
        const int c = strcmp(a.text, b.text);
        *order = (c > 0) - (c < 0);
    } else if (a.kind == CONSTANT_NUMBER && b.kind == CONSTANT_NUMBER) {
        *order = order_of_numbers(a.number, b.number);
    } else if (is_when(&a) && is_when(&b)) {
        *order = (us_of(&a) > us_of(&b)) - (us_of(&a) < us_of(&b));
    } else if (a.kind == CONSTANT_BOOLEAN && b.kind == CONSTANT_BOOLEAN) {
        *order = a.flag - b.flag;
    } else {
        return false;
    }
    return true;
}

static bool holds(const char *op, int order)
{
    if (strcmp(op, "=") == 0)
        return order == 0;
    if (strcmp(op, "<>") == 0)
        return order != 0;
    if (op[0] == '<')
        return order < 0 || (op[1] == '=' && order == 0);
    return order > 0 || (op[1] == '=' && order == 0);
}

static bool is_comparison(const char *op)
{
    return strcmp(op, "=") == 0 || strcmp(op, "<>") == 0 ||
           strcmp(op, "<") == 0 || strcmp(op, "<=") == 0 ||
           strcmp(op, ">") == 0 || strcmp(op, ">=") == 0;
}

bool sql_is_predicate(const PgQuery__AExpr *x)
{
    switch (x->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
        return x->lexpr != NULL &&
               is_comparison(sql_last_name(x->name, x->n_name));
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
        return true;
    default:
        return false;
    }
}

static enum constant_state compare(const struct sql_constant *a, const char *op,
                                   const struct sql_constant *b,
                                   struct sql_constant *c)
{
    int order;

    if (a->kind == CONSTANT_NULL || b->kind == CONSTANT_NULL)
        return null(c);
    if (!sql_constant_compare(*a, *b, &order))
        return CONSTANT_UNKNOWN;
    return truth(holds(op, order), c);
}

static enum constant_state evaluate_in(const struct sql_evaluator *e,
                                       const struct sql_constant *value,
                                       const PgQuery__Node *list, bool not,
                                       struct sql_constant *c)
{
    bool unknown = value->kind == CONSTANT_NULL;

    if (list->node_case != PG_QUERY__NODE__NODE_LIST)
        return CONSTANT_UNKNOWN;
    for (size_t i = 0; i < list->list->n_items; i++) {
        struct sql_constant item;
        enum constant_state state =
            sql_constant_of(e, list->list->items[i], &item);

        if (state == CONSTANT_KNOWN)
            state = compare(value, "=", &item, c);
        if (state != CONSTANT_KNOWN)
            return state;
        if (c->kind == CONSTANT_NULL)
            unknown = true;
        else if (c->flag)
            return truth(!not, c);
    }
    return unknown ? null(c) : truth(not, c);
}

static enum constant_state evaluate_between(const struct sql_evaluator *e,
                                            const struct sql_constant *value,
                                            const PgQuery__Node *bounds,
                                            bool not, struct sql_constant *c)
{
    struct sql_constant lo, hi, above, below;

    if (bounds->node_case != PG_QUERY__NODE__NODE_LIST ||
        bounds->list->n_items != 2)
        return CONSTANT_UNKNOWN;
    enum constant_state state = sql_constant_of(e, bounds->list->items[0], &lo);
    if (state == CONSTANT_KNOWN)
        state = sql_constant_of(e, bounds->list->items[1], &hi);
    if (state == CONSTANT_KNOWN)
        state = compare(value, ">=", &lo, &above);
    if (state == CONSTANT_KNOWN)
        state = compare(value, "<=", &hi, &below);
    if (state != CONSTANT_KNOWN)
        return state;
    if ((above.kind == CONSTANT_BOOLEAN && !above.flag) ||
        (below.kind == CONSTANT_BOOLEAN && !below.flag))
        return truth(not, c);
    if (above.kind == CONSTANT_NULL || below.kind == CONSTANT_NULL)
        return null(c);
    return truth(!not, c);
}

enum constant_state sql_evaluate_comparison(const struct sql_evaluator *e,
                                            const PgQuery__AExpr *x,
                                            struct sql_constant *c)
{
    const char *const op = sql_last_name(x->name, x->n_name);
    const bool like = x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE ||
                      x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE;
    struct sql_constant a, b;
    enum constant_state state = sql_constant_of(e, x->lexpr, &a);

    if (state != CONSTANT_KNOWN || x->rexpr == NULL)
        return state == CONSTANT_KNOWN ? CONSTANT_UNKNOWN : state;
    if (x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN)
        return evaluate_in(e, &a, x->rexpr, strcmp(op, "<>") == 0, c);
    if (x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN ||
        x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN)
        return evaluate_between(
            e, &a, x->rexpr,
            x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN, c);

    state = sql_constant_of(e, x->rexpr, &b);
    if (state != CONSTANT_KNOWN)
        return state;
    if (like) {
        if (a.kind == CONSTANT_NULL || b.kind == CONSTANT_NULL)
            return null(c);
        if (a.kind != CONSTANT_TEXT || b.kind != CONSTANT_TEXT ||
            strlen(b.text) > PATTERN_BYTES_MAX)
            return CONSTANT_UNKNOWN;
        const bool match =
            sql_like(a.text, b.text, '\\',
                     x->kind == PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE);
        return truth(match == (op[0] != '!'), c);
    }
    if (x->kind != PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
        return compare(&a, op, &b, c);
    state = compare(&a, "=", &b, c);
    if (state == CONSTANT_KNOWN && c->kind == CONSTANT_BOOLEAN && c->flag)
        return null(c);
    *c = a;
    return state;
}

/* AND stops at the first false, OR at the first true. */
static enum constant_state evaluate_list(const struct sql_evaluator *e,
                                         const PgQuery__BoolExpr *x,
                                         struct sql_constant *c)
{
    const bool or = x->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR;
    bool unknown = false;

    for (size_t i = 0; i < x->n_args; i++) {
        const enum constant_state state = sql_constant_of(e, x->args[i], c);

        if (state != CONSTANT_KNOWN)
            return state;
        if (c->kind == CONSTANT_NULL)
            unknown = true;
        else if (c->kind != CONSTANT_BOOLEAN)
            return CONSTANT_UNKNOWN;
        else if (c->flag == or)
            return truth(or, c);
    }
    return unknown ? null(c) : truth(! or, c);
}

static enum constant_state evaluate_not(const struct sql_evaluator *e,
                                        const PgQuery__BoolExpr *x,
                                        struct sql_constant *c)
{
    const enum constant_state state =
        x->n_args == 1 ? sql_constant_of(e, x->args[0], c) : CONSTANT_UNKNOWN;

    if (state == CONSTANT_KNOWN && c->kind == CONSTANT_BOOLEAN)
        c->flag = !c->flag;
    else if (state == CONSTANT_KNOWN && c->kind != CONSTANT_NULL)
        return CONSTANT_UNKNOWN;
    return state;
}

static enum constant_state evaluate_when(const struct sql_evaluator *e,
                                         const PgQuery__CaseExpr *x,
                                         const PgQuery__CaseWhen *when,
                                         struct sql_constant *c)
{
    struct sql_constant arg, value;
    enum constant_state state = sql_constant_of(e, when->expr, c);

    if (x->arg == NULL || state != CONSTANT_KNOWN)
        return state;
    value = *c;
    state = sql_constant_of(e, x->arg, &arg);
    return state == CONSTANT_KNOWN ? compare(&arg, "=", &value, c) : state;
}

static enum constant_state evaluate_case(const struct sql_evaluator *e,
                                         const PgQuery__CaseExpr *x,
                                         struct sql_constant *c)
{
    for (size_t i = 0; i < x->n_args; i++) {
        if (x->args[i]->node_case != PG_QUERY__NODE__NODE_CASE_WHEN)
            return CONSTANT_UNKNOWN;
        const PgQuery__CaseWhen *const when = x->args[i]->case_when;
        const enum constant_state state = evaluate_when(e, x, when, c);

        if (state != CONSTANT_KNOWN)
            return state;
        if (c->kind == CONSTANT_BOOLEAN && c->flag)
            return sql_constant_of(e, when->result, c);
    }
    return x->defresult == NULL ? null(c) : sql_constant_of(e, x->defresult, c);
}

static enum constant_state evaluate_coalesce(const struct sql_evaluator *e,
                                             PgQuery__Node *const *args,
                                             size_t n, struct sql_constant *c)
{
    null(c);
    for (size_t i = 0; i < n && c->kind == CONSTANT_NULL; i++) {
        const enum constant_state state = sql_constant_of(e, args[i], c);

        if (state != CONSTANT_KNOWN)
            return state;
    }
    return CONSTANT_KNOWN;
}

static enum constant_state evaluate_null_test(const struct sql_evaluator *e,
                                              const PgQuery__NullTest *x,
                                              struct sql_constant *c)
{
    const enum constant_state state = sql_constant_of(e, x->arg, c);
    const bool is_null = x->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;

    if (state != CONSTANT_KNOWN)
        return state;
    return truth((c->kind == CONSTANT_NULL) == is_null, c);
}

static enum constant_state evaluate_boolean_test(const struct sql_evaluator *e,
                                                 const PgQuery__BooleanTest *x,
                                                 struct sql_constant *c)
{
    const enum constant_state state = sql_constant_of(e, x->arg, c);
    const bool null_value = c->kind == CONSTANT_NULL;

    if (state != CONSTANT_KNOWN)
        return state;
    if (!null_value && c->kind != CONSTANT_BOOLEAN)
        return CONSTANT_UNKNOWN;
    switch (x->booltesttype) {
    case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE:
        return truth(!null_value && c->flag, c);
    case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE:
        return truth(null_value || !c->flag, c);
    case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE:
        return truth(!null_value && !c->flag, c);
    case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE:
        return truth(null_value || c->flag, c);
    case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN:
        return truth(null_value, c);
    default:
        return truth(!null_value, c);
    }
}

enum constant_state sql_evaluate_logic(const struct sql_evaluator *e,
                                       const PgQuery__Node *node,
                                       struct sql_constant *c)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR
                   ? evaluate_not(e, node->bool_expr, c)
                   : evaluate_list(e, node->bool_expr, c);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return evaluate_null_test(e, node->null_test, c);
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        return evaluate_boolean_test(e, node->boolean_test, c);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return evaluate_case(e, node->case_expr, c);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return evaluate_coalesce(e, node->coalesce_expr->args,
                                 node->coalesce_expr->n_args, c);
    default:
        return CONSTANT_UNKNOWN;
    }
}
