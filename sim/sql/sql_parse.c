#include "sql/sql_scan.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "sql/sql.h"

/*
 * The parser itself nests without harm, but its tree is then written and
 * read by recursion. So the depth that a text can reach is bounded first, by
 * its tokens: each level of parentheses adds the operators that can chain in
 * it. A comma, AND, OR or the start of a clause begins a new chain; joins and
 * set operations chain across clauses.
 */
enum { DEPTH_BOUND = 1000 };

struct chain {
    bool is_case; /* CASE .. END, not brackets */
    int operators, joins;
};

static bool starts_chain(const struct sql_source *s, const struct sql_tokens *t,
                         int i)
{
    static const char *const words[] = { "and",    "or",     "when",   "then",
                                         "else",   "select", "from",   "where",
                                         "group",  "order",  "having", "on",
                                         "limit",  "by",     "with",   "as",
                                         "offset", "over" };

    if (sql_is_symbol(t, i, ','))
        return true;
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
        if (sql_is_word(s, t, i, words[k]))
            return true;
    return false;
}

static bool joins_chain(const struct sql_source *s, const struct sql_tokens *t,
                        int i)
{
    return sql_is_word(s, t, i, "join") || sql_is_word(s, t, i, "union") ||
           sql_is_word(s, t, i, "except") || sql_is_word(s, t, i, "minus") ||
           sql_is_word(s, t, i, "intersect");
}

static bool opens(const struct sql_source *s, const struct sql_tokens *t, int i)
{
    return sql_is_symbol(t, i, '(') || sql_is_symbol(t, i, '[') ||
           sql_is_word(s, t, i, "case");
}

/* END may also be a column's label: it closes nothing but a CASE. */
static bool closes(const struct sql_source *s, const struct sql_tokens *t,
                   int i, const struct chain *c)
{
    return c->is_case ? sql_is_word(s, t, i, "end")
                      : sql_is_symbol(t, i, ')') || sql_is_symbol(t, i, ']');
}

/* Names without a keyword's meaning, constants, dots do not nest. */
static bool may_nest(const struct sql_token *t)
{
    return t->kind == SQL_WORD || (t->kind == SQL_SYMBOL && t->symbol != '.');
}

static bool depth_bounded(const struct sql_source *s,
                          const struct sql_tokens *t,
                          struct sql_statement statement)
{
    struct chain chains[DEPTH_BOUND + 2] = { 0 };
    int level = 0, sum = 0;

    for (int i = statement.first; i < statement.end; i++) {
        struct chain *const c = &chains[level];

        if (opens(s, t, i)) {
            sum++;
            chains[++level] =
                (struct chain){ sql_is_word(s, t, i, "case"), 0, 0 };
        } else if (level > 0 && closes(s, t, i, c)) {
            sum -= c->operators + c->joins + 1;
            level--;
        } else if (starts_chain(s, t, i)) {
            sum -= c->operators;
            c->operators = 0;
        } else if (joins_chain(s, t, i)) {
            c->joins++;
            sum++;
        } else if (may_nest(&t->items[i])) {
            c->operators++;
            sum++;
        }
        if (sum > DEPTH_BOUND)
            return sql_fault(s, t->items[i].start,
                             "nested too deeply, at most %d levels",
                             (int)SQL_DEPTH_MAX);
    }
    return true;
}

/* Constructs of Redshift that are not read, by the word to look for. */
static const struct {
    const char *word, *text;
} refused[] = {
    { "qualify", "'qualify' is not read; filter a window function in an outer "
                 "select: select .. from (select .., row_number() over (..) as "
                 "n ..) where n = 1" },
    { "pivot", "'pivot' is not read; write it as sum(case when .. end)" },
    { "unpivot", "'unpivot' is not read; write it as union all" },
    { "connect", "'connect by' is not read; a hierarchy has no laws here" },
    { "exclude", "'exclude' is not read; list the columns" },
};

/* A refused word that can have led to a syntax error at token `error`. */
static bool fault_of_word(const struct sql_source *s,
                          const struct sql_tokens *t,
                          struct sql_statement statement, int error)
{
    for (int i = error; i >= statement.first && i > error - 5; i--)
        for (size_t k = 0; k < sizeof(refused) / sizeof(refused[0]); k++)
            if (sql_is_word(s, t, i, refused[k].word)) {
                sql_fault(s, t->items[i].start, "%s", refused[k].text);
                return true;
            }
    return false;
}

/* The byte of the n-th character, from 1. */
static size_t byte_of(const char *text, int character)
{
    size_t at = 0;

    for (int n = 1; n < character && text[at] != '\0'; n++)
        do
            at++;
        while (((unsigned char)text[at] & 0xc0) == 0x80);
    return at;
}

static bool parse_fault(const struct sql_source *s, const struct sql_tokens *t,
                        struct sql_statement statement, const char *text,
                        const PgQueryError *error)
{
    const size_t offset = sql_offset(s, byte_of(text, error->cursorpos));
    const size_t last_end = t->items[statement.end - 1].end;
    int at = statement.first;

    while (at < statement.end && t->items[at].end <= offset)
        at++;
    if (fault_of_word(s, t, statement, at))
        return false;
    if (strncmp(error->message, "syntax error", 12) != 0) {
        return sql_fault(s, offset, "%s",
                         text_quoted(s->scratch, error->message));
    }
    if (at >= statement.end)
        return sql_fault(s, last_end, "syntax error: the statement ends here");
    return sql_fault(s, t->items[at].start, "syntax error at '%s'",
                     text_quoted(s->scratch, sql_token_text(s, &t->items[at])));
}

static PgQuery__Node *read_tree(const struct sql_source *s,
                                const PgQueryProtobuf *pb)
{
    static const char *const unread = "the parser's tree cannot be read";
    ProtobufCAllocator allocator = sql_tree_allocator(s);
    PgQuery__ParseResult *const result = pg_query__parse_result__unpack(
        &allocator, pb->len, (const uint8_t *)pb->data);
    if (result == NULL || result->n_stmts != 1 ||
        result->stmts[0]->stmt == NULL) {
        sql_fault_at(s, 0, "%s", unread);
        return NULL;
    }
    return result->stmts[0]->stmt;
}

/* The statement, with the aliases that it leaves out. */
static const char *for_parser(const struct sql_source *s, const char *copy,
                              size_t end)
{
    struct text_buffer b;
    size_t at = s->base;

    text_buffer_init(&b, s->scratch);
    for (int i = 0; i < s->alias_count; i++) {
        if (s->aliases[i] < s->base || s->aliases[i] > end)
            continue;
        text_addf(&b, "%.*s subquery_%02d", (int)(s->aliases[i] - at),
                  copy + at, i);
        at = s->aliases[i];
    }
    text_addf(&b, "%.*s", (int)(end - at), copy + at);
    return text_buffer_text(&b);
}

PgQuery__Node *sql_parse(struct sql_source *s, const struct sql_tokens *t,
                         struct sql_statement statement, const char *copy)
{
    if (!depth_bounded(s, t, statement))
        return NULL;

    s->base = t->items[statement.first].start;
    const size_t end = t->items[statement.end - 1].end;
    const char *const text = for_parser(s, copy, end);
    const PgQueryProtobufParseResult result = pg_query_parse_protobuf(text);
    PgQuery__Node *node = NULL;

    if (result.error != NULL)
        parse_fault(s, t, statement, text, result.error);
    else
        node = read_tree(s, &result.parse_tree);
    pg_query_free_protobuf_parse_result(result);
    return node;
}
