#include "sql/sql_clause.h"

#include "base/text.h"

void sql_clauses_init(struct sql_clauses *c)
{
    *c = (struct sql_clauses){ .diststyle_token = -1,
                               .distkey = -1,
                               .sort_token = -1,
                               .encode_auto = -1 };
}

/* The place of a token, or the end of the text before it when it is missing. */
static size_t place(const struct sql_tokens *t, int at, int end)
{
    if (at < end)
        return t->items[at].start;
    return at > 0 ? t->items[at - 1].end : 0;
}

static const char *shown(const struct sql_source *s, const struct sql_tokens *t,
                         int token)
{
    return text_quoted(s->scratch, sql_token_text(s, &t->items[token]));
}

static bool read_diststyle(const struct sql_source *s,
                           const struct sql_tokens *t, int *at, int end,
                           struct sql_clauses *c)
{
    static const enum diststyle styles[] = { DIST_AUTO, DIST_EVEN, DIST_KEY,
                                             DIST_ALL };
    const int first = (*at)++;
    const int name = *at;

    if (c->diststyle_token >= 0)
        return sql_fault(s, t->items[first].start, "a second 'diststyle'");
    for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
        if (name < end && sql_is_word(s, t, name, diststyle_name(styles[i]))) {
            c->diststyle_token = name;
            c->diststyle = styles[i];
            ++*at;
            return true;
        }
    return sql_fault(s, place(t, name, end),
                     "'diststyle' must be auto, even, key or all");
}

/* DISTKEY (c); ALTER TABLE also takes it without parentheses. */
static bool read_distkey(const struct sql_source *s, const struct sql_tokens *t,
                         int *at, int end, struct sql_clauses *c)
{
    const int first = (*at)++;
    const bool parens = *at < end && sql_is_symbol(t, *at, '(');
    const int name = *at + parens;

    if (c->distkey >= 0)
        return sql_fault(s, t->items[first].start,
                         "a second 'distkey'; a table has one");
    if (name >= end || !sql_is_name(t, name))
        return sql_fault(s, place(t, name, end),
                         "'distkey' needs a column, as in distkey (id)");
    if (parens && !sql_is_symbol(t, name + 1, ')'))
        return sql_fault(s, place(t, name + 1, end),
                         "'distkey' takes one column");
    c->distkey = name;
    *at = name + 1 + parens;
    return true;
}

static bool read_sort_columns(const struct sql_source *s,
                              const struct sql_tokens *t, int *at, int end,
                              struct sql_clauses *c)
{
    do {
        ++*at; /* the parenthesis or comma */
        if (*at >= end || !sql_is_name(t, *at))
            return sql_fault(s, place(t, *at, end),
                             "'sortkey' needs the names of columns");
        ARENA_GROW(s->scratch, c->sortkeys, c->sortkey_count, c->sortkey_room);
        c->sortkeys[c->sortkey_count++] = (*at)++;
    } while (*at < end && sql_is_symbol(t, *at, ','));
    if (*at >= end || !sql_is_symbol(t, *at, ')'))
        return sql_fault(s, place(t, *at, end),
                         "'sortkey' lacks a closing parenthesis");
    ++*at;
    return true;
}

/* [COMPOUND | INTERLEAVED] SORTKEY (c, ..) | SORTKEY AUTO | SORTKEY NONE */
static bool read_sortkey(const struct sql_source *s, const struct sql_tokens *t,
                         int *at, int end, struct sql_clauses *c)
{
    const int first = *at;
    const bool interleaved = sql_is_word(s, t, first, "interleaved");

    *at += sql_is_word(s, t, first, "sortkey") ? 1 : 2;
    if (c->sort_token >= 0)
        return sql_fault(s, t->items[first].start,
                         "a second 'sortkey'; a table has one");
    c->sort_token = first;
    c->sort = interleaved ? SORT_INTERLEAVED : SORT_COMPOUND;
    if (*at < end && sql_is_symbol(t, *at, '('))
        return read_sort_columns(s, t, at, end, c);
    if (*at < end && sql_is_word(s, t, *at, "auto"))
        c->sort = SORT_AUTO;
    else if (*at < end && sql_is_word(s, t, *at, "none"))
        c->sort = SORT_NONE;
    else
        return sql_fault(s, place(t, *at, end),
                         "'sortkey' needs columns in parentheses, or auto");
    ++*at;
    return true;
}

static bool read_encode_auto(const struct sql_source *s,
                             const struct sql_tokens *t, int *at, int end,
                             struct sql_clauses *c)
{
    ++*at;
    if (*at >= end || !sql_is_word(s, t, *at, "auto"))
        return sql_fault(s, place(t, *at, end),
                         "'encode' of a table must be auto; other encodings "
                         "belong to columns");
    c->encode_auto = (*at)++;
    return true;
}

static bool read_backup(const struct sql_source *s, const struct sql_tokens *t,
                        int *at, int end)
{
    ++*at;
    if (*at >= end ||
        (!sql_is_word(s, t, *at, "yes") && !sql_is_word(s, t, *at, "no")))
        return sql_fault(s, place(t, *at, end), "'backup' must be yes or no");
    ++*at;
    return true;
}

static bool is_sortkey(const struct sql_source *s, const struct sql_tokens *t,
                       int at, int end)
{
    const bool kind = sql_is_word(s, t, at, "compound") ||
                      sql_is_word(s, t, at, "interleaved");

    return sql_is_word(s, t, at, "sortkey") ||
           (kind && at + 1 < end && sql_is_word(s, t, at + 1, "sortkey"));
}

bool sql_read_clause(const struct sql_source *s, const struct sql_tokens *t,
                     int *at, int end, struct sql_clauses *c, bool *known)
{
    *known = true;
    if (sql_is_word(s, t, *at, "diststyle"))
        return read_diststyle(s, t, at, end, c);
    if (sql_is_word(s, t, *at, "distkey"))
        return read_distkey(s, t, at, end, c);
    if (is_sortkey(s, t, *at, end))
        return read_sortkey(s, t, at, end, c);
    if (sql_is_word(s, t, *at, "encode"))
        return read_encode_auto(s, t, at, end, c);
    if (sql_is_word(s, t, *at, "backup"))
        return read_backup(s, t, at, end);
    *known = false;
    return true;
}

void sql_add_mark(const struct sql_source *s, struct sql_clauses *c,
                  enum sql_mark_kind kind, int column, int token)
{
    ARENA_GROW(s->scratch, c->marks, c->mark_count, c->mark_room);
    c->marks[c->mark_count++] = (struct sql_mark){ kind, column, token };
}

/* Does a table constraint begin here, rather than a column? */
static bool is_constraint(const struct sql_source *s,
                          const struct sql_tokens *t, int at)
{
    return sql_is_word(s, t, at, "primary") ||
           sql_is_word(s, t, at, "unique") ||
           sql_is_word(s, t, at, "foreign") ||
           sql_is_word(s, t, at, "constraint") ||
           sql_is_word(s, t, at, "check") || sql_is_word(s, t, at, "like");
}

/* IDENTITY (1, 1), with DEFAULT or GENERATED BY DEFAULT AS before it. */
static int lift_identity(const struct sql_source *s, const struct sql_tokens *t,
                         int at, int end, char *copy)
{
    int first = at;

    if (sql_is_word(s, t, at - 1, "as") && sql_is_word(s, t, at - 2, "default"))
        first = at - 4;
    else if (sql_is_word(s, t, at - 1, "default"))
        first = at - 1;
    const int after = sql_after_parens(t, at + 1, end);
    sql_blank(t, first, after, copy);
    return after;
}

/* "binary varying" has another name that the parser takes. */
static void rename_binary(const struct sql_tokens *t, int at, char *copy)
{
    static const char name[] = "varbyte";

    sql_blank(t, at, at + 2, copy);
    for (size_t i = 0; name[i] != '\0'; i++)
        copy[t->items[at].start + i] = name[i];
}

static int lift_of_column(const struct sql_source *s,
                          const struct sql_tokens *t, int column, int at,
                          int end, char *copy, struct sql_clauses *c)
{
    if (sql_is_word(s, t, at, "encode") && at + 1 < end) {
        sql_add_mark(s, c, MARK_ENCODE, column, at + 1);
        sql_blank(t, at, at + 2, copy);
        return at + 2;
    }
    if (sql_is_word(s, t, at, "distkey") || sql_is_word(s, t, at, "sortkey")) {
        const bool dist = sql_is_word(s, t, at, "distkey");
        sql_add_mark(s, c, dist ? MARK_DISTKEY : MARK_SORTKEY, column, at);
        sql_blank(t, at, at + 1, copy);
        return at + 1;
    }
    if (sql_is_word(s, t, at, "identity") && sql_is_symbol(t, at + 1, '('))
        return lift_identity(s, t, at, end, copy);
    if (sql_is_word(s, t, at, "binary") && sql_is_word(s, t, at + 1, "varying"))
        rename_binary(t, at, copy);
    if (sql_is_symbol(t, at, '(')) {
        if (sql_is_word(s, t, at + 1, "max") && sql_is_symbol(t, at + 2, ')')) {
            sql_add_mark(s, c, MARK_MAX, column, at + 1);
            sql_blank(t, at, at + 3, copy);
        }
        return sql_after_parens(t, at, end);
    }
    return at + 1;
}

/* From the parenthesis or comma before an element to the next one. */
static int lift_of_element(const struct sql_source *s,
                           const struct sql_tokens *t, int first, int end,
                           char *copy, struct sql_clauses *c)
{
    const bool is_column = !is_constraint(s, t, first);
    int at = is_column ? first + 1 : first;

    while (at < end && !sql_is_symbol(t, at, ','))
        if (is_column)
            at = lift_of_column(s, t, first, at, end, copy, c);
        else
            at = sql_is_symbol(t, at, '(') ? sql_after_parens(t, at, end)
                                           : at + 1;
    return at;
}

static bool unknown_attribute(const struct sql_source *s,
                              const struct sql_tokens *t, int at)
{
    static const char *const known[] = { "diststyle",   "distkey", "compound",
                                         "interleaved", "sortkey", "encode",
                                         "backup" };

    if (sql_is_word(s, t, at, "as"))
        return sql_fault(s, t->items[at].start,
                         "'create table as' does not say its types; write the "
                         "table's columns");
    const char *const near =
        text_nearest(sql_token_name(s, &t->items[at]), known,
                     sizeof(known) / sizeof(known[0]));
    if (near != NULL)
        return sql_fault(s, t->items[at].start,
                         "unknown table attribute '%s', did you mean '%s'?",
                         shown(s, t, at), near);
    return sql_fault(s, t->items[at].start,
                     "syntax error at '%s' after the columns", shown(s, t, at));
}

bool sql_lift_create(const struct sql_source *s, const struct sql_tokens *t,
                     int open, int end, char *copy, struct sql_clauses *c)
{
    const int after = sql_after_parens(t, open, end);
    const bool closed = sql_is_symbol(t, after - 1, ')');
    const int close = closed ? after - 1 : after;

    sql_clauses_init(c);
    for (int at = open; at < close;)
        at = lift_of_element(s, t, at + 1, close, copy, c);
    for (int at = after; at < end;) {
        const int first = at;
        bool known;

        if (!sql_read_clause(s, t, &at, end, c, &known))
            return false;
        if (!known)
            return unknown_attribute(s, t, at);
        sql_blank(t, first, at, copy);
    }
    return true;
}
