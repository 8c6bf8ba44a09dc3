#include "sql/sql.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_lift.h"
#include "sql/sql_simplify.h"
#include "sql/sql_where.h"

/* The only statement of the text; false and a fault for none or several. */
static bool only_statement(const struct sql_source *s,
                           const struct sql_tokens *t,
                           struct sql_statement *statement)
{
    struct sql_statement second;
    int at = 0;

    if (!sql_next_statement(t, &at, statement))
        return sql_fault(s, 0, "the query is empty");
    if (sql_next_statement(t, &at, &second))
        return sql_fault(s, t->items[second.first].start,
                         "a second statement; a query is one select");
    return true;
}

const PgQuery__SelectStmt *sql_parse_select(struct sql_source *s,
                                            const struct sql_tokens *t,
                                            struct sql_lifts *lifts)
{
    struct sql_statement statement;

    if (!only_statement(s, t, &statement))
        return NULL;
    if (!sql_is_word(s, t, statement.first, "select") &&
        !sql_is_word(s, t, statement.first, "with") &&
        !sql_is_symbol(t, statement.first, '(')) {
        sql_fault(s, t->items[statement.first].start,
                  "a query begins with 'select' or 'with', not with '%s'",
                  text_quoted(s->scratch,
                              sql_token_text(s, &t->items[statement.first])));
        return NULL;
    }
    char *const copy = arena_alloc(s->scratch, s->bytes + 1);
    memcpy(copy, s->text, s->bytes);
    if (!sql_lift(s, t, statement, copy, lifts))
        return NULL;
    const PgQuery__Node *const node = sql_parse(s, t, statement, copy);
    if (node == NULL)
        return NULL;
    if (node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        sql_fault_at(s, 0, "a query must be a select");
        return NULL;
    }
    return node->select_stmt;
}

void sql_note_lifts(struct sql_reader *r, const struct sql_lifts *lifts)
{
    if (lifts->approximate)
        sql_note(r, "an approximate aggregate is taken as the exact one");
    if (lifts->distinct)
        sql_note(r, "'listagg(distinct ..)' is taken to cost what it does "
                    "without distinct");
    if (lifts->nulls)
        sql_note(r, "'ignore nulls' and 'respect nulls' cost the same here");
}

/* Does the query read any table? */
static bool reads_table(const struct query *q)
{
    for (int i = 0; i < q->branch_count; i++)
        if (reads_table(q->branches[i]))
            return true;
    for (int i = 0; i < q->relation_count; i++)
        if (q->relations[i].kind == RELATION_TABLE ||
            reads_table(q->relations[i].query))
            return true;
    return false;
}

static struct query *read_query(struct sql_source *s,
                                const struct catalog *catalog)
{
    struct sql_lifts lifts = { 0 };
    struct sql_reader r = { .s = s, .catalog = catalog, .lifts = &lifts };
    struct sql_subquery top;

    if (!sql_scan(s, &r.tokens))
        return NULL;
    const PgQuery__SelectStmt *const select =
        sql_parse_select(s, &r.tokens, &lifts);
    if (select == NULL || !sql_read_select(&r, NULL, select, false, &top))
        return NULL;
    if (!reads_table(top.query)) {
        sql_fault_at(s, 0, "the query reads no table");
        return NULL;
    }
    sql_note_lifts(&r, &lifts);
    top.query->notes = r.notes;
    top.query->note_count = r.note_count;
    top.query->asks = r.asks;
    top.query->ask_count = r.ask_count;
    return top.query;
}

/* Does a filter of the relation read the column? */
static bool filters_read(const struct relation *r, int column)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };

    for (int f = 0; f < r->filter_count; f++)
        condition_columns(r->filters[f], reads);
    return reads[column];
}

/* What travels beyond a relation's own filters: columns of joins, and those
   that something else than its filters reads. */
static void mark_carried(const struct catalog *catalog, struct query *q)
{
    for (int b = 0; b < q->branch_count; b++)
        mark_carried(catalog, q->branches[b]);
    for (int i = 0; i < q->relation_count; i++) {
        struct relation *const r = &q->relations[i];
        if (r->kind == RELATION_QUERY) {
            mark_carried(catalog, r->query);
            continue;
        }
        for (int c = 0; c < catalog->tables[r->table].column_count; c++)
            r->carries[c] |= r->reads[c] && !filters_read(r, c);
    }
    for (int j = 0; j < q->join_count; j++) {
        const struct join *const join = &q->joins[j];
        if (join->left_column >= 0)
            q->relations[join->left].carries[join->left_column] = true;
        if (join->right_column >= 0)
            q->relations[join->right].carries[join->right_column] = true;
    }
}

struct query *sql_read_query(struct arena *a, const char *text,
                             const char *file, int first_line,
                             const struct catalog *catalog, int64_t now_us,
                             const char *name, struct faults *faults)
{
    struct sql_source s;
    struct query *q = NULL;
    const bool begun = sql_source_begin(&s, a, text, file, first_line, faults);

    s.now_us = now_us;
    if (begun)
        q = read_query(&s, catalog);
    if (q != NULL) {
        sql_simplify(a, q);
        mark_carried(catalog, q);
        q->name = text_copy(a, name);
        q->sql = text_copy(a, text);
    }
    sql_source_done(&s);
    return q;
}
