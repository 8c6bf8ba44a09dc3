#include "models/device.h"

#include <math.h>

#include "base/check.h"

static double disk_s(struct device_work work, struct device_rate rate)
{
    CHECK(work.disk_bytes >= 0 && rate.disk_Bps > 0);
    return work.disk_bytes / rate.disk_Bps;
}

static double network_s(struct device_work work, struct device_rate rate)
{
    CHECK(work.network_bytes >= 0 && rate.network_Bps > 0);
    return work.network_bytes / rate.network_Bps;
}

static double compute_s(struct device_work work, struct device_rate rate)
{
    CHECK(work.compute_s >= 0 && rate.core_speed > 0);
    return work.compute_s / rate.core_speed;
}

double device_seconds(struct device_work work, struct device_rate rate)
{
    return fmax(disk_s(work, rate),
                fmax(network_s(work, rate), compute_s(work, rate)));
}

enum device_bound device_bound_of(struct device_work work,
                                  struct device_rate rate)
{
    const double disk = disk_s(work, rate), net = network_s(work, rate);
    const double compute = compute_s(work, rate);

    if (disk >= net && disk >= compute)
        return DEVICE_DISK;
    return net >= compute ? DEVICE_NETWORK : DEVICE_COMPUTE;
}

double device_serial_seconds(struct device_work work, struct device_rate rate)
{
    return disk_s(work, rate) + network_s(work, rate) + compute_s(work, rate);
}

double device_shared_Bps(double node_Bps, double busy)
{
    CHECK(node_Bps > 0 && busy >= 1);
    return node_Bps / busy;
}

double device_scan_s(double bytes, double disk_Bps, double values,
                     double values_s)
{
    CHECK(bytes >= 0 && disk_Bps > 0 && values >= 0 && values_s >= 0);
    return fmax(bytes / disk_Bps, values * values_s);
}

double device_sort_compares(double rows)
{
    CHECK(rows >= 0);
    return rows < 2 ? 0 : rows * log2(rows);
}
