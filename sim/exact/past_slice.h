#ifndef EXACT_PAST_SLICE_H
#define EXACT_PAST_SLICE_H

#include "exact/arrivals.h"
#include "exact/past.h"
#include "exact/sorting.h"

/*
 * past_slice - the stored rows of one slice and their blocks, for past*.c.
 *
 * Rows are three lists side by side. A segment keeps its columns' blocks open,
 * so that rows which come behind cost no more than themselves; whatever moves
 * rows fills the segment again. Those of INSERT_XID and DELETE_XID are brought
 * up to date when they are looked at: a mark on a row leaves the blocks before
 * it as they are.
 *
 * Memory   each segment has an arena, begun anew with each refill.
 * Errors   none.
 */
struct past_version {
    int64_t arrival;
    uint32_t born, died; /* transactions; died 0: alive */
};

/* Blocks of one of INSERT_XID and DELETE_XID while they are filled. */
struct past_xids {
    struct store_column out;
    size_t room;
    int64_t rows;      /* that the blocks are right for */
    int64_t runs, run; /* of the last block; rows of its last run */
};

struct past_segment {
    struct arena *arena;
    struct column_filling **filling; /* per column; NULL while empty */
    struct past_xids born, died;
    int64_t rows;
};

enum { PAST_HEAD, PAST_TAIL, PAST_SEGMENTS };

struct past_slice {
    struct past_version *rows; /* head, then tail */
    size_t count, room;
    int64_t head;
    int64_t batches; /* in the tail */
    int64_t dead;    /* of both */
    struct arena *index_arena;
    struct sorting_index *index; /* of an interleaved key; else NULL */
    struct past_segment segments[PAST_SEGMENTS];
};

struct past {
    struct arena *arena;
    const struct world *base, *world;
    int table;
    const struct table *t;
    const struct table_design *design;
    enum encoding *encodings;
    struct arrivals arrivals;
    int slice_count;
    struct past_slice *slices; /* ALL: the first stands for all copies */
    int64_t *where;  /* by arrival: slice and place of the visible version */
    int64_t arrived; /* numbers so far */
    int64_t dealt;   /* EVEN: rows so far */
    uint32_t xid;    /* of the last transaction */
    bool vacuumed;   /* a block per column and slice is kept for new rows */
    int64_t events;
};

bool past_is_sorted_table(const struct past *p); /* has a sort key */

/* Row numbers of these versions. */
void past_row_numbers(const struct past *p, const struct past_version *v,
                      size_t count, int64_t *rows);

/* Room for so many at once, before the first: what grows is copied. */
void past_slice_reserve(struct past *p, struct past_slice *s, size_t rows);

/* One more at the end. */
void past_slice_push(struct past *p, struct past_slice *s,
                     struct past_version v);

/* The visible version at this place is deleted by the last transaction. */
void past_slice_mark(const struct past *p, struct past_slice *s, int64_t place);
/* Make the index of an interleaved key anew, of the versions that are there. */
void past_slice_learn(const struct past *p, struct past_slice *s);

/* Versions from..to - 1 in the order of the sort key; equal ones stay. */
void past_slice_sort(const struct past *p, struct past_slice *s, size_t from,
                     size_t to);

/* Fill the blocks of a segment: with its rows from `from` (of the segment)
   on, all that came before being there; 0 begins anew. */
void past_slice_fill(struct past *p, struct past_slice *s, int segment,
                     int64_t from);

/* Note where the visible rows from this place on are. */
void past_slice_index(struct past *p, int slice, size_t from);

/* A VACUUM of all slices. */
struct past_did past_vacuum(struct past *p, const struct operation *op);

/* Columns of the slice with blocks of head and tail, in `a`; *empty counts
   segments that have none. Not two at a time of one slice. */
struct store_slice past_slice_view(struct arena *a, const struct past *p,
                                   struct past_slice *s, int *empty);

#endif
