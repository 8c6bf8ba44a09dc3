#include "world/sequence.h"

#include "base/check.h"
#include "world/day.h"

bool sequence_counts(const struct law *law)
{
    return law->kind == LAW_SEQUENTIAL || law->kind == LAW_CALENDAR;
}

int64_t sequence_step(const struct law *law)
{
    return law->step == 0 ? 1 : law->step;
}

int64_t sequence_line_lo(const struct law *law)
{
    return law->kind == LAW_SEQUENTIAL && law->line_lo > 1 ? law->line_lo : 1;
}

int64_t sequence_line_hi(const struct law *law)
{
    const int64_t lo = sequence_line_lo(law);

    return law->kind == LAW_SEQUENTIAL && law->line_hi > lo ? law->line_hi : lo;
}

static int64_t sparse(const struct law *law, int64_t k)
{
    if (law->kind != LAW_SEQUENTIAL || law->sparse_used < 1 ||
        law->sparse_of <= law->sparse_used)
        return k;
    return law_add(law_multiply(k / law->sparse_used, law->sparse_of),
                   k % law->sparse_used);
}

int64_t sequence_shifted(const struct law *law, int64_t order, int64_t by)
{
    const int64_t distance =
        law_multiply(sequence_step(law), sparse(law, order));
    const int64_t key = law_add(law_add(law->lo, distance), by);

    if (law->kind == LAW_CALENDAR && law->calendar == CALENDAR_YYYYMMDD)
        return day_to_yyyymmdd(key);
    return key;
}

int64_t sequence_key(const struct law *law, int64_t order)
{
    return sequence_shifted(law, order, 0);
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* A number in 1..n-1 that is prime to n, from random bits; 0 for n = 1. */
static int64_t prime_to(int64_t n, uint64_t bits)
{
    if (n == 1)
        return 0;
    int64_t step = 1 + (int64_t)rng_below(bits, (uint64_t)(n - 1));
    while (common_divisor(n, step) != 1)
        step = step % (n - 1) + 1;
    return step;
}

int64_t sequence_order(const struct law *law, struct rng_stream stream,
                       int64_t row, int *line)
{
    const int64_t lo = sequence_line_lo(law), hi = sequence_line_hi(law);
    const int64_t n = hi - lo + 1, cycle_rows = n * (lo + hi) / 2;

    CHECK(row >= 0);
    if (hi == 1) {
        if (line)
            *line = 1;
        return row;
    }
    const int64_t cycle = row / cycle_rows;
    int64_t rest = row % cycle_rows, k = 0;
    uint64_t bits[2];

    rng_bits2(stream, (uint64_t)cycle, bits);
    int64_t at = (int64_t)rng_below(bits[0], (uint64_t)n);
    const int64_t step = prime_to(n, bits[1]);
    for (; rest >= lo + at; k++) {
        rest -= lo + at;
        at = at + step < n ? at + step : at + step - n;
    }
    if (line)
        *line = (int)rest + 1;
    return cycle * n + k;
}

int64_t sequence_orders(const struct law *law, struct rng_stream stream,
                        int64_t rows)
{
    return rows <= 0 ? 0 : sequence_order(law, stream, rows - 1, NULL) + 1;
}
