#ifndef MODELS_JOIN_H
#define MODELS_JOIN_H

/*
 * join - the work of joining rows that already lie on the same slice.
 *
 * A hash join reads the inner side into a hash table and looks every outer
 * row up in it. The look-up is one jump to an unpredictable address, and its
 * price is where that address lies: a table of a few thousand rows lives in
 * the processor's caches, one of a million rows does not. Cache levels and
 * the TLB are a staircase on a logarithmic scale of the table's size; a
 * straight line through the stairs is
 *
 *      seconds per probe = base + doubling * log2(1 + rows / base_rows)
 *
 * the price growing by `doubling` each time the table doubles once it is
 * past base_rows. This is why a dimension of 2,556 dates joins almost for
 * free and one of a million suppliers does not, and why a filter on the
 * dimension pays twice: fewer matches and a smaller table.
 *
 * A merge join walks both sides in key order at a fixed price a row. A nested
 * loop looks at every pair.
 *
 * Units    seconds, rows. Rows are those of one slice, as is the table:
 *          a broadcast or ALL inner side is whole on every slice, a keyed
 *          one is divided.
 * Memory   none.
 * Errors   none; negative arguments are bugs (CHECK).
 * Result   finite, >= 0; rising in every row count.
 * Source   the logarithmic law is our reading of memory hierarchies (Manegold,
 *          Boncz, Kersten, "Optimizing database architecture for the new
 *          bottleneck: memory access", VLDB Journal 9:231-246, 2000, measure
 *          the staircase). Its constants are the caller's: calibrated, see
 *          models/params/engine.yaml. README, "Join".
 */

/* Seconds to look one row up in a hash table of table_rows rows. */
double join_probe_s(double table_rows, double base_s, double doubling_s,
                    double base_rows);

/*
 * As join_probe_s for `probes` rows, of which each finds `matches` (>= 0)
 * rows: the look-up, and each match beyond the first again at base price
 * (neighbours in the bucket).
 */
double join_probes_s(double probes, double matches, double table_rows,
                     double base_s, double doubling_s, double base_rows);

/* Seconds to put `rows` rows into a hash table. */
double join_build_s(double rows, double s_per_row);

/* Bytes of a hash table: each row with its overhead. */
double join_table_bytes(double rows, double row_bytes, double overhead_bytes);

/* Seconds to merge two sides in key order. */
double join_merge_s(double outer_rows, double inner_rows, double s_per_row);

/*
 * A merge join is possible: both sides distributed and sorted on the join
 * columns, and each with less than 20 % unsorted rows (documented: Developer
 * Guide, c-the-query-plan). A full join never is.
 */
int join_can_merge(double outer_unsorted_frac, double inner_unsorted_frac);

/* Pairs a nested loop looks at. */
double join_pairs(double outer_rows, double inner_rows);

/* Expected rows that one probe finds: inner rows per key value, given that
   the share hit_frac of probes finds any. */
double join_matches(double inner_rows, double inner_distinct, double hit_frac);

/*
 * Share of outer rows that a semi join keeps: the chance that the row's key
 * is among inner_keys of all key_values equally likely ones.
 */
double join_semi_frac(double inner_keys, double key_values);

/*
 * Cost ratio of a two-phase to a one-phase aggregation is decided by the
 * groups: phase one leaves on each slice at most min(rows, groups) rows.
 * Expected rows that a slice sends after the first phase.
 */
double join_partial_groups(double slice_rows, double groups);

#endif
