/* Foreign keys: which row of the parent a row refers to, and what stands
   there (value.h). */
#include <string.h>

#include "base/check.h"
#include "world/sequence.h"
#include "world/value/value.h"
#include "world/value/value_draw.h"
#include "world/value/value_reader.h"

/* No row of the parent. */
enum { NO_PARENT = -1 };

/* Half the bits of the smallest square of a power of two that holds all
   rows. */
static int scatter_bits(int64_t rows)
{
    int bits = 0;

    while (bits < 31 && (UINT64_C(1) << (2 * bits)) < (uint64_t)rows)
        bits++;
    return bits;
}

int64_t value_scatter(struct rng_stream stream, int64_t index, int64_t rows)
{
    CHECK(index >= 0 && index < rows);
    value_scatter_many(stream, rows, 1, &index);
    return index;
}

/* One walk through the network, which may end beyond the rows. */
static void scatter_once(uint64_t key, int bits, size_t n, uint64_t *x)
{
    const uint64_t mask = (UINT64_C(1) << bits) - 1;
    int64_t keyed[VALUE_DRAW_CHUNK];
    uint64_t mixed[VALUE_DRAW_CHUNK];

    for (uint64_t round = 0; round < 4; round++) {
        for (size_t i = 0; i < n; i++)
            keyed[i] = (int64_t)(key + (round << 32) + (x[i] & mask));
        rng_mix_many(keyed, n, mixed);
        for (size_t i = 0; i < n; i++)
            x[i] = (x[i] & mask) << bits | (((x[i] >> bits) ^ mixed[i]) & mask);
    }
}

/* At most VALUE_DRAW_CHUNK. What lies beyond the rows walks on. */
static void scatter_chunk(uint64_t key, int64_t rows, size_t count,
                          int64_t *indices)
{
    const int bits = scatter_bits(rows);
    uint64_t x[VALUE_DRAW_CHUNK];
    size_t whose[VALUE_DRAW_CHUNK], left = count;

    for (size_t i = 0; i < count; i++) {
        x[i] = (uint64_t)indices[i];
        whose[i] = i;
    }
    while (left > 0) {
        size_t beyond = 0;
        scatter_once(key, bits, left, x);
        for (size_t i = 0; i < left; i++) {
            const uint64_t at = x[i];
            const size_t of = whose[i];
            indices[of] = (int64_t)at;
            x[beyond] = at;
            whose[beyond] = of;
            beyond += at >= (uint64_t)rows;
        }
        left = beyond;
    }
}

void value_scatter_many(struct rng_stream stream, int64_t rows, size_t count,
                        int64_t *indices)
{
    const uint64_t key = rng_bits(stream, 0);

    for (size_t i = 0; i < count; i += VALUE_DRAW_CHUNK) {
        const size_t left = count - i;
        scatter_chunk(key, rows,
                      left < VALUE_DRAW_CHUNK ? left : VALUE_DRAW_CHUNK,
                      indices + i);
    }
}

/* The law by which a REFERENCES column picks rows, numbered from 0; false
   when all rows are equally likely. */
static bool pick_law(const struct law *inner, int64_t parents, struct law *pick)
{
    if (inner == NULL || inner->kind == LAW_UNIFORM || inner->kind == LAW_LINE)
        return false;
    *pick = *inner;
    if (inner->kind == LAW_ZIPF) {
        pick->lo = 0;
        pick->count = parents;
    }
    return inner->kind != LAW_HOT;
}

void value_draw_parents_init(struct value_draw *d, size_t draws)
{
    d->parents = d->w->catalog.tables[d->law->table].rows;
    CHECK(d->parents >= 1);
    if (d->law->kind == LAW_REFERENCES &&
        pick_law(d->law->inner, d->parents, &d->pick))
        law_sampler_init(&d->sampler, &d->pick, draws);
}

static int64_t row_within(int64_t row, int64_t rows)
{
    return row < 0 ? 0 : row >= rows ? rows - 1 : row;
}

/* Rows of the parent in the order of arrival, late ones earlier. */
static void arriving_parents(const struct value_draw *d, const int64_t *rows,
                             const uint64_t *at, size_t n, int64_t *parents)
{
    double u[VALUE_DRAW_CHUNK];
    int64_t by[VALUE_DRAW_CHUNK];

    value_draw_units(d, rows, n, u);
    const bool late = value_draw_lateness(d, at, n, by);
    for (size_t i = 0; i < n; i++) {
        const int64_t row = (int64_t)(u[i] * (double)d->parents);
        parents[i] = row_within(late ? law_add(row, -by[i]) : row, d->parents);
    }
}

/* Row `lo` with `share`, else any: one draw decides both. */
static void hot_parents(const struct value_draw *d, const uint64_t *at,
                        size_t n, int64_t *parents)
{
    const double share = d->pick.share;
    const int64_t hot = row_within(d->pick.lo, d->parents);
    uint64_t first[VALUE_DRAW_CHUNK], second[VALUE_DRAW_CHUNK];
    double u[VALUE_DRAW_CHUNK];

    rng_bits2_many(d->stream, at, n, first, second);
    rng_units_of(first, n, u);
    rng_below_many(second, n, (uint64_t)d->parents, parents);
    for (size_t i = 0; i < n; i++)
        parents[i] = u[i] < share ? hot : parents[i];
}

static void drawn_parents(const struct value_draw *d, const uint64_t *at,
                          size_t n, int64_t *parents)
{
    const struct rng_stream scatter =
        value_draw_stream(d->w, d->t, d->c, VALUE_SCATTER);
    double u[VALUE_DRAW_CHUNK];

    rng_units(d->stream, at, n, u);
    law_sample_many(&d->sampler, u, n, parents);
    for (size_t i = 0; i < n; i++)
        parents[i] = row_within(parents[i], d->parents);
    if (d->pick.kind == LAW_ZIPF)
        value_scatter_many(scatter, d->parents, n, parents);
}

/* The lines of an order go to different rows. */
static void spread_parents(const struct value_draw *d, const int64_t *rows,
                           size_t n, int64_t *parents)
{
    const int source = d->law->inner->source;
    const int64_t most = d->t->columns[source].law->line_hi;
    int64_t orders[VALUE_DRAW_CHUNK], lines[VALUE_DRAW_CHUNK];

    value_draw_orders(d, source, rows, n, orders, lines);
    for (size_t i = 0; i < n; i++)
        parents[i] = law_spread_row(orders[i], lines[i] - 1,
                                    most > 1 ? most : 1, d->parents);
}

/* The parent's row of each, whether or not it is an orphan or NULL. */
static void pick_parents(const struct value_draw *d, const int64_t *rows,
                         const uint64_t *at, size_t n, int64_t *parents)
{
    const struct law *inner = d->law->inner;
    uint64_t bits[VALUE_DRAW_CHUNK];

    if (d->arrives) {
        arriving_parents(d, rows, at, n, parents);
    } else if (inner == NULL || inner->kind == LAW_UNIFORM) {
        rng_bits_many(d->stream, at, n, bits);
        rng_below_many(bits, n, (uint64_t)d->parents, parents);
    } else if (inner->kind == LAW_LINE) {
        spread_parents(d, rows, n, parents);
    } else if (inner->kind == LAW_HOT) {
        hot_parents(d, at, n, parents);
    } else {
        drawn_parents(d, at, n, parents);
    }
}

/* The code of the k-th orphan key, k >= 0. */
static int64_t orphan_code(const struct value_draw *d, int64_t k)
{
    const struct law *key =
        value_draw_column(d->w, d->law->table, d->law->column)->law;
    int64_t lo, hi;

    if (sequence_counts(key)) {
        const struct rng_stream stream =
            value_stream(d->w, d->law->table, d->law->column);
        return sequence_key(key, sequence_orders(key, stream, d->parents) + k);
    }
    value_range(d->w, d->law->table, d->law->column, &lo, &hi);
    return law_add(hi, k + 1);
}

/* As many orphan keys as the parent has rows. */
static void put_orphans(const struct value_draw *d, const uint64_t *at,
                        size_t n, int64_t *codes)
{
    if (d->law->orphan_frac <= 0)
        return;
    const struct rng_stream stream =
        value_draw_stream(d->w, d->t, d->c, VALUE_ORPHANS);
    for (size_t i = 0; i < n; i++) {
        uint64_t bits[2];
        rng_bits2(stream, at[i], bits);
        if (rng_unit_of(bits[0]) < d->law->orphan_frac)
            codes[i] = orphan_code(
                d, (int64_t)rng_below(bits[1], (uint64_t)d->parents));
    }
}

void value_draw_references(const struct value_draw *d, const int64_t *rows,
                           const uint64_t *at, size_t n, int64_t *codes)
{
    const int column = (int)(d->c - d->t->columns);
    const bool all = d->c->null_frac <= 0 && d->law->orphan_frac <= 0;
    const int64_t *const known =
        d->reader != NULL && all
            ? value_reader_parents_at_hand(d->reader, column)
            : NULL;
    int64_t parents[VALUE_DRAW_CHUNK];

    if (known != NULL) {
        value_draw_there(d, known, n, codes);
        return;
    }
    pick_parents(d, rows, at, n, parents);
    value_draw_there(d, parents, n, codes);
    put_orphans(d, at, n, codes);
}

/* SEQUENTIAL: the k-th order belongs to the parent's k-th row; where there
   are more orders than parents, the rest begins anew. */
static void order_parents(const struct value_draw *d, const int64_t *rows,
                          size_t n, int64_t *parents)
{
    const int64_t *orders = rows;

    if (sequence_line_hi(d->law) > 1) {
        value_draw_orders(d, (int)(d->c - d->t->columns), rows, n, parents,
                          NULL);
        orders = parents;
    }
    for (size_t i = 0; i < n; i++)
        parents[i] = orders[i] % d->parents;
}

/* NO_PARENT over the parents of orphans and NULLs. */
static void mark_missing(const struct value_draw *d, const uint64_t *at,
                         size_t n, int64_t *parents)
{
    value_draw_nulls(d, at, n, parents);
    for (size_t i = 0; i < n; i++)
        if (parents[i] == VALUE_NULL)
            parents[i] = NO_PARENT;
    if (d->law->orphan_frac <= 0)
        return;
    const struct rng_stream stream =
        value_draw_stream(d->w, d->t, d->c, VALUE_ORPHANS);
    for (size_t i = 0; i < n; i++)
        if (rng_unit(stream, at[i]) < d->law->orphan_frac)
            parents[i] = NO_PARENT;
}

void value_draw_parents(const struct value_draw *d, const int64_t *rows,
                        size_t n, int64_t *parents)
{
    uint64_t room[VALUE_DRAW_CHUNK];

    if (d->law->kind == LAW_ROWS) {
        for (size_t i = 0; i < n; i++)
            parents[i] = d->law->parents[rows[i]];
        return;
    }
    const uint64_t *const at = value_draw_counters(d, rows, n, room);
    if (d->law->kind == LAW_SEQUENTIAL)
        order_parents(d, rows, n, parents);
    else
        pick_parents(d, rows, at, n, parents);
    mark_missing(d, at, n, parents);
}

void value_parents(const struct world *w, int table, int column,
                   const int64_t *rows, size_t count, int64_t *parents)
{
    struct value_draw d;

    value_draw_init(&d, w, table, column, count);
    CHECK(law_has_parent(d.law));
    for (size_t i = 0; i < count; i += VALUE_DRAW_CHUNK) {
        const size_t left = count - i;
        value_draw_parents(&d, rows + i,
                           left < VALUE_DRAW_CHUNK ? left : VALUE_DRAW_CHUNK,
                           parents + i);
    }
}

int64_t value_parent_row(const struct world *w, int table, int column,
                         int64_t row)
{
    int64_t parent;

    value_parents(w, table, column, &row, 1, &parent);
    return parent;
}

void value_draw_lookup(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    int64_t parents[VALUE_DRAW_CHUNK];
    bool missing[VALUE_DRAW_CHUNK];

    if (d->reader != NULL)
        memcpy(parents, value_reader_parents(d->reader, d->law->source),
               n * sizeof(*parents));
    else
        value_parents(d->w, d->table, d->law->source, rows, n, parents);
    for (size_t i = 0; i < n; i++) {
        missing[i] = parents[i] == NO_PARENT;
        if (missing[i])
            parents[i] = 0; /* any row: its value is not used */
    }
    value_draw_there(d, parents, n, codes);
    for (size_t i = 0; i < n; i++)
        if (missing[i])
            codes[i] = VALUE_NULL;
}
