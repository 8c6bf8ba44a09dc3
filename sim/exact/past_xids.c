#include "exact/past_xids.h"

#include "exact/column_blocks.h"

static uint32_t xid_of(const struct past_version *v, int hidden)
{
    return hidden == HIDDEN_INSERT_XID ? v->born : v->died;
}

void past_xids_forget(struct past_xids *x, int64_t place)
{
    const size_t piece = (size_t)(place / XID_PIECE_ROWS);

    if (piece < x->count)
        x->pieces[piece].rows = 0;
}

void past_xids_cut(struct past_xids *x, int64_t place)
{
    const size_t piece = (size_t)(place / XID_PIECE_ROWS);

    if (piece < x->count)
        x->count = piece;
}

/* ---- pieces ----------------------------------------------------------- */

static struct xid_piece look_at(const struct past_version *rows, int n,
                                int hidden)
{
    struct xid_piece p = { .first = xid_of(&rows[0], hidden),
                           .rows = (uint8_t)n };
    uint32_t last = p.first;
    int begun = 0, stretches = 0;

    for (int i = 1; i < n; i++) {
        const uint32_t xid = xid_of(&rows[i], hidden);
        if (xid == last)
            continue;
        if (stretches++ == 0)
            p.before = (uint8_t)i;
        begun = i;
        last = xid;
    }
    if (stretches == 0)
        p.before = (uint8_t)n;
    p.between = (uint8_t)(stretches > 0 ? stretches - 1 : 0);
    p.after = (uint8_t)(stretches > 0 ? n - begun : 0);
    p.last = last;
    return p;
}

static int rows_of_piece(int64_t piece, int64_t count)
{
    const int64_t left = count - piece * XID_PIECE_ROWS;

    return left < XID_PIECE_ROWS ? (int)left : XID_PIECE_ROWS;
}

/* Look at the rows of all pieces that are not known. */
static void know_pieces(struct past_xids *x, struct arena *own, int hidden,
                        const struct past_version *rows, int64_t count)
{
    const int64_t pieces = (count + XID_PIECE_ROWS - 1) / XID_PIECE_ROWS;

    for (int64_t i = 0; i < pieces; i++) {
        const int n = rows_of_piece(i, count);
        if (i == (int64_t)x->count) {
            ARENA_GROW(own, x->pieces, x->count, x->room);
            x->pieces[x->count++].rows = 0;
        }
        if (x->pieces[i].rows != n)
            x->pieces[i] = look_at(rows + i * XID_PIECE_ROWS, n, hidden);
    }
}

/* ---- blocks ----------------------------------------------------------- */

/* Stretches that were walked past. */
struct walk {
    struct arena *arena;
    struct store_column out;
    size_t room;
    int64_t most, runs; /* of a block; so far */
    int64_t begun;      /* place of the stretch that goes on */
    uint32_t xid;
};

/* The stretch ends before this place: its runs, and the blocks that begin with
   one of them. */
static void end_stretch(struct walk *w, int64_t place)
{
    const int64_t runs =
        (place - w->begun + COLUMN_XID_RUN_ROWS - 1) / COLUMN_XID_RUN_ROWS;
    int64_t begins = (w->runs + w->most - 1) / w->most * w->most;

    for (; begins < w->runs + runs; begins += w->most) {
        ARENA_GROW(w->arena, w->out.blocks, w->out.count, w->room);
        w->out.blocks[w->out.count++].first =
            w->begun + (begins - w->runs) * COLUMN_XID_RUN_ROWS;
    }
    w->runs += runs;
}

static void step_to(struct walk *w, uint32_t xid, int64_t place)
{
    if (xid == w->xid && place > 0)
        return;
    if (place > 0)
        end_stretch(w, place);
    w->xid = xid;
    w->begun = place;
}

/* A piece all at once; row by row where a block begins among its stretches. */
static void walk_piece(struct walk *w, const struct xid_piece *p,
                       const struct past_version *rows, int64_t first,
                       int hidden)
{
    step_to(w, p->first, first);
    if (p->after == 0)
        return;
    end_stretch(w, first + p->before);
    if (w->runs / w->most == (w->runs + p->between) / w->most &&
        w->runs % w->most > 0) {
        w->runs += p->between;
    } else {
        w->begun = first + p->before;
        w->xid = xid_of(&rows[w->begun], hidden);
        for (int64_t i = w->begun + 1; i < first + p->rows - p->after; i++)
            step_to(w, xid_of(&rows[i], hidden), i);
        if (p->between > 0)
            end_stretch(w, first + p->rows - p->after);
    }
    w->xid = p->last;
    w->begun = first + p->rows - p->after;
}

struct store_column past_xids_blocks(struct arena *a, struct past_xids *x,
                                     struct arena *own, int hidden,
                                     const struct past_version *rows,
                                     int64_t count, int64_t runs)
{
    struct walk w = { .arena = a, .most = runs };

    know_pieces(x, own, hidden, rows, count);
    for (int64_t i = 0; i * XID_PIECE_ROWS < count; i++)
        walk_piece(&w, &x->pieces[i], rows, i * XID_PIECE_ROWS, hidden);
    end_stretch(&w, count);
    for (int64_t b = 0; b < w.out.count; b++)
        w.out.blocks[b].rows =
            (b + 1 < w.out.count ? w.out.blocks[b + 1].first : count) -
            w.out.blocks[b].first;
    return w.out;
}
