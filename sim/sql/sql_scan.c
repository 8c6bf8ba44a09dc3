#include "sql/sql_scan.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* A longer name would be cut by the scanner, in silence. */
enum { NAME_BYTES_MAX = 63 };

static void *tree_alloc(void *arena, size_t bytes)
{
    return arena_alloc(arena, bytes);
}

static void tree_free(void *arena, void *memory)
{
    (void)arena;
    (void)memory;
}

ProtobufCAllocator sql_tree_allocator(const struct sql_source *s)
{
    return (ProtobufCAllocator){ .alloc = tree_alloc,
                                 .free = tree_free,
                                 .allocator_data = s->scratch };
}

static enum sql_token_kind kind_of(const char *text, PgQuery__ScanToken *t)
{
    if (text[t->start] == '"')
        return SQL_QUOTED;
    if (t->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD)
        return SQL_WORD;

    switch (t->token) {
    case PG_QUERY__TOKEN__IDENT:
        return SQL_WORD;
    case PG_QUERY__TOKEN__UIDENT:
        return SQL_QUOTED;
    case PG_QUERY__TOKEN__FCONST:
    case PG_QUERY__TOKEN__ICONST:
    case PG_QUERY__TOKEN__PARAM:
        return SQL_NUMBER;
    case PG_QUERY__TOKEN__SCONST:
    case PG_QUERY__TOKEN__USCONST:
    case PG_QUERY__TOKEN__BCONST:
    case PG_QUERY__TOKEN__XCONST:
        return SQL_STRING;
    default:
        return SQL_SYMBOL;
    }
}

static bool add_token(const struct sql_source *s, PgQuery__ScanToken *pg,
                      struct sql_tokens *tokens)
{
    if (pg->token == PG_QUERY__TOKEN__SQL_COMMENT ||
        pg->token == PG_QUERY__TOKEN__C_COMMENT)
        return true;

    struct sql_token *const t = &tokens->items[tokens->count++];
    *t = (struct sql_token){ .kind = kind_of(s->text, pg),
                             .start = (size_t)pg->start,
                             .end = (size_t)pg->end };
    const size_t bytes = t->end - t->start;
    if (t->kind == SQL_SYMBOL && bytes == 1)
        t->symbol = s->text[t->start];
    if ((t->kind == SQL_WORD && bytes > NAME_BYTES_MAX) ||
        (t->kind == SQL_QUOTED && bytes > NAME_BYTES_MAX + 2))
        return sql_fault(s, t->start, "a name of more than %d bytes",
                         (int)NAME_BYTES_MAX);
    return true;
}

/*
 * The message of an error of libpg_query in our words: it cites what the
 * user wrote, so it must be made printable.
 */
static const char *plain_message(const struct sql_source *s, const char *pg)
{
    const size_t bytes = strlen(pg) < 120 ? strlen(pg) : 120;
    char *const text = arena_alloc(s->scratch, bytes + 1);

    memcpy(text, pg, bytes);
    for (char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            *c = '\'';
        else if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7f)
            *c = '?';
    }
    char *const near = strstr(text, " at or near ");
    if (near != NULL && strncmp(text, "syntax error", 12) != 0)
        *near = '\0';
    return text;
}

static bool scan_fault(const struct sql_source *s, const PgQueryError *error)
{
    const int character = error->cursorpos;
    const size_t at =
        character < 1 ? 0
                      : sql_offset_of_character(s, 0, (size_t)character - 1);

    return sql_fault(s, at, "%s", plain_message(s, error->message));
}

static bool read_tokens(const struct sql_source *s, const PgQueryProtobuf *pb,
                        struct sql_tokens *tokens)
{
    ProtobufCAllocator allocator = sql_tree_allocator(s);
    PgQuery__ScanResult *const result = pg_query__scan_result__unpack(
        &allocator, pb->len, (const uint8_t *)pb->data);

    if (result == NULL)
        return sql_fault(s, 0, "the scanner's tokens cannot be read");
    *tokens = (struct sql_tokens){
        .items = ARENA_ARRAY(s->scratch, result->n_tokens + 1, struct sql_token)
    };
    bool ok = true;
    for (size_t i = 0; i < result->n_tokens; i++)
        ok = add_token(s, result->tokens[i], tokens) && ok;
    return ok;
}

bool sql_scan(const struct sql_source *s, struct sql_tokens *tokens)
{
    const PgQueryScanResult result = pg_query_scan(s->text);
    const bool ok = result.error != NULL ? scan_fault(s, result.error)
                                         : read_tokens(s, &result.pbuf, tokens);

    pg_query_free_scan_result(result);
    return ok;
}

bool sql_next_statement(const struct sql_tokens *tokens, int *at,
                        struct sql_statement *statement)
{
    while (sql_is_symbol(tokens, *at, ';'))
        ++*at;
    statement->first = *at;
    while (*at < tokens->count && !sql_is_symbol(tokens, *at, ';'))
        ++*at;
    statement->end = *at;
    return statement->first < statement->end;
}

bool sql_is_word(const struct sql_source *s, const struct sql_tokens *t, int i,
                 const char *word)
{
    if (i < 0 || i >= t->count || t->items[i].kind != SQL_WORD)
        return false;

    const size_t bytes = t->items[i].end - t->items[i].start;
    const char *const text = s->text + t->items[i].start;
    if (strlen(word) != bytes)
        return false;
    for (size_t k = 0; k < bytes; k++) {
        const char c = text[k];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != word[k])
            return false;
    }
    return true;
}

bool sql_is_symbol(const struct sql_tokens *t, int i, char symbol)
{
    return i >= 0 && i < t->count && t->items[i].kind == SQL_SYMBOL &&
           t->items[i].symbol == symbol;
}

bool sql_is_name(const struct sql_tokens *t, int i)
{
    return i >= 0 && i < t->count &&
           (t->items[i].kind == SQL_WORD || t->items[i].kind == SQL_QUOTED);
}

const char *sql_token_text(const struct sql_source *s,
                           const struct sql_token *t)
{
    return text_copy_n(s->scratch, s->text + t->start, t->end - t->start);
}

const char *sql_token_name(const struct sql_source *s,
                           const struct sql_token *t)
{
    if (t->kind != SQL_QUOTED)
        return text_lower(s->scratch, sql_token_text(s, t));

    const size_t bytes = t->end - t->start;
    char *const name = arena_alloc(s->scratch, bytes + 1);
    size_t n = 0;
    for (size_t i = 1; i + 1 < bytes; i++) {
        const char c = s->text[t->start + i];
        name[n++] = c;
        i += c == '"'; /* "" inside quotes is one quote */
    }
    return name;
}

int sql_after_parens(const struct sql_tokens *t, int open, int end)
{
    int depth = 0;

    for (int i = open; i < end; i++) {
        depth += sql_is_symbol(t, i, '(');
        depth -= sql_is_symbol(t, i, ')');
        if (depth == 0)
            return i + 1;
    }
    return end;
}

void sql_blank(const struct sql_tokens *t, int first, int end, char *copy)
{
    for (int i = first; i < end; i++)
        for (size_t at = t->items[i].start; at < t->items[i].end; at++)
            if (copy[at] != '\n')
                copy[at] = ' ';
}
