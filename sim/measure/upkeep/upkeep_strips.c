/*
 * Zone maps of a table's sort key, for the picture that explains them.
 */
#include <math.h>

#include "measure/upkeep/upkeep_step.h"

/* Zone maps of the sort key, one line per block, at most so many. */
enum { STRIPS_MOST = 160 };

static void add_strip(struct stepper *s, const struct kept *t, const char *when,
                      double block, double lo, double hi, bool tail)
{
    struct upkeep *u = s->out;
    const double top = fmax(t->regions->arrived, 1);

    ARENA_GROW(u->arena, u->strips, u->strip_count, u->strip_room);
    u->strips[u->strip_count++] = (struct frame_strip){
        .when = when,
        .table = t->base->t->name,
        .design = s->run->design->name,
        .block = block,
        .lo_pct = fmax(lo / top, 0) * 100,
        .hi_pct = fmin(hi / top, 1) * 100,
        .tail = tail,
    };
}

/* A block that is being filled: rows so far, and what their keys span. */
struct block {
    double rows, lo, hi;
};

static void widen(struct block *b, double rows, double lo, double hi)
{
    b->lo = b->rows > 0 ? fmin(b->lo, lo) : lo;
    b->hi = b->rows > 0 ? fmax(b->hi, hi) : hi;
    b->rows += rows;
}

/* What draws the blocks of one region, one after the other. */
struct stripper {
    struct stepper *s;
    const struct kept *t;
    const char *when;
    double each; /* rows in a block */
    double count;
    bool tail;
    struct block block;
};

static void end_block(struct stripper *p)
{
    if (p->block.rows > 0)
        add_strip(p->s, p->t, p->when, p->count++, p->block.lo, p->block.hi,
                  p->tail);
    p->block.rows = 0;
}

/* Rows in order of their keys, which run from lo to hi. */
static void fill(struct stripper *p, double rows, double lo, double hi)
{
    const double per_row = rows > 0 ? (hi - lo) / rows : 0;

    while (rows > 0) {
        const double take = fmin(rows, p->each - p->block.rows);
        widen(&p->block, take, lo, lo + take * per_row);
        lo += take * per_row;
        rows -= take;
        if (p->block.rows >= p->each * (1 - 1e-9))
            end_block(p);
    }
}

static void strip_head(struct stripper *p)
{
    const struct regions *r = p->t->regions;
    const double w = r->span / REGIONS_BINS;

    for (int i = 0; i < REGIONS_BINS; i++)
        fill(p, r->live[i] + r->dead[i], i * w,
             fmin((i + 1) * w, fmax(r->arrived, i * w)));
    end_block(p);
}

static void strip_tail(struct stripper *p)
{
    const struct regions *r = p->t->regions;

    p->tail = true;
    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        const double late = b->late && r->late_frac > 0 ? r->shifts[0] : 0;
        fill(p, b->live + b->dead, r->rising ? b->first - late : 0,
             r->rising ? b->last : r->arrived);
    }
    end_block(p);
}

void step_strips(struct stepper *s, const struct kept *t, const char *when)
{
    const struct regions *r = t->regions;
    const double full =
        t->base->columns[r->design->sortkeys[0]].values_per_block *
        t->base->populated / t->base->copies;
    struct stripper p = {
        .s = s,
        .t = t,
        .when = when,
        .each = fmax(regions_rows(r) / STRIPS_MOST, full),
    };

    strip_head(&p);
    strip_tail(&p);
}

static bool is_of(const struct frame_strip *f, const struct stepper *s,
                  const struct kept *t)
{
    return f->table == t->base->t->name && f->design == s->run->design->name;
}

bool step_wants_strips(struct stepper *s, struct kept *t)
{
    const double rows = regions_rows(t->regions);
    const double unsorted = rows > 0 ? regions_tail(t->regions) / rows : 0;
    size_t kept = 0;

    if (s->out == NULL || !t->regions->sorted ||
        unsorted <= t->strips_unsorted_frac)
        return false;
    t->strips_unsorted_frac = unsorted;
    for (size_t i = 0; i < s->out->strip_count; i++)
        if (!is_of(&s->out->strips[i], s, t))
            s->out->strips[kept++] = s->out->strips[i];
    s->out->strip_count = kept;
    return true;
}
