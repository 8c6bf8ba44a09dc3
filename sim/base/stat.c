#include "base/stat.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/check.h"

void stat_add(struct stat_moments *m, double x)
{
    const double d = x - m->mean;

    m->count++;
    m->mean += d / (double)m->count;
    m->m2 += d * (x - m->mean);
}

void stat_merge(struct stat_moments *m, const struct stat_moments *other)
{
    const double a = (double)m->count, b = (double)other->count;
    const double d = other->mean - m->mean;

    if (other->count == 0)
        return;
    m->count += other->count;
    m->mean += d * b / (a + b);
    m->m2 += other->m2 + d * d * a * b / (a + b);
}

double stat_variance(const struct stat_moments *m)
{
    return m->count < 2 ? 0 : m->m2 / (double)(m->count - 1);
}

static double middle_of(int64_t bucket)
{
    const int64_t octave = bucket >> STAT_SUB_BITS;
    const int64_t sub = bucket & ((1 << STAT_SUB_BITS) - 1);
    const double low = 1 + (double)sub / (1 << STAT_SUB_BITS);

    return ldexp(low + 0.5 / (1 << STAT_SUB_BITS),
                 (int)octave + STAT_OCTAVE_LOW);
}

void stat_sketch_merge(struct stat_sketch *s, const struct stat_sketch *other)
{
    s->count += other->count;
    s->zeros += other->zeros;
    for (int i = 0; i < STAT_BUCKETS; i++)
        s->buckets[i] += other->buckets[i];
}

double stat_sketch_quantile(const struct stat_sketch *s, double p)
{
    CHECK(p >= 0 && p <= 1);
    const double rank = fmax(1, ceil(p * (double)s->count - 1e-9));
    uint64_t seen = s->zeros;

    if (s->count == 0)
        return (double)NAN;
    if ((double)seen >= rank)
        return 0;
    for (int i = 0; i < STAT_BUCKETS; i++) {
        seen += s->buckets[i];
        if ((double)seen >= rank)
            return middle_of(i);
    }
    return middle_of(STAT_BUCKETS - 1);
}

double stat_sketch_cdf(const struct stat_sketch *s, double x)
{
    const int64_t last = x >= 0 ? stat_bucket_of(x) : -1;
    uint64_t seen = x >= 0 ? s->zeros : 0;

    for (int64_t i = 0; i <= last && i < STAT_BUCKETS; i++)
        seen += s->buckets[i];
    return s->count == 0 ? (double)NAN : (double)seen / (double)s->count;
}

struct stat_interval stat_interval_of(const double *values, size_t count,
                                      double confidence)
{
    CHECK(confidence > 0 && confidence < 1);
    struct stat_moments m = { 0 };

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            stat_add(&m, values[i]);
    struct stat_interval r = { (double)NAN, (double)NAN, m.count };
    if (m.count >= 1)
        r.mean = m.mean;
    if (m.count >= 2)
        r.half = gsl_cdf_tdist_Pinv((1 + confidence) / 2, (double)m.count - 1) *
                 sqrt(stat_variance(&m) / (double)m.count);
    return r;
}

size_t stat_warmup(const double *values, size_t count)
{
    enum { STEP = 5 };
    struct stat_moments rest = { 0 };
    double best = (double)INFINITY;
    size_t cut = 0;

    /* From the end, so that each cut costs one step. */
    for (size_t i = count; i-- > 0;) {
        stat_add(&rest, values[i]);
        if (i % STEP != 0 || i > count / 2)
            continue;
        const double n = (double)rest.count, error = rest.m2 / (n * n);
        if (error <= best) {
            best = error;
            cut = i;
        }
    }
    return cut;
}
