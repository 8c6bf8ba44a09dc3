#include "estimate/survivors.h"

#include <math.h>
#include <stdlib.h>

/* What rounding may make of a whole number of blocks. */
static const double ROUNDED = 1e-9;

struct survivors survivors_of(struct arena *a, double rows)
{
    struct survivors left = {
        .ranges = ARENA_NEW(a, struct zone_range),
        .count = 1,
        .keep_frac = 1,
        .grain_rows = 1,
    };

    left.ranges[0] = (struct zone_range){ 0, rows };
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
    const int with = merge_ranges(ranges, count);
    struct zone_range *const out =
        ARENA_ARRAY(a, left->count + with + 1, struct zone_range);
    int n = 0, i = 0, j = 0;

    while (i < left->count && j < with) {
        const double first = fmax(left->ranges[i].first, ranges[j].first);
        const double last = fmin(left->ranges[i].last, ranges[j].last);
        const struct zone_range both = { first, last };
        if (first < last)
            out[n++] = both;
        if (left->ranges[i].last < ranges[j].last)
            i++;
        else
            j++;
    }
    left->ranges = out;
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
        rows += zone_range_rows(left->ranges[i]);
    return rows * fmin(left->keep_frac, 1);
}

/* The block of a segment, from its first row on, that a row is in. */
static double block_of(double rows_per_block, const struct density *d,
                       double rows, double row)
{
    return d ? floor(density_blocks(d, rows, row) + ROUNDED)
             : floor(row / rows_per_block);
}

/* Blocks of the segment that its first `row` rows touch. */
static double blocks_to(double rows_per_block, const struct density *d,
                        double rows, double row)
{
    return d ? ceil(density_blocks(d, rows, row) - ROUNDED)
             : ceil(row / rows_per_block);
}

/* Blocks of a segment with the rows from..to - 1 that overlap the ranges. */
static double segment_blocks(const struct survivors *left, double from,
                             double to, double rows_per_block,
                             const struct density *d)
{
    double blocks = 0, next = 0;

    for (int i = 0; i < left->count; i++) {
        const double first = fmax(left->ranges[i].first, from) - from;
        const double last = fmin(left->ranges[i].last, to) - from;
        if (last <= first)
            continue;
        /* A block that two ranges share is read once. */
        const double begin =
            fmax(block_of(rows_per_block, d, to - from, first), next);
        const double end = blocks_to(rows_per_block, d, to - from, last);
        blocks += fmax(end - begin, 0);
        next = fmax(next, end);
    }
    return blocks;
}

double survivors_blocks(const struct survivors *left, struct zone_region column,
                        const struct density *density, double head_rows)
{
    const double blocks =
        segment_blocks(left, 0, head_rows, column.rows_per_block, density) +
        segment_blocks(left, head_rows, column.rows, column.rows_per_block,
                       density);

    if (left->keep_frac >= 1 || blocks <= 0)
        return blocks;
    /* Exact: blocks of the column that chose the pieces are the pieces. */
    if (column.rows_per_block == left->grain_rows)
        return blocks * left->keep_frac;
    const struct zone_region kept = {
        fmin(blocks * column.rows_per_block, column.rows), column.rows_per_block
    };
    return fmin(blocks,
                zone_read_scattered(kept, left->grain_rows, left->keep_frac));
}
