#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* cmocka has no comparison of doubles: |got - want| <= rel * |want|. */
#define assert_near(got, want, rel)                                            \
    near_check((got), (want), (rel)*fabs((double)(want)), #got, __FILE__,      \
               __LINE__)

/* |got - want| <= bound, in the unit of the values. */
#define assert_within(got, want, bound)                                        \
    near_check((got), (want), (bound), #got, __FILE__, __LINE__)

static inline void near_check(double got, double want, double bound,
                              const char *what, const char *file, int line)
{
    if (isfinite(got) && fabs(got - want) <= bound)
        return;
    print_error("%s: got %.17g, want %.17g within %g\n", what, got, want,
                bound);
    _fail(file, line);
}

#endif
