#include "exact/past/past_xids.h"

#include "exact/column_blocks.h"

static uint32_t xid_of(const struct past_version *v, int hidden)
{
    return hidden == HIDDEN_INSERT_XID ? v->born : v->died;
}

/* The walk goes back to the block before the place: that a block begins where
   it does hangs on the rows before it and on its first. */
static void go_back(struct past_xids *x, int64_t place, int64_t runs)
{
    int64_t lo = 0, hi = x->walk.blocks;

    x->rows = 0;
    if (place >= x->walk.place)
        return;
    while (lo < hi) { /* the first block from the place on */
        const int64_t mid = lo + (hi - lo) / 2;
        if (x->out.blocks[mid].first < place)
            lo = mid + 1;
        else
            hi = mid;
    }
    const int64_t block = lo > 0 ? lo - 1 : 0;
    const int64_t first = lo > 0 ? x->out.blocks[block].first : 0;
    x->walk = (struct xid_walk){
        .place = first, .begun = first, .runs = block * runs, .blocks = block
    };
}

void past_xids_forget(struct past_xids *x, int64_t place, int64_t runs)
{
    const size_t piece = (size_t)(place / XID_PIECE_ROWS);

    if (piece < x->count)
        x->pieces[piece].known = false;
    go_back(x, place, runs);
}

void past_xids_cut(struct past_xids *x, int64_t place, int64_t runs)
{
    const size_t piece = (size_t)(place / XID_PIECE_ROWS);

    if (piece < x->count)
        x->count = piece;
    go_back(x, place, runs);
}

/* ---- pieces ----------------------------------------------------------- */

static struct xid_piece look_at(const struct past_version *rows, int hidden)
{
    struct xid_piece p = { .first = xid_of(&rows[0], hidden), .known = true };
    int begun = 0, others = 0;

    p.last = p.first;
    p.before = XID_PIECE_ROWS;
    for (int i = 1; i < XID_PIECE_ROWS; i++) {
        const uint32_t xid = xid_of(&rows[i], hidden);
        if (xid == p.last)
            continue;
        if (others++ == 0)
            p.before = (uint8_t)i;
        begun = i;
        p.last = xid;
    }
    if (others > 0) {
        p.between = (uint8_t)(others - 1);
        p.after = (uint8_t)(XID_PIECE_ROWS - begun);
    }
    return p;
}

/* A whole piece, its rows looked at if it is not known. */
static const struct xid_piece *piece_at(struct arena *a, struct past_xids *x,
                                        size_t piece, int hidden,
                                        const struct past_version *rows)
{
    while (piece >= x->count) {
        ARENA_GROW(a, x->pieces, x->count, x->room);
        x->pieces[x->count++].known = false;
    }
    if (!x->pieces[piece].known)
        x->pieces[piece] = look_at(rows + piece * XID_PIECE_ROWS, hidden);
    return &x->pieces[piece];
}

/* ---- blocks ----------------------------------------------------------- */

/* What a walk works on. */
struct walking {
    struct arena *arena;
    struct past_xids *x;
    int hidden;
    const struct past_version *rows;
    int64_t count;
    int64_t most; /* runs of a block */
    struct xid_walk at;
};

/* The stretch ends before this place: its runs, and the blocks that begin with
   one of them. */
static void end_stretch(struct walking *w, int64_t place)
{
    struct past_xids *const x = w->x;
    const int64_t runs =
        (place - w->at.begun + COLUMN_XID_RUN_ROWS - 1) / COLUMN_XID_RUN_ROWS;

    while (w->at.blocks * w->most < w->at.runs + runs) {
        const int64_t before = w->at.blocks * w->most - w->at.runs;
        ARENA_GROW(w->arena, x->out.blocks, w->at.blocks, x->out_room);
        x->out.blocks[w->at.blocks++] = (struct store_block){
            .first = w->at.begun + before * COLUMN_XID_RUN_ROWS,
        };
    }
    w->at.runs += runs;
}

/* The rows from here on have this transaction. */
static void step_to(struct walking *w, uint32_t xid, int64_t place)
{
    if (place > w->at.begun && xid == w->at.xid)
        return;
    if (place > w->at.begun)
        end_stretch(w, place);
    w->at.xid = xid;
    w->at.begun = place;
}

static void walk_rows(struct walking *w, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to; i++)
        step_to(w, xid_of(&w->rows[i], w->hidden), i);
}

/* A piece all at once; row by row where a block begins among its stretches. */
static void walk_piece(struct walking *w, const struct xid_piece *p)
{
    const int64_t first = w->at.place;
    const int64_t last = first + XID_PIECE_ROWS - p->after;

    step_to(w, p->first, first);
    if (p->after == 0)
        return;
    end_stretch(w, first + p->before);
    w->at.begun = first + p->before;
    if (w->at.blocks * w->most >= w->at.runs + p->between) {
        w->at.runs += p->between;
    } else {
        walk_rows(w, w->at.begun, last);
        end_stretch(w, last);
    }
    w->at.xid = p->last;
    w->at.begun = last;
}

/* To the end of whole pieces: from there the next walk goes on. */
static void walk_pieces(struct walking *w)
{
    const int64_t whole = w->count / XID_PIECE_ROWS * XID_PIECE_ROWS;
    const int64_t next =
        (w->at.place + XID_PIECE_ROWS - 1) / XID_PIECE_ROWS * XID_PIECE_ROWS;

    if (next > whole)
        return;
    walk_rows(w, w->at.place, next);
    for (w->at.place = next; w->at.place < whole; w->at.place += XID_PIECE_ROWS)
        walk_piece(w, piece_at(w->arena, w->x,
                               (size_t)(w->at.place / XID_PIECE_ROWS),
                               w->hidden, w->rows));
    w->x->walk = w->at;
}

struct store_column past_xids_blocks(struct arena *a, struct past_xids *x,
                                     int hidden,
                                     const struct past_version *rows,
                                     int64_t count, int64_t runs)
{
    struct walking w = { a, x, hidden, rows, count, runs, x->walk };
    const int64_t before = w.at.blocks;

    if (x->rows == count)
        return x->out;
    walk_pieces(&w);
    walk_rows(&w, w.at.place, count);
    end_stretch(&w, count);
    x->out.count = w.at.blocks;
    x->rows = count;
    for (int64_t b = before > 0 ? before - 1 : 0; b < x->out.count; b++)
        x->out.blocks[b].rows =
            (b + 1 < x->out.count ? x->out.blocks[b + 1].first : count) -
            x->out.blocks[b].first;
    return x->out;
}
