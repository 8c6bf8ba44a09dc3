#include "measure/agree/drawn.h"

#include <math.h>

#include "estimate/cardinality.h"
#include "estimate/order.h"

/* Rows that draw the values of this column together. */
static double rows_together(struct known *k, int table, int column)
{
    const struct table *t = &k->world->catalog.tables[table];
    const int root = order_root(t, column);
    const int per = t->columns[root].per;

    if (per < 0)
        return 1;
    return (double)t->rows / known_marginal(k, table, per)->distinct;
}

/* Is a column's value chance, and not a function of the row's number alone? */
static bool is_drawn(const struct table *t, int column)
{
    const struct column *const c = &t->columns[column];

    if (c->null_frac > 0 || t->arrival.column == column)
        return true;
    switch (c->law->kind) {
    case LAW_CONSTANT:
    case LAW_SEQUENTIAL:
    case LAW_LINE:
    case LAW_CALENDAR:
    case LAW_ROWS:
        return false;
    case LAW_FROM:
        return is_drawn(t, c->law->source);
    default:
        return true;
    }
}

/* Standard error of the rows that pass: they are drawn, and the estimate may
   have counted them on a sample. */
double drawn_out_error(struct known *k, int table,
                       struct condition *const *filters, int count,
                       double exact)
{
    const struct table *t = &k->world->catalog.tables[table];
    const int columns = t->column_count + t->virtual_count;
    const double rows = (double)t->rows;
    const double p = fmin(1, exact / rows);
    const struct arena_mark mark = arena_mark(k->scratch);
    bool *const used = ARENA_ARRAY(k->scratch, columns, bool);
    double together = 0; /* none is drawn */

    for (int f = 0; f < count; f++)
        condition_columns(filters[f], used);
    for (int c = 0; c < columns; c++)
        if (used[c] && is_drawn(t, c))
            together = fmax(together, rows_together(k, table, c));
    arena_rewind(k->scratch, mark);

    const struct share share = cardinality_share(k, table, filters, count);
    const double sample =
        share.sampled ? 1 / (double)known_rows(k, table)->count : 0;
    return rows *
           sqrt(fmax(p, 1 / rows) * (1 - p) * (together / rows + sample));
}

/* ---- joins ------------------------------------------------------------ */

/* Of the plan below a join. */
struct below {
    struct known *known;
    const struct query *query;
    const struct step *join;
};

/* The step that scans the relation; NULL: not below. */
static const struct step *scan_of(const struct step *s, int relation)
{
    if (s == NULL)
        return NULL;
    if (s->op == OP_SCAN || s->op == OP_SUBQUERY_SCAN)
        return s->relation == relation ? s : NULL;
    const struct step *const found = scan_of(s->outer, relation);
    return found != NULL ? found : scan_of(s->inner, relation);
}

/* Rows of a relation that are left on its side of the join, at most; 0: not
   below. */
static double rows_left(const struct step *join, int relation)
{
    const struct step *const sides[2] = { join->outer, join->inner };

    for (int i = 0; i < 2; i++) {
        const struct step *const scan = scan_of(sides[i], relation);
        if (scan != NULL)
            return fmax(fmin(scan->rows, sides[i]->rows), 1);
    }
    return 0;
}

/*
 * Independent draws behind the values that a column has in the rows below: the
 * rows of its relation where it is drawn. Where it is a function of the row, as
 * the region of a nation, those of what refers to that row, as suppliers do to
 * nations. `from` is the edge that led here. HUGE_VAL: nothing is drawn.
 */
static double draws(const struct below *b, int relation, int column,
                    const struct join *from, int depth)
{
    const struct relation *const r = &b->query->relations[relation];
    double least = HUGE_VAL;

    const double rows = rows_left(b->join, relation);
    if (rows <= 0)
        return HUGE_VAL;
    if (r->kind == RELATION_QUERY)
        return fmax(rows, 1);
    if (is_drawn(&b->known->world->catalog.tables[r->table], column))
        return fmax(rows / rows_together(b->known, r->table, column), 1);
    for (int i = 0; depth < b->query->join_count && i < b->query->join_count;
         i++) {
        const struct join *const j = &b->query->joins[i];
        if (j == from || (j->left != relation && j->right != relation))
            continue;
        const bool left = j->left == relation;
        least = fmin(least, draws(b, left ? j->right : j->left,
                                  left ? j->right_column : j->left_column, j,
                                  depth + 1));
    }
    return least;
}

/* Does the edge lead from one side of the join to the other? */
static bool is_across(const struct step *join, const struct join *j)
{
    if (scan_of(join->outer, j->left) != NULL)
        return scan_of(join->inner, j->right) != NULL;
    return scan_of(join->inner, j->left) != NULL &&
           scan_of(join->outer, j->right) != NULL;
}

/* Rows of one table for each of the other, the larger for the smaller. */
static double lines_each(const struct below *b, const struct join *j)
{
    const struct table *const tables = b->known->world->catalog.tables;
    const double left = (double)tables[b->query->relations[j->left].table].rows;
    const double right =
        (double)tables[b->query->relations[j->right].table].rows;

    return fmax(left, right) / fmax(fmin(left, right), 1);
}

/*
 * The fewest draws behind an edge between the two sides of the join, of which
 * the larger has so many rows. Where no key is drawn, as of the lines of orders,
 * but conditions left some rows by chance, those that refer to one row pass
 * together.
 */
static double join_draws(struct known *k, const struct step *join, double of,
                         bool chance)
{
    const struct below b = { k, join->query, join };
    double least = HUGE_VAL, together = 1;

    for (int i = 0; i < b.query->join_count; i++) {
        const struct join *const j = &b.query->joins[i];
        if (!is_across(join, j))
            continue;
        least = fmin(least, fmin(draws(&b, j->left, j->left_column, j, 0),
                                 draws(&b, j->right, j->right_column, j, 0)));
        if (b.query->relations[j->left].kind != RELATION_QUERY &&
            b.query->relations[j->right].kind != RELATION_QUERY)
            together = fmax(together, lines_each(&b, j));
    }
    return isinf(least) && chance ? fmax(of / together, 1) : least;
}

double drawn_rows_variance(struct known *k, const struct step *s)
{
    const double rows = fmax(s->rows, 1);
    double sum = 0;

    if (s->op == OP_SCAN) {
        const struct relation *const r = &s->query->relations[s->relation];
        const double error =
            drawn_out_error(k, s->table, r->filters, r->filter_count, s->rows);
        return error * error / (rows * rows);
    }
    if (s->outer != NULL)
        sum += drawn_rows_variance(k, s->outer);
    if (s->inner != NULL)
        sum += drawn_rows_variance(k, s->inner);
    if (step_is_join(s)) {
        const double of = fmax(fmax(s->outer->rows, s->inner->rows), rows);
        sum += (1 - rows / of) / (rows / of) / join_draws(k, s, of, sum > 0);
    }
    return sum;
}

/* The same of one side of a join, whose rows go to all nodes, or each to one by
   chance; their widths are drawn, too. */
static double side_variance(struct known *k, const struct step *side,
                            bool broadcast, bool bytes)
{
    const double each = (broadcast ? 0 : 1) + (bytes ? 1.0 / 3 : 0);

    return drawn_rows_variance(k, side) + each / fmax(side->rows, 1);
}

double drawn_moved_variance(struct known *k, const struct step *join,
                            bool bytes)
{
    const struct step *const in = join->inner, *const out = join->outer;
    const double in_bytes = in->rows * fmax(in->row_bytes, 1);
    const double out_bytes = out->rows * fmax(out->row_bytes, 1);
    const double share = in_bytes / fmax(in_bytes + out_bytes, 1);

    switch (join->label) {
    case DS_BCAST_INNER:
        return side_variance(k, in, true, bytes);
    case DS_DIST_OUTER:
        return side_variance(k, out, false, bytes);
    case DS_DIST_BOTH:
        return share * share * side_variance(k, in, false, bytes) +
               (1 - share) * (1 - share) * side_variance(k, out, false, bytes);
    default:
        return side_variance(k, in, false, bytes);
    }
}
