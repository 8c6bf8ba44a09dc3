#include "sql/sql_constant.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"
#include "world/day.h"
#include "world/value/value.h"

static enum constant_state known(struct sql_constant *c, struct sql_constant of)
{
    *c = of;
    return CONSTANT_KNOWN;
}

static enum constant_state number_of(const char *text, struct sql_constant *c)
{
    c->kind = CONSTANT_NUMBER;
    return sql_number_parse(text, &c->number) ? CONSTANT_KNOWN
                                              : CONSTANT_UNKNOWN;
}

static enum constant_state literal(const struct sql_evaluator *e,
                                   const PgQuery__AConst *a,
                                   struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_NULL };
    if (a->isnull)
        return CONSTANT_KNOWN;

    switch (a->val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
        return number_of(text_format(e->s->scratch, "%d", a->ival->ival), c);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return number_of(a->fval->fval, c);
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return known(c, (struct sql_constant){ .kind = CONSTANT_BOOLEAN,
                                               .flag = a->boolval->boolval });
    case PG_QUERY__A__CONST__VAL_SVAL:
        return known(c, (struct sql_constant){ .kind = CONSTANT_TEXT,
                                               .text = a->sval->sval });
    default:
        return CONSTANT_UNKNOWN; /* bit strings */
    }
}

/* Text to a date or a timestamp. */
static enum constant_state when_of_text(const struct sql_evaluator *e,
                                        enum type_kind kind, int location,
                                        struct sql_constant *c)
{
    const struct column column = { .type = { .kind = kind } };
    const bool date = kind == TYPE_DATE;
    int64_t code;
    bool exact;

    if (!value_parse(&column, c->text, &code, &exact)) {
        sql_fault_at(e->s, location, "'%s' is not a %s, such as '%s'",
                     text_quoted(e->s->scratch, c->text),
                     date ? "date" : "timestamp",
                     date ? "1998-12-01" : "1998-12-01 12:30:00");
        return CONSTANT_FAULT;
    }
    code -= date && !exact; /* a time of the day is cut off */
    return known(c, (struct sql_constant){ .kind = date ? CONSTANT_DATE
                                                        : CONSTANT_TIMESTAMP,
                                           .days = date ? code : 0,
                                           .us = date ? 0 : code });
}

static enum constant_state cast_when(const struct sql_evaluator *e,
                                     enum type_kind kind, int location,
                                     struct sql_constant *c)
{
    if (c->kind == CONSTANT_TEXT)
        return when_of_text(e, kind, location, c);
    if (c->kind == CONSTANT_DATE && kind != TYPE_DATE)
        return known(c,
                     (struct sql_constant){ .kind = CONSTANT_TIMESTAMP,
                                            .us = c->days * SQL_US_PER_DAY });
    if (c->kind == CONSTANT_TIMESTAMP && kind == TYPE_DATE) {
        const int64_t days =
            c->us / SQL_US_PER_DAY - (c->us % SQL_US_PER_DAY < 0);
        return known(
            c, (struct sql_constant){ .kind = CONSTANT_DATE, .days = days });
    }
    return c->kind == CONSTANT_DATE || c->kind == CONSTANT_TIMESTAMP ||
                   c->kind == CONSTANT_NULL
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

/* The unit of interval '90' day, from the parser's bit mask. */
static const char *interval_unit(const PgQuery__TypeName *type)
{
    static const struct {
        int mask;
        const char *unit;
    } units[] = { { 1 << 1, "month" },   { 1 << 2, "year" },
                  { 1 << 3, "day" },     { 1 << 10, "hour" },
                  { 1 << 11, "minute" }, { 1 << 12, "second" } };

    if (type->n_typmods == 0 ||
        type->typmods[0]->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        type->typmods[0]->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
        return NULL;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (units[i].mask == type->typmods[0]->a_const->ival->ival)
            return units[i].unit;
    return NULL;
}

static enum constant_state cast_interval(const struct sql_evaluator *e,
                                         const PgQuery__TypeName *type,
                                         struct sql_constant *c)
{
    const char *text = c->text;
    const char *const unit = interval_unit(type);

    if (c->kind == CONSTANT_NUMBER)
        text = sql_number_text(e->s, &c->number);
    else if (c->kind != CONSTANT_TEXT)
        return CONSTANT_UNKNOWN;
    if (sql_interval_parse(text, unit, c))
        return CONSTANT_KNOWN;
    sql_fault_at(e->s, type->location,
                 "interval '%s' is not read; write whole numbers and units, "
                 "as '90 days'",
                 text_quoted(e->s->scratch, text));
    return CONSTANT_FAULT;
}

static enum constant_state cast_number(const struct sql_evaluator *e,
                                       int location, struct type type,
                                       struct sql_constant *c)
{
    if (c->kind == CONSTANT_TEXT && !sql_number_parse(c->text, &c->number)) {
        sql_fault_at(e->s, location, "'%s' is not a number",
                     text_quoted(e->s->scratch, c->text));
        return CONSTANT_FAULT;
    }
    if (c->kind == CONSTANT_TEXT)
        c->kind = CONSTANT_NUMBER;
    /* Rounding to fewer digits is not done. */
    if (c->kind == CONSTANT_NUMBER && type_is_integer(type) &&
        (!c->number.exact || c->number.scale > 0))
        return CONSTANT_UNKNOWN;
    if (c->kind == CONSTANT_NUMBER && type.kind == TYPE_DECIMAL &&
        c->number.scale > type.scale)
        return CONSTANT_UNKNOWN;
    return c->kind == CONSTANT_NUMBER || c->kind == CONSTANT_NULL
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

static enum constant_state cast_text(const struct sql_evaluator *e,
                                     struct type type, struct sql_constant *c)
{
    if (c->kind == CONSTANT_NULL)
        return CONSTANT_KNOWN;
    c->text = sql_constant_text(e->s, c);
    c->kind = CONSTANT_TEXT;
    if (type.length > 0 && strlen(c->text) > (size_t)type.length)
        c->text = text_copy_n(e->s->scratch, c->text, (size_t)type.length);
    return CONSTANT_KNOWN;
}

static enum constant_state cast(const struct sql_evaluator *e,
                                const PgQuery__TypeCast *t,
                                struct sql_constant *c)
{
    const enum constant_state state = sql_constant_of(e, t->arg, c);
    struct type type;

    if (state != CONSTANT_KNOWN || t->type_name == NULL)
        return state;
    if (strcmp(sql_last_name(t->type_name->names, t->type_name->n_names),
               "interval") == 0)
        return cast_interval(e, t->type_name, c);
    if (!sql_read_type(e->s, t->type_name, false, &type))
        return CONSTANT_FAULT;

    switch (type.kind) {
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return cast_when(e, type.kind, t->type_name->location, c);
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
    case TYPE_DECIMAL:
    case TYPE_REAL:
    case TYPE_DOUBLE:
        return cast_number(e, t->type_name->location, type, c);
    case TYPE_CHAR:
    case TYPE_VARCHAR:
        return cast_text(e, type, c);
    case TYPE_BOOLEAN:
        if (c->kind == CONSTANT_TEXT) /* true and false are casts of texts */
            return known(c, (struct sql_constant){ .kind = CONSTANT_BOOLEAN,
                                                   .flag = c->text[0] == 't' });
        return c->kind == CONSTANT_BOOLEAN ? CONSTANT_KNOWN : CONSTANT_UNKNOWN;
    default:
        return c->kind == CONSTANT_TEXT ? CONSTANT_KNOWN : CONSTANT_UNKNOWN;
    }
}

static bool is_when(const struct sql_constant *c)
{
    return c->kind == CONSTANT_DATE || c->kind == CONSTANT_TIMESTAMP;
}

static enum constant_state apply_when(char op, const struct sql_constant *a,
                                      const struct sql_constant *b,
                                      struct sql_constant *c)
{
    int64_t n;

    *c = *a;
    if (b->kind == CONSTANT_INTERVAL && (op == '+' || op == '-'))
        return sql_add_interval(b, op == '+' ? 1 : -1, c) ? CONSTANT_KNOWN
                                                          : CONSTANT_UNKNOWN;
    if (a->kind == CONSTANT_DATE && b->kind == CONSTANT_DATE && op == '-')
        return known(c, (struct sql_constant){
                            .kind = CONSTANT_NUMBER,
                            .number = { true, a->days - b->days, 0,
                                        (double)(a->days - b->days) } });
    if (a->kind == CONSTANT_DATE && sql_constant_integer(b, &n) &&
        (op == '+' || op == '-') && n > INT64_MIN)
        return sql_add_part(PART_DAY, op == '+' ? n : -n, c) ? CONSTANT_KNOWN
                                                             : CONSTANT_UNKNOWN;
    return CONSTANT_UNKNOWN;
}

static enum constant_state scale_interval(const struct sql_constant *interval,
                                          const struct sql_constant *by,
                                          struct sql_constant *c)
{
    int64_t n;

    *c = *interval;
    if (!sql_constant_integer(by, &n) || n < -100000 || n > 100000)
        return CONSTANT_UNKNOWN;
    c->months *= n;
    c->days *= n;
    return __builtin_mul_overflow(c->us, n, &c->us) ? CONSTANT_UNKNOWN
                                                    : CONSTANT_KNOWN;
}

static enum constant_state apply(const struct sql_evaluator *e, const char *op,
                                 struct sql_constant *a, struct sql_constant *b,
                                 struct sql_constant *c)
{
    if (a->kind == CONSTANT_NULL || b->kind == CONSTANT_NULL)
        return known(c, (struct sql_constant){ .kind = CONSTANT_NULL });
    if (strcmp(op, "||") == 0)
        return known(c, (struct sql_constant){
                            .kind = CONSTANT_TEXT,
                            .text = text_format(e->s->scratch, "%s%s",
                                                sql_constant_text(e->s, a),
                                                sql_constant_text(e->s, b)) });
    if (strlen(op) != 1)
        return CONSTANT_UNKNOWN;
    /* A text beside a date or a number is read as one. */
    if (a->kind == CONSTANT_TEXT && b->kind == CONSTANT_INTERVAL)
        if (when_of_text(e, TYPE_TIMESTAMP, -1, a) != CONSTANT_KNOWN)
            return CONSTANT_FAULT;
    if (is_when(a))
        return apply_when(op[0], a, b, c);
    if (is_when(b) && op[0] == '+')
        return apply_when('+', b, a, c);
    if (a->kind == CONSTANT_INTERVAL && op[0] == '*')
        return scale_interval(a, b, c);
    if (b->kind == CONSTANT_INTERVAL && op[0] == '*')
        return scale_interval(b, a, c);
    if (a->kind != CONSTANT_NUMBER || b->kind != CONSTANT_NUMBER)
        return CONSTANT_UNKNOWN;
    *c = (struct sql_constant){ .kind = CONSTANT_NUMBER };
    return sql_number_apply(op[0], a->number, b->number, &c->number)
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

static enum constant_state operation(const struct sql_evaluator *e,
                                     const PgQuery__AExpr *x,
                                     struct sql_constant *c)
{
    struct sql_constant a = { .kind = CONSTANT_NUMBER }, b;
    enum constant_state state = CONSTANT_KNOWN;

    if (sql_is_predicate(x))
        return sql_evaluate_comparison(e, x, c);
    if (x->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || x->rexpr == NULL)
        return CONSTANT_UNKNOWN;
    sql_number_parse("0", &a.number); /* -x is 0 - x */
    if (x->lexpr != NULL)
        state = sql_constant_of(e, x->lexpr, &a);
    if (state == CONSTANT_KNOWN)
        state = sql_constant_of(e, x->rexpr, &b);
    if (state != CONSTANT_KNOWN)
        return state;
    return apply(e, sql_last_name(x->name, x->n_name), &a, &b, c);
}

enum constant_state sql_constant_of(const struct sql_evaluator *e,
                                    const PgQuery__Node *node,
                                    struct sql_constant *c)
{
    if (node == NULL || (e->budget != NULL && --*e->budget < 0))
        return CONSTANT_UNKNOWN;
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_A_CONST:
        return literal(e, node->a_const, c);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return cast(e, node->type_cast, c);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return operation(e, node->a_expr, c);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return sql_constant_clock(e->s, node, c);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        if (sql_constant_clock(e->s, node, c) == CONSTANT_KNOWN)
            return CONSTANT_KNOWN;
        return sql_constant_function(e, node->func_call, c);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        if (sql_constant_clock(e->s, node, c) == CONSTANT_KNOWN)
            return CONSTANT_KNOWN;
        if (e->column == NULL)
            return CONSTANT_UNKNOWN;
        return known(c, *e->column);
    default:
        return sql_evaluate_logic(e, node, c);
    }
}
