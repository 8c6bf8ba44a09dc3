/* What a value is drawn by: streams, counters, arrival, NULLs (value.h). */
#include "world/value/value_draw.h"

#include <string.h>

#include "base/check.h"
#include "world/sequence.h"
#include "world/value/value_reader.h"

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
    const size_t first = strlen(t->name), second = strlen(c->name);
    char name[STREAM_NAME_BYTES];

    /* "table.column"; printf would take longer than many a draw. */
    CHECK(first + second + 2 <= sizeof(name));
    memcpy(name, t->name, first);
    name[first] = '.';
    memcpy(name + first + 1, c->name, second + 1);
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
    d->reader = d->parent = NULL;
    d->keys = NULL;
    d->dates = NULL;
    d->cycles = NULL;
    d->w = w;
    d->table = table;
    d->t = &w->catalog.tables[table];
    d->c = value_draw_column(w, table, column);
    d->law = d->c->law;
    d->stream = value_draw_stream(w, d->t, d->c, VALUE_DRAW);
    d->arrives = column == value_arrival_column(d->t);
    d->sampler.law = NULL;
    if (law_draws(d->law))
        law_sampler_init(&d->sampler, d->law, draws);
    else if (d->law->kind == LAW_LAG)
        law_sampler_init(&d->sampler, d->law->inner, draws);
    else if (law_has_parent(d->law))
        value_draw_parents_init(d, draws);
}

const uint64_t *value_draw_counters(const struct value_draw *d,
                                    const int64_t *rows, size_t n,
                                    uint64_t *room)
{
    int64_t codes[VALUE_DRAW_CHUNK];

    if (d->c->per < 0)
        return (const uint64_t *)rows; /* none is negative */
    if (d->reader != NULL)
        return value_reader_mixed(d->reader, d->c->per);
    value_batch(d->w, d->table, d->c->per, rows, n, codes);
    rng_mix_many(codes, n, room);
    return room;
}

void value_draw_beside(const struct value_draw *d, int column,
                       const int64_t *rows, size_t n, int64_t *codes)
{
    if (d->reader != NULL)
        memcpy(codes, value_reader_codes(d->reader, column),
               n * sizeof(*codes));
    else
        value_batch(d->w, d->table, column, rows, n, codes);
}

void value_draw_there(const struct value_draw *d, const int64_t *parents,
                      size_t n, int64_t *codes)
{
    if (d->keys != NULL)
        for (size_t i = 0; i < n; i++)
            codes[i] = d->keys[parents[i]];
    else if (d->parent != NULL)
        value_reader_batch(d->parent, d->law->column, parents, n, codes);
    else
        value_batch(d->w, d->law->table, d->law->column, parents, n, codes);
}

void value_draw_orders(const struct value_draw *d, int column,
                       const int64_t *rows, size_t n, int64_t *orders,
                       int64_t *lines)
{
    struct sequence_reader reader;

    if (d->reader != NULL) {
        const struct value_reader_orders read =
            value_reader_orders(d->reader, column);
        memcpy(orders, read.orders, n * sizeof(*orders));
        if (lines != NULL)
            memcpy(lines, read.lines, n * sizeof(*lines));
        return;
    }
    sequence_reader_init(&reader,
                         value_draw_column(d->w, d->table, column)->law,
                         value_stream(d->w, d->table, column));
    for (size_t i = 0; i < n; i++) {
        int line;
        orders[i] = sequence_read(&reader, rows[i], &line);
        if (lines != NULL)
            lines[i] = line;
    }
}

void value_draw_units(const struct value_draw *d, const int64_t *rows, size_t n,
                      double *u)
{
    const struct law *per =
        d->c->per >= 0 ? d->t->columns[d->c->per].law : NULL;
    int64_t orders[VALUE_DRAW_CHUNK], lines[VALUE_DRAW_CHUNK];

    if (per != NULL && per->kind == LAW_SEQUENTIAL)
        value_draw_orders(d, d->c->per, rows, n, orders, lines);
    else
        for (size_t i = 0; i < n; i++)
            lines[i] = 1;
    for (size_t i = 0; i < n; i++)
        u[i] = ((double)(rows[i] - (lines[i] - 1)) + 0.5) / (double)d->t->rows;
}

bool value_draw_lateness(const struct value_draw *d, const uint64_t *at,
                         size_t n, int64_t *by)
{
    const struct arrival *arrival = &d->t->arrival;
    struct law_sampler sampler;
    double u[VALUE_DRAW_CHUNK];

    if (!d->arrives || arrival->late_frac <= 0 || arrival->late == NULL)
        return false;
    const struct rng_stream late =
        value_draw_stream(d->w, d->t, d->c, VALUE_LATE);
    const struct rng_stream amount =
        value_draw_stream(d->w, d->t, d->c, VALUE_LATE_BY);
    law_sampler_init(&sampler, arrival->late, n);
    rng_units(late, at, n, u);
    for (size_t i = 0; i < n; i++)
        by[i] = u[i] < arrival->late_frac
                    ? law_sample(&sampler, rng_unit(amount, at[i]))
                    : 0;
    return true;
}

void value_draw_nulls(const struct value_draw *d, const uint64_t *at, size_t n,
                      int64_t *codes)
{
    double u[VALUE_DRAW_CHUNK];

    if (d->c->null_frac <= 0)
        return;
    const struct rng_stream stream =
        value_draw_stream(d->w, d->t, d->c, VALUE_NULLS);
    rng_units(stream, at, n, u);
    for (size_t i = 0; i < n; i++)
        if (u[i] < d->c->null_frac)
            codes[i] = VALUE_NULL;
}
