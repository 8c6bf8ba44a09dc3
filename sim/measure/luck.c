#include "measure/luck.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/* Standard deviation of the rows on a slice, as the layout expects them. */
static double slice_sd(const struct table_layout *l)
{
    double squares = 0;

    for (int s = 0; s < (int)l->populated; s++)
        squares += (l->rows_by_slice[s] - l->slice_rows) *
                   (l->rows_by_slice[s] - l->slice_rows);
    return sqrt(squares / fmax(l->populated, 1));
}

/* Mean square of what y has off its straight line over x. */
static double off_the_line(const double *x, const double *y, int n)
{
    double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;

    for (int i = 0; i < n; i++) {
        mx += x[i] / n;
        my += y[i] / n;
    }
    for (int i = 0; i < n; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        xy += (x[i] - mx) * (y[i] - my);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xx > 0 ? fmax(yy - xy * xy / xx, 0) / n : 0;
}

double *luck_of_slices(struct arena *a, struct known *k,
                       const struct table_layout *l,
                       struct condition *const *filters, int count,
                       const bool *reads)
{
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    double *const sd = ARENA_ARRAY(a, columns, double);
    double *const blocks = ARENA_ARRAY(a, columns * LUCK_SIZES, double);
    double rows[LUCK_SIZES];
    struct table_layout one = *l;
    bool restricted = false;

    if (l->design.diststyle != DIST_KEY || l->design.sort == SORT_INTERLEAVED ||
        l->past != NULL)
        return sd;
    one.design.diststyle = DIST_EVEN; /* one size, as all others were */
    for (int i = 0; i < LUCK_SIZES; i++) {
        const double z = gsl_cdf_ugaussian_Pinv((i + 0.5) / LUCK_SIZES);
        rows[i] = one.slice_rows = fmax(l->slice_rows + z * slice_sd(l), 1);
        const struct scan scan = prune_scan(a, k, &one, filters, count, reads);
        restricted |= scan.restricted;
        for (int c = 0; c < columns; c++)
            blocks[c * LUCK_SIZES + i] = scan.slice_blocks[c];
    }
    for (int c = 0; restricted && c < columns; c++)
        sd[c] = sqrt(l->populated *
                     off_the_line(rows, blocks + c * LUCK_SIZES, LUCK_SIZES));
    return sd;
}
