#ifndef SQL_SQL_H
#define SQL_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "world/catalog.h"
#include "world/design.h"
#include "world/query.h"

/*
 * sql - Redshift's DDL to a catalog and a design, its SELECT to a query.
 *
 * The text goes through libpg_query: PostgreSQL's scanner and parser. What
 * only Redshift says (DISTKEY, ENCODE, TOP n, MINUS, ...) is lifted out in
 * place before the parser sees it, so that all positions stay valid. What
 * is valid but not modelled becomes a note of the query; what cannot be
 * read without a wrong number becomes a fault with its position.
 *
 * Memory   results live in the arena given; a parse tree is released before
 *          the function returns.
 * Errors   faults at file:line:column. Any bytes may be given: text that is
 *          not UTF-8, longer than 1 MiB or nested deeper than SQL_DEPTH_MAX
 *          is refused.
 * Source   Redshift Database Developer Guide, "SQL commands", CREATE TABLE,
 *          ALTER TABLE, SELECT.
 */
enum {
    SQL_BYTES_MAX = 1 << 20,
    SQL_DEPTH_MAX = 200,    /* of an expression */
    SQL_NESTING_MAX = 32,   /* of queries in queries */
    SQL_RELATIONS_MAX = 64, /* of one query */
    SQL_TABLES_MAX = 9900,  /* of a schema; Redshift's quota for large nodes */
};

/* A clock that shows nothing. */
#define SQL_NO_CLOCK INT64_MIN

/*
 * Append every CREATE TABLE of `text` to the catalog, and its physical design
 * to *base, which is made when it is NULL. May be called for several files.
 * Statements that say nothing about the design (GRANT, COPY, ...) are passed
 * over. Tables without a fault are appended even when others have one.
 */
bool sql_read_schema(struct arena *a, const char *text, const char *file,
                     struct catalog *catalog, struct design **base,
                     struct faults *faults);

/*
 * Replace the tables of `design` that `text` creates. They must exist in the
 * catalog with the same columns, in any order. ALTER TABLE ... ALTER DISTKEY,
 * DISTSTYLE, SORTKEY and ENCODE change a table of `design` in place.
 */
bool sql_read_design(struct arena *a, const char *text, const char *file,
                     const struct catalog *catalog, struct design *design,
                     struct faults *faults);

/*
 * One SELECT. `first_line` is the line of `file` at which the text begins,
 * from 1. NULL on a fault. The laws of the columns must have been read: a
 * literal becomes a code by them. `now_us` is what current_date, getdate() and
 * their like show, in microseconds since 2000-01-01; without a clock
 * (SQL_NO_CLOCK) a condition on them is a fault.
 */
struct query *sql_read_query(struct arena *a, const char *text,
                             const char *file, int first_line,
                             const struct catalog *catalog, int64_t now_us,
                             const char *name, struct faults *faults);

#endif
