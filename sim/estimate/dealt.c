#include "estimate/dealt.h"

#include <math.h>

struct dealt dealt_of(int nth)
{
    return (struct dealt){
        .draw = draw_begin(rng_stream(0, "dealt rows", (uint64_t)nth / 2)),
        .sign = nth % 2 == 0 ? 1 : -1,
    };
}

double dealt_part(struct dealt *d, double rows, double share, double known)
{
    const double mean = rows * share;

    if (d == NULL)
        return mean;
    const double z = d->sign * draw_normal(&d->draw);
    const double sd = sqrt(fmax(mean * (1 - share) * (1 - known), 0));
    return fmin(fmax(round(mean + sd * z), 0), rows);
}
