#include "models/encoding.h"

#include <math.h>

#include "base/check.h"

/* Values of a BYTEDICT dictionary; "Byte-dictionary encoding". */
static const double DICTIONARY_VALUES = 256;

/*
 * TUNING: measured. The count of a RUNLENGTH token is one byte; with it the
 * XID columns of lineitem take 4 blocks a slice and those of the untuned
 * lineorder 3, as published. Half or double would give 7 or 2, and 6 or 2.
 */
static const double RUN_MAX = 255;

double encoding_step_share_uniform(double distinct, double limit)
{
    const double n = distinct, m = limit;

    CHECK(n >= 1 && m >= 0);
    if (m >= n - 1)
        return 1;
    return ((2 * m + 1) * n - m * (m + 1)) / (n * n);
}

double encoding_step_share(const double *shares, size_t count, size_t limit)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += shares[i] * shares[i];
        for (size_t step = 1; step <= limit && i + step < count; step++)
            sum += 2 * shares[i] * shares[i + step];
    }
    return sum;
}

double encoding_delta_bytes(double step_share, double small_bytes, double width)
{
    CHECK(step_share >= 0 && step_share <= 1);
    return step_share * small_bytes + (1 - step_share) * (width + 1);
}

double encoding_mostly_bytes(double fit_share, double small_bytes, double width)
{
    CHECK(fit_share >= 0 && fit_share <= 1);
    return fit_share * small_bytes + (1 - fit_share) * width + 1.0 / 8;
}

double encoding_runlength_bytes(const double *shares, const double *token_bytes,
                                size_t count, double run_max)
{
    double sum = 0;

    CHECK(run_max >= 1);
    for (size_t i = 0; i < count; i++) {
        const double p = shares[i], t = token_bytes[i];
        CHECK(p >= 0 && p <= 1);
        if (p < 1)
            sum += t * p * (1 - p) / (1 - pow(p, run_max));
        else
            sum += t / run_max;
    }
    return sum;
}

double encoding_bytedict_bytes(double distinct, double width)
{
    CHECK(distinct >= 1);
    return 1 + fmax(0, 1 - DICTIONARY_VALUES / distinct) * width;
}

double encoding_xid_bytes(void)
{
    const double always = 1, token_bytes = 8 + 1;

    return encoding_runlength_bytes(&always, &token_bytes, 1, RUN_MAX);
}

double encoding_xid_tokens(double same_frac)
{
    CHECK(same_frac >= 0 && same_frac <= 1);
    const double p = sqrt(same_frac);

    if (p > 1 - 1e-9) /* the limit */
        return 1 / RUN_MAX;
    return (1 - p) * (1 + p / (1 - pow(p, RUN_MAX)));
}

/* Runs of one load of m rows a key among M; see the header. */
static double merged_runs(double m, double all, double keys)
{
    const double p = -expm1(-m), met = -expm1(-all);

    return keys * (p - p * p * exp(m - all) / met);
}

double encoding_xid_merged(const double loads[], const double rows[],
                           size_t kinds, double keys)
{
    double all = 0, tokens = 0;

    CHECK(keys > 0);
    for (size_t i = 0; i < kinds; i++)
        all += loads[i] * rows[i];
    for (size_t i = 0; i < kinds; i++) {
        CHECK(loads[i] >= 0 && rows[i] > 0);
        const double runs = merged_runs(rows[i] / keys, all / keys, keys);
        const double ends = fmin(fmax(runs / rows[i], 0), 1);
        const double each = ends > 1e-9 ? ends / -expm1(RUN_MAX * log1p(-ends))
                                        : 1 / RUN_MAX; /* the limit */
        tokens += loads[i] * rows[i] * fmin(each, 1);
    }
    return tokens;
}

double encoding_curve_parted(int axes, int axis, double rows, double load_frac)
{
    const double d = axes;

    CHECK(axis >= 0 && axis < axes && rows >= 1 && load_frac > 0);
    const double apart = pow(2, -(d - 1 - axis) / d) * pow(rows, -1 / d);
    return -expm1(-apart / load_frac);
}
