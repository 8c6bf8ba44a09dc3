#include "estimate/grid.h"

#include <math.h>

/* Cells to a block: the more, the finer is its span known. So many where
   there are few blocks, and in all about as many as can be afforded. */
enum { CELLS_LEAST = 16, CELLS_MOST = 256, CELLS_IN_ALL = 32768 };

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
    const struct marginal *m[INTERLEAVED_COLUMNS_MAX];
    int axes, axis; /* of the key; the one in question */
    double cell_rows, rows, rows_per_block;
    struct span *spans;
    int blocks;
    double placed; /* rows in the cells so far */
    struct dealt *fell;
};

static double rank_of(const struct marginal *m, int64_t value)
{
    return marginal_between(m, m->lo, value - 1) +
           marginal_between(m, value, value) / 2;
}

/* The first value of at least this rank; beyond m->hi when there is none. */
static int64_t value_from(const struct marginal *m, double rank)
{
    if (rank <= 0)
        return m->lo;
    if (rank >= 1)
        return law_add(m->hi, 1);
    const int64_t value = marginal_quantile(m, rank);
    return rank_of(m, value) >= rank ? value : law_add(value, 1);
}

/* The side lo <= rank < hi, whose values are first <= value < end. */
static struct side side_of(const struct marginal *m, double lo, double hi,
                           int64_t first, int64_t end)
{
    struct side s = { lo, hi, first, law_add(end, -1), 0, NULL };

    s.share = marginal_between(m, s.first, s.last);
    return s;
}

static void halve(struct grid *g, const struct marginal *m, struct side *s)
{
    const double middle = (s->lo + s->hi) / 2;
    /* Ranks are those of the rows that are there: a value near the cut may
       be on either side. */
    const double cut = dealt_part(g->fell, g->rows, middle, 0) / g->rows;
    const int64_t end = law_add(s->last, 1), at = value_from(m, cut);
    const int64_t from = at < s->first ? s->first : at > end ? end : at;

    s->halves = ARENA_ARRAY(g->scratch, 2, struct side);
    s->halves[0] = side_of(m, s->lo, middle, s->first, from);
    s->halves[1] = side_of(m, middle, s->hi, from, end);
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
        halve(g, g->m[axis], whole);
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

bool grid_ranges(struct arena *a, struct known *k, const struct table_layout *l,
                 int axis, const struct code_range *set, int set_count,
                 struct dealt *fell, struct zone_range **ranges, int *count)
{
    struct side *sides[INTERLEAVED_COLUMNS_MAX];
    struct grid g = {
        .scratch = k->scratch,
        .axes = l->design.sortkey_count,
        .axis = axis,
        .fell = fell,
        .rows = l->slice_rows,
        .rows_per_block = l->columns[l->design.sortkeys[axis]].values_per_block,
    };
    const double blocks = ceil(g.rows / g.rows_per_block);

    if (blocks > GRID_BLOCKS_MAX || g.axes > INTERLEAVED_COLUMNS_MAX)
        return false;
    g.blocks = (int)blocks;
    const double cells =
        fmin(fmax(CELLS_IN_ALL / blocks, CELLS_LEAST), CELLS_MOST);
    g.cell_rows = fmax(fmin(g.rows_per_block, g.rows) / cells, 1);
    g.spans = ARENA_ARRAY(a, g.blocks, struct span);
    for (int i = 0; i < g.axes; i++)
        g.m[i] = known_marginal(k, l->table, l->design.sortkeys[i]);
    const struct arena_mark mark = arena_mark(k->scratch);
    for (int i = 0; i < g.axes; i++) {
        sides[i] = ARENA_NEW(k->scratch, struct side);
        *sides[i] =
            side_of(g.m[i], 0, 1, value_from(g.m[i], 0), value_from(g.m[i], 1));
    }
    descend(&g, sides, 0, g.rows);
    arena_rewind(k->scratch, mark);

    *ranges = ARENA_ARRAY(a, g.blocks + 1, struct zone_range);
    *count = 0;
    for (int b = 0; b < g.blocks; b++)
        if (span_hit(g.spans[b], set, set_count))
            (*ranges)[(*count)++] =
                (struct zone_range){ b * g.rows_per_block,
                                     fmin((b + 1) * g.rows_per_block, g.rows) };
    return true;
}
