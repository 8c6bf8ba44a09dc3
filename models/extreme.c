#include "models/extreme.h"

#include <math.h>

#include "base/check.h"

double extreme_cdf(double x)
{
    return 0.5 * erfc(-x / sqrt(2));
}

/* Bisection: it is called for few ranks. */
double extreme_quantile(double u)
{
    double low = -9, high = 9;

    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        if (extreme_cdf(middle) < u)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

double extreme_reach(double n)
{
    return 8 + sqrt(2 * log(n));
}

/* Simpson's rule on 2 * 256 steps. */
static void integrate_moments(double n, double moments[3])
{
    const double reach = extreme_reach(n), step = reach / 256;
    double sum[3] = { 0, 0, 0 };

    for (int i = -256; i <= 256; i++) {
        const double z = i * step;
        const double weight = i == -256 || i == 256 ? 1 : i % 2 != 0 ? 4 : 2;
        const double part = weight * pow(extreme_cdf(z), n);
        sum[0] += part;
        sum[1] += 2 * z * part;
        sum[2] += 3 * z * z * part;
    }
    for (int j = 0; j < 3; j++)
        moments[j] = pow(reach, j + 1) - sum[j] * step / 3;
}

/* A cluster has one number of slices: the integral of the last one is kept. */
void extreme_moments(double n, double moments[3])
{
    static _Thread_local double last, kept[3];

    CHECK(n >= 1);
    if (n != last) { /* exact: whole numbers */
        integrate_moments(n, kept);
        last = n;
    }
    for (int j = 0; j < 3; j++)
        moments[j] = kept[j];
}
