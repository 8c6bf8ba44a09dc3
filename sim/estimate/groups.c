#include "estimate/groups.h"

#include <math.h>

#include "base/rng.h"
#include "estimate/bunch.h"
#include "estimate/order.h"
#include "models/distinct.h"
#include "models/select.h"

struct grouping {
    struct cardinality *c;
    const struct column_ref *refs;
    int count;
    double rows; /* that are grouped */
};

static const struct relation *relation_of(const struct grouping *g, int r)
{
    return &g->c->query->relations[r];
}

static const struct table *table_of(const struct grouping *g, int r)
{
    return &g->c->known->world->catalog.tables[relation_of(g, r)->table];
}

/* A column of a table that exists: not computed, not an inner query's. */
static bool is_plain(const struct grouping *g, struct column_ref ref)
{
    return ref.relation >= 0 && ref.column >= 0 &&
           relation_of(g, ref.relation)->kind == RELATION_TABLE;
}

/* ---- (1) what decides what -------------------------------------------- */

/* Has each row its own value? */
static bool is_key(const struct table *t, int column)
{
    const struct column *const c = &t->columns[column];
    int primaries = 0;

    for (int i = 0; i < t->column_count; i++)
        primaries += t->columns[i].primary;
    return c->unique || (c->primary && primaries == 1) ||
           c->law->kind == LAW_CALENDAR ||
           (c->law->kind == LAW_SEQUENTIAL && c->law->line_hi <= 1);
}

/* Does the join make the column equal to a key of `relation`? */
static bool joins_key(const struct grouping *g, const struct join *j,
                      struct column_ref ref, int relation)
{
    const bool left = j->left == ref.relation && j->left_column == ref.column;
    const bool right =
        j->right == ref.relation && j->right_column == ref.column;

    if (relation_of(g, relation)->kind != RELATION_TABLE)
        return false;
    return (left && j->right == relation &&
            is_key(table_of(g, relation), j->right_column)) ||
           (right && j->left == relation &&
            is_key(table_of(g, relation), j->left_column));
}

/* Does a value of the column stand for one row of the relation? */
static bool names_row(const struct grouping *g, struct column_ref ref,
                      int relation)
{
    if (ref.relation == relation && is_key(table_of(g, relation), ref.column))
        return true;
    for (int j = 0; j < g->c->query->join_count; j++)
        if (joins_key(g, &g->c->query->joins[j], ref, relation))
            return true;
    return false;
}

/* Does the join lead from a row of `child` to one row at most of `parent`, by
   `column` of the child? */
static bool leads(const struct grouping *g, int join, int child, int *parent,
                  int *column)
{
    const struct join *const j = &g->c->query->joins[join];

    if (cardinality_parent(g->c, join, child, parent, column))
        return true;
    if ((j->left != child && j->right != child) || j->kind == JOIN_SEMI ||
        j->kind == JOIN_ANTI ||
        relation_of(g, j->left)->kind != RELATION_TABLE ||
        relation_of(g, j->right)->kind != RELATION_TABLE)
        return false;
    *parent = j->left == child ? j->right : j->left;
    *column = j->left == child ? j->left_column : j->right_column;
    const int key = j->left == child ? j->right_column : j->left_column;
    return is_key(table_of(g, *parent), key) &&
           !is_key(table_of(g, child), *column);
}

/* Adds the relations whose row a row of `relation` decides, itself included.
   Joins may run in a circle. */
static uint64_t add_decided(const struct grouping *g, int relation,
                            uint64_t seen)
{
    seen |= UINT64_C(1) << relation;
    for (int j = 0; j < g->c->query->join_count; j++) {
        int parent, column;
        if (leads(g, j, relation, &parent, &column) && !(seen >> parent & 1))
            seen = add_decided(g, parent, seen);
    }
    return seen;
}

static uint64_t decided(const struct grouping *g, int relation)
{
    return add_decided(g, relation, 0);
}

static bool follows(const struct table *t, int column, int other)
{
    return order_hangs_on(t, column, other) ||
           t->columns[order_root(t, column)].per == other;
}

/* Does the column `by` decide the column `ref`? */
static bool decides(const struct grouping *g, struct column_ref by,
                    struct column_ref ref)
{
    if (by.relation == ref.relation &&
        follows(table_of(g, ref.relation), ref.column, by.column))
        return true;
    for (int r = 0; r < g->c->query->relation_count; r++)
        if (relation_of(g, r)->kind == RELATION_TABLE && names_row(g, by, r) &&
            (decided(g, r) >> ref.relation & 1))
            return true;
    return false;
}

/* Of two that decide each other, the first one counts. */
static bool is_decided(const struct grouping *g, int which)
{
    for (int i = 0; i < g->count; i++) {
        if (i == which || !is_plain(g, g->refs[i]) ||
            !decides(g, g->refs[i], g->refs[which]))
            continue;
        if (i < which || !decides(g, g->refs[which], g->refs[i]))
            return true;
    }
    return false;
}

/* ---- (2) rows that are in the result ---------------------------------- */

/* Rows of a table that meet its conditions and those of its parents. */
static double reachable(const struct grouping *g, int relation)
{
    return cardinality_rows(g->c, decided(g, relation), false);
}

static double hit_rows(const struct grouping *g, int relation, uint64_t above);

/* May rows that come in bunches hit fewer values than as many single ones? A
   bunch has `line_hi` rows at most. Where all values are hit anyway, no run
   need be looked at. */
static bool bunches_matter(const struct table *t, int column,
                           const struct marginal *m, double draws)
{
    const int bunch = bunch_column(t, column);

    if (bunch < 0)
        return false;
    const double lines = fmax(t->columns[bunch].law->line_hi, 1);
    return marginal_hit(m, draws / lines) < 0.99 * marginal_hit(m, draws);
}

/* Rows of a parent that rows of a child refer to by `column`. */
static double hit_by(const struct grouping *g, int child, int column,
                     int parent, uint64_t above)
{
    const struct table *const t = table_of(g, child);
    const double all = (double)table_of(g, parent)->rows;
    const double left = reachable(g, parent);
    const double share = fmin(left / all, 1);
    const double rows = hit_rows(g, child, above);

    if (t->columns[column].law->kind == LAW_SEQUENTIAL) /* rows of its own */
        return fmin(rows * bunch_per_row(g->c, child, column), left);
    if (share <= 0)
        return 0;
    const struct marginal *const m =
        known_marginal(g->c->known, relation_of(g, child)->table, column);
    const double draws = bunches_matter(t, column, m, rows / share)
                             ? rows * bunch_per_row(g->c, child, column)
                             : rows;
    return fmin(share * marginal_hit(m, draws / share), left);
}

/* `above`: the relations that were asked for on the way here. */
static double hit_rows(const struct grouping *g, int relation, uint64_t above)
{
    double least = fmin(g->rows, reachable(g, relation));

    above |= UINT64_C(1) << relation;
    for (int j = 0; j < g->c->query->join_count; j++) {
        const struct join *const join = &g->c->query->joins[j];
        const int child = join->left == relation ? join->right : join->left;
        int parent, column;
        if ((join->left != relation && join->right != relation) ||
            (above >> child & 1) || !leads(g, j, child, &parent, &column))
            continue;
        least = fmin(least, hit_by(g, child, column, relation, above));
    }
    return least;
}

/* ---- (3) combinations of one relation --------------------------------- */

/* Grouping columns of one relation. */
struct family {
    int relation, count;
    int columns[TABLE_COLUMNS_MAX];
};

/*
 * Combinations that are left when each row that passes stays with the chance
 * `stay`: the sum of 1 - (1 - stay)^k over the combinations, of k rows each,
 * of the sampled rows, told apart by 64 bits. `all`: the sample has shown all
 * combinations that there are.
 */
static double combinations(const struct grouping *g, const struct family *f,
                           double stay, bool *all)
{
    struct known *const k = g->c->known;
    const struct relation *const r = relation_of(g, f->relation);
    const struct known_combinations *const met = known_combinations(
        k, r->table, r->filters, r->filter_count, f->columns, f->count);
    const double each = met->hits > 0 ? cardinality_passing(g->c, f->relation) /
                                            (double)met->hits
                                      : 1;
    double left = 0;

    for (size_t i = 0; i < met->distinct; i++)
        left += 1 - pow(1 - stay, (double)met->rows[i] * each);
    /* As cardinality_distinct: ten rows for each have shown them all. */
    *all = known_rows(k, r->table)->whole || met->distinct * 10 <= met->hits;
    return left;
}

/*
 * How many times as many combinations a column makes, beside those before it
 * that come from the same column: year and quarter of one date. Counted, and
 * at most what the sample has.
 */
static double widens(const struct grouping *g, int which)
{
    const struct column_ref ref = g->refs[which];
    const struct table *const t = table_of(g, ref.relation);
    double least = cardinality_distinct(g->c, ref);

    for (int i = 0; i < which; i++) {
        const struct column_ref other = g->refs[i];
        if (!is_plain(g, other) || other.relation != ref.relation ||
            is_decided(g, i) ||
            order_root(t, other.column) != order_root(t, ref.column))
            continue;
        const struct family both = { ref.relation,
                                     2,
                                     { other.column, ref.column } };
        bool all;
        const double pairs = fmax(combinations(g, &both, 1, &all), 1);
        least = fmin(least, pairs / cardinality_distinct(g->c, other));
    }
    return fmax(least, 1);
}

/* Values of a column whose equal values arrive together. */
static double bunched(const struct grouping *g, struct column_ref ref,
                      double hit)
{
    const struct relation *const r = relation_of(g, ref.relation);
    const struct table *const t = table_of(g, ref.relation);
    const double draws = hit * bunch_per_row(g->c, ref.relation, ref.column);

    if (bunch_column(t, ref.column) == order_root(t, ref.column))
        return draws;
    return marginal_hit(known_marginal(g->c->known, r->table, ref.column),
                        draws);
}

/* Combinations of a relation's columns that `hit` of its rows make. */
static double family_groups(const struct grouping *g, const struct family *f,
                            double product, double hit)
{
    const double passing = fmax(cardinality_passing(g->c, f->relation), 1);
    const int table = relation_of(g, f->relation)->table;
    bool all;
    const double left = combinations(g, f, fmin(hit / passing, 1), &all);
    double groups = all ? left : distinct_cardenas(product, hit);

    if (f->count == 1) {
        const struct marginal *const m =
            known_marginal(g->c->known, table, f->columns[0]);
        if (!all)
            groups = distinct_after_filter(product, fmax(passing, product),
                                           fmin(hit, passing));
        groups = fmin(groups, marginal_hit(m, hit));
    }
    return fmax(groups, 1);
}

/* Groups that the plain columns of one relation make; 0 when it has none. */
static double within(const struct grouping *g, int relation)
{
    const double hit = hit_rows(g, relation, 0);
    struct family f = { .relation = relation };
    double product = 1;
    int last = -1;

    for (int i = 0; i < g->count; i++) {
        if (!is_plain(g, g->refs[i]) || g->refs[i].relation != relation ||
            is_decided(g, i))
            continue;
        if (names_row(g, g->refs[i], relation))
            return hit;
        product *= widens(g, i);
        f.columns[f.count++] = g->refs[i].column;
        last = i;
    }
    if (f.count == 0)
        return 0;
    if (f.count == 1 && bunch_column(table_of(g, relation), f.columns[0]) >= 0)
        return bunched(g, g->refs[last], hit);
    return family_groups(g, &f, product, hit);
}

/* ---- (4) all of them -------------------------------------------------- */

/* What is computed, or comes out of an inner query. */
static double opaque(const struct grouping *g, struct column_ref ref)
{
    if (ref.relation < 0 || ref.column < 0)
        return SELECT_DEFAULT_DISTINCT;
    return cardinality_distinct(g->c, ref);
}

static double count_groups(struct cardinality *c, const struct column_ref *refs,
                           int count, double rows)
{
    const struct grouping g = { c, refs, count, rows };
    double groups = 1;
    int sources = 0;

    for (int r = 0; r < c->query->relation_count; r++) {
        const double own =
            relation_of(&g, r)->kind == RELATION_TABLE ? within(&g, r) : 0;
        if (own <= 0)
            continue;
        groups *= fmax(own, 1);
        sources++;
    }
    for (int i = 0; i < count; i++)
        if (!is_plain(&g, refs[i])) {
            groups *= fmax(opaque(&g, refs[i]), 1);
            sources++;
        }
    if (sources > 1)
        groups = distinct_cardenas(groups, rows);
    return fmax(fmin(groups, rows), rows > 0);
}

/* The same under every design, as the rows of the joins are. */
double groups_of(struct cardinality *c, double rows)
{
    const struct query *const q = c->query;

    if (c->grouped_rows != rows || rows == 0) /* the very same number */
        c->groups = count_groups(c, q->groups, q->group_count, rows);
    c->grouped_rows = rows;
    return c->groups;
}
