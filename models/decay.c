#include "models/decay.h"

#include <math.h>

#include "base/check.h"

double decay_unsorted_frac(double sorted_rows, double batch_rows, double loads)
{
    CHECK(sorted_rows >= 0 && batch_rows >= 0 && loads >= 0);
    const double tail = batch_rows * loads;
    return tail > 0 ? tail / (sorted_rows + tail) : 0;
}

double decay_dead_frac(double updated_frac)
{
    CHECK(updated_frac >= 0);
    return updated_frac / (1 + updated_frac);
}

double decay_stats_off_pct(double changed_rows, double rows)
{
    CHECK(changed_rows >= 0 && rows >= 0);
    if (changed_rows <= 0)
        return 0;
    return rows > 0 ? fmin(changed_rows / rows, 1) * 100 : 100;
}

double decay_tail_blocks(double batches, double batch_rows,
                         double rows_per_block, double hit_frac)
{
    CHECK(batches >= 0 && batch_rows >= 0 && rows_per_block >= 1);
    CHECK(hit_frac >= 0 && hit_frac <= 1 + 1e-9);
    const double blocks = batches * batch_rows / rows_per_block;

    if (hit_frac <= 0 || blocks <= 0)
        return 0;
    if (batch_rows <= rows_per_block)
        return ceil(blocks);
    const double hit = fmax(hit_frac * batch_rows, 1);
    return batches *
           fmin(batch_rows / rows_per_block, 1 + (hit - 1) / rows_per_block);
}

double decay_interleaved_skew(double growth, double new_frac)
{
    CHECK(growth >= 0 && new_frac > 0 && new_frac <= 1);
    return (1 + growth / new_frac) / (1 + growth);
}

double decay_sort_benefit_pct(double blocks_now, double blocks_sorted)
{
    CHECK(blocks_now >= 0 && blocks_sorted >= 0);
    return blocks_now > 0 ? fmax(1 - blocks_sorted / blocks_now, 0) * 100 : 0;
}
