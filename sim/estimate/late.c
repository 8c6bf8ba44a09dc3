#include "estimate/late.h"

#include <math.h>

#include "world/value/value.h"

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

/* What is asked of each block of one column. */
struct looking {
    const struct arrival *arrival;
    const struct marginal *marginal;
    const struct code_range *set; /* ascending */
    int count;
    double rows, rows_per_block; /* of the mean slice */
};

static struct zone_range block_at(const struct looking *q, double block)
{
    return (
        struct zone_range){ block * q->rows_per_block,
                            fmin((block + 1) * q->rows_per_block, q->rows) };
}

/* The value of a punctual row at this place. */
static int64_t value_of(const struct looking *q, double place)
{
    return marginal_quantile(q->marginal, place / q->rows);
}

static int64_t lowest(const struct looking *q, double block)
{
    return value_of(q, block_at(q, block).first + 0.5);
}

static int64_t highest(const struct looking *q, double block)
{
    return value_of(q, block_at(q, block).last - 0.5);
}

static double hit_chance(const struct looking *q, double block)
{
    const struct zone_range rows = block_at(q, block);
    double reach[PLACES];
    int below = q->count;

    while (below > 0 && q->set[below - 1].lo > highest(q, block))
        below--;
    if (below == 0)
        return 0;
    const int64_t edge = q->set[below - 1].hi;
    if (edge >= lowest(q, block))
        return 1;
    for (int i = 0; i < PLACES; i++) {
        const double at =
            rows.first + (i + 0.5) / PLACES * zone_range_rows(rows);
        reach[i] =
            1 - law_cdf(q->arrival->late, law_add(value_of(q, at), -edge) - 1);
    }
    return zone_hit_late(q->arrival->late_frac, reach, PLACES,
                         zone_range_rows(rows) * (1 - q->marginal->null_frac));
}

/* ---- blocks of a kind lie together, for values rise with the block -------- */

typedef bool block_test(const struct looking *q, double block);

static bool reaches_set(const struct looking *q, double block)
{
    return highest(q, block) >= q->set[0].lo;
}

static bool is_beyond(const struct looking *q, double block)
{
    return lowest(q, block) > q->set[q->count - 1].hi;
}

/* Of those beyond: too far for the latest row. */
static bool is_out_of_reach(const struct looking *q, double block)
{
    return hit_chance(q, block) <= 0;
}

/* The first of the blocks from .. end - 1 of which the test is true, as it is
   of all behind it; or `end`. */
static double first_block(const struct looking *q, double from, double end,
                          block_test *test)
{
    while (from < end) {
        const double middle = floor((from + end) / 2);
        if (test(q, middle))
            end = middle;
        else
            from = middle + 1;
    }
    return from;
}

/* Expected hits; of many blocks every n-th is looked at. */
static double sum_chances(const struct looking *q, double from, double end)
{
    const double each = fmax(ceil((end - from) / BLOCKS_MOST), 1);
    double sum = 0;

    for (double b = from; b < end; b += each)
        sum += hit_chance(q, b) * fmin(each, end - b);
    return sum;
}

struct late_reads late_reads_of(struct known *k, const struct table_layout *l,
                                const struct code_range *set, int count,
                                int column)
{
    const struct zone_region r = { l->slice_rows,
                                   l->columns[column].values_per_block };
    const struct looking q = {
        .arrival = &l->t->arrival,
        .marginal =
            marginal_punctual(known_marginal(k, l->table, late_column(l))),
        .set = set,
        .count = count,
        .rows = r.rows,
        .rows_per_block = r.rows_per_block,
    };
    const double blocks = zone_blocks(r);
    struct late_reads out = { { 0, 0 }, 0 };

    if (count == 0 || blocks <= 0)
        return out;
    const double first = first_block(&q, 0, blocks, reaches_set);
    const double beyond = first_block(&q, first, blocks, is_beyond);
    const double end = first_block(&q, beyond, blocks, is_out_of_reach);
    out.hull.first = fmin(first * r.rows_per_block, r.rows);
    out.hull.last = fmin(end * r.rows_per_block, r.rows);
    out.blocks = sum_chances(&q, first, beyond) + sum_chances(&q, beyond, end);
    return out;
}
