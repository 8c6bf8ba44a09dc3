/* Different values of a column among the rows that pass. */
#include <math.h>
#include <stdlib.h>

#include "estimate/bunch.h"
#include "models/distinct.h"
#include "models/select.h"

static int compare_codes(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

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
    const struct known_rows *rows = known_rows(k, r->table);
    const int64_t *values = known_codes(k, r->table, column);
    bool *passes = ARENA_ARRAY(k->scratch, rows->count, bool);
    int64_t *codes = ARENA_ARRAY(k->scratch, rows->count, int64_t);
    size_t hits = 0, distinct = 0;

    known_passes(k, r->table, r->filters, r->filter_count, passes);
    for (size_t i = 0; i < rows->count; i++)
        if (passes[i])
            codes[hits++] = values[i];
    qsort(codes, hits, sizeof(*codes), compare_codes);
    for (size_t i = 0; i < hits; i++)
        distinct += i == 0 || codes[i] != codes[i - 1];
    if (rows->whole || (hits > 0 && distinct * 10 <= hits))
        return fmax((double)distinct, 1);

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
        return passing;
    if (rows->distinct[ref.column] == 0) {
        const struct arena_mark mark = arena_mark(c->known->scratch);
        const double distinct = distinct_passing(c, ref.relation, ref.column);
        arena_rewind(c->known->scratch, mark);
        rows->distinct[ref.column] = fmin(distinct, passing);
    }
    return rows->distinct[ref.column];
}
