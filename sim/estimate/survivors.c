#include "estimate/survivors.h"

#include <math.h>
#include <stdlib.h>

struct survivors survivors_of(struct arena *a, double rows)
{
    struct survivors left = {
        .pieces = ARENA_NEW(a, struct survivors_piece),
        .count = 1,
        .keep_frac = 1,
        .grain_rows = 1,
    };

    left.pieces[0] = (struct survivors_piece){ { 0, rows }, 1, 0 };
    return left;
}

static int compare_ranges(const void *a, const void *b)
{
    const struct zone_range *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

/* Join overlapping and touching ranges, in place. */
static int merge_ranges(struct zone_range *ranges, int count)
{
    int kept = 0;

    qsort(ranges, (size_t)count, sizeof(*ranges), compare_ranges);
    for (int i = 0; i < count; i++) {
        if (zone_range_rows(ranges[i]) <= 0)
            continue;
        if (kept > 0 && ranges[i].first <= ranges[kept - 1].last)
            ranges[kept - 1].last = fmax(ranges[kept - 1].last, ranges[i].last);
        else
            ranges[kept++] = ranges[i];
    }
    return kept;
}

void survivors_keep(struct arena *a, struct survivors *left,
                    struct zone_range *ranges, int count)
{
    const int n = merge_ranges(ranges, count);
    struct survivors_piece *const with =
        ARENA_ARRAY(a, n, struct survivors_piece);

    for (int i = 0; i < n; i++)
        with[i] = (struct survivors_piece){ ranges[i], 1, 0 };
    survivors_keep_pieces(a, left, with, n);
}

void survivors_keep_pieces(struct arena *a, struct survivors *left,
                           const struct survivors_piece *with, int count)
{
    struct survivors_piece *const out =
        ARENA_ARRAY(a, left->count + count + 1, struct survivors_piece);
    int n = 0, i = 0, j = 0;

    while (i < left->count && j < count) {
        const struct survivors_piece *const x = &left->pieces[i];
        const struct survivors_piece *const y = &with[j];
        const struct zone_range both = { fmax(x->rows.first, y->rows.first),
                                         fmin(x->rows.last, y->rows.last) };
        if (both.first < both.last)
            out[n++] =
                (struct survivors_piece){ both, x->chance * y->chance,
                                          fmax(x->grain_rows, y->grain_rows) };
        if (x->rows.last < y->rows.last)
            i++;
        else
            j++;
    }
    left->pieces = out;
    left->count = n;
}

void survivors_thin(struct survivors *left, double keep_frac, double grain_rows)
{
    left->keep_frac *= keep_frac;
    left->grain_rows = fmax(left->grain_rows, grain_rows);
}

double survivors_rows(const struct survivors *left)
{
    double rows = 0;

    for (int i = 0; i < left->count; i++)
        rows += zone_range_rows(left->pieces[i].rows) * left->pieces[i].chance;
    return rows * fmin(left->keep_frac, 1);
}

/* Grains that so many neighbouring rows of the piece meet. */
static double grains_met(const struct survivors_piece *p, double rows,
                         double rows_per_block)
{
    const struct zone_region grains = { zone_range_rows(p->rows),
                                        p->grain_rows };

    return zone_overlap_random(grains, rows, rows_per_block);
}

/* Chance that none of so many neighbouring rows of the piece is left. */
static double lost(const struct survivors_piece *p, double rows,
                   double rows_per_block)
{
    if (p->chance >= 1)
        return 0;
    if (p->grain_rows <= 0)
        return 1 - p->chance;
    return pow(1 - p->chance, grains_met(p, rows, rows_per_block));
}

/* Blocks of a segment, counted from the front. */
struct counting {
    double from, to, rows_per_block;
    const struct density *density;
    double blocks; /* that are done */
    double open;   /* number of the last block met, which others may meet */
    double none;   /* chance that none of them did so far */
};

static void meet(struct counting *c, double block, double none)
{
    if (block > c->open) {
        c->blocks += 1 - c->none;
        c->open = block;
        c->none = 1;
    }
    c->none *= none;
}

/* A block's edge is computed in several ways: so little of a row is none. */
static const double SLIVER_ROWS = 0.01;

/* The row at which so many blocks are full. */
static double edge_row(const struct counting *c, double blocks)
{
    return c->density ? density_row(c->density, c->to - c->from, blocks)
                      : blocks * c->rows_per_block;
}

/* Blocks that so many rows from the front fill. */
static double filled(const struct counting *c, double rows)
{
    rows = fmin(fmax(rows, 0), c->to - c->from);
    return c->density ? density_blocks(c->density, c->to - c->from, rows)
                      : rows / c->rows_per_block;
}

static void count_piece(struct counting *c, const struct survivors_piece *p)
{
    const double w = c->rows_per_block;
    const double first = fmax(p->rows.first, c->from) - c->from;
    const double last = fmin(p->rows.last, c->to) - c->from;
    const double begin = floor(filled(c, first + SLIVER_ROWS));
    const double end = ceil(filled(c, last - SLIVER_ROWS)) - 1;

    if (last - first <= SLIVER_ROWS || end < begin)
        return;
    meet(c, begin, lost(p, fmin(last, edge_row(c, begin + 1)) - first, w));
    if (end <= begin)
        return;
    if (end > begin + 1) {
        meet(c, begin + 1, 1);
        c->blocks += (end - begin - 1) * (1 - lost(p, w, w));
    }
    meet(c, end, lost(p, last - edge_row(c, end), w));
}

/* Blocks of the segment that begins at this row that overlap the pieces. */
static double segment_blocks(const struct survivors *left, double from,
                             struct zone_region segment,
                             const struct density *density)
{
    struct counting c = {
        from, from + segment.rows, segment.rows_per_block, density, 0, -1, 1
    };

    for (int i = 0; segment.rows > 0 && i < left->count; i++)
        count_piece(&c, &left->pieces[i]);
    return c.blocks + 1 - c.none;
}

/* So many blocks of a segment, thinned. */
static double thinned(const struct survivors *left, struct zone_region segment,
                      double blocks)
{
    const double w = segment.rows_per_block;
    const struct zone_region kept = { fmin(blocks * w, segment.rows), w };

    if (left->keep_frac >= 1 || blocks <= 0)
        return blocks;
    /* Exact: blocks of the column that chose the pieces are the pieces. */
    if (w == left->grain_rows)
        return blocks * left->keep_frac;
    return fmin(blocks,
                zone_read_scattered(kept, left->grain_rows, left->keep_frac));
}

double survivors_blocks(const struct survivors *left,
                        const struct survivors_column *column)
{
    const double head =
        segment_blocks(left, 0, column->head, column->head_density);
    const double tail = segment_blocks(left, column->head.rows, column->tail,
                                       column->tail_density);

    return thinned(left, column->head, head) +
           thinned(left, column->tail, tail);
}
