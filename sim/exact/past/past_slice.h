#ifndef EXACT_PAST_SLICE_H
#define EXACT_PAST_SLICE_H

#include "exact/arrivals.h"
#include "exact/past/past.h"
#include "exact/past/past_xids.h"
#include "exact/sorting.h"

/*
 * past_slice - the stored rows of one slice and their blocks, for past*.c.
 *
 * Rows are three lists side by side. A segment keeps its columns' blocks open,
 * so that rows which come behind cost no more than themselves; where rows move,
 * the blocks before the first that moved stay. Those of INSERT_XID and
 * DELETE_XID are worked out when they are looked at (past_xids.h).
 *
 * Memory   each segment has an arena, which its first rows begin.
 * Errors   none.
 */
struct past_segment {
    struct arena *arena;
    struct column_filling **filling; /* per column; NULL while empty */
    struct past_xids born, died;
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
    bool has_words; /* sorts by them */
    int slice_count;
    struct past_slice *slices; /* ALL: the first stands for all copies */
    int64_t *where;  /* by arrival: slice and place of the visible version;
                        NULL until rows are hit */
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

/* Room for so many rows, those that are there included. */
void past_slice_reserve(struct past *p, struct past_slice *s, size_t rows);

/* The visible version at this place is deleted by the last transaction. */
void past_slice_mark(const struct past *p, struct past_slice *s, int64_t place);
/* Make the index of an interleaved key anew, of the versions that are there. */
void past_slice_learn(const struct past *p, struct past_slice *s);

/* The words of versions from `from` on, by the index as it is. */
void past_slice_word(const struct past *p, struct past_slice *s, size_t from);

/* Versions from `from` on in the order of the sort key; equal ones stay. Those
   in front that are in order cost no more than a look. The first place that
   holds another one now; the count when there is none. */
size_t past_slice_sort(const struct past *p, struct past_slice *s, size_t from);

/* Fill the blocks of a segment with its rows from `from` (of the segment) on;
   those before are as they were at the last time. */
void past_slice_fill(struct past *p, struct past_slice *s, int segment,
                     int64_t from);

/* Note where the visible rows from this place on are, if anybody asks. */
void past_slice_index(struct past *p, int slice, size_t from);

/* A VACUUM of all slices. */
struct past_did past_vacuum(struct past *p, const struct operation *op);

/* Columns of the slice with blocks of head and tail, in `a`, until its rows
   change: all, or those to look at (hidden ones behind the table's own);
   *empty counts segments that have none. Not two at a time of one slice. */
struct store_slice past_slice_view(struct arena *a, const struct past *p,
                                   struct past_slice *s, const bool *looks,
                                   int *empty);

#endif
