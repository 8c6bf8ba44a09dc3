#include "sql/sql_ddl.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "sql/sql_type.h"

static const char *quoted(const struct sql_source *s, const char *name)
{
    return text_quoted(s->scratch, name);
}

static struct table_design bare_design(struct arena *a, int columns)
{
    return (struct table_design){
        .diststyle = DIST_AUTO,
        .distkey = -1,
        .sort = SORT_AUTO,
        .encodings = ARENA_ARRAY(a, columns, enum encoding),
        .encoding_given = ARENA_ARRAY(a, columns, bool),
        .mode = ENCODE_MODE_AUTO,
    };
}

/* The parenthesis that opens the columns; -1 and a fault without one. */
static int find_columns(const struct sql_ddl *d, struct sql_statement statement,
                        int name)
{
    const struct sql_tokens *const t = &d->tokens;

    for (int at = name; at < statement.end; at++) {
        if (sql_is_symbol(t, at, '('))
            return at;
        if (at > name && sql_is_word(d->s, t, at, "as")) {
            sql_fault(d->s, t->items[at].start,
                      "'create table as' does not say its types; write the "
                      "table's columns");
            return -1;
        }
    }
    sql_fault(d->s, t->items[statement.end - 1].end,
              "'create table' lacks its columns");
    return -1;
}

/* #name is no name to the parser: it sees _name. */
static void lift_hashes(const struct sql_ddl *d, struct sql_statement statement)
{
    for (int at = statement.first; at < statement.end; at++)
        if (sql_is_symbol(&d->tokens, at, '#'))
            d->copy[d->tokens.items[at].start] = '_';
}

static bool read_column_constraints(struct sql_ddl *d, struct table *table,
                                    int column, const PgQuery__ColumnDef *def)
{
    bool ok = true;

    for (size_t i = 0; i < def->n_constraints; i++)
        if (def->constraints[i]->node_case == PG_QUERY__NODE__NODE_CONSTRAINT)
            ok = sql_read_constraint(d, table, column,
                                     def->constraints[i]->constraint) &&
                 ok;
    return ok;
}

static bool read_column(struct sql_ddl *d, const struct sql_clauses *clauses,
                        struct table *table, const PgQuery__ColumnDef *def)
{
    struct sql_source *const s = d->s;

    if (table->column_count == TABLE_COLUMNS_MAX)
        return sql_fault_at(s, def->location,
                            "more than %d columns in table '%s'",
                            (int)TABLE_COLUMNS_MAX, quoted(s, table->name));
    if (table_column(table, def->colname) >= 0)
        return sql_fault_at(s, def->location, "column '%s' twice in table '%s'",
                            quoted(s, def->colname), quoted(s, table->name));

    const int column = table->column_count++;
    struct column *const c = &table->columns[column];
    *c = (struct column){ .name = text_copy(s->a, def->colname),
                          .where = sql_where_at(s, def->location),
                          .parent_table = -1,
                          .parent_column = -1,
                          .per = -1 };
    c->where.file = text_copy(s->a, c->where.file);

    const bool max = sql_is_max(s, &d->tokens, clauses, def->colname);
    bool ok = true;
    if (def->type_name == NULL)
        ok = sql_fault_at(s, def->location, "column '%s' has no type",
                          quoted(s, def->colname));
    else
        ok = sql_read_type(s, def->type_name, max, &c->type);
    return read_column_constraints(d, table, column, def) && ok;
}

/* LIKE other: its columns and its design, but not its keys. */
static bool read_like(struct sql_ddl *d, struct table *table,
                      struct table_design *design, const PgQuery__RangeVar *of)
{
    struct sql_source *const s = d->s;
    const char *const name = sql_relation_name(s, of);
    struct table_design *other_design = NULL;
    const struct table *const other = sql_find_table(d, name, &other_design);

    if (other == NULL)
        return sql_fault_at(s, of->location, "no table '%s' to be like",
                            quoted(s, name));
    if (table->column_count > 0)
        return sql_fault_at(s, of->location,
                            "'like' must stand before all columns");
    for (int i = 0; i < other->column_count; i++) {
        struct column *const c = &table->columns[i];

        *c = other->columns[i];
        c->primary = c->unique = false;
        c->parent_table = c->parent_column = -1;
    }
    table->column_count = other->column_count;

    struct table_design copy = *other_design;
    copy.encodings = design->encodings;
    copy.encoding_given = design->encoding_given;
    for (int i = 0; i < other->column_count; i++) {
        copy.encodings[i] = other_design->encodings[i];
        copy.encoding_given[i] = other_design->encoding_given[i];
    }
    *design = copy;
    return true;
}

static bool read_element(struct sql_ddl *d, const struct sql_clauses *clauses,
                         struct table *table, struct table_design *design,
                         const PgQuery__Node *element)
{
    switch (element->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_DEF:
        return read_column(d, clauses, table, element->column_def);
    case PG_QUERY__NODE__NODE_CONSTRAINT:
        return sql_read_constraint(d, table, -1, element->constraint);
    case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
        return read_like(d, table, design,
                         element->table_like_clause->relation);
    default:
        return sql_fault_at(d->s, 0, "an element of '%s' is not read",
                            quoted(d->s, table->name));
    }
}

/* Columns first: a key may stand before the column that it names. */
static bool read_elements(struct sql_ddl *d, const struct sql_clauses *clauses,
                          const PgQuery__CreateStmt *create,
                          struct table *table, struct table_design *design)
{
    bool ok = true;

    for (int keys = 0; keys < 2; keys++)
        for (size_t i = 0; i < create->n_table_elts; i++) {
            const PgQuery__Node *const e = create->table_elts[i];

            if (keys == (e->node_case == PG_QUERY__NODE__NODE_CONSTRAINT))
                ok = read_element(d, clauses, table, design, e) && ok;
        }
    if (table->column_count == 0)
        return sql_fault_at(d->s, create->relation->location,
                            "table '%s' has no columns",
                            quoted(d->s, table->name));
    return ok;
}

/* Room for the columns, before they are read. */
static int columns_bound(const PgQuery__CreateStmt *create)
{
    const size_t columns = create->n_table_elts;

    for (size_t i = 0; i < create->n_table_elts; i++)
        if (create->table_elts[i]->node_case ==
            PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE)
            return TABLE_COLUMNS_MAX;
    return columns < TABLE_COLUMNS_MAX ? (int)columns : TABLE_COLUMNS_MAX;
}

/* A name that is taken is a fault, unless IF NOT EXISTS lets it pass. */
static bool name_is_free(struct sql_ddl *d, const PgQuery__CreateStmt *create,
                         const char *name, bool *skip)
{
    struct sql_source *const s = d->s;
    const struct catalog own = { .tables = d->tables, .table_count = d->count };
    const int here = catalog_table(&own, name);
    const int known = d->design_only ? -1 : catalog_table(d->known, name);
    const struct table *const other = here >= 0    ? &d->tables[here]
                                      : known >= 0 ? &d->known->tables[known]
                                                   : NULL;

    *skip = other != NULL && create->if_not_exists;
    if (other != NULL && !create->if_not_exists)
        return sql_fault_at(s, create->relation->location,
                            "table '%s' is already created at %s:%d",
                            quoted(s, name), other->where.file,
                            other->where.line);
    if (d->count + d->known->table_count >= SQL_TABLES_MAX)
        return sql_fault_at(s, create->relation->location,
                            "more than %d tables", (int)SQL_TABLES_MAX);
    return true;
}

static bool read_table(struct sql_ddl *d, const struct sql_clauses *clauses,
                       const PgQuery__CreateStmt *create)
{
    struct sql_source *const s = d->s;
    const PgQuery__RangeVar *const relation = create->relation;
    const char *const name = sql_relation_name(s, relation);
    const int columns = columns_bound(create);
    bool skip;

    if (!name_is_free(d, create, name, &skip) || skip)
        return skip;

    struct table table = { .name = text_copy(s->a, name),
                           .arrival = { .column = -1 },
                           .where = sql_where_at(s, relation->location),
                           .columns =
                               ARENA_ARRAY(s->a, columns, struct column) };
    struct table_design design = bare_design(s->a, columns);
    table.where.file = text_copy(s->a, table.where.file);
    if (relation->schemaname != NULL && relation->schemaname[0] != '\0')
        table.schema = text_copy(s->a, relation->schemaname);

    bool ok = read_elements(d, clauses, create, &table, &design);
    ok = sql_apply_clauses(s, &d->tokens, clauses, &table, &design) && ok;

    ARENA_GROW(s->a, d->tables, d->count, d->table_room);
    ARENA_GROW(s->a, d->designs, d->count, d->design_room);
    d->tables[d->count] = table;
    d->designs[d->count++] = design;
    return ok;
}

bool sql_read_create(struct sql_ddl *d, struct sql_statement statement,
                     int name)
{
    struct sql_source *const s = d->s;
    const int open = find_columns(d, statement, name);
    struct sql_clauses clauses;

    if (open < 0)
        return false;
    lift_hashes(d, statement);
    if (!sql_lift_create(s, &d->tokens, open, statement.end, d->copy, &clauses))
        return false;

    const PgQuery__Node *const node =
        sql_parse(s, &d->tokens, statement, d->copy);
    if (node == NULL)
        return false;
    if (node->node_case != PG_QUERY__NODE__NODE_CREATE_STMT)
        return sql_fault_at(s, 0, "this 'create table' is not read");
    return read_table(d, &clauses, node->create_stmt);
}
