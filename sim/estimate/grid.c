#include "estimate/grid.h"

#include <math.h>
#include <string.h>

#include "estimate/grid_axis.h"

/* Cells to a block: the more, the finer is its span known. So many where
   there are few blocks, and in all about as many as can be afforded; fewer
   where cells are drawn, many times over. */
enum { CELLS_LEAST = 16, CELLS_MOST = 256, CELLS_IN_ALL = 32768 };
enum { CELLS_DRAWN = 64 };

/*
 * The ranks of one key column that are left in a cell, lo <= rank < hi, and
 * its values there. Thousands of cells of the other columns share one, so its
 * halves are found once, when they are first asked for.
 */
struct side {
    double lo, hi;
    int64_t first, last; /* values: none when first > last */
    double share;        /* of the rows */
    struct side *halves; /* two, or NULL */
};

/* Of a block of the column in question, for each range that is asked for: the
   chance that all its values lie above, and that all lie below. */
struct span {
    double *above, *below;
};

struct grid {
    struct arena *scratch;
    struct grid_axis x[INTERLEAVED_COLUMNS_MAX];
    int axes, axis; /* of the key; the one in question */
    double cell_rows, rows_per_block;
    double rows; /* that are sorted together */
    const struct code_range *set;
    int set_count;
    struct span *spans;
    int blocks;
    double placed; /* rows in the cells so far */
    struct dealt *fell;
};

/* The side lo <= rank < hi, whose values are first <= value < end. */
static struct side side_of(const struct grid_axis *x, double lo, double hi,
                           int64_t first, int64_t end)
{
    struct side s = { lo, hi, first, law_add(end, -1), 0, NULL };

    s.share = grid_axis_share(x, s.first, s.last);
    return s;
}

static void halve(struct grid *g, const struct grid_axis *x, struct side *s)
{
    const double middle = (s->lo + s->hi) / 2;
    /* Ranks are those of the rows that are there: a value near the cut may
       be on either side. */
    const double cut = dealt_part(g->fell, g->rows, middle, 0) / g->rows;
    const int64_t end = law_add(s->last, 1), at = grid_axis_from(x, cut);
    const int64_t from = at < s->first ? s->first : at > end ? end : at;

    s->halves = ARENA_ARRAY(g->scratch, 2, struct side);
    s->halves[0] = side_of(x, s->lo, middle, s->first, from);
    s->halves[1] = side_of(x, middle, s->hi, from, end);
}

/* The chance that so many rows have what one has; mostly none or all. */
static double all_of(double chance, double rows)
{
    return chance <= 0 ? 0 : chance >= 1 ? 1 : pow(chance, rows);
}

/*
 * So many rows of a cell lie in the block. Where all values of the cell lie on
 * one side of a range, that is certain. Else the range has some of them: it
 * meets a row where values are cut finely enough. Those of a column that rises
 * with arrival may not be, beyond the index: then a row lies above by the share
 * of the cell that does.
 */
static void span_rows(const struct grid *g, struct span *span,
                      const struct side *s, double rows)
{
    const struct grid_axis *const x = &g->x[g->axis];

    for (int i = 0; i < g->set_count; i++) {
        const struct code_range in = g->set[i];
        double above = s->first > in.hi, below = s->last < in.lo;
        if (x->past != NULL && (double)s->last > x->past->index_top &&
            above + below < 1) {
            above = 1 - grid_axis_share(x, s->first, in.hi) / s->share;
            below = grid_axis_share(x, s->first, in.lo - 1) / s->share;
        }
        span->above[i] *= all_of(above, rows);
        span->below[i] *= all_of(below, rows);
    }
}

/* Put the rows of a cell behind those before it. */
static void place_cell(struct grid *g, const struct side *s, double rows)
{
    const double m = g->rows_per_block, end = g->placed + rows;
    int b = (int)(g->placed / m);

    for (; b < g->blocks && b * m < end; b++)
        span_rows(g, &g->spans[b], s,
                  fmin(end, (b + 1) * m) - fmax(g->placed, b * m));
    g->placed = end;
}

/* Halve the cell by the next column; `sides` is given back as it was. */
static void descend(struct grid *g, struct side **sides, int depth, double rows)
{
    enum { DEPTH_MAX = 60 };
    const int axis = depth % g->axes;
    struct side *const whole = sides[axis];

    if (rows <= g->cell_rows || depth == DEPTH_MAX) {
        place_cell(g, sides[g->axis], rows);
        return;
    }
    if (whole->halves == NULL)
        halve(g, &g->x[axis], whole);
    /* Among all rows a rank is a number of rows: no chance is left there. */
    const double first = dealt_part(
        g->fell, rows, fmin(whole->halves[0].share / whole->share, 1),
        rows / g->rows);
    for (int i = 0; i < 2; i++) {
        struct side *const half = &whole->halves[i];
        const double in = i == 0 ? first : rows - first;
        sides[axis] = half;
        if (half->share > 0 && in > 0)
            descend(g, sides, depth + 1, in);
    }
    sides[axis] = whole;
}

static double hit_chance(const struct grid *g, const struct span *s)
{
    double none = 1;

    for (int i = 0; i < g->set_count; i++)
        none *= fmin(s->above[i] + s->below[i], 1);
    return 1 - none;
}

/* Place rows that are sorted together. */
static void place(struct grid *g, double rows)
{
    struct side *sides[INTERLEAVED_COLUMNS_MAX];
    const struct arena_mark mark = arena_mark(g->scratch);

    g->rows = rows;
    for (int i = 0; i < g->axes; i++) {
        const struct grid_axis *const x = &g->x[i];
        sides[i] = ARENA_NEW(g->scratch, struct side);
        *sides[i] = side_of(x, 0, 1, x->first, law_add(x->last, 1));
    }
    descend(g, sides, 0, rows);
    arena_rewind(g->scratch, mark);
}

/* Batches lie one behind the other, each sorted in itself. */
static void place_tail(struct grid *g, const struct regions *past, double share)
{
    struct grid_axis head[INTERLEAVED_COLUMNS_MAX];

    memcpy(head, g->x, sizeof(head));
    for (size_t i = 0; i < past->tail_count; i++) {
        const struct regions_batch *const b = &past->tail[i];
        const double rows = (b->live + b->dead) * share;
        if (rows <= 0)
            continue;
        for (int x = 0; x < g->axes; x++)
            g->x[x] = grid_axis_batch(&head[x], b);
        place(g, rows);
    }
    memcpy(g->x, head, sizeof(head));
}

/* Blocks of a segment of so many rows: their spans begin anew. */
static void begin_segment(struct arena *a, struct grid *g, double rows)
{
    g->blocks = (int)ceil(rows / g->rows_per_block);
    g->spans = ARENA_ARRAY(a, g->blocks, struct span);
    g->placed = 0;
    for (int b = 0; b < g->blocks; b++) {
        struct span *const span = &g->spans[b];
        span->above = ARENA_ARRAY(a, g->set_count, double);
        span->below = ARENA_ARRAY(a, g->set_count, double);
        for (int i = 0; i < g->set_count; i++)
            span->above[i] = span->below[i] = 1;
    }
}

/* The blocks that may be hit, as rows from `base` on; certain ones that touch
   are one piece. */
static int hit_pieces(const struct grid *g, double base, double rows,
                      struct survivors_piece *out)
{
    static const double SURE = 1e-6;
    const double m = g->rows_per_block;
    int n = 0;

    for (int b = 0; b < g->blocks; b++) {
        const double chance = hit_chance(g, &g->spans[b]);
        const bool sure = chance > 1 - SURE;
        const struct zone_range in = { base + b * m,
                                       base + fmin((b + 1) * m, rows) };
        if (chance < SURE)
            continue;
        if (sure && n > 0 && out[n - 1].chance >= 1 &&
            out[n - 1].rows.last >= in.first)
            out[n - 1].rows.last = in.last;
        else
            out[n++] = (struct survivors_piece){ in, sure ? 1 : chance, 0 };
    }
    return n;
}

bool grid_pieces(struct arena *a, struct known *k, const struct table_layout *l,
                 int axis, const struct code_range *set, int set_count,
                 struct dealt *fell, struct survivors_piece **pieces,
                 int *count)
{
    const int column = l->design.sortkeys[axis];
    struct grid g = {
        .scratch = k->scratch,
        .axes = l->design.sortkey_count,
        .axis = axis,
        .fell = fell,
        .rows_per_block = l->columns[column].values_per_block,
    };
    const double blocks = ceil(l->slice_rows / g.rows_per_block);
    const double tail = l->past != NULL ? l->slice_rows * l->unsorted_frac : 0;
    const double head = l->slice_rows - tail;

    if (blocks > GRID_BLOCKS_MAX || g.axes > INTERLEAVED_COLUMNS_MAX)
        return false;
    const double cells = fmin(fmax(CELLS_IN_ALL / blocks, CELLS_LEAST),
                              fell != NULL ? CELLS_DRAWN : CELLS_MOST);
    g.cell_rows = fmax(fmin(g.rows_per_block, l->slice_rows) / cells, 1);
    for (int i = 0; i < g.axes; i++)
        g.x[i] = grid_axis_of(a, k, l, l->design.sortkeys[i]);
    struct code_range *const of = ARENA_ARRAY(a, set_count, struct code_range);
    for (int i = 0; i < set_count; i++)
        of[i] = grid_axis_range(&g.x[axis], k, l, column, set[i]);

    g.set = of;
    g.set_count = set_count;
    *pieces = ARENA_ARRAY(a, blocks + 2, struct survivors_piece);
    begin_segment(a, &g, head);
    place(&g, head);
    *count = hit_pieces(&g, 0, head, *pieces);
    if (tail <= 0)
        return true;
    begin_segment(a, &g, tail);
    place_tail(&g, l->past, l->slice_rows / fmax(regions_rows(l->past), 1e-9));
    *count += hit_pieces(&g, head, tail, *pieces + *count);
    return true;
}
