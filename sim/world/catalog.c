#include "world/catalog.h"

#include "base/check.h"
#include "base/text.h"

/* The length that a VARCHAR stores before its bytes (redshift.md 9.3). */
enum { LENGTH_BYTES = 4 };

/* DECIMAL of more digits takes 16 bytes: Database Developer Guide, "Numeric
   types", DECIMAL. */
enum { DECIMAL_8_PRECISION = 19 };

bool type_is_string(struct type t)
{
    return t.kind == TYPE_CHAR || t.kind == TYPE_VARCHAR ||
           t.kind == TYPE_VARBYTE;
}

bool type_is_integer(struct type t)
{
    return t.kind == TYPE_SMALLINT || t.kind == TYPE_INTEGER ||
           t.kind == TYPE_BIGINT;
}

int type_bytes(struct type t, int value_length)
{
    switch (t.kind) {
    case TYPE_BOOLEAN:
        return 1;
    case TYPE_SMALLINT:
        return 2;
    case TYPE_INTEGER:
    case TYPE_REAL:
    case TYPE_DATE:
        return 4;
    case TYPE_BIGINT:
    case TYPE_DOUBLE:
    case TYPE_TIME:
    case TYPE_TIMETZ:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return 8;
    case TYPE_DECIMAL:
        return t.precision <= DECIMAL_8_PRECISION ? 8 : 16;
    case TYPE_CHAR:
        return t.length;
    case TYPE_VARCHAR:
    case TYPE_VARBYTE:
        CHECK(value_length >= 0);
        return LENGTH_BYTES + value_length;
    }
    CHECK(t.kind <= TYPE_VARBYTE);
    return 0;
}

static const char *const type_names[] = {
    [TYPE_SMALLINT] = "smallint",   [TYPE_INTEGER] = "integer",
    [TYPE_BIGINT] = "bigint",       [TYPE_DECIMAL] = "numeric",
    [TYPE_REAL] = "real",           [TYPE_DOUBLE] = "double precision",
    [TYPE_BOOLEAN] = "boolean",     [TYPE_CHAR] = "char",
    [TYPE_VARCHAR] = "varchar",     [TYPE_DATE] = "date",
    [TYPE_TIME] = "time",           [TYPE_TIMETZ] = "timetz",
    [TYPE_TIMESTAMP] = "timestamp", [TYPE_TIMESTAMPTZ] = "timestamptz",
    [TYPE_VARBYTE] = "varbyte",
};

const char *type_text(struct arena *a, struct type t)
{
    CHECK(t.kind <= TYPE_VARBYTE);
    const char *const name = type_names[t.kind];

    if (t.kind == TYPE_DECIMAL)
        return text_format(a, "%s(%d,%d)", name, t.precision, t.scale);
    if (type_is_string(t))
        return text_format(a, "%s(%d)", name, t.length);
    return name;
}

int catalog_table(const struct catalog *c, const char *name)
{
    for (int i = 0; i < c->table_count; i++)
        if (text_equal(c->tables[i].name, name))
            return i;
    return -1;
}

int table_column(const struct table *t, const char *name)
{
    for (int i = 0; i < t->column_count; i++)
        if (text_equal(t->columns[i].name, name))
            return i;
    return -1;
}

const char *hidden_column_name(int hidden)
{
    static const char *const names[HIDDEN_COLUMNS] = {
        [HIDDEN_INSERT_XID] = "insert_xid",
        [HIDDEN_DELETE_XID] = "delete_xid",
        [HIDDEN_ROW_ID] = "row_id",
    };

    CHECK(hidden >= 0 && hidden < HIDDEN_COLUMNS);
    return names[hidden];
}
