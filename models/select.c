#include "models/select.h"

#include <math.h>

#include "base/check.h"

static void check_frac(double x)
{
    CHECK(x >= 0 && x <= 1);
}

double select_clamp(double x)
{
    CHECK(!isnan(x));
    return fmin(1, fmax(0, x));
}

double select_rows(double rows)
{
    CHECK(rows >= 0);
    return fmax(1, rint(rows));
}

double select_and(const double kept_frac[], int count)
{
    double kept = 1;

    for (int i = 0; i < count; i++) {
        check_frac(kept_frac[i]);
        kept *= kept_frac[i];
    }
    return kept;
}

double select_or(const double kept_frac[], int count)
{
    double lost = 1;

    for (int i = 0; i < count; i++) {
        check_frac(kept_frac[i]);
        lost *= 1 - kept_frac[i];
    }
    return 1 - lost;
}

double select_not(double kept_frac, double null_frac)
{
    check_frac(kept_frac);
    check_frac(null_frac);
    return select_clamp(1 - kept_frac - null_frac);
}

double select_equal(double distinct, double null_frac)
{
    CHECK(distinct >= 1);
    check_frac(null_frac);
    return (1 - null_frac) / distinct;
}

double select_reference(double parent_frac, double match_frac)
{
    check_frac(parent_frac);
    check_frac(match_frac);
    return parent_frac * match_frac;
}

double select_reference_sd(double parent_frac, double sum_squares)
{
    check_frac(parent_frac);
    check_frac(sum_squares);
    return sqrt(parent_frac * (1 - parent_frac) * sum_squares);
}

double select_join_rows(double a_rows, double a_distinct, double b_rows,
                        double b_distinct)
{
    CHECK(a_rows >= 0 && b_rows >= 0);
    CHECK(a_distinct >= 1 && b_distinct >= 1);
    return a_rows / fmax(a_distinct, b_distinct) * b_rows;
}
