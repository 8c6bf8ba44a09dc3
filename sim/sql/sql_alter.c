#include "sql/sql_ddl.h"

#include <string.h>

#include "base/text.h"

/*
 * ALTER TABLE name action, action, ..
 *
 * The actions that change a design are read from the tokens; keys go through
 * the parser. Others would change what the columns are, and are refused,
 * or change nothing that is simulated.
 */
struct alter {
    struct sql_ddl *d;
    struct sql_statement statement;
    struct table *table;
    struct table_design *design;
    struct sql_clauses clauses;
};

static bool is_word(const struct alter *a, int at, const char *word)
{
    return at < a->statement.end &&
           sql_is_word(a->d->s, &a->d->tokens, at, word);
}

static size_t place(const struct alter *a, int at)
{
    const struct sql_tokens *const t = &a->d->tokens;

    return at < a->statement.end ? t->items[at].start
                                 : t->items[a->statement.end - 1].end;
}

/* The table's name: [schema.]name or #name; moves past it. */
static const char *read_name(const struct alter *a, int *at)
{
    const struct sql_source *const s = a->d->s;
    const struct sql_tokens *const t = &a->d->tokens;
    const bool hash = sql_is_symbol(t, *at, '#');
    const char *name = NULL;

    for (*at += hash; *at < a->statement.end && sql_is_name(t, *at);) {
        name = sql_token_name(s, &t->items[(*at)++]);
        if (*at >= a->statement.end || !sql_is_symbol(t, *at, '.'))
            break;
        ++*at;
    }
    if (name == NULL)
        sql_fault(s, place(a, *at), "'alter table' lacks the table's name");
    return name != NULL && hash ? text_format(s->scratch, "#%s", name) : name;
}

/* ALTER COLUMN c ENCODE x */
static bool alter_column(struct alter *a, int *at)
{
    const struct sql_tokens *const t = &a->d->tokens;
    const int column = *at + is_word(a, *at, "column");

    if (column >= a->statement.end || !sql_is_name(t, column))
        return sql_fault(a->d->s, place(a, column),
                         "'alter column' lacks the column's name");
    if (!is_word(a, column + 1, "encode"))
        return sql_fault(a->d->s, place(a, column + 1),
                         "of a column only 'encode' can be altered; write the "
                         "column as it shall be in 'create table'");
    if (column + 2 >= a->statement.end)
        return sql_fault(a->d->s, place(a, column + 2),
                         "'encode' lacks an encoding");
    sql_add_mark(a->d->s, &a->clauses, MARK_ENCODE, column, column + 2);
    *at = column + 3;
    return true;
}

/* One ALTER action from the word after ALTER on. */
static bool alter_action(struct alter *a, int *at)
{
    bool known;

    if (*at >= a->statement.end)
        return sql_fault(a->d->s, place(a, *at), "'alter' lacks an action");
    if (!sql_read_clause(a->d->s, &a->d->tokens, at, a->statement.end,
                         &a->clauses, &known))
        return false;
    /* DISTSTYLE KEY DISTKEY c is one action. */
    if (known && is_word(a, *at, "distkey"))
        return sql_read_clause(a->d->s, &a->d->tokens, at, a->statement.end,
                               &a->clauses, &known);
    return known || alter_column(a, at);
}

static bool alter_actions(struct alter *a, int at)
{
    while (is_word(a, at, "alter")) {
        at++;
        if (!alter_action(a, &at))
            return false;
        if (at >= a->statement.end)
            return sql_apply_clauses(a->d->s, &a->d->tokens, &a->clauses,
                                     a->table, a->design);
        if (!sql_is_symbol(&a->d->tokens, at, ','))
            break;
        at++;
    }
    return sql_fault(a->d->s, place(a, at), "syntax error in 'alter table'");
}

/* ADD PRIMARY KEY, ADD FOREIGN KEY, .. */
static bool add_constraint(struct alter *a)
{
    struct sql_ddl *const d = a->d;
    const PgQuery__Node *const node =
        sql_parse(d->s, &d->tokens, a->statement, d->copy);
    bool ok = true;

    if (node == NULL)
        return false;
    if (node->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_STMT)
        return sql_fault_at(d->s, 0, "this 'alter table' is not read");
    for (size_t i = 0; i < node->alter_table_stmt->n_cmds; i++) {
        const PgQuery__Node *const cmd = node->alter_table_stmt->cmds[i];
        const PgQuery__Node *const def = cmd->alter_table_cmd->def;

        if (def == NULL || def->node_case != PG_QUERY__NODE__NODE_CONSTRAINT)
            return sql_fault_at(d->s, 0,
                                "'add column' is not read; write the column "
                                "in 'create table'");
        if (!d->design_only)
            ok = sql_read_constraint(d, a->table, -1, def->constraint) && ok;
    }
    return ok;
}

bool sql_read_alter(struct sql_ddl *d, struct sql_statement statement)
{
    struct alter a = { .d = d, .statement = statement };
    int at = statement.first + 2;

    sql_clauses_init(&a.clauses);
    if (is_word(&a, at, "if") && is_word(&a, at + 1, "exists"))
        at += 2;
    const int name_at = at;
    const char *const name = read_name(&a, &at);
    if (name == NULL)
        return false;
    if (is_word(&a, at, "owner") || is_word(&a, at, "append") ||
        is_word(&a, at, "set"))
        return true;

    a.table = sql_find_table(d, name, &a.design);
    if (a.table == NULL)
        return sql_fault(d->s, place(&a, name_at), "no table '%s' to alter",
                         text_quoted(d->s->scratch, name));
    if (is_word(&a, at, "alter"))
        return alter_actions(&a, at);
    if (is_word(&a, at, "add"))
        return add_constraint(&a);
    return sql_fault(d->s, place(&a, at),
                     "this 'alter table' is not read; write the table as it "
                     "shall be in 'create table'");
}
