#include "estimate/groups.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "estimate/bunch.h"
#include "estimate/grouping.h"
#include "estimate/mingle.h"
#include "estimate/order.h"
#include "models/distinct.h"
#include "models/select.h"
#include "models/tallying.h"

/* ---- (2) rows that are in the result ---------------------------------- */

/* Rows of a table that meet its conditions and those of its parents. */
static double reachable(const struct grouping *g, int relation)
{
    return cardinality_rows(g->c, grouping_decided(g, relation), false);
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
    const struct table *const t = grouping_table(g, child);
    const double all = (double)grouping_table(g, parent)->rows;
    const double left = reachable(g, parent);
    const double share = fmin(left / all, 1);
    const double rows = hit_rows(g, child, above);

    if (t->columns[column].law->kind == LAW_SEQUENTIAL) /* rows of its own */
        return fmin(rows * bunch_per_row(g->c, child, column), left);
    if (share <= 0)
        return 0;
    const struct marginal *const m =
        known_marginal(g->c->known, grouping_relation(g, child)->table, column);
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
            (above >> child & 1) ||
            !grouping_leads(g, j, child, &parent, &column))
            continue;
        least = fmin(least, hit_by(g, child, column, relation, above));
    }
    return least;
}

/* ---- (3) combinations of one relation --------------------------------- */

/*
 * Combinations that are left when each row that passes stays with the chance
 * `stay`: the sum of 1 - (1 - stay)^k over the combinations, of k rows each,
 * of the sampled rows, told apart by 64 bits. `all`: the sample has shown all
 * combinations that there are.
 */
static double combinations(const struct grouping *g,
                           const struct grouping_family *f, double stay,
                           bool *all)
{
    struct known *const k = g->c->known;
    const struct relation *const r = grouping_relation(g, f->relation);
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
    const struct table *const t = grouping_table(g, ref.relation);
    double least = cardinality_distinct(g->c, ref);

    for (int i = 0; i < which; i++) {
        const struct column_ref other = g->refs[i];
        if (!grouping_is_plain(g, other) || other.relation != ref.relation ||
            grouping_is_decided(g, i) ||
            order_root(t, other.column) != order_root(t, ref.column))
            continue;
        const struct grouping_family both = {
            ref.relation, 2, { other.column, ref.column }, { 0 }
        };
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
    const struct relation *const r = grouping_relation(g, ref.relation);
    const struct table *const t = grouping_table(g, ref.relation);
    const double draws = hit * bunch_per_row(g->c, ref.relation, ref.column);

    if (bunch_column(t, ref.column) == order_root(t, ref.column))
        return draws;
    return marginal_hit(known_marginal(g->c->known, r->table, ref.column),
                        draws);
}

/* ---- how evenly a relation's values are met --------------------------- */

/* Are a column's values drawn row by row, whatever else is known of a row? */
static bool is_free(const struct grouping *g, int relation, int column)
{
    const struct relation *const r = grouping_relation(g, relation);
    const struct table *const t = grouping_table(g, relation);
    bool reads[TABLE_COLUMNS_MAX] = { false };

    for (int f = 0; f < r->filter_count; f++)
        condition_columns(r->filters[f], reads);
    for (int c = 0; c < t->column_count; c++)
        if (reads[c] && order_root(t, c) == order_root(t, column))
            return false;
    return order_root(t, column) == column && bunch_column(t, column) < 0;
}

/* The grouping columns of a relation, none where its rows are groups each, as
   a source of `groups` values. */
static struct mingle_source source_of(const struct grouping *g,
                                      const struct grouping_family *f,
                                      double groups)
{
    const double all = (double)grouping_table(g, f->relation)->rows;
    const double kept = fmin(reachable(g, f->relation) / all, 1);
    struct mingle_source s = { .values = fmax(groups, 1), .kept_frac = 1 };
    struct mingle_source listed = s;
    int key;

    if (f->count == 0 && kept > 0) {
        s.law = grouping_leading(g, f->relation, &key);
        s.kept_frac = kept;
    } else if (f->count > 0 && grouping_shares(g, f, &listed)) {
        return listed;
    } else if (f->count == 1 && is_free(g, f->relation, f->columns[0]) &&
               grouping_leading(g, f->relation, &key) == NULL) {
        s.law = known_marginal(g->c->known,
                               grouping_relation(g, f->relation)->table,
                               f->columns[0]);
    }
    return s;
}

/* Values that a column's rows are drawn from: all of a free column's, however
   few of them the rows that pass would show. */
static double drawn_from(const struct grouping *g,
                         const struct grouping_family *f, int which)
{
    const int table = grouping_relation(g, f->relation)->table;
    const int column = f->columns[which];

    return is_free(g, f->relation, column)
               ? fmax(known_marginal(g->c->known, table, column)->distinct,
                      f->values[which])
               : f->values[which];
}

/* Combinations of columns of which the sample has not shown all. */
static double drawn_groups(const struct grouping *g,
                           const struct grouping_family *f, double hit)
{
    struct arena *const scratch = g->c->known->scratch;
    const struct arena_mark mark = arena_mark(scratch);
    struct mingle_source *const sources =
        ARENA_ARRAY(scratch, f->count, struct mingle_source);

    for (int i = 0; i < f->count; i++) {
        const struct grouping_family one = {
            f->relation, 1, { f->columns[i] }, { 0 }
        };
        sources[i] = source_of(g, &one, drawn_from(g, f, i));
    }
    const double groups = mingle_groups(scratch, sources, f->count, hit);
    arena_rewind(scratch, mark);
    return groups;
}

/* Combinations of a relation's columns that `hit` of its rows make. */
static double family_groups(const struct grouping *g,
                            const struct grouping_family *f, double hit)
{
    const double passing = fmax(cardinality_passing(g->c, f->relation), 1);
    const int table = grouping_relation(g, f->relation)->table;
    bool all;
    const double left = combinations(g, f, fmin(hit / passing, 1), &all);
    double groups = all || f->count == 1 ? left : drawn_groups(g, f, hit);

    if (f->count == 1) {
        const struct marginal *const m =
            known_marginal(g->c->known, table, f->columns[0]);
        const double values = f->values[0];
        if (!all)
            groups = distinct_after_filter(values, fmax(passing, values),
                                           fmin(hit, passing));
        groups = fmin(groups, marginal_hit(m, hit));
    }
    return fmax(groups, 1);
}

/* Finds the columns that make a relation's groups: none where there are none,
   or where its rows are groups each. */
static bool find_family(const struct grouping *g, int relation,
                        struct grouping_family *f)
{
    bool any = false;

    *f = (struct grouping_family){ .relation = relation };
    for (int i = 0; i < g->count; i++) {
        if (!grouping_is_plain(g, g->refs[i]) ||
            g->refs[i].relation != relation || grouping_is_decided(g, i))
            continue;
        any = true;
        if (grouping_names_row(g, g->refs[i], relation)) {
            f->count = 0;
            return true;
        }
        f->values[f->count] = widens(g, i);
        f->columns[f->count++] = g->refs[i].column;
    }
    return any;
}

/* Groups that the plain columns of one relation make; 0 when it has none. */
static double within(const struct grouping *g, int relation,
                     struct grouping_family *f)
{
    if (!find_family(g, relation, f))
        return 0;
    const double hit = hit_rows(g, relation, 0);
    if (f->count == 0)
        return hit;
    if (f->count == 1 &&
        bunch_column(grouping_table(g, relation), f->columns[0]) >= 0)
        return bunched(g, (struct column_ref){ relation, f->columns[0] }, hit);
    return family_groups(g, f, hit);
}

/* The tables' columns among the grouping ones, relation by relation; `groups`:
   the product of what each makes. Returns how many sources there are. */
static int plain_sources(const struct grouping *g,
                         struct mingle_source *sources, double *groups)
{
    int n = 0;

    *groups = 1;
    for (int r = 0; r < g->c->query->relation_count; r++) {
        struct grouping_family f;
        const double own = grouping_relation(g, r)->kind == RELATION_TABLE
                               ? within(g, r, &f)
                               : 0;
        if (own <= 0)
            continue;
        *groups *= fmax(own, 1);
        sources[n++] = source_of(g, &f, own);
    }
    return n;
}

/* ---- (5) counts of an inner query --------------------------------------- */

/* Is the counted relation one that a left join may leave empty? */
static bool may_be_empty(const struct query *q, struct column_ref counted)
{
    for (int j = 0; j < q->join_count; j++)
        if (q->joins[j].kind == JOIN_LEFT &&
            q->joins[j].right == counted.relation)
            return true;
    return false;
}

/* Lines of an order, at most, where the groups are orders; else no bound. */
static double most_lines(const struct grouping *g)
{
    double most = HUGE_VAL;

    for (int i = 0; i < g->count && g->c->query->join_count == 0; i++) {
        if (!grouping_is_plain(g, g->refs[i]))
            continue;
        const struct law *const law = grouping_table(g, g->refs[i].relation)
                                          ->columns[g->refs[i].column]
                                          .law;
        if (law->kind == LAW_SEQUENTIAL)
            most = fmin(most, fmax((double)law->line_hi, 1));
    }
    return most;
}

/* Different counts that an inner query, whose cards were worked out before it,
   gives for its groups. */
static double counted_values(struct cardinality *inner,
                             struct column_ref counted)
{
    const struct query *const q = inner->query;
    const struct grouping g = { inner, q->groups, q->group_count,
                                inner->grouped_rows };
    struct arena *const scratch = inner->known->scratch;
    const bool empty = may_be_empty(q, counted);
    const double rows = empty ? cardinality_passing(inner, counted.relation)
                              : inner->grouped_rows;
    struct mingle_source *const sources =
        ARENA_ARRAY(scratch, q->relation_count + 1, struct mingle_source);
    double groups;
    const int n = plain_sources(&g, sources, &groups);

    struct mingle_source one = { .values = fmax(inner->groups, 1) };
    if (n == 1 && q->group_count > 0)
        one = sources[0];
    const double values = mingle_counts(scratch, &one, rows, empty);
    return fmin(fmin(values, tallying_most(rows) + empty),
                most_lines(&g) + empty);
}

/* ---- (4) all of them -------------------------------------------------- */

/* What is computed, or comes out of an inner query. */
static double opaque(const struct grouping *g, struct column_ref ref)
{
    if (ref.relation < 0 || ref.column < 0)
        return SELECT_DEFAULT_DISTINCT;

    const double rows = cardinality_distinct(g->c, ref);
    const struct query *const q = grouping_relation(g, ref.relation)->query;
    struct cardinality *const inner = known_cards(g->c->known, q);
    if (q->set != SET_NONE || !q->outputs[ref.column].counts ||
        q->group_count == 0 || inner == NULL || inner->groups <= 0)
        return rows;
    return fmin(counted_values(inner, q->outputs[ref.column].counted), rows);
}

static double count_groups(struct cardinality *c, const struct column_ref *refs,
                           int count, double rows)
{
    const struct grouping g = { c, refs, count, rows };
    struct arena *const scratch = c->known->scratch;
    const struct arena_mark mark = arena_mark(scratch);
    struct mingle_source *const sources = ARENA_ARRAY(
        scratch, c->query->relation_count + count, struct mingle_source);
    double groups;
    int n = plain_sources(&g, sources, &groups);

    for (int i = 0; i < count; i++)
        if (!grouping_is_plain(&g, refs[i])) {
            const double own = fmax(opaque(&g, refs[i]), 1);
            groups *= own;
            sources[n++] = (struct mingle_source){ .values = own };
        }
    if (n > 1)
        groups = fmin(mingle_groups(scratch, sources, n, rows), groups);
    arena_rewind(scratch, mark);
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
