#include "sql/sql.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_ddl.h"

static bool same_type(struct type a, struct type b)
{
    return a.kind == b.kind && a.length == b.length &&
           a.precision == b.precision && a.scale == b.scale;
}

/* Both tables have these columns; to[i] is the catalog's number of column i. */
static bool match_columns(const struct sql_ddl *d, const struct table *own,
                          const struct table *known, int *to)
{
    struct arena *const scratch = d->s->scratch;
    struct faults *const faults = d->s->faults;
    const char *const name = text_quoted(scratch, own->name);
    bool ok = true;

    for (int i = 0; i < own->column_count; i++) {
        const struct column *const c = &own->columns[i];

        to[i] = table_column(known, c->name);
        if (to[i] < 0) {
            ok = fault_add(faults, c->where,
                           "column '%s' is not in table '%s' of the schema",
                           text_quoted(scratch, c->name), name);
        } else if (!same_type(c->type, known->columns[to[i]].type)) {
            ok = fault_add(
                faults, c->where, "column '%s' is %s here and %s in the schema",
                text_quoted(scratch, c->name), type_text(scratch, c->type),
                type_text(scratch, known->columns[to[i]].type));
        }
    }
    for (int i = 0; i < known->column_count; i++)
        if (table_column(own, known->columns[i].name) < 0)
            ok = fault_add(faults, own->where,
                           "table '%s' lacks the column '%s' of the schema",
                           name, text_quoted(scratch, known->columns[i].name));
    return ok;
}

/* The design of a table with its columns numbered as the catalog does. */
static struct table_design renumber(struct arena *a,
                                    const struct table_design *own,
                                    const int *to, int columns)
{
    struct table_design d = *own;

    d.distkey = own->distkey < 0 ? -1 : to[own->distkey];
    d.sortkeys = ARENA_ARRAY(a, own->sortkey_count, int);
    for (int i = 0; i < own->sortkey_count; i++)
        d.sortkeys[i] = to[own->sortkeys[i]];
    d.encodings = ARENA_ARRAY(a, columns, enum encoding);
    d.encoding_given = ARENA_ARRAY(a, columns, bool);
    for (int i = 0; i < columns; i++) {
        d.encodings[to[i]] = own->encodings[i];
        d.encoding_given[to[i]] = own->encoding_given[i];
    }
    return d;
}

static bool replace_table(const struct sql_ddl *d, int i,
                          const struct catalog *catalog, struct design *design)
{
    const struct table *const own = &d->tables[i];
    const int known = catalog_table(catalog, own->name);

    if (known < 0)
        return fault_add(d->s->faults, own->where,
                         "table '%s' is not in the schema",
                         text_quoted(d->s->scratch, own->name));

    int *const to = ARENA_ARRAY(d->s->scratch, own->column_count, int);
    if (!match_columns(d, own, &catalog->tables[known], to))
        return false;
    design->tables[known] =
        renumber(d->s->a, &d->designs[i], to, own->column_count);
    return true;
}

bool sql_read_design(struct arena *a, const char *text, const char *file,
                     const struct catalog *catalog, struct design *design,
                     struct faults *faults)
{
    struct sql_source s;
    struct sql_ddl d = { .s = &s, .design_only = true };
    bool ok = sql_source_begin(&s, a, text, file, 1, faults);

    d.known = catalog;
    d.known_designs = design->tables;
    ok = ok && sql_read_ddl(&d);
    for (int i = 0; i < d.count; i++)
        ok = replace_table(&d, i, catalog, design) && ok;
    sql_source_done(&s);
    return ok;
}
