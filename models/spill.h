#ifndef MODELS_SPILL_H
#define MODELS_SPILL_H

/*
 * spill - what is written to disk when a step needs more than its memory.
 *
 * A query slot owns a fixed piece of memory (its queue's share divided by
 * the queue's slots, idle neighbours or not). Hash, sort and aggregate steps
 * that need more write to disk: is_diskbased = t in SVL_QUERY_SUMMARY. Halving
 * the slots' memory by doubling their number can so make every query slower.
 *
 *   Hash join   as hybrid hash: the part M of the table's S bytes that fits
 *               stays, the share 1 - M/S is partitioned to disk, and with it
 *               the same share of the rows that would probe it. Partitions
 *               that still do not fit are split again: more passes.
 *   Aggregate   groups that fit are updated in place; rows of the others,
 *               the share 1 - M/S of the input, are written and read again.
 *   Sort        external merge sort: runs as long as the memory, merged
 *               fan-in at a time. All S bytes are written and read once per
 *               level, however little is missing.
 *
 * So a hash step degrades gently where a sort falls off a cliff.
 *
 * Units    bytes of one slice.
 * Memory   none.
 * Errors   none; a fan-out below 2 or no memory is a bug (CHECK).
 * Result   all 0 when the step fits; at most SPILL_PASSES_MAX passes.
 * Source   hybrid hash: DeWitt, Katz, Olken, Shapiro, Stonebraker, Wood,
 *          "Implementation techniques for main memory database systems",
 *          SIGMOD 1984. External sort: Knuth, TAOCP 3, 5.4. That Redshift
 *          keeps the part that fits is our assumption (guess); that hash,
 *          sort and aggregate steps are the ones that spill is documented
 *          (Developer Guide, r_SVL_QUERY_SUMMARY).
 */
enum { SPILL_PASSES_MAX = 64 };

/* TUNING (guess): partitions or runs handled at once. Matters only where a
   step needs more than this times its memory. */
#define SPILL_FAN_OUT 32.0

struct spill {
    double frac;        /* share of the step's bytes that did not stay */
    double passes;      /* times that the spilled bytes travel */
    double write_bytes; /* summed over passes */
    double read_bytes;
};

/* Share of `need_bytes` that memory_bytes cannot hold: 1 - M/S, 0..1. */
double spill_frac(double need_bytes, double memory_bytes);

/* A hash join's table of table_bytes, probed by probe_bytes of rows. */
struct spill spill_hash(double table_bytes, double probe_bytes,
                        double memory_bytes, double fan_out);

/* Grouping input_bytes of rows into groups that take group_bytes in all. */
struct spill spill_aggregate(double input_bytes, double group_bytes,
                             double memory_bytes, double fan_out);

/* Sorting sort_bytes. */
struct spill spill_sort(double sort_bytes, double memory_bytes, double fan_out);

/* Seconds to write and read it, at these rates per slice (> 0). */
double spill_seconds(struct spill s, double write_Bps, double read_Bps);

#endif
