#ifndef WORLD_EMIT_WORD_H
#define WORLD_EMIT_WORD_H

#include "base/text.h"
#include "world/catalog.h"
#include "world/design.h"

/*
 * emit_word - names and clauses that all emitted texts share.
 *
 * Memory   the buffer's arena.
 * Errors   none.
 * Source   reserved words: Redshift Database Developer Guide, "Reserved
 *          words", and those of PostgreSQL 15's parser.
 */

/* An identifier as SQL needs it: plain, or in double quotes. */
const char *emit_name(struct arena *a, const char *name);

/* [schema.]name of a table. */
const char *emit_table_name(struct arena *a, const struct table *t);

/* What may stand in a comment of SQL or Jinja: letters, digits, blanks and
   _-.()$#; all else as \xNN. */
const char *emit_harmless(struct arena *a, const char *name);

/* "a, b, c" as identifiers. */
void emit_columns(struct text_buffer *out, const struct table *t,
                  const int *columns, int count);

/* Does any column name its encoding? */
bool emit_names_encoding(const struct table *t, const struct table_design *d);

/* How CREATE TABLE is to be written where tables are made one by one. */
struct emit_create {
    const struct catalog *catalog;
    const struct table_design *design; /* of this table */
    const char *name;                  /* as SQL needs it */
    int table;
    int existing; /* tables 0 .. existing-1 can be referenced .. */
    int missing;  /* .. but this one; -1 none */
};

/* The statement with its semicolon, and what only ALTER TABLE can add. */
void emit_create_table(struct text_buffer *out, const struct emit_create *e);

/* ALTER TABLE .. ADD FOREIGN KEY for those that were left out there. */
void emit_late_keys(struct text_buffer *out, const struct emit_create *e);

#endif
