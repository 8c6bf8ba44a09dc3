#include "measure/tolerance.h"

#include <math.h>

#include "base/check.h"
#include "estimate/cardinality.h"
#include "estimate/order.h"
#include "models/skew.h"

static const double TABLE_SHARE = 0.01;
static const double RULE_SHARE = 0.03;
static const double COMPRESSED_SHARE = 0.10;
static const double SLICE_SHARE = 0.01;
static const double READ_SHARE = 0.02;
static const double INTERLEAVED_SHARE = 0.10;
static const double READ_THEN_SHARE = 0.03;
static const double SHARE_POINTS = 0.5;
static const double ROWS_SHARE = 0.03;
static const double MOVED_SHARE = 0.02;
static const double BUSIEST_SHARE = 0.01;
static const double ERRORS = 3;

/* One in 16,000 normal numbers is farther from the mean than so many standard
   deviations. */
static const double DEVIATIONS = 4;

const char *agree_what_name(enum agree_what what)
{
    static const char *const names[AGREE_WHATS] = {
        "blocks of table",
        "blocks of column",
        "rows per block",
        "rows of fullest slice",
        "rows of emptiest slice",
        "blocks read",
        "rows scanned",
        "rows out",
        "rows of join",
        "groups",
        "rows moved",
        "bytes moved",
        "rows of query",
        "busiest over mean",
        "unsorted % then",
        "deleted % then",
        "blocks then",
        "blocks read then",
    };

    CHECK(what < AGREE_WHATS);
    return names[what];
}

double tolerance_of(struct tolerance t, double exact)
{
    return fmax(t.share * exact, t.least);
}

struct tolerance tolerance_blocks_then(const struct table_layout *l)
{
    const double columns = l->t->column_count + HIDDEN_COLUMNS;

    return (struct tolerance){ TABLE_SHARE, columns * l->populated };
}

double tolerance_table_blocks(const struct table_layout *l, double exact)
{
    return tolerance_of(tolerance_blocks_then(l), exact);
}

static double encoded_share(const struct table_layout *l, int column)
{
    const enum encoding e = l->columns[column].encoding;

    return column < l->t->column_count && (e == ENCODE_LZO || e == ENCODE_ZSTD)
               ? COMPRESSED_SHARE
               : RULE_SHARE;
}

double tolerance_column_blocks(const struct table_layout *l, int column,
                               double exact)
{
    return fmax(encoded_share(l, column) * exact, l->populated);
}

double tolerance_block_rows(const struct table_layout *l, int column,
                            double exact)
{
    return fmax(encoded_share(l, column) * exact, 1);
}

/* Four standard deviations of a slice's share, from the shares of the keys. */
double tolerance_slice_rows(struct known *k, const struct table_layout *l,
                            double exact)
{
    const double slices = k->world->cluster.slices;
    const double rows = (double)l->t->rows;

    if (l->design.diststyle != DIST_KEY)
        return 0;
    const struct marginal *m = known_marginal(k, l->table, l->design.distkey);
    const double squares =
        fmin(1, fmax(marginal_concentration(m), 1 / m->distinct));
    return fmax(SLICE_SHARE * exact,
                DEVIATIONS * skew_share_sd(squares, slices) * rows);
}

/*
 * Keys left after a filter, of unequal weight, and their rows, drawn for each:
 * the squares of their shares of the rows sum to q, as of 1 / q equal keys. A
 * key that is hot for sure decides which slice is fullest; the others then
 * vary on that one slice.
 */
double tolerance_busiest(struct known *k, const struct table_layout *l,
                         const struct step *counted)
{
    const struct marginal *const m =
        known_marginal(k, l->table, l->design.distkey);
    const double slices = k->world->cluster.slices;
    const struct column_ref key = { counted->relation, l->design.distkey };
    const double values =
        cardinality_distinct(known_cards(k, counted->query), key);
    const double squares = fmax(marginal_concentration(m), 1 / values) +
                           1 / fmax(counted->rows, 1);
    const double hot = m->hot_share > 1.5 / values ? m->hot_share : 0;
    const double rest = fmax(squares - hot * hot, 1 / fmax(counted->rows, 1));
    const double keys = fmax(1 / rest, 1);
    const double sd = hot > 0 ? skew_share_sd(fmin(rest, 1), slices) * slices
                              : skew_max_sd(keys, slices) / (keys / slices);

    return fmax(BUSIEST_SHARE * counted->busiest_over_mean, ERRORS * sd);
}

static double read_share(const struct table_layout *l)
{
    return l->design.sort == SORT_INTERLEAVED ? INTERLEAVED_SHARE : READ_SHARE;
}

double tolerance_blocks_read(const struct table_layout *l, double luck_blocks,
                             double exact)
{
    return fmax(fmax(read_share(l) * exact, l->populated),
                ERRORS * luck_blocks);
}

double tolerance_share_points(const struct table_layout *l, double pct)
{
    const double rows = l->slice_rows * l->populated / l->copies;
    const double share = fmin(fmax(pct / 100, 0), 1);

    return fmax(SHARE_POINTS,
                ERRORS * 100 * sqrt(share * (1 - share) / fmax(rows, 1)));
}

struct tolerance tolerance_read_then(const struct table_layout *l)
{
    return (struct tolerance){ READ_THEN_SHARE, l->populated };
}

double tolerance_rows_scanned(const struct table_layout *l,
                              struct condition *const *filters, int count,
                              double exact)
{
    double block = 0;

    for (int f = 0; f < count; f++)
        if (filters[f]->kind == COND_SET && filters[f]->zone_map)
            block =
                fmax(block, l->columns[filters[f]->column].values_per_block);
    return fmax(read_share(l) * exact,
                fmin(block, l->slice_rows) * l->populated);
}

/* Rows that draw the values of this column together. */
static double rows_together(struct known *k, int table, int column)
{
    const struct table *t = &k->world->catalog.tables[table];
    const int root = order_root(t, column);
    const int per = t->columns[root].per;

    if (per < 0)
        return 1;
    return (double)t->rows / known_marginal(k, table, per)->distinct;
}

/* Standard error of the rows that pass: they are drawn, and the estimate may
   have counted them on a sample. */
static double out_error(struct known *k, int table,
                        struct condition *const *filters, int count,
                        double exact)
{
    const struct table *t = &k->world->catalog.tables[table];
    const int columns = t->column_count + t->virtual_count;
    const double rows = (double)t->rows;
    const double p = fmin(1, exact / rows);
    const struct arena_mark mark = arena_mark(k->scratch);
    bool *const used = ARENA_ARRAY(k->scratch, columns, bool);
    double together = 1;

    for (int f = 0; f < count; f++)
        condition_columns(filters[f], used);
    for (int c = 0; c < columns; c++)
        if (used[c])
            together = fmax(together, rows_together(k, table, c));
    arena_rewind(k->scratch, mark);

    const struct share share = cardinality_share(k, table, filters, count);
    const double sample =
        share.sampled ? 1 / (double)known_rows(k, table)->count : 0;
    return rows *
           sqrt(fmax(p, 1 / rows) * (1 - p) * (together / rows + sample));
}

double tolerance_rows_out(struct known *k, int table,
                          struct condition *const *filters, int count,
                          double exact)
{
    return fmax(ROWS_SHARE * exact,
                ERRORS * out_error(k, table, filters, count, exact));
}

/* Relative variance of what the scans below a step let through. */
static double scan_variance(struct known *k, const struct step *s)
{
    double sum = 0;

    if (s->op == OP_SCAN) {
        const struct relation *const r = &s->query->relations[s->relation];
        const double error =
            out_error(k, s->table, r->filters, r->filter_count, s->rows);
        return error * error / fmax(s->rows * s->rows, 1);
    }
    if (s->outer != NULL)
        sum += scan_variance(k, s->outer);
    if (s->inner != NULL)
        sum += scan_variance(k, s->inner);
    return sum;
}

double tolerance_step(struct known *k, enum agree_what what,
                      const struct step *counted, double exact)
{
    const bool moved = what == AGREE_ROWS_MOVED || what == AGREE_BYTES_MOVED;
    const double share = moved ? MOVED_SHARE : ROWS_SHARE;
    /* Where none is counted, luck is that of one. */
    const double least =
        what == AGREE_BYTES_MOVED ? fmax(counted->row_bytes, 1) : 1;
    const double error = fmax(exact, least) * sqrt(scan_variance(k, counted) +
                                                   1 / fmax(counted->rows, 1));

    return fmax(share * exact, ERRORS * error);
}
