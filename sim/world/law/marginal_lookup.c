/* Marginals of columns that stand in a parent's row: LOOKUP. */
#include <math.h>

#include "world/law/marginal_build.h"
#include "world/sequence.h"
#include "world/value/value.h"

/* guess: orders may miss a whole number of times through the parent's rows
   by this share before the beginning or the end weighs visibly more. */
static const double UNEVEN = 0.001;

/* The foreign key that leads to the parent, as a column of its own. */
static struct marginal_build via_of(const struct marginal_build *b)
{
    struct marginal_build via = *b;

    via.column = b->law->source;
    via.c = &b->t->columns[via.column];
    via.law = via.c->law;
    return via;
}

static double parent_rows(const struct marginal_build *b)
{
    return (double)b->w->catalog.tables[b->law->table].rows;
}

/* Orders that a SEQUENTIAL key counts. */
static double orders_of(const struct marginal_build *via)
{
    const struct rng_stream s = value_stream(via->w, via->table, via->column);

    return (double)sequence_orders(via->law, s, via->t->rows);
}

static bool arrives(const struct marginal_build *via)
{
    return via->column == value_arrival_column(via->t);
}

/* Is every row of the parent referred to as often as any other? */
static bool refers_evenly(const struct marginal_build *via)
{
    const struct law *inner = via->law->inner;
    const double parents = parent_rows(via);

    if (via->law->kind == LAW_REFERENCES)
        return inner == NULL || inner->kind == LAW_UNIFORM ||
               inner->kind == LAW_LINE || arrives(via);
    if (via->law->kind == LAW_ROWS)
        return false;
    const double orders = orders_of(via);
    const double times = fmax(1, round(orders / parents));
    return fabs(orders - times * parents) <= UNEVEN * orders;
}

/* Share of the parent's rows that are referred to at all. */
static double share_met(const struct marginal_build *via)
{
    const double parents = parent_rows(via);

    if (via->law->kind == LAW_SEQUENTIAL)
        return fmin(1, orders_of(via) / parents);
    const double draws = marginal_draws(via) * (1 - via->law->orphan_frac);
    if (arrives(via))
        return fmin(1, draws / parents);
    return pmf_hit(1 / parents, draws);
}

/*
 * Values met when a share of the parent's rows is, each value in
 * rows / distinct of them: cardenas, with the rows drawn beforehand.
 */
static double distinct_met(const struct marginal *column, double rows,
                           double share)
{
    const double each = rows * (1 - column->null_frac) / column->distinct;

    return fmax(1, column->distinct * (1 - pow(1 - share, fmax(1, each))));
}

void marginal_set_lookup(struct marginal_build *b)
{
    const struct marginal_build via = via_of(b);
    const struct marginal *column;

    if (!refers_evenly(&via)) {
        marginal_set_sampled(b);
        return;
    }
    column = marginal_of(b->arena, b->w, b->law->table, b->law->column);
    *b->m = *column;
    b->m->distinct = distinct_met(column, parent_rows(b), share_met(&via));
    b->m->null_frac = marginal_null(column->null_frac, b->c->null_frac);
    b->m->null_frac = marginal_null(b->m->null_frac, via.c->null_frac);
    b->m->null_frac = marginal_null(b->m->null_frac, via.law->orphan_frac);
}
