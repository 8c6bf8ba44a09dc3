/* What a law is before it draws: constructors, ranges, maps. */
#include "world/law/law.h"

#include <math.h>

#include "base/check.h"
#include "base/rng.h"
#include "world/day.h"

/* Smallest code: the one below it is VALUE_NULL. */
#define CODE_MIN (INT64_MIN + 1)
#define CODE_MAX INT64_MAX

int64_t law_add(int64_t a, int64_t b)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum))
        return a < 0 ? CODE_MIN : CODE_MAX;
    return sum < CODE_MIN ? CODE_MIN : sum;
}

int64_t law_multiply(int64_t a, int64_t b)
{
    int64_t product;

    if (__builtin_mul_overflow(a, b, &product))
        return (a < 0) != (b < 0) ? CODE_MIN : CODE_MAX;
    return product < CODE_MIN ? CODE_MIN : product;
}

bool law_draws(const struct law *law)
{
    switch (law->kind) {
    case LAW_CONSTANT:
    case LAW_UNIFORM:
    case LAW_NORMAL:
    case LAW_ZIPF:
    case LAW_LIST:
    case LAW_DATE:
        return true;
    case LAW_HOT:
        return law->inner && law_draws(law->inner);
    default:
        return false;
    }
}

bool law_has_parent(const struct law *law)
{
    return law->kind == LAW_REFERENCES ||
           (law->of_parent &&
            (law->kind == LAW_SEQUENTIAL || law->kind == LAW_ROWS));
}

struct law *law_uniform(struct arena *a, int64_t lo, int64_t hi)
{
    struct law *law = ARENA_NEW(a, struct law);

    CHECK(lo <= hi);
    law->kind = LAW_UNIFORM;
    law->lo = lo;
    law->hi = hi;
    return law;
}

/* Turns weights into cumulative shares; false when they sum to nothing. */
static bool accumulate(double *weights, int64_t count)
{
    double sum = 0;

    for (int64_t i = 0; i < count; i++) {
        CHECK(weights[i] >= 0 && isfinite(weights[i]));
        weights[i] = sum += weights[i];
    }
    /* The last that weighs is the sum itself, so its share is exactly 1. */
    for (int64_t i = 0; i < count && sum > 0; i++)
        weights[i] /= sum;
    return sum > 0;
}

struct law *law_list(struct arena *a, const int64_t *codes,
                     const double *weights, int64_t count)
{
    struct law *law = ARENA_NEW(a, struct law);

    CHECK(count >= 1);
    law->kind = LAW_LIST;
    law->count = count;
    law->values = ARENA_ARRAY(a, count, int64_t);
    law->cumulative = ARENA_ARRAY(a, count, double);
    for (int64_t i = 0; i < count; i++) {
        CHECK(i == 0 || codes[i] > codes[i - 1]);
        law->values[i] = codes[i];
        law->cumulative[i] = weights[i];
    }
    CHECK(accumulate(law->cumulative, count));
    law->lo = codes[0];
    law->hi = codes[count - 1];
    return law;
}

struct law *law_date(struct arena *a, int64_t first_day, int64_t last_day,
                     const double weekly[7], const double yearly[12])
{
    struct law *law = law_uniform(a, first_day, last_day);

    law->kind = LAW_DATE;
    law->count = last_day - first_day + 1;
    law->values = ARENA_ARRAY(a, law->count, int64_t);
    law->cumulative = ARENA_ARRAY(a, law->count, double);
    for (int64_t i = 0; i < law->count; i++) {
        const int64_t day = first_day + i;
        law->values[i] = day;
        law->cumulative[i] = (weekly ? weekly[day_weekday(day)] : 1) *
                             (yearly ? yearly[day_date(day).month - 1] : 1);
    }
    return accumulate(law->cumulative, law->count) ? law : NULL;
}

/* floor(x / by), by > 0; the remainder is never negative. */
static int64_t floor_divide(int64_t x, int64_t by, int64_t *rest)
{
    int64_t quotient = x / by;

    *rest = x % by;
    if (*rest < 0) {
        *rest += by;
        quotient--;
    }
    return quotient;
}

static int64_t look_up(const struct law *law, int64_t code)
{
    int64_t lo = 0, hi = law->map_count;

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (law->from_codes[middle] < code)
            lo = middle + 1;
        else
            hi = middle;
    }
    if (lo < law->map_count && law->from_codes[lo] == code)
        return law->to_codes[lo];
    return law->base;
}

/* Mixed twice, so that it shares no bits with the hash that distributes rows:
   a column made by a hash of the distribution key must not follow slices. */
static uint64_t hash_of(int64_t code)
{
    return rng_mix(rng_mix((uint64_t)code) + UINT64_C(0x9e3779b97f4a7c15));
}

int law_piece_index(const struct law *law, int64_t code)
{
    int i = 0;

    while (i < law->cut_count && code >= law->cuts[i])
        i++;
    return i;
}

const struct law *law_piece(const struct law *law, int64_t code)
{
    return law->pieces[law_piece_index(law, code)];
}

int64_t law_spread_row(int64_t order, int64_t line, int64_t lines,
                       int64_t parents)
{
    const int64_t step = parents / lines + order / parents;

    return (order + 1 + line * step) % parents;
}

bool law_spreads(int64_t orders, int64_t lines, int64_t parents)
{
    const int64_t least = parents / lines;
    const int64_t most = least + (orders - 1) / parents;

    return lines == 1 || (least > 0 && (lines - 1) * most < parents);
}

int64_t law_map(const struct law *law, int64_t code)
{
    int64_t rest;

    if (law->map == MAP_TABLE)
        return look_up(law, code);
    CHECK(law->divisor >= 1);
    if (law->map == MAP_HASH)
        return law_add(law->base, (int64_t)rng_below(hash_of(code),
                                                     (uint64_t)law->divisor));
    const int64_t whole =
        floor_divide(law_add(code, -law->offset), law->divisor, &rest);
    return law_add(law->base, law->map == MAP_DIVIDE ? whole : rest);
}

static double list_distinct(const struct law *law)
{
    int64_t distinct = 0;

    for (int64_t i = 0; i < law->count; i++)
        distinct += law->cumulative[i] > (i ? law->cumulative[i - 1] : 0);
    return (double)distinct;
}

double law_distinct(const struct law *law)
{
    CHECK(law_draws(law));
    switch (law->kind) {
    case LAW_CONSTANT:
        return 1;
    case LAW_ZIPF:
        return (double)law->count;
    case LAW_LIST:
    case LAW_DATE:
        return list_distinct(law);
    case LAW_HOT:
        if (law->share >= 1)
            return 1;
        return law_distinct(law->inner) +
               (law->share > 0 && law_share(law->inner, law->lo) <= 0);
    default:
        return (double)((uint64_t)law->hi - (uint64_t)law->lo) + 1;
    }
}

static void list_range(const struct law *law, int64_t *lo, int64_t *hi)
{
    int64_t first = 0, last = law->count - 1;

    while (law->cumulative[first] <= 0)
        first++;
    while (last > first && law->cumulative[last - 1] >= 1)
        last--;
    *lo = law->values[first];
    *hi = law->values[last];
}

static void hot_range(const struct law *law, int64_t *lo, int64_t *hi)
{
    if (law->share >= 1) {
        *lo = *hi = law->lo;
        return;
    }
    law_range(law->inner, lo, hi);
    if (law->share > 0 && law->lo < *lo)
        *lo = law->lo;
    if (law->share > 0 && law->lo > *hi)
        *hi = law->lo;
}

void law_range(const struct law *law, int64_t *lo, int64_t *hi)
{
    CHECK(law_draws(law));
    switch (law->kind) {
    case LAW_LIST:
    case LAW_DATE:
        list_range(law, lo, hi);
        break;
    case LAW_HOT:
        hot_range(law, lo, hi);
        break;
    default:
        *lo = law->lo;
        *hi = law->kind == LAW_CONSTANT ? law->lo
              : law->kind == LAW_ZIPF   ? law_add(law->lo, law->count - 1)
                                        : law->hi;
    }
}
