#include <string.h>

#include "world/emit/emit.h"
#include "world/emit/emit_word.h"

/* The names of columns are padded to the longest, but not beyond this. */
enum { NAME_WIDTH_MAX = 30 };

static const struct table *table_of(const struct emit_create *e)
{
    return &e->catalog->tables[e->table];
}

static int primary_columns(const struct table *t, int *columns)
{
    int count = 0;

    for (int i = 0; i < t->column_count; i++)
        if (t->columns[i].primary)
            columns[count++] = i;
    return count;
}

/* One FOREIGN KEY: the columns of this table, and those of its parent. */
struct key {
    int parent, count;
    int own[TABLE_COLUMNS_MAX], theirs[TABLE_COLUMNS_MAX];
};

/*
 * A primary key of several columns is referenced by as many columns at once,
 * which the catalog keeps one by one. False when some are missing.
 */
static bool find_composite(const struct emit_create *e, const bool *used,
                           struct key *k)
{
    const struct table *const t = table_of(e);
    int child[TABLE_COLUMNS_MAX]; /* of a column of the parent, from 1 */

    memset(child, 0, sizeof(child));
    for (int c = t->column_count - 1; c >= 0; c--)
        if (!used[c] && t->columns[c].parent_table == k->parent)
            child[t->columns[c].parent_column] = c + 1;

    k->count = primary_columns(&e->catalog->tables[k->parent], k->theirs);
    for (int i = 0; i < k->count; i++) {
        k->own[i] = child[k->theirs[i]] - 1;
        if (k->own[i] < 0)
            return false;
    }
    return k->count > 1;
}

/* The foreign key that column `c` belongs to; its columns become used. */
static void find_key(const struct emit_create *e, int c, bool *used,
                     struct key *k)
{
    const struct column *const column = &table_of(e)->columns[c];

    k->parent = column->parent_table;
    const struct column *const other =
        &e->catalog->tables[k->parent].columns[column->parent_column];
    if (other->unique || !other->primary || !find_composite(e, used, k)) {
        k->own[0] = c;
        k->theirs[0] = column->parent_column;
        k->count = 1;
    }
    for (int i = 0; i < k->count; i++)
        used[k->own[i]] = true;
}

static bool can_reference(const struct emit_create *e, int parent)
{
    return parent < e->existing && parent != e->missing;
}

static void add_key(struct text_buffer *out, const struct emit_create *e,
                    const struct key *k)
{
    const struct table *const parent = &e->catalog->tables[k->parent];

    text_add(out, "foreign key (");
    emit_columns(out, table_of(e), k->own, k->count);
    text_addf(out, ") references %s (",
              k->parent == e->table ? e->name
                                    : emit_table_name(out->arena, parent));
    emit_columns(out, parent, k->theirs, k->count);
    text_add(out, ")");
}

/* Calls `add` for the keys that can (or cannot) be part of CREATE TABLE. */
static void
for_keys(struct text_buffer *out, const struct emit_create *e, bool now,
         void (*add)(struct text_buffer *, const struct emit_create *,
                     const struct key *))
{
    const struct table *const t = table_of(e);
    bool used[TABLE_COLUMNS_MAX] = { false };
    struct key k;

    for (int c = 0; c < t->column_count; c++) {
        if (used[c] || t->columns[c].parent_table < 0)
            continue;
        find_key(e, c, used, &k);
        if (can_reference(e, k.parent) == now)
            add(out, e, &k);
    }
}

static void add_key_line(struct text_buffer *out, const struct emit_create *e,
                         const struct key *k)
{
    text_add(out, ",\n  ");
    add_key(out, e, k);
}

static void add_key_statement(struct text_buffer *out,
                              const struct emit_create *e, const struct key *k)
{
    text_addf(out, "alter table %s add ", e->name);
    add_key(out, e, k);
    text_add(out, ";\n");
}

void emit_late_keys(struct text_buffer *out, const struct emit_create *e)
{
    for_keys(out, e, false, add_key_statement);
}

/* COMPUPDATE OFF leaves columns raw, which nowadays has to be said. */
static void add_encoding(struct text_buffer *out, const struct table_design *d,
                         int column)
{
    if (d->encoding_given[column])
        text_addf(out, " encode %s", encoding_name(d->encodings[column]));
    else if (d->mode == ENCODE_MODE_NONE)
        text_addf(out, " encode %s", encoding_name(ENCODE_RAW));
}

static int widest_name(struct arena *a, const struct table *t)
{
    size_t widest = 0;

    for (int i = 0; i < t->column_count; i++) {
        const size_t bytes = strlen(emit_name(a, t->columns[i].name));

        if (bytes > widest && bytes <= NAME_WIDTH_MAX)
            widest = bytes;
    }
    return (int)widest;
}

static void add_columns(struct text_buffer *out, const struct emit_create *e,
                        bool alone)
{
    const struct table *const t = table_of(e);
    const int width = widest_name(out->arena, t);

    for (int i = 0; i < t->column_count; i++) {
        const struct column *const c = &t->columns[i];

        text_addf(out, "%s  %-*s %s", i == 0 ? "" : ",\n", width,
                  emit_name(out->arena, c->name),
                  type_text(out->arena, c->type));
        if (c->not_null)
            text_add(out, " not null");
        if (c->primary && alone)
            text_add(out, " primary key");
        else if (c->unique)
            text_add(out, " unique");
        add_encoding(out, e->design, i);
    }
}

static void add_distribution(struct text_buffer *out, const struct table *t,
                             const struct table_design *d)
{
    text_addf(out, "diststyle %s", diststyle_name(d->diststyle));
    if (d->diststyle != DIST_KEY)
        return;
    text_add(out, " distkey (");
    emit_columns(out, t, &d->distkey, 1);
    text_add(out, ")");
}

static void add_sort(struct text_buffer *out, const struct table *t,
                     const struct table_design *d)
{
    if (d->sort == SORT_AUTO)
        text_add(out, "\nsortkey auto");
    if (d->sort != SORT_COMPOUND && d->sort != SORT_INTERLEAVED)
        return;
    text_add(out, d->sort == SORT_COMPOUND ? "\ncompound sortkey ("
                                           : "\ninterleaved sortkey (");
    emit_columns(out, t, d->sortkeys, d->sortkey_count);
    text_add(out, ")");
}

void emit_create_table(struct text_buffer *out, const struct emit_create *e)
{
    const struct table *const t = table_of(e);
    const struct table_design *const d = e->design;
    int primary[TABLE_COLUMNS_MAX];
    const int primaries = primary_columns(t, primary);

    text_addf(out, "create table %s (\n", e->name);
    add_columns(out, e, primaries == 1);
    if (primaries > 1) {
        text_add(out, ",\n  primary key (");
        emit_columns(out, t, primary, primaries);
        text_add(out, ")");
    }
    for_keys(out, e, true, add_key_line);
    text_add(out, "\n)\n");
    add_distribution(out, t, d);
    add_sort(out, t, d);
    if (d->mode == ENCODE_MODE_AUTO && !emit_names_encoding(t, d))
        text_add(out, "\nencode auto");
    text_add(out, ";\n");
    /* Without a sort key CREATE TABLE means SORTKEY AUTO. */
    if (d->sort == SORT_NONE)
        text_addf(out, "alter table %s alter sortkey none;\n", e->name);
}

static bool any_copy(const struct catalog *c, const struct design *d)
{
    for (int t = 0; t < c->table_count; t++)
        if (d->tables[t].mode == ENCODE_MODE_COPY)
            return true;
    return false;
}

static bool any_late_key(const struct catalog *c)
{
    for (int t = 0; t < c->table_count; t++)
        for (int i = 0; i < c->tables[t].column_count; i++)
            if (c->tables[t].columns[i].parent_table > t)
                return true;
    return false;
}

static struct emit_create creation(struct arena *a, const struct catalog *c,
                                   const struct design *d, int table)
{
    return (struct emit_create){
        .catalog = c,
        .design = &d->tables[table],
        .name = emit_table_name(a, &c->tables[table]),
        .table = table,
        .existing = table + 1,
        .missing = -1,
    };
}

void emit_ddl(struct text_buffer *out, const struct catalog *c,
              const struct design *d)
{
    text_addf(out, "-- Design %s.\n", emit_harmless(out->arena, d->name));
    text_add(out, "-- Defaults, identities, checks and unique keys of several "
                  "columns are not\n-- carried over from the schema.\n");
    if (any_copy(c, d))
        text_add(out, "-- Encodings that are not named: as COPY chooses them "
                      "with COMPUPDATE ON.\n");
    for (int t = 0; t < c->table_count; t++) {
        const struct emit_create e = creation(out->arena, c, d, t);

        text_add(out, "\n");
        emit_create_table(out, &e);
    }

    if (!any_late_key(c))
        return;
    text_add(out, "\n");
    for (int t = 0; t < c->table_count; t++) {
        const struct emit_create e = creation(out->arena, c, d, t);

        emit_late_keys(out, &e);
    }
}
