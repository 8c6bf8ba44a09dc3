#ifndef SCENARIO_LAW_VALUE_H
#define SCENARIO_LAW_VALUE_H

#include "scenario/law/read_laws.h"

/*
 * law_value - the numbers, dates and names inside a law.
 *
 * Memory   the world's arena.
 * Errors   faults at the value.
 */

struct law *law_new(struct law_reader *r, enum law_kind kind);

/* Are the values of this law texts? */
bool law_wants_texts(const struct law_reader *r);

/* Numbers, dates and times: what has a distance. False after a fault. */
bool law_check_measures(struct law_reader *r, const struct tree_node *home);

/* A value of the column's type (not a text), or inside a lag an amount. */
bool law_value(struct law_reader *r, const struct tree_node *n, int64_t *code);

/* A difference of two values: days for dates, a time for timestamps. */
bool law_amount(struct law_reader *r, const struct tree_node *n,
                double *amount);

/* A value of another column, texts through its form. */
bool law_value_of(struct law_reader *r, int column, const struct tree_node *n,
                  int64_t *code);

/* [lo, hi] with lo <= hi, both values of the column. */
bool law_value_pair(struct law_reader *r, const struct tree_node *n,
                    int64_t *lo, int64_t *hi);

/* [lo, hi] with min <= lo <= hi <= max. */
bool law_int_pair(struct law_reader *r, const struct tree_node *n, int min,
                  int max, int *lo, int *hi);

/* A relative weight, 0 to 1e12. */
bool law_weight(struct law_reader *r, const struct tree_node *n,
                double *weight);

/* 1992-01-31. */
bool law_day(struct law_reader *r, const struct tree_node *n, int64_t *day);

/* Another column of the same table, virtual ones included; its law has been
   read when this returns true. */
bool law_column(struct law_reader *r, const struct tree_node *n, int *column);

/* TABLE.COLUMN of a parent, where the table's name may hold a point itself;
   the column's law has been read when this returns true. */
bool law_parent(struct law_reader *r, const struct tree_node *n, int *table,
                int *column);

/* A column of a parent, by its name alone. */
bool law_parent_column(struct law_reader *r, const struct tree_node *n,
                       int table, const char *name, int *column);

/* Do the codes of the column and its parent mean the same? The verb says what
   the one cannot do with the other: "refer to". */
bool law_check_alike(struct law_reader *r, const struct tree_node *n,
                     const struct column *parent, const char *verb);

/* The column's index in the table, virtual ones included; or -1. */
int law_find_column(const struct table *t, const char *name);

/* ", did you mean 'x'?" for a column that is not in the table. */
const char *law_suggest_column(const struct faults *faults,
                               const struct table *t, const char *name);

/* The same for a table that is not in the catalog. */
const char *law_suggest_table(const struct faults *faults,
                              const struct catalog *c, const char *name);

/* Smallest and largest code that a type can hold. */
void law_type_range(struct type t, int64_t *lo, int64_t *hi);

/* Codes between two neighbouring whole numbers: 100 for numeric(12,2). */
double law_scale(const struct column *c);

/* An integer column whose values are days written as 19920131. */
bool law_is_calendar(const struct catalog *c, int table, int column);

/* "lineorder.lo_orderdate" */
const char *law_column_text(struct arena *a, const struct catalog *c, int table,
                            int column);

#endif
