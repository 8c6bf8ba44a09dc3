/*
 * Neighbours on a z-order curve and the loads they came in, against rows that
 * are drawn evenly, put along the curve bit by bit, and counted.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/rng.h"
#include "models/encoding.h"

enum { ROWS = 20000, AXES_MOST = 3, BITS = 16 };

/* What the header says of its fit: no bar from outside. */
static const double FITTED_WITHIN = 0.12;

struct place {
    uint64_t curve;
    double arrival; /* 0..1 */
};

static int by_curve(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->curve > y->curve) - (x->curve < y->curve);
}

/* The bits of all axes by turns, the first axis first. */
static uint64_t woven(const double *at, int axes)
{
    uint64_t curve = 0;

    for (int bit = BITS - 1; bit >= 0; bit--)
        for (int d = 0; d < axes; d++)
            curve = curve << 1 |
                    ((uint64_t)(at[d] * (1 << BITS)) >> bit & UINT64_C(1));
    return curve;
}

/* Neighbours of different loads, of all, when so many loads came. */
static double parted(int axes, int axis, int rows, int loads)
{
    static struct place places[ROWS];
    const struct rng_stream s = rng_stream(7, "test.curve", (uint64_t)axes);
    uint64_t draw = 0;
    int count = 0;

    for (int i = 0; i < rows; i++) {
        double at[AXES_MOST];
        for (int d = 0; d < axes; d++)
            at[d] = rng_unit(s, draw++);
        places[i] = (struct place){ woven(at, axes), at[axis] };
    }
    qsort(places, (size_t)rows, sizeof(*places), by_curve);
    for (int i = 1; i < rows; i++)
        count += floor(places[i].arrival * loads) !=
                 floor(places[i - 1].arrival * loads);
    return (double)count / (rows - 1);
}

static void neighbours_of_a_curve_are_parted(void **state)
{
    static const int rows[] = { 500, 4000, ROWS };
    static const int loads[] = { 3, 10, 50, 300 };

    (void)state;
    for (int axes = 2; axes <= AXES_MOST; axes++)
        for (int axis = 0; axis < axes; axis++)
            for (size_t r = 0; r < sizeof(rows) / sizeof(*rows); r++)
                for (size_t l = 0; l < sizeof(loads) / sizeof(*loads); l++) {
                    const double seen = parted(axes, axis, rows[r], loads[l]);
                    const double said = encoding_curve_parted(
                        axes, axis, rows[r], 1.0 / loads[l]);
                    if (fabs(seen - said) > FITTED_WITHIN)
                        fail_msg("%d axes, axis %d, %d rows, %d loads: said "
                                 "%.3f, counted %.3f",
                                 axes, axis, rows[r], loads[l], said, seen);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_of_a_curve_are_parted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
