#include "sql/sql_ddl.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql.h"

/* Statements that say nothing about tables and designs. */
static const char *const harmless[] = {
    "abort",    "analyze",  "begin",   "call",       "cancel",  "close",
    "comment",  "commit",   "copy",    "deallocate", "declare", "delete",
    "drop",     "end",      "execute", "explain",    "fetch",   "grant",
    "insert",   "lock",     "merge",   "prepare",    "refresh", "reset",
    "revoke",   "rollback", "select",  "set",        "show",    "start",
    "truncate", "unload",   "update",  "use",        "vacuum",  "with",
};

/* What CREATE makes besides tables. */
static const char *const created[] = {
    "schema",    "user",     "group",    "or",      "function",
    "procedure", "database", "external", "library", "role",
    "datashare", "model",    "identity", "masking", "rls",
};

static bool is_one_of(const struct sql_source *s, const struct sql_tokens *t,
                      int at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sql_is_word(s, t, at, words[i]))
            return true;
    return false;
}

static bool unknown_statement(const struct sql_ddl *d, int at)
{
    static const char *const first[] = { "create", "alter" };
    const struct sql_token *const token = &d->tokens.items[at];
    const char *const name = sql_token_name(d->s, token);
    const char *near = text_nearest(name, first, 2);

    if (near == NULL)
        near = text_nearest(name, harmless,
                            sizeof(harmless) / sizeof(harmless[0]));
    if (near == NULL)
        return sql_fault(d->s, token->start,
                         "a statement cannot begin with '%s'",
                         text_quoted(d->s->scratch, name));
    return sql_fault(d->s, token->start,
                     "a statement cannot begin with '%s', did you mean '%s'?",
                     text_quoted(d->s->scratch, name), near);
}

/* VIEW behind OR REPLACE or MATERIALIZED; -1 when it is something else. */
static int view_word(const struct sql_ddl *d, struct sql_statement statement,
                     int at)
{
    const struct sql_tokens *const t = &d->tokens;

    if (sql_is_word(d->s, t, at, "or"))
        at += 2;
    if (sql_is_word(d->s, t, at, "materialized"))
        at++;
    return at < statement.end && sql_is_word(d->s, t, at, "view") ? at : -1;
}

static bool read_create(struct sql_ddl *d, struct sql_statement statement)
{
    const struct sql_tokens *const t = &d->tokens;
    int at = statement.first + 1;

    while (at < statement.end && (sql_is_word(d->s, t, at, "local") ||
                                  sql_is_word(d->s, t, at, "global") ||
                                  sql_is_word(d->s, t, at, "temp") ||
                                  sql_is_word(d->s, t, at, "temporary")))
        at++;
    if (at < statement.end && sql_is_word(d->s, t, at, "table"))
        return sql_read_create(d, statement, at + 1);
    const int view = view_word(d, statement, at);
    if (view >= 0)
        return sql_read_view(d, statement, view);
    if (at < statement.end &&
        is_one_of(d->s, t, at, created, sizeof(created) / sizeof(created[0])))
        return true;
    at = at < statement.end ? at : statement.end - 1;
    return sql_fault(d->s, t->items[at].start,
                     "'create' of this kind is not read; a schema needs "
                     "'create table'");
}

/* ALTER of something else is passed over, but not a table that is misspelt. */
static bool read_alter(struct sql_ddl *d, struct sql_statement statement)
{
    static const char *const others[] = { "default", "session", "system" };
    const struct sql_tokens *const t = &d->tokens;
    const int at = statement.first + 1;

    if (at < statement.end && sql_is_word(d->s, t, at, "table"))
        return sql_read_alter(d, statement);
    if (at < statement.end &&
        (is_one_of(d->s, t, at, created,
                   sizeof(created) / sizeof(created[0])) ||
         is_one_of(d->s, t, at, others, sizeof(others) / sizeof(others[0]))))
        return true;
    return sql_fault(d->s,
                     t->items[at < statement.end ? at : statement.first].start,
                     "'alter' of this kind is not read; a design needs "
                     "'alter table'");
}

static bool read_statement(struct sql_ddl *d, struct sql_statement statement)
{
    const struct sql_tokens *const t = &d->tokens;
    const int at = statement.first;

    if (sql_is_word(d->s, t, at, "create"))
        return read_create(d, statement);
    if (sql_is_word(d->s, t, at, "alter"))
        return read_alter(d, statement);
    if (is_one_of(d->s, t, at, harmless,
                  sizeof(harmless) / sizeof(harmless[0])))
        return true;
    return unknown_statement(d, at);
}

bool sql_read_ddl(struct sql_ddl *d)
{
    struct sql_statement statement;
    bool ok = true;
    int at = 0;

    if (!sql_scan(d->s, &d->tokens))
        return false;
    d->copy = arena_alloc(d->s->scratch, d->s->bytes + 1);
    memcpy(d->copy, d->s->text, d->s->bytes);
    while (sql_next_statement(&d->tokens, &at, &statement)) {
        const struct arena_mark mark = arena_mark(d->s->scratch);

        ok = read_statement(d, statement) && ok;
        arena_rewind(d->s->scratch, mark);
    }
    return sql_resolve_parents(d) && ok;
}

struct table *sql_find_table(struct sql_ddl *d, const char *name,
                             struct table_design **design)
{
    const struct catalog own = { .tables = d->tables, .table_count = d->count };
    const int here = catalog_table(&own, name);

    if (here >= 0) {
        *design = &d->designs[here];
        return &d->tables[here];
    }
    const int known = catalog_table(d->known, name);
    if (known < 0)
        return NULL;
    *design = &d->known_designs[known];
    return &d->known->tables[known];
}

const char *sql_relation_name(const struct sql_source *s,
                              const PgQuery__RangeVar *relation)
{
    const size_t at =
        sql_offset(s, relation->location < 0 ? 0 : (size_t)relation->location);

    if (at < s->bytes && s->text[at] == '#')
        return text_format(s->scratch, "#%s", relation->relname + 1);
    return relation->relname;
}

/* Begin a design with as many tables as the catalog has; or find it begun. */
static struct design *ensure_design(struct arena *a, struct catalog *catalog,
                                    struct design *base)
{
    return base != NULL ? base : design_bare(a, catalog, "base");
}

static void append_views(struct arena *a, const struct sql_ddl *d,
                         struct catalog *catalog)
{
    const int before = catalog->view_count, count = before + d->view_count;
    struct view *const views = ARENA_ARRAY(a, count, struct view);

    for (int i = 0; i < count; i++)
        views[i] = i < before ? catalog->views[i] : d->views[i - before];
    catalog->views = views;
    catalog->view_count = count;
}

static void append(struct arena *a, const struct sql_ddl *d,
                   struct catalog *catalog, struct design *base)
{
    const int before = catalog->table_count, count = before + d->count;
    struct table *const tables = ARENA_ARRAY(a, count, struct table);
    struct table_design *const designs =
        ARENA_ARRAY(a, count, struct table_design);

    for (int i = 0; i < count; i++) {
        tables[i] = i < before ? catalog->tables[i] : d->tables[i - before];
        designs[i] = i < before ? base->tables[i] : d->designs[i - before];
    }
    catalog->tables = tables;
    catalog->table_count = count;
    base->tables = designs;
    append_views(a, d, catalog);
}

bool sql_read_schema(struct arena *a, const char *text, const char *file,
                     struct catalog *catalog, struct design **base,
                     struct faults *faults)
{
    struct sql_source s;
    const bool begun = sql_source_begin(&s, a, text, file, 1, faults);

    *base = ensure_design(a, catalog, *base);
    struct sql_ddl d = { .s = &s,
                         .known = catalog,
                         .known_designs = (*base)->tables };
    const bool ok = begun && sql_read_ddl(&d);

    append(a, &d, catalog, *base);
    sql_source_done(&s);
    return ok;
}
