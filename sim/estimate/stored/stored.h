#ifndef ESTIMATE_STORED_H
#define ESTIMATE_STORED_H

#include "estimate/known.h"

/*
 * stored - a sample of a table's rows as they lie next to each other on disk.
 *
 * What an encoding makes of a column depends on the order of its values: a
 * delta is small when neighbours are alike, a run is long when the table is
 * sorted. So the sample is not a handful of random rows: it is a few windows
 * of neighbouring rows of one slice, under one design.
 *
 *   no sort key     rows in order of arrival, thinned to the slice's share;
 *   compound key    the values of the key at consecutive ranks, by quantiles;
 *                   inside a run of equal keys the next key column rises, and
 *                   inside the last one the row number;
 *   interleaved     a walk along the z-order curve of the key columns' ranks.
 *
 * Columns that depend on the first key column, or it on them (lag, function),
 * are drawn to fit its value; all others are independent of it and are taken
 * from rows of the right density. Lines of one order stay neighbours when the
 * key is a property of the order.
 *
 * Memory   the arena given.
 * Result   deterministic; cost does not depend on the number of rows.
 */
enum {
    STORED_ROWS = 16384, /* sampled rows of a large table */
    STORED_WINDOWS = 4,  /* taken at evenly spaced places */
    /* Where neighbours differ from place to place: long runs of equal keys,
       as in a table distributed by its sort key, and late rows. */
    STORED_WINDOWS_MANY = 16,
    STORED_EXACT = 16384, /* tables up to this are sorted whole */
};

struct stored {
    int64_t **codes; /* [column][i]: real and virtual columns */
    size_t count;
    size_t window; /* so many rows at a time are neighbours */
    bool whole;    /* all rows of the slice, exactly */
};

/* `slice_rows` is the number of rows on one slice (or copy), >= 1. */
struct stored stored_sample(struct arena *a, struct known *k, int table,
                            const struct table_design *d, double slice_rows);

/* The same of those columns alone that hang together with the first key
   (order.h); others may be NULL. The design has a sort key. */
struct stored stored_sample_tied(struct arena *a, struct known *k, int table,
                                 const struct table_design *d,
                                 double slice_rows);

/* Has a slice all rows of some values of its sort key, and none of others? */
bool stored_colocated(const struct table_design *d);

/* Does the column's distribution change along the stored order, because it
   hangs together with what orders the rows? */
bool stored_moves(const struct table *t, const struct table_design *d,
                  int column);

/* STORED_WINDOWS windows at these places, as shares of the slice's rows
   (> STORED_ROWS), of the columns that are wanted (real and virtual); others
   may be NULL. */
struct stored stored_sample_at(struct arena *a, struct known *k, int table,
                               const struct table_design *d, double slice_rows,
                               const double *places, const bool *wanted);

/* A part of the table that is sorted in itself. */
struct stored_part {
    double slice_rows;    /* > STORED_ROWS */
    double rows;          /* of all slices */
    int64_t first, count; /* of the table's rows among which they arrived */
};

/* The sample of a part, of the columns that are wanted. Only where
   stored_by_ranks. */
struct stored stored_sample_part(struct arena *a, struct known *k, int table,
                                 const struct table_design *d,
                                 struct stored_part part, const bool *wanted);

/* The sample as of the fullest slice, where one value of the distribution key
   fills more than a slice's share, so that the values there are not those of
   the others. False where none does, or where rows are not kept in order of
   arrival. */
bool stored_sample_fullest(struct arena *a, struct known *k, int table,
                           const struct table_design *d, double slice_rows,
                           const bool *wanted, struct stored *out);

/* Are the first key's values of neighbours found by their ranks? For compound
   keys that say nothing about arrival. */
bool stored_by_ranks(const struct table *t, const struct table_design *d);

/* Does asking for fewer rows on the slice thin the windows, so that they span
   more of it? Where it goes by ranks, and no slice has all rows of a key. */
bool stored_thins(const struct table *t, const struct table_design *d);

/*
 * Coordinate of the z-th cell of a z-order curve along one of `axes` axes:
 * every axes-th bit of z, from bit `axis` on. 0 <= axis < axes.
 */
uint64_t stored_z_axis(uint64_t z, int axis, int axes);

/* True when the column never falls from one row to the next. */
bool stored_rises_with_row(const struct table *t, int column);

/* The slice of a row under the design, if there are `slices` of them. */
int stored_slice(const struct world *w, int table, const struct table_design *d,
                 int64_t row, int64_t distkey_code);

#endif
