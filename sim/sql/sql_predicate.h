#ifndef SQL_SQL_PREDICATE_H
#define SQL_SQL_PREDICATE_H

#include "sql/sql_condition.h"

/*
 * sql_predicate - the pieces that conditions are made of, shared by the
 * readers of AND, OR, NOT (sql_condition.c) and of operators
 * (sql_operation.c).
 *
 * Memory   conditions in the source's arena.
 * Errors   NULL where a fault was added.
 */

/* The words of a predicate, or of NOT (predicate). */
const char *sql_condition_text(struct sql_scope *x, const PgQuery__Node *node,
                               bool negate);

struct condition *sql_make_set(struct sql_scope *x, int column,
                               struct sql_set set, bool zone_map,
                               const char *text);

/* A guess by the default shares, with a note. */
struct condition *sql_make_guess(struct sql_scope *x, const PgQuery__Node *node,
                                 bool negate);

/* What one column's predicate was read as; `reading` matters for SQL_READ. */
struct condition *sql_make_reading(struct sql_scope *x, enum sql_reading state,
                                   const struct sql_reading_of *reading,
                                   const PgQuery__Node *node, bool negate);

/* The last resort before a guess: all values of the only column. */
struct condition *sql_read_domain(struct sql_scope *x,
                                  const PgQuery__Node *node, bool negate);

/* AND or OR of parts; sets over one column become one. Keeps the array. */
struct condition *sql_combine(struct sql_scope *x, bool and,
                              struct condition **parts, int count,
                              const char *text);

/* Operators: comparisons, BETWEEN, IN, LIKE. */
struct condition *sql_read_operation(struct sql_scope *x,
                                     const PgQuery__Node *node, bool negate);

#endif
