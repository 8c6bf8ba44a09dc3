/* The bounds of a column's codes (value.h). */
#include "world/value/value.h"

#include "base/check.h"
#include "world/day.h"
#include "world/sequence.h"

struct range {
    int64_t lo, hi;
};

static struct range range_of(int64_t a, int64_t b)
{
    return a < b ? (struct range){ a, b } : (struct range){ b, a };
}

static struct range range_join(struct range a, struct range b)
{
    return (struct range){ a.lo < b.lo ? a.lo : b.lo,
                           a.hi > b.hi ? a.hi : b.hi };
}

static struct range column_range(const struct world *w, int table, int column)
{
    struct range r;

    value_range(w, table, column, &r.lo, &r.hi);
    return r;
}

static struct range law_bounds(const struct law *law)
{
    struct range r;

    law_range(law, &r.lo, &r.hi);
    return r;
}

/* Keys of orders first..last. */
static struct range key_range(const struct law *law, int64_t first,
                              int64_t last)
{
    return range_of(sequence_key(law, first), sequence_key(law, last));
}

static struct range reference_range(const struct world *w,
                                    const struct law *law)
{
    const struct table *parent = &w->catalog.tables[law->table];
    const struct law *key = parent->columns[law->column].law;
    struct range r = column_range(w, law->table, law->column);

    if (law->orphan_frac <= 0)
        return r;
    if (sequence_counts(key)) {
        const int64_t orders = sequence_orders(
            key, value_stream(w, law->table, law->column), parent->rows);
        return range_join(
            r, key_range(key, orders, law_add(orders, parent->rows - 1)));
    }
    r.hi = law_add(r.hi, parent->rows);
    return r;
}

static struct range from_range(const struct world *w, int table,
                               const struct law *law)
{
    const struct range from = column_range(w, table, law->source);

    if (law->map == MAP_DIVIDE)
        return range_of(law_map(law, from.lo), law_map(law, from.hi));
    if (law->map != MAP_TABLE)
        return range_of(law->base, law_add(law->base, law->divisor - 1));
    struct range r = { law->base, law->base };
    bool whole = true; /* every code of the source is in the table */
    for (int64_t i = 0; i < law->map_count; i++)
        whole &= i == 0 || law->from_codes[i] == law->from_codes[i - 1] + 1;
    whole &= law->map_count > 0 && law->from_codes[0] <= from.lo &&
             law->from_codes[law->map_count - 1] >= from.hi;
    if (whole)
        r = (struct range){ law->to_codes[0], law->to_codes[0] };
    for (int64_t i = 0; i < law->map_count; i++)
        r = range_join(r, (struct range){ law->to_codes[i], law->to_codes[i] });
    return r;
}

static struct range lag_range(const struct world *w, int table,
                              const struct law *law)
{
    const struct range from = column_range(w, table, law->source);
    const struct range lag = law_bounds(law->inner);

    if (law->calendar != CALENDAR_YYYYMMDD)
        return range_of(law_add(from.lo, lag.lo), law_add(from.hi, lag.hi));
    return range_of(
        day_to_yyyymmdd(law_add(day_from_yyyymmdd(from.lo), lag.lo)),
        day_to_yyyymmdd(law_add(day_from_yyyymmdd(from.hi), lag.hi)));
}

static struct range cut_range(const struct law *law)
{
    struct range r = law_bounds(law->pieces[0]);

    for (int i = 1; i <= law->cut_count; i++)
        r = range_join(r, law_bounds(law->pieces[i]));
    return r;
}

/* Late rows take smaller values than the law gives. */
static struct range late_range(const struct table *t, const struct law *law,
                               struct range r)
{
    const struct range late = law_bounds(t->arrival.late);
    const int64_t down = late.hi > 0 ? -late.hi : 0;
    const int64_t up = late.lo < 0 ? -late.lo : 0;

    if (law->kind == LAW_CALENDAR && law->calendar == CALENDAR_YYYYMMDD)
        return range_of(day_to_yyyymmdd(law_add(day_from_yyyymmdd(r.lo), down)),
                        day_to_yyyymmdd(law_add(day_from_yyyymmdd(r.hi), up)));
    return range_of(law_add(r.lo, down), law_add(r.hi, up));
}

static struct range plain_range(const struct world *w, int table, int column)
{
    const struct table *t = &w->catalog.tables[table];
    const struct law *law = t->columns[column].law;

    switch (law->kind) {
    case LAW_SEQUENTIAL:
    case LAW_CALENDAR:
        return key_range(
            law, 0,
            sequence_orders(law, value_stream(w, table, column), t->rows) - 1);
    case LAW_LINE:
        return range_of(1, sequence_line_hi(t->columns[law->source].law));
    case LAW_REFERENCES:
        return reference_range(w, law);
    case LAW_FROM:
        return from_range(w, table, law);
    case LAW_LAG:
        return lag_range(w, table, law);
    case LAW_CUT:
        return cut_range(law);
    case LAW_ROWS:
        return range_of(law->lo, law->hi);
    case LAW_LOOKUP:
        return column_range(w, law->table, law->column);
    default:
        return law_bounds(law);
    }
}

void value_range(const struct world *w, int table, int column, int64_t *lo,
                 int64_t *hi)
{
    const struct table *t = &w->catalog.tables[table];
    const struct law *law = t->columns[column].law;
    struct range r;

    CHECK(law != NULL && t->rows >= 1);
    r = plain_range(w, table, column);
    if (column == value_arrival_column(t) && t->arrival.late_frac > 0 &&
        t->arrival.late && (sequence_counts(law) || law_draws(law)))
        r = late_range(t, law, r);
    *lo = r.lo;
    *hi = r.hi;
}
