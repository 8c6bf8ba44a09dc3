/*
 * Zone maps of a table's sort key, for the picture that explains them.
 */
#include <math.h>

#include "measure/upkeep_step.h"

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

static void strip_head(struct stepper *s, const struct kept *t,
                       const char *when, double each, double *block)
{
    const struct regions *r = t->regions;
    const double w = r->span / REGIONS_BINS;
    const double head = regions_head(r);
    double rows = 0, from = 0;

    for (int i = 0; i < REGIONS_BINS && head > 0; i++) {
        double n = r->live[i] + r->dead[i], at = i * w;
        const double end = fmin((i + 1) * w, fmax(r->arrived, at));
        while (n > 0 && rows + n >= each) {
            const double take = each - rows;
            at += (end - at) * take / n;
            n -= take;
            add_strip(s, t, when, (*block)++, from, at, false);
            from = at;
            rows = 0;
        }
        rows += n;
    }
    if (rows > 0)
        add_strip(s, t, when, (*block)++, from, r->arrived, false);
}

void step_strips(struct stepper *s, const struct kept *t, const char *when)
{
    const struct regions *r = t->regions;
    double block = 0, at = 0;

    if (s->out == NULL || !r->sorted)
        return;
    const double each =
        fmax(regions_rows(r) / STRIPS_MOST,
             t->base->columns[r->design->sortkeys[0]].values_per_block *
                 t->base->populated / t->base->copies);
    strip_head(s, t, when, each, &block);
    for (size_t i = 0; i < r->tail_count; i++) {
        const struct regions_batch *b = &r->tail[i];
        const double rows = b->live + b->dead;
        const double late = b->late && r->late_frac > 0 ? r->shifts[0] : 0;
        const double lo = r->rising ? b->first - late : 0;
        const double hi = r->rising ? b->last : r->arrived;
        const double n = fmax(ceil(rows / each), 1);
        if (rows <= 0)
            continue;
        for (double k = 0; k < n; k++)
            add_strip(s, t, when, block + at + k, lo + (hi - lo) * k / n,
                      lo + (hi - lo) * (k + 1) / n, true);
        at += n;
    }
}

bool step_has_strips(const struct stepper *s, const struct kept *t)
{
    for (size_t i = 0; i < s->out->strip_count; i++)
        if (s->out->strips[i].table == t->base->t->name &&
            s->out->strips[i].design == s->run->design->name)
            return true;
    return false;
}
