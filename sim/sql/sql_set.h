#ifndef SQL_SQL_SET_H
#define SQL_SQL_SET_H

#include <stdint.h>

#include "base/arena.h"
#include "world/query.h"

/*
 * sql_set - sets of a column's codes, and what NULL does to a predicate.
 *
 * A predicate over one column is true for the codes of a set, false for the
 * others, and true, false or unknown for NULL. NOT swaps true and false and
 * leaves unknown alone, so that x <> 5 does not hold for NULL.
 *
 * Memory   ranges in the arena given; sorted, disjoint, not touching.
 */
enum set_null { SET_NULL_FAILS, SET_NULL_UNKNOWN, SET_NULL_PASSES };

struct sql_set {
    struct code_range *ranges;
    int count;
    enum set_null null;
};

/* The codes lo..hi (none when lo > hi); NULL is unknown. */
struct sql_set sql_set_between(struct arena *a, int64_t lo, int64_t hi);
struct sql_set sql_set_none(void);
struct sql_set sql_set_all(struct arena *a);

/* Any ranges, put in order; the array becomes the set's. NULL is unknown. */
struct sql_set sql_set_of(struct code_range *ranges, int count);

/* The codes that stand in this relation to a literal; `exact` and `code` as
   value_parse gives them. */
struct sql_set sql_set_compare(struct arena *a, enum compare op, int64_t code,
                               bool exact);

struct sql_set sql_set_not(struct arena *a, struct sql_set x);
struct sql_set sql_set_and(struct arena *a, struct sql_set x, struct sql_set y);
struct sql_set sql_set_or(struct arena *a, struct sql_set x, struct sql_set y);

/* The operator seen from the other side, and its negation. */
enum compare sql_compare_flip(enum compare op);
enum compare sql_compare_not(enum compare op);

/* Smallest and largest code; NULL lies below. */
#define SQL_CODE_MIN (INT64_MIN + 1)
#define SQL_CODE_MAX INT64_MAX

#endif
