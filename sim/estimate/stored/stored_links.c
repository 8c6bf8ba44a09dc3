#include "estimate/stored/stored_links.h"

#include <stdlib.h>

#include "estimate/order.h"
#include "world/day.h"
#include "world/value/value.h"

static const struct law *law_of(const struct sampler *s, int column)
{
    return s->t->columns[column].law;
}

static int64_t shifted(const struct law *law, int64_t code, int64_t days)
{
    if (law->calendar != CALENDAR_YYYYMMDD)
        return code + days;
    return day_to_yyyymmdd(day_from_yyyymmdd(code) + days);
}

static int compare_donors(const void *a, const void *b)
{
    const struct donor *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Random rows in order of the first key column. */
static void fill_pool(struct sampler *s)
{
    const int key = s->design->sortkeys[0];

    s->pool_count = STORED_ROWS;
    s->pool = ARENA_ARRAY(s->arena, s->pool_count, struct donor);
    for (size_t i = 0; i < s->pool_count; i++) {
        s->pool[i].row =
            (int64_t)rng_below(rng_bits(s->jitter, ~i), (uint64_t)s->t->rows);
        s->pool[i].key = value_at(s->world, s->table, key, s->pool[i].row);
    }
    qsort(s->pool, s->pool_count, sizeof(*s->pool), compare_donors);
}

/* The place in the pool of a key value. */
static size_t pool_place(const struct sampler *s, int64_t key)
{
    size_t lo = 0, hi = s->pool_count;

    while (lo < hi) {
        const size_t mid = lo + (hi - lo) / 2;
        if (s->pool[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/*
 * A column that the key column depends on: its value in a random row whose
 * key is near, moved by what the keys differ when only lags lie between them.
 */
static void resolve_from_donors(struct sampler *s, int column)
{
    enum { NEAR = 512 };
    const int key = s->design->sortkeys[0];
    bool lags = true;

    for (int c = key; c >= 0 && c != column; c = order_source(s->t, c))
        lags &= law_of(s, c)->kind == LAW_LAG;
    if (!s->pool)
        fill_pool(s);
    for (size_t i = 0; i < s->count; i++) {
        const int64_t want = s->codes[key][i];
        const uint64_t pick =
            rng_below(rng_bits(s->jitter, i ^ 0x5bd1e995u), NEAR);
        size_t at = pool_place(s, want) + (size_t)pick;
        at = at > NEAR / 2 ? at - NEAR / 2 : 0;
        if (at >= s->pool_count)
            at = s->pool_count - 1;
        const struct donor *donor = &s->pool[at];
        const int64_t code = value_at(s->world, s->table, column, donor->row);
        s->codes[column][i] =
            lags ? shifted(law_of(s, key), code, want - donor->key) : code;
    }
}

static int64_t derive(const struct sampler *s, int column, int64_t source,
                      uint64_t draw)
{
    const struct law *law = law_of(s, column);
    const double u = rng_unit_of(draw);

    if (law->kind == LAW_FROM)
        return law_map(law, source);
    if (law->kind == LAW_LAG)
        return shifted(law, source, law_quantile(law->inner, u));
    int piece = 0;
    while (piece < law->cut_count && source >= law->cuts[piece])
        piece++;
    return law_quantile(law->pieces[piece], u);
}

static void resolve_from_source(struct sampler *s, int column)
{
    const int source = order_source(s->t, column);
    const struct rng_stream draws =
        rng_stream(s->world->seed, "stored.derive", (uint64_t)column);

    stored_resolve(s, source);
    for (size_t i = 0; i < s->count; i++)
        s->codes[column][i] =
            derive(s, column, s->codes[source][i], rng_bits(draws, i));
}

void stored_resolve(struct sampler *s, int column)
{
    if (s->codes[column])
        return;
    s->codes[column] = ARENA_ARRAY(s->arena, s->count, int64_t);

    const int key = s->design->sortkey_count ? s->design->sortkeys[0] : -1;
    const bool linked = key >= 0 && !stored_rises_with_row(s->t, key) &&
                        order_root(s->t, key) == order_root(s->t, column);
    if (!linked)
        value_batch(s->world, s->table, column, s->rows, s->count,
                    s->codes[column]);
    else if (order_hangs_on(s->t, key, column))
        resolve_from_donors(s, column);
    else
        resolve_from_source(s, column);
}

void stored_rows_by_arrival(struct sampler *s)
{
    const int c = s->t->arrival.column;
    const struct marginal *m =
        marginal_punctual(known_marginal(s->known, s->table, c));

    for (size_t i = 0; i < s->count; i++) {
        const int64_t code = s->codes[c][i];
        const double place =
            marginal_between(m, m->lo, code - 1) +
            marginal_between(m, code, code) * rng_unit_of(rng_mix(i + 1));
        const int64_t row = (int64_t)(place * (double)s->t->rows);
        s->rows[i] = row < s->t->rows ? row : s->t->rows - 1;
    }
}
