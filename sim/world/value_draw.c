/* What a value is drawn by: streams, counters, arrival, NULLs (value.h). */
#include "world/value_draw.h"

#include <stdio.h>

#include "base/check.h"
#include "world/sequence.h"
#include "world/value.h"

/* Two names of at most 127 bytes, as Redshift allows, and a dot. */
enum { STREAM_NAME_BYTES = 300 };

const struct column *value_draw_column(const struct world *w, int table,
                                       int column)
{
    CHECK(table >= 0 && table < w->catalog.table_count);
    const struct table *t = &w->catalog.tables[table];
    CHECK(column >= 0 && column < t->column_count + t->virtual_count);
    CHECK(t->columns[column].law != NULL);
    return &t->columns[column];
}

struct rng_stream value_draw_stream(const struct world *w,
                                    const struct table *t,
                                    const struct column *c,
                                    enum value_draw_purpose purpose)
{
    char name[STREAM_NAME_BYTES];

    snprintf(name, sizeof(name), "%s.%s", t->name, c->name);
    return rng_stream(w->seed, name, purpose);
}

struct rng_stream value_stream(const struct world *w, int table, int column)
{
    return value_draw_stream(w, &w->catalog.tables[table],
                             value_draw_column(w, table, column), VALUE_DRAW);
}

struct rng_stream value_scatter_stream(const struct world *w, int table,
                                       int column)
{
    return value_draw_stream(w, &w->catalog.tables[table],
                             value_draw_column(w, table, column),
                             VALUE_SCATTER);
}

void value_draw_init(struct value_draw *d, const struct world *w, int table,
                     int column, size_t draws)
{
    d->w = w;
    d->table = table;
    d->t = &w->catalog.tables[table];
    d->c = value_draw_column(w, table, column);
    d->law = d->c->law;
    d->stream = value_draw_stream(w, d->t, d->c, VALUE_DRAW);
    d->arrives = column == value_arrival_column(d->t);
    if (law_draws(d->law))
        law_sampler_init(&d->sampler, d->law, draws);
    else if (d->law->kind == LAW_LAG)
        law_sampler_init(&d->sampler, d->law->inner, draws);
    else if (law_has_parent(d->law))
        value_draw_parents_init(d, draws);
}

void value_draw_counters(const struct value_draw *d, const int64_t *rows,
                         size_t n, uint64_t *at)
{
    int64_t codes[VALUE_DRAW_CHUNK];

    if (d->c->per < 0) {
        for (size_t i = 0; i < n; i++)
            at[i] = (uint64_t)rows[i];
        return;
    }
    value_batch(d->w, d->table, d->c->per, rows, n, codes);
    for (size_t i = 0; i < n; i++)
        at[i] = rng_mix((uint64_t)codes[i]);
}

void value_draw_units(const struct value_draw *d, const int64_t *rows, size_t n,
                      double *u)
{
    const struct law *per =
        d->c->per >= 0 ? d->t->columns[d->c->per].law : NULL;
    const bool orders = per && per->kind == LAW_SEQUENTIAL;
    const struct rng_stream stream =
        orders ? value_stream(d->w, d->table, d->c->per) : d->stream;
    struct sequence_reader reader;

    if (orders)
        sequence_reader_init(&reader, per, stream);
    for (size_t i = 0; i < n; i++) {
        int line = 1;
        if (orders)
            sequence_read(&reader, rows[i], &line);
        u[i] = ((double)(rows[i] - (line - 1)) + 0.5) / (double)d->t->rows;
    }
}

bool value_draw_lateness(const struct value_draw *d, const uint64_t *at,
                         size_t n, int64_t *by)
{
    const struct arrival *arrival = &d->t->arrival;
    struct law_sampler sampler;

    if (!d->arrives || arrival->late_frac <= 0 || arrival->late == NULL)
        return false;
    const struct rng_stream late =
        value_draw_stream(d->w, d->t, d->c, VALUE_LATE);
    const struct rng_stream amount =
        value_draw_stream(d->w, d->t, d->c, VALUE_LATE_BY);
    law_sampler_init(&sampler, arrival->late, n);
    for (size_t i = 0; i < n; i++)
        by[i] = rng_unit(late, at[i]) < arrival->late_frac
                    ? law_sample(&sampler, rng_unit(amount, at[i]))
                    : 0;
    return true;
}

void value_draw_nulls(const struct value_draw *d, const uint64_t *at, size_t n,
                      int64_t *codes)
{
    if (d->c->null_frac <= 0)
        return;
    const struct rng_stream stream =
        value_draw_stream(d->w, d->t, d->c, VALUE_NULLS);
    for (size_t i = 0; i < n; i++)
        if (rng_unit(stream, at[i]) < d->c->null_frac)
            codes[i] = VALUE_NULL;
}
