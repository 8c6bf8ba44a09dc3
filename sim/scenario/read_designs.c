#include "scenario/read_designs.h"

#include "base/text.h"
#include "scenario/input.h"
#include "scenario/law/law_value.h"
#include "sql/sql.h"

static const char *const encode_names[] = { "none", "auto", "copy", NULL };
static const enum encode_mode encode_modes[] = { ENCODE_MODE_NONE,
                                                 ENCODE_MODE_AUTO,
                                                 ENCODE_MODE_COPY };

static const char *const style_names[] = { "auto", "even", "key", "all", NULL };
static const enum diststyle styles[] = { DIST_AUTO, DIST_EVEN, DIST_KEY,
                                         DIST_ALL };

static const char *const sort_names[] = { "none", "auto", "compound",
                                          "interleaved", NULL };
static const enum sort_kind sorts[] = { SORT_NONE, SORT_AUTO, SORT_COMPOUND,
                                        SORT_INTERLEAVED };

enum { NOT_GIVEN = -1 };

struct design_settings {
    int encode;
    const struct tree_node *from_node, *ddl_node;
};

#define ENCODE_FIELD(struct_)                                                  \
    {                                                                          \
        .name = "encode", .type = FIELD_CHOICE,                                \
        .offset = offsetof(struct struct_, encode), .choices = encode_names,   \
        .meaning =                                                             \
            "Who encodes the columns that name no encoding: nobody (COPY "     \
            "COMPUPDATE OFF), ENCODE AUTO as now, or COPY COMPUPDATE ON "      \
            "as in 2018; without it as the DDL says.",                         \
        .example = "copy"                                                      \
    }

static const struct field design_fields[] = {
    { .name = "from",
      .type = FIELD_NODE,
      .offset = offsetof(struct design_settings, from_node),
      .fallback = "the DDL of the schema",
      .shape = "the name of a design above",
      .meaning = "The design that this one changes.",
      .example = "after" },
    { .name = "ddl",
      .type = FIELD_NODE,
      .offset = offsetof(struct design_settings, ddl_node),
      .shape = "a file",
      .meaning = "DDL of the tables that differ, with the same columns.",
      .example = "tuned.sql" },
    ENCODE_FIELD(design_settings),
    { .name = "TABLE",
      .type = FIELD_ANY,
      .shape = "a mapping",
      .meaning = "What differs for one table.",
      .example = "{diststyle: all}" },
};

struct table_settings {
    int diststyle, sort, encode;
    const struct tree_node *distkey, *sortkey, *encodings;
};

static const struct field table_fields[] = {
    { .name = "diststyle",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct table_settings, diststyle),
      .choices = style_names,
      .meaning = "The distribution style; a distkey implies key.",
      .example = "all" },
    { .name = "distkey",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, distkey),
      .shape = "a column",
      .meaning = "The distribution key.",
      .example = "lo_partkey" },
    { .name = "sortkey",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, sortkey),
      .shape = "a column or a list of columns",
      .meaning = "The sort key, the most significant column first; [] is none.",
      .example = "[lo_orderdate]" },
    { .name = "sort",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct table_settings, sort),
      .choices = sort_names,
      .meaning = "The kind of sort key; a sortkey implies compound.",
      .example = "interleaved" },
    ENCODE_FIELD(table_settings),
    { .name = "encodings",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, encodings),
      .shape = "a mapping of columns to encodings",
      .meaning = "Encodings of single columns.",
      .example = "{lo_shipmode: bytedict}" },
};

static const struct section design_section =
    SECTION("designs.NAME", design_fields);
static const struct section table_section =
    SECTION("designs.NAME.TABLE", table_fields);

struct designs {
    struct world *world;
    const struct design *base;
    struct input_folder *folder;
    struct faults *faults;
};

static const char *quoted(const struct designs *d, const char *s)
{
    return text_quoted(d->faults->arena, s);
}

/* A column of the DDL: a design never sees virtual ones. */
static bool find_column(const struct designs *d, int table,
                        const struct tree_node *n, const char *name,
                        int *column)
{
    struct table seen = d->world->catalog.tables[table];

    seen.virtual_count = 0;
    *column = law_find_column(&seen, name);
    if (*column >= 0)
        return true;
    const char *const text =
        text_format(d->faults->arena, "table '%s' has no column '%s'%s",
                    quoted(d, seen.name), quoted(d, name),
                    law_suggest_column(d->faults, &seen, name));
    return n->kind == TREE_SCALAR && n->text == name
               ? tree_fault(n, d->faults, "%s", text)
               : tree_fault_key(n, d->faults, "%s", text);
}

static bool read_distribution(const struct designs *d, int table,
                              const struct table_settings *s,
                              struct table_design *t)
{
    if (s->distkey != NULL) {
        if (s->distkey->kind != TREE_SCALAR)
            return tree_fault(s->distkey, d->faults,
                              "a distribution key is one column");
        if (s->diststyle != NOT_GIVEN && styles[s->diststyle] != DIST_KEY)
            return tree_fault(s->distkey, d->faults,
                              "a distribution key needs 'diststyle: key', not "
                              "%s",
                              style_names[s->diststyle]);
        t->diststyle = DIST_KEY;
        return find_column(d, table, s->distkey, s->distkey->text, &t->distkey);
    }
    if (s->diststyle == NOT_GIVEN)
        return true;
    t->diststyle = styles[s->diststyle];
    if (t->diststyle != DIST_KEY)
        t->distkey = -1;
    return true;
}

static bool is_sorted_by(const struct table_design *t, int column)
{
    for (int i = 0; i < t->sortkey_count; i++)
        if (t->sortkeys[i] == column)
            return true;
    return false;
}

static bool add_sort_column(const struct designs *d, int table,
                            const struct tree_node *n, struct table_design *t)
{
    int column;

    if (n->kind != TREE_SCALAR)
        return tree_fault(n, d->faults,
                          "the name of a column is expected "
                          "here");
    if (!find_column(d, table, n, n->text, &column))
        return false;
    if (is_sorted_by(t, column))
        return tree_fault(n, d->faults,
                          "the column '%s' stands twice in the sort key",
                          quoted(d, n->text));
    t->sortkeys[t->sortkey_count++] = column;
    return true;
}

static bool read_sort_columns(const struct designs *d, int table,
                              const struct tree_node *n, struct table_design *t)
{
    const size_t count = n->kind == TREE_LIST ? n->count : 1;
    bool good = true;

    t->sortkey_count = 0;
    if (count > SORTKEY_COLUMNS_MAX)
        return tree_fault(n, d->faults,
                          "the sort key has %zu columns; at most %d are "
                          "allowed",
                          count, SORTKEY_COLUMNS_MAX);
    t->sortkeys = ARENA_ARRAY(d->world->arena, count, int);
    if (n->kind != TREE_LIST)
        return add_sort_column(d, table, n, t);
    for (size_t i = 0; i < n->count; i++)
        good &= add_sort_column(d, table, n->items[i], t);
    return good;
}

static bool read_sort(const struct designs *d, int table,
                      const struct table_settings *s, struct table_design *t)
{
    bool good = true;

    if (s->sortkey != NULL) {
        good = read_sort_columns(d, table, s->sortkey, t);
        t->sort = t->sortkey_count > 0 ? SORT_COMPOUND : SORT_NONE;
    }
    if (s->sort == NOT_GIVEN)
        return good;
    if (s->sortkey == NULL && sorts[s->sort] <= SORT_AUTO)
        t->sortkey_count = 0;
    /* What does not go together is found by design_check. */
    t->sort = sorts[s->sort];
    return good;
}

static const char *suggest_encoding(const struct designs *d, const char *wrong)
{
    const char *names[ENCODINGS];

    for (int i = 0; i < ENCODINGS; i++)
        names[i] = encoding_name((enum encoding)i);
    return field_suggestion(d->faults, wrong, names, ENCODINGS);
}

static bool read_encoding(const struct designs *d, int table,
                          const struct tree_node *n, struct table_design *t)
{
    enum encoding e = ENCODE_RAW;
    int column;

    if (!find_column(d, table, n, n->key, &column))
        return false;
    const struct type type =
        d->world->catalog.tables[table].columns[column].type;
    if (n->kind != TREE_SCALAR || !encoding_parse(n->text, &e))
        return tree_fault(n, d->faults, "unknown encoding '%s'%s",
                          n->kind == TREE_SCALAR ? quoted(d, n->text) : "",
                          n->kind == TREE_SCALAR ? suggest_encoding(d, n->text)
                                                 : "");
    if (!encoding_allows(e, type))
        return tree_fault(n, d->faults,
                          "the encoding '%s' is not allowed for type %s",
                          encoding_name(e), type_text(d->faults->arena, type));
    t->encodings[column] = e;
    t->encoding_given[column] = true;
    return true;
}

static bool read_encodings(const struct designs *d, int table,
                           const struct tree_node *n, struct table_design *t)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, d->faults,
                          "'encodings' is a mapping of columns to encodings");
    for (size_t i = 0; i < n->count; i++)
        good &= read_encoding(d, table, n->items[i], t);
    return good;
}

static bool read_table(const struct designs *d, const struct tree_node *n,
                       struct design *design)
{
    struct table_settings s = { NOT_GIVEN, NOT_GIVEN, NOT_GIVEN,
                                NULL,      NULL,      NULL };
    const struct catalog *const c = &d->world->catalog;
    const int table = catalog_table(c, n->key);

    if (table < 0)
        return tree_fault_key(n, d->faults,
                              "'%s' is neither a table nor from, ddl or "
                              "encode%s",
                              quoted(d, n->key),
                              law_suggest_table(d->faults, c, n->key));
    struct table_design *const t = &design->tables[table];
    bool good = field_read(&table_section, n, n, &s, d->faults);

    good &= read_distribution(d, table, &s, t);
    good &= read_sort(d, table, &s, t);
    good &= read_encodings(d, table, s.encodings, t);
    if (s.encode != NOT_GIVEN)
        t->mode = encode_modes[s.encode];
    return good;
}

static const struct design *find_design(const struct designs *d,
                                        const char *name)
{
    for (int i = 0; i < d->world->design_count; i++)
        if (text_equal(d->world->designs[i]->name, name))
            return d->world->designs[i];
    return NULL;
}

/* NULL after a fault. */
static const struct design *read_from(const struct designs *d,
                                      const struct tree_node *n)
{
    const int count = d->world->design_count;
    const char **const names =
        ARENA_ARRAY(d->world->arena, count, const char *);

    if (n == NULL)
        return d->base;
    for (int i = 0; i < count; i++)
        names[i] = d->world->designs[i]->name;
    const struct design *const from =
        n->kind == TREE_SCALAR ? find_design(d, n->text) : NULL;
    if (from != NULL)
        return from;
    if (n->kind != TREE_SCALAR)
        tree_fault(n, d->faults, "the name of a design is expected here");
    else
        tree_fault(n, d->faults, "there is no design '%s' above this one%s",
                   quoted(d, n->text),
                   field_suggestion(d->faults, n->text, names, (size_t)count));
    return NULL;
}

static bool read_ddl(const struct designs *d, const struct tree_node *n,
                     struct design *design)
{
    struct arena *const a = d->world->arena;

    if (n == NULL)
        return true;
    if (n->kind != TREE_SCALAR)
        return tree_fault(n, d->faults, "the name of a file is expected here");
    const struct where where = tree_where(d->faults->arena, n);
    const char *path;
    const char *const text =
        input_file(a, d->folder, n->text, where, &path, d->faults);
    if (text == NULL)
        return false;
    world_source(d->world, path, text);
    return sql_read_design(a, text, path, &d->world->catalog, design,
                           d->faults);
}

static void set_modes(const struct designs *d, struct design *design,
                      int encode)
{
    for (int i = 0; i < d->world->catalog.table_count; i++)
        design->tables[i].mode = encode_modes[encode];
}

static bool read_design(const struct designs *d, const struct tree_node *n)
{
    struct design_settings s = { .encode = NOT_GIVEN };
    struct world *const w = d->world;

    if (!field_is_name(n->key))
        return tree_fault_key(n, d->faults,
                              "'%s' is no name for a design: letters, digits, "
                              "'_', '-', '.' and blanks, at most 64",
                              quoted(d, n->key));
    bool good = field_read(&design_section, n, n, &s, d->faults);
    const struct design *const from = read_from(d, s.from_node);
    struct design *const design = design_copy(
        w->arena, &w->catalog, from == NULL ? d->base : from, n->key);

    design->where = tree_where_key(w->arena, n);
    design->where.path = tree_path(w->arena, n);
    good &= from != NULL;
    good &= read_ddl(d, s.ddl_node, design);
    if (s.encode != NOT_GIVEN)
        set_modes(d, design, s.encode);
    for (size_t i = 0; n->kind == TREE_MAP && i < n->count; i++)
        if (!field_is_known(&design_section, n->items[i]->key))
            good &= read_table(d, n->items[i], design);
    w->designs[w->design_count++] = design;
    return good && design_check(&w->catalog, design, d->faults);
}

/* Without the section there is one design: the schema's own. */
static bool add_as_ddl(const struct designs *d)
{
    struct world *const w = d->world;
    struct design *const design =
        design_copy(w->arena, &w->catalog, d->base, "as_ddl");

    design->where = (struct where){ .file = w->source, .path = "designs" };
    w->designs[w->design_count++] = design;
    return design_check(&w->catalog, design, d->faults);
}

bool designs_read(struct world *w, const struct design *base,
                  const struct tree_node *designs, struct input_folder *folder,
                  struct faults *faults)
{
    const struct designs d = { w, base, folder, faults };
    bool good = true;

    if (designs == NULL || tree_is_null(designs)) {
        w->designs = ARENA_ARRAY(w->arena, 1, struct design *);
        return add_as_ddl(&d);
    }
    if (designs->kind != TREE_MAP || designs->count == 0)
        return tree_fault(designs, faults,
                          "'designs' is a mapping of names to designs, such as "
                          "{before: {}}");
    if (designs->count > DESIGNS_MAX)
        return tree_fault(designs, faults,
                          "%zu designs; at most %d are "
                          "compared",
                          designs->count, DESIGNS_MAX);
    w->designs = ARENA_ARRAY(w->arena, designs->count, struct design *);
    for (size_t i = 0; i < designs->count; i++)
        good &= read_design(&d, designs->items[i]);
    return good;
}

void designs_schema(struct frame *frame)
{
    field_schema(frame, &design_section);
    field_schema(frame, &table_section);
}
