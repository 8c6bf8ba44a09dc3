#include "sql/sql_ddl.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

/* The i-th name of a list; "" when it is none. */
static const char *name_of(PgQuery__Node *const *names, size_t i)
{
    return sql_last_name(names + i, 1);
}

static int column_named(struct sql_ddl *d, const struct table *table,
                        const char *name, int location)
{
    const int column = table_column(table, name);

    if (column < 0)
        sql_fault_at(d->s, location, "no column '%s' in table '%s'",
                     text_quoted(d->s->scratch, name),
                     text_quoted(d->s->scratch, table->name));
    return column;
}

/* PRIMARY KEY or UNIQUE over the columns listed, or over `own` alone. */
static bool read_unique(struct sql_ddl *d, struct table *table, int own,
                        const PgQuery__Constraint *c)
{
    const bool primary = c->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
    const size_t count = own >= 0 ? 1 : c->n_keys;
    bool ok = true;

    for (size_t i = 0; i < count; i++) {
        const int column =
            own >= 0 ? own
                     : column_named(d, table, name_of(c->keys, i), c->location);

        ok = ok && column >= 0;
        if (column < 0)
            continue;
        table->columns[column].primary |= primary;
        table->columns[column].not_null |= primary;
        table->columns[column].unique |= count == 1;
    }
    return ok;
}

static void add_parent(struct sql_ddl *d, const struct table *table, int column,
                       const PgQuery__Constraint *c, size_t nth)
{
    struct arena *const a = d->s->a;

    ARENA_GROW(a, d->parents, d->parent_count, d->parent_room);
    d->parents[d->parent_count++] = (struct sql_parent){
        .child = table->name,
        .child_column = column,
        .parent = text_copy(a, sql_relation_name(d->s, c->pktable)),
        .column = c->n_pk_attrs > nth ? text_copy(a, name_of(c->pk_attrs, nth))
                                      : NULL,
        .nth = (int)nth,
        .where = sql_where_at(d->s, c->location),
    };
}

static bool read_foreign(struct sql_ddl *d, struct table *table, int own,
                         const PgQuery__Constraint *c)
{
    const size_t count = own >= 0 ? 1 : c->n_fk_attrs;
    bool ok = true;

    if (c->n_pk_attrs > 0 && c->n_pk_attrs != count)
        return sql_fault_at(d->s, c->location,
                            "a foreign key of %zu columns references %zu",
                            count, c->n_pk_attrs);
    for (size_t i = 0; i < count; i++) {
        const int column =
            own >= 0
                ? own
                : column_named(d, table, name_of(c->fk_attrs, i), c->location);

        ok = ok && column >= 0;
        if (column >= 0 && c->pktable != NULL)
            add_parent(d, table, column, c, i);
    }
    return ok;
}

bool sql_read_constraint(struct sql_ddl *d, struct table *table, int own,
                         const PgQuery__Constraint *c)
{
    switch (c->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
        if (own >= 0)
            table->columns[own].not_null = true;
        return true;
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        return read_unique(d, table, own, c);
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        return read_foreign(d, table, own, c);
    default:
        return true; /* DEFAULT, NULL and the like move no block */
    }
}

/* The n-th column of the primary key, or -1. */
static int primary_column(const struct table *table, int nth)
{
    for (int i = 0; i < table->column_count; i++)
        if (table->columns[i].primary && nth-- == 0)
            return i;
    return -1;
}

/* Number of a table in the catalog that will hold those created here too. */
static int table_number(const struct sql_ddl *d, const struct table *table)
{
    const int known = d->known->table_count;

    if (d->count > 0 && table >= d->tables && table < d->tables + d->count)
        return known + (int)(table - d->tables);
    return (int)(table - d->known->tables);
}

static bool resolve_parent(struct sql_ddl *d, const struct sql_parent *p)
{
    struct arena *const scratch = d->s->scratch;
    struct table_design *design;
    struct table *const child = sql_find_table(d, p->child, &design);
    struct table *const parent = sql_find_table(d, p->parent, &design);

    if (parent == NULL)
        return fault_add(d->s->faults, p->where, "no table '%s' to reference",
                         text_quoted(scratch, p->parent));
    const int column = p->column != NULL ? table_column(parent, p->column)
                                         : primary_column(parent, p->nth);
    if (column < 0 && p->column != NULL)
        return fault_add(
            d->s->faults, p->where, "no column '%s' in table '%s' to reference",
            text_quoted(scratch, p->column), text_quoted(scratch, p->parent));
    if (column < 0)
        return fault_add(d->s->faults, p->where,
                         "table '%s' has no primary key to reference; name "
                         "its column",
                         text_quoted(scratch, p->parent));
    if (child != NULL) {
        child->columns[p->child_column].parent_table = table_number(d, parent);
        child->columns[p->child_column].parent_column = column;
    }
    return true;
}

bool sql_resolve_parents(struct sql_ddl *d)
{
    bool ok = true;

    for (int i = 0; !d->design_only && i < d->parent_count; i++)
        ok = resolve_parent(d, &d->parents[i]) && ok;
    return ok;
}
