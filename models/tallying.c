#include "models/tallying.h"

#include <math.h>

#include "base/check.h"
#include "models/skew.h"

/* Standard deviations of a Poisson number that hold all but a billionth. */
static const double REACH = 6.5;

/* ln of the chance that no group of the class has k rows. */
static double log_none(double rows, double groups, double k)
{
    const double share = skew_poisson(k, rows);

    if (share <= 0)
        return 0;
    return share < 1 ? groups * log1p(-share) : -HUGE_VAL;
}

/* Of a class far from 0: its counts are spread evenly over so many numbers. */
static double far_values(double rows, double groups, double width_frac)
{
    const double numbers = fmax(rows * width_frac, 1) + 8 * sqrt(rows);

    return -numbers * expm1(-groups / numbers);
}

double tallying_values(const double rows[], const double groups[], int classes,
                       double width_frac, bool empty)
{
    const double last = TALLYING_EXACT + REACH * sqrt(TALLYING_EXACT);
    double values = 0, all = 0;

    CHECK(width_frac >= 0);
    for (int i = 0; i < classes; i++) {
        CHECK(rows[i] >= 0 && groups[i] >= 0);
        all += groups[i];
        if (rows[i] > TALLYING_EXACT)
            values += far_values(rows[i], groups[i], width_frac);
    }
    for (double k = empty ? 0 : 1; k <= last; k++) {
        double none = 0;
        for (int i = 0; i < classes; i++)
            if (groups[i] > 0 && rows[i] <= TALLYING_EXACT &&
                fabs(k - rows[i]) <= REACH * (sqrt(rows[i]) + 1))
                none += log_none(rows[i], groups[i], k);
        values -= expm1(none);
    }
    return fmin(values, all);
}

double tallying_most(double n_rows)
{
    CHECK(n_rows >= 0);
    return (sqrt(8 * n_rows + 1) - 1) / 2;
}
