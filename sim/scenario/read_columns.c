#include "scenario/read_columns.h"

#include <string.h>

#include "base/text.h"
#include "scenario/circle.h"
#include "scenario/law/given_texts.h"
#include "scenario/law/law_default.h"
#include "scenario/law/law_given.h"
#include "scenario/law/law_value.h"
#include "scenario/law/read_laws.h"
#include "scenario/read_arrival.h"
#include "scenario/read_virtuals.h"
#include "world/value/value.h"

enum progress { PENDING, DOING, DONE };

/* A column while the laws are read. */
struct state {
    enum progress progress;
    int cost; /* columns that one of its values rests on, itself included */
    const struct tree_node *node; /* its settings, or NULL */
};

struct columns {
    struct world *world;
    struct faults *faults;
    struct state **states; /* by table and column */
    struct circle_step stack[LAW_CHAIN_MAX];
    int depth;
    int64_t entries;
    struct given_rows *const *given; /* per table; NULL: no file */
    struct input_folder *folder;
    const struct law_asks *asks;
    struct text_buffer *notes; /* per table: defaults */
};

struct column_settings {
    const struct tree_node *law, *per, *references, *type;
    double nulls, orphans;
};

static const struct field column_fields[] = {
    { .name = "law",
      .type = FIELD_NODE,
      .offset = offsetof(struct column_settings, law),
      .fallback = "by key, name and type; a note says which",
      .shape = "a law",
      .meaning = "How the values are distributed; with `references`, how the "
                 "parent's row is picked.",
      .example = "{uniform: [1, 50]}" },
    { .name = "references",
      .type = FIELD_NODE,
      .offset = offsetof(struct column_settings, references),
      .fallback = "the FOREIGN KEY of the DDL",
      .shape = "TABLE.COLUMN",
      .meaning = "The values are keys of this parent.",
      .example = "customer.c_custkey" },
    { .name = "orphans",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct column_settings, orphans),
      .min = 0,
      .max = 1,
      .fallback = "0",
      .meaning = "The share of keys that no parent has.",
      .example = "0.01" },
    { .name = "nulls",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct column_settings, nulls),
      .min = 0,
      .max = 1,
      .fallback = "0",
      .meaning = "The share of rows that have no value.",
      .example = "2 %" },
    { .name = "per",
      .type = FIELD_NODE,
      .offset = offsetof(struct column_settings, per),
      .fallback = "every row",
      .shape = "a column of the same table",
      .meaning = "Draw once for each value of this column.",
      .example = "l_orderkey" },
    { .name = "virtual",
      .type = FIELD_NODE,
      .offset = offsetof(struct column_settings, type),
      .shape = "a type of the DDL",
      .meaning = "The column is not in the DDL and not stored: other columns "
                 "follow it.",
      .example = "date" },
};

static const struct section column_section =
    SECTION("data.TABLE.columns.COLUMN", column_fields);

static struct column *column_at(struct columns *c, int table, int column)
{
    return &c->world->catalog.tables[table].columns[column];
}

/* Where to complain about a column: its settings, or the DDL. */
static struct where place_of(void *context, int table, int column)
{
    struct columns *const c = context;
    const struct tree_node *const n = c->states[table][column].node;

    return n != NULL ? tree_where(c->faults->arena, n)
                     : column_at(c, table, column)->where;
}

static bool column_fault(struct columns *c, int table, int column,
                         const char *text)
{
    return fault_add(c->faults, place_of(c, table, column), "%s", text);
}

static bool resolve(struct columns *c, int table, int column);

static bool report_circle(struct columns *c, int table, int column,
                          const struct tree_node *n)
{
    int first = 0;

    while (c->stack[first].table != table || c->stack[first].column != column)
        first++;
    const char *const text =
        text_format(c->faults->arena, "the values go in a circle: %s",
                    circle_text(c->faults->arena, &c->world->catalog,
                                c->stack + first, c->depth - first));
    if (n != NULL)
        return tree_fault(n, c->faults, "%s", text);
    return column_fault(c, c->stack[c->depth - 1].table,
                        c->stack[c->depth - 1].column, text);
}

/* law_reader.need: reads the other column, and adds what it costs. */
static bool need(struct law_reader *r, int table, int column,
                 const struct tree_node *n)
{
    struct columns *const c = r->needs;
    struct state *const other = &c->states[table][column];
    struct state *const self = &c->states[r->table][r->column];

    if (other->progress == DOING)
        return report_circle(c, table, column, n);
    const bool fits = c->depth < LAW_CHAIN_MAX;
    if (fits && !resolve(c, table, column))
        return false;
    if (fits && self->cost + other->cost <= LAW_CHAIN_MAX) {
        self->cost += other->cost;
        return true;
    }
    return column_fault(c, r->table, r->column,
                        text_format(c->faults->arena,
                                    "a value rests on more than %d columns",
                                    LAW_CHAIN_MAX));
}

static bool check_nulls(struct columns *c, const struct tree_node *n,
                        const struct column *col, double nulls)
{
    if (nulls <= 0 || (!col->not_null && !col->primary))
        return true;
    return tree_fault(tree_get(n, "nulls"), c->faults,
                      "the DDL says that '%s' is never NULL",
                      text_quoted(c->faults->arena, col->name));
}

static bool read_per(struct law_reader *r, const struct tree_node *n,
                     struct column *col)
{
    const enum law_kind kind = col->law->kind;

    if (kind == LAW_SEQUENTIAL || kind == LAW_LINE || kind == LAW_CALENDAR ||
        kind == LAW_FROM || kind == LAW_LOOKUP)
        return tree_fault(n, r->faults,
                          "'per' is for laws that draw; this one follows the "
                          "row or another column");
    return law_column(r, n, &col->per);
}

/* The codes of the whole column must be values of its type. */
static bool check_fits(struct columns *c, const struct law_reader *r,
                       const struct tree_node *n)
{
    const struct column *const col = column_at(c, r->table, r->column);
    char text[VALUE_BYTES_MAX + 1];
    int64_t lo, hi, least, most;

    if (type_is_string(col->type))
        return true;
    value_range(c->world, r->table, r->column, &lo, &hi);
    law_type_range(col->type, &least, &most);
    if (lo >= least && hi <= most)
        return true;
    text[value_text(col, hi > most ? hi : lo, text)] = '\0';
    return tree_fault(n, c->faults,
                      "the law gives values up to %s; a column of type %s "
                      "cannot hold them",
                      text_quoted(c->faults->arena, text),
                      type_text(c->faults->arena, col->type));
}

static struct law *read_law(struct law_reader *r,
                            const struct column_settings *s,
                            const struct tree_node *n)
{
    if (s->references != NULL)
        return law_read_references(r, s->references, s->law, s->orphans);
    if (s->orphans > 0) {
        tree_fault(tree_get(n, "orphans"), r->faults,
                   "'orphans' needs 'references'");
        return NULL;
    }
    return s->law == NULL ? NULL : law_read(r, s->law);
}

static void note_default(struct columns *c, const struct law_reader *r,
                         const char *words)
{
    struct text_buffer *const b = &c->notes[r->table];

    text_addf(b, "%s%s %s", b->count == 0 ? "" : ", ",
              text_quoted(c->world->arena, r->as->name), words);
}

static void read_default(struct columns *c, struct law_reader *r)
{
    struct column *const col = column_at(c, r->table, r->column);
    const char *words = "";

    col->law = law_default(r, &words);
    col->form = r->form;
    note_default(c, r, words);
}

/* The law that the settings give; a fault leaves it NULL. */
static bool read_given(struct columns *c, struct law_reader *r,
                       const struct tree_node *n)
{
    struct column *const col = column_at(c, r->table, r->column);
    struct column_settings s = { 0 };

    if (!field_read(&column_section, n, n, &s, c->faults))
        return false;
    const bool asked = s.law != NULL || s.references != NULL || s.orphans > 0;
    bool good = check_nulls(c, n, col, s.nulls);

    col->law = read_law(r, &s, n);
    col->null_frac = tree_get(n, "nulls") != NULL ? s.nulls : r->nulls;
    col->form = r->form;
    col->law_given = col->law != NULL;
    if (asked && col->law == NULL)
        return false;
    if (col->law != NULL && !check_fits(c, r, s.law != NULL ? s.law : n)) {
        col->law = NULL;
        return false;
    }
    if (col->law == NULL)
        read_default(c, r);
    return (s.per == NULL || read_per(r, s.per, col)) && good;
}

/* The column in the table's file, or NULL. */
static struct given_column *given_of(const struct columns *c, int table,
                                     int column)
{
    const struct given_rows *const rows = c->given[table];

    if (rows == NULL ||
        column >= c->world->catalog.tables[table].column_count ||
        rows->columns[column].codes == NULL)
        return NULL;
    return &rows->columns[column];
}

/* What the file says, the scenario need not. */
static bool check_given(struct columns *c, const struct tree_node *n)
{
    static const char *const words[] = { "law", "per", "nulls", "orphans",
                                         "virtual" };
    bool good = true;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (tree_get(n, words[i]) != NULL)
            good = tree_fault_key(tree_get(n, words[i]), c->faults,
                                  "the column's values are in the file; leave "
                                  "'%s' out, or the column out of the file",
                                  words[i]);
    return good;
}

static bool read_given_rows(struct columns *c, struct law_reader *r,
                            const struct tree_node *n)
{
    struct column *const col = column_at(c, r->table, r->column);
    struct given_column *const given = given_of(c, r->table, r->column);
    const int64_t rows = c->given[r->table]->rows;
    struct column_settings s = { 0 };

    if (n != NULL && (!field_read(&column_section, n, n, &s, c->faults) ||
                      !check_given(c, n)))
        return false;
    struct law *const law = law_read_rows(r, given, rows, s.references, n,
                                          place_of(c, r->table, r->column));
    if (law == NULL)
        return false;
    col->law = law;
    col->form = r->form;
    col->law_given = true;
    col->null_frac = (double)given->nulls / (double)rows;
    return true;
}

/* A stand-in for a law at fault: the scenario is refused in the end. */
static void read_stand_in(struct columns *c, struct law_reader *r)
{
    struct column *const col = column_at(c, r->table, r->column);
    const char *words;

    r->form = (struct form){ 0 };
    col->law = law_default_of_type(r, &words);
    col->form = r->form;
}

static struct law_reader reader_of(struct columns *c, int table, int column,
                                   struct law_texts *texts)
{
    return (struct law_reader){ .world = c->world,
                                .faults = c->faults,
                                .table = table,
                                .column = column,
                                .as = column_at(c, table, column),
                                .texts = texts,
                                .entries = &c->entries,
                                .folder = c->folder,
                                .asks = c->asks,
                                .need = need,
                                .needs = c };
}

/* Reads a column's law unless that is done; false when it is at fault, but
   the column has a law all the same. */
static bool resolve(struct columns *c, int table, int column)
{
    struct state *const s = &c->states[table][column];
    struct law_texts texts = { 0 };
    bool good = true;

    if (s->progress == DONE)
        return true;
    struct law_reader r = reader_of(c, table, column, &texts);
    s->progress = DOING;
    s->cost = 1;
    c->stack[c->depth++] = (struct circle_step){ table, column };
    if (given_of(c, table, column) != NULL)
        good = read_given_rows(c, &r, s->node);
    else if (s->node == NULL)
        read_default(c, &r);
    else
        good = read_given(c, &r, s->node);
    if (column_at(c, table, column)->law == NULL)
        read_stand_in(c, &r);
    c->depth--;
    s->progress = DONE;
    return good;
}

/* Give each column of the table its settings. */
static bool place_settings(struct columns *c, int table,
                           const struct tree_node *settings)
{
    const struct table *const t = &c->world->catalog.tables[table];
    bool good = true;

    c->states[table] = ARENA_ARRAY(
        c->world->arena, t->column_count + t->virtual_count, struct state);
    for (size_t i = 0; settings != NULL && i < settings->count; i++) {
        const struct tree_node *const n = settings->items[i];
        const int column =
            settings->kind == TREE_MAP ? law_find_column(t, n->key) : -1;

        if (settings->kind != TREE_MAP)
            continue;
        if (column >= 0)
            c->states[table][column].node = n;
        else if (tree_get(n, "virtual") == NULL)
            good =
                tree_fault_key(n, c->faults, "table '%s' has no column '%s'%s",
                               text_quoted(c->faults->arena, t->name),
                               text_quoted(c->faults->arena, n->key),
                               law_suggest_column(c->faults, t, n->key));
    }
    return good;
}

static bool read_orders(struct columns *c,
                        const struct tree_node *const *orders, bool laws_done)
{
    bool good = true;

    for (int i = 0; i < c->world->catalog.table_count; i++) {
        struct law_texts texts = { 0 };
        struct law_reader r = reader_of(c, i, 0, &texts);

        good &= laws_done ? arrival_check(&r, orders[i])
                          : arrival_read(&r, orders[i]);
    }
    return good;
}

static bool read_laws(struct columns *c)
{
    bool good = true;

    for (int i = 0; i < c->world->catalog.table_count; i++) {
        const struct table *const t = &c->world->catalog.tables[i];

        for (int j = 0; j < t->column_count + t->virtual_count; j++)
            good &= resolve(c, i, j);
    }
    return good;
}

/* One note a table: the report repeats them all. */
static void add_notes(struct columns *c)
{
    for (int i = 0; i < c->world->catalog.table_count; i++)
        if (c->notes[i].count > 0)
            world_note(
                c->world, "%s: laws assumed: %s",
                text_quoted(c->world->arena, c->world->catalog.tables[i].name),
                text_buffer_text(&c->notes[i]));
}

bool columns_read(struct world *w, const struct tree_node *const *settings,
                  const struct tree_node *const *orders,
                  struct given_rows *const *given, struct input_folder *folder,
                  const struct law_asks *asks, struct faults *faults)
{
    const int count = w->catalog.table_count;
    struct columns c = { .world = w,
                         .faults = faults,
                         .entries = LAW_ENTRIES_MAX,
                         .given = given,
                         .folder = folder,
                         .asks = asks,
                         .states = ARENA_ARRAY(w->arena, count, struct state *),
                         .notes =
                             ARENA_ARRAY(w->arena, count, struct text_buffer) };
    bool good = true;

    for (int i = 0; i < count; i++) {
        text_buffer_init(&c.notes[i], w->arena);
        good &= virtuals_read(w, &w->catalog.tables[i], settings[i], faults);
        good &= place_settings(&c, i, settings[i]);
    }
    given_rank_texts(w, settings, given);
    good &= read_orders(&c, orders, false);
    good &= read_laws(&c);
    good &= read_orders(&c, orders, true);
    good &= circle_check_tables(w, place_of, &c, faults);
    add_notes(&c);
    return good;
}

void columns_schema(struct frame *frame)
{
    field_schema(frame, &column_section);
    law_schema(frame);
}
