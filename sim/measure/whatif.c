#include "measure/whatif.h"

#include "base/rng.h"
#include "estimate/estimate.h"
#include "estimate/planner.h"
#include "estimate/price.h"
#include "measure/cost/cost.h"

/* What was worked out once, under the hashes of the designs of the
   tables that count. */
struct entry {
    struct entry *next;
    int what;                /* query; or -1 - table for a COPY */
    uint64_t *hashes;        /* per touched table, in order */
    struct whatif_work work; /* seconds < 0: not yet */
};

enum { BUCKETS = 4096 };

struct whatif {
    struct arena *arena, *scratch;
    const struct world *world;
    struct known *known;
    int **touched; /* per query: tables, in order */
    int *touched_count;
    struct entry *buckets[BUCKETS];
    struct whatif_count counted;
};

static void release(void *scratch)
{
    arena_done(scratch);
}

static void list_tables(struct whatif *what, int query)
{
    const int tables = what->world->catalog.table_count;
    bool *const touches = ARENA_ARRAY(what->arena, tables, bool);
    int n = 0;

    query_tables(what->world->queries[query], touches);
    what->touched[query] = ARENA_ARRAY(what->arena, tables, int);
    for (int t = 0; t < tables; t++)
        if (touches[t])
            what->touched[query][n++] = t;
    what->touched_count[query] = n;
}

struct whatif *whatif_begin(struct arena *a, const struct world *w)
{
    struct whatif *const what = ARENA_NEW(a, struct whatif);

    what->arena = a;
    what->scratch = arena_begin();
    arena_defer(a, release, what->scratch);
    what->world = w;
    what->known = known_begin(a, w);
    what->touched = ARENA_ARRAY(a, w->query_count, int *);
    what->touched_count = ARENA_ARRAY(a, w->query_count, int);
    for (int q = 0; q < w->query_count; q++)
        list_tables(what, q);
    return what;
}

/* Found, or made with negative seconds: to be worked out. */
static struct entry *look_up(struct whatif *what, const struct design *d,
                             int key, const int *tables, int count)
{
    const struct arena_mark mark = arena_mark(what->scratch);
    uint64_t *const hashes = ARENA_ARRAY(what->scratch, count, uint64_t);
    uint64_t all = rng_mix((uint64_t)(int64_t)key);
    struct entry *e;

    for (int i = 0; i < count; i++) {
        const struct table *const t = &what->world->catalog.tables[tables[i]];
        hashes[i] = design_hash(t, &d->tables[tables[i]]);
        all = rng_mix(all ^ hashes[i]);
    }
    struct entry **const bucket = &what->buckets[all % BUCKETS];
    for (e = *bucket; e != NULL; e = e->next) {
        bool same = e->what == key;
        for (int i = 0; same && i < count; i++)
            same = e->hashes[i] == hashes[i];
        if (same)
            break;
    }
    if (e == NULL) {
        e = ARENA_NEW(what->arena, struct entry);
        e->what = key;
        e->work.seconds = -1;
        e->hashes = ARENA_ARRAY(what->arena, count, uint64_t);
        for (int i = 0; i < count; i++)
            e->hashes[i] = hashes[i];
        e->next = *bucket;
        *bucket = e;
    }
    arena_rewind(what->scratch, mark);
    return e;
}

/* The plan with its tallies and its price, in the scratch arena. */
static struct plan *plan_of(struct whatif *what, const struct design *d,
                            int query, double *seconds)
{
    struct layout *const l = layout_of(what->scratch, what->known, d);
    struct plan *const p = planner_plan(what->scratch, what->known, l,
                                        what->world->queries[query]);

    estimate_plan(what->scratch, what->known, l, p);
    *seconds = price_plan(&what->world->cluster, p).total_s;
    return p;
}

static struct whatif_work work_of(struct whatif *what, const struct design *d,
                                  int query)
{
    const struct arena_mark mark = arena_mark(what->scratch);
    struct whatif_work work = { .seconds = 0 };
    const struct plan *const p = plan_of(what, d, query, &work.seconds);

    for (int i = 0; i < p->step_count; i++) {
        work.bytes_moved += p->steps[i]->tally.bytes_moved.sum;
        work.blocks_read += p->steps[i]->tally.blocks.sum;
    }
    arena_rewind(what->scratch, mark);
    return work;
}

struct whatif_work whatif_query(struct whatif *what, const struct design *d,
                                int query)
{
    struct entry *const e = look_up(what, d, query, what->touched[query],
                                    what->touched_count[query]);

    what->counted.requests++;
    if (e->work.seconds < 0) {
        what->counted.planned++;
        e->work = work_of(what, d, query);
    }
    return e->work;
}

double whatif_load_s(struct whatif *what, const struct design *d, int table)
{
    struct entry *const e = look_up(what, d, -1 - table, &table, 1);

    what->counted.requests++;
    if (e->work.seconds < 0) {
        const struct arena_mark mark = arena_mark(what->scratch);
        const struct layout *const l = layout_of(what->scratch, what->known, d);
        what->counted.loaded++;
        e->work.seconds = cost_load_s(what->world, l->tables[table]);
        arena_rewind(what->scratch, mark);
    }
    return e->work.seconds;
}

struct whatif_scan whatif_scan(struct whatif *what, const struct design *d,
                               int query, int table)
{
    const struct arena_mark mark = arena_mark(what->scratch);
    struct whatif_scan scan = { .read = 0 };
    double seconds;
    const struct plan *const p = plan_of(what, d, query, &seconds);

    for (int i = 0; i < p->step_count; i++) {
        const struct step *const s = p->steps[i];
        if (s->op != OP_SCAN || s->table != table)
            continue;
        scan.read += s->tally.blocks.sum;
        scan.stored += s->blocks_total;
    }
    arena_rewind(what->scratch, mark);
    return scan;
}

double whatif_busiest(struct whatif *what, const struct design *d, int table)
{
    const struct arena_mark mark = arena_mark(what->scratch);
    const struct layout *const l = layout_of(what->scratch, what->known, d);
    const double busiest = l->tables[table]->max_over_mean;

    arena_rewind(what->scratch, mark);
    return busiest;
}

bool whatif_touches(const struct whatif *what, int query, int table)
{
    for (int i = 0; i < what->touched_count[query]; i++)
        if (what->touched[query][i] == table)
            return true;
    return false;
}

struct whatif_count whatif_counted(const struct whatif *what)
{
    return what->counted;
}
