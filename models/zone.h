#ifndef MODELS_ZONE_H
#define MODELS_ZONE_H

/*
 * zone - how many blocks are left to read after zone maps have pruned.
 *
 * A column is stored in blocks of 1 MB, and every block carries the smallest
 * and the largest value in it: its zone map. A range predicate skips a block
 * whose [min, max] lies outside the range. What that saves depends on one
 * thing only: how rows with near values lie together.
 *
 *   - In key order (the sorted region) the hit rows are neighbours. They
 *     touch a run of blocks, and every other block is skipped.
 *   - In no order at all each block holds a sample of the whole domain. Its
 *     min and max are near the domain's ends, and nothing is skipped.
 *   - In between (appended batches, a column that follows the sort key) the
 *     values of a block span a band of the domain.
 *
 * The second thing to know is that blocks of different columns do not hold
 * the same rows. A block holds as many values as fit after encoding: 262,107
 * raw integers, but 1,048,427 one-byte differences. The scan works in row
 * ranges: zone maps of the predicate's column choose blocks, those blocks
 * are a range of rows, and from every other column the blocks are read that
 * overlap this range:
 *
 *      sort column    |        |########|        |     4 blocks' worth
 *      other column   |    |   #|####|####|#   |    |  range overlaps 4
 *
 * So a sort column that compresses too well chooses too wide a range and
 * makes every other column read more. zone_round_out and zone_overlap are
 * this mechanism; they are exact. The other functions are expectations for
 * when the position of the hit is not known.
 *
 * A table is the sum of its regions and slices; all functions here look at
 * one region of one slice.
 *
 * Units    rows and blocks are expectations or whole counts, hence double;
 *          *_frac is a share of the column's value domain, 0 to 1.
 * Memory   none. No globals, no randomness: same arguments, same bits.
 * Errors   none. An argument outside its range is a bug in the caller and
 *          stops the program (CHECK); the scenario's reader refused it before.
 * Result   finite, 0 <= blocks read <= zone_blocks(r).
 * Source   derived in models/README.md, "Zone maps". The row-range rule is
 *          measured block by block in AWS, amazon-redshift-utils,
 *          src/Investigations/EarlyMaterialization.md, 2016, and reproduced
 *          exactly by tests/truth/test_zone.c.
 */

/* One column's blocks in one region of one slice. */
struct zone_region {
    double rows;           /* stored rows, live and dead; >= 0 */
    double rows_per_block; /* block bytes / encoded bytes per row; >= 1 */
};

/* Rows [first, last) in stored order, counted from 0; empty: first = last. */
struct zone_range {
    double first, last;
};

/* Blocks in the region, the last one perhaps partly filled. */
double zone_blocks(struct zone_region r);

/*
 * Blocks read from a region in key order, by a predicate that keeps
 * `hit_rows` neighbouring rows (0 <= hit_rows <= r.rows).
 *
 *      1 + (hit_rows - 1) / m,   m = rows_per_block,   at most all blocks
 *
 * Assumes the first hit is equally likely at each of a block's m places.
 * At hit_rows = 0 this is 1 - 1/m, not 0, on purpose: a range that falls
 * between two stored values still reads the block that spans it. A range
 * outside the whole domain reads nothing, and must not be asked about here.
 */
double zone_read_sorted(struct zone_region r, double hit_rows);

/*
 * Blocks read from a region in arrival order, by a predicate on a range of
 * width `hit_frac`, when each block's own values span `band_frac` of the
 * domain. band_frac is what loading did: near 0 for appends in key order,
 * 1 for rows in no order at all (then every block is read).
 *
 *      B * (1 - (1 - s - w)^2 / ((1 - s) (1 - w)))      s + w < 1
 *      B                                                s + w >= 1
 *
 * with B = zone_blocks(r), s = hit_frac, w = band_frac: the chance that two
 * segments of lengths s and w, placed independently and uniformly on the
 * unit interval, touch.
 */
double zone_read_banded(struct zone_region r, double hit_frac,
                        double band_frac);

/*
 * Chance that the zone map of a block of `values` independent values lets a
 * range pass, when a value lies below the range with probability below_frac
 * and in it with hit_frac (each 0..1, their sum <= 1; values >= 1).
 *
 *      1 - a^n - (1 - a - s)^n,   a = below_frac, s = hit_frac, n = values
 *
 * A block is skipped only if all its values are below (a^n) or all above.
 * Near 1 for any n over 100 unless the range lies at the domain's edge:
 * without order there is no pruning. Exact, also for laws that are not
 * uniform: only the two probabilities matter.
 */
double zone_hit_unsorted(double below_frac, double hit_frac, double values);

/* Blocks read of a region in no order: zone_hit_unsorted summed over full
   blocks and the shorter last one. */
double zone_read_unsorted(struct zone_region r, double below_frac,
                          double hit_frac);

/*
 * Chance that at most `most` of `rows` independent values lie in a range that
 * each of them lies in with chance `frac` (0..1): the binomial distribution
 *
 *      I(1 - frac; rows - most, most + 1)        0 <= most < rows
 *
 * by the regularised incomplete beta function I, which also goes between whole
 * numbers. 1 for most >= rows, 0 for most < 0. Where its variance is above
 * 1000 by the normal distribution of the same mean and variance with half a
 * row of continuity, which is within 0.0005 there.
 */
double zone_at_most(double rows, double frac, double most);

/*
 * Chance that at least one of a block's `values` rows is late enough to bring
 * its zone map down to the range, when a row is late with chance late_frac
 * and a late one at the i-th of `count` evenly spaced places of the block
 * reaches the range with chance reach_frac[i] (0..1 each; values >= 0).
 *
 *      1 - product of (1 - late_frac reach_i)^(values / count)
 *
 * Rows are late independently. Exact when rows near a place reach alike.
 */
double zone_hit_late(double late_frac, const double reach_frac[], int count,
                     double values);

/*
 * The hit rows of the sort column, rounded out to whole blocks of it: the
 * rows that the scan will look at. 0 <= first <= last <= sort.rows. An empty
 * hit inside a block (a range between two stored values) is that block's
 * rows; on a block's edge it is empty. The width of the result is what
 * STL_SCAN calls rows_pre_filter.
 */
struct zone_range zone_round_out(struct zone_region sort,
                                 struct zone_range hit);

/* Rows in a range. */
double zone_range_rows(struct zone_range rows);

/*
 * Blocks of a column that overlap the range of rows [first, last): exact.
 *
 *      ceil(last / w) - floor(first / w),   0 when the range is empty
 *
 * with w = rows_per_block of that column.
 */
double zone_overlap(struct zone_region column, struct zone_range rows);

/*
 * Blocks read of `column` by a predicate on the sort column `sort` that hits
 * the rows `hit`: zone_overlap of zone_round_out. Regions of the same rows.
 */
double zone_read_through(struct zone_region sort, struct zone_range hit,
                         struct zone_region column);

/*
 * As zone_overlap, when the range is `length_rows` long, starts and ends at
 * multiples of `grain_rows` (the blocks of the column that chose it), and
 * lies anywhere.
 *
 *      (L - g) / w + 1,   g = gcd(grain, w),   at most all blocks
 *
 * Exact if every multiple of g is equally likely as an offset within a
 * block; equal block sizes (g = w) give L / w, coprime ones 1 + (L - 1) / w.
 * 0 when L = 0. Parts of a row are ignored in the gcd.
 */
double zone_overlap_random(struct zone_region column, double length_rows,
                           double grain_rows);

/*
 * Blocks read of a column when rows survive in pieces: each piece of
 * `grain_rows` neighbouring rows (a block of some other column) is kept with
 * probability keep_frac, independently of the others.
 *
 *      B * (1 - (1 - q)^k),   k = 1 + (w - 1) / grain pieces per block
 *
 * k is split over its two neighbouring whole numbers. With grain = 1 this is
 * the chance that any of w rows survives.
 */
double zone_read_scattered(struct zone_region column, double grain_rows,
                           double keep_frac);

/*
 * Share of rows left when `count` independent predicates each leave
 * keep_frac[i] of the rows unskipped: the product; 1 for none.
 */
double zone_keep_joint(const double keep_frac[], int count);

/*
 * Blocks read by a predicate on the second column of a compound key, when
 * the first column has `runs` values (>= 1) and no predicate.
 *
 * Within each of the runs the second column is in order, so a range that
 * keeps hit_frac of it is one piece per run. A block that straddles two runs
 * holds the end of one and the start of the next: its zone map spans the
 * whole domain, and it is always read. With r = rows / runs rows in a run, m
 * rows a block, h = hit_frac * r hit rows in a run and the piece anywhere:
 *
 *      runs (1 + (h - 1) / m)  +  (runs - 1) (1 - 1/m) (1 - m / (r - h + 1))
 *
 * first the blocks that a piece touches, then the straddling blocks that it
 * does not (a run's end falls between two blocks with the chance 1/m). All
 * blocks when r - h + 1 < m. So the second column prunes only while the
 * first has far fewer values than the region has blocks. One run gives
 * zone_read_sorted.
 */
double zone_read_second(struct zone_region r, double runs, double hit_frac);

/* One column of an interleaved key, and the predicate on it. */
struct zone_axis {
    double distinct;   /* different values in the region; >= 1 */
    double hit_values; /* of them in the range; = distinct: no predicate */
};

enum { ZONE_AXES_MAX = 8 }; /* INTERLEAVED SORTKEY takes at most 8 columns */

/*
 * Blocks read of a region with an interleaved key of `count` columns
 * (1..ZONE_AXES_MAX), each weighted equally.
 *
 * The blocks form a grid with c = B^(1/d) cells along each of the d axes. A
 * range of v of D values touches 1 + (v - 1) / (D / c) cells of its axis. An
 * axis with fewer values than cells gives its bits to the others, so that
 * the product of cells remains B.
 *
 *      product over axes of min(c_i, 1 + (v_i - 1) c_i / D_i)
 *
 * Equality on j of d columns: B^(1 - j/d), AWS's published arithmetic. The
 * grid is taken as even, which is what VACUUM REINDEX restores.
 */
double zone_read_interleaved(double blocks, const struct zone_axis axes[],
                             int count);

#endif
