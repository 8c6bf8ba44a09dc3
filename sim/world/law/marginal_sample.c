/* Marginals that are counted on rows. */
#include <math.h>
#include <stdlib.h>

#include "world/law/marginal_build.h"
#include "world/value/value.h"

static int compare_codes(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/*
 * Different values in the whole column from those in a sample of `rows`
 * rows, `once` of them seen once and `twice` twice:
 *
 *      D = d + once (once - 1) / (2 (twice + 1))
 *
 * Source   Chao, "Estimating the population size for capture-recapture data
 *          with unequal catchability", Biometrics 43, 1987, 783-791.
 */
static double chao(double d, double once, double twice)
{
    return d + once * (once - 1) / (2 * (twice + 1));
}

/* Rows spread over the table, one at random in each stretch. */
static int64_t *sample_rows(const struct marginal_build *b, int64_t count)
{
    int64_t *rows = ARENA_ARRAY(b->arena, count, int64_t);
    const double stretch = (double)b->t->rows / (double)count;
    const struct rng_stream s = rng_stream(b->w->seed, "marginal.sample", 0);

    for (int64_t i = 0; i < count; i++) {
        const double at = ((double)i + rng_unit(s, (uint64_t)i)) * stretch;
        rows[i] = count == b->t->rows ? i : (int64_t)at;
        if (rows[i] >= b->t->rows)
            rows[i] = b->t->rows - 1;
    }
    return rows;
}

/* Count sorted codes into shares; returns the estimate of all values. */
static double tally(const int64_t *codes, int64_t known, struct pmf *p)
{
    double once = 0, twice = 0;

    p->count = 0;
    for (int64_t i = 0, end; i < known; i = end) {
        for (end = i + 1; end < known && codes[end] == codes[i];)
            end++;
        p->codes[p->count] = codes[i];
        p->shares[p->count++] = (double)(end - i) / (double)known;
        once += end - i == 1;
        twice += end - i == 2;
    }
    return chao((double)p->count, once, twice);
}

/* Counted value by value where they lie close, as keys and ranks do. */
static int64_t *sorted_codes(struct arena *a, const struct law *law,
                             int64_t *known)
{
    const uint64_t width = (uint64_t)law->hi - (uint64_t)law->lo;
    int64_t *const codes = ARENA_ARRAY(a, law->count, int64_t);
    int64_t n = 0;

    for (int64_t i = 0; i < law->count; i++)
        if (law->values[i] != VALUE_NULL)
            codes[n++] = law->values[i];
    *known = n;
    if (width >= 2 * (uint64_t)law->count + MARGINAL_SAMPLE) {
        qsort(codes, (size_t)n, sizeof(*codes), compare_codes);
        return codes;
    }
    int64_t *const counts = ARENA_ARRAY(a, width + 1, int64_t);
    for (int64_t i = 0; i < n; i++)
        counts[codes[i] - law->lo]++;
    n = 0;
    for (uint64_t k = 0; k <= width; k++)
        for (int64_t i = 0; i < counts[k]; i++)
            codes[n++] = law->lo + (int64_t)k;
    return codes;
}

void marginal_set_rows(struct marginal_build *b)
{
    const struct law *const law = b->law;
    const struct pmf room = pmf_new(b->arena, law->count);
    const struct arena_mark mark = arena_mark(b->arena);
    struct pmf p = pmf_new(b->arena, law->count);
    int64_t known;
    int64_t *const codes = sorted_codes(b->arena, law, &known);

    b->m->null_frac = 1 - (double)known / (double)law->count;
    if (known == 0) /* nothing to describe: any one code */
        codes[known++] = law->lo;
    tally(codes, known, &p);
    marginal_set_table(b->m, &p, &room, MARGINAL_ALL_DRAWS);
    arena_rewind(b->arena, mark);
}

/* All rows of a small table, or a sample of a large one. */
void marginal_set_sampled(struct marginal_build *b)
{
    const int64_t count =
        b->t->rows < MARGINAL_SAMPLE ? b->t->rows : MARGINAL_SAMPLE;
    const struct pmf room = pmf_new(b->arena, count);
    const struct arena_mark mark = arena_mark(b->arena);
    struct pmf p = pmf_new(b->arena, count);
    int64_t *codes = ARENA_ARRAY(b->arena, count, int64_t);
    int64_t nulls = 0, lo, hi;

    value_batch(b->w, b->table, b->column, sample_rows(b, count), (size_t)count,
                codes);
    qsort(codes, (size_t)count, sizeof(*codes), compare_codes);
    while (nulls < count && codes[nulls] == VALUE_NULL) /* the smallest */
        nulls++;
    b->m->null_frac = (double)nulls / (double)count;
    if (nulls == count) /* nothing to describe: any one code */
        codes[--nulls] = 0;
    const double all = tally(codes + nulls, count - nulls, &p);
    marginal_set_table(b->m, &p, &room, MARGINAL_ALL_DRAWS);
    b->m->sampled = count < b->t->rows;
    if (b->m->sampled) {
        value_range(b->w, b->table, b->column, &lo, &hi);
        const double width = (double)((uint64_t)hi - (uint64_t)lo) + 1;
        b->m->distinct =
            fmax((double)p.count, fmin(fmin(all, width), marginal_draws(b)));
    }
    arena_rewind(b->arena, mark);
}
