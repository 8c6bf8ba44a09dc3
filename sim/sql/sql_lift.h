#ifndef SQL_SQL_LIFT_H
#define SQL_SQL_LIFT_H

#include <stdint.h>

#include "sql/sql_scan.h"

/*
 * sql_lift - what only Redshift says in a SELECT, taken out in place.
 *
 *      select top 5 a        ->  select       a       and a limit of 5
 *      a minus select b      ->  a union select b     and a mark at b
 *      approximate f(..)     ->              f(..)
 *      lag(x) ignore nulls   ->  lag(x)
 *      listagg(distinct x)   ->  listagg(         x)
 *      from #t               ->  from _t
 *      from (select ..)      ->  from (select ..) subquery_00
 *      interval '90' day (3) ->  interval '90' day
 *      ::varchar(max)        ->  ::varchar
 *
 * Memory   scratch.
 * Errors   TOP without a number.
 */
struct sql_top {
    size_t target; /* offset of the first target after it */
    int64_t rows;
};

struct sql_lifts {
    struct sql_top *tops;
    int top_count;
    size_t top_room;
    size_t *minuses; /* offsets of the first targets after MINUS SELECT */
    int minus_count;
    size_t minus_room;
    bool approximate, nulls, distinct; /* was any of these seen? */
};

/* Works on `copy`, which is as long as the source's text. */
bool sql_lift(struct sql_source *s, const struct sql_tokens *t,
              struct sql_statement statement, char *copy,
              struct sql_lifts *lifts);

/* Rows of TOP before the target at this offset; -1 without. */
int64_t sql_top_of(const struct sql_lifts *lifts, size_t target);

/* Did MINUS stand before the SELECT whose first target is at this offset? */
bool sql_is_minus(const struct sql_lifts *lifts, size_t target);

#endif
