#include "sql/sql_type.h"

#include <string.h>

#include "base/text.h"

/* Defaults and limits; "Data types" of the Developer Guide. */
enum {
    VARCHAR_LENGTH_DEFAULT = 256,
    VARBYTE_LENGTH_DEFAULT = 64000,
    VARBYTE_LENGTH_MAX = 1024000,
    DECIMAL_PRECISION_DEFAULT = 18,
    DECIMAL_PRECISION_MAX = 38,
    DECIMAL_SCALE_MAX = 37,
};

static const struct type_name {
    const char *name;
    enum type_kind kind;
    int length; /* when none is given */
} type_names[] = {
    { "int2", TYPE_SMALLINT, 0 },
    { "smallint", TYPE_SMALLINT, 0 },
    { "int4", TYPE_INTEGER, 0 },
    { "int", TYPE_INTEGER, 0 },
    { "integer", TYPE_INTEGER, 0 },
    { "int8", TYPE_BIGINT, 0 },
    { "bigint", TYPE_BIGINT, 0 },
    { "numeric", TYPE_DECIMAL, 0 },
    { "decimal", TYPE_DECIMAL, 0 },
    { "float4", TYPE_REAL, 0 },
    { "real", TYPE_REAL, 0 },
    { "float8", TYPE_DOUBLE, 0 },
    { "float", TYPE_DOUBLE, 0 },
    { "bool", TYPE_BOOLEAN, 0 },
    { "boolean", TYPE_BOOLEAN, 0 },
    { "char", TYPE_CHAR, 1 },
    { "character", TYPE_CHAR, 1 },
    { "nchar", TYPE_CHAR, 1 },
    { "bpchar", TYPE_CHAR, VARCHAR_LENGTH_DEFAULT },
    { "varchar", TYPE_VARCHAR, VARCHAR_LENGTH_DEFAULT },
    { "nvarchar", TYPE_VARCHAR, VARCHAR_LENGTH_DEFAULT },
    { "text", TYPE_VARCHAR, VARCHAR_LENGTH_DEFAULT },
    { "date", TYPE_DATE, 0 },
    { "time", TYPE_TIME, 0 },
    { "timetz", TYPE_TIMETZ, 0 },
    { "timestamp", TYPE_TIMESTAMP, 0 },
    { "timestamptz", TYPE_TIMESTAMPTZ, 0 },
    { "varbyte", TYPE_VARBYTE, VARBYTE_LENGTH_DEFAULT },
    { "varbinary", TYPE_VARBYTE, VARBYTE_LENGTH_DEFAULT },
};

enum { TYPE_NAMES = (int)(sizeof(type_names) / sizeof(type_names[0])) };

const char *sql_last_name(PgQuery__Node *const *names, size_t count)
{
    if (count == 0 ||
        names[count - 1]->node_case != PG_QUERY__NODE__NODE_STRING)
        return "";
    return names[count - 1]->string->sval;
}

static bool is_modelled(const char *name)
{
    static const char *const not_modelled[] = { "super", "geometry",
                                                "geography", "hllsketch",
                                                "interval" };

    for (size_t i = 0; i < sizeof(not_modelled) / sizeof(not_modelled[0]); i++)
        if (strcmp(name, not_modelled[i]) == 0)
            return false;
    return true;
}

static const struct type_name *find_type(const char *name)
{
    for (int i = 0; i < TYPE_NAMES; i++)
        if (strcmp(type_names[i].name, name) == 0)
            return &type_names[i];
    return NULL;
}

static bool unknown_type(const struct sql_source *s, int location,
                         const char *name)
{
    const char *candidates[TYPE_NAMES];

    if (!is_modelled(name))
        return sql_fault_at(s, location,
                            "type '%s' is not modelled; leave the column out "
                            "or give it a scalar type",
                            name);
    for (int i = 0; i < TYPE_NAMES; i++)
        candidates[i] = type_names[i].name;
    const char *const near = text_nearest(name, candidates, TYPE_NAMES);
    const char *const shown = text_quoted(s->scratch, name);
    if (near != NULL)
        return sql_fault_at(
            s, location, "unknown type '%s', did you mean '%s'?", shown, near);
    return sql_fault_at(s, location, "unknown type '%s'", shown);
}

/* The i-th number in parentheses; false when it is no number. */
static bool modifier(const PgQuery__TypeName *name, size_t i, int *value,
                     int *location)
{
    const PgQuery__Node *const node = name->typmods[i];

    if (node->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
        return false;
    *value = node->a_const->ival->ival;
    *location = node->a_const->location;
    return true;
}

static bool read_modifier(const struct sql_source *s,
                          const PgQuery__TypeName *name, size_t i, int lo,
                          int hi, const char *what, int *value)
{
    int location = name->location;

    if (!modifier(name, i, value, &location))
        return sql_fault_at(s, location, "%s must be a whole number", what);
    if (*value < lo || *value > hi)
        return sql_fault_at(s, location < 0 ? name->location : location,
                            "%s '%d' is not between %d and %d", what, *value,
                            lo, hi);
    return true;
}

static int length_max(enum type_kind kind)
{
    switch (kind) {
    case TYPE_CHAR:
        return CHAR_LENGTH_MAX;
    case TYPE_VARBYTE:
        return VARBYTE_LENGTH_MAX;
    default:
        return VARCHAR_LENGTH_MAX;
    }
}

static bool read_length(const struct sql_source *s,
                        const PgQuery__TypeName *name, bool max,
                        struct type *type)
{
    const int most = length_max(type->kind);

    if (max) { /* without (max) the parser gives CHAR a length of 1 */
        type->length = most;
        return true;
    }
    if (name->n_typmods == 0)
        return true;
    return read_modifier(s, name, 0, 1, most, "length", &type->length);
}

static bool read_decimal(const struct sql_source *s,
                         const PgQuery__TypeName *name, struct type *type)
{
    type->precision = DECIMAL_PRECISION_DEFAULT;
    type->scale = 0;
    if (name->n_typmods == 0)
        return true;
    if (!read_modifier(s, name, 0, 1, DECIMAL_PRECISION_MAX, "precision",
                       &type->precision))
        return false;
    if (name->n_typmods == 1)
        return true;
    const int most = type->precision < DECIMAL_SCALE_MAX ? type->precision
                                                         : DECIMAL_SCALE_MAX;
    return read_modifier(s, name, 1, 0, most, "scale", &type->scale);
}

bool sql_read_type(const struct sql_source *s, const PgQuery__TypeName *name,
                   bool max, struct type *type)
{
    const char *const last = sql_last_name(name->names, name->n_names);
    const struct type_name *const found = find_type(last);

    *type = (struct type){ .kind = TYPE_INTEGER };
    if (found == NULL)
        return unknown_type(s, name->location, last);
    if (name->n_array_bounds > 0 || name->setof)
        return sql_fault_at(s, name->location, "arrays are no column types");

    *type = (struct type){ .kind = found->kind, .length = found->length };
    if (found->kind == TYPE_DECIMAL)
        return read_decimal(s, name, type);
    if (found->length > 0)
        return read_length(s, name, max, type);
    return true;
}
