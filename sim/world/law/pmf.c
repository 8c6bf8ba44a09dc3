#include "world/law/pmf.h"

#include <math.h>
#include <stdlib.h>

#include "base/check.h"

/* Beyond this many standard deviations a double has no normal mass. */
static const double NORMAL_REACH = 9;

struct pmf pmf_new(struct arena *a, int64_t count)
{
    return (struct pmf){
        .codes = ARENA_ARRAY(a, count, int64_t),
        .shares = ARENA_ARRAY(a, count, double),
        .count = count,
    };
}

static bool uniform_pmf(struct arena *a, const struct law *law, struct pmf *p)
{
    const double n = law_distinct(law);

    if (n > PMF_CODES_MAX)
        return false;
    *p = pmf_new(a, (int64_t)n);
    for (int64_t i = 0; i < p->count; i++) {
        p->codes[i] = law->lo + i;
        p->shares[i] = 1 / n;
    }
    return true;
}

static bool zipf_pmf(struct arena *a, const struct law *law, struct pmf *p)
{
    if (law->count > PMF_CODES_MAX)
        return false;
    const double total = law_harmonic(law->count, law->theta);
    *p = pmf_new(a, law->count);
    for (int64_t i = 0; i < p->count; i++) {
        p->codes[i] = law->lo + i;
        p->shares[i] = pow((double)(i + 1), -law->theta) / total;
    }
    return true;
}

static void list_pmf(struct arena *a, const struct law *law, struct pmf *p)
{
    *p = pmf_new(a, law->count);
    for (int64_t i = 0; i < p->count; i++) {
        p->codes[i] = law->values[i];
        p->shares[i] =
            law->cumulative[i] - (i > 0 ? law->cumulative[i - 1] : 0);
    }
}

/* Both ends, which carry what lies beyond them, and the codes between that
   the bell reaches. */
static bool normal_pmf(struct arena *a, const struct law *law, struct pmf *p)
{
    const double reach = NORMAL_REACH * law->sd + 1;
    const double first = fmax((double)law->lo + 1, floor(law->mean - reach));
    const double last = fmin((double)law->hi - 1, ceil(law->mean + reach));
    const double inner = fmax(0, last - first + 1);
    int64_t k = 0;

    if (inner > PMF_CODES_MAX - 2)
        return false;
    *p = pmf_new(a, (int64_t)inner + 2);
    p->codes[k++] = law->lo;
    for (int64_t i = 0; i < (int64_t)inner; i++)
        p->codes[k++] = (int64_t)first + i;
    if (law->hi > law->lo)
        p->codes[k++] = law->hi;
    p->count = k;
    for (k = 0; k < p->count; k++)
        p->shares[k] = law_share(law, p->codes[k]);
    return true;
}

static bool hot_pmf(struct arena *a, const struct law *law, struct pmf *p)
{
    struct pmf inner;

    if (!pmf_of_law(a, law->inner, &inner))
        return false;
    *p = pmf_new(a, inner.count + 1);
    for (int64_t i = 0; i < inner.count; i++) {
        p->codes[i] = inner.codes[i];
        p->shares[i] = (1 - law->share) * inner.shares[i];
    }
    p->codes[inner.count] = law->lo;
    p->shares[inner.count] = law->share;
    pmf_sort(a, p);
    return true;
}

bool pmf_of_law(struct arena *a, const struct law *law, struct pmf *p)
{
    switch (law->kind) {
    case LAW_CONSTANT:
        *p = pmf_new(a, 1);
        p->codes[0] = law->lo;
        p->shares[0] = 1;
        return true;
    case LAW_UNIFORM:
        return uniform_pmf(a, law, p);
    case LAW_NORMAL:
        return normal_pmf(a, law, p);
    case LAW_ZIPF:
        return zipf_pmf(a, law, p);
    case LAW_LIST:
    case LAW_DATE:
        list_pmf(a, law, p);
        return true;
    case LAW_HOT:
        return hot_pmf(a, law, p);
    default:
        CHECK(law_draws(law));
        return false;
    }
}

struct pair {
    int64_t code;
    double share;
};

/* By code, then by share: a total order, so that sums come out the same on
   every machine. */
static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;

    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->share > b->share) - (a->share < b->share);
}

static bool is_sorted(const struct pmf *p)
{
    for (int64_t i = 1; i < p->count; i++)
        if (p->codes[i] < p->codes[i - 1])
            return false;
    return true;
}

static void sort_pairs(struct arena *a, struct pmf *p)
{
    const struct arena_mark mark = arena_mark(a);
    struct pair *pairs = ARENA_ARRAY(a, p->count, struct pair);

    for (int64_t i = 0; i < p->count; i++)
        pairs[i] = (struct pair){ p->codes[i], p->shares[i] };
    qsort(pairs, (size_t)p->count, sizeof(*pairs), compare_pairs);
    for (int64_t i = 0; i < p->count; i++) {
        p->codes[i] = pairs[i].code;
        p->shares[i] = pairs[i].share;
    }
    arena_rewind(a, mark);
}

void pmf_sort(struct arena *a, struct pmf *p)
{
    int64_t kept = 0;

    if (!is_sorted(p))
        sort_pairs(a, p);
    for (int64_t i = 0; i < p->count; i++) {
        if (p->shares[i] <= 0)
            continue;
        if (kept > 0 && p->codes[kept - 1] == p->codes[i]) {
            p->shares[kept - 1] += p->shares[i];
            continue;
        }
        p->codes[kept] = p->codes[i];
        p->shares[kept++] = p->shares[i];
    }
    p->count = kept;
}

double pmf_hit(double share, double draws)
{
    return share >= 1 ? 1 : -expm1(draws * log1p(-share));
}

double pmf_distinct(const struct pmf *p, double draws)
{
    double sum = 0;

    for (int64_t i = 0; i < p->count; i++)
        sum += pmf_hit(p->shares[i], draws);
    return sum;
}

/* Restore the heap (smallest at the top) from place i downwards. */
static void sift_down(double *heap, size_t count, size_t i)
{
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= count)
            return;
        if (child + 1 < count && heap[child + 1] < heap[child])
            child++;
        if (heap[i] <= heap[child])
            return;
        const double moved = heap[i];
        heap[i] = heap[child];
        heap[child] = moved;
        i = child;
    }
}

void pmf_top_add(struct pmf_top *t, double share)
{
    if (t->count < t->most) {
        t->shares[t->count++] = share;
        for (size_t i = t->count == t->most ? t->count / 2 : 0; i > 0; i--)
            sift_down(t->shares, t->count, i - 1);
    } else if (t->most > 0 && share > t->shares[0]) {
        t->shares[0] = share;
        sift_down(t->shares, t->count, 0);
    }
}

static int compare_falling(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;

    return (a < b) - (a > b);
}

size_t pmf_top_done(struct pmf_top *t)
{
    qsort(t->shares, t->count, sizeof(*t->shares), compare_falling);
    return t->count;
}
