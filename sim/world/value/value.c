#include "world/value/value.h"

#include "world/day.h"
#include "world/sequence.h"
#include "world/value/value_draw.h"

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

    if (d->law->kind == LAW_CONSTANT) {
        for (size_t i = 0; i < n; i++) /* nothing is drawn */
            codes[i] = d->law->lo;
        return;
    }
    if (d->arrives)
        value_draw_units(d, rows, n, u);
    else
        rng_units(d->stream, at, n, u);
    law_sample_many(&d->sampler, u, n, codes);
}

static void from_codes(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    value_draw_beside(d, d->law->source, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_map(d->law, codes[i]);
}

/* Days added to a date; looked up where the reader has a table. */
static int64_t date_later(const struct value_dates *k, int64_t code,
                          int64_t lag)
{
    if (k != NULL && code >= k->lo && code <= k->hi) {
        const int64_t day = k->days[code - k->lo] + lag;
        if (day >= k->first && day <= k->last)
            return k->dates[day - k->first];
    }
    return day_to_yyyymmdd(law_add(day_from_yyyymmdd(code), lag));
}

static void lag_codes(const struct value_draw *d, const int64_t *rows,
                      const uint64_t *at, size_t n, int64_t *codes)
{
    const bool calendar = d->law->calendar == CALENDAR_YYYYMMDD;
    int64_t lags[VALUE_DRAW_CHUNK];
    double u[VALUE_DRAW_CHUNK];

    value_draw_beside(d, d->law->source, rows, n, codes);
    rng_units(d->stream, at, n, u);
    law_sample_many(&d->sampler, u, n, lags);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = calendar ? date_later(d->dates, codes[i], lags[i])
                                : law_add(codes[i], lags[i]);
}

static void cut_codes(const struct value_draw *d, const int64_t *rows,
                      const uint64_t *at, size_t n, int64_t *codes)
{
    double u[VALUE_DRAW_CHUNK];

    value_draw_beside(d, d->law->source, rows, n, codes);
    rng_units(d->stream, at, n, u);
    for (size_t i = 0; i < n; i++)
        if (codes[i] != VALUE_NULL)
            codes[i] = law_quantile(law_piece(d->law, codes[i]), u[i]);
}

/* SEQUENTIAL and CALENDAR: a late row takes an earlier number or day. */
static void sequence_codes(const struct value_draw *d, const int64_t *rows,
                           const uint64_t *at, size_t n, int64_t *codes)
{
    int64_t by[VALUE_DRAW_CHUNK], orders[VALUE_DRAW_CHUNK];
    const bool late = value_draw_lateness(d, at, n, by);
    const bool lines = sequence_line_hi(d->law) > 1;

    if (lines)
        value_draw_orders(d, (int)(d->c - d->t->columns), rows, n, orders,
                          NULL);
    if (!late) {
        sequence_keys(d->law, lines ? orders : rows, n, codes);
        return;
    }
    for (size_t i = 0; i < n; i++)
        codes[i] =
            sequence_shifted(d->law, lines ? orders[i] : rows[i], -by[i]);
}

static void line_codes(const struct value_draw *d, const int64_t *rows,
                       size_t n, int64_t *codes)
{
    int64_t orders[VALUE_DRAW_CHUNK];

    value_draw_orders(d, d->law->source, rows, n, orders, codes);
}

void value_draw_chunk(const struct value_draw *d, const int64_t *rows, size_t n,
                      int64_t *codes)
{
    uint64_t room[VALUE_DRAW_CHUNK];

    if (d->law->kind == LAW_ROWS) { /* NULLs are among the values */
        for (size_t i = 0; i < n; i++)
            codes[i] = d->law->values[rows[i]];
        return;
    }
    const uint64_t *const at = value_draw_counters(d, rows, n, room);
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
    for (size_t i = 0; i < count; i += VALUE_DRAW_CHUNK) {
        const size_t left = count - i;
        value_draw_chunk(&d, rows + i,
                         left < VALUE_DRAW_CHUNK ? left : VALUE_DRAW_CHUNK,
                         codes + i);
    }
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
