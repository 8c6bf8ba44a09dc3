#include "models/spill.h"

#include <math.h>

#include "base/check.h"

double spill_frac(double need_bytes, double memory_bytes)
{
    CHECK(need_bytes >= 0 && memory_bytes > 0);
    return need_bytes > memory_bytes ? 1 - memory_bytes / need_bytes : 0;
}

/* Splits by fan_out until a part of `bytes` fits: at least one. */
static double splits(double bytes, double memory_bytes, double fan_out)
{
    double passes = 1;

    CHECK(fan_out >= 2);
    for (double part = bytes / fan_out;
         part > memory_bytes && passes < SPILL_PASSES_MAX; part /= fan_out)
        passes++;
    return passes;
}

/* `moved` bytes go to disk and back because `need` bytes do not fit. */
static struct spill spilled(double need, double moved, double memory_bytes,
                            double fan_out)
{
    const double frac = spill_frac(need, memory_bytes);

    CHECK(moved >= 0);
    if (frac == 0) /* exact: it fits */
        return (struct spill){ .frac = 0 };
    const double passes = splits(frac * need, memory_bytes, fan_out);
    return (struct spill){
        .frac = frac,
        .passes = passes,
        .write_bytes = frac * moved * passes,
        .read_bytes = frac * moved * passes,
    };
}

struct spill spill_hash(double table_bytes, double probe_bytes,
                        double memory_bytes, double fan_out)
{
    return spilled(table_bytes, table_bytes + probe_bytes, memory_bytes,
                   fan_out);
}

struct spill spill_aggregate(double input_bytes, double group_bytes,
                             double memory_bytes, double fan_out)
{
    return spilled(group_bytes, input_bytes, memory_bytes, fan_out);
}

struct spill spill_sort(double sort_bytes, double memory_bytes, double fan_out)
{
    if (spill_frac(sort_bytes, memory_bytes) == 0) /* exact: it fits */
        return (struct spill){ .frac = 0 };
    /* Runs of M bytes, merged by fan_out: S / fan_out^passes <= M. */
    const double passes = splits(sort_bytes, memory_bytes, fan_out);
    return (struct spill){
        .frac = 1,
        .passes = passes,
        .write_bytes = sort_bytes * passes,
        .read_bytes = sort_bytes * passes,
    };
}

double spill_seconds(struct spill s, double write_Bps, double read_Bps)
{
    CHECK(write_Bps > 0 && read_Bps > 0);
    return s.write_bytes / write_Bps + s.read_bytes / read_Bps;
}
