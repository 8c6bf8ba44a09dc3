#include "models/vacuum.h"

#include <math.h>

#include "base/check.h"

int vacuum_sorts(double sorted_frac, double to_pct)
{
    CHECK(sorted_frac >= 0 && sorted_frac <= 1 + 1e-9);
    CHECK(to_pct >= 0 && to_pct <= 100);
    if (to_pct <= 0) /* (3) */
        return 0;
    if (to_pct >= 100)
        return sorted_frac < 1;
    return sorted_frac * 100 < to_pct; /* (1) */
}

double vacuum_deleted_frac(double dead_frac, double to_pct)
{
    CHECK(dead_frac >= 0 && dead_frac <= 1 + 1e-9);
    CHECK(to_pct >= 0 && to_pct <= 100);
    if (to_pct <= 0)
        return 0;
    const double alive = fmax(1 - dead_frac, 0);
    return fmax(dead_frac - alive * (100 - to_pct) / to_pct, 0);
}

int vacuum_deletes(double dead_frac, double to_pct)
{
    return vacuum_deleted_frac(dead_frac, to_pct) > 0;
}

double vacuum_partitions(double tail_rows, double row_bytes,
                         double memory_bytes)
{
    CHECK(tail_rows >= 0 && row_bytes > 0 && memory_bytes > 0);
    if (tail_rows <= 0)
        return 0;
    return fmax(ceil(tail_rows * row_bytes / memory_bytes), 1);
}

double vacuum_increments(double merged_rows, double partition_rows)
{
    CHECK(merged_rows >= 0 && partition_rows > 0);
    if (merged_rows <= 0)
        return 0;
    /* A hair less, so that rounding makes no increment of its own. */
    const double parts = merged_rows / partition_rows;
    return 1 + ceil(parts / VACUUM_MERGE_PARTITIONS - 1e-9);
}

double vacuum_seconds(struct vacuum_work w, double sort_s_per_row,
                      double merge_s_per_row, double fixed_s)
{
    CHECK(w.sorted_rows >= 0 && w.merged_rows >= 0 && w.deleted_rows >= 0);
    return fixed_s + w.sorted_rows * sort_s_per_row +
           (w.merged_rows + w.deleted_rows) * merge_s_per_row +
           /* Reading alone is taken as half of reading and writing. */
           w.analysed_rows * merge_s_per_row / 2;
}

double vacuum_growth_blocks(double columns, double slices)
{
    CHECK(columns >= 0 && slices >= 0);
    return columns * slices;
}

double vacuum_peak_blocks(double tail_blocks, double merged_blocks,
                          double increments, int boost)
{
    CHECK(tail_blocks >= 0 && merged_blocks >= 0 && increments >= 0);
    return tail_blocks + merged_blocks / (boost ? 1 : fmax(increments, 1));
}

int vacuum_appends(struct vacuum_append a)
{
    return a.compound && a.key_columns == 1 /* (1) */
           && a.not_null                    /* (2) */
           && a.unsorted_rows <= 0          /* (3) */
           && a.rows_follow                 /* (4) */
           && a.key_bytes <= 8;             /* (5) */
}
