#ifndef SQL_SQL_TYPE_H
#define SQL_SQL_TYPE_H

#include "sql/sql_scan.h"
#include "world/catalog.h"

/*
 * sql_type - a type name of the DDL, under any of its aliases.
 *
 * Errors   unknown types, types that are not modelled, lengths and precisions
 *          out of range.
 * Source   Redshift Database Developer Guide, "Data types".
 */

/* `max`: the length was written as (max). */
bool sql_read_type(const struct sql_source *s, const PgQuery__TypeName *name,
                   bool max, struct type *type);

/* The last part of a qualified name: "int4" of pg_catalog.int4. */
const char *sql_last_name(PgQuery__Node *const *names, size_t count);

#endif
