#ifndef PLAN_TALLY_H
#define PLAN_TALLY_H

/*
 * tally - the work of one step of a plan: blocks, bytes, rows. Never time.
 *
 * The estimate fills a tally with expectations, the exact simulation with
 * counts; both mean the same things, so they can be compared. price.h alone
 * turns a tally into seconds.
 *
 * Units    in the names. `sum` is over all slices of the cluster, `busiest`
 *          is the slice (or, where said, the node) that has most of it.
 */
struct amount {
    double sum, busiest;
};

struct tally {
    /* scan */
    struct amount blocks;       /* read, all columns */
    struct amount bytes_read;   /* as encoded on disk: blocks * block size,
                                   or less for a last, partly filled block */
    struct amount rows_scanned; /* rows_pre_filter: in the row ranges read */
    struct amount values;       /* decoded: rows scanned * columns read */
    struct amount text_bytes;   /* decoded bytes of string columns */

    /* any step */
    struct amount rows_out;

    /* motion; busiest is what a node packs and unpacks, and receives */
    struct amount rows_moved, bytes_moved;

    /* join */
    struct amount build_rows; /* put into a hash table */
    struct amount probe_rows; /* looked up in one */
    double hash_rows;         /* of the hash table that a slice probes */
    double hash_bytes;        /* its bytes */
    struct amount merge_rows; /* walked through by a merge join */
    struct amount pair_rows;  /* compared by a nested loop */

    /* aggregate, sort, window */
    struct amount group_rows;    /* rows fed to an aggregate */
    struct amount groups;        /* rows it keeps */
    struct amount sort_compares; /* n log2 n */

    /* written and read again because memory was short; busiest slice */
    struct amount spill_bytes;

    /* rows that reach the leader */
    double leader_rows;
};

/* The zero amount, and an amount spread evenly but for a factor. */
struct amount amount_of(double sum, double slices, double busiest_over_mean);

/* a += b, member by member: as if done one after the other on the same
   slices. */
void amount_add(struct amount *a, struct amount b);

#endif
