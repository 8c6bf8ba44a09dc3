#ifndef SQL_SQL_READER_H
#define SQL_SQL_READER_H

#include <stdint.h>

#include "sql/sql_scan.h"
#include "world/catalog.h"
#include "world/query.h"

/*
 * sql_reader - what the parts of the SELECT reader share: the query being
 * built, and what names mean at a place in it.
 *
 * A build is one struct query in the making. A scope is a set of names; one
 * build has several when the table of an EXISTS or IN subquery becomes a
 * relation of the query around it. Relations of a build are numbered, and
 * sets of them are masks of 64 bits (SQL_RELATIONS_MAX).
 *
 * Memory   the query in the source's arena; scopes and lists in scratch.
 */
typedef uint64_t sql_mask; /* bit r: relation r */

/* A clause that was lifted out of a SELECT: see sql_lift.h. */
struct sql_lifts;

struct sql_reader {
    struct sql_source *s;
    struct sql_tokens tokens;
    const struct catalog *catalog;
    const struct sql_lifts *lifts;
    int nesting;
    int references; /* to columns, so far */
    int relations;  /* of all queries, shared ones counted as often as read */

    const char **notes;
    int note_count;
    size_t note_room;
    struct query_ask *asks;
    int ask_count;
    size_t ask_room;
};

/*
 * An outer join: its nullable relations can be filled with NULLs. For a full
 * join both sides are; `left` is empty for the others.
 */
struct sql_outer {
    bool full, gone; /* gone: became an inner or an anti join */
    sql_mask left, right;
};

/* inner.column = outer.column between a subquery and the query around it. */
struct sql_correlation {
    struct column_ref inner, outer;
    const char *name; /* of the inner column */
    const char *text;
};

/* A condition of a subquery on the query around it that is no equality. */
struct sql_outer_condition {
    sql_mask outer;
    double guess;
    const char *text;
};

/* A subquery that was read where it stands in an expression. */
struct sql_operand {
    const void *node;
    int relation;
};

struct sql_build {
    struct sql_reader *r;
    struct sql_build *outer; /* of the query around it, or NULL */
    struct query *q;
    size_t relation_room, join_room, cross_room, group_room, aggregate_room,
        window_room, output_room, order_room, group_text_room, order_text_room;

    /* What the target that is being read is computed from: it is needed only
       where the output is (sql_simplify.h). */
    bool in_target;
    struct column_ref *touched;
    int touched_count;
    size_t touched_room;

    int *join_outers; /* per join: its number in `outers`, or -1 */
    size_t join_outer_room;
    struct sql_outer *outers;
    int outer_count;
    size_t outer_room;

    struct sql_correlation *correlations;
    int correlation_count;
    size_t correlation_room;
    struct sql_outer_condition *outer_conditions;
    int outer_condition_count;
    size_t outer_condition_room;

    struct sql_operand *operands;
    int operand_count;
    size_t operand_room;
    const char **aggregates; /* their texts: each counts once */
    size_t aggregate_text_room;
    PgQuery__Node *const *windows; /* WINDOW w AS (..) */
    size_t window_definitions;
};

/* A common table expression. */
struct sql_cte {
    const char *name;
    struct query *query; /* NULL when it has a fault */
    const char **names;  /* of its columns */
    int relations;       /* as in the reader */
    const struct sql_cte *next;
};

/* A relation that names can refer to. */
struct sql_item {
    int relation;
    const char *alias, *schema; /* schema: of a table without alias */
    const char **names;
    int columns;
    bool *hidden; /* merged into another by USING: not found without alias */
};

struct sql_scope {
    struct sql_scope *outer;
    struct sql_build *build;
    const struct sql_cte *ctes;
    struct sql_item *items;
    int count;
    size_t room;
    /* Targets whose aliases other targets may use; NULL elsewhere. */
    PgQuery__Node *const *targets;
    size_t target_count;
};

/* A column that a name stands for. */
struct sql_column {
    struct sql_build *build;
    int relation, column;
    const struct column *origin; /* the table's column; NULL when computed */
};

/* --- sql_scope.c --- */

enum sql_found {
    SQL_FOUND,
    SQL_FOUND_TARGET, /* the alias of a target of the same SELECT */
    SQL_FOUND_CLOCK,  /* sysdate and the like */
    SQL_NOT_FOUND,
    SQL_AMBIGUOUS,
};

/* What a column reference stands for; says nothing to the user. */
enum sql_found sql_find(const struct sql_scope *scope,
                        const PgQuery__ColumnRef *ref,
                        struct sql_column *column);

/* The target that has this alias, or NULL. */
PgQuery__Node *sql_find_target(const struct sql_scope *scope,
                               const PgQuery__ColumnRef *ref);

/* The fault for a reference that was not found, or is ambiguous. */
bool sql_find_fault(const struct sql_scope *scope,
                    const PgQuery__ColumnRef *ref, enum sql_found found);

/* The table's column behind a relation's column, through subqueries. */
const struct column *sql_origin(const struct catalog *catalog,
                                const struct query *q, int relation,
                                int column);

/* Make a relation visible. `names` are its columns. */
struct sql_item *sql_add_item(struct sql_scope *scope, int relation,
                              const char *alias, const char **names,
                              int columns);

const struct sql_cte *sql_find_cte(const struct sql_scope *scope,
                                   const char *name);

/* --- sql_query.c, sql_view.c --- */

/* The SELECT that the source is; NULL and a fault when it is none. */
const PgQuery__SelectStmt *sql_parse_select(struct sql_source *s,
                                            const struct sql_tokens *t,
                                            struct sql_lifts *lifts);

/* Lifts that cost nothing, said in a note. */
void sql_note_lifts(struct sql_reader *r, const struct sql_lifts *lifts);

/* The latest view of this name, or NULL. */
const struct view *sql_find_view(const struct sql_reader *r, const char *name);

/*
 * The view as a common table expression: its SELECT is read anew where it is
 * referred to, among the relations of the reader. Its query is NULL after a
 * fault, which stands in the file of the view.
 */
const struct sql_cte *sql_open_view(struct sql_reader *r,
                                    const struct view *view, int location);

/* --- sql_build.c --- */

/* Number of a new relation; -1 and a fault when there are too many. */
int sql_add_relation(struct sql_build *b, struct relation relation, int columns,
                     int relations_inside, int location);
void sql_add_join(struct sql_build *b, struct join join, int outer);
void sql_add_cross(struct sql_build *b, sql_mask relations, double guess,
                   const char *text);
/* `text` says what an expression is; NULL for a column. */
void sql_add_group(struct sql_build *b, struct column_ref ref,
                   const char *text);
void sql_add_order(struct sql_build *b, struct column_ref ref,
                   const char *text);
int sql_add_output(struct sql_build *b, struct output output);
int sql_add_outer(struct sql_build *b, struct sql_outer outer);
/* Around the walk of a target: its output keeps the columns it carries. */
void sql_begin_target(struct sql_build *b);
void sql_end_target(struct sql_build *b, struct output *output);
/* The query needs the column; carry: also beyond its relation's filters. */
void sql_read_column(const struct sql_column *column);
void sql_carry_column(const struct sql_column *column);

/* A fault at the first of these words in the text, for what the parser gives
   no location of; always false. */
bool sql_fault_word(struct sql_reader *r, const char *word, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));

/* What was read but is not modelled; the same note is kept once. */
void sql_note(struct sql_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Keeps what a column is compared with, up to SQL_ASKS_MAX of a query. */
enum { SQL_ASKS_MAX = 10000 };
void sql_ask(struct sql_reader *r, const struct column *column,
             const char *text, bool begins);

/* Lowest relation of a mask, -1 for none; number of relations. */
int sql_first_of(sql_mask mask);
int sql_count_of(sql_mask mask);
#define SQL_BIT(relation) ((sql_mask)1 << (relation))

/* --- sql_wording.c --- */

/* An expression as short SQL; with the tables' names before columns' or
   without. */
const char *sql_wording(const struct sql_reader *r, const PgQuery__Node *node,
                        bool qualified);

/* The same at length, in scratch: equal expressions have equal keys. */
const char *sql_wording_key(const struct sql_reader *r,
                            const PgQuery__Node *node);

/* A text cut to the length of a wording. */
const char *sql_cut(const struct sql_reader *r, const char *text);

#endif
