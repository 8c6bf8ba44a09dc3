#include "sql/sql_constant.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"
#include "world/day.h"
#include "world/value/value.h"

static const char *date_text(const struct sql_source *s, int64_t day)
{
    const struct day_date d = day_date(day);

    return text_format(s->scratch, "%04lld-%02d-%02d", (long long)d.year,
                       d.month, d.day);
}

static const char *timestamp_text(const struct sql_source *s, int64_t us)
{
    const int64_t day = us / SQL_US_PER_DAY - (us % SQL_US_PER_DAY < 0);
    const int64_t time = us - day * SQL_US_PER_DAY;
    const int seconds = (int)(time / 1000000), rest = (int)(time % 1000000);
    const char *const text =
        text_format(s->scratch, "%s %02d:%02d:%02d", date_text(s, day),
                    seconds / 3600, seconds / 60 % 60, seconds % 60);

    return rest == 0 ? text : text_format(s->scratch, "%s.%06d", text, rest);
}

const char *sql_constant_text(const struct sql_source *s,
                              const struct sql_constant *c)
{
    switch (c->kind) {
    case CONSTANT_NULL:
        return "null";
    case CONSTANT_BOOLEAN:
        return c->flag ? "true" : "false";
    case CONSTANT_NUMBER:
        return sql_number_text(s, &c->number);
    case CONSTANT_TEXT:
        return c->text;
    case CONSTANT_DATE:
        return date_text(s, c->days);
    case CONSTANT_TIMESTAMP:
        return timestamp_text(s, c->us);
    case CONSTANT_INTERVAL:
        break;
    }
    return text_format(s->scratch, "%lld months %lld days %lld us",
                       (long long)c->months, (long long)c->days,
                       (long long)c->us);
}

bool sql_constant_integer(const struct sql_constant *c, int64_t *value)
{
    *value = c->number.digits;
    return c->kind == CONSTANT_NUMBER && c->number.exact &&
           c->number.scale == 0;
}

static bool comparable(const struct sql_constant *c, struct type type)
{
    if (c->kind == CONSTANT_TEXT)
        return true;
    switch (type.kind) {
    case TYPE_BOOLEAN:
        return c->kind == CONSTANT_BOOLEAN;
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return c->kind == CONSTANT_DATE || c->kind == CONSTANT_TIMESTAMP;
    case TYPE_TIME:
    case TYPE_TIMETZ:
        return false;
    case TYPE_CHAR:
    case TYPE_VARCHAR:
    case TYPE_VARBYTE:
        return c->kind != CONSTANT_INTERVAL;
    default:
        return c->kind == CONSTANT_NUMBER;
    }
}

bool sql_constant_code(const struct sql_source *s, const struct sql_constant *c,
                       const struct column *column, int64_t *code, bool *exact)
{
    return comparable(c, column->type) &&
           value_parse(column, sql_constant_text(s, c), code, exact);
}
