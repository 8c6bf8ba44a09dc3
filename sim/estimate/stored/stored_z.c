#include "estimate/stored/stored_z.h"

#include <math.h>

#include "estimate/stored/stored_orders.h"

uint64_t stored_z_axis(uint64_t z, int k, int d)
{
    uint64_t out = 0;

    for (int bit = 0; k + bit * d < 64; bit++)
        out |= ((z >> (k + bit * d)) & 1) << bit;
    return out;
}

void stored_walk_z(struct sampler *s)
{
    const int d = s->design->sortkey_count;
    const bool whole = stored_orders_keys(s);
    const double points =
        fmax(s->slice_rows / (whole ? stored_orders_lines(s) : 1), 2);
    const int bits = (int)ceil(log2(points) / d);
    const double cells = ldexp(1, bits * d);
    const size_t window = STORED_ROWS / STORED_WINDOWS;
    const double side = ldexp(1, bits);

    for (int k = 0; k < d; k++) {
        const int c = s->design->sortkeys[k];
        const struct marginal *m = known_marginal(s->known, s->table, c);
        s->codes[c] = ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);
        for (size_t i = 0; i < STORED_ROWS; i++) {
            const double place = ((double)(i / window) + 0.5) / STORED_WINDOWS;
            const uint64_t z =
                (uint64_t)(place * cells) +
                (uint64_t)((double)(i % window) * cells / points);
            const double cell = (double)stored_z_axis(z, d - 1 - k, d);
            const double u =
                (fmod(cell, side) +
                 rng_unit(s->jitter, i * (uint64_t)d + (uint64_t)k)) /
                side;
            s->codes[c][i] = marginal_quantile(m, fmin(u, 1 - 1e-12));
        }
    }
    s->count = STORED_ROWS;
    for (size_t i = 0; i < STORED_ROWS; i++)
        s->rows[i] = (int64_t)rng_below(rng_mix(i + 1), (uint64_t)s->t->rows);
    if (s->t->arrival.column >= 0 && s->codes[s->t->arrival.column] != NULL)
        stored_rows_by_arrival(s);
    if (whole)
        stored_orders_keep(s);
}
