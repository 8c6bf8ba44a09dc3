#include "models/distinct.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "base/check.h"

double distinct_cardenas(double m_boxes, double k_draws)
{
    CHECK(m_boxes >= 1 && k_draws >= 0);
    if (m_boxes == 1) /* exact: the logarithm below would not exist */
        return fmin(1, k_draws);
    /* The smooth form says m (1 - (1 - 1/m)^k) > k for k < 1. */
    const double hit = -m_boxes * expm1(k_draws * log1p(-1 / m_boxes));
    return fmin(hit, k_draws);
}

/*
 * ln of the chance that a box of b rows is missed by k of n rows,
 * C(n - b, k) / C(n, k) = prod over j < s of (n - l - j) / (n - j), where s
 * and l are the smaller and the larger of b and k: a short product when one
 * of them is small and whole, Pochhammer symbols otherwise (they stay
 * accurate where a difference of four log-factorials would cancel).
 */
static double log_miss(double n, double b, double k)
{
    const double s = fmin(b, k), l = fmax(b, k);

    if (s <= 1000 && s == floor(s)) { /* exact: is s whole? */
        double sum = 0;
        for (double j = 0; j < s; j++)
            sum += log1p(-l / (n - j));
        return sum;
    }
    return gsl_sf_lnpoch(n - b - k + 1, s) - gsl_sf_lnpoch(n - s + 1, s);
}

double distinct_yao(double n_rows, double m_boxes, double k_rows)
{
    const double box_rows = n_rows / m_boxes;

    CHECK(m_boxes >= 1 && n_rows >= m_boxes);
    CHECK(k_rows >= 0 && k_rows <= n_rows);
    /* More rows picked than lie outside a box: no box can be missed. */
    if (k_rows > n_rows - box_rows)
        return fmin(m_boxes, k_rows);
    const double hit = -m_boxes * expm1(log_miss(n_rows, box_rows, k_rows));
    return fmin(hit, k_rows);
}

double distinct_of_draws(double n_draws, double d_values)
{
    return distinct_cardenas(d_values, n_draws);
}

/* Chance that a value of this share is among n draws. */
static double drawn(double share, double n_draws)
{
    return share < 1 ? -expm1(n_draws * log1p(-share)) : fmin(1, n_draws);
}

double distinct_of_classes(double n_draws, const double share[],
                           const double values[], int classes)
{
    double hit = 0;

    CHECK(n_draws >= 0);
    for (int i = 0; i < classes; i++) {
        CHECK(share[i] >= 0 && share[i] <= 1 && values[i] >= 0);
        hit += values[i] * drawn(share[i], n_draws);
    }
    return fmin(hit, n_draws);
}

double distinct_any_line(int line_lo, int line_hi, double pass_frac)
{
    double none = 1, sum = 0;

    CHECK(line_lo >= 1 && line_lo <= line_hi);
    CHECK(pass_frac >= 0 && pass_frac <= 1 + 1e-9);
    for (int line = 1; line <= line_hi; line++) {
        none *= 1 - pass_frac;
        if (line >= line_lo)
            sum += 1 - none;
    }
    return sum / (line_hi - line_lo + 1);
}

double distinct_weighted(double n_draws, double d_values, double sum_squares)
{
    const double d = d_values, c = d * sum_squares - 1;

    CHECK(d >= 1 && n_draws >= 0);
    CHECK(sum_squares <= 1 + 1e-9 && c >= -1e-6);
    /* Below this all three laws agree to rounding. */
    if (c < 1e-9 || d < 2)
        return distinct_cardenas(d, n_draws);

    const double h = fmin(1, (1 + sqrt((d - 1) * c)) / d);
    const double hot =
        drawn(h, n_draws) + (d - 1) * drawn((1 - h) / (d - 1), n_draws);
    const double x = -n_draws * log1p(-1 / d);
    const double smooth = -d * expm1(-2 * x / (1 + sqrt(1 + 2 * c * x)));
    return fmin(sqrt(hot * smooth), n_draws);
}

double distinct_after_filter(double distinct, double rows_before,
                             double rows_after)
{
    CHECK(distinct >= 0 && rows_after >= 0 && rows_after <= rows_before);
    if (distinct < 1 || rows_before < 1)
        return fmin(distinct, rows_after);
    return distinct_yao(rows_before, fmin(distinct, rows_before), rows_after);
}

double distinct_groups(const double distinct[], int count, double rows)
{
    double product = 1;

    CHECK(rows >= 0);
    for (int i = 0; i < count; i++) {
        CHECK(distinct[i] >= 0);
        /* Enough is enough: beyond this every row is its own group. */
        product = fmin(1e300, product * fmax(1, distinct[i]));
    }
    return distinct_cardenas(product, rows);
}
