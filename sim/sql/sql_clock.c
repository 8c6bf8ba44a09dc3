#include "sql/sql_constant.h"

#include <string.h>

#include "sql/sql.h"
#include "sql/sql_type.h"

bool sql_is_clock(const char *name)
{
    return strcmp(name, "sysdate") == 0 ||
           strcmp(name, "current_timestamp") == 0;
}

static enum constant_state show(const struct sql_source *s, bool day,
                                struct sql_constant *c)
{
    const int64_t us = s->now_us;

    if (us == SQL_NO_CLOCK)
        return CONSTANT_UNKNOWN;
    *c = day ? (struct sql_constant){ .kind = CONSTANT_DATE,
                                      .days = us / SQL_US_PER_DAY -
                                              (us % SQL_US_PER_DAY < 0) }
             : (struct sql_constant){ .kind = CONSTANT_TIMESTAMP, .us = us };
    return CONSTANT_KNOWN;
}

static bool is_function(const PgQuery__FuncCall *call)
{
    const char *const name = sql_function_name(call);

    return call->n_args == 0 &&
           (strcmp(name, "getdate") == 0 || strcmp(name, "now") == 0 ||
            strcmp(name, "sysdate") == 0);
}

enum constant_state sql_constant_clock(const struct sql_source *s,
                                       const PgQuery__Node *node,
                                       struct sql_constant *c)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        switch (node->sqlvalue_function->op) {
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
            return show(s, true, c);
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
            return show(s, false, c);
        default:
            return CONSTANT_UNKNOWN;
        }
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return is_function(node->func_call) ? show(s, false, c)
                                            : CONSTANT_UNKNOWN;
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return node->column_ref->n_fields == 1 &&
                       sql_is_clock(sql_last_name(node->column_ref->fields, 1))
                   ? show(s, false, c)
                   : CONSTANT_UNKNOWN;
    default:
        return CONSTANT_UNKNOWN;
    }
}
