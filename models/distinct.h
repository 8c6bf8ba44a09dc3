#ifndef MODELS_DISTINCT_H
#define MODELS_DISTINCT_H

/*
 * distinct - how many different things are touched, left or grouped.
 *
 * One question in many clothes: throw k balls at m boxes, how many boxes are
 * not empty? Boxes are blocks (how many does an index scan touch), values
 * (how many customers are left after a filter), or groups (how many rows
 * come out of GROUP BY). Two classic answers:
 *
 *   Cardenas  every ball picks a box afresh (with replacement)
 *             m (1 - (1 - 1/m)^k)
 *   Yao       k different rows are picked out of n, and each box holds
 *             exactly n / m of them (without replacement)
 *             m (1 - C(n - n/m, k) / C(n, k))
 *
 * Yao is never below Cardenas; they part when a box holds few rows and many
 * of all rows are picked. Use Yao when the rows exist and a filter picks
 * some; use Cardenas when the rows are themselves random draws.
 *
 * Values that are not equally frequent leave fewer different ones behind:
 * the frequent ones are drawn again and again. Whoever knows the shares uses
 * distinct_of_classes, which is exact; whoever knows only one number about
 * them, the sum of squares, uses distinct_weighted, which cannot be.
 *
 * Units    counts, as expectations.
 * Memory   none.
 * Errors   none; arguments outside their ranges are bugs (CHECK).
 * Result   0 <= result <= min(boxes, balls) (and to rounding exact).
 * Source   A. F. Cardenas, CACM 18(5):253-263, 1975; S. B. Yao, CACM
 *          20(4):260-261, 1977. Vectors: theory.md 7.1. README, "Distinct".
 */

/* Boxes hit by k draws with replacement; m >= 1, k >= 0. */
double distinct_cardenas(double m_boxes, double k_draws);

/*
 * Boxes hit when k of n rows are picked and each of the m boxes holds n/m
 * rows; 1 <= m <= n, 0 <= k <= n. Real arguments are interpolated by the
 * gamma function; whole ones give the product of Yao's paper.
 */
double distinct_yao(double n_rows, double m_boxes, double k_rows);

/*
 * Different values among n independent draws from d equally likely ones:
 * Cardenas by another name. A dimension key in a fact table is this.
 */
double distinct_of_draws(double n_draws, double d_values);

/*
 * Different values among n independent draws from values of unequal shares:
 * class i has values[i] values with the share share[i] each. Exact:
 *
 *      sum over i of values_i (1 - (1 - share_i)^n)
 *
 * A long law is cut into a few dozen classes of growing width (ranks 1, 2,
 * 3-4, 5-8, ..) with the mean share of each.
 */
double distinct_of_classes(double n_draws, const double share[],
                           const double values[], int classes);

/*
 * As above when nothing but the sum of squared shares q is known, 1/d <= q
 * <= 1. Two laws with this q are worked out and their geometric mean taken:
 *
 *   hot     one value with the share h = (1 + sqrt((d - 1) c)) / d and an
 *           even rest: loses the fewest values
 *   smooth  shares spread by an inverse Gaussian law:
 *           d (1 - exp((1 - sqrt(1 + 2 c x)) / c)), x = -n ln(1 - 1/d)
 *
 * with c = d q - 1, the squared coefficient of variation of the shares. At
 * c = 0 both are Cardenas. Within 2 % for Zipf laws with theta = 0.5 and
 * 1,000 values, 11 % at 0.8; 40 % and worse for 100,000 values and more
 * skew (README, "Distinct"): one number does not tell a long tail.
 */
double distinct_weighted(double n_draws, double d_values, double sum_squares);

/*
 * Different values left in a column with `distinct` values after a filter on
 * something else kept rows_after of rows_before: Yao, every value having
 * rows_before / distinct rows.
 */
double distinct_after_filter(double distinct, double rows_before,
                             double rows_after);

/*
 * Chance that at least one line of an order passes, when an order has any
 * number of line_lo..line_hi lines (1 <= lo <= hi) equally often and each of
 * them passes with chance pass_frac (0..1), independently:
 *
 *      mean over L of 1 - (1 - pass_frac)^L
 *
 * Exact.
 */
double distinct_any_line(int line_lo, int line_hi, double pass_frac);

/*
 * Groups of GROUP BY over `count` independent columns: rows are thrown at
 * the product of the columns' distinct values. Never more than the rows nor
 * the product. 1 for no column and at least one row (a scalar aggregate).
 */
double distinct_groups(const double distinct[], int count, double rows);

#endif
