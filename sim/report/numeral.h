#ifndef REPORT_NUMERAL_H
#define REPORT_NUMERAL_H

#include "base/arena.h"

/*
 * numeral - numbers as text: exact for programs, rounded for people.
 *
 * Units    none: the number is written as it is.
 * Memory   the arena given.
 * Errors   none. NaN must be taken care of before: it is "not applicable".
 * Result   a point for decimals, a comma between groups of three, in any
 *          locale; infinities are "inf" and "-inf"; never "-0".
 */

/*
 * Significant decimal digits, 15 to 17, from which strtod reads exactly `x`
 * again; 15 digits with their trailing zeros dropped when those do.
 */
int numeral_digits(double x);

/* The shortest of those texts: 0.1, 1e+300. */
const char *numeral_exact(struct arena *a, double x);

/* Grouped, with this many decimals (0 to 15): 1,234.50; from 1e15: 1.23e+17 */
const char *numeral_fixed(struct arena *a, double x, int decimals);

/* Three significant digits, or all of a whole part: 1,235 12.0 0.0123 0 */
const char *numeral_rounded(struct arena *a, double x);

/* As a column of a frame asks for: fixed, or rounded for FRAME_ROUNDED. */
const char *numeral_of(struct arena *a, double x, int digits);

#endif
