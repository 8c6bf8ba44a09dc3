#include <math.h>
#include <string.h>

#include "estimate/prune_past.h"
#include "estimate/prune_slice.h"

/* A slice, as the mean of so many ways in which its rows may have fallen. */
static double prune_ways(struct scanned *s, double rows, int first, int ways,
                         double weight)
{
    double left = 0;

    for (int i = 0; i < ways; i++) {
        struct dealt fell = dealt_of(first + i);
        left += prune_slice(s, rows, &fell, weight / ways);
    }
    return left / ways;
}

/* Slices of so many sizes, or ways of dealing so many pieces, are gone through.
 */
enum { SIZES = 64, PIECES = 1024 };

/* Rows left, as the mean of slices of KEY. The fullest counts for itself where a
   heavy value fills it. */
static double prune_sizes(struct scanned *s)
{
    const struct table_layout *const l = s->layout;
    const int filled = (int)l->populated - l->heavy;
    const double most = s->chances > 0 ? PIECES / s->chances : SIZES;
    const int sizes = (int)fmin(fmax(ceil(most), fmin(filled, SIZES)), SIZES);
    const double weight = filled / l->populated / sizes;
    double rows = 0;

    for (int i = 0; i < sizes; i++)
        rows += weight *
                prune_ways(s, layout_chance_slice(l, i, sizes), i, 1, weight);
    if (l->heavy)
        rows += prune_ways(s, l->rows_by_slice[0], sizes,
                           (int)ceil(fmin(most, SIZES) / l->populated),
                           1 / l->populated) /
                l->populated;
    return rows;
}

/*
 * Rows left on the mean slice. A key fills slices unevenly, and on each a range
 * meets the blocks at another place: so slices of many sizes are gone through,
 * more than there are, for the blocks read go up and down with the rows, and a
 * few sizes need not meet both. Where rows of one piece lie is chance, too: of
 * few pieces, more ways are looked at.
 */
static double prune_slices(struct scanned *s)
{
    const struct table_layout *const l = s->layout;
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    const double mean = prune_slice(s, l->slice_rows, NULL, 1);
    const bool uneven = l->design.diststyle == DIST_KEY &&
                        l->design.sort != SORT_INTERLEAVED &&
                        l->observed == NULL && l->past == NULL;

    if (mean >= l->slice_rows || (!uneven && s->chances <= 0))
        return mean;
    memset(s->blocks, 0, (size_t)columns * sizeof(*s->blocks));
    if (uneven)
        return prune_sizes(s);
    return prune_ways(s, l->slice_rows, 0,
                      (int)ceil(fmin(PIECES / s->chances, SIZES)), 1);
}

struct scan prune_scan(struct arena *a, struct known *k,
                       const struct table_layout *l,
                       struct condition *const *filters, int count,
                       const bool *reads)
{
    const int columns = l->t->column_count;
    struct scan scan = {
        .blocks = ARENA_ARRAY(a, columns + HIDDEN_COLUMNS, double),
        .slice_blocks = ARENA_ARRAY(a, columns + HIDDEN_COLUMNS, double),
    };

    scan.restricted = condition_never_all(filters, count);
    if (scan.restricted)
        return scan;
    struct scanned all = { k, l, filters, count, scan.slice_blocks, 0 };
    scan.slice_rows = prune_slices(&all);
    scan.restricted = scan.slice_rows < l->slice_rows;
    for (int c = 0; c < columns + HIDDEN_COLUMNS; c++) {
        const bool wanted =
            c < columns ? reads[c] : c == columns + HIDDEN_INSERT_XID;
        const double stored = l->columns[c].blocks;
        if (!wanted) {
            scan.slice_blocks[c] = 0;
            continue;
        }
        scan.slice_blocks[c] += prune_past_empty(l, c);
        scan.blocks[c] = scan.restricted
                             ? fmin(scan.slice_blocks[c] * l->populated, stored)
                             : stored;
    }
    return scan;
}
