#include "estimate/late.h"

#include <math.h>

#include "world/value.h"

/* Places in a block at which its values are looked at; and blocks that are
   looked at, each for its neighbours where there are more. */
enum { PLACES = 16, BLOCKS_MOST = 4096 };

int late_column(const struct table_layout *l)
{
    const struct arrival *const a = &l->t->arrival;
    const int column = value_arrival_column(l->t);
    int64_t lo, hi;

    if (l->design.sortkey_count > 0 || a->random || column < 0 ||
        a->late_frac <= 0 || a->late == NULL)
        return -1;
    const struct law *const law = l->t->columns[column].law;
    if (!law_draws(law) || law_has_parent(law))
        return -1;
    law_range(a->late, &lo, &hi);
    return lo < 0 ? -1 : column;
}

/* Chance that a block of rows [first, last) of `rows` is hit. */
static double hit_chance(const struct arrival *a, const struct marginal *m,
                         const struct code_range *set, int count,
                         struct zone_range block, double rows)
{
    const int64_t lo = marginal_quantile(m, (block.first + 0.5) / rows);
    const int64_t hi = marginal_quantile(m, (block.last - 0.5) / rows);
    double reach[PLACES];
    int below = count;

    while (below > 0 && set[below - 1].lo > hi)
        below--;
    if (below == 0)
        return 0;
    const int64_t edge = set[below - 1].hi;
    if (edge >= lo)
        return 1;
    for (int i = 0; i < PLACES; i++) {
        const double at =
            block.first + (i + 0.5) / PLACES * zone_range_rows(block);
        const int64_t value = marginal_quantile(m, at / rows);
        reach[i] = 1 - law_cdf(a->late, law_add(value, -edge) - 1);
    }
    return zone_hit_late(a->late_frac, reach, PLACES,
                         zone_range_rows(block) * (1 - m->null_frac));
}

struct late_reads late_reads_of(struct known *k, const struct table_layout *l,
                                const struct code_range *set, int count,
                                int column)
{
    const struct marginal *const m =
        known_marginal(k, l->table, late_column(l));
    const struct zone_region r = { l->slice_rows,
                                   l->columns[column].values_per_block };
    const double blocks = zone_blocks(r);
    struct late_reads out = { { 0, 0 }, 0 };

    const double each = fmax(ceil(blocks / BLOCKS_MOST), 1);
    for (double b = 0; b < blocks; b += each) {
        const double alike = fmin(each, blocks - b);
        const struct zone_range block = {
            b * r.rows_per_block, fmin((b + 1) * r.rows_per_block, r.rows)
        };
        const double chance =
            hit_chance(&l->t->arrival, m, set, count, block, r.rows);
        if (chance <= 0)
            continue;
        if (out.blocks == 0) /* exact: none so far */
            out.hull.first = block.first;
        out.hull.last = fmin((b + alike) * r.rows_per_block, r.rows);
        out.blocks += chance * alike;
    }
    return out;
}
