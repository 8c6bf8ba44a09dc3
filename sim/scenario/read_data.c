#include "scenario/read_data.h"

#include "base/text.h"
#include "scenario/law/law_value.h"
#include "scenario/read_arrival.h"
#include "scenario/read_columns.h"
#include "scenario/read_rows.h"
#include "sql/sql.h"

struct table_settings {
    int64_t rows;
    int files;
    const struct tree_node *order, *columns, *csv;
};

static const struct field table_fields[] = {
    { .name = "rows",
      .type = FIELD_COUNT,
      .quantity = QUANTITY_ROWS,
      .offset = offsetof(struct table_settings, rows),
      .min = 1,
      .max = 1e15,
      .shape = "",
      .meaning = "Rows of the table; needed unless a file has them.",
      .example = "600 M rows" },
    { .name = "csv",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, csv),
      .shape = "a CSV file of the scenario's folder",
      .fallback = "rows are drawn",
      .meaning = "The rows of the table, in the order of the file, whose first "
                 "line names the columns.",
      .example = "sales.csv" },
    { .name = "order",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, order),
      .fallback = "numbered",
      .shape = "numbered, random, or a mapping",
      .meaning = "In which order rows arrive: as sequential keys number them, "
                 "in none, or by a column.",
      .example = "{by: lo_orderdate}" },
    { .name = "files",
      .type = FIELD_INT,
      .offset = offsetof(struct table_settings, files),
      .min = 1,
      .max = 1000000,
      .meaning = "Files that COPY loads; without it one per slice.",
      .example = "8" },
    { .name = "columns",
      .type = FIELD_NODE,
      .offset = offsetof(struct table_settings, columns),
      .shape = "a mapping of columns to their data",
      .meaning = "How the values of each column are distributed.",
      .example = "{lo_quantity: {law: {uniform: [1, 50]}}}" },
};

static const struct section table_section = SECTION("data.TABLE", table_fields);

static const struct field data_fields[] = {
    { .name = "TABLE",
      .type = FIELD_ANY,
      .shape = "a mapping",
      .meaning = "The data of one table of the schema.",
      .example = "{rows: 600 M rows}" },
};

static const struct section data_section = SECTION("data", data_fields);

/* Laws and forms are ours to set; the DDL's reader leaves them open. */
static void init_tables(struct world *w)
{
    w->copy_files = ARENA_ARRAY(w->arena, w->catalog.table_count, int);
    for (int i = 0; i < w->catalog.table_count; i++) {
        struct table *const t = &w->catalog.tables[i];

        t->rows = 0;
        t->arrival = (struct arrival){ .column = -1 };
        for (int j = 0; j < t->column_count; j++) {
            t->columns[j].law = NULL;
            t->columns[j].per = -1;
        }
    }
}

/* Rows of a file: as many as it has, in its order. */
static bool read_file(struct world *w, int table, const struct tree_node *n,
                      const struct table_settings *s,
                      struct input_folder *folder, struct given_rows **given,
                      struct faults *faults)
{
    struct table *const t = &w->catalog.tables[table];
    bool good = true;

    *given = rows_read(w, folder, table, s->csv, faults);
    if (*given == NULL)
        return false;
    t->file = (*given)->path;
    t->rows = (*given)->rows;
    if (s->rows > 0 && s->rows != t->rows)
        good = tree_fault(tree_get(n, "rows"), faults,
                          "the file has %lld rows; leave 'rows' out, or give "
                          "columns the law {sample: ...} instead of 'csv'",
                          (long long)t->rows);
    if (s->order != NULL && s->order->kind == TREE_MAP)
        good = tree_fault(s->order, faults,
                          "rows of a file arrive in its order; sort the file, "
                          "or write random");
    world_note(w, "%s: %s rows from %s", text_quoted(w->arena, t->name),
               text_grouped(w->arena, t->rows), text_quoted(w->arena, t->file));
    return good;
}

static bool read_table(struct world *w, const struct tree_node *n,
                       const struct tree_node **settings,
                       const struct tree_node **orders,
                       struct input_folder *folder, struct given_rows **given,
                       struct faults *faults)
{
    struct table_settings s = { 0 };
    const int table = catalog_table(&w->catalog, n->key);

    if (table < 0)
        return tree_fault_key(n, faults, "unknown table '%s'%s",
                              text_quoted(faults->arena, n->key),
                              law_suggest_table(faults, &w->catalog, n->key));
    struct table *const t = &w->catalog.tables[table];
    bool good = field_read(&table_section, n, n, &s, faults);

    t->rows = s.rows > 0 ? s.rows : 1;
    if (s.csv != NULL)
        good &= read_file(w, table, n, &s, folder, &given[table], faults);
    else if (tree_get(n, "rows") == NULL)
        good = tree_fault(n, faults,
                          "'rows' is missing from 'data.TABLE'; it is a whole "
                          "number of rows from 1 to 1e15, or name a file that "
                          "has them: {csv: %s.csv}",
                          text_quoted(faults->arena, t->name));
    w->copy_files[table] = s.files;
    settings[table] = s.columns;
    /* The fault of a file's order is said above. */
    orders[table] =
        s.csv != NULL && s.order != NULL && s.order->kind == TREE_MAP ? NULL
                                                                      : s.order;
    return good;
}

/* One row stands for the missing number, so that the rest can be checked. */
static bool check_rows(struct world *w, const struct tree_node *place,
                       struct faults *faults)
{
    bool good = true;

    for (int i = 0; i < w->catalog.table_count; i++) {
        struct table *const t = &w->catalog.tables[i];

        if (t->rows > 0)
            continue;
        t->rows = 1;
        good = tree_fault(place, faults,
                          "the table '%s' has no rows; add data: {%s: {rows: "
                          "1000000}}",
                          text_quoted(faults->arena, t->name),
                          text_quoted(faults->arena, t->name));
    }
    return good;
}

bool data_read(struct world *w, const struct tree_node *data,
               const struct tree_node *root, struct input_folder *folder,
               const struct law_asks *asks, struct faults *faults)
{
    const int count = w->catalog.table_count;
    const struct tree_node **const settings =
        ARENA_ARRAY(w->arena, count, const struct tree_node *);
    const struct tree_node **const orders =
        ARENA_ARRAY(w->arena, count, const struct tree_node *);
    struct given_rows **const given =
        ARENA_ARRAY(w->arena, count, struct given_rows *);
    bool good = true;

    init_tables(w);
    if (data != NULL && data->kind != TREE_MAP && !tree_is_null(data))
        return tree_fault(data, faults, "'data' is a mapping of tables");
    for (size_t i = 0; data != NULL && i < data->count; i++)
        good &= read_table(w, data->items[i], settings, orders, folder, given,
                           faults);
    good &= check_rows(w, data == NULL ? root : data, faults);
    return columns_read(w, settings, orders, given, folder, asks, faults) &&
           good;
}

void data_schema(struct frame *frame)
{
    field_schema(frame, &data_section);
    field_schema(frame, &table_section);
    arrival_schema(frame);
    columns_schema(frame);
}
