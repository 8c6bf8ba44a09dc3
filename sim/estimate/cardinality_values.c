/* Different values of a column among the rows that pass. */
#include <math.h>

#include "estimate/bunch.h"
#include "estimate/derived.h"
#include "models/distinct.h"
#include "models/select.h"

/* Values of a column that the relation's conditions on it leave, at most: so
   many codes are in their sets, and NULL beside. */
static double values_left(struct known *k, const struct relation *r, int column)
{
    double least = known_marginal(k, r->table, column)->distinct;

    for (int f = 0; f < r->filter_count; f++) {
        const struct condition *const c = r->filters[f];
        double codes = 0;
        if (c->kind != COND_SET || c->column != column || c->accepts_null)
            continue;
        for (int i = 0; i < c->range_count; i++)
            codes += (double)((uint64_t)c->ranges[i].hi -
                              (uint64_t)c->ranges[i].lo) +
                     1;
        least = fmin(least, fmax(codes, 1));
    }
    return least;
}

/*
 * Distinct values among the rows that pass, from the sample: exact for a
 * whole table; a sample that repeats its values (ten times on average) has
 * seen them all; else the column's own number, as far as the rows go.
 */
static double distinct_passing(struct cardinality *c, int relation, int column)
{
    struct known *k = c->known;
    const struct relation *r = &c->query->relations[relation];
    const struct known_combinations *const values = known_combinations(
        k, r->table, r->filters, r->filter_count, &column, 1);

    if (known_rows(k, r->table)->whole ||
        (values->hits > 0 && values->distinct * 10 <= values->hits))
        return fmax((double)values->distinct, 1);

    const double all = values_left(k, r, column);
    const double rows_left = cardinality_passing(c, relation);
    const bool bunches =
        bunch_column(&k->world->catalog.tables[r->table], column) >= 0;
    const double draws =
        bunches ? rows_left * bunch_per_row(c, relation, column) : rows_left;
    const double before =
        fmax(c->relations[relation].rows * all /
                 known_marginal(k, r->table, column)->distinct,
             all);
    return fmax(distinct_after_filter(all, before, fmin(draws, before)), 1);
}

double cardinality_distinct(struct cardinality *c, struct column_ref ref)
{
    const struct relation *r = &c->query->relations[ref.relation];
    struct relation_rows *rows = &c->relations[ref.relation];
    const double passing = fmax(cardinality_passing(c, ref.relation), 1);

    if (ref.column < 0)
        return fmin(passing, SELECT_DEFAULT_DISTINCT);
    if (r->kind == RELATION_QUERY)
        return derived_distinct(c->known, r, ref.column, passing);
    if (rows->distinct[ref.column] == 0) {
        const struct arena_mark mark = arena_mark(c->known->scratch);
        const double distinct = distinct_passing(c, ref.relation, ref.column);
        arena_rewind(c->known->scratch, mark);
        rows->distinct[ref.column] = fmin(distinct, passing);
    }
    return rows->distinct[ref.column];
}
