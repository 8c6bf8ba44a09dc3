#include <string.h>

#include "base/text.h"
#include "sql/sql_ddl.h"
#include "sql/sql_lift.h"
#include "sql/sql_where.h"

/* --- CREATE VIEW --- */

/* Past the name, which a schema may stand before; *name is NULL without. */
static int view_name(const struct sql_ddl *d, struct sql_statement statement,
                     int at, const char **name)
{
    const struct sql_tokens *const t = &d->tokens;

    *name = NULL;
    while (at < statement.end && sql_is_name(t, at)) {
        *name = text_copy(d->s->a, sql_token_name(d->s, &t->items[at]));
        if (at + 1 >= statement.end || !sql_is_symbol(t, at + 1, '.'))
            return at + 1;
        at += 2;
    }
    return at;
}

/* (a, b, ..) behind the name. */
static int view_columns(const struct sql_ddl *d, struct sql_statement statement,
                        int at, struct view *view)
{
    const struct sql_tokens *const t = &d->tokens;

    if (at >= statement.end || !sql_is_symbol(t, at, '('))
        return at;
    const int end = sql_after_parens(t, at, statement.end);

    view->names = ARENA_ARRAY(d->s->a, end - at, const char *);
    for (int i = at + 1; i < end; i++)
        if (sql_is_name(t, i))
            view->names[view->name_count++] =
                text_copy(d->s->a, sql_token_name(d->s, &t->items[i]));
    return end;
}

/* The tokens of the SELECT end before WITH NO SCHEMA BINDING. */
static int select_end(const struct sql_ddl *d, struct sql_statement statement)
{
    static const char *const words[] = { "with", "no", "schema", "binding" };
    const int first = statement.end - 4;

    for (int i = 0; i < 4; i++)
        if (first < statement.first ||
            !sql_is_word(d->s, &d->tokens, first + i, words[i]))
            return statement.end;
    return first;
}

/* The file up to the SELECT's end, blank before its start. */
static const char *alone(const struct sql_ddl *d, int first, int end)
{
    const size_t start = d->tokens.items[first].start;
    char *const text = arena_alloc(d->s->a, d->tokens.items[end - 1].end + 1);

    memcpy(text, d->s->text, d->tokens.items[end - 1].end);
    text[d->tokens.items[end - 1].end] = '\0';
    for (size_t i = 0; i < start; i++)
        if (text[i] != '\n')
            text[i] = ' ';
    return text;
}

bool sql_read_view(struct sql_ddl *d, struct sql_statement statement, int view)
{
    const struct sql_tokens *const t = &d->tokens;
    const bool kept = sql_is_word(d->s, t, view - 1, "materialized");
    const int end = select_end(d, statement);
    struct view v = { .file = text_copy(d->s->a, d->s->file) };
    int at = view_name(d, statement, view + 1, &v.name);

    if (v.name == NULL)
        return sql_fault(d->s, t->items[view].start,
                         "'create view' lacks its name");
    at = view_columns(d, statement, at, &v);
    if (!kept && (at + 1 >= end || !sql_is_word(d->s, t, at, "as")))
        return sql_fault(d->s, t->items[at < end ? at : end - 1].start,
                         "'create view' needs 'as' and a select");
    if (!kept)
        v.text = alone(d, at + 1, end);
    ARENA_GROW(d->s->a, d->views, d->view_count, d->view_room);
    d->views[d->view_count++] = v;
    return true;
}

/* --- views in FROM --- */

const struct view *sql_find_view(const struct sql_reader *r, const char *name)
{
    for (int i = r->catalog->view_count - 1; i >= 0; i--)
        if (text_equal(r->catalog->views[i].name, name))
            return &r->catalog->views[i];
    return NULL;
}

/* What the view's reader found out is known of the query. */
static void take_over(struct sql_reader *r, const struct sql_reader *inner)
{
    for (int i = 0; i < inner->note_count; i++)
        sql_note(r, "%s", inner->notes[i]);
    for (int i = 0; i < inner->ask_count; i++)
        sql_ask(r, inner->asks[i].column, inner->asks[i].text,
                inner->asks[i].begins);
}

static bool has_columns(const struct sql_source *s, const struct view *view,
                        const struct query *q)
{
    return view->name_count <= q->output_count ||
           sql_fault_at(s, 0, "%d names for the %d columns of view '%s'",
                        view->name_count, q->output_count,
                        text_quoted(s->scratch, view->name));
}

static void name_columns(struct sql_reader *r, const struct view *view,
                         struct sql_cte *cte)
{
    cte->names =
        ARENA_ARRAY(r->s->scratch, cte->query->output_count, const char *);
    for (int i = 0; i < cte->query->output_count; i++)
        cte->names[i] =
            i < view->name_count ? view->names[i] : cte->query->outputs[i].name;
}

static void read_view(struct sql_reader *r, const struct view *view,
                      struct sql_source *s, struct sql_cte *cte)
{
    struct sql_lifts lifts = { 0 };
    struct sql_reader inner = {
        .s = s, .catalog = r->catalog, .lifts = &lifts, .nesting = r->nesting
    };
    struct sql_subquery sub;

    if (!sql_scan(s, &inner.tokens))
        return;
    const PgQuery__SelectStmt *const select =
        sql_parse_select(s, &inner.tokens, &lifts);
    if (select == NULL || !sql_read_select(&inner, NULL, select, false, &sub) ||
        !has_columns(s, view, sub.query))
        return;
    sql_note_lifts(&inner, &lifts);
    take_over(r, &inner);
    cte->query = sub.query;
    cte->relations = inner.relations;
    name_columns(r, view, cte);
}

const struct sql_cte *sql_open_view(struct sql_reader *r,
                                    const struct view *view, int location)
{
    struct sql_cte *const cte = ARENA_NEW(r->s->scratch, struct sql_cte);
    struct sql_source s;

    cte->name = view->name;
    if (view->text == NULL) {
        sql_fault_at(r->s, location,
                     "'%s' is a materialized view, a table of its own; create "
                     "it as a table and say how many rows it has",
                     text_quoted(r->s->scratch, view->name));
        return cte;
    }
    const bool begun =
        sql_source_begin(&s, r->s->a, view->text, view->file, 1, r->s->faults);
    s.now_us = r->s->now_us;
    if (begun)
        read_view(r, view, &s, cte);
    sql_source_done(&s);
    return cte;
}
