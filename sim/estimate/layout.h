#ifndef ESTIMATE_LAYOUT_H
#define ESTIMATE_LAYOUT_H

#include "estimate/known.h"

struct regions; /* regions.h */
struct density; /* models/density.h */

/*
 * layout - how a table lies on the cluster under one design: rows on each
 * slice, encodings, values in a block, blocks of each column.
 *
 * What the user left open is settled here as Redshift does it: DISTSTYLE
 * AUTO, encodings that COPY or ENCODE AUTO choose.
 *
 * A block is so many bytes, and its rows follow from the encoding. Where the
 * scenario sets rows_per_block it is the other way round: every column's block
 * has those rows, hidden columns' too, and the bytes that they take encoded,
 * with the header; the last block of a slice counts as if it were full.
 *
 * Memory   the arena given.
 * Units    in the names; per-slice figures are expectations.
 * Source   models/storage.h, skew.h, sim/codec; redshift.md 1-4, 9.3.
 */
struct column_layout {
    enum encoding encoding;
    double bytes_per_value;        /* beyond what a block holds once */
    double values_per_block;       /* whole values; with a density, the mean */
    const struct density *density; /* where in stored order how many; NULL:
                                      alike everywhere */
    /* The same in head and tail, with a past. */
    double segment_values[2];
    const struct density *segment_density[2];
    double fullest_values; /* the same on the fullest slice of KEY, which is
                                the first; 0: as on the others */
    double block_bytes;    /* of a full block: what reading one costs */
    double blocks;         /* all slices, empty ones included */
    double text_bytes;     /* mean decoded bytes of a string; else 0 */
};

struct table_layout {
    int table;
    const struct table *t;
    struct table_design design; /* nothing AUTO is left */
    double copies;              /* ALL: one per node; else 1 */
    double populated;           /* slices that hold rows */
    double segments;       /* 2 with a sort key: sorted and unsorted; else 1 */
    double slice_rows;     /* mean rows of a populated slice */
    double *rows_by_slice; /* expected; for KEY in falling order of slices */
    double unsorted_frac;
    double dead_frac;           /* of the stored rows, marked deleted */
    const struct regions *past; /* regions.h; NULL: as on the day of its load */
    /* KEY: rows of a slice that no heavy value fills, and their standard
       deviation by which slice a key hashes to. */
    double chance_rows, chance_sd_rows;
    bool heavy; /* a heavy value fills the first slice for sure */
    double max_over_mean, skew_rows, cv, empty_slices;
    struct column_layout *columns; /* the table's own, then the hidden ones */
    double blocks;
    double skew_sortkey1; /* NaN without a sort key */
    int64_t *observed;    /* rows of a mean slice (observed.h); or NULL */
    int64_t observed_count;
};

struct layout {
    const struct design *design;
    struct table_layout **tables;
};

struct layout *layout_of(struct arena *a, struct known *k,
                         const struct design *d);

/* One table alone; layout_of calls it for each. */
struct table_layout *layout_table(struct arena *a, struct known *k, int table,
                                  const struct table_design *d);

/* From the rows of each slice: how many hold any, the mean of those of `rows`
   stored rows (all copies), and how uneven they are. */
void layout_sum_slices(struct table_layout *l, int slices, double rows);

/* Rows of the ith of n slices of KEY that no heavy value fills, from 0 on and
   in rising order: at even steps of what chance makes of them; at least 1. */
double layout_chance_slice(const struct table_layout *l, int i, int n);

/* Mean values of the full blocks of a column on the mean slice: a block that
   ends a slice is not one of them. */
double layout_full_block_values(const struct table_layout *l, int column);

/*
 * How much more than the mean the busiest slice holds, when rows are placed
 * by a column of which only `values` different ones are left (kept_frac of
 * them all), the most frequent having hot_share of the rows.
 */
double layout_busiest(double slices, double values, double hot_share,
                      double rows);

#endif
