#ifndef SQL_SQL_SIMPLIFY_H
#define SQL_SQL_SIMPLIFY_H

#include "base/arena.h"
#include "world/query.h"

/*
 * sql_simplify - what a planner does to a query before it plans.
 *
 * Pull-up. A subquery that only selects, joins and filters is part of the
 * query around it: its relations take its place, and conditions on its
 * columns become conditions on theirs, where zone maps see them.
 *
 *      select a from (select * from t where b) v where c
 *      select a from t where b and c
 *
 * It stays a subquery when it groups, windows, limits, combines or fills with
 * NULLs, when two places read it (a common table expression is then computed
 * once), or when its place in an outer join would change its meaning.
 *
 * Push-down. Into those that stay, conditions on columns by which they group
 * go all the same, for they take or leave whole groups.
 *
 * Columns. Only what an output that somebody wants is computed from is read.
 *
 * Memory   the arena given.
 * Errors   none.
 * Source   PostgreSQL, src/backend/optimizer/README: "Pulling Up Subqueries"
 *          and "Pushing down restrictions", whose planner Redshift's began as;
 *          Database Developer Guide, "WITH clause": evaluated once and used
 *          again "where possible".
 */
void sql_simplify(struct arena *a, struct query *q);

#endif
