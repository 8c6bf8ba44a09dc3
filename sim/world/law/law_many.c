/* Many draws of one law (law.h): law_sample of each, lane by lane. */
#include "base/check.h"
#include "base/clones.h"
#include "world/law/law.h"
#include "world/law/law_table.h"

/* Lists of so few values are looked through value by value, all rows at
   once, which beats a search of each row. */
enum { SHORT_LIST = 16 };

/*
 * Uniform over n < 2^31 codes: u * n is off by less than 2^-21 of a code, so
 * that floor(u * n) can only be wrong where u * n is next to an integer. False
 * when that is so for some row; nothing that was written counts then.
 */
static const double NEAR_INTEGER = 0x1p-20;

CLONES
static bool uniform_many(int64_t lo, double n, const double *u, size_t count,
                         int64_t *codes)
{
    int near = 0;

#pragma omp simd reduction(| : near)
    for (size_t i = 0; i < count; i++) {
        const double x = u[i] * n;
        const int32_t k = (int32_t)x;
        const double rest = x - k;
        near |= (rest < NEAR_INTEGER) | (rest > 1 - NEAR_INTEGER);
        codes[i] = (int64_t)((uint64_t)lo + (uint64_t)k);
    }
    return near == 0;
}

/* The index of the first value whose share is beyond u: as many as are not. */
CLONES
static void short_list_many(const struct law *list, const double *u,
                            size_t count, int64_t *codes)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        codes[i] = 0;
    for (int64_t k = 0; k < list->count - 1; k++) {
        const double share = list->cumulative[k];
        LOOP_SIMD
        for (size_t i = 0; i < count; i++)
            codes[i] += u[i] >= share;
    }
    for (size_t i = 0; i < count; i++)
        codes[i] = list->values[codes[i]];
}

static void constant_many(int64_t code, size_t count, int64_t *codes)
{
    for (size_t i = 0; i < count; i++)
        codes[i] = code;
}

static double codes_of(const struct law *law)
{
    return (double)((uint64_t)law->hi - (uint64_t)law->lo) + 1;
}

bool law_is_fast(const struct law *law)
{
    if (law->kind == LAW_LIST || law->kind == LAW_DATE)
        return law->count <= SHORT_LIST;
    return law->kind == LAW_CONSTANT ||
           (law->kind == LAW_UNIFORM && codes_of(law) < 0x1p31);
}

void law_sample_many(const struct law_sampler *s, const double *u, size_t count,
                     int64_t *codes)
{
    const struct law *law = s->law;
    const double n = codes_of(law);

    if (law->kind == LAW_CONSTANT) {
        constant_many(law->lo, count, codes);
        return;
    }
    if (law->kind == LAW_UNIFORM && n < 0x1p31 &&
        uniform_many(law->lo, n, u, count, codes))
        return;
    if ((law->kind == LAW_LIST || law->kind == LAW_DATE) &&
        law->count <= SHORT_LIST) {
        short_list_many(law, u, count, codes);
        return;
    }
    if (s->table != NULL) {
        law_table_sample(s, u, count, codes);
        return;
    }
    for (size_t i = 0; i < count; i++)
        codes[i] = law_sample(s, u[i]);
}
