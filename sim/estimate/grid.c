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

/* The values that a block of the column in question spans. */
struct span {
    bool any;
    int64_t lo, hi;
};

struct grid {
    struct arena *scratch;
    struct grid_axis x[INTERLEAVED_COLUMNS_MAX];
    int axes, axis; /* of the key; the one in question */
    double cell_rows, rows_per_block;
    double rows; /* that are sorted together */
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

/* Put the rows of a cell behind those before it. */
static void place_cell(struct grid *g, const struct side *s, double rows)
{
    const double end = g->placed + rows;
    int b = (int)(g->placed / g->rows_per_block);

    for (; b < g->blocks && b * g->rows_per_block < end; b++) {
        struct span *const span = &g->spans[b];
        span->lo = span->any && span->lo < s->first ? span->lo : s->first;
        span->hi = span->any && span->hi > s->last ? span->hi : s->last;
        span->any = true;
    }
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

static bool span_hit(struct span s, const struct code_range *set, int count)
{
    for (int i = 0; i < count; i++)
        if (s.any && set[i].lo <= s.hi && set[i].hi >= s.lo)
            return true;
    return false;
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
}

/* The blocks that are hit, as rows from `base` on. */
static int hit_ranges(const struct grid *g, const struct code_range *set,
                      int set_count, double base, double rows,
                      struct zone_range *out)
{
    const double m = g->rows_per_block;
    int n = 0;

    for (int b = 0; b < g->blocks; b++)
        if (span_hit(g->spans[b], set, set_count))
            out[n++] = (struct zone_range){ base + b * m,
                                            base + fmin((b + 1) * m, rows) };
    return n;
}

bool grid_ranges(struct arena *a, struct known *k, const struct table_layout *l,
                 int axis, const struct code_range *set, int set_count,
                 struct dealt *fell, struct zone_range **ranges, int *count)
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

    *ranges = ARENA_ARRAY(a, blocks + 2, struct zone_range);
    begin_segment(a, &g, head);
    place(&g, head);
    *count = hit_ranges(&g, of, set_count, 0, head, *ranges);
    if (tail <= 0)
        return true;
    begin_segment(a, &g, tail);
    place_tail(&g, l->past, l->slice_rows / fmax(regions_rows(l->past), 1e-9));
    *count += hit_ranges(&g, of, set_count, head, tail, *ranges + *count);
    return true;
}
