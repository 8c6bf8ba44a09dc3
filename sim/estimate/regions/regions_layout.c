/*
 * How a table with a past lies on the cluster: rows on each slice, and blocks
 * of each column in head and tail.
 */
#include <math.h>
#include <string.h>

#include "base/check.h"
#include "estimate/grid.h"
#include "estimate/regions/regions_bins.h"
#include "estimate/regions/regions_xids.h"
#include "models/density.h"
#include "models/encoding.h"
#include "models/skew.h"
#include "models/storage.h"
#include "models/vacuum.h"

/* ---- hidden columns ---------------------------------------------------- */

/* Tokens of an XID column in one block, or 0 where a block is so many rows. */
static double xid_tokens(const struct engine *e)
{
    return e->rows_per_block > 0
               ? 0
               : floor(e->xid_rows_per_block * encoding_xid_tokens(1));
}

/* So many rows that take so many tokens, `each` of which fill a block. */
static double values_in_block(double rows, double tokens, double each)
{
    return fmax(rows * each / fmax(tokens, 1e-9), 1);
}

/* ---- values in a block, place by place --------------------------------- */

/* Batches are joined until a piece has this part of a region's rows at
   least. */
enum { PIECES = 128 };

/* Where in a region blocks of a column hold how many values, piece after piece;
   one per column of those that differ. */
struct pieces {
    double rows; /* of the region */
    int columns, count;
    double *first_frac;
    double **values; /* per column; NULL: the same everywhere */
    double *blocks;  /* per column: of the rows not yet in a piece .. */
    double open;     /* .. which are so many */
    double done;     /* rows in pieces */
};

static struct pieces pieces_of(struct arena *a, int columns, double rows)
{
    return (struct pieces){
        .rows = rows,
        .columns = columns,
        .first_frac = ARENA_ARRAY(a, PIECES + 1, double),
        .values = ARENA_ARRAY(a, columns, double *),
        .blocks = ARENA_ARRAY(a, columns, double),
    };
}

static void add_column(struct arena *a, struct pieces *p, int column)
{
    p->values[column] = ARENA_ARRAY(a, PIECES + 1, double);
}

/* What is open becomes a piece. */
static void end_piece(struct pieces *p)
{
    if (p->open <= 0)
        return;
    CHECK(p->count <= PIECES);
    p->first_frac[p->count] = p->done / p->rows;
    for (int c = 0; c < p->columns; c++)
        if (p->values[c] != NULL) {
            p->values[c][p->count] = fmax(p->open / p->blocks[c], 1);
            p->blocks[c] = 0;
        }
    p->count++;
    p->done += p->open;
    p->open = 0;
}

/* So many rows more, whose blocks were added. */
static void add_rows(struct pieces *p, double rows)
{
    p->open += rows;
    if (p->open * PIECES >= p->rows)
        end_piece(p);
}

/* The column in this segment, as its pieces say. */
static void set_density(struct arena *a, const struct pieces *p,
                        struct column_layout *c, int column, int segment)
{
    struct density *const d = ARENA_NEW(a, struct density);

    if (p->count == 0)
        return;
    *d = (struct density){ p->count, p->first_frac, p->values[column] };
    c->segment_density[segment] = d;
    c->segment_values[segment] = p->rows / density_blocks(d, p->rows, p->rows);
}

/* Rows that arrived between the first and the last of a batch. */
static double arrived_with(const struct regions *r,
                           const struct regions_batch *b)
{
    int first = 0, last = REGIONS_BINS - 1;

    if (b->live_bins == NULL)
        return b->last - b->first;
    while (first < last && b->live_bins[first] <= 0)
        first++;
    while (last > first && b->live_bins[last] <= 0)
        last--;
    return fmin((last + 1) * regions_bin_width(r), b->last) -
           fmax(first * regions_bin_width(r), r->gone);
}

/* Blocks of a batch's rows on the mean slice, of all columns of the pieces. */
static void add_batch(struct pieces *p, const struct table_layout *l,
                      const struct regions_batch *b, double share, double each)
{
    const struct regions *const r = l->past;
    const double rows = b->live + b->dead, on = rows * share;
    const double *const values =
        parts_values(r->parts, on, rows, fmax(arrived_with(r, b), rows));

    for (int c = 0; c < p->columns; c++) {
        if (p->values[c] == NULL)
            continue;
        p->blocks[c] += c < l->t->column_count
                            ? on / values[c]
                            : regions_xids_batch_tokens(
                                  r, c - l->t->column_count, b, share) /
                                  each;
    }
    add_rows(p, on);
}

static bool is_xid(const struct table_layout *l, int column)
{
    const int hidden = column - l->t->column_count;

    return hidden == HIDDEN_INSERT_XID || hidden == HIDDEN_DELETE_XID;
}

/* The tail, batch by batch. */
static void cut_tail(struct arena *a, struct table_layout *l, double each)
{
    const struct regions *const r = l->past;
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    const double share = l->slice_rows / fmax(regions_rows(r), 1e-9);
    struct pieces p = pieces_of(a, columns, regions_tail(r) * share);

    for (int c = 0; c < columns; c++)
        if (c < l->t->column_count ? parts_differ(r->parts, c)
                                   : is_xid(l, c) && each > 0)
            add_column(a, &p, c);
    for (size_t i = 0; i < r->tail_count; i++)
        if (r->tail[i].live + r->tail[i].dead > 0)
            add_batch(&p, l, &r->tail[i], share, each);
    end_piece(&p);
    for (int c = 0; c < columns; c++)
        if (p.values[c] != NULL)
            set_density(a, &p, &l->columns[c], c, 1);
}

/* The head, where its rows lie in order of arrival: hidden columns, bin by
   bin. */
static void cut_head(struct arena *a, struct table_layout *l, double each)
{
    const struct regions *const r = l->past;
    const int own = l->t->column_count, columns = own + HIDDEN_COLUMNS;
    const double share = l->slice_rows / fmax(regions_rows(r), 1e-9);
    struct pieces p = pieces_of(a, columns, regions_head(r) * share);

    if (!regions_xids_by_place(r) || each <= 0)
        return;
    for (int c = own; c < columns; c++)
        if (is_xid(l, c))
            add_column(a, &p, c);
    for (int i = 0; i < REGIONS_BINS; i++) {
        if (r->live[i] + r->dead[i] <= 0)
            continue;
        for (int c = own; c < columns; c++)
            if (p.values[c] != NULL)
                p.blocks[c] +=
                    regions_xids_bin_tokens(r, c - own, i) * share / each;
        add_rows(&p, (r->live[i] + r->dead[i]) * share);
    }
    end_piece(&p);
    for (int c = own; c < columns; c++)
        if (p.values[c] != NULL)
            set_density(a, &p, &l->columns[c], c, 0);
}

/* The head in the order of a key that says nothing about arrival: as large as
   it is, and as old. */
static void size_head(struct table_layout *l)
{
    const struct regions *const r = l->past;
    const double rows = regions_head(r);
    const double share = l->slice_rows / fmax(regions_rows(r), 1e-9);

    if (r->rising || rows <= 0)
        return;
    const double *const values = parts_values(
        r->parts, rows * share, rows, fmax(r->head_top - r->gone, rows));
    for (int c = 0; c < l->t->column_count; c++)
        if (parts_differ(r->parts, c))
            l->columns[c].segment_values[0] = values[c];
}

/* ---- blocks ----------------------------------------------------------- */

/* A hidden column of many transactions where its rows are not told by place:
   the same everywhere in the head. */
static void size_xids(struct table_layout *l, double each)
{
    const double share = l->slice_rows / fmax(regions_rows(l->past), 1e-9);
    const double rows = regions_head(l->past) * share;

    for (int c = l->t->column_count; c < l->t->column_count + HIDDEN_COLUMNS;
         c++)
        if (is_xid(l, c) && each > 0 &&
            l->columns[c].segment_density[0] == NULL)
            l->columns[c].segment_values[0] =
                values_in_block(rows,
                                regions_xids_head_tokens(
                                    l->past, c - l->t->column_count, share),
                                each);
}

/* The rows beyond the index of an interleaved key, where the curve has them: as
   pieces of the mean slice. */
static int beyond_pieces(struct arena *a, const struct table_layout *l,
                         struct survivors_piece **pieces)
{
    const struct regions *const r = l->past;
    int axis = 0, count;

    while (!regions_rises(r, l->design.sortkeys[axis]))
        axis++;
    const struct marginal *const m =
        known_marginal(r->known, l->table, l->design.sortkeys[axis]);
    const struct code_range beyond = {
        marginal_quantile(m, fmin(r->index_top / r->arrived, 1 - 1e-12)), m->hi
    };
    return grid_pieces(a, r->known, l, axis, &beyond, 1, NULL, pieces, &count)
               ? count
               : 0;
}

/*
 * INSERT_XID along an interleaved curve: rows beyond the index are mixed from
 * all loads since and need a token each, those of the first load hardly any. So
 * most of its blocks lie where the newest rows are.
 */
static void cut_curve(struct arena *a, struct table_layout *l, double each)
{
    enum { MOST = PIECES / 2 };
    const struct regions *const r = l->past;
    const int column = l->t->column_count + HIDDEN_INSERT_XID;
    const double share = l->slice_rows / fmax(regions_rows(r), 1e-9);
    const double head = regions_head(r) * share;
    struct survivors_piece *at;
    struct pieces p = pieces_of(a, l->t->column_count + HIDDEN_COLUMNS, head);
    double within = 0, done = 0;

    if (!r->index_rises || each <= 0 || r->index_top >= r->head_top)
        return;
    const struct regions_curve c = regions_xids_curve(r, share);
    const int count = beyond_pieces(a, l, &at);
    if (count == 0 || count > MOST || c.known_rows <= 0)
        return;
    for (int i = 0; i < count && at[i].rows.first < head; i++)
        within += fmin(at[i].rows.last, head) - at[i].rows.first;
    if (within <= 0)
        return;
    const double known = c.known_tokens / c.known_rows;
    const double mixed =
        (c.beyond_tokens + fmax(within - c.beyond_rows, 0) * known) / within;
    add_column(a, &p, column);
    for (int i = 0; i < count && at[i].rows.first < head; i++) {
        const double last = fmin(at[i].rows.last, head);
        p.open = at[i].rows.first - done;
        p.blocks[column] = p.open * known / each;
        end_piece(&p);
        p.open = last - at[i].rows.first;
        p.blocks[column] = p.open * mixed / each;
        end_piece(&p);
        done = last;
    }
    p.open = head - done;
    p.blocks[column] = p.open * known / each;
    end_piece(&p);
    set_density(a, &p, &l->columns[column], column, 0);
}

static void count_column(const struct known *k, struct table_layout *l, int c,
                         double tail_frac)
{
    struct column_layout *const in = &l->columns[c];
    const double head = (1 - tail_frac) / in->segment_values[0];
    const double tail = tail_frac / in->segment_values[1];

    in->blocks = 0;
    for (int s = 0; s < k->world->cluster.slices; s++)
        in->blocks += storage_column_blocks(l->rows_by_slice[s] * head,
                                            l->rows_by_slice[s] * tail, 1,
                                            l->segments > 1);
    if (l->past->vacuumed && c < l->t->column_count)
        in->blocks += vacuum_growth_blocks(1, l->populated);
    in->values_per_block = fmax(1 / (head + tail), 1);
}

static void count_blocks(struct arena *a, const struct known *k,
                         struct table_layout *l, double tail_frac)
{
    const double each = xid_tokens(&k->world->cluster.engine);
    const int columns = l->t->column_count + HIDDEN_COLUMNS;

    l->blocks = 0;
    for (int c = 0; c < columns; c++)
        for (int i = 0; i < 2; i++) {
            l->columns[c].segment_values[i] = l->columns[c].values_per_block;
            l->columns[c].segment_density[i] = NULL;
        }
    if (l->slice_rows > 0) {
        cut_head(a, l, each);
        cut_tail(a, l, each);
        size_head(l);
        cut_curve(a, l, each);
        size_xids(l, each);
    }
    for (int c = 0; c < columns; c++) {
        count_column(k, l, c, tail_frac);
        l->blocks += l->columns[c].blocks;
    }
}

/* Slices that so few rows reach: in turn, or those that their keys hash to. */
static double slices_reached(const struct table_layout *base, double slices,
                             double rows)
{
    if (base->design.diststyle != DIST_KEY)
        return storage_populated_even(ceil(rows), slices);
    return fmin(fmax(round(slices - skew_empty_slices(rows, slices)), 1),
                base->populated);
}

/* The shares that the slices have of all rows that ever arrive; a KEY table's
   stand in falling order. */
static void spread_slices(struct table_layout *l,
                          const struct table_layout *base, int slices,
                          double rows)
{
    const int reached = (int)slices_reached(base, slices, rows);
    double all = 0;

    if (base->design.diststyle == DIST_ALL) {
        for (int s = 0; s < slices; s++)
            l->rows_by_slice[s] = base->rows_by_slice[s] > 0 ? rows : 0;
        return;
    }
    for (int s = 0; s < reached; s++)
        all += base->rows_by_slice[s];
    for (int s = 0; s < slices; s++)
        l->rows_by_slice[s] =
            s < reached && all > 0 ? rows * base->rows_by_slice[s] / all : 0;
}

struct table_layout *regions_layout(struct arena *a, const struct known *k,
                                    const struct table_layout *base,
                                    const struct regions *r)
{
    struct table_layout *const l = ARENA_NEW(a, struct table_layout);
    const int columns = base->t->column_count + HIDDEN_COLUMNS;
    const int slices = k->world->cluster.slices;
    const double rows = regions_rows(r), least = fmax(rows, 1e-9);
    const double tail_frac = fmin(regions_tail(r) / least, 1);

    *l = *base;
    l->past = r;
    l->columns = ARENA_ARRAY(a, columns, struct column_layout);
    l->rows_by_slice = ARENA_ARRAY(a, slices, double);
    memcpy(l->columns, base->columns, (size_t)columns * sizeof(*l->columns));
    /* Of regions loaded and merged one by one, the mean. */
    for (int c = 0; c < columns; c++) {
        l->columns[c].density = NULL;
        l->columns[c].fullest_values = 0;
    }
    spread_slices(l, base, slices, rows);
    layout_sum_slices(l, slices, rows * base->copies);
    l->unsorted_frac = tail_frac;
    l->dead_frac = regions_dead(r) / least;
    count_blocks(a, k, l, tail_frac);
    return l;
}
