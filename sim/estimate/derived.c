#include "estimate/derived.h"

#include <math.h>

#include "base/check.h"
#include "models/select.h"

const struct marginal *derived_origin(struct known *k, const struct relation *r,
                                      int column)
{
    while (r->kind == RELATION_QUERY && column >= 0 &&
           column < r->query->output_count) {
        const struct query *const q = r->query;
        const struct output *const o = &q->outputs[column];

        if (q->set != SET_NONE || o->aggregate || o->ref.relation < 0)
            return NULL;
        r = &q->relations[o->ref.relation];
        column = o->ref.column;
    }
    return r->kind == RELATION_TABLE && column >= 0
               ? known_marginal(k, r->table, column)
               : NULL;
}

/* Codes of a range that lie among those of the column. */
static double codes_within(const struct marginal *m, struct code_range r)
{
    const double lo = fmax((double)r.lo, (double)m->lo);
    const double hi = fmin((double)r.hi, (double)m->hi);

    return fmax(hi - lo + 1, 0);
}

/* Share of the column's values, each counted once: a group has one row. */
static double share_of_values(const struct marginal *m,
                              const struct condition *c)
{
    const double all = (double)m->hi - (double)m->lo + 1;
    double share = c->accepts_null && m->null_frac > 0 ? 1 / m->distinct : 0;

    for (int i = 0; i < c->range_count; i++) {
        const double codes = codes_within(m, c->ranges[i]);

        share += codes <= 0 ? 0 : fmax(codes / all, 1 / fmax(m->distinct, 1));
    }
    return fmin(share, 1);
}

double derived_set_share(const struct marginal *m, const struct condition *c)
{
    double share = 0;

    for (int i = 0; i < c->range_count; i++)
        share += marginal_between(m, c->ranges[i].lo, c->ranges[i].hi);
    share *= 1 - m->null_frac;
    if (c->accepts_null)
        share += m->null_frac;
    return fmin(share, 1);
}

static double share_of_compare(enum compare op)
{
    switch (op) {
    case COMPARE_EQ:
        return SELECT_DEFAULT_EQUAL;
    case COMPARE_NE:
        return 1 - SELECT_DEFAULT_EQUAL;
    default:
        return SELECT_DEFAULT_INEQUALITY;
    }
}

static double share_of(struct known *k, const struct relation *r,
                       const struct condition *c)
{
    double share = 1;

    switch (c->kind) {
    case COND_SET: {
        const struct marginal *const m = derived_origin(k, r, c->column);

        return m == NULL           ? 1
               : r->query->grouped ? share_of_values(m, c)
                                   : derived_set_share(m, c);
    }
    case COND_COMPARE:
        return share_of_compare(c->op);
    case COND_GUESS:
        return c->guess;
    case COND_AND:
        for (int i = 0; i < c->part_count; i++)
            share *= share_of(k, r, c->parts[i]);
        return share;
    case COND_OR:
        for (int i = 0; i < c->part_count; i++)
            share *= 1 - share_of(k, r, c->parts[i]);
        return 1 - share;
    case COND_NOT:
        return 1 - share_of(k, r, c->parts[0]);
    }
    CHECK(false && "a condition of no kind");
    return 1;
}

double derived_share(struct known *k, const struct relation *r)
{
    double share = 1;

    for (int f = 0; f < r->filter_count; f++)
        share *= share_of(k, r, r->filters[f]);
    return share;
}

/* Share of the column's values that the conditions on it leave, outside and
   inside. */
static double values_left(const struct marginal *m, const struct relation *r,
                          int column)
{
    double share = 1;

    for (;;) {
        for (int f = 0; f < r->filter_count; f++)
            if (r->filters[f]->kind == COND_SET &&
                r->filters[f]->column == column)
                share *= share_of_values(m, r->filters[f]);
        if (r->kind == RELATION_TABLE)
            return share;
        const struct column_ref ref = r->query->outputs[column].ref;
        r = &r->query->relations[ref.relation];
        column = ref.column;
    }
}

double derived_distinct(struct known *k, const struct relation *r, int column,
                        double rows)
{
    const struct marginal *const m = derived_origin(k, r, column);

    if (m == NULL)
        return fmax(rows, 1);
    return fmax(fmin(m->distinct * values_left(m, r, column), rows), 1);
}
