#ifndef SQL_SQL_CONSTANT_H
#define SQL_SQL_CONSTANT_H

#include <stdint.h>

#include "sql/sql_scan.h"
#include "world/catalog.h"

/*
 * sql_constant - expressions without columns, evaluated: numbers, texts,
 * dates, and what date arithmetic makes of them.
 *
 * Units    a date counts days since 2000-01-01, a timestamp microseconds.
 * Memory   texts in scratch.
 * Errors   a literal that is not what its type says, as in date '1998-02-30'.
 */
enum constant_kind {
    CONSTANT_NULL,
    CONSTANT_BOOLEAN,
    CONSTANT_NUMBER,
    CONSTANT_TEXT,
    CONSTANT_DATE,
    CONSTANT_TIMESTAMP,
    CONSTANT_INTERVAL,
};

/* digits / 10^scale; `exact` is false beyond 18 digits: use `approx`. */
struct sql_number {
    bool exact;
    int64_t digits;
    int scale;
    double approx;
};

struct sql_constant {
    enum constant_kind kind;
    bool flag;                /* BOOLEAN */
    struct sql_number number; /* NUMBER */
    const char *text;         /* TEXT */
    int64_t days, us;         /* DATE; TIMESTAMP: us; INTERVAL: both */
    int64_t months;           /* INTERVAL */
};

enum constant_state {
    CONSTANT_KNOWN,
    CONSTANT_UNKNOWN, /* has columns, or a function that is not evaluated */
    CONSTANT_FAULT,   /* a fault was added */
};

/*
 * What an expression is evaluated with. `column` is the value that every
 * column in it has; NULL when it must have none. `budget`, if not NULL, is
 * the number of steps left: evaluation gives up when there are none.
 */
struct sql_evaluator {
    const struct sql_source *s;
    const struct sql_constant *column;
    int64_t *budget;
};

enum constant_state sql_constant_of(const struct sql_evaluator *e,
                                    const PgQuery__Node *node,
                                    struct sql_constant *c);

/* --- sql_clock.c --- */

/* Does the name stand for the clock, without parentheses? */
bool sql_is_clock(const char *name);

/* What current_date, getdate(), sysdate and their like show; UNKNOWN for all
   other expressions, for texts of times, and without a clock. */
enum constant_state sql_constant_clock(const struct sql_source *s,
                                       const PgQuery__Node *node,
                                       struct sql_constant *c);

/* As SQL would write it, without quotes. */
const char *sql_constant_text(const struct sql_source *s,
                              const struct sql_constant *c);

/*
 * The constant as a code of a column; *exact is as in value_parse. False when
 * the two cannot be compared.
 */
bool sql_constant_code(const struct sql_source *s, const struct sql_constant *c,
                       const struct column *column, int64_t *code, bool *exact);

/* A whole number in int64_t. */
bool sql_constant_integer(const struct sql_constant *c, int64_t *value);

bool sql_number_parse(const char *text, struct sql_number *n);
const char *sql_number_text(const struct sql_source *s,
                            const struct sql_number *n);
/* op is one of + - * / %; false for a division by 0. */
bool sql_number_apply(char op, struct sql_number a, struct sql_number b,
                      struct sql_number *result);

/* Interval text such as '90 day' or '1 year 6 months'; a number without a
   unit is in `unit`, of which the name may be NULL (seconds). */
bool sql_interval_parse(const char *text, const char *unit,
                        struct sql_constant *interval);

/* Units of dateadd, date_trunc, extract and intervals, plural or short. */
enum date_part {
    PART_YEAR,
    PART_QUARTER,
    PART_MONTH,
    PART_WEEK,
    PART_DAY,
    PART_HOUR,
    PART_MINUTE,
    PART_SECOND,
    PART_WEEKDAY, /* 0 = Sunday */
    PART_YEARDAY, /* 1 .. 366 */
    DATE_PARTS,
};
bool sql_date_part(const char *name, enum date_part *part);

/* The part's name as a constant or a bare word: dateadd('day', ..) and
   dateadd(day, ..). NULL when it is neither. */
const char *sql_part_name(const PgQuery__Node *node);

/* Add n units; the interval's months are added first, as SQL does. */
bool sql_add_part(enum date_part part, int64_t n, struct sql_constant *when);
bool sql_add_interval(const struct sql_constant *interval, int sign,
                      struct sql_constant *when);

/* The number that extract(part from day) gives, and the start of the part's
   period that holds the day (date_trunc). Whole days only. */
int64_t sql_extract_day(enum date_part part, int64_t day);
int64_t sql_trunc_day(enum date_part part, int64_t day);

/* The function's own name in lower case, without a schema. */
const char *sql_function_name(const PgQuery__FuncCall *f);

enum constant_state sql_constant_function(const struct sql_evaluator *e,
                                          const PgQuery__FuncCall *f,
                                          struct sql_constant *c);

/* --- sql_logic.c: comparisons, AND, OR, NOT, CASE, COALESCE --- */

/* Does this operation give true or false? */
bool sql_is_predicate(const PgQuery__AExpr *x);
enum constant_state sql_evaluate_comparison(const struct sql_evaluator *e,
                                            const PgQuery__AExpr *x,
                                            struct sql_constant *c);
enum constant_state sql_evaluate_logic(const struct sql_evaluator *e,
                                       const PgQuery__Node *node,
                                       struct sql_constant *c);

/* -1, 0, 1 in *order; false when the two cannot be compared. */
bool sql_constant_compare(struct sql_constant a, struct sql_constant b,
                          int *order);

/* Does a text match LIKE's pattern? `any_case` for ILIKE. */
bool sql_like(const char *text, const char *pattern, char escape,
              bool any_case);

/* --- sql_string.c: functions of texts and numbers --- */

enum constant_state sql_string_function(const struct sql_evaluator *e,
                                        const PgQuery__FuncCall *f,
                                        struct sql_constant *c);

#define SQL_US_PER_DAY INT64_C(86400000000)

#endif
