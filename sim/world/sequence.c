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

/* In 32 bits, where division is several times as fast. */
static uint32_t common_divisor(uint32_t a, uint32_t b)
{
    while (b != 0) {
        const uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int64_t sequence_step_from(int64_t n, int64_t step)
{
    while (common_divisor((uint32_t)n, (uint32_t)step) != 1)
        step = step % (n - 1) + 1;
    return step;
}

void sequence_reader_init(struct sequence_reader *r, const struct law *law,
                          struct rng_stream stream)
{
    const int64_t lo = sequence_line_lo(law), hi = sequence_line_hi(law);

    *r = (struct sequence_reader){
        .law = law,
        .stream = stream,
        .lo = lo,
        .orders = hi - lo + 1,
        .rows = (hi - lo + 1) * (lo + hi) / 2,
        .cycle = -1,
    };
}

static int64_t drawn_step(struct sequence_reader *r, uint64_t bits)
{
    const int64_t n = r->orders;

    if (n == 1)
        return 0;
    const int64_t drawn = 1 + (int64_t)rng_below(bits, (uint64_t)(n - 1));
    if (drawn >= SEQUENCE_STEPS)
        return sequence_step_from(n, drawn);
    if (r->steps[drawn] == 0)
        r->steps[drawn] = (int16_t)sequence_step_from(n, drawn);
    return r->steps[drawn];
}

static void read_cycle(struct sequence_reader *r, int64_t cycle)
{
    uint64_t bits[2];

    rng_bits2(r->stream, (uint64_t)cycle, bits);
    r->first = (int64_t)rng_below(bits[0], (uint64_t)r->orders);
    r->step = drawn_step(r, bits[1]);
    r->cycle = cycle;
}

int64_t sequence_read(struct sequence_reader *r, int64_t row, int *line)
{
    CHECK(row >= 0);
    if (r->rows == 1) {
        if (line)
            *line = 1;
        return row;
    }
    const bool small = row <= UINT32_MAX; /* and so is r->rows */
    const int64_t cycle =
        small ? (uint32_t)row / (uint32_t)r->rows : row / r->rows;
    int64_t rest = row - cycle * r->rows, k = 0;

    if (cycle != r->cycle)
        read_cycle(r, cycle);
    int64_t at = r->first;
    for (; rest >= r->lo + at; k++) {
        rest -= r->lo + at;
        at = at + r->step < r->orders ? at + r->step : at + r->step - r->orders;
    }
    if (line)
        *line = (int)rest + 1;
    return cycle * r->orders + k;
}

int64_t sequence_order(const struct law *law, struct rng_stream stream,
                       int64_t row, int *line)
{
    struct sequence_reader r;

    sequence_reader_init(&r, law, stream);
    return sequence_read(&r, row, line);
}

int64_t sequence_orders(const struct law *law, struct rng_stream stream,
                        int64_t rows)
{
    return rows <= 0 ? 0 : sequence_order(law, stream, rows - 1, NULL) + 1;
}
