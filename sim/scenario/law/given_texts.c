#include "scenario/law/given_texts.h"

#include <string.h>

#include "base/text.h"

struct texts {
    struct world *world;
    const struct tree_node *const *settings;
    struct given_rows *const *given;
};

static struct column *column_at(const struct texts *c, int table, int column)
{
    return &c->world->catalog.tables[table].columns[column];
}

static struct given_column *given_of(const struct texts *c, int table,
                                     int column)
{
    const struct given_rows *const rows = c->given[table];

    return rows == NULL || rows->columns[column].codes == NULL
               ? NULL
               : &rows->columns[column];
}

/* The parent's column by what is written, before any law is read; -1 none. */
static int find_parent(const struct texts *c, int table, int column,
                       int *parent)
{
    const struct catalog *const catalog = &c->world->catalog;
    const struct column *const col = &catalog->tables[table].columns[column];
    const struct tree_node *const n =
        tree_get(tree_get(c->settings[table], col->name), "references");
    const char *const point =
        n != NULL && n->kind == TREE_SCALAR ? strrchr(n->text, '.') : NULL;

    *parent = col->parent_table;
    if (point == NULL)
        return col->parent_column;
    *parent = catalog_table(catalog, text_copy_n(c->world->arena, n->text,
                                                 (size_t)(point - n->text)));
    return *parent < 0 ? -1
                       : table_column(&catalog->tables[*parent], point + 1);
}

/* Columns of texts that share their codes: a key and what refers to it. */
struct family {
    int *tables, *columns, *heads;
    int count;
};

static int head_of(const struct family *f, int i)
{
    while (f->heads[i] != i)
        i = f->heads[i];
    return i;
}

static int family_index(const struct family *f, int table, int column)
{
    for (int i = 0; i < f->count; i++)
        if (f->tables[i] == table && f->columns[i] == column)
            return i;
    return -1;
}

static void list_family(struct texts *c, struct family *f)
{
    struct arena *const a = c->world->arena;
    const struct catalog *const catalog = &c->world->catalog;
    int room = 0;

    for (int t = 0; t < catalog->table_count; t++)
        room += catalog->tables[t].column_count;
    *f = (struct family){ .tables = ARENA_ARRAY(a, room, int),
                          .columns = ARENA_ARRAY(a, room, int),
                          .heads = ARENA_ARRAY(a, room, int) };
    for (int t = 0; t < catalog->table_count; t++)
        for (int j = 0; j < catalog->tables[t].column_count; j++) {
            if (given_of(c, t, j) == NULL ||
                !type_is_string(column_at(c, t, j)->type))
                continue;
            f->tables[f->count] = t;
            f->columns[f->count] = j;
            f->heads[f->count] = f->count;
            f->count++;
        }
}

/* One dictionary for each family; a column whose parent is drawn waits for
   the parent's form. */
void given_rank_texts(struct world *w, const struct tree_node *const *settings,
                      struct given_rows *const *given)
{
    struct texts texts = { w, settings, given };
    struct texts *const c = &texts;
    struct arena *const a = w->arena;
    struct family f;

    list_family(c, &f);
    bool *const waits = ARENA_ARRAY(a, f.count, bool);
    struct given_column **const members =
        ARENA_ARRAY(a, f.count, struct given_column *);
    int64_t *const rows = ARENA_ARRAY(a, f.count, int64_t);
    for (int i = 0; i < f.count; i++) {
        int table;
        const int column = find_parent(c, f.tables[i], f.columns[i], &table);
        const int parent = column < 0 ? i : family_index(&f, table, column);
        waits[i] = parent < 0;
        if (parent >= 0)
            f.heads[head_of(&f, i)] = head_of(&f, parent);
    }
    for (int head = 0; head < f.count; head++) {
        int count = 0;
        for (int i = 0; i < f.count; i++)
            if (!waits[i] && head_of(&f, i) == head) {
                members[count] = given_of(c, f.tables[i], f.columns[i]);
                rows[count++] = c->given[f.tables[i]]->rows;
            }
        if (count == 0)
            continue;
        const struct form form = rows_rank(a, members, rows, count);
        for (int i = 0; i < f.count; i++)
            if (!waits[i] && head_of(&f, i) == head)
                column_at(c, f.tables[i], f.columns[i])->form = form;
    }
}
