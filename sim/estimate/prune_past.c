#include "estimate/prune_past.h"

#include <math.h>

#include "estimate/regions/regions.h"

double prune_past_head(const struct table_layout *l)
{
    return l->past != NULL ? l->slice_rows * (1 - l->unsorted_frac)
                           : l->slice_rows;
}

struct survivors_column prune_past_column(const struct table_layout *l,
                                          int column)
{
    const struct column_layout *const c = &l->columns[column];
    const double head = prune_past_head(l);

    if (l->past == NULL)
        return (struct survivors_column){
            { l->slice_rows, c->values_per_block },
            { 0, c->values_per_block },
            c->density,
            NULL,
        };
    return (struct survivors_column){
        { head, c->segment_values[0] },
        { fmax(l->slice_rows - head, 0), c->segment_values[1] },
        c->segment_density[0],
        c->segment_density[1],
    };
}

double prune_past_empty(const struct table_layout *l, int column)
{
    const double head = prune_past_head(l);
    const double left =
        l->past != NULL && l->past->vacuumed && column < l->t->column_count;

    return left + (l->segments > 1 ? (head <= 0) + (head >= l->slice_rows) : 0);
}

void prune_past_ranges(struct arena *a, struct survivors *left,
                       const struct table_layout *l, const struct marginal *m,
                       struct order_set set, int column, bool by_arrival)
{
    struct regions_range *const ranges =
        ARENA_ARRAY(a, set.count + 1, struct regions_range);
    struct regions_asked asked = { ranges, 0, by_arrival };

    /* Regions lie by arrival, and know how far the late rows stray. */
    m = marginal_punctual(m);
    for (int i = 0; i < set.count; i++) {
        if (set.ranges[i].hi < m->lo || set.ranges[i].lo > m->hi)
            continue;
        ranges[asked.count++] = (struct regions_range){
            marginal_between(m, m->lo, set.ranges[i].lo - 1),
            marginal_between(m, set.ranges[i].lo, set.ranges[i].hi),
        };
    }
    const struct column_layout *const c = &l->columns[column];
    const struct regions_blocks blocks = { c->segment_values[0],
                                           c->segment_values[1],
                                           c->segment_density[1] };
    const struct regions_pieces read =
        regions_read(a, l->past, l->slice_rows, &asked, blocks);
    survivors_keep_pieces(a, left, read.items, (int)read.count);
}

/* Blocks of independent values from this row on: full ones, and the rest. */
static int like_blocks(struct survivors_piece *out, double first, double rows,
                       double m, double below, double within)
{
    const double full = floor(rows / m) * m, rest = rows - full;
    int n = 0;

    if (full > 0)
        out[n++] = (struct survivors_piece){
            { first, first + full }, zone_hit_unsorted(below, within, m), m
        };
    if (rest > 0)
        out[n++] = (struct survivors_piece){
            { first + full, first + rows },
            zone_hit_unsorted(below, within, fmax(rest, 1)),
            0,
        };
    return n;
}

void prune_past_chance(struct arena *a, struct survivors *left,
                       const struct table_layout *l, int column, double below,
                       double within)
{
    const double *const m = l->columns[column].segment_values;
    const double head = prune_past_head(l);
    struct survivors_piece pieces[4];
    int n = like_blocks(pieces, 0, head, m[0], below, within);

    n += like_blocks(pieces + n, head, fmax(l->slice_rows - head, 0), m[1],
                     below, within);
    survivors_keep_pieces(a, left, pieces, n);
}
