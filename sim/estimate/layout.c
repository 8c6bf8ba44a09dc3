#include "estimate/layout.h"

#include <math.h>

#include "base/check.h"
#include "estimate/encode.h"
#include "estimate/observed.h"
#include "models/density.h"
#include "models/skew.h"
#include "models/storage.h"

/*
 * TUNING (guess): DISTSTYLE AUTO keeps a table of up to so many bytes of raw
 * values as ALL. No threshold is published (redshift.md 10). Half or double
 * moves the tables between them from copies to one even copy.
 */
#define LAYOUT_AUTO_ALL_BYTES (64 * 1048576.0)

/* The hidden ROW_ID is a raw 8-byte number (measured: redshift.md 9.3). */
#define ROW_ID_BYTES 8.0

/* ---- what AUTO means -------------------------------------------------- */

static double raw_row_bytes(struct known *k, int table)
{
    const struct table *t = &k->world->catalog.tables[table];
    double bytes = 0;

    for (int c = 0; c < t->column_count; c++) {
        const struct type type = t->columns[c].type;
        bytes += type_bytes(type, 0);
        if (type.kind == TYPE_VARCHAR || type.kind == TYPE_VARBYTE)
            bytes += encode_mean_length(k, table, c);
    }
    return bytes;
}

static int primary_key(const struct table *t)
{
    for (int c = 0; c < t->column_count; c++)
        if (t->columns[c].primary)
            return c;
    return -1;
}

/* Small tables are ALL, larger ones KEY on the primary key, else EVEN
   (redshift.md 2, "AUTO"). SORTKEY AUTO begins with no key. */
static struct table_design settle(struct known *k, int table,
                                  const struct table_design *d)
{
    const struct table *t = &k->world->catalog.tables[table];
    struct table_design out = *d;

    if (out.sort == SORT_AUTO || out.sort == SORT_NONE)
        out.sortkey_count = 0;
    if (out.diststyle != DIST_AUTO)
        return out;
    if (raw_row_bytes(k, table) * (double)t->rows <= LAYOUT_AUTO_ALL_BYTES) {
        out.diststyle = DIST_ALL;
    } else if (primary_key(t) >= 0) {
        out.diststyle = DIST_KEY;
        out.distkey = primary_key(t);
    } else {
        out.diststyle = DIST_EVEN;
    }
    return out;
}

/* ---- rows on slices --------------------------------------------------- */

double layout_busiest(double slices, double values, double hot_share,
                      double rows)
{
    if (rows <= 0 || slices <= 1)
        return 1;

    const double balls = fmin(fmax(values, 1), fmax(rows, 1));
    const double even = skew_expected_max(balls, slices) / (balls / slices);
    const double rest = fmax(1 / balls - hot_share * hot_share, 0);
    const double hot =
        hot_share > 1 / balls * 1.5
            ? skew_heavy_max_share(&hot_share, 1, rest, slices) * slices
            : 1;
    return fmin(fmax(even, hot), slices);
}

/* Ranked slices of a KEY table, from the weights of its key's values. */
static void spread_by_key(struct arena *a, struct known *k,
                          struct table_layout *l)
{
    const struct marginal *m = known_marginal(k, l->table, l->design.distkey);
    const double slices = k->world->cluster.slices;
    const double rows = (double)l->t->rows;
    double heavy[SKEW_HEAVY_MAX];
    const size_t top = marginal_top(a, m, heavy, SKEW_HEAVY_MAX);
    const double squares =
        fmin(marginal_concentration(m) + 1 / fmax(rows, 1), 1);
    const double mean = rows / slices;
    int hot = 0;
    double rest = squares, sum = 0;

    /* Heavy: a value that alone would stand out above the mean. */
    while (hot < (int)top && heavy[hot] > 0.1 / slices) {
        rest -= heavy[hot] * heavy[hot];
        hot++;
    }
    double most =
        hot > 0
            ? skew_heavy_max_share(heavy, hot, fmax(rest, 0), slices) * slices
            : layout_busiest(slices, 1 / squares, 0, rows);
    most = fmin(fmax(most, 1), slices);
    /* Few values leave slices without a row. */
    const double filled = fmax(
        round(slices - skew_empty_slices(fmin(m->distinct, rows), slices)), 1);
    most = fmax(most, slices / filled);
    const double sd = skew_share_sd(fmax(rest, 0), slices) * rows;
    const double others = (rows - most * mean) / fmax(filled - 1, 1);
    for (int s = 0; s < (int)filled; s++) {
        l->rows_by_slice[s] =
            s == 0 ? most * mean
                   : fmin(skew_ranked_rows(slices - s, slices,
                                           hot > 0 ? others : mean, sd),
                          most * mean);
        sum += s == 0 ? 0 : l->rows_by_slice[s];
    }
    /* Nothing is lost: the others share what the fullest leaves. */
    for (int s = 1; s < (int)filled && sum > 0; s++)
        l->rows_by_slice[s] *= (rows - most * mean) / sum;
    l->heavy = hot > 0 && filled > 1;
    l->chance_rows = l->heavy ? others : rows / filled;
    l->chance_sd_rows = sd;
}

double layout_chance_slice(const struct table_layout *l, int i, int n)
{
    return fmax(skew_ranked_rows(i + 1, n, l->chance_rows, l->chance_sd_rows),
                1);
}

void layout_sum_slices(struct table_layout *l, int slices, double rows)
{
    l->populated = 0;
    for (int s = 0; s < slices; s++)
        l->populated += l->rows_by_slice[s] > 0;
    l->slice_rows = rows / fmax(l->populated, 1);
    l->max_over_mean = l->skew_rows = 1;
    l->cv = l->empty_slices = 0;
    if (l->design.diststyle == DIST_ALL || l->populated <= 0)
        return;
    const struct skew_summary sum = skew_summary_of(l->rows_by_slice, slices);
    l->max_over_mean = fmax(sum.max / l->slice_rows, 1);
    l->skew_rows = sum.skew_rows;
    l->cv = sum.cv;
    l->empty_slices = sum.empty_slices;
}

static void spread_rows(struct arena *a, struct known *k,
                        struct table_layout *l)
{
    const struct cluster *c = &k->world->cluster;
    const int per_node = cluster_slices_per_node(c);
    const double rows = (double)l->t->rows;

    l->rows_by_slice = ARENA_ARRAY(a, c->slices, double);
    l->copies = l->design.diststyle == DIST_ALL ? c->nodes : 1;
    if (l->design.diststyle == DIST_KEY) {
        spread_by_key(a, k, l);
    } else {
        for (int s = 0; s < c->slices; s++)
            l->rows_by_slice[s] =
                l->design.diststyle == DIST_ALL
                    ? (storage_holds_all(s, per_node) ? rows : 0)
                    : floor(rows / c->slices) +
                          (s < (int64_t)l->t->rows % c->slices);
    }
    layout_sum_slices(l, c->slices, rows * l->copies);
}

/* ---- blocks ----------------------------------------------------------- */

/* Values in a block on one slice; a KEY table's stand in falling order. */
static double slice_values(const struct column_layout *c, int slice)
{
    return slice == 0 && c->fullest_values > 0 ? c->fullest_values
                                               : c->values_per_block;
}

static double column_blocks(const struct known *k, const struct table_layout *l,
                            const struct column_layout *c)
{
    double blocks = 0;

    for (int s = 0; s < k->world->cluster.slices; s++) {
        const double rows = l->rows_by_slice[s];
        blocks +=
            c->density
                ? storage_column_blocks(density_blocks(c->density, rows, rows),
                                        0, 1, l->segments > 1)
                : storage_column_blocks(rows, 0, slice_values(c, s),
                                        l->segments > 1);
    }
    return blocks;
}

double layout_full_block_values(const struct table_layout *l, int column)
{
    const struct column_layout *const c = &l->columns[column];

    double values = 0, blocks = 0;

    if (c->density)
        return density_full_rows(c->density, l->slice_rows);
    for (int s = 0; s < (int)l->populated && c->fullest_values > 0; s++) {
        const double full = floor(l->rows_by_slice[s] / slice_values(c, s));
        blocks += full;
        values += full * slice_values(c, s);
    }
    return blocks > 0 ? values / blocks : c->values_per_block;
}

/* A scenario's rows for all blocks; the bytes follow from the encoding. */
static void fix_rows(const struct engine *e, struct column_layout *c,
                     double fixed_bytes)
{
    const double rows = (double)e->rows_per_block;

    if (rows <= 0)
        return;
    c->values_per_block = rows;
    c->block_bytes = ceil(e->block_header_bytes +
                          fmax(fixed_bytes + rows * c->bytes_per_value, 1));
}

static void size_hidden(const struct engine *e, struct column_layout *hidden,
                        int which)
{
    hidden->values_per_block =
        which == HIDDEN_ROW_ID
            ? storage_values_per_block(e->block_bytes, e->block_header_bytes,
                                       ROW_ID_BYTES)
            : e->xid_rows_per_block;
    hidden->block_bytes = e->block_bytes;
    hidden->bytes_per_value = e->block_bytes / hidden->values_per_block;
    fix_rows(e, hidden, 0);
}

static void size_columns(struct arena *a, struct known *k,
                         struct table_layout *l)
{
    const struct engine *e = &k->world->cluster.engine;
    const int columns = l->t->column_count;
    const struct encoded *encoded =
        encode_table(a, k, l->table, &l->design, l->slice_rows);

    l->columns = ARENA_ARRAY(a, columns + HIDDEN_COLUMNS, struct column_layout);
    for (int c = 0; c < columns; c++) {
        l->columns[c].encoding = encoded[c].encoding;
        l->columns[c].bytes_per_value = encoded[c].size.bytes_per_value;
        l->columns[c].text_bytes = encoded[c].text_bytes;
        l->columns[c].block_bytes = e->block_bytes;
        l->columns[c].values_per_block = (double)codec_values_per_block(
            encoded[c].size, (int64_t)e->block_bytes,
            (int64_t)e->block_header_bytes);
        fix_rows(e, &l->columns[c], encoded[c].size.fixed_bytes);
        if (encoded[c].fullest.bytes_per_value !=
            encoded[c].size.bytes_per_value)
            l->columns[c].fullest_values = (double)codec_values_per_block(
                encoded[c].fullest, (int64_t)e->block_bytes,
                (int64_t)e->block_header_bytes);
        l->columns[c].density = encoded[c].density;
        if (encoded[c].density)
            l->columns[c].values_per_block = fmax(
                l->slice_rows / density_blocks(encoded[c].density,
                                               l->slice_rows, l->slice_rows),
                1);
    }
    for (int h = 0; h < HIDDEN_COLUMNS; h++)
        size_hidden(e, &l->columns[columns + h], h);
    for (int c = 0; c < columns + HIDDEN_COLUMNS; c++) {
        l->columns[c].blocks = column_blocks(k, l, &l->columns[c]);
        l->blocks += l->columns[c].blocks;
    }
}

static double sortkey_skew(const struct table_layout *l)
{
    double largest = 0;

    if (l->design.sortkey_count == 0)
        return (double)NAN;
    for (int c = 0; c < l->t->column_count; c++)
        if (c != l->design.sortkeys[0])
            largest = fmax(largest, l->columns[c].blocks);
    return storage_skew_sortkey1(largest,
                                 l->columns[l->design.sortkeys[0]].blocks);
}

/* A layout is kept for designs to come: the one that it was made for may be
   gone by then. */
static void own_lists(struct arena *a, struct table_layout *l)
{
    struct table_design *const d = &l->design;
    const int columns = l->t->column_count;
    int *const keys = ARENA_ARRAY(a, d->sortkey_count, int);
    enum encoding *const encodings = ARENA_ARRAY(a, columns, enum encoding);
    bool *const given = ARENA_ARRAY(a, columns, bool);

    for (int i = 0; i < d->sortkey_count; i++)
        keys[i] = d->sortkeys[i];
    for (int c = 0; c < columns; c++) {
        encodings[c] = d->encodings[c];
        given[c] = d->encoding_given[c];
    }
    d->sortkeys = keys;
    d->encodings = encodings;
    d->encoding_given = given;
}

struct table_layout *layout_table(struct arena *a, struct known *k, int table,
                                  const struct table_design *d)
{
    struct table_layout *l = ARENA_NEW(a, struct table_layout);

    l->table = table;
    l->t = &k->world->catalog.tables[table];
    l->design = settle(k, table, d);
    own_lists(a, l);
    l->segments = l->design.sortkey_count > 0 ? 2 : 1;
    spread_rows(a, k, l);
    if (observed_can(l->t, &l->design)) {
        l->observed_count = (int64_t)fmax(round(l->slice_rows), 1);
        l->observed =
            observed_rows(a, k->world, table, &l->design, l->observed_count);
    }
    size_columns(a, k, l);
    l->skew_sortkey1 = sortkey_skew(l);
    return l;
}

struct layout *layout_of(struct arena *a, struct known *k,
                         const struct design *d)
{
    struct layout *l = ARENA_NEW(a, struct layout);
    const int tables = k->world->catalog.table_count;

    l->design = d;
    l->tables = ARENA_ARRAY(a, tables, struct table_layout *);
    for (int t = 0; t < tables; t++) {
        const struct table *table = &k->world->catalog.tables[t];
        const char *text = design_text(k->arena, table, &d->tables[t]);
        l->tables[t] = known_layout(k, t, text);
        if (l->tables[t])
            continue;
        l->tables[t] = layout_table(k->arena, k, t, &d->tables[t]);
        known_keep_layout(k, t, text, l->tables[t]);
    }
    return l;
}
