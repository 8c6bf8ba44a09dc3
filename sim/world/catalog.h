#ifndef WORLD_CATALOG_H
#define WORLD_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "world/form.h"
#include "world/law/law.h"

/*
 * catalog - the tables: columns with their types, keys, and the laws of
 * their data. What the DDL and the `data:` section of a scenario say.
 *
 * Source   types, widths and aliases: Redshift Database Developer Guide,
 *          "Data types".
 */
enum type_kind {
    TYPE_SMALLINT,
    TYPE_INTEGER,
    TYPE_BIGINT,
    TYPE_DECIMAL,
    TYPE_REAL,
    TYPE_DOUBLE,
    TYPE_BOOLEAN,
    TYPE_CHAR,
    TYPE_VARCHAR,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_TIMETZ,
    TYPE_TIMESTAMP,
    TYPE_TIMESTAMPTZ,
    TYPE_VARBYTE,
};

struct type {
    enum type_kind kind;
    int length;           /* CHAR, VARCHAR, VARBYTE: bytes declared */
    int precision, scale; /* DECIMAL */
};

/* Limits of Redshift: "CREATE TABLE", Database Developer Guide. */
enum {
    TABLE_COLUMNS_MAX = 1600,
    SORTKEY_COLUMNS_MAX = 400,
    INTERLEAVED_COLUMNS_MAX = 8,
    VARCHAR_LENGTH_MAX = 65535,
    CHAR_LENGTH_MAX = 4096,
};

struct column {
    const char *name; /* folded to lower case unless quoted in the DDL */
    struct type type;
    bool not_null, unique, primary;
    int parent_table, parent_column; /* FOREIGN KEY of the DDL; or -1 */
    struct where where;              /* in the DDL */

    struct law *law;
    bool law_given;   /* false: a default, reported in the notes */
    struct form form; /* strings */
    double null_frac; /* 0..1 */
    int per;          /* draw once per value of this column; or -1 */
};

/*
 * In which order rows arrive. Row numbers are arrival numbers, unless the
 * order is random: then rows keep their numbers (and what is sequential in
 * them), and arrive shuffled.
 */
struct arrival {
    bool random;
    int column;       /* ordered by this column's law; -1 = by none */
    double late_frac; /* share of rows that arrive late */
    struct law *late; /* by how much, in the column's codes (days, ...) */
};

struct table {
    const char *name, *schema; /* schema may be NULL */
    /* The DDL's columns, then `virtual_count` more that only the data section
       names: drawn so that others can depend on them, never stored, never
       seen by SQL (table_column does not find them). */
    struct column *columns;
    int column_count, virtual_count;
    int64_t rows;
    const char *file;      /* where the rows come from; NULL: drawn by laws */
    int64_t believed_rows; /* as of the last ANALYZE; 0: rows */
    struct arrival arrival;
    struct where where;
};

/*
 * A view: a SELECT under a name. `text` is the file of DDL with all but the
 * SELECT blanked out, so that places in it are places in the file. What a
 * materialized view holds is a table of its own, of which nothing is known:
 * its text is NULL.
 */
struct view {
    const char *name;
    const char *text, *file;
    const char **names; /* of its columns; NULL: those of the SELECT */
    int name_count;
};

struct catalog {
    struct table *tables;
    int table_count;
    struct view *views;
    int view_count;
};

/* Value of a column that is SQL NULL. */
#define VALUE_NULL INT64_MIN

bool type_is_string(struct type t);  /* CHAR, VARCHAR, VARBYTE */
bool type_is_integer(struct type t); /* SMALLINT, INTEGER, BIGINT */

/*
 * Bytes of one raw value. Fixed for all but VARCHAR and VARBYTE, for which
 * it is 4 + length of the value (redshift.md 9.3): pass the length; ignored
 * for the others. CHAR is padded to its declared length.
 */
int type_bytes(struct type t, int value_length);

/* As the DDL writes it: "varchar(22)", "numeric(12,2)". */
const char *type_text(struct arena *a, struct type t);

/* -1 when there is none of that name. A schema prefix is not part of it. */
int catalog_table(const struct catalog *c, const char *name);
int table_column(const struct table *t, const char *name);

/*
 * The hidden columns of every table follow its own: INSERT_XID, DELETE_XID,
 * ROW_ID (redshift.md 1).
 */
enum { HIDDEN_INSERT_XID, HIDDEN_DELETE_XID, HIDDEN_ROW_ID, HIDDEN_COLUMNS };
const char *hidden_column_name(int hidden);

#endif
