#include "world/value/value_kept.h"

#include "base/check.h"
#include "base/clones.h"
#include "world/value/value.h"

static const uint32_t MISSING = UINT32_MAX;

static bool is_narrow(int64_t lo, int64_t hi)
{
    return (uint64_t)hi - (uint64_t)lo < MISSING;
}

double value_kept_bytes(int64_t rows, int64_t lo, int64_t hi)
{
    return (double)rows * (is_narrow(lo, hi) ? 4 : 8);
}

struct value_kept value_kept_of(struct arena *a, int64_t rows, int64_t lo,
                                int64_t hi)
{
    struct value_kept k = { .lo = lo };

    if (is_narrow(lo, hi))
        k.narrow = ARENA_ARRAY(a, rows, uint32_t);
    else
        k.wide = ARENA_ARRAY(a, rows, int64_t);
    return k;
}

bool value_kept_has(const struct value_kept *k)
{
    return k->narrow != NULL || k->wide != NULL;
}

void value_kept_put(struct value_kept *k, int64_t first, const int64_t *numbers,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t above = (uint64_t)numbers[i] - (uint64_t)k->lo;
        CHECK(k->wide != NULL || numbers[i] == VALUE_NULL || above < MISSING);
        if (k->wide != NULL)
            k->wide[first + (int64_t)i] = numbers[i];
        else
            k->narrow[first + (int64_t)i] =
                numbers[i] == VALUE_NULL ? MISSING : (uint32_t)above;
    }
}

static void get_narrow(const uint32_t *narrow, int64_t lo, const int64_t *rows,
                       size_t count, int64_t *numbers)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t above = narrow[rows[i]];
        numbers[i] = above == MISSING ? VALUE_NULL : lo + (int64_t)above;
    }
}

void value_kept_get(const struct value_kept *k, const int64_t *rows,
                    size_t count, int64_t *numbers)
{
    if (k->wide == NULL) {
        get_narrow(k->narrow, k->lo, rows, count, numbers);
        return;
    }
    for (size_t i = 0; i < count; i++)
        numbers[i] = k->wide[rows[i]];
}
