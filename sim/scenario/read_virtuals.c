#include "scenario/read_virtuals.h"

#include <string.h>

#include "base/text.h"
#include "scenario/field.h"
#include "scenario/law/law_value.h"
#include "sql/sql.h"

/* The DDL's reader knows the types and their aliases; its faults would point
   into a text that the user never wrote. */
static bool parse_type(struct arena *a, const struct tree_node *n,
                       struct type *type, struct faults *faults)
{
    struct catalog catalog = { 0 };
    struct design *base = NULL;
    struct faults unseen;
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789 _(,)";

    faults_init(&unseen, a);
    if (n->kind == TREE_SCALAR && strlen(n->text) < 100 &&
        strspn(n->text, allowed) == strlen(n->text) &&
        sql_read_schema(a, text_format(a, "create table v (c %s)", n->text),
                        n->file, &catalog, &base, &unseen) &&
        catalog.table_count == 1 && catalog.tables[0].column_count == 1) {
        *type = catalog.tables[0].columns[0].type;
        return true;
    }
    return tree_fault(n, faults,
                      "'%s' is not a type; write date, integer, "
                      "numeric(12,2), varchar(20), ...",
                      n->kind == TREE_SCALAR
                          ? text_quoted(faults->arena, n->text)
                          : "a list or mapping");
}

static bool add_virtual(struct arena *a, struct table *t,
                        const struct tree_node *n, struct faults *faults)
{
    struct column *const col = &t->columns[t->column_count + t->virtual_count];

    if (law_find_column(t, n->key) >= 0)
        return tree_fault_key(n, faults,
                              "the column '%s' is in the DDL and cannot be "
                              "virtual",
                              text_quoted(faults->arena, n->key));
    if (!field_is_name(n->key))
        return tree_fault_key(n, faults,
                              "the name of a virtual column has letters, "
                              "digits and '_'");
    *col = (struct column){ .name = n->key,
                            .parent_table = -1,
                            .parent_column = -1,
                            .per = -1,
                            .where = tree_where_key(a, n) };
    t->virtual_count++;
    if (parse_type(a, tree_get(n, "virtual"), &col->type, faults))
        return true;
    col->type = (struct type){ .kind = TYPE_INTEGER };
    return false;
}

static int count_virtuals(const struct tree_node *settings)
{
    int count = 0;

    for (size_t i = 0; i < settings->count; i++)
        count += tree_get(settings->items[i], "virtual") != NULL;
    return count;
}

bool virtuals_read(struct world *w, struct table *t,
                   const struct tree_node *settings, struct faults *faults)
{
    bool good = true;

    if (settings == NULL || tree_is_null(settings))
        return true;
    if (settings->kind != TREE_MAP)
        return tree_fault(settings, faults,
                          "'columns' is a mapping of columns");
    const int more = count_virtuals(settings);
    if (more > TABLE_COLUMNS_MAX - t->column_count)
        return tree_fault(settings, faults, "more than %d columns",
                          TABLE_COLUMNS_MAX);
    struct column *const grown =
        ARENA_ARRAY(w->arena, t->column_count + more, struct column);
    memcpy(grown, t->columns, (size_t)t->column_count * sizeof(*grown));
    t->columns = grown;
    for (size_t i = 0; i < settings->count; i++)
        if (tree_get(settings->items[i], "virtual") != NULL)
            good &= add_virtual(w->arena, t, settings->items[i], faults);
    return good;
}
