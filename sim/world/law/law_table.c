#include "world/law/law_table.h"

#include <math.h>

/* x = c0 + v (c1 + v (c2 + v c3)), v the share of the cell that is passed. */
struct cell {
    double c[4];
    double off;
};

struct law_table {
    double cells_of_sum; /* 1 / h */
    double begin;        /* the head's sum */
    struct cell cells[LAW_CELLS];
};

/* An end of a cell. */
struct knot {
    struct law_place place;
    double slope; /* of the place, a cell on */
};

static struct knot knot_at(const struct law_sampler *s, double rest, double h)
{
    const double t = s->tail.theta, last = (double)s->law->count;
    const struct law_place p = law_zipf_place(s, rest, last);

    return (struct knot){
        .place = p,
        .slope = h * pow(p.x, t) * (1 + t / (2 * p.x)),
    };
}

static double strays(const struct law_sampler *s, struct knot l, struct knot r,
                     double h)
{
    const double t = s->tail.theta;
    const double bend =
        fmax(pow(l.place.x, 4 * t - 3), pow(r.place.x, 4 * t - 3));
    const double slope = fmax(pow(l.place.x, t - 2), pow(r.place.x, t - 2));

    return h * h * h * h / 384 * t * (2 * t + 1) * (3 * t + 2) * bend +
           0.3 * h * t * (t + 2) * slope + fmax(l.place.off, r.place.off) +
           0x1p-44 * s->total * pow(r.place.x, t);
}

static struct cell cell_between(const struct law_sampler *s, struct knot l,
                                struct knot r, double h)
{
    const double rise = r.place.x - l.place.x;

    return (struct cell){
        .c = { l.place.x, l.slope, 3 * rise - 2 * l.slope - r.slope,
               l.slope + r.slope - 2 * rise },
        .off = strays(s, l, r, h),
    };
}

void law_table_make(struct arena *a, struct law_sampler *s, int64_t draws)
{
    if (s->law->kind != LAW_ZIPF || s->law->count <= LAW_CELLS ||
        s->law->theta >= 3 || draws < LAW_TABLE_DRAWS)
        return;
    struct law_table *const t = ARENA_NEW(a, struct law_table);
    t->begin = s->head[LAW_HEAD - 1];
    const double h = (s->total - t->begin) / LAW_CELLS;
    struct knot left = knot_at(s, 0, h);

    t->cells_of_sum = 1 / h;
    for (int i = 0; i < LAW_CELLS; i++) {
        const struct knot right = knot_at(s, (i + 1) * h, h);
        t->cells[i] = cell_between(s, left, right, h);
        left = right;
    }
    s->table = t;
}

/* The rank, from 1, whose stretch of the sum holds this one; 0: too near to its
   end to say. */
static int64_t rank_of(const struct law_sampler *s, double sum)
{
    const struct law_table *const t = s->table;
    const double at = (sum - t->begin) * t->cells_of_sum;

    if (!(at > 0 && at < LAW_CELLS))
        return 0;
    const int64_t cell = (int64_t)at;
    const struct cell *const c = &t->cells[cell];
    const double v = at - (double)cell;
    const double x = c->c[0] + v * (c->c[1] + v * (c->c[2] + v * c->c[3]));
    const double floored = floor(x), above = x - floored;

    if (!(above > c->off && above < 1 - c->off && x > LAW_HEAD + 1 &&
          x < (double)s->law->count))
        return 0;
    return (int64_t)floored + 1;
}

void law_table_sample(const struct law_sampler *s, const double *u,
                      size_t count, int64_t *codes)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t rank = rank_of(s, u[i] * s->total);
        codes[i] =
            rank > 0 ? law_add(s->law->lo, rank - 1) : law_sample(s, u[i]);
    }
}
