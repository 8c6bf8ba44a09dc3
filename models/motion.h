#ifndef MODELS_MOTION_H
#define MODELS_MOTION_H

/*
 * motion - what each DS_ label of a join sends over the network.
 *
 * A hash or merge join on a slice needs the rows of both sides that share a
 * join key on the same slice. What the tables' distribution does not already
 * provide must be sent, after the filters and only the columns that are
 * needed above:
 *
 *   DS_DIST_NONE       both sides lie right: nothing moves
 *   DS_DIST_ALL_NONE   the inner side is on every node: nothing moves
 *   DS_DIST_INNER      inner rows go to the slice of their key
 *   DS_DIST_OUTER      outer rows go to the slice of their key
 *   DS_BCAST_INNER     every node gets a copy of the inner rows
 *   DS_DIST_ALL_INNER  the outer side is ALL: the whole inner side goes to
 *                      one slice, which then joins alone
 *   DS_DIST_BOTH       both sides go to the slice of their key
 *
 * On N nodes a redistributed row finds itself on its node already with the
 * chance 1/N; the others travel. A broadcast leaves each row where it is and
 * sends N - 1 copies. So redistribution costs (N-1)/N of the rows whatever
 * N is, and a broadcast grows with the cluster: beyond
 * inner * (N - 1) > (inner + outer) * (N - 1) / N, that is outer < inner *
 * (N - 1), moving both sides is cheaper. All nodes send and receive at once;
 * the step ends when the busiest receiver is done, and with a skewed key
 * that is the node of the hot values.
 *
 * Units    rows, bytes; expectations.
 * Memory   none.
 * Errors   none; negative sizes or fewer than one node are bugs (CHECK).
 * Result   0 on one node: slices of one node do not use the network.
 *          busiest_bytes <= bytes_moved.
 * Source   meaning of the labels: Developer Guide, c_data_redistribution and
 *          c-the-query-plan (redshift.md 2); the counts are derived here.
 *          Rows are taken to start evenly over the nodes.
 */
enum motion_kind {
    MOVE_NONE,
    MOVE_ALL_NONE,
    MOVE_INNER,
    MOVE_OUTER,
    MOVE_BCAST_INNER,
    MOVE_ALL_INNER,
    MOVE_BOTH,
};

/* One side of the join, after its filters. */
struct motion_side {
    double rows;      /* of all nodes together, each counted once */
    double row_bytes; /* what is sent of a row */
    /* Redistributed by the join key, the fullest node's rows over the mean:
       1 (even) .. nodes (all on one). See skew.h. */
    double node_skew;
};

struct motion {
    double rows_handled;  /* packed, hashed and unpacked, moved or not: each
                             redistributed row once, a broadcast one N times */
    double rows_moved;    /* row copies over the network */
    double bytes_moved;   /* bytes over the network, all nodes together */
    double busiest_bytes; /* received by the busiest node */
};

/* Rows and bytes sent for a join of these sides on `nodes` (>= 1) nodes. */
struct motion motion_of(enum motion_kind kind, struct motion_side inner,
                        struct motion_side outer, double nodes);

/* True if the label never sends inner rows. */
int motion_keeps_inner(enum motion_kind kind);

/*
 * Skew over nodes from skew over slices: a node's rows are the sum of its
 * slices', so chance evens out and a hot slice is diluted.
 *
 *      1 + (slice_skew - 1) / slices_per_node
 *
 * when only one slice is over the mean (a hot key); use it as the lower
 * bound, and sqrt(slices_per_node) as the divisor for chance alone.
 */
double motion_hot_node_skew(double slice_skew, double slices_per_node);
double motion_chance_node_skew(double slice_skew, double slices_per_node);

/* Seconds until the busiest node has received, at network_Bps per node;
   every node sends its even part at the same time. */
double motion_seconds(struct motion m, double nodes, double network_Bps);

#endif
