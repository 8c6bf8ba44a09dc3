#include "scenario/read_merge.h"

#include "base/text.h"
#include "scenario/field.h"
#include "scenario/law/law_value.h"
#include "sql/sql.h"

enum { ONS_MAX = 16 };

struct reader {
    struct world *world;
    const struct table *target, *staged;
    struct faults *faults;
};

/* Which columns a join reads beside those of ON. */
enum columns { NONE, LACKING, ALL };

static bool wanted(const struct reader *r, const struct table *t, int column,
                   enum columns which)
{
    return which == ALL ||
           (which == LACKING && t == r->target &&
            table_column(r->staged, t->columns[column].name) < 0);
}

static void add_columns(const struct reader *r, struct text_buffer *b,
                        const struct table *t, enum columns which)
{
    for (int c = 0; c < t->column_count; c++)
        if (wanted(r, t, c, which))
            text_addf(b, ", count(\"%s\".\"%s\")", t->name, t->columns[c].name);
}

/* Of one row, so that nobody waits for the leader to return it. ON stands in a
   line of its own, as its faults count lines and columns. */
static struct query *read_join(const struct reader *r,
                               const struct tree_node *on, enum columns target,
                               enum columns staged)
{
    struct text_buffer b;

    text_buffer_init(&b, r->world->arena);
    text_add(&b, "select count(*)");
    add_columns(r, &b, r->target, target);
    add_columns(r, &b, r->staged, staged);
    text_addf(&b, " from \"%s\" join \"%s\" on\n%s", r->staged->name,
              r->target->name, on->text);
    return sql_read_query(
        r->world->arena, text_buffer_text(&b), on->file, on->text_line - 1,
        &r->world->catalog, r->world->now_us,
        text_format(r->world->arena, "merge into %s", r->target->name),
        r->faults);
}

static bool lacks_any(const struct reader *r)
{
    for (int c = 0; c < r->target->column_count; c++)
        if (wanted(r, r->target, c, LACKING))
            return true;
    return false;
}

/* A staged row that meets every row of the target is no upsert. */
static bool joins_both(const struct query *q)
{
    return q->relation_count == 2 && q->join_count > 0;
}

static bool read_on(const struct reader *r, const struct tree_node *n,
                    struct merge_on *out)
{
    if (n->kind != TREE_SCALAR || tree_is_null(n))
        return tree_fault(n, r->faults,
                          "a condition is expected here, such as %s.id = %s.id",
                          r->target->name, r->staged->name);
    out->keys = read_join(r, n, NONE, NONE);
    if (out->keys == NULL)
        return false;
    if (!joins_both(out->keys))
        return tree_fault(n, r->faults,
                          "ON must set a column of '%s' equal to one of '%s'",
                          r->target->name, r->staged->name);
    out->fresh = read_join(r, n, NONE, ALL);
    out->lacking = lacks_any(r) ? read_join(r, n, LACKING, ALL) : NULL;
    out->whole = read_join(r, n, ALL, ALL);
    return out->fresh != NULL && out->whole != NULL;
}

static bool read_ons(const struct reader *r, const struct tree_node *n,
                     struct merge_source *out)
{
    const bool named = n->kind == TREE_MAP;
    const size_t count = named ? n->count : 1;
    bool good = true;

    if (count == 0 || count > ONS_MAX)
        return tree_fault(n, r->faults, "1 to %d conditions are expected here",
                          ONS_MAX);
    out->ons = ARENA_ARRAY(r->world->arena, count, struct merge_on);
    for (size_t i = 0; i < count; i++) {
        const struct tree_node *const on = named ? n->items[i] : n;
        out->ons[i].name = named ? on->key : "";
        good &= read_on(r, on, &out->ons[i]);
    }
    out->on_count = (int)count;
    return good;
}

static struct merge_source *read_source(struct world *w, int table,
                                        const struct tree_node *staging,
                                        const struct tree_node *on,
                                        struct faults *faults)
{
    struct merge_source *const out = ARENA_NEW(w->arena, struct merge_source);

    out->staging = catalog_table(&w->catalog, staging->text);
    if (out->staging < 0)
        tree_fault(staging, faults, "unknown table '%s'%s",
                   text_quoted(faults->arena, staging->text),
                   law_suggest_table(faults, &w->catalog, staging->text));
    else if (out->staging == table)
        tree_fault(staging, faults, "a table cannot be merged into itself");
    else {
        const struct reader r = { w, &w->catalog.tables[table],
                                  &w->catalog.tables[out->staging], faults };
        if (read_ons(&r, on, out))
            return out;
    }
    return NULL;
}

bool merge_read(struct world *w, struct operation *op,
                const struct tree_node *n, struct faults *faults)
{
    const struct tree_node *const staging = tree_get(n, "staging");
    const struct tree_node *const on = tree_get(n, "on");

    if (staging == NULL && on == NULL)
        return true;
    if (staging == NULL)
        return tree_fault_key(on, faults,
                              "'on' needs 'staging': the table that holds the "
                              "rows to merge");
    if (on == NULL)
        return tree_fault_key(staging, faults,
                              "'staging' needs 'on': which staged row is which "
                              "row of the table");
    if (op->rows > 0)
        return tree_fault_key(tree_get(n, "rows"), faults,
                              "a merge has the rows of its staging table; "
                              "leave 'rows' out");
    op->source = read_source(w, op->table, staging, on, faults);
    if (op->source != NULL)
        op->rows = w->catalog.tables[op->source->staging].rows;
    return op->source != NULL;
}
