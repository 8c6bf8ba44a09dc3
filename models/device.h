#ifndef MODELS_DEVICE_H
#define MODELS_DEVICE_H

/*
 * device - seconds for work, when disk, compute and network run side by side.
 *
 * A step streams: while one block is decoded the next one is read and the
 * last one's rows are sent. So a step takes as long as its slowest resource,
 * not as long as the sum; and a segment takes as long as its busiest slice
 * or node. Two consequences that are easily overlooked:
 *
 *   - Compressing a column helps a step that waits for the disk, and does
 *     nothing for one that waits for the processor.
 *   - The slices of a node share its disks and its network card. One busy
 *     slice may use all of the node's rate; all busy ones get an even part.
 *
 * Units    bytes, bytes per second, seconds.
 * Memory   none.
 * Errors   none; a rate of 0 or negative work is a bug (CHECK).
 * Result   finite, >= 0, monotone: more work never takes less time.
 * Source   the roofline argument (Williams, Waterman, Patterson, CACM
 *          52(4):65-76, 2009) for three resources; rates from
 *          models/params/node_types.yaml.
 */

/* What one slice or node does in a step. */
struct device_work {
    double disk_bytes;    /* read or written */
    double network_bytes; /* the larger of sent and received */
    double compute_s;     /* of one core, at the reference speed */
};

/* What serves it: the part of the node that this work may use. */
struct device_rate {
    double disk_Bps, network_Bps;
    double core_speed; /* reference = 1 */
};

enum device_bound { DEVICE_DISK, DEVICE_NETWORK, DEVICE_COMPUTE };

/* Seconds until the slowest resource is done. */
double device_seconds(struct device_work work, struct device_rate rate);

/* Which resource that is; of equal ones the first in the list. */
enum device_bound device_bound_of(struct device_work work,
                                  struct device_rate rate);

/* Sum of the resources: work that cannot overlap (a sort between two
   passes); the upper bound of device_seconds. */
double device_serial_seconds(struct device_work work, struct device_rate rate);

/* A slice's part of its node's rate when `busy` of the node's slices want it
   at once: node_Bps / busy, busy >= 1. */
double device_shared_Bps(double node_Bps, double busy);

/*
 * Seconds of a slice to scan `bytes` of blocks and decode `values` values at
 * values_s seconds each: the slower of the two.
 */
double device_scan_s(double bytes, double disk_Bps, double values,
                     double values_s);

/* n log2 n comparisons of a sort of n rows; 0 for fewer than 2. */
double device_sort_compares(double rows);

#endif
