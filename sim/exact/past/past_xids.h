#ifndef EXACT_PAST_XIDS_H
#define EXACT_PAST_XIDS_H

#include "exact/store.h"

/*
 * past_xids - the blocks of INSERT_XID and DELETE_XID of one segment.
 *
 * Equal transactions next to each other are a stretch; a run takes up to
 * COLUMN_XID_RUN_ROWS rows of one, a block so many runs, and a block ends
 * where a run does. So where blocks begin hangs on the lengths of stretches
 * alone. Of every XID_PIECE_ROWS rows is known how they begin, how they end
 * and how many stretches lie between: rows are looked at again only in pieces
 * where one was marked. Blocks before the first mark, or before new rows, stay.
 *
 * Units    places in the segment, from 0.
 * Memory   the arena given: 12 bytes a piece.
 * Errors   none.
 */
enum { XID_PIECE_ROWS = 64 };

/* How the rows of a piece lie, whole stretches apart. */
struct xid_piece {
    uint32_t first, last;    /* transactions of its first and last row */
    bool known;              /* no row was marked since it was looked at */
    uint8_t before, between; /* rows like the first; stretches behind them */
    uint8_t after;           /* rows like the last, when there are others */
};

/* A walk along the stretches, up to `place`. */
struct xid_walk {
    int64_t place;
    int64_t begun; /* the run with which the stretch that goes on is counted */
    int64_t runs;  /* before that */
    int64_t blocks;
    uint32_t xid; /* of the stretch; read anew where place is begun */
};

struct past_xids {
    struct xid_piece *pieces;
    size_t count, room;
    struct store_column out;
    size_t out_room;
    struct xid_walk walk; /* from here on out is not right any more */
    int64_t rows;         /* for which it was; 0: none */
};

/* A row as it is stored. */
struct past_version {
    int64_t arrival;
    uint64_t word;       /* by which it sorts (sorting_words) */
    uint32_t born, died; /* transactions; died 0: alive */
};

/* The row at this place has another transaction now; all from there on. A
   block has `runs` runs. */
void past_xids_forget(struct past_xids *x, int64_t place, int64_t runs);
void past_xids_cut(struct past_xids *x, int64_t place, int64_t runs);

/* Blocks of so many rows, until the next look; they grow in `a`. */
struct store_column past_xids_blocks(struct arena *a, struct past_xids *x,
                                     int hidden,
                                     const struct past_version *rows,
                                     int64_t count, int64_t runs);

#endif
