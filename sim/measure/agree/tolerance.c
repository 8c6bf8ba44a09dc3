#include "measure/agree/tolerance.h"

#include <math.h>

#include "base/check.h"
#include "estimate/cardinality.h"
#include "measure/agree/drawn.h"
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
        "read as slices filled",
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

const char *chance_name(enum chance c)
{
    static const char *const names[CHANCES] = {
        "",
        "keys fall on slices",
        "runs fall into blocks",
        "rows are drawn",
    };

    CHECK(c < CHANCES);
    return names[c];
}

static struct bound bound_of(double bar, double luck, enum chance chance)
{
    return (struct bound){ fmax(bar, luck), bar,
                           luck > bar ? chance : CHANCE_NONE };
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
struct bound tolerance_slice_rows(struct known *k, const struct table_layout *l,
                                  double exact)
{
    const double slices = k->world->cluster.slices;
    const double rows = (double)l->t->rows;

    if (l->design.diststyle != DIST_KEY)
        return bound_of(0, 0, CHANCE_NONE);
    const struct marginal *m = known_marginal(k, l->table, l->design.distkey);
    const double squares =
        fmin(1, fmax(marginal_concentration(m), 1 / m->distinct));
    return bound_of(SLICE_SHARE * exact,
                    DEVIATIONS * skew_share_sd(squares, slices) * rows,
                    CHANCE_SLICES);
}

/*
 * Keys left after a filter, of unequal weight, and their rows, drawn for each:
 * the squares of their shares of the rows sum to q, as of 1 / q equal keys. A
 * key that is hot for sure decides which slice is fullest; the others then
 * vary on that one slice.
 */
struct bound tolerance_busiest(struct known *k, const struct table_layout *l,
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

    return bound_of(BUSIEST_SHARE * counted->busiest_over_mean, ERRORS * sd,
                    CHANCE_SLICES);
}

static double read_share(const struct table_layout *l)
{
    return l->design.sort == SORT_INTERLEAVED ? INTERLEAVED_SHARE : READ_SHARE;
}

/* The larger of the two lucks gives its name. */
static struct bound bound_by_luck(double bar, struct luck_sd luck)
{
    return bound_of(bar, ERRORS * luck_sd(luck),
                    luck.slices > luck.runs ? CHANCE_SLICES : CHANCE_RUNS);
}

struct bound tolerance_blocks_read(const struct table_layout *l,
                                   struct luck_sd blocks, double exact)
{
    return bound_by_luck(fmax(read_share(l) * exact, l->populated), blocks);
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

struct bound tolerance_rows_scanned(const struct table_layout *l,
                                    struct condition *const *filters, int count,
                                    struct luck_sd rows, double exact)
{
    double block = 0;

    for (int f = 0; f < count; f++)
        if (filters[f]->kind == COND_SET && filters[f]->zone_map)
            block =
                fmax(block, l->columns[filters[f]->column].values_per_block);
    return bound_by_luck(
        fmax(read_share(l) * exact, fmin(block, l->slice_rows) * l->populated),
        rows);
}

struct bound tolerance_rows_out(struct known *k, int table,
                                struct condition *const *filters, int count,
                                double exact)
{
    return bound_of(ROWS_SHARE * exact,
                    ERRORS * drawn_out_error(k, table, filters, count, exact),
                    CHANCE_ROWS);
}

/* An aggregate without groups has one row, whatever it counts. */
static bool is_one_row(const struct step *s)
{
    while (s->op == OP_SORT || s->op == OP_NETWORK || s->op == OP_MERGE ||
           s->op == OP_LIMIT)
        s = s->outer;
    return s->op == OP_AGGREGATE;
}

/* Relative variance of the rows that a step returns, or a join moves. */
static double step_variance(struct known *k, enum agree_what what,
                            const struct step *counted)
{
    if (what == AGREE_ROWS_MOVED || what == AGREE_BYTES_MOVED)
        return drawn_moved_variance(k, counted, what == AGREE_BYTES_MOVED);
    if (is_one_row(counted))
        return 0;
    return drawn_rows_variance(k, counted) +
           (step_is_join(counted) ? 0 : 1 / fmax(counted->rows, 1));
}

struct bound tolerance_step(struct known *k, enum agree_what what,
                            const struct step *counted, double exact)
{
    const bool moved = what == AGREE_ROWS_MOVED || what == AGREE_BYTES_MOVED;
    const double share = moved ? MOVED_SHARE : ROWS_SHARE;
    /* Where none is counted, luck is that of one. */
    const double least =
        what == AGREE_BYTES_MOVED ? fmax(counted->row_bytes, 1) : 1;
    const double error =
        fmax(exact, least) * sqrt(step_variance(k, what, counted));

    return bound_of(share * exact, ERRORS * error, CHANCE_ROWS);
}
