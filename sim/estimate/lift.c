#include "estimate/lift.h"

#include "estimate/cardinality.h"
#include "estimate/evidence.h"
#include "estimate/order.h"
#include "world/value/value.h"

static const struct table *table_of(const struct world *w, int table)
{
    return &w->catalog.tables[table];
}

static bool is_small(const struct world *w, int table)
{
    return table_of(w, table)->rows <= KNOWN_SAMPLE;
}

/* Does the column `root` look up the row of a small parent by `via`? */
static bool hangs_on(const struct world *w, int table, int root, int via)
{
    const struct law *law = table_of(w, table)->columns[root].law;

    return law->kind == LAW_LOOKUP && law->source == via &&
           is_small(w, law->table);
}

/* What the columns of a file have to do with each other, nobody says. */
static bool both_given(const struct table *t, int a, int b)
{
    return t->columns[a].law->kind == LAW_ROWS &&
           t->columns[b].law->kind == LAW_ROWS;
}

bool lift_tied(const struct world *w, int table, int a, int b)
{
    for (;;) {
        const struct table *t = table_of(w, table);
        a = order_root(t, a);
        b = order_root(t, b);
        if (both_given(t, a, b) || a == b || hangs_on(w, table, a, b) ||
            hangs_on(w, table, b, a))
            return true;
        const struct law *x = t->columns[a].law, *y = t->columns[b].law;
        if (x->kind != LAW_LOOKUP || y->kind != LAW_LOOKUP ||
            x->source != y->source)
            return false;
        if (is_small(w, x->table))
            return true;
        table = x->table;
        a = x->column;
        b = y->column;
    }
}

/* The parent's column that decides this one's value by way of the foreign key
   `via`; the key itself counts where the parent is small; or -1. */
static int looked_up(const struct world *w, int table, int column, int via)
{
    const struct table *t = table_of(w, table);
    const int root = order_root(t, column);
    const struct law *law = t->columns[root].law;

    if (root == via && is_small(w, law->table))
        return law->column;
    return law->kind == LAW_LOOKUP && law->source == via ? law->column : -1;
}

/* Does some filter of the parent say something about its column? */
static bool is_filtered(const struct world *w, const struct lift_side *parent,
                        int column)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };

    for (int f = 0; f < parent->filter_count; f++)
        condition_columns(parent->filters[f], reads);
    for (int c = 0; c < table_of(w, parent->table)->column_count; c++)
        if (reads[c] && (is_small(w, parent->table) ||
                         lift_tied(w, parent->table, column, c)))
            return true;
    return false;
}

/* Does a filter of the child read what the parent's filters decide? */
static bool crosses(const struct world *w, const struct lift_side *child,
                    int via, const struct lift_side *parent,
                    const struct condition *filter)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };

    condition_columns(filter, reads);
    for (int c = 0; c < table_of(w, child->table)->column_count; c++) {
        const struct table *t = table_of(w, child->table);
        if (reads[c] && both_given(t, order_root(t, c), via))
            return true;
        const int column = reads[c] ? looked_up(w, child->table, c, via) : -1;
        if (column >= 0 && is_filtered(w, parent, column))
            return true;
    }
    return false;
}

/* The child's filters that cross the foreign key. */
static struct lift_side crossing(struct known *k, const struct lift_side *child,
                                 int via, const struct lift_side *parent)
{
    struct condition **filters =
        ARENA_ARRAY(k->scratch, child->filter_count + 1, struct condition *);
    struct lift_side out = { .table = child->table, .filters = filters };

    for (int f = 0; f < child->filter_count; f++)
        if (crosses(k->world, child, via, parent, child->filters[f]))
            filters[out.filter_count++] = child->filters[f];
    return out;
}

static bool refers_unevenly(const struct law *via)
{
    return via->kind == LAW_ROWS ||
           (via->kind == LAW_REFERENCES && via->inner &&
            via->inner->kind != LAW_UNIFORM && via->inner->kind != LAW_LINE);
}

/* What evaluating the filters leaves out: no row can tell. */
static double guesses(const struct lift_side *side)
{
    double product = 1;

    for (int f = 0; f < side->filter_count; f++)
        product *= condition_guess(side->filters[f]);
    return product;
}

/* Share of the sampled rows that pass on both sides, of those that have a
   parent. */
static double share_of_both(struct known *k, const struct lift_side *child,
                            int via, const struct lift_side *parent,
                            size_t *hits)
{
    const struct known_rows *rows = known_rows(k, child->table);
    int64_t *parents = ARENA_ARRAY(k->scratch, rows->count, int64_t);
    bool *passes = ARENA_ARRAY(k->scratch, rows->count, bool);
    size_t matched = 0, left = 0;

    known_passes(k, child->table, child->filters, child->filter_count, passes);
    value_parents(k->world, child->table, via, rows->rows, rows->count,
                  parents);
    for (size_t i = 0; i < rows->count; i++) {
        matched += parents[i] >= 0;
        if (parents[i] >= 0 && passes[i])
            parents[left++] = parents[i];
    }
    *hits = known_passes_at(k, parent->table, parents, left, parent->filters,
                            parent->filter_count, passes);
    return matched > 0 ? (double)*hits / (double)matched : 0;
}

struct lift_side lift_tree(struct known *k, const struct lift_side *side,
                           int root, struct lift_side *others)
{
    const struct table *const t = table_of(k->world, side->table);
    struct condition **const inside =
        ARENA_ARRAY(k->scratch, side->filter_count + 1, struct condition *);
    struct condition **const outside =
        ARENA_ARRAY(k->scratch, side->filter_count + 1, struct condition *);
    struct lift_side tree = { .table = side->table, .filters = inside };

    *others = (struct lift_side){ .table = side->table, .filters = outside };
    for (int f = 0; f < side->filter_count; f++) {
        bool reads[TABLE_COLUMNS_MAX] = { false };
        bool is_tied = false;
        condition_columns(side->filters[f], reads);
        for (int c = 0; c < t->column_count + t->virtual_count; c++)
            is_tied |= reads[c] && lift_tied(k->world, side->table, root, c);
        if (is_tied)
            inside[tree.filter_count++] = side->filters[f];
        else
            outside[others->filter_count++] = side->filters[f];
    }
    return tree;
}

/*
 * P(both sides' filters) by the laws, where the child's rest on one column of
 * the parent, and its parents are many and referred to evenly: a condition on
 * that column's tree there, of which the child's tree is a branch.
 */
static bool followed(struct known *k, const struct lift_side *child, int via,
                     const struct lift_side *parent, struct share *both)
{
    const struct table *const t = table_of(k->world, child->table);
    const struct table *const p = table_of(k->world, parent->table);
    const int root = evidence_root(t, child->filters, child->filter_count);

    if (root < 0 || is_small(k->world, parent->table) ||
        refers_unevenly(t->columns[via].law) ||
        t->columns[root].law->kind != LAW_LOOKUP ||
        t->columns[root].law->source != via)
        return false;
    const int column = t->columns[root].law->column;
    struct lift_side others;
    double together;
    const struct lift_side tree =
        lift_tree(k, parent, order_root(p, column), &others);
    struct evidence *const beyond =
        evidence_of(k, child->table, root, child->filters, child->filter_count);
    struct evidence *const e =
        evidence_of(k, parent->table, order_root(p, column), tree.filters,
                    tree.filter_count);
    const struct evidence_door door = { .column = column,
                                        .beyond = beyond,
                                        .pass_frac = 1 };
    if (beyond == NULL || e == NULL || !evidence_open(e, door) ||
        !evidence_share(e, &together))
        return false;
    *both =
        cardinality_share(k, others.table, others.filters, others.filter_count);
    both->actual *= together / guesses(&others);
    return true;
}

static struct lift evaluate(struct known *k, const struct lift_side *child,
                            int via, const struct lift_side *parent,
                            double independent)
{
    const bool whole = known_rows(k, child->table)->whole;
    struct lift lift = { .factor = 1, .sampled = !whole };
    struct share by_laws;
    size_t hits;

    if (!whole && followed(k, child, via, parent, &by_laws))
        return (struct lift){ by_laws.actual / independent, by_laws.sampled,
                              by_laws.thin };
    const double both = share_of_both(k, child, via, parent, &hits);

    lift.thin = !whole && hits < CARDINALITY_THIN;
    /* Which parents are popular is a matter of chance, without bias: better
       than a few rows. */
    if (!lift.thin || child->filter_count > 0)
        lift.factor = both / independent;
    return lift;
}

struct lift lift_of(struct known *k, struct lift_side child, int via,
                    struct lift_side parent, double parent_passes)
{
    const struct law *law = table_of(k->world, child.table)->columns[via].law;
    const struct arena_mark mark = arena_mark(k->scratch);
    struct lift lift = { .factor = 1 };

    if (parent.filter_count == 0)
        return lift;
    const struct lift_side tied = crossing(k, &child, via, &parent);
    if (tied.filter_count > 0 || refers_unevenly(law)) {
        const double passes =
            cardinality_share(k, tied.table, tied.filters, tied.filter_count)
                .actual *
            parent_passes;
        const double guessed = guesses(&tied) * guesses(&parent);
        if (passes > 0 && guessed > 0)
            lift = evaluate(k, &tied, via, &parent, passes / guessed);
    }
    arena_rewind(k->scratch, mark);
    return lift;
}
