#include "models/zone.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "base/check.h"

double zone_blocks(struct zone_region r)
{
    CHECK(r.rows >= 0 && r.rows_per_block >= 1);
    return ceil(r.rows / r.rows_per_block);
}

double zone_read_sorted(struct zone_region r, double hit_rows)
{
    const double blocks = zone_blocks(r);

    CHECK(hit_rows >= 0 && hit_rows <= r.rows);
    return fmin(1 + (hit_rows - 1) / r.rows_per_block, blocks);
}

double zone_read_banded(struct zone_region r, double hit_frac, double band_frac)
{
    const double s = hit_frac, w = band_frac;
    const double blocks = zone_blocks(r);

    CHECK(s >= 0 && s <= 1 && w >= 0 && w <= 1);
    if (s + w >= 1)
        return blocks;

    const double gap = 1 - s - w;
    return blocks * (1 - gap * gap / ((1 - s) * (1 - w)));
}

double zone_hit_unsorted(double below_frac, double hit_frac, double values)
{
    const double above_frac = fmax(0, 1 - below_frac - hit_frac);

    CHECK(below_frac >= 0 && hit_frac >= 0);
    CHECK(below_frac + hit_frac <= 1 + 1e-9 && values >= 1);
    return fmax(0, 1 - pow(below_frac, values) - pow(above_frac, values));
}

double zone_read_unsorted(struct zone_region r, double below_frac,
                          double hit_frac)
{
    const double full = fmax(0, zone_blocks(r) - 1);
    const double rest = r.rows - full * r.rows_per_block;

    if (r.rows == 0) /* exact: no rows, no blocks */
        return 0;
    return full * zone_hit_unsorted(below_frac, hit_frac, r.rows_per_block) +
           zone_hit_unsorted(below_frac, hit_frac, fmax(1, rest));
}

double zone_at_most(double rows, double frac, double most)
{
    enum { WIDE = 1000, FAR = 9 };
    const double mean = rows * frac, variance = mean * (1 - frac);
    const double above = most + 0.5 - mean;

    CHECK(rows >= 0 && frac >= 0 && frac <= 1);
    if (most < 0)
        return 0;
    if (most >= rows || frac <= 0)
        return 1;
    if (frac >= 1)
        return 0;
    if (fabs(above) > FAR * (sqrt(variance) + FAR))
        return above > 0;
    if (variance > WIDE)
        return gsl_cdf_ugaussian_P(above / sqrt(variance));
    return gsl_cdf_beta_P(1 - frac, rows - most, most + 1);
}

double zone_hit_late(double late_frac, const double reach_frac[], int count,
                     double values)
{
    double none = 1;

    CHECK(late_frac >= 0 && late_frac <= 1 && count > 0 && values >= 0);
    for (int i = 0; i < count; i++) {
        CHECK(reach_frac[i] >= 0 && reach_frac[i] <= 1);
        none *= pow(1 - late_frac * reach_frac[i], values / count);
    }
    return 1 - none;
}

struct zone_range zone_round_out(struct zone_region sort, struct zone_range hit)
{
    const double v = sort.rows_per_block;

    CHECK(v >= 1 && hit.first >= 0);
    CHECK(hit.first <= hit.last && hit.last <= sort.rows);
    return (struct zone_range){
        .first = floor(hit.first / v) * v,
        .last = fmin(ceil(hit.last / v) * v, sort.rows),
    };
}

double zone_range_rows(struct zone_range rows)
{
    return rows.last - rows.first;
}

double zone_overlap(struct zone_region column, struct zone_range rows)
{
    const double w = column.rows_per_block;

    CHECK(w >= 1 && rows.first >= 0 && rows.first <= rows.last);
    if (rows.first == rows.last) /* exact: the empty range */
        return 0;
    return ceil(rows.last / w) - floor(rows.first / w);
}

double zone_read_through(struct zone_region sort, struct zone_range hit,
                         struct zone_region column)
{
    CHECK(sort.rows == column.rows); /* exact: the same rows */
    return zone_overlap(column, zone_round_out(sort, hit));
}

/* Euclid on whole rows; ends in 1 at the latest. */
static double common_rows(double a, double b)
{
    a = floor(a);
    b = floor(b);
    while (b >= 1) {
        const double rest = fmod(a, b);
        a = b;
        b = rest;
    }
    return a;
}

double zone_overlap_random(struct zone_region column, double length_rows,
                           double grain_rows)
{
    const double w = column.rows_per_block;
    const double blocks = zone_blocks(column);

    CHECK(length_rows >= 0 && grain_rows >= 1);
    if (length_rows == 0) /* exact: nothing hit */
        return 0;

    const double g = common_rows(grain_rows, w);
    return fmin(blocks, fmax(1, (length_rows - g) / w + 1));
}

double zone_read_scattered(struct zone_region column, double grain_rows,
                           double keep_frac)
{
    const double pieces = 1 + (column.rows_per_block - 1) / grain_rows;
    const double whole = floor(pieces), part = pieces - whole;
    const double lost = 1 - keep_frac;

    CHECK(grain_rows >= 1 && keep_frac >= 0 && keep_frac <= 1);
    const double skip = pow(lost, whole) * (1 - part + part * lost);
    return zone_blocks(column) * (1 - skip);
}

double zone_keep_joint(const double keep_frac[], int count)
{
    double joint = 1;

    for (int i = 0; i < count; i++) {
        CHECK(keep_frac[i] >= 0 && keep_frac[i] <= 1);
        joint *= keep_frac[i];
    }
    return joint;
}

double zone_read_second(struct zone_region r, double runs, double hit_frac)
{
    const double blocks = zone_blocks(r), m = r.rows_per_block;
    const double run_rows = r.rows / runs, hit_rows = hit_frac * run_rows;

    CHECK(runs >= 1 && hit_frac >= 0 && hit_frac <= 1);
    if (runs == 1) /* exact: no block straddles */
        return zone_read_sorted(r, hit_rows);
    const double places = run_rows - hit_rows + 1;
    if (places < m)
        return blocks;

    const double touched = runs * (1 + (hit_rows - 1) / m);
    const double straddling = (runs - 1) * (1 - 1 / m) * (1 - m / places);
    return fmin(blocks, touched + straddling);
}

/*
 * Cells along each axis: equal shares of the bits, except that no axis gets
 * more cells than it has values. Each pass fixes at least one axis, so
 * `count` passes suffice.
 */
static void axis_cells(double blocks, const struct zone_axis axes[], int count,
                       double cells[])
{
    bool full[ZONE_AXES_MAX] = { false };
    double left = blocks;
    int open = count;

    for (int pass = 0; pass < count && open > 0; pass++) {
        const double share = pow(fmax(1, left), 1.0 / open);
        int filled = 0;

        for (int i = 0; i < count; i++) {
            if (full[i])
                continue;
            cells[i] = share;
            if (axes[i].distinct < share) {
                cells[i] = axes[i].distinct;
                full[i] = true;
                left /= cells[i];
                filled++;
            }
        }
        if (filled == 0)
            return;
        open -= filled;
    }
}

double zone_read_interleaved(double blocks, const struct zone_axis axes[],
                             int count)
{
    double cells[ZONE_AXES_MAX] = { 0 }, read = 1, grid = 1;

    CHECK(count >= 1 && count <= ZONE_AXES_MAX && blocks >= 0);
    for (int i = 0; i < count; i++)
        CHECK(axes[i].distinct >= 1 && axes[i].hit_values >= 0 &&
              axes[i].hit_values <= axes[i].distinct);
    axis_cells(blocks, axes, count, cells);
    for (int i = 0; i < count; i++) {
        const double per_cell = axes[i].distinct / cells[i];
        const double wide = fmax(0, axes[i].hit_values - 1) / per_cell;
        read *= fmin(cells[i], 1 + wide);
        grid *= cells[i];
    }
    /* Too few different values for the grid: the same key in many blocks. */
    return fmin(blocks, read * fmax(1, blocks / grid));
}
