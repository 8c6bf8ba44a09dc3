#include "gallery/gallery_past.h"

#include "base/check.h"
#include "base/text.h"

static int design_of(const struct world *w, const char *name)
{
    int d = 0;

    while (d < w->design_count && !text_equal(w->designs[d]->name, name))
        d++;
    CHECK(d < w->design_count);
    return d;
}

static int query_of(const struct world *w, const char *name)
{
    int q = 0;

    while (q < w->query_count && !text_equal(w->queries[q]->name, name))
        q++;
    CHECK(q < w->query_count);
    return q;
}

struct world *gallery_narrow(struct arena *a, const struct world *w,
                             const char *design, const char *query)
{
    struct world *const narrow = ARENA_NEW(a, struct world);

    *narrow = *w;
    if (design != NULL) {
        narrow->designs += design_of(w, design);
        narrow->design_count = 1;
    }
    if (query != NULL) {
        narrow->queries += query_of(w, query);
        narrow->query_count = 1;
    }
    return narrow;
}

void gallery_without_vacuum(struct arena *a, struct world *w,
                            enum vacuum_kind kind)
{
    const struct history *const from = w->history;
    struct history *const h = ARENA_NEW(a, struct history);

    *h = *from;
    h->operation_count = 0;
    h->operations = ARENA_ARRAY(a, from->operation_count, struct operation);
    for (int i = 0; i < from->operation_count; i++)
        if (from->operations[i].kind != DO_VACUUM ||
            from->operations[i].vacuum != kind)
            h->operations[h->operation_count++] = from->operations[i];
    w->history = h;
}
