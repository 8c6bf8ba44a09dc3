#include "estimate/width.h"

#include <string.h>

#include "estimate/evidence.h"
#include "estimate/lift.h"
#include "estimate/order.h"
#include "world/value/value.h"

/* Lists longer than this are not gone through. */
enum { ITEMS_MOST = 65536 };

static double mean_of_rows(struct known *k, const struct relation *r,
                           int column, double mean)
{
    const struct column *const c =
        &k->world->catalog.tables[r->table].columns[column];
    const struct known_rows *const rows = known_rows(k, r->table);
    const int64_t *const codes = known_codes(k, r->table, column);
    bool *const passes = ARENA_ARRAY(k->scratch, rows->count, bool);
    const size_t hits =
        known_passes(k, r->table, r->filters, r->filter_count, passes);
    double bytes = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (passes[i])
            bytes += value_length(c, codes[i]);
    return hits > 0 ? bytes / (double)hits : mean;
}

/* By the laws: the expected length over the chance to pass at all. */
static double mean_by_laws(struct known *k, const struct lift_side *tree,
                           int column, double mean)
{
    const struct table *const t = &k->world->catalog.tables[tree->table];
    const struct form *const form = &t->columns[column].form;
    const int root = order_root(t, column);
    double *lengths, bytes, passing;

    if (form->kind != FORM_LIST || form->count > ITEMS_MOST)
        return mean;
    lengths = ARENA_ARRAY(k->scratch, form->count + 1, double);
    for (int64_t i = 0; i < form->count; i++)
        lengths[i] = (double)strlen(form->items[i]);
    const struct evidence_door door = { .column = column,
                                        .weights = lengths,
                                        .pass_frac = 1 };
    struct evidence *const weighed =
        evidence_of(k, tree->table, root, tree->filters, tree->filter_count);
    struct evidence *const plain =
        evidence_of(k, tree->table, root, tree->filters, tree->filter_count);
    if (weighed == NULL || plain == NULL || !evidence_open(weighed, door) ||
        !evidence_share(weighed, &bytes) || !evidence_share(plain, &passing) ||
        passing <= 0)
        return mean;
    return bytes / passing;
}

double width_text(struct known *k, const struct relation *r, int column,
                  double mean)
{
    const struct table *const t = &k->world->catalog.tables[r->table];
    const struct arena_mark mark = arena_mark(k->scratch);
    const struct lift_side side = { r->table, r->filters, r->filter_count };
    struct lift_side others;

    if (t->columns[column].type.kind == TYPE_CHAR || r->filter_count == 0)
        return mean;
    const struct lift_side tree =
        lift_tree(k, &side, order_root(t, column), &others);
    if (known_rows(k, r->table)->whole)
        mean = mean_of_rows(k, r, column, mean);
    else if (tree.filter_count > 0)
        mean = mean_by_laws(k, &tree, column, mean);
    arena_rewind(k->scratch, mark);
    return mean;
}
