#ifndef SQL_SQL_DDL_H
#define SQL_SQL_DDL_H

#include "sql/sql_clause.h"
#include "sql/sql_scan.h"
#include "world/catalog.h"
#include "world/design.h"

/*
 * sql_ddl - the statements of one file of DDL, as tables and their designs.
 *
 * `tables` and `designs` are what the file creates, in order; a table that
 * ALTER TABLE names may also be one of `known`, whose design is then changed
 * in place.
 *
 * Memory   tables, designs and keys in the source's arena; what one statement
 *          needs in scratch, which is rewound after it.
 */
struct sql_ddl {
    struct sql_source *s;
    struct sql_tokens tokens;
    char *copy;       /* of the text; Redshift's words are blanked out in it */
    bool design_only; /* columns and keys are those of `known` */

    struct table *tables;
    struct table_design *designs;
    int count;
    size_t table_room, design_room;

    struct view *views;
    int view_count;
    size_t view_room;

    const struct catalog *known;
    struct table_design *known_designs; /* one per table of `known` */

    struct sql_parent *parents; /* foreign keys, resolved at the end */
    int parent_count;
    size_t parent_room;
};

/* A foreign key before its parent is known. */
struct sql_parent {
    const char *child; /* the table that refers */
    int child_column;
    const char *parent;
    const char *column; /* NULL: the parent's primary key */
    int nth;            /* of the parent's primary key */
    struct where where;
};

/* Read all statements. */
bool sql_read_ddl(struct sql_ddl *d);

/* CREATE TABLE, CREATE VIEW (`view` is the word), ALTER TABLE: tokens of the
   statement. */
bool sql_read_create(struct sql_ddl *d, struct sql_statement statement,
                     int name);
bool sql_read_view(struct sql_ddl *d, struct sql_statement statement, int view);
bool sql_read_alter(struct sql_ddl *d, struct sql_statement statement);

/* PRIMARY KEY, UNIQUE, FOREIGN KEY of a table or of its column `own`. */
bool sql_read_constraint(struct sql_ddl *d, struct table *table, int own,
                         const PgQuery__Constraint *c);
bool sql_resolve_parents(struct sql_ddl *d);

/*
 * A table by name: created here, or known; with its design. NULL when there
 * is none.
 */
struct table *sql_find_table(struct sql_ddl *d, const char *name,
                             struct table_design **design);

/* As the user wrote it: with the # of a temporary table. */
const char *sql_relation_name(const struct sql_source *s,
                              const PgQuery__RangeVar *relation);

#endif
