#ifndef SQL_SQL_WALK_H
#define SQL_SQL_WALK_H

#include "sql/sql_reader.h"

/*
 * sql_walk - what an expression reads: columns, aggregates, subqueries.
 *
 * Errors   unknown and ambiguous columns, functions with the wrong number of
 *          arguments, aggregates where none can be, expressions deeper than
 *          SQL_DEPTH_MAX, constructs that are not read.
 */
enum sql_place {
    SQL_IN_TARGET,
    SQL_IN_WHERE, /* and ON */
    SQL_IN_GROUP,
    SQL_IN_HAVING,
    SQL_IN_ORDER,
};

struct sql_uses {
    sql_mask relations;       /* of the scope's build */
    sql_mask outer_relations; /* of the query around it */
    bool deeper_outer;        /* of one further out */
    bool aggregate, window;
    bool keeps_null; /* CASE, COALESCE, IS NULL: may be true for NULL */
    bool subquery;
    int clock; /* location of a clock that shows no time; -1 without */

    /* The columns that are read: how many references, whether all are to
       the same column, and the first. */
    int references;
    bool one_column;
    struct sql_column column;
};

/*
 * Marks what the expression reads in the queries' relations, and counts
 * aggregates and windows. False on a fault.
 */
bool sql_walk(struct sql_scope *scope, enum sql_place place,
              const PgQuery__Node *node, struct sql_uses *uses);

/* --- sql_function.c --- */

enum function_kind {
    FUNCTION_SCALAR,
    FUNCTION_AGGREGATE,
    FUNCTION_WINDOW, /* only with OVER */
    FUNCTION_CLOCK,
    FUNCTION_DATE_PART, /* scalar; its first argument names a unit */
    FUNCTION_UNKNOWN,
};

struct sql_function {
    const char *name;
    enum function_kind kind;
    int least, most; /* arguments */
};

/*
 * The function that is called; NULL when it is none of Redshift's that we
 * know, which is noted. False and a fault for a wrong number of arguments, or
 * a name that looks like a slip.
 */
bool sql_check_call(struct sql_reader *r, const PgQuery__FuncCall *call,
                    const struct sql_function **f);

/* --- sql_subquery.c --- */

/*
 * The relation that stands for a subquery inside an expression: one row for
 * a scalar subquery, a list of keys for EXISTS and IN. -1 on a fault.
 */
int sql_operand_relation(struct sql_scope *scope, enum sql_place place,
                         const PgQuery__SubLink *link);

#endif
