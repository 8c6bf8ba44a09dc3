#include "world/value.h"

#include "world/day.h"
#include "world/sequence.h"
#include "world/value_draw.h"

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

static void subtract_late(const struct value_draw *d, const uint64_t *at,
                          size_t n, int64_t *codes)
{
    int64_t by[VALUE_DRAW_CHUNK];

    if (!value_draw_lateness(d, at, n, by))
        return;
    for (size_t i = 0; i < n; i++)
        codes[i] = law_add(codes[i], -by[i]);
}

static void draw_codes(const struct value_draw *d, const int64_t *rows,
                       const uint64_t *at, size_t n, int64_t *codes)
{
    double u[VALUE_DRAW_CHUNK];

    if (d->arrives)
        value_draw_units(d, rows, n, u);
    else
        for (size_t i = 0; i < n; i++)
            u[i] = rng_unit(d->stream, at[i]);
    for (size_t i = 0; i < n; i++)
        codes[i] = law_sample(&d->sampler, u[i]);
}

static void from_codes(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    value_batch(d->w, d->table, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_map(d->law, codes[i]);
}

static void lag_codes(const struct value_draw *d, const int64_t *rows,
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

static void cut_codes(const struct value_draw *d, const int64_t *rows,
                      const uint64_t *at, size_t n, int64_t *codes)
{
    value_batch(d->w, d->table, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_quantile(law_piece(d->law, codes[i]),
                                    rng_unit(d->stream, at[i]));
}

/* SEQUENTIAL and CALENDAR: a late row takes an earlier number or day. */
static void sequence_codes(const struct value_draw *d, const int64_t *rows,
                           const uint64_t *at, size_t n, int64_t *codes)
{
    int64_t by[VALUE_DRAW_CHUNK];
    const bool late = value_draw_lateness(d, at, n, by);
    struct sequence_reader reader;

    sequence_reader_init(&reader, d->law, d->stream);
    for (size_t i = 0; i < n; i++) {
        const int64_t order = sequence_read(&reader, rows[i], NULL);
        codes[i] = sequence_shifted(d->law, order, late ? -by[i] : 0);
    }
}

static void line_codes(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    const struct law *orders =
        value_draw_column(d->w, d->table, d->law->source)->law;
    const struct rng_stream stream =
        value_stream(d->w, d->table, d->law->source);
    struct sequence_reader reader;

    sequence_reader_init(&reader, orders, stream);
    for (size_t i = 0; i < n; i++) {
        int line;
        sequence_read(&reader, rows[i], &line);
        codes[i] = line;
    }
}

static void draw_chunk(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    uint64_t at[VALUE_DRAW_CHUNK];

    if (d->law->kind == LAW_ROWS) { /* NULLs are among the values */
        for (size_t i = 0; i < n; i++)
            codes[i] = d->law->values[rows[i]];
        return;
    }
    value_draw_counters(d, rows, n, at);
    switch (d->law->kind) {
    case LAW_SEQUENTIAL:
    case LAW_CALENDAR:
        sequence_codes(d, rows, at, n, codes);
        break;
    case LAW_LINE:
        line_codes(d, rows, n, codes);
        break;
    case LAW_REFERENCES:
        value_draw_references(d, rows, at, n, codes);
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
    case LAW_LOOKUP:
        value_draw_lookup(d, rows, n, codes);
        break;
    default:
        draw_codes(d, rows, at, n, codes);
        subtract_late(d, at, n, codes);
    }
    value_draw_nulls(d, at, n, codes);
}

void value_batch(const struct world *w, int table, int column,
                 const int64_t *rows, size_t count, int64_t *codes)
{
    struct value_draw d;

    value_draw_init(&d, w, table, column, count);
    for (size_t i = 0; i < count; i += VALUE_DRAW_CHUNK)
        draw_chunk(&d, rows + i,
                   count - i < VALUE_DRAW_CHUNK ? count - i : VALUE_DRAW_CHUNK,
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
