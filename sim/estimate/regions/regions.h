#ifndef ESTIMATE_REGIONS_H
#define ESTIMATE_REGIONS_H

#include "estimate/layout.h"
#include "estimate/regions/parts.h"
#include "estimate/survivors.h"
#include "world/history.h"

/*
 * regions - a table over time: what lies sorted, what lies behind it, what is
 * dead; expected, in numbers that do not grow with the rows.
 *
 * A table with a sort key has two regions on each slice. The *head* is sorted.
 * The *tail* is a row of batches as they came in, each sorted in itself: what
 * a COPY, an INSERT or the new versions of an UPDATE brought. A row that is
 * deleted or replaced stays where it is, marked, and is read by every scan,
 * until a VACUUM takes it out.
 *
 * What decides everything else is where new keys fall. So a row's place is
 * measured on one axis, its *arrival number* (world/history.h). Where the sort
 * key rises with arrival that is also the order of the head: a COPY lies above
 * all, a late row a little below, an update of rows three days old three
 * days below; a merge begins at the lowest of them. Where the key says nothing
 * about arrival, every batch lies scattered over the whole head.
 *
 *     head    live  ||||||||||||||||||||||||||     REGIONS_BINS bins of the axis
 *             dead  .      . .   .    ...:::::
 *     tail    batch 1                 |      [====]
 *             batch 2                 |   [..]          an update
 *             batch 3                 |          [====]
 *
 * A sort key that trails arrival by a lag, such as a date of shipment, rises
 * with arrival but for the spread of the lag: its places are those of the mean
 * lag, and every batch is as wide as the lags are.
 *
 * The head is a histogram over the axis, live and dead; a batch is a range of
 * the axis and a small histogram over that. An operation costs a walk over
 * both, whatever the rows.
 *
 * Slices. Which slice a row lies on does not depend on when it came: EVEN deals
 * rows out in turn, KEY by a hash. So each slice has the same share of every
 * batch, of the head and of the dead as of the table; what differs is how many
 * rows it has, and blocks are counted slice by slice from that
 * (regions_layout). There is one exception, a distkey that rises with arrival,
 * such as a date: then a batch lies on the few slices that its few values hash
 * to, and the VACUUM of that batch is work for them alone. *_over_mean below
 * says how much more than the mean the busiest slice has to do.
 *
 * Assumes  rows are even within a bin, and within a part; the share hit of a
 *          range is the same in head and tail.
 * Units    rows of the whole table (of one copy for ALL), expectations;
 *          places are arrival numbers.
 * Memory   the arena given.
 * Errors   none.
 * Result   live rows = rows loaded - rows deleted, after every operation.
 * Source   redshift.md 5; models/vacuum.h, models/zone.h.
 */
enum {
    REGIONS_BINS = 1024,
    REGIONS_SHIFTS = 32,
    REGIONS_PARTS = 16,
    REGIONS_SIZES = 48
};

/* Loads by size, the i-th of from 2^i rows on: rows of them all, those of them
   that are dead, and the places between which they lie. */
struct regions_loads {
    double count[REGIONS_SIZES], rows[REGIONS_SIZES], dead[REGIONS_SIZES];
    double first[REGIONS_SIZES], last[REGIONS_SIZES];
};

struct regions_batch {
    double first, last; /* arrival numbers */
    double live, dead;
    /* By arrival, unless by bins: later updates hit its newest rows longest. */
    double live_part[REGIONS_PARTS], dead_part[REGIONS_PARTS];
    bool joined;                   /* came with the one before, in one INSERT */
    bool late;                     /* loaded, so that some of it may be late */
    double *live_bins, *dead_bins; /* RECLUSTERed; else NULL */
    /* regions_xids.h: of those, per row, or which loads; of two dead ones. */
    double xid_tokens;
    const struct regions_loads *loads;
    double dead_same;
};

struct regions {
    struct arena *arena;
    const struct world *world; /* with all rows that ever arrive */
    struct known *known;
    int table;
    const struct table *t;
    const struct table_design *design; /* settled: no AUTO */
    bool sorted, rising;
    bool dist_rising;   /* the distkey rises with arrival .. */
    double dist_values; /* .. through so many values */
    /* The key trails arrival by a lag: then all rows are shifted, those of a
       short lag downward and those of a long one upward. */
    bool trailing;
    double late_frac;
    int shift_count;
    double shifts[REGIONS_SHIFTS]; /* of late rows, equally likely, falling */
    double span;                   /* the axis: all rows that ever arrive */
    double arrived;
    double head_top;          /* place of the newest row of the head */
    double gone;              /* no row that arrived before this one is alive */
    double *live, *dead;      /* the head, per bin */
    double *same, *dead_same; /* chances per bin (regions_xids.h) .. */
    double *came;             /* .. and transactions that brought its rows */
    struct regions_loads loads; /* in the head, where bins say nothing */
    double keys;                /* different ones of the sort key .. */
    bool keys_apart;            /* .. each on one slice */
    struct regions_batch *tail;
    size_t tail_count, tail_room;
    /* A VACUUM leaves a block per column and slice for rows that come while
       it runs; a table that never had one has none. */
    bool vacuumed;
    /* The index of an interleaved key: the live rows when it was made, per bin,
       all of them below index_top; and whether a column of the key rises with
       arrival, so that later rows lie beyond it. */
    double *index, index_rows, index_top;
    bool index_rises;
    double loaded, deleted; /* live rows added and taken away so far */
    struct parts *parts;    /* what the values of head and batches take */
};

/* `l` is the table's layout with all rows that ever arrive (history_grown), of
   which `rows` are there at the beginning. */
struct regions *regions_begin(struct arena *a, struct known *k,
                              const struct table_layout *l, double rows);

double regions_live(const struct regions *r);
double regions_dead(const struct regions *r);
double regions_head(const struct regions *r); /* live and dead */
double regions_tail(const struct regions *r);
double regions_rows(const struct regions *r);

/* COPY, or INSERT: true when the rows went straight to the head. An INSERT
   appends to an empty one only, a COPY also behind all that is stored. */
bool regions_load(struct regions *r, double first, double last, bool copy);

/* Mark rows dead; returns how many. */
double regions_delete(struct regions *r, double first, double last,
                      double share);

/* The same, and as many new ones behind. */
double regions_update(struct regions *r, double first, double last,
                      double share);

/* The batches of the tail from this one on came in one INSERT: a merge that
   deletes and inserts. */
void regions_join(struct regions *r, size_t from);

void regions_truncate(struct regions *r);

/* What a VACUUM did to the rows. */
struct regions_vacuum {
    bool sorted, deleted;
    double sorted_rows;  /* of the tail, through the sort phase */
    double merged_rows;  /* rewritten by the merge, new ones included */
    double cleaned_rows; /* in blocks rewritten to be rid of dead rows */
    double removed_rows; /* dead ones that are gone */
    double analysed_rows;
    /* The busiest slice's part of sorted and of merged rows over the mean. */
    double sorted_over_mean, merged_over_mean;
};

/* `now` is the layout of the table as it lies (regions_layout). */
struct regions_vacuum regions_vacuum(struct regions *r, enum vacuum_kind kind,
                                     double to_pct,
                                     const struct table_layout *now);

/* The regions as they are, to put them back if something cannot be done. */
struct regions regions_save(struct arena *a, const struct regions *r);
void regions_restore(struct regions *r, const struct regions *saved);

/* A deep copy: all live rows in order, none dead. */
void regions_deep_copy(struct regions *r);

/* A range [below, below + within) of a distribution, in shares of the rows that
   have arrived. */
struct regions_range {
    double below, within;
};

/* Ranges that ascend, none of which overlaps the next: of the sort key; or of
   what rises with arrival, where the sort key does not. */
struct regions_asked {
    const struct regions_range *ranges;
    int count;
    bool by_arrival;
};

struct regions_pieces {
    struct survivors_piece *items;
    size_t count, room;
};

/* Rows in a block of head and of tail; where the tail's differ, a density. */
struct regions_blocks {
    double head_rows, tail_rows;
    const struct density *tail;
};

/*
 * Blocks on a slice of so many rows whose zone map meets one of
 * the ranges, each with its chance; those of the head first, then the tail's.
 *
 * A block is passed over when all its rows lie above a range, or all below. Of
 * n rows in order of the key, of which a share F lies below a place, at most i
 * do so with the chance B(i; n, F) (zone_at_most). So the block that holds the
 * rows from..to - 1 of a batch lies above with the chance B(from; n, F(end)),
 * below with 1 - B(to - 1; n, F(begin)); one that holds rows of several batches
 * with the product over them. Rows in no order of what is asked for all lie
 * above with the chance (1 - F)^rows. Where the key says nothing about arrival,
 * the head holds rows of all times up to its last merge in every block.
 */
struct regions_pieces regions_read(struct arena *a, const struct regions *r,
                                   double slice_rows,
                                   const struct regions_asked *asked,
                                   struct regions_blocks blocks);

/* Does a column rise with arrival, so that new rows have new values of it? */
bool regions_rises(const struct regions *r, int column);

/* SVV_INTERLEAVED_COLUMNS.interleaved_skew; NaN without such a key. */
double regions_interleaved_skew(const struct regions *r);

/* The layout of the table as it lies now: rows on each slice, blocks, unsorted
   share; `base` as for regions_begin. Few rows do not reach all slices. */
struct table_layout *regions_layout(struct arena *a, const struct known *k,
                                    const struct table_layout *base,
                                    const struct regions *r);

#endif
