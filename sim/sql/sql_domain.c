#include "sql/sql_condition.h"

#include <string.h>

#include "base/text.h"
#include "world/day.h"

/* A domain of more values is not tried, nor more steps taken in all. */
enum { DOMAIN_MAX = 100000 };
#define STEPS_MAX INT64_C(5000000)

/* Days that a date can be when its law does not say. */
enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

/* Codes lo..hi; each stands for `width` codes of the column from its own. */
struct domain {
    int64_t lo, hi, width;
};

static bool domain_of_law(const struct column *c, struct domain *d)
{
    if (c->law == NULL || !law_draws(c->law))
        return false;
    law_range(c->law, &d->lo, &d->hi);
    return d->hi >= d->lo && (uint64_t)d->hi - (uint64_t)d->lo < DOMAIN_MAX;
}

static bool domain_of(const struct column *c, struct domain *d)
{
    *d = (struct domain){ .width = 1 };
    switch (c->type.kind) {
    case TYPE_BOOLEAN:
        d->hi = 1;
        return true;
    case TYPE_CHAR:
    case TYPE_VARCHAR:
        d->hi = c->form.count - 1;
        return c->form.kind == FORM_LIST && c->form.count <= DOMAIN_MAX;
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
        if (c->type.kind == TYPE_DATE && domain_of_law(c, d))
            return true;
        d->lo = day_of(FIRST_YEAR, 1, 1);
        d->hi = day_of(LAST_YEAR, 12, 31);
        d->width = c->type.kind == TYPE_DATE ? 1 : SQL_US_PER_DAY;
        return true;
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
    case TYPE_DECIMAL:
        return domain_of_law(c, d);
    default:
        return false;
    }
}

static void text_of(const struct column *c, int64_t code, struct arena *scratch,
                    struct sql_constant *value)
{
    char text[FORM_TEXT_MAX];
    const size_t bytes = form_text(&c->form, code, text);

    value->kind = CONSTANT_TEXT;
    value->text = text_copy_n(scratch, text, bytes);
}

/* The value that a code of the domain stands for. */
static void value_of(const struct column *c, int64_t code,
                     struct arena *scratch, struct sql_constant *value)
{
    double approx = (double)code;

    *value = (struct sql_constant){ .kind = CONSTANT_NUMBER };
    switch (c->type.kind) {
    case TYPE_BOOLEAN:
        value->kind = CONSTANT_BOOLEAN;
        value->flag = code != 0;
        return;
    case TYPE_CHAR:
    case TYPE_VARCHAR:
        text_of(c, code, scratch, value);
        return;
    case TYPE_DATE:
        value->kind = CONSTANT_DATE;
        value->days = code;
        return;
    case TYPE_TIMESTAMP:
        value->kind = CONSTANT_TIMESTAMP;
        value->us = code * SQL_US_PER_DAY;
        return;
    default:
        for (int i = 0; i < c->type.scale; i++)
            approx /= 10;
        value->number =
            (struct sql_number){ true, code, c->type.scale, approx };
        return;
    }
}

/*
 * For a timestamp only the days are tried. That is exact when the column
 * stands nowhere but inside what cuts the time of the day off.
 */
static bool is_of_day(const PgQuery__Node *node, int depth);

static bool all_of_day(PgQuery__Node *const *nodes, size_t n, int depth)
{
    for (size_t i = 0; i < n; i++)
        if (!is_of_day(nodes[i], depth))
            return false;
    return true;
}

static bool cuts_time(const PgQuery__FuncCall *f)
{
    const char *const name = sql_function_name(f);

    return strcmp(name, "date") == 0 || strcmp(name, "trunc") == 0 ||
           strcmp(name, "last_day") == 0 || strcmp(name, "extract") == 0 ||
           strcmp(name, "date_part") == 0 ||
           strcmp(name, "date_part_year") == 0 ||
           strcmp(name, "date_trunc") == 0 || strcmp(name, "to_char") == 0;
}

static bool casts_to_date(const PgQuery__TypeCast *c)
{
    const PgQuery__TypeName *const t = c->type_name;

    return t != NULL && t->n_names > 0 &&
           t->names[t->n_names - 1]->node_case == PG_QUERY__NODE__NODE_STRING &&
           strcmp(t->names[t->n_names - 1]->string->sval, "date") == 0;
}

static bool is_of_day(const PgQuery__Node *node, int depth)
{
    if (node == NULL)
        return true;
    if (depth == 0)
        return false;
    depth--;
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_A_CONST:
        return true;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return cuts_time(node->func_call) ||
               all_of_day(node->func_call->args, node->func_call->n_args,
                          depth);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return casts_to_date(node->type_cast) ||
               is_of_day(node->type_cast->arg, depth);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return is_of_day(node->a_expr->lexpr, depth) &&
               is_of_day(node->a_expr->rexpr, depth);
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return all_of_day(node->bool_expr->args, node->bool_expr->n_args,
                          depth);
    case PG_QUERY__NODE__NODE_LIST:
        return all_of_day(node->list->items, node->list->n_items, depth);
    default:
        return false;
    }
}

/* True, false or NULL for one value; SQL_GUESSED when it is none of these. */
static enum sql_reading try_value(struct sql_evaluator *e,
                                  const PgQuery__Node *node,
                                  const struct sql_constant *value,
                                  struct sql_constant *result)
{
    e->column = value;
    switch (sql_constant_of(e, node, result)) {
    case CONSTANT_FAULT:
        return SQL_REFUSED;
    case CONSTANT_UNKNOWN:
        return SQL_GUESSED;
    case CONSTANT_KNOWN:
        break;
    }
    return result->kind == CONSTANT_BOOLEAN || result->kind == CONSTANT_NULL
               ? SQL_READ
               : SQL_GUESSED;
}

static bool is_true(const struct sql_constant *c)
{
    return c->kind == CONSTANT_BOOLEAN && c->flag;
}

static enum sql_reading try_codes(struct sql_evaluator *e,
                                  const PgQuery__Node *node,
                                  const struct column *column, struct domain d,
                                  struct code_range *ranges, int *count)
{
    struct arena *const scratch = e->s->scratch;

    *count = 0;
    for (int64_t i = 0; i <= d.hi - d.lo; i++) {
        const int64_t code = d.lo + i;
        const struct arena_mark mark = arena_mark(scratch);
        struct sql_constant value, result;

        value_of(column, code, scratch, &value);
        const enum sql_reading state = try_value(e, node, &value, &result);
        arena_rewind(scratch, mark);
        if (state != SQL_READ)
            return state;
        const int64_t lo = code * d.width, hi = lo + (d.width - 1);
        if (!is_true(&result))
            continue;
        if (*count > 0 && ranges[*count - 1].hi == lo - 1)
            ranges[*count - 1].hi = hi;
        else
            ranges[(*count)++] = (struct code_range){ lo, hi };
    }
    return SQL_READ;
}

/*
 * An arena of its own, with a block begun: rewinding to a mark within it
 * costs nothing, as one in the source's scratch may.
 */
static enum sql_reading try_all(struct sql_source *s, const PgQuery__Node *node,
                                const struct column *column, struct domain d,
                                struct code_range *ranges, int *count,
                                struct sql_constant *of_null)
{
    const struct sql_constant null = { .kind = CONSTANT_NULL };
    int64_t budget = STEPS_MAX;
    struct sql_source own = *s;
    struct sql_evaluator e = { .s = &own, .budget = &budget };

    own.scratch = arena_begin();
    arena_alloc(own.scratch, 1);
    enum sql_reading state = try_codes(&e, node, column, d, ranges, count);
    if (state == SQL_READ)
        state = try_value(&e, node, &null, of_null);
    arena_done(own.scratch);
    return state;
}

enum sql_reading sql_try_domain(struct sql_scope *scope,
                                const PgQuery__Node *node,
                                const struct sql_column *column,
                                struct sql_reading_of *reading)
{
    struct sql_source *const s = scope->build->r->s;
    struct sql_constant of_null;
    struct domain d;
    int count;

    if (column->origin == NULL || !domain_of(column->origin, &d) ||
        (column->origin->type.kind == TYPE_TIMESTAMP && !is_of_day(node, 64)))
        return SQL_GUESSED;

    struct code_range *const ranges =
        ARENA_ARRAY(s->scratch, (d.hi - d.lo) / 2 + 1, struct code_range);
    const enum sql_reading state =
        try_all(s, node, column->origin, d, ranges, &count, &of_null);
    if (state != SQL_READ)
        return state;

    struct code_range *const kept = ARENA_ARRAY(s->a, count, struct code_range);
    if (count > 0)
        memcpy(kept, ranges, (size_t)count * sizeof(*kept));
    *reading = (struct sql_reading_of){ .column = *column };
    reading->set = sql_set_of(kept, count);
    reading->set.null = of_null.kind == CONSTANT_NULL ? SET_NULL_UNKNOWN
                        : of_null.flag                ? SET_NULL_PASSES
                                                      : SET_NULL_FAILS;
    return SQL_READ;
}
