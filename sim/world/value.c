#include "world/value.h"

#include <math.h>
#include <stdio.h>

#include "base/check.h"
#include "world/day.h"
#include "world/sequence.h"

/* Rows that are resolved together; their codes stay in the first cache. */
enum { CHUNK = 512 };

/* Two names of at most 127 bytes, as Redshift allows, and a dot. */
enum { STREAM_NAME_BYTES = 300 };

/* No row of the parent. */
enum { NO_PARENT = -1 };

/* What a column draws numbers for: the index of its streams. */
enum purpose {
    DRAW,    /* the value, the parent's row */
    NULLS,   /* is it NULL? */
    ORPHANS, /* is it an orphan? and which */
    LATE,    /* is the row late? */
    LATE_BY, /* by how much */
    SCATTER, /* where the popular rows of the parent lie */
};

/* A column made ready to give many values. */
struct draw {
    const struct world *w;
    const struct table *t;
    const struct column *c;
    const struct law *law;
    int table;
    struct rng_stream stream;
    bool arrives;    /* ordered by row: table.arrival is about this column */
    int64_t parents; /* REFERENCES: rows of the parent */
    struct law pick; /* REFERENCES: the law of the parent's rows, from 0 */
    struct law_sampler sampler; /* of the law that draws, if one does */
};

static const struct column *column_of(const struct world *w, int table,
                                      int column)
{
    CHECK(table >= 0 && table < w->catalog.table_count);
    const struct table *t = &w->catalog.tables[table];
    CHECK(column >= 0 && column < t->column_count + t->virtual_count);
    CHECK(t->columns[column].law != NULL);
    return &t->columns[column];
}

static struct rng_stream stream_for(const struct world *w,
                                    const struct table *t,
                                    const struct column *c,
                                    enum purpose purpose)
{
    char name[STREAM_NAME_BYTES];

    snprintf(name, sizeof(name), "%s.%s", t->name, c->name);
    return rng_stream(w->seed, name, purpose);
}

struct rng_stream value_stream(const struct world *w, int table, int column)
{
    return stream_for(w, &w->catalog.tables[table], column_of(w, table, column),
                      DRAW);
}

struct rng_stream value_scatter_stream(const struct world *w, int table,
                                       int column)
{
    return stream_for(w, &w->catalog.tables[table], column_of(w, table, column),
                      SCATTER);
}

int64_t value_scatter(struct rng_stream stream, int64_t index, int64_t rows)
{
    const uint64_t key = rng_bits(stream, 0);
    int bits = 0;

    CHECK(index >= 0 && index < rows);
    /* The smallest square of a power of two that holds all rows. */
    while (bits < 31 && (UINT64_C(1) << (2 * bits)) < (uint64_t)rows)
        bits++;
    const uint64_t mask = (UINT64_C(1) << bits) - 1;
    uint64_t x = (uint64_t)index;
    do {
        uint64_t left = x >> bits, right = x & mask;
        for (uint64_t round = 0; round < 4; round++) {
            const uint64_t mixed =
                left ^ (rng_mix(key + (round << 32) + right) & mask);
            left = right;
            right = mixed;
        }
        x = left << bits | right;
    } while (x >= (uint64_t)rows);
    return (int64_t)x;
}

int value_arrival_column(const struct table *t)
{
    const int columns = t->column_count + t->virtual_count;
    int column = t->arrival.column;

    for (int steps = 0; column >= 0 && steps < columns; steps++) {
        const struct law *law = t->columns[column].law;
        if (law == NULL || (law->kind != LAW_LAG && law->kind != LAW_FROM))
            break;
        column = law->source;
    }
    return column;
}

/* The law by which a REFERENCES column picks rows, numbered from 0; false
   when all rows are equally likely. */
static bool pick_law(const struct law *inner, int64_t parents, struct law *pick)
{
    if (inner == NULL || inner->kind == LAW_UNIFORM)
        return false;
    *pick = *inner;
    if (inner->kind == LAW_ZIPF) {
        pick->lo = 0;
        pick->count = parents;
    }
    return inner->kind != LAW_HOT;
}

static void reference_init(struct draw *d, size_t draws)
{
    d->parents = d->w->catalog.tables[d->law->table].rows;
    CHECK(d->parents >= 1);
    if (pick_law(d->law->inner, d->parents, &d->pick))
        law_sampler_init(&d->sampler, &d->pick, draws);
}

static void draw_init(struct draw *d, const struct world *w, int table,
                      int column, size_t draws)
{
    d->w = w;
    d->table = table;
    d->t = &w->catalog.tables[table];
    d->c = column_of(w, table, column);
    d->law = d->c->law;
    d->stream = stream_for(w, d->t, d->c, DRAW);
    d->arrives = column == value_arrival_column(d->t);
    if (law_draws(d->law))
        law_sampler_init(&d->sampler, d->law, draws);
    else if (d->law->kind == LAW_LAG)
        law_sampler_init(&d->sampler, d->law->inner, draws);
    else if (d->law->kind == LAW_REFERENCES)
        reference_init(d, draws);
}

/* The number that a row draws by: itself, or a hash of its `per` value, so
   that all rows of one value draw the same. */
static void counters(const struct draw *d, const int64_t *rows, size_t n,
                     uint64_t *at)
{
    int64_t codes[CHUNK];

    if (d->c->per < 0) {
        for (size_t i = 0; i < n; i++)
            at[i] = (uint64_t)rows[i];
        return;
    }
    value_batch(d->w, d->table, d->c->per, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        at[i] = rng_mix((uint64_t)codes[i]);
}

/* Where in the order of arrival each row stands, 0 < u < 1. */
static void arrival_units(const struct draw *d, const int64_t *rows, size_t n,
                          double *u)
{
    const struct law *per =
        d->c->per >= 0 ? d->t->columns[d->c->per].law : NULL;
    const bool orders = per && per->kind == LAW_SEQUENTIAL;
    const struct rng_stream stream =
        orders ? value_stream(d->w, d->table, d->c->per) : d->stream;

    for (size_t i = 0; i < n; i++) {
        int line = 1;
        if (orders)
            sequence_order(per, stream, rows[i], &line);
        u[i] = ((double)(rows[i] - (line - 1)) + 0.5) / (double)d->t->rows;
    }
}

/* How much each row is late: 0 for most. False when none can be. */
static bool lateness(const struct draw *d, const uint64_t *at, size_t n,
                     int64_t *by)
{
    const struct arrival *arrival = &d->t->arrival;
    struct law_sampler sampler;

    if (!d->arrives || arrival->late_frac <= 0 || arrival->late == NULL)
        return false;
    const struct rng_stream late = stream_for(d->w, d->t, d->c, LATE);
    const struct rng_stream amount = stream_for(d->w, d->t, d->c, LATE_BY);
    law_sampler_init(&sampler, arrival->late, n);
    for (size_t i = 0; i < n; i++)
        by[i] = rng_unit(late, at[i]) < arrival->late_frac
                    ? law_sample(&sampler, rng_unit(amount, at[i]))
                    : 0;
    return true;
}

static void subtract_late(const struct draw *d, const uint64_t *at, size_t n,
                          int64_t *codes)
{
    int64_t by[CHUNK];

    if (!lateness(d, at, n, by))
        return;
    for (size_t i = 0; i < n; i++)
        codes[i] = law_add(codes[i], -by[i]);
}

static void draw_codes(const struct draw *d, const int64_t *rows,
                       const uint64_t *at, size_t n, int64_t *codes)
{
    double u[CHUNK];

    if (d->arrives)
        arrival_units(d, rows, n, u);
    else
        for (size_t i = 0; i < n; i++)
            u[i] = rng_unit(d->stream, at[i]);
    for (size_t i = 0; i < n; i++)
        codes[i] = law_sample(&d->sampler, u[i]);
}

static int64_t row_within(int64_t row, int64_t rows)
{
    return row < 0 ? 0 : row >= rows ? rows - 1 : row;
}

/* Rows of the parent in the order of arrival, late ones earlier. */
static void arriving_parents(const struct draw *d, const int64_t *rows,
                             const uint64_t *at, size_t n, int64_t *parents)
{
    double u[CHUNK];
    int64_t by[CHUNK];

    arrival_units(d, rows, n, u);
    const bool late = lateness(d, at, n, by);
    for (size_t i = 0; i < n; i++) {
        const int64_t row = (int64_t)(u[i] * (double)d->parents);
        parents[i] = row_within(late ? law_add(row, -by[i]) : row, d->parents);
    }
}

/* Row `lo` with `share`, else any: one draw decides both. */
static void hot_parents(const struct draw *d, const uint64_t *at, size_t n,
                        int64_t *parents)
{
    const double share = d->pick.share;
    const int64_t hot = row_within(d->pick.lo, d->parents);

    for (size_t i = 0; i < n; i++) {
        uint64_t bits[2];
        rng_bits2(d->stream, at[i], bits);
        parents[i] = rng_unit_of(bits[0]) < share
                         ? hot
                         : (int64_t)rng_below(bits[1], (uint64_t)d->parents);
    }
}

static void drawn_parents(const struct draw *d, const uint64_t *at, size_t n,
                          int64_t *parents)
{
    const struct rng_stream scatter = stream_for(d->w, d->t, d->c, SCATTER);

    for (size_t i = 0; i < n; i++) {
        const int64_t row = row_within(
            law_sample(&d->sampler, rng_unit(d->stream, at[i])), d->parents);
        parents[i] = d->pick.kind == LAW_ZIPF
                         ? value_scatter(scatter, row, d->parents)
                         : row;
    }
}

/* The parent's row of each, whether or not it is an orphan or NULL. */
static void pick_parents(const struct draw *d, const int64_t *rows,
                         const uint64_t *at, size_t n, int64_t *parents)
{
    const struct law *inner = d->law->inner;

    if (d->arrives) {
        arriving_parents(d, rows, at, n, parents);
    } else if (inner == NULL || inner->kind == LAW_UNIFORM) {
        for (size_t i = 0; i < n; i++)
            parents[i] = (int64_t)rng_below(rng_bits(d->stream, at[i]),
                                            (uint64_t)d->parents);
    } else if (inner->kind == LAW_HOT) {
        hot_parents(d, at, n, parents);
    } else {
        drawn_parents(d, at, n, parents);
    }
}

/* The code of the k-th orphan key, k >= 0. */
static int64_t orphan_code(const struct draw *d, int64_t k)
{
    const struct law *key = column_of(d->w, d->law->table, d->law->column)->law;
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
static void put_orphans(const struct draw *d, const uint64_t *at, size_t n,
                        int64_t *codes)
{
    if (d->law->orphan_frac <= 0)
        return;
    const struct rng_stream stream = stream_for(d->w, d->t, d->c, ORPHANS);
    for (size_t i = 0; i < n; i++) {
        uint64_t bits[2];
        rng_bits2(stream, at[i], bits);
        if (rng_unit_of(bits[0]) < d->law->orphan_frac)
            codes[i] = orphan_code(
                d, (int64_t)rng_below(bits[1], (uint64_t)d->parents));
    }
}

static void reference_codes(const struct draw *d, const int64_t *rows,
                            const uint64_t *at, size_t n, int64_t *codes)
{
    int64_t parents[CHUNK];

    pick_parents(d, rows, at, n, parents);
    value_batch(d->w, d->law->table, d->law->column, parents, n, codes);
    put_orphans(d, at, n, codes);
}

static void from_codes(const struct draw *d, const int64_t *rows, size_t n,
                       int64_t *codes)
{
    value_batch(d->w, d->table, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_map(d->law, codes[i]);
}

static void lag_codes(const struct draw *d, const int64_t *rows,
                      const uint64_t *at, size_t n, int64_t *codes)
{
    const bool calendar = d->law->calendar == CALENDAR_YYYYMMDD;

    value_batch(d->w, d->table, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++) {
        if (codes[i] == VALUE_NULL)
            continue;
        const int64_t lag = law_sample(&d->sampler, rng_unit(d->stream, at[i]));
        codes[i] =
            calendar
                ? day_to_yyyymmdd(law_add(day_from_yyyymmdd(codes[i]), lag))
                : law_add(codes[i], lag);
    }
}

static void cut_codes(const struct draw *d, const int64_t *rows,
                      const uint64_t *at, size_t n, int64_t *codes)
{
    value_batch(d->w, d->table, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_quantile(law_piece(d->law, codes[i]),
                                    rng_unit(d->stream, at[i]));
}

/* SEQUENTIAL and CALENDAR: a late row takes an earlier number or day. */
static void sequence_codes(const struct draw *d, const int64_t *rows,
                           const uint64_t *at, size_t n, int64_t *codes)
{
    int64_t by[CHUNK];
    const bool late = lateness(d, at, n, by);

    for (size_t i = 0; i < n; i++) {
        const int64_t order = sequence_order(d->law, d->stream, rows[i], NULL);
        codes[i] = sequence_shifted(d->law, order, late ? -by[i] : 0);
    }
}

static void line_codes(const struct draw *d, const int64_t *rows, size_t n,
                       int64_t *codes)
{
    const struct law *orders = column_of(d->w, d->table, d->law->source)->law;
    const struct rng_stream stream =
        value_stream(d->w, d->table, d->law->source);

    for (size_t i = 0; i < n; i++) {
        int line;
        sequence_order(orders, stream, rows[i], &line);
        codes[i] = line;
    }
}

static void put_nulls(const struct draw *d, const uint64_t *at, size_t n,
                      int64_t *codes)
{
    if (d->c->null_frac <= 0)
        return;
    const struct rng_stream stream = stream_for(d->w, d->t, d->c, NULLS);
    for (size_t i = 0; i < n; i++)
        if (rng_unit(stream, at[i]) < d->c->null_frac)
            codes[i] = VALUE_NULL;
}

static void draw_chunk(const struct draw *d, const int64_t *rows, size_t n,
                       int64_t *codes)
{
    uint64_t at[CHUNK];

    counters(d, rows, n, at);
    switch (d->law->kind) {
    case LAW_SEQUENTIAL:
    case LAW_CALENDAR:
        sequence_codes(d, rows, at, n, codes);
        break;
    case LAW_LINE:
        line_codes(d, rows, n, codes);
        break;
    case LAW_REFERENCES:
        reference_codes(d, rows, at, n, codes);
        break;
    case LAW_FROM:
        from_codes(d, rows, n, codes);
        break;
    case LAW_LAG:
        lag_codes(d, rows, at, n, codes);
        break;
    case LAW_CUT:
        cut_codes(d, rows, at, n, codes);
        break;
    default:
        draw_codes(d, rows, at, n, codes);
        subtract_late(d, at, n, codes);
    }
    put_nulls(d, at, n, codes);
}

void value_batch(const struct world *w, int table, int column,
                 const int64_t *rows, size_t count, int64_t *codes)
{
    struct draw d;

    draw_init(&d, w, table, column, count);
    for (size_t i = 0; i < count; i += CHUNK)
        draw_chunk(&d, rows + i, count - i < CHUNK ? count - i : CHUNK,
                   codes + i);
}

int64_t value_at(const struct world *w, int table, int column, int64_t row)
{
    int64_t code;

    value_batch(w, table, column, &row, 1, &code);
    return code;
}

int64_t value_order(const struct law *law, struct rng_stream stream,
                    int64_t row, int *line)
{
    return sequence_order(law, stream, row, line);
}

int64_t value_parent_row(const struct world *w, int table, int column,
                         int64_t row)
{
    struct draw d;
    uint64_t at;
    int64_t parent, mark = 0;

    draw_init(&d, w, table, column, 1);
    CHECK(d.law->kind == LAW_REFERENCES);
    counters(&d, &row, 1, &at);
    pick_parents(&d, &row, &at, 1, &parent);
    put_nulls(&d, &at, 1, &mark);
    if (mark == VALUE_NULL)
        return NO_PARENT;
    if (d.law->orphan_frac > 0) {
        const struct rng_stream s = stream_for(w, d.t, d.c, ORPHANS);
        if (rng_unit(s, at) < d.law->orphan_frac)
            return NO_PARENT;
    }
    return parent;
}
