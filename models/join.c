#include "models/join.h"

#include <math.h>

#include "base/check.h"
#include "models/distinct.h"

/* Documented: a merge join needs less than this share unsorted. */
static const double MERGE_UNSORTED_FRAC = 0.2;

double join_probe_s(double table_rows, double base_s, double doubling_s,
                    double base_rows)
{
    CHECK(table_rows >= 0 && base_s >= 0 && doubling_s >= 0);
    CHECK(base_rows > 0);
    return base_s + doubling_s * log2(1 + table_rows / base_rows);
}

double join_probes_s(double probes, double matches, double table_rows,
                     double base_s, double doubling_s, double base_rows)
{
    const double look_up =
        join_probe_s(table_rows, base_s, doubling_s, base_rows);

    CHECK(probes >= 0 && matches >= 0);
    return probes * (look_up + fmax(0, matches - 1) * base_s);
}

double join_build_s(double rows, double s_per_row)
{
    CHECK(rows >= 0 && s_per_row >= 0);
    return rows * s_per_row;
}

double join_table_bytes(double rows, double row_bytes, double overhead_bytes)
{
    CHECK(rows >= 0 && row_bytes >= 0 && overhead_bytes >= 0);
    return rows * (row_bytes + overhead_bytes);
}

double join_merge_s(double outer_rows, double inner_rows, double s_per_row)
{
    CHECK(outer_rows >= 0 && inner_rows >= 0 && s_per_row >= 0);
    return (outer_rows + inner_rows) * s_per_row;
}

int join_can_merge(double outer_unsorted_frac, double inner_unsorted_frac)
{
    return outer_unsorted_frac < MERGE_UNSORTED_FRAC &&
           inner_unsorted_frac < MERGE_UNSORTED_FRAC;
}

double join_pairs(double outer_rows, double inner_rows)
{
    CHECK(outer_rows >= 0 && inner_rows >= 0);
    return outer_rows * inner_rows;
}

double join_matches(double inner_rows, double inner_distinct, double hit_frac)
{
    CHECK(inner_rows >= 0 && hit_frac >= 0 && hit_frac <= 1);
    if (inner_rows == 0) /* exact: nothing to find */
        return 0;
    CHECK(inner_distinct > 0);
    return hit_frac * inner_rows / inner_distinct;
}

double join_semi_frac(double inner_keys, double key_values)
{
    CHECK(inner_keys >= 0 && key_values > 0);
    return fmin(1, inner_keys / key_values);
}

double join_partial_groups(double slice_rows, double groups)
{
    CHECK(slice_rows >= 0 && groups >= 1);
    return distinct_of_draws(slice_rows, groups);
}
