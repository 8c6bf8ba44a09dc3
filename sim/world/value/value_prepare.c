/* What a reader works out once for a column (value_reader.h). */
#include "base/check.h"
#include "world/day.h"
#include "world/law/law_table.h"
#include "world/sequence.h"
#include "world/value/value_draw.h"
#include "world/value/value_reader.h"

/* Parents whose keys are kept: they stay in the second cache. */
enum { KEYS_KEPT = 65536 };

/* Codes of yyyymmdd that a table of days may span, about 80 years. */
enum { DATES_KEPT = 1 << 20 };

/* So many draws for each entry of a table pay for it. */
enum { DRAWS_PER_ENTRY = 2 };

/* Rows of the table that the law looks into. */
static int64_t parents_of(const struct value_draw *d)
{
    return d->w->catalog.tables[d->law->table].rows;
}

/* Where the parent's key is anything but a plain sum. */
static bool keys_pay(const struct value_draw *d, int64_t draws)
{
    const struct law *key =
        value_draw_column(d->w, d->law->table, d->law->column)->law;

    return parents_of(d) <= KEYS_KEPT &&
           draws / DRAWS_PER_ENTRY >= parents_of(d) &&
           !(key->kind == LAW_SEQUENTIAL && sequence_line_hi(key) == 1);
}

static void keep_keys(struct value_draw *d, struct arena *a)
{
    const int64_t parents = parents_of(d);
    int64_t *const keys = ARENA_ARRAY(a, parents, int64_t);
    int64_t rows[VALUE_READER_ROWS];

    for (int64_t i = 0; i < parents; i += VALUE_READER_ROWS) {
        int64_t n = 0;
        for (; n < VALUE_READER_ROWS && i + n < parents; n++)
            rows[n] = i + n;
        value_batch(d->w, d->law->table, d->law->column, rows, (size_t)n,
                    keys + i);
    }
    d->keys = keys;
}

static void prepare_parent(struct value_draw *d, struct arena *a, int64_t draws)
{
    if (keys_pay(d, draws))
        keep_keys(d, a);
    else
        d->parent = value_reader_open(a, d->w, d->law->table, draws);
}

/* Days of all codes of a month: those of no day are its first or last. */
static void keep_month(struct value_dates *k, int64_t month)
{
    const int64_t first = day_from_yyyymmdd(month * 100 + 1);
    const int64_t last = day_from_yyyymmdd(month * 100 + 99);

    for (int64_t code = month * 100; code < (month + 1) * 100; code++) {
        const int64_t day = first + code % 100 - 1;
        if (code >= k->lo && code <= k->hi)
            k->days[code - k->lo] = (int32_t)(day < first  ? first
                                              : day > last ? last
                                                           : day);
    }
}

/* Both ways between yyyymmdd and days, for all that the column can be. */
static void keep_dates(struct value_draw *d, struct arena *a, int64_t draws)
{
    int64_t lo, hi, lag_lo, lag_hi;

    value_range(d->w, d->table, d->law->source, &lo, &hi);
    law_range(d->law->inner, &lag_lo, &lag_hi);
    if (lo < 0 || hi > 99991231 || hi - lo >= DATES_KEPT ||
        draws / DRAWS_PER_ENTRY < hi - lo || lag_lo < -DATES_KEPT ||
        lag_hi > DATES_KEPT || lag_hi - lag_lo >= DATES_KEPT)
        return;
    struct value_dates *const k = ARENA_NEW(a, struct value_dates);
    *k = (struct value_dates){
        .lo = lo,
        .hi = hi,
        .first = day_from_yyyymmdd(lo) + lag_lo,
        .last = day_from_yyyymmdd(hi) + lag_hi,
        .days = ARENA_ARRAY(a, hi - lo + 1, int32_t),
    };
    k->dates = ARENA_ARRAY(a, k->last - k->first + 1, int32_t);
    for (int64_t month = lo / 100; month <= hi / 100; month++)
        keep_month(k, month);
    for (int64_t day = k->first; day <= k->last; day++)
        k->dates[day - k->first] = (int32_t)day_to_yyyymmdd(day);
    d->dates = k;
}

static void keep_cycles(struct value_draw *d, struct arena *a, int64_t draws)
{
    struct sequence_table *t;

    if (d->t->rows > UINT32_MAX || !sequence_table_fits(d->law) ||
        draws / DRAWS_PER_ENTRY < SEQUENCE_TABLE_ROWS * SEQUENCE_TABLE_ORDERS)
        return;
    t = ARENA_NEW(a, struct sequence_table);
    sequence_table_init(t, d->law, d->stream);
    d->cycles = t;
}

void value_draw_prepare(struct value_draw *d, struct arena *a,
                        struct value_reader *reader, int64_t draws)
{
    d->reader = reader;
    if (d->sampler.law != NULL)
        law_table_make(a, &d->sampler, draws);
    if (d->law->kind == LAW_SEQUENTIAL)
        keep_cycles(d, a, draws);
    if (d->law->kind == LAW_REFERENCES || d->law->kind == LAW_LOOKUP)
        prepare_parent(d, a, draws);
    if (d->law->kind == LAW_LAG && d->law->calendar == CALENDAR_YYYYMMDD)
        keep_dates(d, a, draws);
}

/* The parent's row: by a law that takes its time, or with a look at a key that
   does. */
static bool picks_slowly(const struct world *w, const struct table *t,
                         int column)
{
    const struct law *const law = t->columns[column].law;
    const struct law *const inner = law->inner;

    if (value_reader_is_slow(w, law->table, law->column))
        return true;
    return column != value_arrival_column(t) && inner != NULL &&
           inner->kind != LAW_UNIFORM && inner->kind != LAW_LINE &&
           inner->kind != LAW_HOT;
}

bool value_reader_is_slow(const struct world *w, int table, int column)
{
    const struct table *const t = &w->catalog.tables[table];
    const struct column *const c = value_draw_column(w, table, column);
    const struct law *const law = c->law;

    if (c->per >= 0 && value_reader_is_slow(w, table, c->per))
        return true;
    switch (law->kind) {
    case LAW_SEQUENTIAL:
    case LAW_LINE:
    case LAW_CALENDAR:
    case LAW_ROWS:
        return false;
    case LAW_REFERENCES:
        return picks_slowly(w, t, column);
    case LAW_LOOKUP:
        return value_reader_is_slow(w, table, law->source) ||
               value_reader_is_slow(w, law->table, law->column);
    case LAW_FROM:
        return value_reader_is_slow(w, table, law->source);
    case LAW_LAG:
        return !law_is_fast(law->inner) ||
               value_reader_is_slow(w, table, law->source);
    case LAW_CUT:
        return true;
    default:
        return !law_is_fast(law);
    }
}
