#ifndef WORLD_QUERY_H
#define WORLD_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

/*
 * query - what a SELECT needs from the data, without its syntax.
 *
 * A query has relations (tables or inner queries), conditions on them, joins
 * between them, and what is done with the joined rows. Conditions are kept
 * as sets of codes (law.h), so that both the estimate and the exact
 * simulation evaluate the same thing.
 */
struct query;

/* An inclusive range of codes; empty when lo > hi. */
struct code_range {
    int64_t lo, hi;
};

enum condition_kind {
    COND_SET,     /* column in ranges */
    COND_COMPARE, /* column <op> other, same relation */
    COND_AND,
    COND_OR,
    COND_NOT,
    COND_GUESS, /* not modelled: passes `guess` of the rows, with a note */
};

enum compare {
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_GT,
    COMPARE_GE
};

struct condition {
    enum condition_kind kind;
    int column, other;
    enum compare op;
    struct code_range *ranges; /* SET: sorted, disjoint, not touching */
    int range_count;
    bool accepts_null;        /* SET: IS NULL is part of it */
    bool zone_map;            /* SET: a bare column, so blocks can be skipped */
    double guess;             /* GUESS: 0..1 */
    bool constant;            /* GUESS: none is needed, it is 0 or 1 */
    struct condition **parts; /* AND, OR, NOT */
    int part_count;
    const char *text; /* SQL-like, for EXPLAIN: "lo_discount between 1 and 3" */
};

enum relation_kind { RELATION_TABLE, RELATION_QUERY };

struct relation {
    enum relation_kind kind;
    const char *alias;
    int table;           /* TABLE */
    struct query *query; /* QUERY: a subquery in FROM, a CTE, an IN (..) */
    bool *reads;         /* per column (of the table, or of the query's
                            outputs): is it needed? */
    bool *carries;       /* of those: needed beyond this relation's filters,
                            so it travels with the row; may be NULL (all) */
    struct condition **filters; /* ANDed, each over this relation alone */
    int filter_count;
};

enum join_kind {
    JOIN_INNER,
    JOIN_LEFT, /* keeps rows of `left` */
    JOIN_FULL,
    JOIN_SEMI, /* rows of `left` that have a match in `right` */
    JOIN_ANTI, /* rows of `left` that have none */
};

/* One equality left.left_column = right.right_column. Several between the
   same two relations are one join on several columns. */
struct join {
    enum join_kind kind;
    int left, right; /* relations; for RIGHT JOIN the sides are swapped */
    int left_column, right_column;
    const char *text;
};

/* A column of a relation, or an expression (column -1) over a relation;
   relation -1: over none, as count(*) or the output of a set operation. */
struct column_ref {
    int relation, column;
};

/* A condition over several relations that is no equality join. */
struct cross_condition {
    int *relations;
    int relation_count;
    double guess; /* share that passes, tagged a guess in the notes */
    const char *text;
};

/* What a column of the result is. */
struct output {
    const char *name;
    struct column_ref ref; /* column -1: computed */
    bool aggregate;
    bool counts;                /* count(*) or count(column) and no more: */
    struct column_ref counted;  /* the column; relation -1: all rows */
    struct column_ref *columns; /* computed: from these */
    int column_count;
};

struct window {
    struct column_ref *partition, *order;
    int partition_count, order_count;
};

enum set_operation {
    SET_NONE,
    SET_UNION_ALL,
    SET_UNION,
    SET_INTERSECT,
    SET_EXCEPT
};

/* A constant that a column of a table is compared with; `begins`: the texts
   asked for begin with it. */
struct query_ask {
    const struct column *column;
    const char *text;
    bool begins;
};

struct query {
    const char *name, *sql;
    double weight; /* how often, relative; > 0 */
    struct where where;

    /* A set operation over branches, or a select over relations. */
    enum set_operation set;
    struct query **branches;
    int branch_count;

    struct relation *relations;
    int relation_count;
    struct join *joins;
    int join_count;
    struct cross_condition *crosses;
    int cross_count;

    bool grouped; /* GROUP BY, DISTINCT, or aggregates without GROUP BY */
    struct column_ref *groups; /* none: one row */
    const char **group_texts;  /* of expressions, as SQL; else NULL */
    int group_count;
    int aggregate_count;
    bool distinct; /* SELECT DISTINCT: groups are the outputs */
    struct column_ref *distinct_aggregates; /* count(distinct x) */
    int distinct_aggregate_count;
    double having_guess; /* 1 without HAVING */

    struct window *windows;
    int window_count;

    struct output *outputs;
    int output_count;
    struct column_ref *order;
    const char **order_texts; /* likewise */
    int order_count;
    int64_t limit; /* rows; -1 none */

    const char **notes; /* what was read but is not modelled */
    int note_count;
    struct query_ask *asks; /* of the whole query, those inside it included */
    int ask_count;
};

/* Mark the tables that the query reads, in itself or in an inner query. */
void query_tables(const struct query *q, bool *touches);

/* Sorts, merges and drops empty ranges in place; returns the new count. */
int code_ranges_normalise(struct code_range *ranges, int count);

/* Does a code (or VALUE_NULL) lie in the set? */
bool condition_has(const struct condition *c, int64_t code);

/* Evaluate over the codes of one row, indexed by column, with SQL's unknown
   for NULL. COND_GUESS passes, also below NOT: its share is applied by the
   caller. */
bool condition_passes(const struct condition *c, const int64_t *codes);

/* Does each of so many rows, CONDITION_ROWS at most, pass? Row i has the codes
   codes[column][i], of the columns that condition_columns names. */
enum { CONDITION_ROWS = 1024 };
void condition_passes_many(const struct condition *c,
                           const int64_t *const *codes, size_t count,
                           bool *passes);

/* Product of the guesses inside (through AND); 1 when there are none. OR and
   NOT of nothing but guesses combine them as if independent; mixed with other
   conditions they count 1. */
double condition_guess(const struct condition *c);

/* Does a constant say that no row passes (1 = 0)? Then the table is not even
   opened, while of a set without values zone maps are asked. */
bool condition_never(const struct condition *c);

/* The same of conditions that all must hold. */
bool condition_never_all(struct condition *const *filters, int count);

/* Mark the columns that the condition reads; a GUESS names none. */
void condition_columns(const struct condition *c, bool *reads);

#endif
