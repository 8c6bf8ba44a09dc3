#ifndef ESTIMATE_REGIONS_XIDS_H
#define ESTIMATE_REGIONS_XIDS_H

#include "estimate/regions/regions.h"

/*
 * regions_xids - how the hidden columns INSERT_XID and DELETE_XID grow with a
 * table's past; for regions*.c alone.
 *
 * They are runs of equal transactions. A batch of the tail is one run. A merge
 * puts rows of many transactions side by side, and then nearly every row has a
 * run of its own: which VACUUM does not mend (redshift.md 1). What counts is
 * the chance that two neighbours in the head have the same transaction,
 *
 *      q = sum of n_j^2 / c_j  over  n^2
 *
 * in a bin with n rows, n_j of transaction j, which lie on a share c_j of the
 * bin: loads one behind the other are not mixed. Rows that go leave q as it is.
 * The same for the transactions that deleted.
 *
 * Where the key says nothing about arrival all rows are mixed, but for those of
 * one key, which stay in the order of their loads (encoding_xid_merged). Then
 * the head is one list of loads by size; the first bin's q is that of all dead
 * rows. Which loads the dead ones are of is told by when they arrived.
 *
 * An interleaved key with a column that rises with arrival lies between, as far
 * as the index knows the rows (encoding_curve_parted). Those beyond it lie in its
 * last cells, mixed with each other.
 *
 * Without a sort key rows stay as they came.
 *
 * Units    rows; tokens of 9 bytes.
 * Memory   the regions' own arena.
 * Errors   none.
 * Result   tokens are expectations.
 * Source   models/encoding.h, encoding_xid_tokens, encoding_xid_merged,
 *          encoding_curve_parted.
 */

/* A batch is about to come to the head, with its dead rows or without. */
void regions_xids_merge(struct regions *r, const struct regions_batch *b,
                        bool keep_dead);

/* One transaction is about to delete so many rows of the head's bins. */
void regions_xids_delete(struct regions *r, const double *rows);

/* The same of a batch. */
void regions_xids_delete_batch(struct regions_batch *b, double rows);

/* Dead rows of the head have gone. */
void regions_xids_clean(struct regions *r);

/* All rows of the head are of one transaction now. */
void regions_xids_renew(struct regions *r);

/* Of which transactions a batch is that the whole tail will be sorted into. */
void regions_xids_recluster(const struct regions *r, struct regions_batch *b);

/* Tokens of a hidden column on a slice that has `share` of the table's rows:
   those of the head, and of one batch. */
double regions_xids_head_tokens(const struct regions *r, int hidden,
                                double share);
double regions_xids_batch_tokens(const struct regions *r, int hidden,
                                 const struct regions_batch *b, double share);

/* Do rows of a time lie together in the head? Then the tokens of each bin's
   rows there, of the whole table. */
bool regions_xids_by_place(const struct regions *r);

/* INSERT_XID along an interleaved curve with a column that rises with arrival:
   tokens on a slice of the rows that the index knows, and of those beyond it. */
struct regions_curve {
    double known_rows, known_tokens, beyond_rows, beyond_tokens;
};
struct regions_curve regions_xids_curve(const struct regions *r, double share);

double regions_xids_bin_tokens(const struct regions *r, int hidden, int bin);

#endif
