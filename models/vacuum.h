#ifndef MODELS_VACUUM_H
#define MODELS_VACUUM_H

/*
 * vacuum - what a VACUUM does, which of its phases run, and what they cost.
 *
 * A table has a sorted head and an unsorted tail of batches, and rows in both
 * may be marked deleted. A full VACUUM has two phases:
 *
 *   sort     The tail is sorted, as much at a time as the memory of the
 *            VACUUM's slot holds: each time gives one *sorted partition*.
 *   merge    The partitions are merged with the head *from the lowest new key
 *            on*: what lies below stays where it is. So rows appended in key
 *            order cost nothing here, however large the table, and rows with
 *            scattered keys rewrite all of it. Large merges run in increments.
 *
 * A VACUUM that only deletes rewrites the blocks that hold dead rows.
 *
 * Which phases run is decided by the threshold (TO n PERCENT, 95 by default):
 *
 *   (1) FULL: sorts unless n % of the rows are sorted already; if it sorts,
 *       every dead row goes; if not, it only deletes, until n % of the rows
 *       that are left are alive.
 *   (2) SORT ONLY reclaims nothing; DELETE ONLY sorts nothing.
 *   (3) 100 always does all, 0 never does anything.
 *   (4) REINDEX has no threshold. RECLUSTER sorts the tail alone: no merge.
 *
 * Units    rows and bytes of one slice unless the name says table; seconds.
 * Memory   none.
 * Errors   none; an argument out of range is a bug (CHECK).
 * Result   finite, >= 0.
 * Source   redshift.md 5: r_VACUUM_command, vacuum-managing-volume-of-
 *          unmerged-rows. models/README.md, "VACUUM", has the derivation and
 *          what is left of the six measured runs of CUSTSALES.
 * Constants vacuum_sort_s_per_row and vacuum_merge_s_per_row in
 *          models/params/engine.yaml are the two that are calibrated.
 */

/* Does the sort phase run? sorted_frac of the rows, 0..1. */
int vacuum_sorts(double sorted_frac, double to_pct);

/* Does a delete phase of its own run? dead_frac of the rows, 0..1. */
int vacuum_deletes(double dead_frac, double to_pct);

/*
 * Share of all rows that a delete phase takes out so that n % of what is left
 * is alive: it may leave (100 - n) / n dead rows for each live one. 0 when it
 * does not run.
 *
 *      max(0, d - (1 - d) (100 - n) / n)
 */
double vacuum_deleted_frac(double dead_frac, double to_pct);

/* Sorted partitions of the sort phase: at least 1 for any rows. */
double vacuum_partitions(double tail_rows, double row_bytes,
                         double memory_bytes);

/*
 * Increments of the merge: one for the new rows and one more for every
 * VACUUM_MERGE_PARTITIONS partitions' worth of rows merged.
 *
 *      1 + ceil(merged / partition / 4)
 *
 * TUNING (measured): 4 gives 2, 3, 4, 4, 5, 6 for CUSTSALES, which is what
 * was published; with 3 or 5 two of the six are off by one. 0 without rows.
 */
#define VACUUM_MERGE_PARTITIONS 4.0
double vacuum_increments(double merged_rows, double partition_rows);

/* The work of one VACUUM on the busiest slice. */
struct vacuum_work {
    double sorted_rows;   /* through the sort phase */
    double merged_rows;   /* read and written again by the merge */
    double deleted_rows;  /* rows in blocks rewritten to be rid of dead ones */
    double analysed_rows; /* REINDEX: read to learn how values are spread */
};

/* Seconds of it; `fixed_s` is the commit, paid also by one that skips. */
double vacuum_seconds(struct vacuum_work w, double sort_s_per_row,
                      double merge_s_per_row, double fixed_s);

/*
 * Blocks that a VACUUM adds for rows that come while it runs: one for each
 * column on each slice (documented: 10 columns and 8 slices, so no table of
 * 1,000 blocks shrinks unless more than 80 blocks are reclaimed).
 */
double vacuum_growth_blocks(double columns, double slices);

/*
 * Blocks that are needed beside the table at the peak: the sorted partitions,
 * and one increment's rows written anew before the old ones go. BOOST merges
 * in a single window.
 */
double vacuum_peak_blocks(double tail_blocks, double merged_blocks,
                          double increments, int boost);

/*
 * May rows be appended straight to the sorted head? All must hold:
 *   (1) a compound key of exactly one column,
 *   (2) which is NOT NULL,
 *   (3) the table is wholly sorted, or empty,
 *   (4) every new row sorts behind all that are there, also deleted ones,
 *   (5) as judged by the first 8 bytes of the key: a longer one that is not
 *       told apart by them does not qualify.
 */
struct vacuum_append {
    int compound, key_columns, not_null;
    double unsorted_rows;
    int rows_follow; /* (4) */
    int key_bytes;   /* bytes that tell two keys apart */
};
int vacuum_appends(struct vacuum_append a);

#endif
