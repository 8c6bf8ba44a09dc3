#include "estimate/mingle.h"

#include <math.h>

#include "base/check.h"
#include "models/distinct.h"
#include "models/tallying.h"

/* Classes: quarters of an octave of the share, from 1 down to 2^-127. */
enum { QUARTERS = 4, CLASSES = 128 * QUARTERS };

/* A law whose sum of squares is that of so few times fewer even values. */
static const double EVEN = 1.05;

/* Values of nearly the same share of the rows. */
struct classes {
    double values[CLASSES], share[CLASSES]; /* the mean one */
};

static void add_values(struct classes *c, double values, double share)
{
    int exponent;

    if (values <= 0 || share <= 0)
        return;
    const double half_to_one = frexp(share, &exponent);
    const int quarter = (int)((half_to_one - 0.5) * 2 * QUARTERS);
    int k = -exponent * QUARTERS + (QUARTERS - 1 - quarter);
    k = k < 0 ? 0 : k >= CLASSES ? CLASSES - 1 : k;
    const double sum = c->values[k] * c->share[k] + values * share;
    c->values[k] += values;
    c->share[k] = sum / c->values[k];
}

static bool is_even(const struct mingle_source *s)
{
    if (s->shares != NULL)
        return false;
    return s->law == NULL ||
           marginal_concentration(s->law) * s->law->distinct < EVEN;
}

static void add_list(struct classes *c, const double *shares, size_t count,
                     double values, double kept_frac)
{
    double rest = 1;

    for (size_t i = 0; i < count; i++) {
        rest -= shares[i];
        add_values(c, kept_frac, fmin(shares[i] / kept_frac, 1));
    }
    const double others = values - (double)count * kept_frac;
    if (others > 0 && rest > 0)
        add_values(c, others, fmin(rest / others, 1));
}

static void classes_of(struct arena *scratch, const struct mingle_source *s,
                       struct classes *c)
{
    if (is_even(s)) {
        add_values(c, s->values, 1 / s->values);
        return;
    }
    if (s->shares != NULL) {
        add_list(c, s->shares, s->share_count, s->values, 1);
        return;
    }
    double *const top = ARENA_ARRAY(scratch, MINGLE_LISTED, double);
    const size_t count = marginal_top(scratch, s->law, top, MINGLE_LISTED);
    add_list(c, top, count, s->law->distinct * s->kept_frac, s->kept_frac);
}

static void multiply(struct classes *into, const struct classes *by,
                     struct classes *room)
{
    *room = (struct classes){ 0 };
    for (int i = 0; i < CLASSES; i++)
        for (int j = 0; into->values[i] > 0 && j < CLASSES; j++)
            add_values(room, into->values[i] * by->values[j],
                       into->share[i] * by->share[j]);
    *into = *room;
}

/* Values of the source that so many rows hit. */
static double hit(const struct mingle_source *s, const struct classes *own,
                  double rows)
{
    if (s->shares == NULL && s->law != NULL && !is_even(s))
        return s->kept_frac * marginal_hit(s->law, rows / s->kept_frac);
    return distinct_of_classes(rows, own->share, own->values, CLASSES);
}

double mingle_groups(struct arena *scratch, const struct mingle_source *sources,
                     int count, double rows)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct classes *const others = ARENA_NEW(scratch, struct classes);
    struct classes *const own = ARENA_NEW(scratch, struct classes);
    struct classes *const room = ARENA_NEW(scratch, struct classes);
    double product = 1, groups = 0;
    bool even = true;
    int most = 0;

    CHECK(count >= 1 && rows >= 0);
    for (int i = 0; i < count; i++) {
        CHECK(sources[i].values >= 1);
        product *= sources[i].values;
        even &= is_even(&sources[i]);
        most = sources[i].values > sources[most].values ? i : most;
    }
    if (even)
        return distinct_cardenas(product, rows);
    add_values(others, 1, 1);
    for (int i = 0; i < count; i++) {
        *own = (struct classes){ 0 };
        if (i == most)
            continue;
        classes_of(scratch, &sources[i], own);
        multiply(others, own, room);
    }
    *own = (struct classes){ 0 };
    classes_of(scratch, &sources[most], own);
    for (int k = 0; k < CLASSES; k++)
        if (others->values[k] > 0)
            groups += others->values[k] *
                      hit(&sources[most], own, rows * others->share[k]);
    arena_rewind(scratch, mark);
    return fmin(fmin(groups, rows), product);
}

double mingle_counts(struct arena *scratch, const struct mingle_source *source,
                     double rows, bool empty)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct classes *const c = ARENA_NEW(scratch, struct classes);
    /* A class holds shares up to a fifth apart. */
    const double width_frac = is_even(source) ? 0 : 1.0 / QUARTERS;

    struct mingle_source whole = *source;
    if (source->law != NULL) /* values that no row hits are drawn, too */
        whole.values =
            fmax(whole.values, source->law->distinct * source->kept_frac);
    classes_of(scratch, &whole, c);
    for (int k = 0; k < CLASSES; k++)
        c->share[k] *= rows;
    const double values =
        tallying_values(c->share, c->values, CLASSES, width_frac, empty);
    arena_rewind(scratch, mark);
    return values;
}
