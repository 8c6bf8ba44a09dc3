#include "plan/tally.h"

#include "base/check.h"

struct amount amount_of(double sum, double slices, double busiest_over_mean)
{
    CHECK(sum >= 0 && slices >= 1 && busiest_over_mean >= 1);
    const struct amount a = { sum, sum / slices * busiest_over_mean };
    return a;
}

void amount_add(struct amount *a, struct amount b)
{
    a->sum += b.sum;
    a->busiest += b.busiest;
}
