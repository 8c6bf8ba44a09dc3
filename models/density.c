#include "models/density.h"

#include <math.h>

#include "base/check.h"

/* What rounding may make of a whole number of blocks. */
static const double ROUNDED = 1e-9;

static double end_row(const struct density *d, double rows, int piece)
{
    return piece + 1 < d->pieces ? d->first_frac[piece + 1] * rows : rows;
}

double density_blocks(const struct density *d, double rows, double row)
{
    double blocks = 0;

    CHECK(d->pieces >= 1 && d->first_frac[0] == 0);
    CHECK(row >= 0 && row <= rows);
    for (int i = 0; i < d->pieces; i++) {
        const double first = d->first_frac[i] * rows;
        if (first >= row)
            break;
        blocks +=
            (fmin(end_row(d, rows, i), row) - first) / d->rows_per_block[i];
    }
    return blocks;
}

double density_row(const struct density *d, double rows, double blocks)
{
    double left = blocks;

    CHECK(d->pieces >= 1 && blocks >= 0);
    for (int i = 0; i < d->pieces; i++) {
        const double first = d->first_frac[i] * rows;
        const double room =
            (end_row(d, rows, i) - first) / d->rows_per_block[i];
        if (left <= room)
            return fmin(first + left * d->rows_per_block[i], rows);
        left -= room;
    }
    return rows;
}

struct zone_range density_round_out(const struct density *d, double rows,
                                    struct zone_range hit)
{
    const double begin = floor(density_blocks(d, rows, hit.first) + ROUNDED);
    const double end = ceil(density_blocks(d, rows, hit.last) - ROUNDED);
    const struct zone_range out = {
        density_row(d, rows, fmax(begin, 0)),
        density_row(d, rows, fmax(end, begin)),
    };

    return out;
}

double density_full_rows(const struct density *d, double rows)
{
    const double blocks = density_blocks(d, rows, rows);
    const double full = floor(blocks + ROUNDED);

    if (full < 1)
        return rows / blocks;
    return density_row(d, rows, full) / full;
}
