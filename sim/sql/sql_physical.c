#include "sql/sql_clause.h"

#include <string.h>

#include "base/text.h"

static const char *shown(const struct sql_source *s, const struct sql_tokens *t,
                         int token)
{
    return text_quoted(s->scratch, sql_token_name(s, &t->items[token]));
}

int sql_column_of(const struct sql_source *s, const struct sql_tokens *t,
                  int token, const struct table *table)
{
    const int column = table_column(table, sql_token_name(s, &t->items[token]));

    if (column >= 0)
        return column;

    const char **const names =
        ARENA_ARRAY(s->scratch, table->column_count + 1, const char *);
    for (int i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    const char *const near = text_nearest(sql_token_name(s, &t->items[token]),
                                          names, (size_t)table->column_count);
    const char *const name = text_quoted(s->scratch, table->name);
    if (near == NULL)
        sql_fault(s, t->items[token].start, "no column '%s' in table '%s'",
                  shown(s, t, token), name);
    else
        sql_fault(s, t->items[token].start,
                  "no column '%s' in table '%s', did you mean '%s'?",
                  shown(s, t, token), name, text_quoted(s->scratch, near));
    return -1;
}

bool sql_is_max(const struct sql_source *s, const struct sql_tokens *t,
                const struct sql_clauses *c, const char *column)
{
    for (int i = 0; i < c->mark_count; i++)
        if (c->marks[i].kind == MARK_MAX &&
            text_equal(sql_token_name(s, &t->items[c->marks[i].column]),
                       column))
            return true;
    return false;
}

/* The token that names the distribution key, from either place; -1 none. */
static bool find_distkey(const struct sql_source *s, const struct sql_tokens *t,
                         const struct sql_clauses *c, int *token)
{
    bool ok = true;

    *token = c->distkey;
    for (int i = 0; i < c->mark_count; i++) {
        if (c->marks[i].kind != MARK_DISTKEY)
            continue;
        if (*token >= 0)
            ok = sql_fault(s, t->items[c->marks[i].token].start,
                           "a second 'distkey'; a table has one");
        else
            *token = c->marks[i].column;
    }
    return ok;
}

static bool apply_distribution(const struct sql_source *s,
                               const struct sql_tokens *t,
                               const struct sql_clauses *c,
                               const struct table *table,
                               struct table_design *d)
{
    const bool given = c->diststyle_token >= 0;
    int token;

    if (!find_distkey(s, t, c, &token))
        return false;
    if (token < 0 && given && c->diststyle == DIST_KEY)
        return sql_fault(s, t->items[c->diststyle_token].start,
                         "'diststyle key' needs a 'distkey'");
    if (token >= 0 && given && c->diststyle != DIST_KEY)
        return sql_fault(s, t->items[c->diststyle_token].start,
                         "'diststyle %s' has no 'distkey'; write diststyle key",
                         diststyle_name(c->diststyle));
    if (token < 0 && !given)
        return true;

    const int column = token >= 0 ? sql_column_of(s, t, token, table) : -1;
    if (token >= 0 && column < 0)
        return false;
    d->diststyle = token >= 0 ? DIST_KEY : c->diststyle;
    d->distkey = column;
    return true;
}

/* A SORTKEY attribute of one column is a key of that column alone. */
static bool find_sortkey(const struct sql_source *s, const struct sql_tokens *t,
                         struct sql_clauses *c)
{
    for (int i = 0; i < c->mark_count; i++) {
        const struct sql_mark m = c->marks[i];

        if (m.kind != MARK_SORTKEY)
            continue;
        if (c->sort_token >= 0)
            return sql_fault(s, t->items[m.token].start,
                             "a second 'sortkey'; for several columns write "
                             "compound sortkey (a, b) after the columns");
        c->sort_token = m.token;
        c->sort = SORT_COMPOUND;
        ARENA_GROW(s->scratch, c->sortkeys, c->sortkey_count, c->sortkey_room);
        c->sortkeys[c->sortkey_count++] = m.column;
    }
    return true;
}

static bool count_allowed(const struct sql_source *s,
                          const struct sql_tokens *t,
                          const struct sql_clauses *c)
{
    const int most = c->sort == SORT_INTERLEAVED ? INTERLEAVED_COLUMNS_MAX
                                                 : SORTKEY_COLUMNS_MAX;

    if (c->sortkey_count <= most)
        return true;
    return sql_fault(
        s, t->items[c->sortkeys[most]].start,
        "%d columns in %s sort key, at most %d", c->sortkey_count,
        c->sort == SORT_INTERLEAVED ? "an interleaved" : "a compound", most);
}

static bool apply_sort(const struct sql_source *s, const struct sql_tokens *t,
                       const struct sql_clauses *clauses,
                       const struct table *table, struct table_design *d)
{
    struct sql_clauses c = *clauses;

    if (!find_sortkey(s, t, &c) || !count_allowed(s, t, &c))
        return false;
    if (c.sort_token < 0)
        return true;

    bool ok = true;
    int *const keys = ARENA_ARRAY(s->a, c.sortkey_count, int);
    for (int i = 0; i < c.sortkey_count; i++) {
        keys[i] = sql_column_of(s, t, c.sortkeys[i], table);
        ok = ok && keys[i] >= 0;
        for (int k = 0; ok && k < i; k++)
            if (keys[k] == keys[i])
                ok = sql_fault(s, t->items[c.sortkeys[i]].start,
                               "column '%s' twice in the sort key",
                               shown(s, t, c.sortkeys[i]));
    }
    if (!ok)
        return false;
    d->sort = c.sort;
    d->sortkeys = keys;
    d->sortkey_count = c.sortkey_count;
    return true;
}

static bool unknown_encoding(const struct sql_source *s,
                             const struct sql_tokens *t, int token)
{
    const char *names[ENCODINGS];

    for (int e = 0; e < ENCODINGS; e++)
        names[e] = encoding_name((enum encoding)e);
    const char *const near =
        text_nearest(sql_token_name(s, &t->items[token]), names, ENCODINGS);
    if (near == NULL)
        return sql_fault(s, t->items[token].start, "unknown encoding '%s'",
                         shown(s, t, token));
    return sql_fault(s, t->items[token].start,
                     "unknown encoding '%s', did you mean '%s'?",
                     shown(s, t, token), near);
}

/* The encodings that this type allows, as "raw, lzo, zstd". */
static const char *allowed(const struct sql_source *s, struct type type)
{
    struct text_buffer b;

    text_buffer_init(&b, s->scratch);
    for (int e = 0; e < ENCODINGS; e++)
        if (encoding_allows((enum encoding)e, type))
            text_addf(&b, "%s%s", e == 0 ? "" : ", ",
                      encoding_name((enum encoding)e));
    return text_buffer_text(&b);
}

static bool apply_encoding(const struct sql_source *s,
                           const struct sql_tokens *t, struct sql_mark m,
                           const struct table *table, struct table_design *d)
{
    const int column = sql_column_of(s, t, m.column, table);
    enum encoding e;

    if (column < 0)
        return false;
    if (!encoding_parse(sql_token_name(s, &t->items[m.token]), &e))
        return unknown_encoding(s, t, m.token);

    const struct type type = table->columns[column].type;
    if (!encoding_allows(e, type))
        return sql_fault(s, t->items[m.token].start,
                         "encoding '%s' is not for %s, which takes %s",
                         encoding_name(e), type_text(s->scratch, type),
                         allowed(s, type));
    d->encodings[column] = e;
    d->encoding_given[column] = true;
    d->mode = ENCODE_MODE_RULES;
    return true;
}

static bool apply_encodings(const struct sql_source *s,
                            const struct sql_tokens *t,
                            const struct sql_clauses *c,
                            const struct table *table, struct table_design *d)
{
    bool ok = true;

    if (c->encode_auto >= 0) {
        memset(d->encoding_given, 0, (size_t)table->column_count);
        d->mode = ENCODE_MODE_AUTO;
    }
    for (int i = 0; i < c->mark_count; i++) {
        if (c->marks[i].kind != MARK_ENCODE)
            continue;
        if (c->encode_auto >= 0)
            return sql_fault(s, t->items[c->encode_auto].start,
                             "'encode auto' and encodings of columns exclude "
                             "each other");
        ok = apply_encoding(s, t, c->marks[i], table, d) && ok;
    }
    return ok;
}

bool sql_apply_clauses(const struct sql_source *s, const struct sql_tokens *t,
                       const struct sql_clauses *c, const struct table *table,
                       struct table_design *d)
{
    bool ok = apply_distribution(s, t, c, table, d);

    ok = apply_sort(s, t, c, table, d) && ok;
    return apply_encodings(s, t, c, table, d) && ok;
}
