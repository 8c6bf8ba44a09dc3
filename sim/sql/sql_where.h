#ifndef SQL_SQL_WHERE_H
#define SQL_SQL_WHERE_H

#include "sql/sql_condition.h"
#include "sql/sql_reader.h"

/*
 * sql_where - WHERE and ON: which parts are joins, filters, or neither.
 *
 * The parts of an AND are taken one by one. What concerns one relation is
 * its filter; an equality of columns of two is a join; a subquery in EXISTS
 * or IN is a semi or an anti join; the rest becomes a cross condition whose
 * share is guessed, with a note.
 */
enum sql_context_kind {
    CONTEXT_WHERE, /* and ON of an inner join */
    CONTEXT_LEFT,  /* ON: `right` is filled with NULLs */
    CONTEXT_FULL,
    CONTEXT_SEMI, /* the condition of a subquery whose table is `right` */
    CONTEXT_ANTI,
};

struct sql_context {
    enum sql_context_kind kind;
    struct sql_scope *scope;
    sql_mask right;
    int outer;  /* number of the outer join; -1 when it is none */
    int joined; /* joins that were added */
};

bool sql_read_where(struct sql_context *x, const PgQuery__Node *node,
                    bool negate);

/* left = right, as a join if it can be one. */
bool sql_read_equality(struct sql_context *x, struct sql_scope *left_scope,
                       const PgQuery__Node *left, struct sql_scope *right_scope,
                       const PgQuery__Node *right, const char *text);

/* A part that is neither a join nor a filter: a guess, with a note. */
bool sql_add_guess(struct sql_context *x, const PgQuery__Node *node,
                   bool negate, const struct sql_uses *uses, double guess);

/* --- sql_or.c --- */

/* An OR over several relations. */
bool sql_read_or(struct sql_context *x, const PgQuery__Node *node,
                 const struct sql_uses *uses);

/* The location of a node for a message; -1 when it has none. */
int sql_location(const PgQuery__Node *node);

/* --- sql_outer.c --- */

bool sql_is_nullable(const struct sql_build *b, int relation);

/* A condition is not true when the relation is filled with NULLs: outer
   joins that would fill it become inner, or from full to left. */
void sql_reject_null(struct sql_build *b, int relation);

/* relation.column IS NULL behind a left join that always fills it: an anti
   join. False when it is none. */
bool sql_try_anti(struct sql_build *b, int relation, int column);

/* --- sql_subquery.c --- */

bool sql_read_exists(struct sql_context *x, const PgQuery__SubLink *link,
                     bool negate);
bool sql_read_in(struct sql_context *x, const PgQuery__SubLink *link,
                 bool negate);

/* --- sql_search.c --- */

/* Does an expression hold a subquery, or CASE, which may hold one? */
bool sql_has_subquery(const PgQuery__Node *node);

/* Does it name a column that is found only around the inner scope? */
bool sql_has_outer_column(const struct sql_scope *inner,
                          const PgQuery__Node *node);

/* --- sql_from.c --- */

bool sql_read_from(struct sql_scope *scope, PgQuery__Node *const *nodes,
                   size_t n);

/* Make a table, or a common table expression, a relation of the scope's
   build; -1 on a fault. */
int sql_read_table(struct sql_scope *scope, const PgQuery__RangeVar *table);

/* Make a query a relation; `relations` of the reader lie in it. */
int sql_add_query(struct sql_scope *scope, struct query *q, const char *alias,
                  const char **names, int relations, int location);

/* --- sql_select.c --- */

/* A query within another, or the outermost one (outer NULL). */
struct sql_subquery {
    struct query *query;
    struct sql_build *build; /* NULL for a set operation */
    int relations;           /* that it added to the reader */
    int columns;             /* that it selects */
};

/* `exists`: only whether there are rows matters, not what is selected. */
bool sql_read_select(struct sql_reader *r, struct sql_scope *outer,
                     const PgQuery__SelectStmt *select, bool exists,
                     struct sql_subquery *sub);

/* A subquery that is not joined to the query around it: what it says of that
   query is lost, and noted. */
void sql_note_lost(struct sql_reader *r, const struct sql_subquery *sub);

/* --- sql_target.c --- */

bool sql_read_targets(struct sql_scope *scope,
                      const PgQuery__SelectStmt *select);
/* GROUP BY, HAVING, DISTINCT; ORDER BY, LIMIT, after the targets. */
bool sql_read_groups(struct sql_scope *scope,
                     const PgQuery__SelectStmt *select);
bool sql_read_order(struct sql_scope *scope, const PgQuery__SelectStmt *select);
bool sql_read_limit(struct sql_reader *r, struct query *q,
                    const PgQuery__SelectStmt *select);

#endif
