#include <string.h>

#include "world/emit/emit.h"
#include "world/emit/emit_word.h"

/* One table on its way from one design to the other. */
struct change {
    struct text_buffer *out;
    const struct catalog *catalog;
    int table;
    const struct table *t;
    const struct table_design *from, *to;
    const char *name; /* as SQL needs it */
};

/* The column's encoding; ENCODINGS when Redshift chooses it by the data. */
static enum encoding encoding_of(const struct table *t,
                                 const struct table_design *d, int column)
{
    if (d->encoding_given[column])
        return d->encodings[column];
    if (d->mode == ENCODE_MODE_NONE)
        return ENCODE_RAW;
    if (d->mode == ENCODE_MODE_COPY || !emit_names_encoding(t, d))
        return ENCODINGS;
    return encoding_default(t->columns[column].type,
                            design_sorts_by(d, column));
}

static bool same_sort(const struct table_design *a,
                      const struct table_design *b)
{
    return a->sort == b->sort && a->sortkey_count == b->sortkey_count &&
           (a->sortkey_count == 0 ||
            memcmp(a->sortkeys, b->sortkeys,
                   (size_t)a->sortkey_count * sizeof(*a->sortkeys)) == 0);
}

static void alter_distribution(const struct change *k)
{
    if (k->from->diststyle == k->to->diststyle &&
        k->from->distkey == k->to->distkey)
        return;
    text_addf(k->out, "alter table %s alter diststyle %s", k->name,
              diststyle_name(k->to->diststyle));
    if (k->to->diststyle == DIST_KEY) {
        text_add(k->out, " distkey ");
        emit_columns(k->out, k->t, &k->to->distkey, 1);
    }
    text_add(k->out, ";\n");
}

static void alter_sort(const struct change *k)
{
    if (same_sort(k->from, k->to))
        return;
    text_addf(k->out, "alter table %s alter ", k->name);
    if (k->to->sort == SORT_COMPOUND) {
        text_add(k->out, "compound sortkey (");
        emit_columns(k->out, k->t, k->to->sortkeys, k->to->sortkey_count);
        text_add(k->out, ");\n");
        return;
    }
    text_addf(k->out, "sortkey %s;\n",
              k->to->sort == SORT_AUTO ? "auto" : "none");
}

static bool is_encode_auto(const struct table *t, const struct table_design *d)
{
    return d->mode == ENCODE_MODE_AUTO && !emit_names_encoding(t, d);
}

/* One statement: each would rewrite columns. */
static void alter_columns(const struct change *k)
{
    bool any = false;

    for (int c = 0; c < k->t->column_count; c++) {
        const enum encoding to = encoding_of(k->t, k->to, c);

        if (to == ENCODINGS || to == encoding_of(k->t, k->from, c))
            continue;
        if (!any)
            text_addf(k->out, "alter table %s\n", k->name);
        text_addf(k->out, "%s  alter column %s encode %s", any ? ",\n" : "",
                  emit_name(k->out->arena, k->t->columns[c].name),
                  encoding_name(to));
        any = true;
    }
    if (any)
        text_add(k->out, ";\n");
}

static void alter_encodings(const struct change *k)
{
    if (is_encode_auto(k->t, k->to)) {
        if (!is_encode_auto(k->t, k->from))
            text_addf(k->out, "alter table %s alter encode auto;\n", k->name);
        return;
    }
    alter_columns(k);
}

static const char *new_name(const struct change *k)
{
    struct arena *const a = k->out->arena;
    const char *name = text_format(a, "%s_new", k->t->name);

    for (int i = 2; catalog_table(k->catalog, name) >= 0; i++)
        name = text_format(a, "%s_new%d", k->t->name, i);
    return name;
}

/* A table can lose an interleaved sort key in place, but not get one. */
static void deep_copy(const struct change *k)
{
    struct arena *const a = k->out->arena;
    struct table copy = *k->t;
    struct emit_create e = {
        .catalog = k->catalog,
        .design = k->to,
        .table = k->table,
        .existing = k->catalog->table_count,
        .missing = k->table,
    };

    copy.name = new_name(k);
    e.name = emit_table_name(a, &copy);
    text_add(k->out,
             "-- ALTER TABLE cannot make a sort key interleaved: a deep copy. "
             "No writes meanwhile;\n-- views, grants and foreign keys that "
             "point to the old table must be made again.\n");
    text_add(k->out, "begin;\n");
    emit_create_table(k->out, &e);
    text_addf(k->out, "insert into %s select * from %s;\n", e.name, k->name);
    text_addf(k->out, "drop table %s;\n", k->name);
    text_addf(k->out, "alter table %s rename to %s;\n", e.name,
              emit_name(a, k->t->name));
    e.name = k->name;
    emit_late_keys(k->out, &e);
    text_add(k->out, "commit;\n");
    /* INSERT leaves the index of an interleaved key unbuilt: Database Developer
       Guide, "Deciding whether to reindex". */
    text_addf(k->out, "vacuum reindex %s;\n", k->name);
    text_addf(k->out, "analyze %s;\n", k->name);
}

static bool becomes_interleaved(const struct change *k)
{
    return k->to->sort == SORT_INTERLEAVED && !same_sort(k->from, k->to);
}

static void alter_table(const struct change *k)
{
    if (becomes_interleaved(k)) {
        deep_copy(k);
        return;
    }
    alter_distribution(k);
    alter_sort(k);
    alter_encodings(k);
}

/* Does a table need encodings that only a load can bring? */
static bool any_reload(const struct catalog *c, const struct design *from,
                       const struct design *to)
{
    for (int t = 0; t < c->table_count; t++)
        if (to->tables[t].mode == ENCODE_MODE_COPY &&
            from->tables[t].mode != ENCODE_MODE_COPY)
            return true;
    return false;
}

void emit_alter(struct text_buffer *out, const struct catalog *c,
                const struct design *from, const struct design *to)
{
    struct arena *const a = out->arena;
    struct text_buffer statements;
    bool any = false;

    text_addf(out, "-- From design %s to design %s.\n",
              emit_harmless(a, from->name), emit_harmless(a, to->name));
    if (any_reload(c, from, to))
        text_add(out, "-- Encodings that COPY chooses come with COMPUPDATE ON "
                      "and an empty table:\n-- truncate and load for them.\n");
    for (int t = 0; t < c->table_count; t++) {
        const struct change k = {
            .out = &statements,
            .catalog = c,
            .table = t,
            .t = &c->tables[t],
            .from = &from->tables[t],
            .to = &to->tables[t],
            .name = emit_table_name(a, &c->tables[t]),
        };

        text_buffer_init(&statements, a);
        alter_table(&k);
        if (statements.count == 0)
            continue;
        text_addf(out, "\n%s", text_buffer_text(&statements));
        any = true;
    }
    if (!any)
        text_add(out, "-- There is nothing to alter.\n");
}
