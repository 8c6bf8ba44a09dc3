#include "sql/sql_constant.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"
#include "world/day.h"
#include "world/value/value.h"

const char *sql_part_name(const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
        node->column_ref->n_fields == 1)
        return sql_last_name(node->column_ref->fields, 1);
    if (node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
        node->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL)
        return node->a_const->sval->sval;
    return NULL;
}

const char *sql_function_name(const PgQuery__FuncCall *f)
{
    return sql_last_name(f->funcname, f->n_funcname);
}

static enum constant_state argument(const struct sql_evaluator *e,
                                    const PgQuery__FuncCall *f, size_t i,
                                    struct sql_constant *c)
{
    return i < f->n_args ? sql_constant_of(e, f->args[i], c) : CONSTANT_UNKNOWN;
}

/* An argument that is, or is the text of, a date or a timestamp. */
static enum constant_state when_argument(const struct sql_evaluator *e,
                                         const PgQuery__FuncCall *f, size_t i,
                                         struct sql_constant *c)
{
    const enum constant_state state = argument(e, f, i, c);
    const struct column day = { .type = { .kind = TYPE_DATE } };
    const struct column time = { .type = { .kind = TYPE_TIMESTAMP } };
    bool exact;
    int64_t code;

    if (state != CONSTANT_KNOWN)
        return state;
    if (c->kind == CONSTANT_TEXT) {
        const char *const text = c->text;
        if (value_parse(&day, text, &code, &exact) && exact)
            *c = (struct sql_constant){ .kind = CONSTANT_DATE, .days = code };
        else if (value_parse(&time, text, &code, &exact))
            *c =
                (struct sql_constant){ .kind = CONSTANT_TIMESTAMP, .us = code };
    }
    return c->kind == CONSTANT_DATE || c->kind == CONSTANT_TIMESTAMP
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

static enum constant_state dateadd(const struct sql_evaluator *e,
                                   const PgQuery__FuncCall *f,
                                   struct sql_constant *c)
{
    const char *const name = f->n_args == 3 ? sql_part_name(f->args[0]) : NULL;
    struct sql_constant count;
    enum date_part part;
    int64_t n;

    if (name == NULL || !sql_date_part(name, &part))
        return CONSTANT_UNKNOWN;
    enum constant_state state = argument(e, f, 1, &count);
    if (state == CONSTANT_KNOWN)
        state = when_argument(e, f, 2, c);
    if (state != CONSTANT_KNOWN)
        return state;
    return sql_constant_integer(&count, &n) && sql_add_part(part, n, c)
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

static enum constant_state add_months(const struct sql_evaluator *e,
                                      const PgQuery__FuncCall *f,
                                      struct sql_constant *c)
{
    struct sql_constant count;
    enum constant_state state = argument(e, f, 1, &count);
    int64_t n;

    if (state == CONSTANT_KNOWN)
        state = when_argument(e, f, 0, c);
    if (state != CONSTANT_KNOWN)
        return state;
    return sql_constant_integer(&count, &n) && sql_add_part(PART_MONTH, n, c)
               ? CONSTANT_KNOWN
               : CONSTANT_UNKNOWN;
}

static enum constant_state whole_number(int64_t n, struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_NUMBER,
                                .number = { true, n, 0, (double)n } };
    return CONSTANT_KNOWN;
}

static int64_t day_of_when(const struct sql_constant *c)
{
    if (c->kind == CONSTANT_DATE)
        return c->days;
    return c->us / SQL_US_PER_DAY - (c->us % SQL_US_PER_DAY < 0);
}

/* date(x), trunc(x): the day. */
static enum constant_state to_day(const struct sql_evaluator *e,
                                  const PgQuery__FuncCall *f,
                                  struct sql_constant *c)
{
    const enum constant_state state = when_argument(e, f, 0, c);

    if (state == CONSTANT_KNOWN)
        *c = (struct sql_constant){ .kind = CONSTANT_DATE,
                                    .days = day_of_when(c) };
    return state;
}

static enum constant_state last_day(const struct sql_evaluator *e,
                                    const PgQuery__FuncCall *f,
                                    struct sql_constant *c)
{
    const enum constant_state state = to_day(e, f, c);

    if (state == CONSTANT_KNOWN)
        c->days = day_add_months(sql_trunc_day(PART_MONTH, c->days), 1) - 1;
    return state;
}

static enum constant_state date_trunc(const struct sql_evaluator *e,
                                      const PgQuery__FuncCall *f,
                                      struct sql_constant *c)
{
    const char *const name = f->n_args == 2 ? sql_part_name(f->args[0]) : NULL;
    enum date_part part;

    if (name == NULL || !sql_date_part(name, &part) || part == PART_HOUR ||
        part == PART_MINUTE || part == PART_SECOND)
        return CONSTANT_UNKNOWN;
    const enum constant_state state = when_argument(e, f, 1, c);
    if (state == CONSTANT_KNOWN)
        *c = (struct sql_constant){ .kind = CONSTANT_TIMESTAMP,
                                    .us = sql_trunc_day(part, day_of_when(c)) *
                                          SQL_US_PER_DAY };
    return state;
}

/* extract(part from x), date_part(part, x) of whole days. */
static enum constant_state extract(const struct sql_evaluator *e,
                                   const PgQuery__FuncCall *f,
                                   struct sql_constant *c)
{
    const char *const name = f->n_args == 2 ? sql_part_name(f->args[0]) : NULL;
    enum date_part part;

    if (name == NULL || !sql_date_part(name, &part) || part == PART_HOUR ||
        part == PART_MINUTE || part == PART_SECOND)
        return CONSTANT_UNKNOWN;
    const enum constant_state state = when_argument(e, f, 1, c);
    if (state == CONSTANT_KNOWN)
        return whole_number(sql_extract_day(part, day_of_when(c)), c);
    return state;
}

static enum constant_state year(const struct sql_evaluator *e,
                                const PgQuery__FuncCall *f,
                                struct sql_constant *c)
{
    const enum constant_state state = to_day(e, f, c);

    if (state == CONSTANT_KNOWN)
        return whole_number(sql_extract_day(PART_YEAR, c->days), c);
    return state;
}

/* to_char with YYYY, MM, DD and separators between them. */
static bool write_format(struct text_buffer *b, const char *format, int64_t day)
{
    const struct day_date d = day_date(day);

    while (*format != '\0') {
        if (text_starts(format, "YYYY") || text_starts(format, "yyyy")) {
            text_addf(b, "%04lld", (long long)d.year);
            format += 4;
        } else if (text_starts(format, "MM") || text_starts(format, "mm")) {
            text_addf(b, "%02d", d.month);
            format += 2;
        } else if (text_starts(format, "DD") || text_starts(format, "dd")) {
            text_addf(b, "%02d", d.day);
            format += 2;
        } else if (strchr("-/. ", *format) != NULL) {
            text_add_n(b, format++, 1);
        } else {
            return false;
        }
    }
    return true;
}

static enum constant_state to_char(const struct sql_evaluator *e,
                                   const PgQuery__FuncCall *f,
                                   struct sql_constant *c)
{
    struct sql_constant format;
    enum constant_state state = argument(e, f, 1, &format);
    struct text_buffer b;

    if (state == CONSTANT_KNOWN)
        state = when_argument(e, f, 0, c);
    if (state != CONSTANT_KNOWN)
        return state;
    text_buffer_init(&b, e->s->scratch);
    if (format.kind != CONSTANT_TEXT ||
        !write_format(&b, format.text, day_of_when(c)))
        return CONSTANT_UNKNOWN;
    *c = (struct sql_constant){ .kind = CONSTANT_TEXT,
                                .text = text_buffer_text(&b) };
    return CONSTANT_KNOWN;
}

/* The digits of a field of a date format; -1 when there are none. */
static int field(const char **text, size_t most)
{
    size_t bytes = strspn(*text, "0123456789");
    int value = 0;

    if (bytes == 0)
        return -1;
    bytes = bytes < most ? bytes : most;
    for (size_t i = 0; i < bytes; i++)
        value = value * 10 + (*text)[i] - '0';
    *text += bytes;
    return value;
}

/* to_date with YYYY, MM, DD and separators between them. */
static bool parse_format(const char *text, const char *format, int64_t *day)
{
    int year = -1, month = 1, date = 1;

    while (*format != '\0') {
        if (text_starts(format, "YYYY") || text_starts(format, "yyyy")) {
            year = field(&text, 4);
            format += 4;
        } else if (text_starts(format, "MM") || text_starts(format, "mm")) {
            month = field(&text, 2);
            format += 2;
        } else if (text_starts(format, "DD") || text_starts(format, "dd")) {
            date = field(&text, 2);
            format += 2;
        } else if (*format++ != *text++) {
            return false;
        }
    }
    if (*text != '\0' || year < 0 || !day_valid(year, month, date))
        return false;
    *day = day_of(year, month, date);
    return true;
}

static enum constant_state to_date(const struct sql_evaluator *e,
                                   const PgQuery__FuncCall *f,
                                   struct sql_constant *c)
{
    struct sql_constant format;
    enum constant_state state = argument(e, f, 0, c);
    int64_t day;

    if (state == CONSTANT_KNOWN)
        state = argument(e, f, 1, &format);
    if (state != CONSTANT_KNOWN)
        return state;
    if (c->kind != CONSTANT_TEXT || format.kind != CONSTANT_TEXT ||
        !parse_format(c->text, format.text, &day))
        return CONSTANT_UNKNOWN;
    *c = (struct sql_constant){ .kind = CONSTANT_DATE, .days = day };
    return CONSTANT_KNOWN;
}

static const struct date_function {
    const char *name;
    enum constant_state (*evaluate)(const struct sql_evaluator *,
                                    const PgQuery__FuncCall *,
                                    struct sql_constant *);
} date_functions[] = {
    { "dateadd", dateadd },       { "date_add", dateadd },
    { "add_months", add_months }, { "date", to_day },
    { "trunc", to_day },          { "last_day", last_day },
    { "date_trunc", date_trunc }, { "to_date", to_date },
    { "extract", extract },       { "date_part", extract },
    { "date_part_year", year },   { "to_char", to_char },
};

/* These functions give NULL when an argument is NULL; a unit is none. */
static bool has_null(const struct sql_evaluator *e, const PgQuery__FuncCall *f)
{
    struct sql_constant c;
    enum date_part part;

    for (size_t i = 0; i < f->n_args; i++) {
        const char *const name = i == 0 ? sql_part_name(f->args[0]) : NULL;

        if (name != NULL && sql_date_part(name, &part))
            continue;
        if (sql_constant_of(e, f->args[i], &c) == CONSTANT_KNOWN &&
            c.kind == CONSTANT_NULL)
            return true;
    }
    return false;
}

enum constant_state sql_constant_function(const struct sql_evaluator *e,
                                          const PgQuery__FuncCall *f,
                                          struct sql_constant *c)
{
    const char *const name = sql_function_name(f);
    const size_t count = sizeof(date_functions) / sizeof(date_functions[0]);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, date_functions[i].name) != 0)
            continue;
        const enum constant_state state = date_functions[i].evaluate(e, f, c);
        if (state != CONSTANT_UNKNOWN || !has_null(e, f))
            return state;
        *c = (struct sql_constant){ .kind = CONSTANT_NULL };
        return CONSTANT_KNOWN;
    }
    return sql_string_function(e, f, c);
}
