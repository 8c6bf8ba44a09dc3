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

/*
 * Rows left on the mean slice. A key fills slices unevenly, and on each a
 * range meets the blocks at another place: so they are gone through, or every
 * so many-th of very many. Where rows of one piece lie is chance, too: of few
 * pieces, more ways are looked at.
 */
static double prune_slices(struct scanned *s)
{
    enum { SLICES = 64, WAYS = 64, PIECES = 1024 };
    const struct table_layout *const l = s->layout;
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    const double mean = prune_slice(s, l->slice_rows, NULL, 1);
    const double most = s->chances > 0 ? fmin(PIECES / s->chances, WAYS) : 1;
    const bool uneven = l->design.diststyle == DIST_KEY &&
                        l->design.sort != SORT_INTERLEAVED &&
                        l->observed == NULL && l->past == NULL;
    const int filled = uneven ? (int)l->populated : 1;
    const int stride = (filled + SLICES - 1) / SLICES;
    const int ways = (int)ceil(most * stride / filled);
    double rows = 0;

    if (mean >= l->slice_rows || (!uneven && s->chances <= 0))
        return mean;
    memset(s->blocks, 0, (size_t)columns * sizeof(*s->blocks));
    for (int i = 0; i < filled; i += stride) {
        const double weight =
            (double)(filled - i < stride ? filled - i : stride) / filled;
        rows +=
            weight * prune_ways(s, uneven ? l->rows_by_slice[i] : l->slice_rows,
                                i / stride * ways, ways, weight);
    }
    return rows;
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
