#include "estimate/prune_slice.h"

#include <math.h>

#include "estimate/grid.h"
#include "estimate/late.h"
#include "estimate/observed.h"
#include "estimate/order.h"
#include "estimate/prune_past.h"
#include "estimate/regions/regions.h"
#include "estimate/runs.h"
#include "estimate/stored/stored.h"
#include "estimate/survivors.h"
#include "models/zone.h"

/* What all steps of one scan share. */
struct pruning {
    struct arena *arena;
    struct known *known;
    const struct table_layout *layout;
    struct dealt *fell; /* NULL: rows lie where they are expected */
    double chances;     /* of pieces whose place is drawn; 0: none is */
    struct survivors left;
};

static struct zone_region region_of(const struct table_layout *l, int column)
{
    const struct zone_region r = { l->slice_rows,
                                   l->columns[column].values_per_block };
    return r;
}

/* Rows that a condition hits, rounded out to blocks of its column. */
static struct zone_range round_out(const struct table_layout *l, int column,
                                   struct zone_range hit)
{
    const struct density *const d = l->columns[column].density;

    return d ? density_round_out(d, l->slice_rows, hit)
             : zone_round_out(region_of(l, column), hit);
}

/*
 * Rows of the slice whose value of the ordering column lies in the set. A
 * quantile is turned into a whole row: the values below take so many rows.
 */
static void restrict_to(struct pruning *p, int ordering, struct order_set set,
                        int column)
{
    const struct table_layout *l = p->layout;
    const struct marginal *m = known_marginal(p->known, l->table, ordering);
    const double rows = l->slice_rows * (1 - m->null_frac); /* NULLs are last */
    struct zone_range *ranges =
        ARENA_ARRAY(p->arena, set.count + 1, struct zone_range);
    int n = 0;

    if (l->past && l->past->sorted) {
        prune_past_ranges(p->arena, &p->left, l, m, set, column, false);
        return;
    }
    for (int i = 0; i < set.count; i++) {
        if (set.ranges[i].hi < m->lo || set.ranges[i].lo > m->hi)
            continue;
        const double below = marginal_between(m, m->lo, set.ranges[i].lo - 1);
        const double within =
            marginal_between(m, set.ranges[i].lo, set.ranges[i].hi);
        struct zone_range hit;
        hit.first = floor(below * rows);
        hit.last = fmin(ceil((below + within) * rows), l->slice_rows);
        hit.first = fmin(hit.first, hit.last);
        ranges[n++] = round_out(l, column, hit);
    }
    survivors_keep(p->arena, &p->left, ranges, n);
}

/* Values in the way of a column: rows come in order of it or not at all. */
static bool kept_in_row_order(const struct table_layout *l)
{
    return (l->design.sortkey_count == 0 && !l->t->arrival.random) ||
           (l->design.sort == SORT_COMPOUND &&
            stored_rises_with_row(l->t, l->design.sortkeys[0]));
}

static struct order_set set_of(const struct condition *c)
{
    const struct order_set set = { c->ranges, c->range_count };
    return set;
}

/* (1) and (2) above. False when the condition has no place in the order. */
static bool prune_by_order(struct pruning *p, const struct condition *c)
{
    const struct table_layout *l = p->layout;
    struct order_set set;

    if (kept_in_row_order(l)) {
        for (int o = 0; o < l->t->column_count + l->t->virtual_count; o++) {
            if (!stored_rises_with_row(l->t, o) ||
                !order_follow(p->arena, l->t, c->column, set_of(c), o, &set))
                continue;
            restrict_to(p, o, set, c->column);
            return true;
        }
        return false;
    }
    if (l->design.sort != SORT_COMPOUND ||
        !order_follow(p->arena, l->t, c->column, set_of(c),
                      l->design.sortkeys[0], &set))
        return false;
    restrict_to(p, l->design.sortkeys[0], set, c->column);
    return true;
}

/* (8): rows in order of a key that says nothing about when they arrived, and
   a condition that does. False when it has no place in that order. */
static bool prune_by_arrival(struct pruning *p, const struct condition *c)
{
    const struct table_layout *l = p->layout;
    const int arrives = l->t->arrival.column;
    struct order_set set;

    if (l->past == NULL || !l->past->sorted || l->past->rising || arrives < 0 ||
        l->t->arrival.random ||
        !order_follow(p->arena, l->t, c->column, set_of(c), arrives, &set))
        return false;
    prune_past_ranges(p->arena, &p->left, l,
                      known_marginal(p->known, l->table, arrives), set,
                      c->column, true);
    return true;
}

/* Share of a column's values in the set, and below it. */
static void shares(struct pruning *p, const struct condition *c, double *below,
                   double *within)
{
    const struct marginal *m =
        known_marginal(p->known, p->layout->table, c->column);

    *below = *within = 0;
    if (c->range_count == 0)
        return;
    *below = marginal_between(m, m->lo, c->ranges[0].lo - 1);
    for (int i = 0; i < c->range_count; i++)
        *within += marginal_between(m, c->ranges[i].lo, c->ranges[i].hi);
    *within = fmin(*within, 1 - *below);
}

/* Blocks of a run of so many rows from `edge` on in which the values of the
   set lie, to out; returns how many. */
static int run_ranges(struct pruning *p, const struct condition *c,
                      struct zone_region r, double edge, double rows,
                      struct zone_range *out)
{
    const struct marginal *m =
        known_marginal(p->known, p->layout->table, c->column);
    int n = 0;

    for (int i = 0; i < c->range_count; i++) {
        const struct code_range set = c->ranges[i];
        if (set.hi < m->lo || set.lo > m->hi)
            continue;
        const double below = marginal_between(m, m->lo, set.lo - 1);
        const double within = marginal_between(m, set.lo, set.hi);
        const double skipped = dealt_part(p->fell, rows, below, 0);
        const double hit = fmin(within / fmax(1 - below, 1e-12), 1);
        const double rest = dealt_part(p->fell, rows - skipped, hit, 0);
        struct zone_range in;
        in.first = floor(edge + skipped);
        in.last = fmin(ceil(edge + skipped + rest - 1e-6), r.rows);
        in.first = fmin(in.first, in.last);
        out[n++] = round_out(p->layout, c->column, in);
    }
    return n;
}

/*
 * (3) where the runs of the earlier keys are few, so that their places are
 * known: the rows that the condition names in each, rounded out to blocks, and
 * the blocks in which one run ends and the next begins, for these hold the
 * largest and the smallest value.
 */
static bool prune_by_runs(struct pruning *p, const struct condition *c, int k)
{
    const struct table_layout *l = p->layout;
    const struct zone_region r = region_of(l, c->column);
    const struct marginal *m = known_marginal(p->known, l->table, c->column);
    int runs, n = 0;

    const double *const edges =
        runs_edges(p->arena, p->known, l, k, p->fell, &runs);
    if (m->null_frac > 0 || edges == NULL)
        return false;
    struct zone_range *const ranges =
        ARENA_ARRAY(p->arena, (size_t)runs * (size_t)(c->range_count + 1) + 1,
                    struct zone_range);
    for (int run = 0; run < runs; run++) {
        const double edge = floor(edges[run]);
        const struct zone_range across = { edge, edge + 1 };
        const int hits = run_ranges(p, c, r, edges[run],
                                    edges[run + 1] - edges[run], ranges + n);
        n += hits;
        if (hits > 0 && edge >= 1 && edge < r.rows &&
            fmod(edge, r.rows_per_block) > 0)
            ranges[n++] = zone_round_out(r, across);
    }
    survivors_keep(p->arena, &p->left, ranges, n);
    p->chances = fmax(p->chances, runs);
    return true;
}

/* (3): the k-th key column, k >= 1, after runs of the earlier ones. */
static void prune_by_later_key(struct pruning *p, const struct condition *c,
                               int k)
{
    const struct table_layout *l = p->layout;
    const struct zone_region r = region_of(l, c->column);
    double runs = 1, below, within;

    for (int i = 0; i < k; i++)
        runs *=
            known_marginal(p->known, l->table, l->design.sortkeys[i])->distinct;
    runs = fmin(runs, fmax(l->slice_rows, 1));
    shares(p, c, &below, &within);
    const double blocks = zone_blocks(r);
    if (blocks > 0)
        survivors_thin(&p->left, zone_read_second(r, runs, within) / blocks,
                       r.rows_per_block);
}

/* (5): nothing is known of where the values lie. */
static void prune_by_chance(struct pruning *p, const struct condition *c)
{
    const struct zone_region r = region_of(p->layout, c->column);
    const double blocks = zone_blocks(r);
    double below, within;

    shares(p, c, &below, &within);
    if (p->layout->past != NULL && within > 0)
        prune_past_chance(p->arena, &p->left, p->layout, c->column, below,
                          within);
    else if (blocks > 0 && within > 0)
        survivors_thin(&p->left, zone_read_unsorted(r, below, within) / blocks,
                       r.rows_per_block);
}

static int key_place(const struct table_layout *l, int column)
{
    for (int k = 0; k < l->design.sortkey_count; k++)
        if (l->design.sortkeys[k] == column)
            return k;
    return -1;
}

/* Can zone maps skip a block for this condition? They say nothing of NULLs. */
static bool can_skip(const struct pruning *p, const struct condition *c)
{
    if (c->kind != COND_SET || !c->zone_map)
        return false;
    return !c->accepts_null ||
           known_marginal(p->known, p->layout->table, c->column)->null_frac <=
               0;
}

/* (4): one condition on a column of an interleaved key. False when it has too
   many blocks to place one by one. */
static bool prune_by_cells(struct pruning *p, const struct condition *c, int k)
{
    struct survivors_piece *pieces;
    int count;

    if (!grid_pieces(p->arena, p->known, p->layout, k, c->ranges,
                     c->range_count, p->fell, &pieces, &count))
        return false;
    p->chances = fmax(p->chances, zone_blocks(region_of(p->layout, c->column)));
    survivors_keep_pieces(p->arena, &p->left, pieces, count);
    return true;
}

/* (4): all conditions on key columns of an interleaved key together, those
   apart that found their cells. */
static void prune_by_grid(struct pruning *p, struct condition *const *filters,
                          int count)
{
    const struct table_layout *l = p->layout;
    const int d = l->design.sortkey_count;
    const struct zone_region r = region_of(l, l->design.sortkeys[0]);
    const double blocks = zone_blocks(r);
    struct zone_axis axes[ZONE_AXES_MAX];
    bool any = false;

    for (int i = 0; i < d; i++) {
        const int column = l->design.sortkeys[i];
        const double distinct =
            known_marginal(p->known, l->table, column)->distinct;
        axes[i].distinct = axes[i].hit_values = fmax(distinct, 1);
        for (int f = 0; f < count; f++) {
            double below, within;
            if (!can_skip(p, filters[f]) || filters[f]->column != column ||
                zone_blocks(region_of(l, column)) <= GRID_BLOCKS_MAX)
                continue;
            shares(p, filters[f], &below, &within);
            axes[i].hit_values =
                fmin(axes[i].hit_values, fmax(within * axes[i].distinct, 1));
            any = true;
        }
    }
    if (!any || blocks <= 0)
        return;
    survivors_thin(&p->left, zone_read_interleaved(blocks, axes, d) / blocks,
                   r.rows_per_block);
}

/* (6): rows of a file are looked at. */
static void prune_by_looking(struct pruning *p, const struct condition *c)
{
    const struct table_layout *l = p->layout;
    int count;
    struct zone_range *const ranges =
        observed_ranges(p->arena, p->known->world, l, l->observed,
                        l->observed_count, c, &count);

    survivors_keep(p->arena, &p->left, ranges, count);
}

/* (7): rows in order of arrival, some of them late. False when the condition
   has no place in that order. */
static bool prune_by_lateness(struct pruning *p, const struct condition *c)
{
    const struct table_layout *l = p->layout;
    const int late = late_column(l);
    struct order_set set;

    if (late < 0 ||
        !order_follow(p->arena, l->t, c->column, set_of(c), late, &set))
        return false;
    const struct zone_region r = region_of(l, c->column);
    struct late_reads reads =
        late_reads_of(p->known, l, set.ranges, set.count, c->column);
    const struct zone_region hull = { zone_range_rows(reads.hull),
                                      r.rows_per_block };
    survivors_keep(p->arena, &p->left, &reads.hull, 1);
    if (reads.blocks < zone_blocks(hull)) {
        survivors_thin(&p->left, reads.blocks / zone_blocks(hull),
                       r.rows_per_block);
    }
    return true;
}

static void prune_by_condition(struct pruning *p, const struct condition *c)
{
    if (!can_skip(p, c))
        return;
    if (c->range_count == 0) { /* a = null */
        struct zone_range none = { 0, 0 };
        survivors_keep(p->arena, &p->left, &none, 1);
        return;
    }

    const int k = key_place(p->layout, c->column);
    if (p->layout->design.sort == SORT_INTERLEAVED && k >= 0) {
        prune_by_cells(p, c, k); /* else all at once, in prune_by_grid */
        return;
    }
    if (p->layout->observed != NULL) {
        prune_by_looking(p, c);
        return;
    }
    if (prune_by_order(p, c) || prune_by_arrival(p, c) ||
        prune_by_lateness(p, c))
        return;
    if (p->layout->design.sort == SORT_COMPOUND && k >= 1) {
        if (!prune_by_runs(p, c, k))
            prune_by_later_key(p, c, k);
    } else {
        prune_by_chance(p, c);
    }
}

double prune_slice(struct scanned *s, double rows, struct dealt *fell,
                   double weight)
{
    struct arena *const scratch = s->known->scratch;
    struct table_layout slice = *s->layout;
    const struct arena_mark mark = arena_mark(scratch);
    struct pruning p = {
        .arena = scratch,
        .known = s->known,
        .layout = &slice,
        .fell = fell,
        .left = survivors_of(scratch, rows),
    };

    slice.slice_rows = rows;
    for (int f = 0; f < s->count; f++)
        prune_by_condition(&p, s->filters[f]);
    if (slice.design.sort == SORT_INTERLEAVED)
        prune_by_grid(&p, s->filters, s->count);
    for (int c = 0; c < slice.t->column_count + HIDDEN_COLUMNS; c++) {
        const struct survivors_column in = prune_past_column(&slice, c);
        s->blocks[c] += weight * survivors_blocks(&p.left, &in);
    }
    const double left = survivors_rows(&p.left);
    s->chances = p.chances;
    arena_rewind(scratch, mark);
    return left;
}
