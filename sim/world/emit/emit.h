#ifndef WORLD_EMIT_H
#define WORLD_EMIT_H

#include "base/text.h"
#include "world/catalog.h"
#include "world/design.h"

/*
 * emit - a design as the text that a user takes away: CREATE TABLE, ALTER
 * TABLE, or the configuration of dbt models.
 *
 * Names come from somebody else's DDL. In SQL each is quoted where it must
 * be; in comments only harmless characters of it stay, so that no name can
 * end a comment, a string or a template.
 *
 * Memory   the buffer's arena.
 * Errors   none; the design was checked.
 * Result   statements in lower case, one design decision in one place; what
 *          the target language cannot say stands there as a comment.
 * Source   Redshift Database Developer Guide, "CREATE TABLE", "ALTER TABLE",
 *          "Performing a deep copy"; dbt documentation, "Redshift
 *          configurations".
 */

/* CREATE TABLE of all tables. Foreign keys to tables that come later follow
   at the end, so that the statements run in this order. */
void emit_ddl(struct text_buffer *out, const struct catalog *c,
              const struct design *d);

/*
 * The statements that turn `from` into `to`, of the tables that differ.
 * Where a table becomes interleaved, which ALTER TABLE cannot do, a deep copy.
 */
void emit_alter(struct text_buffer *out, const struct catalog *c,
                const struct design *from, const struct design *to);

/* {{ config(...) }} of a dbt model for each table. */
void emit_dbt(struct text_buffer *out, const struct catalog *c,
              const struct design *d);

#endif
