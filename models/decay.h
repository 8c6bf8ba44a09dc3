#ifndef MODELS_DECAY_H
#define MODELS_DECAY_H

/*
 * decay - how a layout gets worse between two VACUUMs, in closed form.
 *
 * A table loaded at a steady pace: S rows are sorted, every load adds b rows
 * to the tail, a share f of the stored rows is updated, which leaves as many
 * dead ones. The measure `upkeep` steps the history itself; these say what it
 * must come to where the history is this simple.
 *
 * Units    rows, loads, shares 0..1.
 * Memory   none.
 * Errors   none; arguments out of range are bugs (CHECK).
 * Source   derived in models/README.md, "Decay".
 */

/* SVV_TABLE_INFO.unsorted as a share, after n loads: n b / (S + n b). */
double decay_unsorted_frac(double sorted_rows, double batch_rows, double loads);

/* Share of stored rows that are dead after updating a share `updated` of the
   live ones once: u / (1 + u). */
double decay_dead_frac(double updated_frac);

/*
 * SVV_TABLE_INFO.stats_off: rows changed since the last ANALYZE as a share of
 * the rows that are there, at most 100 %. The view's formula is not
 * published; this one is 0 when nothing changed and 100 when everything did.
 */
double decay_stats_off_pct(double changed_rows, double rows);

/*
 * Blocks read of a tail of `batches` equal batches, each sorted in itself and
 * `batch_rows` long, by a range that keeps hit_frac of each one's rows.
 *
 *      batches * min(B, 1 + (h - 1) / m),  h = hit_frac * batch_rows
 *
 * where a block of m rows holds at most one batch; smaller batches share
 * blocks, and then every block is read in which one of its batches is hit.
 */
double decay_tail_blocks(double batches, double batch_rows,
                         double rows_per_block, double hit_frac);

/*
 * SVV_INTERLEAVED_COLUMNS.interleaved_skew after rows have grown by `growth`
 * (new over reindexed rows) whose values lie in a part `new_frac` (0..1] of
 * the domain that the index was built on: the fullest cell over the mean.
 *
 *      (1 + g / new_frac) / (1 + g),     1 when they are spread alike
 */
double decay_interleaved_skew(double growth, double new_frac);

/* SVV_TABLE_INFO.vacuum_sort_benefit: how much of the blocks that a scan
   reads now it would not read of a sorted table, in percent. */
double decay_sort_benefit_pct(double blocks_now, double blocks_sorted);

#endif
