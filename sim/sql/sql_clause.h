#ifndef SQL_SQL_CLAUSE_H
#define SQL_SQL_CLAUSE_H

#include "sql/sql_scan.h"
#include "world/catalog.h"
#include "world/design.h"

/*
 * sql_clause - the words of the DDL that only Redshift knows: DISTSTYLE,
 * DISTKEY, SORTKEY, ENCODE, IDENTITY, BACKUP, lengths of (max).
 *
 * They are read from the tokens, blanked out of the copy that the parser
 * will see, and applied to a design once the table's columns are known.
 *
 * Memory   scratch, for lists.
 * Errors   unknown styles and encodings, keys that are no columns, two keys,
 *          too many sort columns, encodings that the type does not allow.
 */
enum sql_mark_kind { MARK_ENCODE, MARK_DISTKEY, MARK_SORTKEY, MARK_MAX };

/* Something said of the column whose name is token `column`. */
struct sql_mark {
    enum sql_mark_kind kind;
    int column, token; /* token: the encoding's name, or the word itself */
};

/* All that one CREATE TABLE or ALTER TABLE says; tokens are -1 for none. */
struct sql_clauses {
    struct sql_mark *marks;
    int mark_count;
    size_t mark_room;

    int diststyle_token; /* the style's name */
    enum diststyle diststyle;
    int distkey; /* the column's name */
    int sort_token;
    enum sort_kind sort;
    int *sortkeys; /* tokens of the columns' names */
    int sortkey_count;
    size_t sortkey_room;
    int encode_auto;
};

void sql_clauses_init(struct sql_clauses *c);

/*
 * Read the attribute of a table at token *at and move past it. *known is
 * false, and nothing moved, when no such attribute begins there.
 */
bool sql_read_clause(const struct sql_source *s, const struct sql_tokens *t,
                     int *at, int end, struct sql_clauses *c, bool *known);

/* Note what is said of a column. */
void sql_add_mark(const struct sql_source *s, struct sql_clauses *c,
                  enum sql_mark_kind kind, int column, int token);

/* Lift everything out of a CREATE TABLE whose column list opens at `open`. */
bool sql_lift_create(const struct sql_source *s, const struct sql_tokens *t,
                     int open, int end, char *copy, struct sql_clauses *c);

/* Was the length of this column written as (max)? */
bool sql_is_max(const struct sql_source *s, const struct sql_tokens *t,
                const struct sql_clauses *c, const char *column);

/* Apply to the design of `table`; what is not said stays as it is. */
bool sql_apply_clauses(const struct sql_source *s, const struct sql_tokens *t,
                       const struct sql_clauses *c, const struct table *table,
                       struct table_design *d);

/* A table's column by the name at a token, or -1 and a fault. */
int sql_column_of(const struct sql_source *s, const struct sql_tokens *t,
                  int token, const struct table *table);

#endif
