#include "sql/sql_condition.h"

#include <string.h>

#include "base/text.h"

/* Conditions of one relation; nobody writes more by hand. */
enum { FILTERS_MAX = 1000 };

static struct sql_set set_of(const struct condition *c)
{
    return (struct sql_set){ c->ranges, c->range_count,
                             c->accepts_null ? SET_NULL_PASSES
                                             : SET_NULL_UNKNOWN };
}

static bool mergeable(const struct condition *a, const struct condition *b)
{
    return a->kind == COND_SET && b->kind == COND_SET &&
           a->column == b->column && a->zone_map == b->zone_map;
}

static struct condition *merge(struct sql_build *b, const struct condition *x,
                               const struct condition *y)
{
    struct condition *const c = ARENA_NEW(b->r->s->a, struct condition);
    const struct sql_set both = sql_set_and(b->r->s->a, set_of(x), set_of(y));

    *c = *x;
    c->ranges = both.ranges;
    c->range_count = both.count;
    c->accepts_null = both.null == SET_NULL_PASSES;
    c->text = sql_cut(
        b->r, text_format(b->r->s->scratch, "%s and %s", x->text, y->text));
    return c;
}

bool sql_add_filter(struct sql_build *b, int relation, struct condition *c,
                    int location)
{
    struct relation *const r = &b->q->relations[relation];

    if (c->kind == COND_AND) {
        bool ok = true;
        for (int i = 0; i < c->part_count; i++)
            ok = sql_add_filter(b, relation, c->parts[i], location) && ok;
        return ok;
    }
    for (int i = 0; i < r->filter_count; i++)
        if (mergeable(r->filters[i], c)) {
            r->filters[i] = merge(b, r->filters[i], c);
            return true;
        }
    if (r->filter_count == FILTERS_MAX)
        return sql_fault_at(b->r->s, location,
                            "more than %d conditions on one table",
                            (int)FILTERS_MAX);

    struct condition **const filters =
        ARENA_ARRAY(b->r->s->a, r->filter_count + 1, struct condition *);
    for (int i = 0; i < r->filter_count; i++)
        filters[i] = r->filters[i];
    filters[r->filter_count++] = c;
    r->filters = filters;
    return true;
}

bool sql_rejects_null(const struct condition *c)
{
    switch (c->kind) {
    case COND_SET:
        return !c->accepts_null;
    case COND_COMPARE:
        return true;
    case COND_AND:
        for (int i = 0; i < c->part_count; i++)
            if (sql_rejects_null(c->parts[i]))
                return true;
        return false;
    case COND_OR:
        for (int i = 0; i < c->part_count; i++)
            if (!sql_rejects_null(c->parts[i]))
                return false;
        return true;
    default:
        return false;
    }
}
