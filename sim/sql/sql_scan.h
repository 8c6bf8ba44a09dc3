#ifndef SQL_SQL_SCAN_H
#define SQL_SQL_SCAN_H

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdbool.h>
#include <stddef.h>

#include "sql/sql_source.h"

/*
 * sql_scan - the tokens of a text, its statements, and the parser's door.
 *
 * PostgreSQL's scanner takes every Redshift text; its parser does not. The
 * readers lift what the parser refuses by overwriting it with blanks in a
 * copy, and then parse the copy of one statement.
 *
 * Memory   tokens, copies and parse trees live in the source's scratch.
 * Errors   faults of the source: text the scanner refuses, nesting that
 *          would exhaust the parser's stack, syntax errors.
 */
enum sql_token_kind {
    SQL_WORD,   /* a keyword or a name without quotes */
    SQL_QUOTED, /* a name in double quotes */
    SQL_NUMBER,
    SQL_STRING,
    SQL_SYMBOL, /* `symbol` is its first byte */
};

struct sql_token {
    enum sql_token_kind kind;
    char symbol;       /* SYMBOL: its byte when it has just one, else 0 */
    size_t start, end; /* bytes start .. end-1 */
};

/* Tokens without comments. */
struct sql_tokens {
    struct sql_token *items;
    int count;
};

/* Tokens first .. end-1 of one statement, without its semicolon. */
struct sql_statement {
    int first, end;
};

bool sql_scan(const struct sql_source *s, struct sql_tokens *tokens);

/* For trees that live in scratch and are never freed one by one. */
ProtobufCAllocator sql_tree_allocator(const struct sql_source *s);

/* The next statement from token *at on; false when there is none left. */
bool sql_next_statement(const struct sql_tokens *tokens, int *at,
                        struct sql_statement *statement);

/* Is token i (if i < end) this word without quotes, in any case? */
bool sql_is_word(const struct sql_source *s, const struct sql_tokens *t, int i,
                 const char *word);
bool sql_is_symbol(const struct sql_tokens *t, int i, char symbol);
/* A name: a word or a quoted name. */
bool sql_is_name(const struct sql_tokens *t, int i);

/* The token's bytes, in scratch. */
const char *sql_token_text(const struct sql_source *s,
                           const struct sql_token *t);

/* As an identifier: folded to lower case, or without its quotes. */
const char *sql_token_name(const struct sql_source *s,
                           const struct sql_token *t);

/* Token after the parenthesis that closes the one at `open`; or `end`. */
int sql_after_parens(const struct sql_tokens *t, int open, int end);

/* Overwrite tokens first .. end-1 with blanks in `copy`. */
void sql_blank(const struct sql_tokens *t, int first, int end, char *copy);

/*
 * Parse one statement of `copy`, a text as long as the source's, in which
 * clauses have been blanked out. Sets the source's base, from which the
 * locations in the tree count. NULL on a fault.
 */
PgQuery__Node *sql_parse(struct sql_source *s, const struct sql_tokens *t,
                         struct sql_statement statement, const char *copy);

#endif
