#ifndef WORLD_CLUSTER_H
#define WORLD_CLUSTER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * cluster - the hardware of a scenario, and the constants of the engine.
 *
 * Both are read from models/params/ (node_types.yaml, engine.yaml), where
 * each number has unit, kind (documented, measured, calibrated, guess) and
 * source. Nothing is set in code.
 */
struct node_type {
    const char *name; /* "dc1.large" */
    int vcpu, slices; /* slices per node by default */
    double memory_bytes, storage_bytes;
    double disk_Bps;    /* a node's sequential read rate */
    double network_Bps; /* what a node can send, and receive */
    double core_speed;  /* compute rate of one slice, dc1.large = 1 */
    double usd_per_h;
    int nodes_min, nodes_max;
};

struct engine {
    double block_bytes;        /* 1 MiB */
    double block_header_bytes; /* per block, not available to values */
    double xid_rows_per_block; /* rows of a hidden XID column in a block */
    int64_t rows_per_block;    /* of every column; 0: what block_bytes hold */
    double scan_s_per_value;   /* decode one value of a scanned column */
    double text_s_per_byte;    /* decode and compare strings */
    double probe_base_s;       /* probe a hash table that fits the cache */
    double probe_doubling_s;   /* more for each doubling of its rows */
    double probe_base_rows;    /* hash-table rows at which base holds */
    double build_s_per_row;
    double merge_s_per_row;
    double group_s_per_row;
    double sort_s_per_compare;
    double nested_s_per_pair;
    double motion_s;             /* open and close one exchange between nodes */
    double distribute_s_per_row; /* pack and unpack a moved row */
    double leader_s;             /* parse, plan, dispatch, collect */
    double leader_s_per_row;     /* return or merge one row at the leader */
    double spill_write_Bps, spill_read_Bps; /* per slice */
    double hash_row_bytes;            /* overhead of a row in a hash table */
    double query_memory_frac;         /* of a node's memory, for all slots */
    double copy_read_s_per_row_byte;  /* decompress and parse input */
    double copy_write_s_per_row_byte; /* distribute and write */
    double copy_sort_s_per_compare;
    double copy_encode_s_per_value;
    double copy_table_s;           /* a COPY's fixed cost, with its commit */
    double vacuum_sort_s_per_row;  /* per row of a slice */
    double vacuum_merge_s_per_row; /* likewise, read and written again */
    double commit_s;               /* one at a time */
    double analyze_s_per_row;      /* a row of ANALYZE's sample */
    double wlm_cache_hit_s;        /* answer from the result cache */
    double wlm_short_error; /* predicted over true time: sigma of the log */
    int wlm_short_slots;    /* short queries at once */
    double wlm_short_limit_every_s; /* the dynamic limit is renewed */
    double wlm_cluster_start_s, wlm_cluster_idle_s; /* for scaling */
    double wlm_superuser_memory_frac; /* beside that of the user queues */
    int wlm_concurrency_max;          /* automatic: queries at once */
    double wlm_load_max;              /* automatic: of the busiest resource */
    double wlm_priority_ratio;        /* turns, shares, over the next lower's */
    double wlm_lost_most_frac; /* of all work, by who is stopped for others */
};

struct cluster {
    struct node_type node;
    struct engine engine;
    int nodes;
    int slices; /* of the whole cluster */
    int slots;  /* query slots that share a node's memory */
};

/* Slices 0, n, 2n, ..: the first of each node (DISTSTYLE ALL lives there).
   Rounded up when the nodes do not share the slices evenly. */
int cluster_slices_per_node(const struct cluster *c);

/*
 * Rows of a hidden XID column in a block of block_bytes: runs of up to 255
 * rows take 9 bytes (measured; models/encoding_notes.md).
 */
double engine_xid_rows(const struct engine *e);

/* A header takes at most half of a block, or else it is no block. */
bool engine_block_has_room(const struct engine *e);

#endif
