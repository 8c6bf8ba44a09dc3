#include "estimate/encode.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "codec/choose.h"
#include "estimate/batch.h"
#include "estimate/order.h"

enum { FORM_ITEMS_COUNTED = 65536 };

/* A BYTEDICT block's dictionary (sim/codec/bytedict.c). */
enum { DICTIONARY_VALUES = 256 };

double encode_mean_length(struct known *k, int table, int column)
{
    const struct column *c = &k->world->catalog.tables[table].columns[column];
    double mean = 0;

    if (c->type.kind == TYPE_CHAR)
        return c->type.length;
    if (c->form.kind != FORM_LIST || c->form.count > FORM_ITEMS_COUNTED)
        return form_mean_bytes(&c->form) * (1 - c->null_frac);

    const struct marginal *m = known_marginal(k, table, column);
    for (int64_t i = 0; i < c->form.count; i++)
        mean += marginal_between(m, i, i) * (double)strlen(c->form.items[i]);
    return mean * (1 - c->null_frac);
}

/* RAW is its closed form: no sample can be as exact. */
static struct codec_size raw_size(const struct column *c, double mean_length)
{
    const bool varying =
        c->type.kind == TYPE_VARCHAR || c->type.kind == TYPE_VARBYTE;
    struct codec_size size = { 0, type_bytes(c->type, 0) };

    if (varying)
        size.bytes_per_value += mean_length;
    /* A column that may be NULL says so for each value: measured on
       lo_shipmode, models/README.md, "Encodings". */
    if (!c->not_null)
        size.bytes_per_value += varying ? 1 : 0.125;
    return size;
}

/* A table's columns while their encodings are found. */
struct encoding_table {
    struct known *known;
    int table;
    const struct table *t;
    const struct table_design *design;
    double slice_rows;
    struct stored rows; /* sampled when a column first needs it */
    bool sampled;
    struct codec_batch *batches; /* per column; count 0 = not made yet */
    struct stored thinned;       /* every thinning-th row; when first needed */
    double thinning;             /* 0 = not sampled yet */
    struct encoded *out;
};

/* A column's values in stored order. */
static const struct codec_batch *batch(struct encoding_table *e, int column)
{
    struct arena *scratch = e->known->scratch;

    if (!e->sampled) {
        e->rows = stored_sample(scratch, e->known, e->table, e->design,
                                e->slice_rows);
        e->sampled = true;
    }
    if (e->batches[column].count == 0)
        e->batches[column] = batch_of(scratch, &e->t->columns[column],
                                      e->rows.codes[column], e->rows.count);
    return &e->batches[column];
}

/* Is a value stored as what it shares with the one before it? */
static bool looks_back(enum encoding e)
{
    return e == ENCODE_DELTA || e == ENCODE_DELTA32K || e == ENCODE_RUNLENGTH;
}

/* The window of so many values that begins with the i-th. */
static struct codec_batch window_at(const struct codec_batch *values, size_t i,
                                    size_t rows)
{
    struct codec_batch window = codec_batch_skip(*values, i);

    if (window.count > rows)
        window.count = rows;
    return window;
}

/* From one window of the sample to the next there are no neighbours: each
   window is measured as a block of its own. */
static struct codec_size measure_windows(struct arena *scratch,
                                         const struct codec *codec,
                                         struct codec_type type,
                                         const struct codec_batch *values,
                                         size_t rows)
{
    struct codec_size mean = { 0, 0 };

    for (size_t i = 0; i < values->count; i += rows) {
        const struct codec_batch window = window_at(values, i, rows);
        const struct codec_size size =
            codec_measure(scratch, codec, type, &window);
        const double weight = (double)window.count / (double)values->count;
        mean.fixed_bytes += weight * size.fixed_bytes;
        mean.bytes_per_value += weight * size.bytes_per_value;
    }
    return mean;
}

/* What the values of a sample take; its windows hold so many rows. */
static struct codec_size measure_values(struct arena *scratch,
                                        const struct column *c,
                                        enum encoding encoding,
                                        const struct codec_batch *values,
                                        size_t window)
{
    const struct codec *const codec = codec_find(encoding_name(encoding));
    const struct arena_mark mark = arena_mark(scratch);
    const struct codec_size size =
        looks_back(encoding)
            ? measure_windows(scratch, codec, batch_type(c), values, window)
            : codec_measure(scratch, codec, batch_type(c), values);

    arena_rewind(scratch, mark);
    return size;
}

/* A scenario that gives the rows of a block fills none to its end. */
static double end_bytes(struct arena *scratch, const struct engine *engine,
                        const struct column *c, enum encoding encoding,
                        const struct codec_batch *values,
                        struct codec_size size)
{
    if (engine->rows_per_block > 0)
        return 0;
    const struct arena_mark mark = arena_mark(scratch);
    const double bytes = codec_end_bytes(
        scratch, codec_find(encoding_name(encoding)), batch_type(c), values,
        size, (int64_t)(engine->block_bytes - engine->block_header_bytes));
    arena_rewind(scratch, mark);
    return bytes;
}

struct codec_size encode_sample(struct arena *scratch,
                                const struct engine *engine,
                                const struct column *c, enum encoding encoding,
                                const int64_t *codes, size_t count,
                                size_t window)
{
    const struct codec_batch values = batch_of(scratch, c, codes, count);
    struct codec_size size =
        measure_values(scratch, c, encoding, &values, window);

    size.fixed_bytes += end_bytes(scratch, engine, c, encoding, &values, size);
    return size;
}

/*
 * A dictionary whose values change along the key: as many days are in a block
 * as it has rows, so a window must span the whole block to show how many of
 * its values find no place in the dictionary.
 */
static bool fills_slowly(const struct encoding_table *e, int column,
                         enum encoding encoding)
{
    const struct table_design *const d = e->design;

    return encoding == ENCODE_BYTEDICT && stored_thins(e->t, d) &&
           order_root(e->t, column) == order_root(e->t, d->sortkeys[0]) &&
           known_marginal(e->known, e->table, column)->distinct >
               DICTIONARY_VALUES;
}

/* Every so many-th row, so that a window spans the largest block there is. */
static void thin(struct encoding_table *e)
{
    const double window = STORED_ROWS / STORED_WINDOWS;
    const double most = e->known->world->cluster.engine.block_bytes;

    if (e->thinning > 0)
        return;
    e->thinning = fmax(fmin(most, e->slice_rows) / window, 1);
    e->thinned =
        stored_sample_tied(e->known->scratch, e->known, e->table, e->design,
                           fmax(e->slice_rows / e->thinning, 1));
}

/* A window of a column, from its `from`-th value on. */
static struct codec_batch window_of(const struct codec_batch *values,
                                    size_t window, size_t which, size_t from)
{
    struct codec_batch out = codec_batch_skip(*values, which * window + from);

    out.count = window - from;
    return out;
}

/* Blocks that begin where the windows do: their first rows one by one, for the
   dictionary may fill with them, the rest thinned. */
static struct codec_size measure_blocks(struct encoding_table *e, int column,
                                        const struct codec *codec)
{
    const struct column *const c = &e->t->columns[column];
    const struct engine *const engine = &e->known->world->cluster.engine;
    const struct codec_batch *const all = batch(e, column);
    const size_t window = e->rows.window;
    const double rows = e->slice_rows;
    struct codec_size mean = { 0, 0 };
    double blocks = 0;

    thin(e);
    const struct codec_batch thinned = batch_of(
        e->known->scratch, c, e->thinned.codes[column], e->thinned.count);
    const size_t seen = (size_t)((double)window / e->thinning);
    for (size_t w = 0; w < STORED_WINDOWS; w++) {
        /* The last ones are moved up where the slice ends within a block. */
        if (w > 0 && ((double)w + 0.5) / STORED_WINDOWS * rows >
                         rows - e->thinning * (double)window)
            continue;
        const struct codec_part parts[] = {
            { window_of(all, window, w, 0), 1 },
            { window_of(&thinned, window, w, seen), e->thinning },
        };
        const struct codec_size size = codec_measure_block(
            e->known->scratch, codec, batch_type(c), parts,
            seen < window ? 2 : 1,
            (int64_t)(engine->block_bytes - engine->block_header_bytes));
        mean.fixed_bytes += size.fixed_bytes;
        mean.bytes_per_value += size.bytes_per_value;
        blocks++;
    }
    mean.fixed_bytes /= blocks;
    mean.bytes_per_value /= blocks;
    return mean;
}

static struct codec_size measure(struct encoding_table *e, int column,
                                 enum encoding encoding)
{
    const struct column *c = &e->t->columns[column];

    if (encoding == ENCODE_RAW)
        return raw_size(c, e->out[column].text_bytes);

    const struct codec *codec = codec_find(encoding_name(encoding));
    if (fills_slowly(e, column, encoding))
        return measure_blocks(e, column, codec);

    const struct codec_batch *const values = batch(e, column);
    return measure_values(e->known->scratch, c, encoding, values,
                          e->rows.window);
}

/* What COPY would try on a column, and what each makes of it. */
struct trials {
    struct choose_candidate list[ENCODINGS];
    enum encoding encodings[ENCODINGS];
    struct codec_size sizes[ENCODINGS];
    int count;
};

static void try_all(struct encoding_table *e, int column, struct trials *out)
{
    const struct column *c = &e->t->columns[column];

    out->count = 0;
    for (int i = 0; i < ENCODINGS; i++) {
        const enum encoding encoding = (enum encoding)i;
        const char *name = encoding_name(encoding);
        if (!choose_copy_tries(name) || !encoding_allows(encoding, c->type) ||
            !codec_allows(codec_find(name), batch_type(c)))
            continue;
        const int n = out->count++;
        out->encodings[n] = encoding;
        out->sizes[n] = measure(e, column, encoding);
        out->list[n].name = name;
        out->list[n].bytes =
            choose_sample_bytes(out->sizes[n], CHOOSE_SAMPLE_ROWS);
    }
}

/*
 * COPY's choice for every column: first those outside the sort key, then the
 * sort key's, balanced with them. COPY loads its sample into the table before
 * it looks at it, so the sample lies in stored order.
 */
static void choose_as_copy(struct encoding_table *e)
{
    double raw_bytes = 0, chosen_bytes = 0;

    for (int pass = 0; pass < 2; pass++)
        for (int c = 0; c < e->t->column_count; c++) {
            struct trials trials;
            if (design_sorts_by(e->design, c) != (pass == 1))
                continue;
            try_all(e, c, &trials);
            const double balance =
                chosen_bytes > 0 ? raw_bytes / chosen_bytes : 1;
            const int best =
                pass == 0
                    ? choose_copy(trials.list, trials.count)
                    : choose_copy_sortkey(trials.list, trials.count, balance);
            e->out[c].encoding = trials.encodings[best];
            e->out[c].size = trials.sizes[best];
            if (pass == 0) {
                raw_bytes += choose_raw_bytes(trials.list, trials.count);
                chosen_bytes += trials.list[best].bytes;
            }
        }
}

/* Everything but COPY's choice: named encodings, and fixed rules. */
static enum encoding encoding_of(const struct encoding_table *e, int column)
{
    const struct table_design *d = e->design;

    if (d->encoding_given[column])
        return d->encodings[column];
    if (d->mode == ENCODE_MODE_NONE)
        return ENCODE_RAW;
    return encoding_default(e->t->columns[column].type,
                            design_sorts_by(d, column));
}

/* Do the windows of the sample differ in what their values take? */
static bool windows_differ(struct encoding_table *e, int column,
                           const struct codec *codec)
{
    const struct codec_type type = batch_type(&e->t->columns[column]);
    const struct codec_batch *const values = batch(e, column);
    struct codec_size least = { 0, 0 }, most = { 0, 0 };

    for (size_t i = 0; i < values->count; i += e->rows.window) {
        const struct codec_batch window = window_at(values, i, e->rows.window);
        const struct codec_size size =
            codec_measure(e->known->scratch, codec, type, &window);
        if (i == 0 || size.bytes_per_value < least.bytes_per_value)
            least = size;
        if (i == 0 || size.bytes_per_value > most.bytes_per_value)
            most = size;
    }
    return profile_differs(least, most);
}

static void find_profiles(struct arena *a, struct encoding_table *e)
{
    struct profile *p = NULL;

    for (int c = 0; c < e->t->column_count; c++) {
        const enum encoding encoding = e->out[c].encoding;
        const struct codec *const codec = codec_find(encoding_name(encoding));
        if (encoding == ENCODE_RAW || !stored_moves(e->t, e->design, c) ||
            fills_slowly(e, c, encoding))
            continue;
        if (p == NULL)
            p = profile_begin(e->known, e->table, e->design, e->slice_rows);
        e->out[c].density = profile_of(a, p, c, codec, looks_back(encoding),
                                       windows_differ(e, c, codec));
    }
}

/* What hangs together with the distribution key is not on the fullest slice
   what it is elsewhere, when one value fills that. */
static void measure_fullest(struct encoding_table *e)
{
    struct arena *const scratch = e->known->scratch;
    const int columns = e->t->column_count + e->t->virtual_count;
    bool *const wanted = ARENA_ARRAY(scratch, columns, bool);
    struct stored rows;

    for (int c = 0; c < e->t->column_count; c++)
        e->out[c].fullest = e->out[c].size;
    if (e->design->diststyle != DIST_KEY)
        return;
    for (int c = 0; c < columns; c++)
        wanted[c] = order_root(e->t, c) == order_root(e->t, e->design->distkey);
    if (!stored_sample_fullest(scratch, e->known, e->table, e->design,
                               e->slice_rows, wanted, &rows))
        return;
    for (int c = 0; c < e->t->column_count; c++) {
        const enum encoding encoding = e->out[c].encoding;
        if (!wanted[c] || encoding == ENCODE_RAW || looks_back(encoding))
            continue;
        const struct column *const column = &e->t->columns[c];
        const struct codec_batch values =
            batch_of(scratch, column, rows.codes[c], rows.count);
        e->out[c].fullest =
            codec_measure(scratch, codec_find(encoding_name(encoding)),
                          batch_type(column), &values);
        e->out[c].fullest.fixed_bytes +=
            end_bytes(scratch, &e->known->world->cluster.engine, column,
                      encoding, &values, e->out[c].fullest);
    }
}

struct encoded *encode_table(struct arena *a, struct known *k, int table,
                             const struct table_design *d, double slice_rows)
{
    const struct table *t = &k->world->catalog.tables[table];
    const struct arena_mark mark = arena_mark(k->scratch);
    struct encoding_table e = {
        .known = k,
        .table = table,
        .t = t,
        .design = d,
        .slice_rows = slice_rows,
        .out = ARENA_ARRAY(a, t->column_count, struct encoded),
        .batches = ARENA_ARRAY(k->scratch, t->column_count, struct codec_batch),
    };

    for (int c = 0; c < t->column_count; c++)
        if (type_is_string(t->columns[c].type))
            e.out[c].text_bytes = encode_mean_length(k, table, c);
    if (d->mode == ENCODE_MODE_COPY)
        choose_as_copy(&e);
    for (int c = 0; c < t->column_count; c++) {
        if (d->mode == ENCODE_MODE_COPY && !d->encoding_given[c])
            continue;
        e.out[c].encoding = encoding_of(&e, c);
        e.out[c].size = measure(&e, c, e.out[c].encoding);
    }
    for (int c = 0; c < t->column_count; c++)
        if (e.out[c].encoding != ENCODE_RAW)
            e.out[c].size.fixed_bytes +=
                end_bytes(k->scratch, &k->world->cluster.engine, &t->columns[c],
                          e.out[c].encoding, batch(&e, c), e.out[c].size);
    measure_fullest(&e);
    find_profiles(a, &e);
    arena_rewind(k->scratch, mark);
    return e.out;
}
