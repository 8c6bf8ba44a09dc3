#ifndef MODELS_EXTREME_H
#define MODELS_EXTREME_H

/*
 * extreme - the largest of n independent standard normal numbers.
 *
 * Rows on a slice are nearly normal where its keys are many; the fullest of n
 * slices is then as far above the mean as the largest of n such numbers. With
 * F = cdf^n, integrating by parts from -b to b,
 *
 *      E[Z^j] = b^j - integral of j z^(j-1) F.
 *
 * Units    standard deviations.
 * Errors   CHECK for n < 1.
 * Result   F is smooth: the moments are off by 1e-9 at most.
 * Source   derivation above; table of E[Z]: H. L. Harter, "Expected values of
 *          normal order statistics", Biometrika 48, 1961.
 */

/* P(Z <= x). */
double extreme_cdf(double x);

/* The x with extreme_cdf(x) = u, 0 < u < 1. */
double extreme_quantile(double u);

/* Where the largest of n lies: P outside of -b..b is below 1e-15. */
double extreme_reach(double n);

/* E[Z], E[Z^2], E[Z^3] of the largest of n (>= 1). */
void extreme_moments(double n, double moments[3]);

#endif
