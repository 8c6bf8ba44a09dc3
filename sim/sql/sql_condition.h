#ifndef SQL_SQL_CONDITION_H
#define SQL_SQL_CONDITION_H

#include "sql/sql_constant.h"
#include "sql/sql_reader.h"
#include "sql/sql_set.h"
#include "sql/sql_walk.h"

/*
 * sql_condition - a predicate over one relation as a struct condition.
 *
 * What compares a bare column with constants becomes a set of codes that
 * zone maps can use. What computes with one column is turned round where
 * that is exact (x + 1 < 5), or tried on every value that the column can
 * have, when these are few. The rest is guessed as PostgreSQL does, with a
 * note.
 *
 * Memory   conditions in the source's arena.
 * Errors   literals that cannot be compared with the column.
 * Source   the guesses: PostgreSQL 15, src/include/utils/selfuncs.h,
 *          DEFAULT_EQ_SEL, DEFAULT_INEQ_SEL, DEFAULT_RANGE_INEQ_SEL,
 *          DEFAULT_MATCH_SEL; kind: guess.
 */
#define SQL_GUESS_EQUAL 0.005
#define SQL_GUESS_INEQUAL (1.0 / 3.0)
#define SQL_GUESS_RANGE 0.005
#define SQL_GUESS_MATCH 0.005

/* The condition, or NULL on a fault. `negate` reads NOT (node). */
struct condition *sql_read_condition(struct sql_scope *scope,
                                     const PgQuery__Node *node, bool negate);

/* The share that passes by the default guesses, 0..1. */
double sql_guess_of(const PgQuery__Node *node, bool negate);

/* AND a condition to those of a relation; sets over one column merge. */
bool sql_add_filter(struct sql_build *b, int relation, struct condition *c,
                    int location);

/* Does NULL in all columns of its relation make the condition not true? */
bool sql_rejects_null(const struct condition *c);

/* --- sql_compare.c --- */

enum sql_reading { SQL_READ, SQL_GUESSED, SQL_REFUSED };

/* What a predicate over one column is. */
struct sql_reading_of {
    struct sql_column column;
    struct sql_set set;
    bool zone_map;
};

/* node <op> constant, where the node computes with one column. */
enum sql_reading sql_read_compare(struct sql_scope *scope,
                                  const PgQuery__Node *node, enum compare op,
                                  const struct sql_constant *c,
                                  struct sql_reading_of *reading);
/* column LIKE pattern, when it can be said as a range. */
enum sql_reading sql_read_like(struct sql_scope *scope,
                               const PgQuery__Node *node, const char *pattern,
                               struct sql_reading_of *reading);
/* The bare column that a node is; false when it computes. Casts that change
   neither values nor their order are looked through. */
bool sql_bare_column(struct sql_scope *scope, const PgQuery__Node *node,
                     struct sql_column *column);

/* --- sql_domain.c --- */

/* Try the predicate on every value that its only column can have. */
enum sql_reading sql_try_domain(struct sql_scope *scope,
                                const PgQuery__Node *node,
                                const struct sql_column *column,
                                struct sql_reading_of *reading);

#endif
