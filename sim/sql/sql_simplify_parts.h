#ifndef SQL_SQL_SIMPLIFY_PARTS_H
#define SQL_SQL_SIMPLIFY_PARTS_H

#include "sql/sql_simplify.h"

/*
 * sql_simplify_parts - what its steps share; see sql_simplify.h.
 *
 * Memory   the arena given.
 * Errors   none.
 */

/* Most columns of a query's result: Redshift's limit, as PostgreSQL's. */
enum { SQL_OUTPUTS_MAX = 1664 };

/* All different queries inside a query, and how many relations each is. */
struct sql_uses_of {
    struct query **queries;
    int *counts;
    int count;
    size_t room, count_room;
};

/* Is it the relation of more than one place? */
bool sql_is_shared(const struct sql_uses_of *u, const struct query *q);

/* A condition on outputs of a query, on the columns that they are: all must be
   plain, and of one relation. */
struct condition *sql_move_condition(struct arena *a, const struct condition *c,
                                     const struct output *outputs);

/* One more filter of a relation. */
void sql_add_condition(struct arena *a, struct relation *r,
                       struct condition *c);

/* Subqueries that only select, into the query around them. */
void sql_pull_up(struct arena *a, struct query *q, const struct sql_uses_of *u);

/* Conditions on what subqueries group by, into them. */
void sql_push_down(struct arena *a, struct query *q,
                   const struct sql_uses_of *u);

#endif
