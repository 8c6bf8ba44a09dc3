#ifndef MODELS_SKEW_H
#define MODELS_SKEW_H

/*
 * skew - how uneven rows lie on the slices, and what the fullest one holds.
 *
 * A query step ends when its last slice ends, so what counts is not the mean
 * but the fullest slice. DISTSTYLE EVEN deals rows out in turn: no slice has
 * more than one row above another. DISTKEY sends a row to the slice that a
 * hash of its key names: every key is a ball, every slice a box, and all
 * rows of a key are one ball. Three things make boxes uneven:
 *
 *   - Chance. n keys on p slices: a slice gets n/p +- sqrt(n/p (1 - 1/p))
 *     keys. A million keys are even to a percent; after a filter that leaves
 *     25 keys on 8 slices, the fullest has 1.87 times the mean, and 100 keys
 *     still 1.42 times. Few keys also leave slices with nothing to do.
 *   - Keys of unequal weight. What decides is the sum of squared shares of
 *     the keys, q: the slice's share varies by sqrt(q (1 - 1/p) / p). A law
 *     with q behaves about like 1/q equal keys.
 *   - A hot key. A share f of the rows with one key goes to one slice,
 *     however many slices there are: max share f + (1 - f) / p. Adding nodes
 *     does not help; this is why a NULL or "unknown" makes a bad DISTKEY.
 *
 * The same functions describe data at rest (skew_rows of SVV_TABLE_INFO) and
 * rows that survive a filter or arrive after a redistribution.
 *
 * Units    keys, rows and slices are counts (double: they may be expected
 *          values); shares are 0..1 of all rows.
 * Memory   none; up to 150 KB of stack in the exact expectations.
 * Errors   none; fewer than 1 slice or a negative count is a bug (CHECK).
 * Result   finite; mean <= expected max <= all.
 * Source   multinomial occupancy, derived in models/README.md, "Skew".
 *          Vectors: theory.md 7.5. Published rows per slice lie within 3
 *          standard deviations (tests/truth/test_slices.c).
 */

/*
 * The two expectations below are exact up to SKEW_EXACT_KEYS keys, and up to
 * SKEW_EXACT_KEYS_MAX when a slice gets fewer than SKEW_EXACT_MEAN of them;
 * beyond that approximated. Their price is what sets the limits: at most
 * about 2 ms.
 */
#define SKEW_EXACT_KEYS 10000.0
#define SKEW_EXACT_KEYS_MAX 200000.0
#define SKEW_EXACT_MEAN 100.0

/* Poisson chance of the whole number k >= 0 at this mean (>= 0). */
double skew_poisson(double k, double mean);

/*
 * Expected keys on the fullest slice when `keys` keys are hashed onto
 * `slices` slices.
 *
 * Exact to about 1e-12 relative where it is exact: P(max <= k) of the
 * multinomial law is that of p independent Poisson counts, none above k,
 * that happen to sum to n; the sum's chance comes from its characteristic
 * function. Between whole numbers of keys linear. Beyond, normal extreme
 * values with the first corrections for the shape of the Poisson law
 * (Cornish and Fisher):
 *
 *      m + sqrt(m) e1 + (e2 - 1) / 6 + (e1 - e3) / (72 sqrt(m))
 *
 * with m = keys / slices and e_j the mean of Z^j for the largest Z of p
 * standard normals. Where it takes over, its error is below 7e-5 of the
 * maximum and 4e-4 of the minimum (2..2048 slices, table in README); it
 * falls with m.
 */
double skew_expected_max(double keys, double slices);

/* Expected keys on the emptiest slice; as above, with the minus sign. */
double skew_expected_min(double keys, double slices);

/*
 * Standard deviation of the keys on the fullest slice: how far one hashing may
 * be from skew_expected_max. Exact where that is; beyond, with Z the largest
 * of p standard normals and the total shared by all slices,
 *
 *      (sqrt(m) + E[Z] / 3) sqrt(Var Z - 1/p),   m = keys / slices
 *
 * which is within 0.3 % at the seam (README).
 */
double skew_max_sd(double keys, double slices);

/* Expected slices without any key: p (1 - 1/p)^n. */
double skew_empty_slices(double keys, double slices);

/*
 * Standard deviation of a slice's rows: `keys` keys whose rows have the mean
 * rows_per_key and the standard deviation rows_per_key_sd among keys.
 *
 *      sqrt(n (m^2 (1/p) (1 - 1/p) + s^2 / p))
 *
 * The first term is the number of keys on the slice (binomial), the second
 * how many rows each of them brings.
 */
double skew_slice_sd(double keys, double rows_per_key, double rows_per_key_sd,
                     double slices);

/* Standard deviation of a slice's share of all rows when key i holds the
   share f_i and sum_squares is the sum of f_i^2 (0..1):
   sqrt(sum_squares (1 - 1/p) / p). */
double skew_share_sd(double sum_squares, double slices);

/*
 * Expected rows of the slice of this rank (1 = emptiest .. slices = fullest)
 * for a KEY distribution, from the mean and standard deviation of a slice.
 * Blom's plotting position for the normal order statistic:
 *
 *      mean + sd sqrt(p / (p - 1)) z((rank - 3/8) / (p + 1/4))
 *
 * The root undoes that slices share one total: a slice's own deviation is
 * from the common mean. Within 0.02 sd of the exact order statistic. The
 * result is kept at 0 or more. The slices of all ranks sum to slices * mean
 * (as long as none is kept at 0).
 */
double skew_ranked_rows(double rank, double slices, double mean, double sd);

/* Rows of a slice under EVEN: the fullest and the emptiest, one row apart at
   most. */
double skew_even_max(double rows, double slices);
double skew_even_min(double rows, double slices);

/* Share of the fullest slice when one value holds the share hot_share and
   the rest is even: f + (1 - f) / p. */
double skew_hot_max_share(double hot_share, double slices);

enum { SKEW_HEAVY_MAX = 6 };

/*
 * Expected share of the fullest slice for `count` (0..SKEW_HEAVY_MAX) heavy
 * keys with the given shares and a rest of many light keys, whose shares
 * squared sum to rest_squares (0: the rest is perfectly even).
 *
 * All ways in which the heavy keys can fall together are summed, each with
 * its chance; the rest adds normal noise, and the expected maximum over the
 * slices is integrated. Exact in the heavy keys; the rest is even up to
 * that noise. Heavier keys than SKEW_HEAVY_MAX belong into the rest. The sum
 * of the shares must not exceed 1.
 */
double skew_heavy_max_share(const double heavy_shares[], int count,
                            double rest_squares, double slices);

/* What SVV_TABLE_INFO and a reader want to know about the rows per slice. */
struct skew_summary {
    double max, min, mean;
    double sd;            /* population standard deviation */
    double cv;            /* sd / mean; 0 when there are no rows */
    double max_over_mean; /* 1 when there are no rows */
    double skew_rows;     /* max / min, as SVV_TABLE_INFO; infinite for an
                             empty slice next to a filled one, 1 for none */
    double empty_slices;
};

/* Of the rows of each of `slices` (>= 1) slices. */
struct skew_summary skew_summary_of(const double rows[], int slices);

#endif
