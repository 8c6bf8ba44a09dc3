#ifndef MODELS_ENCODING_H
#define MODELS_ENCODING_H

#include <stddef.h>

/*
 * encoding - expected bytes per value of the rule-based encodings, in closed
 * form, for values drawn independently.
 *
 * sim/codec counts the bytes of given values; these formulas say what that
 * count must come to, and show why an encoding suits a column. The two share
 * no code and are held against each other in tests/unit/test_encoding_model.c.
 *
 * Units    bytes per value, in a long block: what a block pays once (its
 *          first value, a dictionary) is left out unless the name says so.
 *          width is the raw value's bytes, shares are 0 to 1 and sum to 1.
 * Memory   none.
 * Errors   none; an argument outside its range is a bug (CHECK).
 * Result   finite, > 0.
 * Source   derived in models/encoding_notes.md from the rules in the Database
 *          Developer Guide, "Compression encodings".
 */

/*
 * P(|X - Y| <= limit), X and Y independent and uniform on `distinct`
 * neighbouring codes; distinct >= 1, limit >= 0.
 *
 *      ((2 m + 1) N - m (m + 1)) / N^2      m = limit < N = distinct
 *      1                                    m >= N - 1
 */
double encoding_step_share_uniform(double distinct, double limit);

/*
 * The same for any distribution on neighbouring codes: shares[i] is the share
 * of the i-th, 0 <= i < count.
 *
 *      sum over i, j with |i - j| <= limit of  p_i p_j
 */
double encoding_step_share(const double *shares, size_t count, size_t limit);

/*
 * DELTA (small_bytes 1) and DELTA32K (2), a share s of whose differences fit:
 *
 *      s * small_bytes + (1 - s) * (width + 1)
 */
double encoding_delta_bytes(double step_share, double small_bytes,
                            double width);

/* MOSTLYn: fit * small_bytes + (1 - fit) * width + 1/8. */
double encoding_mostly_bytes(double fit_share, double small_bytes,
                             double width);

/*
 * RUNLENGTH of values drawn independently: value i has share p_i and a token
 * of token_bytes[i], count included; runs are cut after run_max values.
 *
 *      sum of t_i p_i (1 - p_i) / (1 - p_i^R)       p_i < 1
 *      t_i / R                                      p_i = 1
 *
 * A run of i begins with chance p_i (1 - p_i) at a value, and is geometric:
 * it needs 1 + p^R + p^2R + .. tokens.
 */
double encoding_runlength_bytes(const double *shares, const double *token_bytes,
                                size_t count, double run_max);

/*
 * BYTEDICT of `distinct` equally likely values, its dictionary of 256 full:
 * 1 + (1 - 256/distinct) * width. The block pays 256 * width once.
 */
double encoding_bytedict_bytes(double distinct, double width);

/*
 * The hidden columns INSERT_XID and DELETE_XID of a table loaded by one
 * transaction: RUNLENGTH of a constant of 8 bytes, 9 bytes for 255 values.
 */
double encoding_xid_bytes(void);

/*
 * Tokens per row of an XID column of many transactions, where two neighbours
 * have the same one with the chance q: as if one transaction had a share
 * p = sqrt(q) of the rows, and every other row one of its own.
 *
 *      (1 - p) (1 + p / (1 - p^255)),     1/255 at p = 1
 *
 * 1 - q, as it must be, but for the runs that are cut. 0 <= q <= 1.
 */
double encoding_xid_tokens(double same_frac);

/*
 * The chance that two neighbours on the z-order curve of an interleaved key
 * came in different loads. The i-th (from 0) of the key's `axes` columns rises
 * with arrival; the curve has N = `rows` rows (>= 1), of which a load has the
 * share w = `load_frac`, > 0.
 *
 *      1 - exp(-c N^(-1/d) / w),      d = axes, c = 2^(-(d - 1 - i) / d)
 *
 * Neighbours are about N^(-1/d) of the ranks apart on each axis, less on those
 * whose bits come first in the least level. c is no derivation: it was fitted to
 * rows drawn evenly (guess), within 0.12 for two and three columns, to which
 * tests/unit/test_encoding_curve.c holds it. Loads that end at a half of all lie
 * apart on the curve by themselves: there it says up to 0.21 too much.
 */
double encoding_curve_parted(int axes, int axis, double rows, double load_frac);

/*
 * Tokens of INSERT_XID in a merged region whose order says nothing about when
 * rows arrived, where rows of one key stay in the order of their loads: so the
 * rows of one load and key are neighbours. Of each kind there are loads[i]
 * loads of rows[i] rows (> 0); `keys` different keys fill the region evenly.
 * With m = rows / keys of a load, M of all, a load has
 *
 *      R = keys (p - p^2 e^(m - M) / (1 - e^-M)),      p = 1 - e^-m
 *
 * runs: one in each key that it meets, but for the keys that it ends and the
 * next one begins. A run that goes on with the chance s = 1 - R / rows is cut
 * every 255 rows, R / (1 - s^255) tokens. Many keys: R = rows (1 - share), as
 * with encoding_xid_tokens.
 */
double encoding_xid_merged(const double loads[], const double rows[],
                           size_t kinds, double keys);

#endif
